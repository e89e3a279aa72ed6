"""Floor 7: findings as text for people, JSON for programs, annotations for git hosts."""
