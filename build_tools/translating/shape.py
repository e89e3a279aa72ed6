"""The shape of a message: how it looks in a page, where its tags are elements.

``See <a href="x">the check</a>.`` has the shape ``See <1>the check</1>.``. Elements that
hold what a record says (``bdi``, ``code``) are closed to translation: ``<1/>``. The
client makes the same shape from an element of a page (client/translate.js).
"""

from __future__ import annotations

import re

CLOSED = frozenset({"bdi", "code", "kbd", "pre", "samp"})
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)([^>]*)>")
_HOLE = re.compile(r"%\((\w+)\)s")


def shaped(text: str) -> str:
    """The shape of a source text, its placeholders as ``{name}``."""
    return _shape(text, [])


def shaped_like(translation: str, source: str) -> str:
    """The shape of a translation, its elements numbered as in its source."""
    known: list[str] = []
    _shape(source, known)
    return _shape(translation, known, given=True)


def _shape(text: str, known: list[str], given: bool = False) -> str:
    """Number the elements in order; or, where ``given``, find them among the known tags."""
    out: list[str] = []
    open_: list[tuple[str, int, int]] = []
    left = list(known)
    at = 0
    for tag in _TAG.finditer(text):
        closed_in = open_ and open_[-1][0] in CLOSED
        if not closed_in:
            out.append(text[at : tag.start()])
        at = tag.end()
        if tag[1]:
            name, number, _ = open_.pop()
            if not (open_ and open_[-1][0] in CLOSED):
                out.append(f"<{number}/>" if name in CLOSED else f"</{number}>")
            continue
        if given:
            place = left.index(tag[0]) if tag[0] in left else -1
            number = place + 1
            if place >= 0:
                left[place] = ""
        else:
            known.append(tag[0])
            number = len(known)
        if not closed_in:
            if tag[2] == "br":
                out.append(f"<{number}/>")
                continue
            if tag[2] not in CLOSED:
                out.append(f"<{number}>")
        open_.append((tag[2], number, tag.start()))
    out.append(text[at:])
    return _HOLE.sub(r"{\1}", " ".join("".join(out).split())).replace("%%", "%")
