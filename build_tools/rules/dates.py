"""Dates that belong together stand in a possible order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from build_tools.corpus.corpus import Corpus
from build_tools.corpus.load import Entry
from build_tools.model.assistance import Activity
from build_tools.model.case import Case
from build_tools.model.law import Law
from build_tools.model.reference import CountryRecord
from build_tools.model.treaty import Treaty
from build_tools.rules.fault import Fault, words
from build_tools.values.dates import PartialDate
from build_tools.values.findings import Path

Dated = tuple[PartialDate | None, Path]


def check_date_order(entry: Entry, corpus: Corpus) -> Iterator[Fault]:
    """No date that must come first lies surely after the one that follows it."""
    for chain in _chains(entry.record):
        known = [(date, path) for date, path in chain if date is not None]
        for (earlier, first), (later, second) in pairwise(known):
            if later.surely_before(earlier):
                message = (
                    f"{words(second)}: {later} lies before {words(first)}, {earlier}; "
                    "one of them must be wrong"
                )
                yield Fault("date-order", message, second)


def check_future(entry: Entry, corpus: Corpus) -> Iterator[Fault]:
    """What has happened lies before tomorrow, on the clock of whoever checks."""
    record = entry.record
    happened: list[Dated] = [
        (record.added, ("added",)),
        (record.review.on, ("review", "on")),
    ]
    if isinstance(record, Case):
        happened.append((record.date, ("date",)))
        happened += [
            (step.date, ("history", number, "date")) for number, step in enumerate(record.history)
        ]
    elif isinstance(record, CountryRecord):
        happened += [
            (search.on, ("not_found", number, "on"))
            for number, search in enumerate(record.not_found)
        ]
    elif isinstance(record, Treaty):
        happened += _of_parties(record)
    tomorrow = date.today() + timedelta(days=1)
    limit = (tomorrow.year, tomorrow.month, tomorrow.day)
    for day, path in happened:
        if day is not None and day.first_day > limit:
            yield Fault("future-date", f"{words(path)}: {day} lies in the future", path)


def _of_parties(treaty: Treaty) -> Iterator[Dated]:
    """What States did; entry into force and denunciation may be known before their day."""
    for number, party in enumerate(treaty.parties):
        at: Path = ("parties", number)
        yield party.signed, (*at, "signed")
        yield party.ratified, (*at, "ratified")
        yield party.acceded, (*at, "acceded")
        for place, statement in enumerate(party.statements):
            yield statement.made, (*at, "statements", place, "made")


def _chains(record: object) -> Iterator[list[Dated]]:
    """Lists of dates that must not go backwards."""
    if isinstance(record, Case):
        yield from _case_chains(record)
    elif isinstance(record, Law):
        yield from _law_chains(record)
    elif isinstance(record, Treaty):
        yield from _treaty_chains(record)
    elif isinstance(record, Activity):
        yield [(record.start, ("start",)), (record.end, ("end",))]
        for number, after in enumerate(record.came_after):
            yield [(record.start, ("start",)), (after.date, ("came_after", number, "date"))]


def _case_chains(case: Case) -> Iterator[list[Dated]]:
    if case.conduct is not None:
        start: Dated = (case.conduct.from_, ("conduct", "from"))
        yield [start, (case.conduct.to, ("conduct", "to"))]
        yield [start, (case.date, ("date",))]


def _law_chains(law: Law) -> Iterator[list[Dated]]:
    adopted: Dated = (law.adopted, ("adopted",))
    yield [adopted, (law.assented, ("assented",))]
    yield [adopted, (law.published, ("published",))]
    yield [adopted, (law.in_force, ("in_force",))]
    for number, provision in enumerate(law.provisions):
        dates: list[Dated] = []
        for index, version in enumerate(provision.versions):
            path = ("provisions", number, "versions", index)
            dates += [(version.from_, (*path, "from")), (version.to, (*path, "to"))]
        yield dates


def _treaty_chains(treaty: Treaty) -> Iterator[list[Dated]]:
    yield [(treaty.adopted, ("adopted",)), (treaty.opened, ("opened",))]
    yield [(treaty.adopted, ("adopted",)), (treaty.in_force, ("in_force",))]
    for number, party in enumerate(treaty.parties):
        bound = (party.ratified, "ratified") if party.ratified else (party.acceded, "acceded")
        yield [
            (party.signed, ("parties", number, "signed")),
            (bound[0], ("parties", number, bound[1])),
            (party.in_force, ("parties", number, "in_force")),
        ]
