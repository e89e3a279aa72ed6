"""Lists of links that stay small: split into pages of a fixed number of rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from build_tools.pages.context import Context
from build_tools.pages.links import numbered_path
from build_tools.pages.page import Page
from build_tools.values.territories import country_name

ROWS = 100
"""How many rows stand on one page of a list."""


class Way(NamedTuple):
    """A way from an index to a list: where it leads, its name, how much is there."""

    path: str
    text: str
    number: int | None = None


@dataclass(frozen=True, slots=True)
class List:
    """What a list says of itself."""

    path: str
    heading: str
    section: str
    crumbs: tuple[tuple[str, str], ...] = ()
    intro: str = ""
    ways: Sequence[tuple[str, Sequence[Way]]] = ()
    rows_heading: str = ""
    empty: str = ""
    see: Sequence[tuple[str, str]] = ()
    """Neighbouring pages: where they lead and their names."""


Row = tuple[str, dict[str, Any]]
"""A row: the name of its form in rows.html, and what it shows."""


def list_pages(context: Context, listing: List, rows: Sequence[Row]) -> Iterator[Page]:
    """The pages of a list: one at least, each with ROWS rows at most."""
    last = max(1, -(-len(rows) // ROWS))
    for number in range(1, last + 1):
        part = rows[(number - 1) * ROWS : number * ROWS]
        heading = listing.heading if number == 1 else f"{listing.heading}, page {number}"
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


def _jumps(listing: List) -> list[tuple[str, str]]:
    """The parts of a long index: anchors and names."""
    found = [(label.lower().replace(" ", "-"), label) for label, _ in listing.ways]
    return [*found, ("latest", listing.rows_heading)] if listing.rows_heading else found


def see_country(code: str, here: str, context: Context) -> list[tuple[str, str]]:
    """From a list of one country to its page and its other lists."""
    corpus = context.corpus
    name = country_name(code)
    pages = []
    if code in corpus.countries:
        pages.append((f"countries/{code}.html", name))
    if here != "laws" and code in corpus.laws_of_country:
        pages.append((f"laws/{code}/index.html", f"Laws: {name}"))
    if here != "cases" and any(
        case.country == code for case in corpus.cases_of_country.get(code, ())
    ):
        pages.append((f"cases/{code}/index.html", f"Cases: {name}"))
    return pages
