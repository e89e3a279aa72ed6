"""Floor 7: what the last build made, kept for the next one. It may be deleted at any time."""
