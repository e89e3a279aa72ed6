"""The cells of a grid: what is recorded for a country in a column, and in what state."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from build_tools.corpus.corpus import Corpus, Located
from build_tools.coverage.grids import Column, Grid, closest, grids
from build_tools.coverage.standing import HELD, UNKNOWN, standing
from build_tools.model.reference import NotFound
from build_tools.values.ids import Reference
from build_tools.values.territories import INTERNATIONAL

STATES = ("in-force", "recorded", "out-of-force", "overlap", "searched", "not-looked-at")
"""The states of a cell; the first that holds is the cell's.

in-force: a provision on the subject that its record says is in force, in part at least.
recorded: a provision whose standing is not recorded.
out-of-force: provisions, all of them repealed, not commenced, struck down, suspended or drafts.
overlap: provisions on subjects that the article only overlaps.
searched: none recorded, and the country's record says that it was searched for and not found.
not-looked-at: none of these.
"""


@dataclass(frozen=True, slots=True)
class Item:
    """A provision in a cell."""

    located: Located
    strength: str
    """How the column stands to the subject that the provision covers."""
    standing: str


@dataclass(slots=True)
class Cell:
    """What is recorded for one country in one column, if anything is."""

    items: list[Item] = field(default_factory=list)
    searches: list[NotFound] = field(default_factory=list)

    @property
    def state(self) -> str:
        """A word of STATES; never not-looked-at, since such cells are not made."""
        on_subject = {item.standing for item in self.items if item.strength != "partial"}
        if on_subject & HELD:
            return "in-force"
        if UNKNOWN in on_subject:
            return "recorded"
        if on_subject:
            return "out-of-force"
        return "overlap" if self.items else "searched"


Cells = Mapping[str, Mapping[str, Cell]]
"""By the country's code and the column's key; a cell that is missing was not looked at."""


class Coverage:
    """All cells of a corpus, grid by grid. Each is computed once."""

    def __init__(self, corpus: Corpus) -> None:
        """Put each country's provisions under the terms that they cover."""
        self.corpus = corpus
        self.countries = countries(corpus)
        self._on: dict[str, dict[str, list[tuple[Located, str]]]] = {
            code: _by_term(code, corpus) for code in self.countries
        }
        self._cells: dict[str, Cells] = {}

    @cached_property
    def grids(self) -> list[Grid]:
        """All grids of the corpus."""
        return grids(self.corpus)

    def terms(self, code: str) -> Iterable[str]:
        """The terms that a country's recorded provisions cover."""
        return self._on.get(code, {})

    def cells(self, grid: Grid) -> Cells:
        """The cells of a grid, of all countries."""
        if grid.name not in self._cells:
            self._cells[grid.name] = {code: self._row(grid, code) for code in self.countries}
        return self._cells[grid.name]

    def _row(self, grid: Grid, code: str) -> Mapping[str, Cell]:
        """The cells of a grid, of one country."""
        found: dict[str, Cell] = {}
        on = self._on.get(code, {})
        searches = _searches(code, self.corpus)
        for column in grid.columns:
            items = _items(column, on) if on else []
            said = [each for each in searches if _about(each, column, grid, searches)]
            if items or said:
                found[column.key] = Cell(items, said)
        return found


def counts(grid: Grid, row: Mapping[str, Cell]) -> Counter[str]:
    """How many columns of a grid are in each state, for one country."""
    return Counter(
        row[column.key].state if column.key in row else STATES[-1] for column in grid.columns
    )


def countries(corpus: Corpus) -> list[str]:
    """The codes of all countries that have a record or a law: the rows of every grid."""
    return sorted({*corpus.countries, *corpus.laws_of_country} - {INTERNATIONAL})


def _by_term(code: str, corpus: Corpus) -> dict[str, list[tuple[Located, str]]]:
    found: defaultdict[str, list[tuple[Located, str]]] = defaultdict(list)
    for law in corpus.laws_of_country.get(code, ()):
        for provision in law.provisions:
            located = Located(law, provision)
            stands = standing(located, corpus)
            for term in provision.covers:
                found[term].append((located, stands))
    return dict(found)


def _items(column: Column, on: Mapping[str, list[tuple[Located, str]]]) -> list[Item]:
    """The provisions on a column's subjects, each once with its closest strength."""
    found: dict[Reference, Item] = {}
    for term, strength in column.terms.items():
        for located, stands in on.get(term, ()):
            reference = located.reference
            before = found.get(reference)
            best = closest(strength, before.strength if before is not None else None)
            found[reference] = Item(located, best, stands)
    return list(found.values())


def _searches(code: str, corpus: Corpus) -> tuple[NotFound, ...]:
    country = corpus.countries.get(code)
    return country.not_found if country is not None else ()


def _about(search: NotFound, column: Column, grid: Grid, searches: Iterable[NotFound]) -> bool:
    """True where a search was for a column's subject.

    It was where it names the article, or where the subjects on which the article stands (its
    overlaps left out) have all been searched for and it names one of them.
    """
    if search.article is not None:
        return grid.treaty is not None and search.article == Reference(grid.treaty.id, column.key)
    on_subject = {term for term, strength in column.terms.items() if strength != "partial"}
    return search.subject in on_subject and on_subject <= {each.subject for each in searches}
