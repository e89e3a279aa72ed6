"""The page that says how the site is used: numbers of its server's logs, and of nobody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from build_tools.model.kinds import BY_NAME
from build_tools.pages.context import Context
from build_tools.pages.links import record_path
from build_tools.pages.page import Page
from build_tools.values.dates import PartialDate, parse_date
from build_tools.values.usage import FEWEST, FEWEST_FROM_HOST, Month, Ranking, Usage
from build_tools.values.wording import N_, Place, Words, counted, words

USAGE_PATH = "usage.html"
MOST_MONTHS = 12
"""How many months, the newest, are shown name by name."""
MOST_ROWS = 15
"""How many names a table of a month has."""
WIDTH, HEIGHT, GAP = 600, 120, 2
"""The size of the chart of months, and the room between its columns."""


@dataclass(frozen=True, slots=True)
class Column:
    """One month in the chart."""

    x: float
    y: float
    width: float
    height: float
    title: Words


@dataclass(frozen=True, slots=True)
class Row:
    """A name with its number, and its bar's length in hundredths of the longest."""

    text: str | Words | Place
    number: int
    bar: int
    path: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """The names of one sort in one month."""

    anchor: str
    heading: Words
    head: Words
    rows: tuple[Row, ...]
    rest: tuple[Any, ...]
    """What is left out, in words; empty for nothing."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A month with its tables."""

    month: Month
    name: PartialDate | str
    span: Words
    tables: tuple[Table, ...]


def usage_page(context: Context, usage: Usage) -> Page:
    """Months, kinds, records, countries, downloads and referring hosts, with bars."""
    newest = usage.months[::-1]
    return context.page(
        "usage.html",
        USAGE_PATH,
        N_("Use of this repository"),
        N_("How many pages and files were asked for, month by month, from the server's own logs."),
        "about",
        columns=columns(usage),
        width=WIDTH,
        height=HEIGHT,
        months=[(month, month_name(month.month)) for month in newest],
        shown=[_shown(month, context) for month in newest[:MOST_MONTHS]],
        fewest=FEWEST,
        fewest_from_host=FEWEST_FROM_HOST,
        unnamed=any(month.unnamed != 0 for month in usage.months),
    )


def month_name(month: str) -> PartialDate | str:
    """A month for readers: ``October 2026``; as it is where it lies out of all time."""
    try:
        return parse_date(month)
    except ValueError:
        return month


def columns(usage: Usage) -> list[Column]:
    """The columns of the chart, oldest first. The highest fills its height."""
    most = max((month.pages or 0 for month in usage.months), default=0)
    step = WIDTH / max(len(usage.months), MOST_MONTHS)
    found: list[Column] = []
    for number, month in enumerate(usage.months):
        height = round((month.pages or 0) / most * HEIGHT, 1) if most else 0.0
        name = month_name(month.month)
        said = (
            words("%(month)s: fewer than %(number)s pages", month=name, number=FEWEST)
            if month.pages is None
            else counted(
                "%(month)s: %(num)s page", "%(month)s: %(num)s pages", month.pages, month=name
            )
        )
        found.append(Column(round(number * step, 1), round(HEIGHT - height, 1),
                            round(max(step - GAP, 1), 1), height,
                            said))  # fmt: skip
    return found


def _shown(month: Month, context: Context) -> Shown:
    sorts = (
        ("kinds", N_("Pages by kind of record"), N_("Kind"), month.kinds, FEWEST),
        ("records", N_("Records most asked for"), N_("Record"), month.records, FEWEST),
        ("countries", N_("Pages by country of the record"), N_("Country"), month.countries, FEWEST),
        ("files", N_("Downloads"), N_("File"), month.files, FEWEST),
        ("hosts", N_("Sites that referred here"), N_("Host"), month.hosts, FEWEST_FROM_HOST),
    )
    tables = tuple(
        _table(f"{sort}-{month.month}", heading, head, sort, names, fewest, context)
        for sort, heading, head, names, fewest in sorts
        if names.named or names.fewer
    )
    span = words("Logs from %(start)s to %(end)s.", start=_day(month.first), end=_day(month.last))
    return Shown(month, month_name(month.month), span, tables)


def _day(day: str) -> PartialDate | str:
    try:
        return parse_date(day)
    except ValueError:
        return day


def _table(
    anchor: str,
    heading: Words,
    head: Words,
    sort: str,
    names: Ranking,
    fewest: int,
    context: Context,
) -> Table:
    most = names.named[0][1] if names.named else 1
    rows = tuple(
        _row(_named(sort, name, context), number, most) for name, number in names.named[:MOST_ROWS]
    )
    more = len(names.named) - len(rows)
    parts: list[Any] = [words("%(number)s more", number=more)] if more else []
    if names.fewer:
        parts.append(
            words("%(number)s with fewer than %(count)s", number=names.fewer, count=fewest)
        )
    return Table(
        anchor, heading, head, rows, tuple(each for part in parts for each in ("; ", part))[1:]
    )


def _row(named: tuple[str | Words | Place, str], number: int, most: int) -> Row:
    return Row(named[0], number, max(1, round(number / most * 100)), named[1])


def _named(sort: str, name: str, context: Context) -> tuple[str | Words | Place, str]:
    """A name as readers know it, and the page it has on the site, or ``""``."""
    if sort == "kinds":
        kind = BY_NAME.get(name)
        return (
            (Words(kind.plural), f"{kind.folder}/index.html")
            if kind
            else (N_("Lists and other pages"), "")
        )
    if sort == "countries":
        known = name in context.corpus.countries
        return Place(name), f"countries/{name}.html" if known else ""
    if sort == "records":
        entry = context.corpus.resolve(name)
        if entry is None or entry.record.withdrawn is not None:
            return name, ""
        return entry.record.title, record_path(entry.id)
    return name, ""
