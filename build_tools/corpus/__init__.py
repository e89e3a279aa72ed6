"""Floor 4: all records together, with the links between them both ways; read-only."""
