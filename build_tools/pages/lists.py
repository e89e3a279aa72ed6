"""Lists of links that stay small: cut into pages, so that a new row changes the page it is on."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from build_tools.pages.context import Context
from build_tools.pages.environment import slug
from build_tools.pages.links import numbered_path
from build_tools.pages.page import Page
from build_tools.values.wording import Place, Said, Words, words

ROWS = 100
"""How many rows stand on one page of a list at most."""
FEWEST = 25
"""How many stand on it at least, but on the last."""
USUAL = 32
"""How many more, on average, until a row is one that begins a page."""


class Way(NamedTuple):
    """A way from an index to a list: where it leads, its name, how much is there."""

    path: str
    text: Said
    number: int | None = None


@dataclass(frozen=True, slots=True)
class List:
    """What a list says of itself."""

    path: str
    heading: Said
    section: str
    crumbs: tuple[tuple[str, Said], ...] = ()
    intro: Said = ""
    ways: Sequence[tuple[Said, Sequence[Way]]] = ()
    rows_heading: Said = ""
    empty: Said = ""
    see: Sequence[tuple[str, Said]] = ()
    """Neighbouring pages: where they lead and their names."""


Row = tuple[str, dict[str, Any]]
"""A row: the name of its form in rows.html, and what it shows."""


def list_pages(context: Context, listing: List, rows: Sequence[Row]) -> Iterator[Page]:
    """The pages of a list: one at least, each with ROWS rows at most."""
    parts = cut(rows, _name)
    for number, part in enumerate(parts, start=1):
        heading = listing.heading if number == 1 else paged(listing.heading, number)
        yield context.page(
            "list.html",
            numbered_path(listing.path, number),
            heading,
            listing.intro or listing.heading,
            listing.section,
            heading=listing.heading,
            crumbs=listing.crumbs,
            intro=listing.intro if number == 1 else "",
            ways=listing.ways if number == 1 else (),
            rows_heading=listing.rows_heading,
            rows=part,
            empty=listing.empty,
            see=listing.see,
            jumps=_jumps(listing),
            list_path=listing.path,
            number=number,
            last=len(parts),
        )


T = TypeVar("T")


def cut(
    rows: Sequence[T], name: Callable[[T], str], weight: Callable[[T], int] = lambda row: 1
) -> list[Sequence[T]]:
    """Rows cut into pages, of which there is one at least; a long list only.

    Which row begins a page follows from its name, not from how many stand before it: all pages
    but the one that a row is added to stay as they are, most of the time. ``weight``: how many
    lines a row has.
    """
    parts: list[Sequence[T]] = []
    start = lines = 0
    short = sum(map(weight, rows)) <= ROWS
    for at, row in enumerate(rows):
        heavy = weight(row)
        chosen = lines >= FEWEST and zlib.crc32(name(row).encode()) % USUAL < heavy
        if lines and not short and (chosen or lines + heavy > ROWS):
            parts.append(rows[start:at])
            start, lines = at, 0
        lines += heavy
    return [*parts, rows[start:]]


def _name(row: Row) -> str:
    """The id of the record, or else the name of the thing, that a row is of."""
    for value in row[1].values():
        found = getattr(value, "id", None)
        if isinstance(found, str):
            return found
    return str(next(iter(row[1].values()), ""))


def paged(heading: Said, number: int) -> Words:
    """The title of a list's further page."""
    return words("%(heading)s, page %(number)s", heading=heading, number=number)


def _jumps(listing: List) -> list[tuple[str, Said]]:
    """The parts of a long index: anchors and names."""
    found = [(slug(label), label) for label, _ in listing.ways]
    return [*found, ("latest", listing.rows_heading)] if listing.rows_heading else found


def see_country(code: str, here: str, context: Context) -> list[tuple[str, Said]]:
    """From a list of one country to its page and its other lists."""
    corpus = context.corpus
    pages: list[tuple[str, Said]] = []
    if code in corpus.countries:
        pages.append((f"countries/{code}.html", Place(code)))
    if here != "laws" and code in corpus.laws_of_country:
        pages.append((f"laws/{code}/index.html", words("Laws: %(country)s", country=Place(code))))
    if here != "cases" and any(
        case.country == code for case in corpus.cases_of_country.get(code, ())
    ):
        pages.append((f"cases/{code}/index.html", words("Cases: %(country)s", country=Place(code))))
    return pages
