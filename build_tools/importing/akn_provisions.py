"""The sections and articles of an act in Akoma Ntoso: number, heading, anchor, text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from build_tools.importing.akn_xml import Unreadable, child, local, words_of
from build_tools.importing.plain_text import as_markdown
from build_tools.importing.rows import Cell
from build_tools.importing.slugs import make_slug, numbered

MAX_PROVISIONS = 5000
MAX_NUMBER = 700
UNITS = {"section": "s", "article": "art-"}
"""The elements that are provisions, with what their anchors begin with."""
_QUOTED = frozenset({"quotedStructure", "quotedText", "embeddedStructure", "embeddedText"})
"""Text of another law that stands in this one."""
_BLOCKS = frozenset(
    {"p", "block", "listIntroduction", "listWrapUp", "listConclusion", "heading", "subheading",
     "crossHeading"}
)  # fmt: skip
_WORD = re.compile(
    r"^(?:sections?|sec\.?|s\.|articles?|art\.?|artículo|articolo|artigo|artikel|§)\s*(?=\w)",
    re.IGNORECASE,
)
_END = re.compile(r"(?<![.:\s\u2013\u2014-])[.:\s\u2013\u2014-]+$")


def provisions_of(body: Element | None) -> list[dict[str, Cell]]:
    """The sections and articles of a body, in their order, each with an anchor of its own.

    Where one holds others (a section of a code that holds articles), those inside are
    the provisions. What an amending act quotes is not. Raises Unreadable for too many.
    """
    if body is None:
        return []
    units = _units(body)
    if len(units) > MAX_PROVISIONS:
        raise Unreadable(
            f"the act has {len(units):,} provisions; at most {MAX_PROVISIONS:,} are read"
        )
    used: set[str] = set()
    return [_cells(each, used) for each in units]


def _units(element: Element) -> list[Element]:
    inside = [unit for each in element if local(each) not in _QUOTED for unit in _units(each)]
    if inside:
        return inside
    return [element] if local(element) in UNITS else []


def _cells(unit: Element, used: set[str]) -> dict[str, Cell]:
    printed = words_of(child(unit, "num"))[:MAX_NUMBER]
    number = _END.sub("", _WORD.sub("", printed)) or printed
    anchor = _anchor(unit, number, used)
    used.add(anchor)
    text = "\n\n".join(as_markdown(each) for each in _paragraphs(unit))
    return {
        "id": anchor,
        "kind": local(unit),
        "number": number or anchor,
        "title": words_of(child(unit, "heading")) or None,
        "text": text or None,
    }


def _anchor(unit: Element, number: str, used: set[str]) -> str:
    """``s14``, ``art-323-1``; where that is taken the file's own identifier, else a number."""
    start = UNITS[local(unit)]
    own = make_slug(unit.get("eId") or unit.get("id") or "")
    wanted = make_slug(start + number) if make_slug(number) else own
    for anchor in (wanted, own):
        if anchor and anchor not in used:
            return anchor
    stem = wanted or local(unit)
    return next(each for n in range(1, len(used) + 3) if (each := numbered(stem, n)) not in used)


def _paragraphs(unit: Element) -> Iterator[str]:
    """The paragraphs of a provision, each with the numbers that are printed before it."""
    pending: list[str] = []
    for element in _in_order(unit):
        words = words_of(element)
        if local(element) == "num":
            pending.append(words)
        elif words:
            yield " ".join([*pending, words])
            pending = []


def _in_order(unit: Element, top: bool = True) -> Iterator[Element]:
    """Numbers and blocks of text, without the provision's own number and heading."""
    for each in unit:
        name = local(each)
        if top and name in ("num", "heading"):
            continue
        if name == "num" or name in _BLOCKS:
            yield each
        else:
            yield from _in_order(each, top=False)
