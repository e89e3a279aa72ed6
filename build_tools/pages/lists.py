"""Lists of links that stay small: split into pages of a fixed number of rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from build_tools.pages.context import Context
from build_tools.pages.environment import slug
from build_tools.pages.links import numbered_path
from build_tools.pages.page import Page
from build_tools.values.wording import Place, Said, Words, words

ROWS = 100
"""How many rows stand on one page of a list."""


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
    last = max(1, -(-len(rows) // ROWS))
    for number in range(1, last + 1):
        part = rows[(number - 1) * ROWS : number * ROWS]
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
            last=last,
        )


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
