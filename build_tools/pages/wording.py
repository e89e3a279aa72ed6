"""What changed between two texts, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

LONG = 4_000
"""From how many words on the most frequent ones are no longer matched one by one, for speed."""
_PIECE = re.compile(r"\n\s*|[^\S\n]+|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that stayed (``same``), came (``added``) or went (``removed``)."""

    kind: str
    text: str


def word_changes(old: str, new: str) -> list[Piece]:
    """The pieces of two plain texts in reading order; what went stands before what came.

    Joined without the added pieces they are the old text, without the removed ones the new.
    """
    before, after = _PIECE.findall(old), _PIECE.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=len(after) > LONG)
    found: list[Piece] = []
    for operation, a, b, c, d in matcher.get_opcodes():
        if operation == "equal":
            found.append(Piece("same", "".join(before[a:b])))
            continue
        found += [Piece("removed", "".join(before[a:b]))] if b > a else []
        found += [Piece("added", "".join(after[c:d]))] if d > c else []
    return list(_joined(found))


def _joined(pieces: list[Piece]) -> Iterator[Piece]:
    """Changes with nothing but a blank between them become one, so that phrases stay whole."""
    removed: list[str] = []
    added: list[str] = []
    for number, piece in enumerate(pieces):
        inside = 0 < number < len(pieces) - 1
        if piece.kind == "same" and (removed or added) and inside and not piece.text.strip():
            removed.append(piece.text)
            added.append(piece.text)
        elif piece.kind == "same":
            yield from _change(removed, added)
            removed, added = [], []
            yield piece
        else:
            (removed if piece.kind == "removed" else added).append(piece.text)
    yield from _change(removed, added)


def _change(removed: list[str], added: list[str]) -> Iterator[Piece]:
    for kind, parts in (("removed", removed), ("added", added)):
        if parts:
            yield Piece(kind, "".join(parts))
