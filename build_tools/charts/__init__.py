"""Pictures of what is recorded: numbers by year and subject, and a map of the world."""
