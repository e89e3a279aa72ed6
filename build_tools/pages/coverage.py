"""The matrices: countries against articles, offences and powers, region by region."""

from __future__ import annotations

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from build_tools.corpus.corpus import Corpus
from build_tools.coverage.cells import STATES, Cell, Cells, Coverage
from build_tools.coverage.grids import Column, Grid
from build_tools.coverage.standing import tested_by
from build_tools.exports.bulk import safe
from build_tools.model.reference import VocabularyTerm
from build_tools.pages.context import Context
from build_tools.pages.links import article_path, numbered_path, reference_path, term_path
from build_tools.pages.page import Page, root_of
from build_tools.values.ids import Reference
from build_tools.values.territories import country_name
from build_tools.values.wording import N_, Said, words

INDEX = "coverage/index.html"
COVERAGE = N_("Coverage")
OTHERS = N_("Other countries")
PAGE_BYTES = 200_000
"""About how large a page of a matrix may grow before it is cut between two countries."""
LINK_BYTES, CELL_BYTES = 150, 9
ELSEWHERE = "other"
"""The name in addresses of the countries whose record names no region."""


class Mark(NamedTuple):
    """A provision in a cell, as the matrix shows it."""

    path: str
    number: str
    title: str
    strength: str
    standing: str
    tested: bool


class Shown(NamedTuple):
    """A cell: its state, its provisions, the country's page where a search is recorded."""

    state: str
    marks: list[Mark]
    searched: str


class Row(NamedTuple):
    """A country with its cells, None for each that was not looked at."""

    code: str
    name: str
    cells: list[Shown | None]


class Region(NamedTuple):
    """A top region: its name in addresses, its label, its countries."""

    name: str
    label: str
    codes: list[str]


@dataclass(frozen=True)
class Matrix:
    """A grid with its cells and what its pages share."""

    grid: Grid
    cells: Cells
    regions: list[Region]
    heads: list[tuple[Column, str]]
    """The columns with their pages."""

    @property
    def path(self) -> str:
        """The page that sums it up."""
        return coverage_path(self.grid.name)


def titled(said: Said, name: str, number: int = 1) -> tuple[Said, ...]:
    """A page's title of a word of the interface, a name, and the number of a further page."""
    page = (", ", words("page %(number)s", number=number)) if number > 1 else ()
    return (said, *((": ", name) if name else ()), *page)


def coverage_path(name: str) -> str:
    """The page of a grid."""
    return f"coverage/{name}.html"


def region_path(name: str, region: str) -> str:
    """The matrix of a grid for one region."""
    return f"coverage/{name}/{region}.html"


def matrices(coverage: Coverage) -> Iterator[Matrix]:
    """All matrices, one at a time."""
    regions = regions_of(coverage.countries, coverage.corpus)
    for grid in coverage.grids:
        heads = [(column, column_path(grid, column)) for column in grid.columns]
        yield Matrix(grid, coverage.cells(grid), regions, heads)


def column_path(grid: Grid, column: Column) -> str:
    """The page of a column: the article's or the term's."""
    if grid.treaty is None:
        return term_path(grid.name, column.key)
    return article_path(Reference(grid.treaty.id, column.key))


def coverage_pages(context: Context, coverage: Coverage) -> Iterator[Page]:
    """The index, a page for each grid, and its matrix region by region."""
    made = []
    for matrix in matrices(coverage):
        totals = _totals(matrix, coverage.countries)
        made.append((matrix.grid, totals, matrix.path))
        yield _overview(matrix, totals, coverage, context)
        for region in matrix.regions:
            yield from _region_pages(matrix, region, coverage.corpus, context)
    yield styled(
        context.page(
            "coverage_index.html", INDEX, N_("What is recorded, and what was never looked at"),
            N_("Countries against the articles of treaties, offences and powers: what is "
               "recorded, searched for and not found, or not looked at."),
            "countries", made=made, states=STATES, countries=len(coverage.countries),
        )
    )  # fmt: skip


def coverage_files(context: Context, coverage: Coverage) -> Iterator[tuple[str, bytes]]:
    """Each matrix as CSV: a row for each provision or search in a cell."""
    for matrix in matrices(coverage):
        yield f"coverage/{matrix.grid.name}.csv", _table(matrix, coverage.corpus).encode()


