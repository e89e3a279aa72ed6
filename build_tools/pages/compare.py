"""Countries side by side: a page for each subject, and one for a free choice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from build_tools.corpus.corpus import Corpus, Located
from build_tools.coverage.cells import Cell, Coverage
from build_tools.coverage.grids import Grid
from build_tools.coverage.standing import disputes_of, in_force_from, standing
from build_tools.model.case import Case
from build_tools.model.common import Dispute
from build_tools.model.reference import NotFound
from build_tools.pages.context import Context
from build_tools.pages.coverage import styled, titled
from build_tools.pages.links import numbered_path
from build_tools.pages.page import Page
from build_tools.values.dates import PartialDate
from build_tools.values.territories import country_name
from build_tools.values.wording import N_

COMPARE = "compare.html"
COMPARED = N_("Compare")
EXPLAINED = N_("Recorded provisions, country by country, with their status, dates and cases.")
PAGE_BYTES = 90_000
"""About how large a page may grow before it is cut between two countries."""
CASES = 5
"""How many cases a provision names; the rest stand on its law's page."""
LONGEST_TEXT = 4_000
"""Up to how many characters a provision's text is shown whole."""


class View(NamedTuple):
    """A provision as a comparison shows it."""

    located: Located
    standing: str
    since: PartialDate | None
    text: str
    cut: bool
    """True where its text is recorded but too long to be shown here."""
    disputes: tuple[Dispute, ...]
    cases: Sequence[Case]
    more: int


class Side(NamedTuple):
    """A country in a comparison."""

    code: str
    name: str
    state: str
    views: list[View]
    searches: Sequence[NotFound]


def compare_path(term: str) -> str:
    """The page that compares all countries on a subject."""
    return f"compare/{term}.html"


def compare_pages(context: Context, coverage: Coverage) -> Iterator[Page]:
    """The page for a free choice, and one for each subject."""
    all_grids = coverage.grids
    yield styled(
        context.page(
            "compare.html", COMPARE, N_("Compare countries"),
            N_("Any countries side by side on an offence, a power or a treaty."), "countries",
            subjects=[grid for grid in all_grids if grid.treaty is None],
            treaties=[grid for grid in all_grids if grid.treaty is not None],
        )
    )  # fmt: skip
    for grid in all_grids:
        if grid.treaty is not None:
            continue
        cells = coverage.cells(grid)
        for column in grid.columns:
            of_term = {code: row[column.key] for code, row in cells.items() if column.key in row}
            yield from _term_pages(grid, column.key, of_term, context, coverage)


def _term_pages(
    grid: Grid, term: str, cells: dict[str, Cell], context: Context, coverage: Coverage
) -> Iterator[Page]:
    sides = [_side(code, cells[code], context) for code in sorted(cells, key=country_name)]
    silent = sorted(set(coverage.countries) - set(cells), key=country_name)
    path = compare_path(term)
    pages = _cut(sides)
    label = context.corpus.label(grid.name, term)
    for number, part in enumerate(pages, start=1):
        yield styled(
            context.page(
                "compare_subject.html", numbered_path(path, number),
                titled(COMPARED, label, number),
                (label, ". ", EXPLAINED),
                "countries", vocabulary=grid.name, vocabulary_title=grid.title,
                term=context.corpus.terms[grid.name][term], sides=part, silent=silent,
                recorded=sum(bool(side.views) for side in sides),
                searched=sum(not side.views for side in sides),
                countries=len(coverage.countries), list_path=path, number=number, last=len(pages),
            )
        )  # fmt: skip


def _side(code: str, cell: Cell, context: Context) -> Side:
    views = [view(item.located, context) for item in cell.items]
    return Side(code, country_name(code), cell.state, views, cell.searches)


def view(located: Located, context: Context) -> View:
    """What a comparison says of a provision."""
    corpus: Corpus = context.corpus
    text = located.provision.text
    shown = text if text is not None and len(text) <= LONGEST_TEXT else None
    cases = corpus.cases_on_provision.get(located.reference, ())
    return View(
        located,
        standing(located, corpus),
        in_force_from(located),
        context.markdown.render(shown, located.law.id) if shown is not None else "",
        text is not None and shown is None,
        located.law.disputed if disputes_of(located) else (),
        cases[:CASES],
        max(0, len(cases) - CASES),
    )


def _cut(sides: Sequence[Side]) -> list[list[Side]]:
    """Countries in pages of about PAGE_BYTES."""
    pages: list[list[Side]] = [[]]
    size = 0
    for side in sides:
        weight = 400 + sum(600 + len(view.text) + 250 * len(view.cases) for view in side.views)
        if pages[-1] and size + weight > PAGE_BYTES:
            pages.append([])
            size = 0
        pages[-1].append(side)
        size += weight
    return pages
