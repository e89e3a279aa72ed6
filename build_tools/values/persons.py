"""Whether a label names a person or only describes one."""

from __future__ import annotations

import re

_INITIALS = re.compile(r"(?:[A-Z]{1,3}\.? ?-?){1,5}", re.ASCII)
_LETTERS = re.compile(r"[^\W\d_]")
_SMALL_LATIN = re.compile(r"[a-zß-öø-ÿāăąćčďđēęěğīİıłńňőœřśşšţťūůűźżž]")


def is_description(label: str) -> bool:
    """Whether a label is words in small Latin letters, which name nobody."""
    return all(_SMALL_LATIN.fullmatch(letter) for letter in _LETTERS.findall(label))


def is_anonymous(label: str) -> bool:
    """Whether a label is a description or initials."""
    return is_description(label) or _INITIALS.fullmatch(label) is not None
