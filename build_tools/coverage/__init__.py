"""What is recorded, for which country and subject, and what was never looked at: pure counting.

Everything here is computed from the corpus alone and holds no text for readers. See
docs/coverage.md for the rules of counting.
"""
