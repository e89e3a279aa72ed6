"""Floor 7: what changed between two states of the records, in words."""
