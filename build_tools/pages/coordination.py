"""Who needs what, who answers it, who works where: tables computed from the records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from build_tools.corpus.corpus import Corpus
from build_tools.model.assistance import Activity, Assessment, Need
from build_tools.model.common import Record
from build_tools.pages.context import Context
from build_tools.pages.coordination_words import COLUMNS, INTERNATIONAL_BODY, TABLES
from build_tools.pages.links import numbered_path, record_path, reference_path, term_path
from build_tools.pages.lists import paged
from build_tools.pages.page import Page
from build_tools.values.dates import PartialDate
from build_tools.values.ids import Reference
from build_tools.values.territories import INTERNATIONAL, country_name
from build_tools.values.wording import N_, Place, Said, Words

ROWS = 150
"""How many rows stand on one page of a table."""
FOLDER = "coordination"


@dataclass(frozen=True, slots=True)
class Link:
    """A word in a cell, and where it leads; ``""`` for nowhere."""

    text: str
    path: str = ""
    shown: Said | PartialDate | None = None
    """What pages show for a text that is of the interface; None where it is a record's."""


Cell = tuple[Link, ...]
Cells = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name, the keys of its columns, its rows, and of how many they are."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Cells, ...]
    things: int
    """How many different things stand in it: needs, countries, activities."""
    of: int
    """Of how many recorded ones: the denominator."""

    @property
    def path(self) -> str:
        """Its first page."""
        return f"{FOLDER}/{self.name}.html"

    @property
    def title(self) -> Words:
        """Its heading."""
        return TABLES[self.name][0]


@dataclass(frozen=True, slots=True)
class StatedNeed:
    """A need, the assessment that states it, and the activities that say they answer it."""

    assessment: Assessment
    need: Need
    answers: tuple[Activity, ...]

    @property
    def reference(self) -> Reference:
        """How records refer to it."""
        return Reference(self.assessment.id, self.need.id)


def stated_needs(assessments: Iterable[Assessment], corpus: Corpus) -> list[StatedNeed]:
    """The needs of assessments, in their order."""
    return [
        StatedNeed(each, need, corpus.answered_by.get(Reference(each.id, need.id), ()))
        for each in assessments
        for need in each.needs
    ]


def coordination_tables(corpus: Corpus) -> tuple[Table, ...]:
    """All tables, in the order of TABLES."""
    needs = stated_needs(corpus.records(Assessment), corpus)
    return (
        _needs("needs", needs, needs, corpus),
        _needs("needs-not-answered", [need for need in needs if not need.answers], needs, corpus),
        _needs("needs-answered-twice", [n for n in needs if len(n.answers) > 1], needs, corpus),
        _not_assessed(corpus),
        _activities("by-country", "country", _places, corpus),
        _activities("by-region", "region", _regions, corpus),
        _activities("by-funder", "funder", _funders, corpus),
        _activities("by-provider", "provider", _providers, corpus),
        _activities("by-year", "year", _years, corpus),
    )


def coordination_pages(context: Context) -> Iterator[Page]:
    """The page that leads to the tables, and the pages of each."""
    tables = coordination_tables(context.corpus)
    yield context.page(
        "coordination.html",
        "coordination.html",
        N_("Coordination of assistance"),
        N_("Which needs no recorded activity answers, which several do, who works where."),
        "activities",
        tables=tables,
        intros={name: intro for name, (_, intro) in TABLES.items()},
    )
    for table in tables:
        yield from _table_pages(table, context)


