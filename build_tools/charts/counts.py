"""What pictures count: records by year and by term, each with what has no such value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from build_tools.corpus.corpus import Corpus
from build_tools.model.case import Case


@dataclass(frozen=True, slots=True)
class Bar:
    """A name, its number, and the term it stands for where it is one."""

    name: str
    number: int
    term: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """Bars, and the records that they were counted from."""

    bars: tuple[Bar, ...]
    of: int
    """All records of the kind: the denominator."""
    without: int
    """Those in which the value is not recorded, which no bar counts."""

    @property
    def most(self) -> int:
        """The largest number."""
        return max((bar.number for bar in self.bars), default=0)


def by_year(years: Iterable[int | None]) -> Counts:
    """Records by the year of each; None where none is recorded. Empty years between are shown."""
    found = list(years)
    known = Counter(year for year in found if year is not None)
    span = range(min(known), max(known) + 1) if known else range(0)
    bars = tuple(Bar(str(year), known[year]) for year in span)
    return Counts(bars, len(found), found.count(None))


def by_term(terms: Iterable[Sequence[str]], vocabulary: str, corpus: Corpus) -> Counts:
    """Records by their terms: most first; a record with several counts under each."""
    found = [set(each) for each in terms]
    numbers = Counter(term for each in found for term in each)
    bars = [Bar(corpus.label(vocabulary, term), number, term) for term, number in numbers.items()]
    bars.sort(key=lambda bar: (-bar.number, bar.name, bar.term))
    return Counts(tuple(bars), len(found), sum(not each for each in found))


def cases_by_year(cases: Iterable[Case]) -> Counts:
    """Cases by the year of the decision."""
    return by_year(case.date.year for case in cases)


def cases_by_offence(cases: Iterable[Case], corpus: Corpus) -> Counts:
    """Cases by the offences they are about."""
    return by_term((case.offences for case in cases), "offences", corpus)


def sentences_by_kind(cases: Iterable[Case], corpus: Corpus) -> Counts:
    """Cases by the kinds of sentence recorded in them."""
    kinds = ([kind for each in case.sentences for kind in each.kinds] for case in cases)
    return by_term(kinds, "sentence-kinds", corpus)
