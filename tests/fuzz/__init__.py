"""Fuzzing: ``python -m tests.fuzz TARGET --minutes 10``."""
