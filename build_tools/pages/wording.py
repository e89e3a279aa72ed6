"""What changed between two texts, word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

LONG = 1_500
"""From how many words on the most frequent ones are no longer matched one by one, for speed."""
_PIECE = re.compile(r"\w+[^\S\n]*|[^\w\s][^\S\n]*|\n+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that stayed (``same``), came (``added``) or went (``removed``)."""

    kind: str
    text: str


def word_changes(old: str, new: str) -> list[Piece]:
    """The pieces of two plain texts in reading order; what went stands before what came.

    Joined without the added pieces they are the old text, without the removed ones the new,
    but for blanks.
    """
    before, after = _PIECE.findall(old), _PIECE.findall(new)
    matcher = SequenceMatcher(
        None, _words(before), _words(after), autojunk=max(len(before), len(after)) > LONG
    )
    found: list[Piece] = []
    for operation, a, b, c, d in matcher.get_opcodes():
        if operation == "equal":
            found.append(Piece("same", "".join(after[c:d])))
            continue
        found += [Piece("removed", "".join(before[a:b]))] if b > a else []
        found += [Piece("added", "".join(after[c:d]))] if d > c else []
    return found


def _words(pieces: list[str]) -> list[str]:
    """What is compared: the words and signs without the blanks after them."""
    return [piece.rstrip(" \t") or piece for piece in pieces]