def _table_pages(table: Table, context: Context) -> Iterator[Page]:
    last = max(1, -(-len(table.rows) // ROWS))
    title, intro = TABLES[table.name]
    for number in range(1, last + 1):
        yield context.page(
            "coordination_table.html",
            numbered_path(table.path, number),
            title if number == 1 else paged(title, number),
            intro,
            "activities",
            table=table,
            heading=title,
            intro=intro,
            rows=table.rows[(number - 1) * ROWS : number * ROWS],
            labels=COLUMNS,
            number=number,
            last=last,
        )


def _needs(name: str, needs: list[StatedNeed], of: list[StatedNeed], corpus: Corpus) -> Table:
    rows: list[Cells] = [
        (
            _country(each.assessment.country, corpus),
            (Link(each.need.title, reference_path(each.reference)),),
            _terms("themes", each.need.themes, corpus),
            _records([each.assessment]),
            _day(each.assessment.date),
            _records(each.answers),
            (Link(str(len(each.answers))),),
        )
        for each in needs
    ]
    columns: tuple[str, ...] = (
        "country",
        "need",
        "themes",
        "assessment",
        "date",
        "answers",
        "number",
    )
    if name == "needs-not-answered":
        columns, rows = columns[:5], [row[:5] for row in rows]
    return Table(name, columns, _sorted(rows), len(needs), len(of))


def _not_assessed(corpus: Corpus) -> Table:
    helped: dict[str, int] = {}
    for activity in corpus.records(Activity):
        for code in dict.fromkeys(activity.countries):
            helped[code] = helped.get(code, 0) + 1
    rows = [
        (
            _country(code, corpus),
            _terms("regions", (country.region,) if country.region else (), corpus),
            (Link(str(helped.get(code, 0))),),
        )
        for code, country in corpus.countries.items()
        if code not in corpus.assessments_of
    ]
    columns = ("country", "region", "activities")
    name = "countries-not-assessed"
    return Table(name, columns, _sorted(rows), len(rows), len(corpus.countries))


Keys = Callable[[Activity, Corpus], Iterable[Cell]]


def _activities(name: str, by: str, keys: Keys, corpus: Corpus) -> Table:
    activities = corpus.records(Activity)
    rows: list[Cells] = [
        (
            key,
            _records([activity]),
            _terms("themes", activity.themes, corpus),
            tuple(link for cell in _places(activity, corpus) for link in cell),
            _bodies(activity.providers, corpus),
            _bodies(activity.funders, corpus),
            _day(activity.start),
            _day(activity.end),
        )
        for activity in activities
        for key in keys(activity, corpus) or [()]
    ]
    columns: tuple[str, ...] = (
        by, "activity", "themes", "places", "providers", "funders", "start", "end",
    )  # fmt: skip
    drop = {"country": "places", "funder": "funders", "provider": "providers"}.get(by)
    if drop is not None:
        place = columns.index(drop)
        columns = columns[:place] + columns[place + 1 :]
        rows = [row[:place] + row[place + 1 :] for row in rows]
    return Table(name, columns, _sorted(rows), len(activities), len(activities))


def _places(activity: Activity, corpus: Corpus) -> list[Cell]:
    named = [_country(code, corpus) for code in dict.fromkeys(activity.countries)]
    return named + [_terms("regions", (each,), corpus) for each in dict.fromkeys(activity.regions)]


def _regions(activity: Activity, corpus: Corpus) -> list[Cell]:
    named = list(activity.regions)
    for code in activity.countries:
        country = corpus.countries.get(code)
        if country is not None and country.region is not None:
            named.append(country.region)
    return [_terms("regions", (each,), corpus) for each in dict.fromkeys(named)]


def _funders(activity: Activity, corpus: Corpus) -> list[Cell]:
    return [(link,) for link in _bodies(activity.funders, corpus)]


def _providers(activity: Activity, corpus: Corpus) -> list[Cell]:
    return [(link,) for link in _bodies(activity.providers, corpus)]


def _years(activity: Activity, corpus: Corpus) -> list[Cell]:
    first = activity.start or activity.end
    if first is None:
        return []
    last = activity.end or first
    return [(Link(str(year)),) for year in range(first.year, last.year + 1)]


def _country(code: str, corpus: Corpus) -> Cell:
    if code == INTERNATIONAL:
        return (Link(INTERNATIONAL_BODY.text, "", INTERNATIONAL_BODY),)
    known = code in corpus.countries
    path = f"countries/{code}.html" if known else ""
    return (Link(country_name(code), path, Place(code)),)


def _terms(vocabulary: str, terms: Iterable[str], corpus: Corpus) -> Cell:
    return tuple(
        Link(corpus.label(vocabulary, term), term_path(vocabulary, term)) for term in terms
    )


def _records(records: Iterable[Record]) -> Cell:
    return tuple(Link(record.title, record_path(record.id)) for record in records)


def _bodies(references: Iterable[Reference], corpus: Corpus) -> Cell:
    found = (corpus.resolve(reference.id) for reference in dict.fromkeys(references))
    return _records(entry.record for entry in found if entry is not None)


def _day(date: PartialDate | None) -> Cell:
    return (Link(str(date), "", date),) if date is not None else ()


def _sorted(rows: Iterable[Cells]) -> tuple[Cells, ...]:
    """Rows by what their cells say; empty keys last."""
    return tuple(
        sorted(rows, key=lambda row: [(not cell, [link.text for link in cell]) for cell in row])
    )
