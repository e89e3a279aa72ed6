"""What a mirror fetches when a collection grows, and what rsync moves for another generator."""
