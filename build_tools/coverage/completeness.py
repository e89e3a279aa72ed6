"""How much of a country was looked at, and how fresh its records are."""

from __future__ import annotations

from dataclasses import dataclass

from build_tools.corpus.corpus import Corpus
from build_tools.coverage.cells import Coverage
from build_tools.coverage.grids import looked_for
from build_tools.model.common import Record
from build_tools.values.dates import PartialDate

LOOKED_FOR = ("offences", "measures")
"""The vocabularies whose terms every country can be looked at for."""


@dataclass(frozen=True, slots=True)
class Thing:
    """An offence or power that can be looked for."""

    vocabulary: str
    term: str


@dataclass(frozen=True, slots=True)
class Completeness:
    """What was looked at for a country: a provision is recorded, or a search is."""

    recorded: tuple[Thing, ...]
    searched: tuple[Thing, ...]
    open: tuple[Thing, ...]

    @property
    def looked_at(self) -> int:
        """How many things were looked at."""
        return len(self.recorded) + len(self.searched)

    @property
    def total(self) -> int:
        """How many things there are."""
        return self.looked_at + len(self.open)


@dataclass(frozen=True, slots=True)
class Freshness:
    """When the records of a country's laws and cases were added, checked and searched for."""

    records: int
    reviewed: int
    added: PartialDate | None
    """The newest day on which one was added."""
    checked: PartialDate | None
    """The newest day on which one was reviewed."""
    searched: PartialDate | None
    """The newest search that found nothing."""


def things(corpus: Corpus) -> tuple[Thing, ...]:
    """The offences and powers to look for."""
    return tuple(Thing(name, term.id) for name in LOOKED_FOR for term in looked_for(name, corpus))


def completeness(code: str, coverage: Coverage) -> Completeness:
    """What was looked at for a country."""
    country = coverage.corpus.countries.get(code)
    searches = {each.subject for each in country.not_found} if country is not None else set()
    covered = set(coverage.terms(code))
    all_things = things(coverage.corpus)
    recorded = tuple(thing for thing in all_things if thing.term in covered)
    searched = tuple(
        thing for thing in all_things if thing.term in searches and thing.term not in covered
    )
    looked_at = {*recorded, *searched}
    return Completeness(
        recorded, searched, tuple(thing for thing in all_things if thing not in looked_at)
    )


def freshness(code: str, corpus: Corpus) -> Freshness:
    """How fresh a country's records are."""
    country = corpus.countries.get(code)
    records: list[Record] = [
        *corpus.laws_of_country.get(code, ()),
        *corpus.cases_of_country.get(code, ()),
    ]
    searches = country.not_found if country is not None else ()
    return Freshness(
        len(records),
        sum(record.review.state == "reviewed" for record in records),
        _newest([record.added for record in records]),
        _newest([record.review.on for record in records]),
        _newest([search.on for search in searches]),
    )


def _newest(dates: list[PartialDate | None]) -> PartialDate | None:
    known = [date for date in dates if date is not None]
    return max(known, key=lambda date: date.last_day, default=None)
