"""Floor 1: the catalogue of everything that can be found wrong in a record."""