def regions_of(codes: Sequence[str], corpus: Corpus) -> list[Region]:
    """The top regions with their countries in the order of names, and those without a region."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for code in sorted(codes, key=country_name):
        country = corpus.countries.get(code)
        top = _top(country.region if country is not None else None, corpus)
        found[top.id if top is not None else ELSEWHERE].append(code)
    terms = corpus.terms.get("regions", {}).values()
    regions = [Region(term.id, term.label, found[term.id]) for term in terms if term.id in found]
    if ELSEWHERE in found:
        regions.append(Region(ELSEWHERE, "", found[ELSEWHERE]))
    return regions


def _top(region: str | None, corpus: Corpus) -> VocabularyTerm | None:
    term = corpus.term("regions", region) if region is not None else None
    while term is not None and term.broader is not None:
        term = corpus.term("regions", term.broader)
    return term


def _totals(matrix: Matrix, countries: Sequence[str]) -> dict[str, Counter[str]]:
    """How many countries are in each state, column by column."""
    totals = {column.key: Counter[str]() for column in matrix.grid.columns}
    for row in matrix.cells.values():
        for key, cell in row.items():
            totals[key][cell.state] += 1
    for counted in totals.values():
        counted[STATES[-1]] = len(countries) - counted.total()
    return totals


def _overview(
    matrix: Matrix, totals: Mapping[str, Counter[str]], coverage: Coverage, context: Context
) -> Page:
    grid = matrix.grid
    looked_at = [
        (region, sum(bool(matrix.cells[code]) for code in region.codes))
        for region in matrix.regions
    ]
    return styled(
        context.page(
            "coverage.html", matrix.path, titled(COVERAGE, grid.title),
            (grid.title, ". ", N_("For each column: of how many countries a provision is recorded, "
                                  "searched for and not found, or not looked at.")),
            "countries", grid=grid, heads=matrix.heads, totals=totals, states=STATES,
            regions=looked_at, countries=len(coverage.countries),
        )
    )  # fmt: skip


def _region_pages(
    matrix: Matrix, region: Region, corpus: Corpus, context: Context
) -> Iterator[Page]:
    grid = matrix.grid
    rows = [_row(code, matrix, corpus) for code in region.codes if matrix.cells[code]]
    silent = [code for code in region.codes if not matrix.cells[code]]
    path = region_path(grid.name, region.name)
    pages = _cut(rows, len(grid.columns))
    for number, part in enumerate(pages, start=1):
        yield styled(
            context.page(
                "coverage_region.html", numbered_path(path, number),
                (*titled(COVERAGE, grid.title), ", ", *titled(region.label or OTHERS, "", number)),
                (grid.title, ". ", N_("What is recorded, country by country.")),
                "countries", grid=grid, heads=matrix.heads, region=region, regions=matrix.regions,
                rows=part, silent=silent if number == len(pages) else [], list_path=path,
                number=number, last=len(pages), recorded=len(rows),
            )
        )  # fmt: skip


def _row(code: str, matrix: Matrix, corpus: Corpus) -> Row:
    row = matrix.cells[code]
    cells = [
        _shown(code, row[column.key], corpus) if column.key in row else None
        for column in matrix.grid.columns
    ]
    return Row(code, country_name(code), cells)


def _shown(code: str, cell: Cell, corpus: Corpus) -> Shown:
    marks = [
        Mark(
            reference_path(item.located.reference),
            item.located.provision.number,
            item.located.provision.title,
            item.strength,
            item.standing,
            bool(tested_by(item.located, corpus)),
        )
        for item in cell.items
    ]
    return Shown(cell.state, marks, f"countries/{code}.html#not-found" if cell.searches else "")


def _cut(rows: Sequence[Row], columns: int) -> list[list[Row]]:
    """Rows in pages of about PAGE_BYTES."""
    pages: list[list[Row]] = [[]]
    size = 0
    for row in rows:
        links = sum(len(cell.marks) for cell in row.cells if cell is not None)
        weight = columns * CELL_BYTES + links * LINK_BYTES
        if pages[-1] and size + weight > PAGE_BYTES:
            pages.append([])
            size = 0
        pages[-1].append(row)
        size += weight
    return pages


HEAD = ("country", "name", "column", "number", "column_title", "state", "provision",
        "provision_number", "heading", "law", "relation", "standing", "searched_on",
        "searched")  # fmt: skip


def _table(matrix: Matrix, corpus: Corpus) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEAD)
    for code, row in matrix.cells.items():
        for column in matrix.grid.columns:
            if column.key not in row:
                continue
            cell = row[column.key]
            start = (code, country_name(code), column.key, column.number, column.title, cell.state)
            for item in cell.items:
                provision = item.located.provision
                found = (str(item.located.reference), provision.number, provision.title,
                         item.located.law.title, item.strength, item.standing, "", "")  # fmt: skip
                writer.writerow([safe(value) for value in (*start, *found)])
            for search in cell.searches:
                said = ("", "", "", "", "", "", str(search.on), search.searched)
                writer.writerow([safe(value) for value in (*start, *said)])
    return text.getvalue()


def styled(page: Page) -> Page:
    """A page with the styles of the matrices and comparisons in its head."""
    link = f'<link rel="stylesheet" href="{root_of(page.path)}assets/coverage.css">'
    return replace(page, head=page.head + link)
