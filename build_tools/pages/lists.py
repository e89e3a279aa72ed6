"""Lists of links that stay small: split into pages of a fixed number of rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from build_tools.pages.context import Context
from build_tools.pages.links import numbered_path
from build_tools.pages.page import Page

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
            list_path=listing.path,
            number=number,
            last=last,
        )
