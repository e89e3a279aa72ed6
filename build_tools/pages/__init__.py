"""Floor 6: from the corpus to pages. No disk, no clock, no network."""
