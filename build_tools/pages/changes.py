"""What was added, reviewed or withdrawn, by month, and what changed since a copy was made.

Dates are those of the records. A month's records stand in the order of their days, so that a
new one comes on the last page and the pages before it stay as they are.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from build_tools.corpus.corpus import Corpus
from build_tools.corpus.initials import latest_day
from build_tools.corpus.load import Entry
from build_tools.pages.context import Context
from build_tools.pages.links import numbered_path
from build_tools.pages.lists import cut, paged
from build_tools.pages.page import Page
from build_tools.values.dates import PartialDate, parse_date
from build_tools.values.wording import N_, words

CHANGES = "changes.html"
START = "START.html"
OFFLINE = "offline.html"
ADDED, REVIEWED, WITHDRAWN = "added", "reviewed", "withdrawn"
WHAT = (ADDED, REVIEWED, WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Change:
    """One record on one day: what happened to it."""

    day: PartialDate
    entry: Entry
    what: str


@dataclass(frozen=True, slots=True)
class Day:
    """How much changed on one day, and the page of its month on which it begins."""

    day: PartialDate
    counts: tuple[tuple[str, int], ...]
    path: str


@dataclass(frozen=True, slots=True)
class Month:
    """A month with its days, the newest first."""

    key: str
    name: PartialDate
    path: str
    days: tuple[Day, ...]


def changes(corpus: Corpus) -> list[Change]:
    """All changes that the records tell of, by day, the oldest first; equal days by id."""
    found = [change for entry in corpus.entries for change in _changes_of(entry)]
    return sorted(found, key=lambda each: (each.day.last_day, each.entry.id, WHAT.index(each.what)))


def _changes_of(entry: Entry) -> Iterator[Change]:
    record = entry.record
    if record.withdrawn is not None:
        yield Change(record.withdrawn.on, entry, WITHDRAWN)
        return
    if record.added is not None:
        yield Change(record.added, entry, ADDED)
    if record.review.on is not None and record.review.state == REVIEWED:
        yield Change(record.review.on, entry, REVIEWED)


def edition_of(corpus: Corpus) -> str:
    """The last day on which, by the records' own dates, anything changed: ``2026-11-24``."""
    return "{:04}-{:02}-{:02}".format(*max(latest_day(corpus), (1970, 1, 1)))


def change_pages(context: Context) -> Iterator[Page]:
    """The list of days, and the pages of each month."""
    by_month: defaultdict[str, list[Change]] = defaultdict(list)
    for change in changes(context.corpus):
        by_month[str(change.day)[:7]].append(change)
    months = [_month(key, by_month[key]) for key in sorted(by_month, reverse=True)]
    yield context.page(
        "changes.html",
        CHANGES,
        N_("What changed"),
        N_("What was added, reviewed and withdrawn, by month, and since a copy was made."),
        "about",
        months=months,
    )
    for month in months:
        yield from _month_pages(context, month, by_month[month.key])


def _month(key: str, found: Sequence[Change]) -> Month:
    path = f"changes/{key}.html"
    starts: dict[PartialDate, int] = {}
    for number, part in enumerate(_parts(found), start=1):
        for change in part:
            starts.setdefault(change.day, number)
    by_day: defaultdict[PartialDate, list[Change]] = defaultdict(list)
    for change in found:
        by_day[change.day].append(change)
    days = tuple(
        Day(day, _counts(by_day[day]), numbered_path(path, starts[day])) for day in reversed(starts)
    )
    return Month(key, parse_date(key), path, days)


def _parts(found: Sequence[Change]) -> list[Sequence[Change]]:
    return cut(found, lambda change: f"{change.day} {change.entry.id} {change.what}")


def _counts(found: Iterable[Change]) -> tuple[tuple[str, int], ...]:
    counts = Counter(change.what for change in found)
    return tuple((what, counts[what]) for what in WHAT if counts[what])


def _month_pages(context: Context, month: Month, found: Sequence[Change]) -> Iterator[Page]:
    parts = _parts(found)
    title = words("What changed in %(month)s", month=month.name)
    for number, rows in enumerate(parts, start=1):
        days: defaultdict[PartialDate, list[Change]] = defaultdict(list)
        for change in rows:
            days[change.day].append(change)
        yield context.page(
            "changes_month.html",
            numbered_path(month.path, number),
            title if number == 1 else paged(title, number),
            words("Records added, reviewed and withdrawn in %(month)s.", month=month.name),
            "about",
            month=month,
            days=list(days.items()),
            crumbs=((CHANGES, N_("What changed")),),
            number=number,
            last=len(parts),
        )


def copy_pages(context: Context) -> Iterator[Page]:
    """The page with which a copy on a stick opens, and that of reading without a connection."""
    edition = edition_of(context.corpus)
    yield context.page(
        "start.html",
        START,
        N_("A copy to keep"),
        N_("This copy of the repository works without a connection."),
        "about",
        edition=edition,
        edition_words=parse_date(edition),
        site_url=context.settings.site_url,
        records=sum(entry.record.withdrawn is None for entry in context.corpus.entries),
    )
    yield context.page(
        "offline.html",
        OFFLINE,
        N_("Read without a connection"),
        N_("Keep pages, a country or the whole repository in this browser."),
        "about",
        countries=sorted(context.corpus.countries),
    )
