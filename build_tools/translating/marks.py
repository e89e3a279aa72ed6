"""From a marked page to a plain one that the client can read again.

The interface's texts come marked from the speaker. What stands alone in its element, or
only beside others of its kind, loses its marks: the client finds it by what it says. What
shares a text with a record's words gets a ``span``. And where a record's own words are
those of the interface, they get a ``bdi``, which is closed: no record is ever changed.
"""

from __future__ import annotations

import re

from build_tools.translating.claims import EDGE, Claims
from build_tools.translating.speaker import BEGIN, END, bare

_MARKED = re.compile(rf">([^<{BEGIN}{END}]*[{BEGIN}{END}][^<]*)(?=<)")
_PLAIN = re.compile(rf">([^<{BEGIN}{END}]*[^<\s{BEGIN}{END}][^<{BEGIN}{END}]*)(?=<)")
_PIECE = re.compile(rf"{BEGIN}([^{BEGIN}{END}]*){END}")
_MESSAGE = re.compile(rf"({BEGIN}[^{END}]*{END})")
_COUNT = re.compile(r" \([\d,.]+\)")
_OWN, _OWN_END = "<bdi>", "</bdi>"


def settled(html: str, claims: Claims) -> str:
    """The HTML of a page's body without marks."""
    parts = _MESSAGE.split(_MARKED.sub(_settle, html))
    for place in range(0, len(parts), 2):
        taken = {text for text in _PLAIN.findall(parts[place]) if claims.take(text)}
        for text in taken:
            parts[place] = parts[place].replace(f">{text}<", f">{_OWN}{text}{_OWN_END}<")
    return bare("".join(parts))


def _settle(found: re.Match[str]) -> str:
    """A text with marks: they stay where it is the interface's alone, to be stripped later."""
    text = found[1]
    if BEGIN not in text or END not in text:
        return found[0]
    rest = _COUNT.sub("", _PIECE.sub("", text))
    alone = not rest.strip(EDGE)
    pieces = _PIECE.findall(text)
    if alone and (len(pieces) == 1 or not any(map(_parts, pieces))):
        return found[0]
    return ">" + _PIECE.sub(lambda piece: f"<span>{BEGIN}{piece[1]}{END}</span>", text)


def _parts(piece: str) -> bool:
    """True for a piece that the client would cut when it stands beside others."""
    return any(mark in piece for mark in (", ", "; ", ": ", ". ", " ("))
