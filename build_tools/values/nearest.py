"""The nearest valid value: what a contributor most likely meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

MAX_WORD = 120


def nearest(word: str, choices: Iterable[str]) -> str:
    """The choice most like the word, whatever its case; ``""`` where none is at all like it.

    Long words are cut before they are compared: the comparison is quadratic.
    """
    by_lower = {choice[:MAX_WORD].lower(): choice for choice in choices}
    found = get_close_matches(word[:MAX_WORD].lower(), by_lower, n=1, cutoff=0.6)
    return by_lower[found[0]] if found else ""


def suggestion(word: str) -> str:
    """The clause that offers a nearest value, or nothing."""
    return f"; did you mean '{word}'?" if word else ""
