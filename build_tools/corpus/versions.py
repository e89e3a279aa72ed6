"""Which text of a provision was in force on a day, as far as the record tells.

A day that nobody recorded stays unknown: an end of a version is a range of days on
which it can have begun or ended, and an answer says whether it is sure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from build_tools.corpus.corpus import Corpus
from build_tools.model.case import Case, Treatment
from build_tools.model.law import Law, OtherLaw, Provision, Version
from build_tools.values.dates import PartialDate
from build_tools.values.ids import Reference

Day = tuple[int, int, int]
"""Year, month and day."""
ALWAYS: Day = (0, 0, 0)
NEVER: Day = (9999, 12, 31)
"""Before and after every day that a record can name."""
FALLS = frozenset({"struck-down", "struck-down-in-part", "held-incompatible"})
STANDS = frozenset({"upheld", "read-down"})


@dataclass(frozen=True, slots=True)
class Amendment:
    """The law that made a version: its title, its date and where it is recorded."""

    title: str
    date: PartialDate | None = None
    law: Reference | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """One text of a provision, and the first and last days it can have been in force."""

    number: int
    """Its place among the provision's versions, from 1, the oldest first."""
    version: Version
    amendment: Amendment | None
    start: tuple[Day, Day]
    """The earliest and the latest day on which it can have begun."""
    end: tuple[Day, Day]
    """The earliest and the latest day that can have been its last."""
    final: bool
    """Whether no later text is recorded."""

    def on(self, first: Day, last: Day) -> str:
        """Whether it was in force in a time: ``sure`` for all of it, ``may``, or ``no``."""
        if self.start[1] <= first and last <= self.end[0]:
            return "sure"
        if self.start[0] <= last and first <= self.end[1]:
            return "may"
        return "no"


@dataclass(frozen=True, slots=True)
class InForce:
    """What the record tells of a provision's text in some time, such as that of an act."""

    periods: tuple[tuple[Period, bool], ...]
    """The texts that can have been in force, each with whether that is sure."""
    recorded: bool
    """Whether any version is recorded."""
    before: PartialDate | None = None
    """The recorded day of entry into force, where the whole time lies before it."""


def amendment_of(version: Version, law: Law, corpus: Corpus) -> Amendment | None:
    """The amending law of a version: its record, or the entry of that title in the law's list."""
    if version.by is not None:
        entry = corpus.resolve(version.by.id)
        record = entry.record if entry is not None else None
        title = record.title if record is not None else str(version.by)
        made = (record.assented or record.adopted) if isinstance(record, Law) else None
        return Amendment(title, made, corpus.present(version.by))
    if version.amending is None:
        return None
    other = _listed(version.amending, law.amended_by)
    if other is None:
        return Amendment(version.amending)
    return Amendment(version.amending, other.date, other.law)


def _listed(title: str, laws: Sequence[OtherLaw]) -> OtherLaw | None:
    return next((law for law in laws if law.title == title), None)


def periods(law: Law, provision: Provision, corpus: Corpus) -> list[Period]:
    """The versions of a provision, the oldest first, each with its possible days.

    A version whose first day is not recorded cannot have begun before its amending law was
    made, nor before the version that it replaced. One whose last day is not recorded ended on
    the day before the next one began.
    """
    versions = provision.versions
    amendments = [amendment_of(version, law, corpus) for version in versions]
    starts: list[tuple[Day, Day]] = []
    for version, amendment in zip(versions, amendments, strict=True):
        floor = starts[-1][0] if starts else _entry(law, provision)
        starts.append(_start(version, amendment, floor))
    nexts = [*starts[1:], _close(law, provision, starts)] if starts else []
    found = []
    for index, version in enumerate(versions):
        end = _end(version, nexts[index])
        start = starts[index]
        # A text ends no earlier than it began, and began no later than it ended.
        span = (start[0], min(start[1], end[1])), (max(start[0], end[0]), end[1])
        final = index == len(versions) - 1
        found.append(Period(index + 1, version, amendments[index], *span, final=final))
    return found


def _entry(law: Law, provision: Provision) -> Day:
    known = provision.in_force or law.in_force
    return known.first_day if known is not None else ALWAYS


def _start(version: Version, amendment: Amendment | None, floor: Day) -> tuple[Day, Day]:
    if version.from_ is not None:
        return version.from_.first_day, version.from_.last_day
    made = amendment.date if amendment is not None else None
    latest = version.to.last_day if version.to is not None else NEVER
    return max(floor, made.first_day if made is not None else ALWAYS), latest


def _close(law: Law, provision: Provision, starts: list[tuple[Day, Day]]) -> tuple[Day, Day]:
    """When the last version can have ended: never, or on an unknown day where the text is gone."""
    gone = provision.status in ("repealed", "struck-down") or law.status == "repealed"
    return (starts[-1][0], NEVER) if gone else (NEVER, NEVER)


def _end(version: Version, following: tuple[Day, Day]) -> tuple[Day, Day]:
    if version.to is not None:
        return version.to.first_day, version.to.last_day
    return _day_before(following[0]), _day_before(following[1])


def _day_before(day: Day) -> Day:
    if day in (ALWAYS, NEVER):
        return day
    before = date(*day) - timedelta(days=1)
    return (before.year, before.month, before.day)


def in_force(
    law: Law, provision: Provision, time: tuple[PartialDate, PartialDate], corpus: Corpus
) -> InForce:
    """What the record tells of a provision's text between two dates, both included."""
    first, last = time[0].first_day, time[1].last_day
    found = [
        (period, answer == "sure")
        for period in periods(law, provision, corpus)
        if (answer := period.on(first, last)) != "no"
    ]
    entry = provision.in_force or law.in_force
    early = entry is not None and last < entry.first_day and not found
    return InForce(tuple(found), bool(provision.versions), entry if early else None)


def treatments(law: Law, provision: Provision, corpus: Corpus) -> list[tuple[Treatment, Case]]:
    """What decisions did to a provision's text, newest first."""
    reference = Reference(law.id, provision.id)
    return [
        (treated, case)
        for case in corpus.cases_on_provision.get(reference, ())
        for treated in case.treatment
        if corpus.present(treated.provision) == reference
    ]


def opposed(found: Sequence[tuple[Treatment, Case]]) -> bool:
    """True where some decisions let the text stand and others did not."""
    effects = {treated.effect for treated, _ in found}
    return bool(effects & FALLS) and bool(effects & STANDS)


def changes(of: Sequence[Period]) -> list[tuple[Period, Period]]:
    """Each version with the one before it."""
    return list(pairwise(of))
