"""How often the site was used, month by month: numbers only, and nothing about any reader.

The file ``usage.json``::

    {"version": 1,
     "months": {"2026-10": {
        "first": "2026-10-01", "last": "2026-10-31",   days of the logs, as the server wrote them
        "requests": 1234,       lines that were read, robots' and all others
        "robots": 200,          requests by robots, known by their user agents
        "pages": 800,           pages asked for by others
        "downloads": 12,        files of data, asked for by others
        "unnamed": 0,           pages and downloads whose log has no user agents: robots among them
        "kinds":     {"named": {"case": 500, "other": 20}, "fewer": 1},
        "records":   {"named": {"cases/in/x": 12}, "fewer": 40},
        "countries": {"named": {"in": 300}, "fewer": 2},
        "files":     {"named": {"data/records.json": 7}, "fewer": 0},
        "hosts":     {"named": {"example.org": 15}, "fewer": 3}}}}

A number of 1 or 2 is never written: a total is then null, and a name is not listed but
counted in "fewer". Hosts that refer to the site are listed from 10 requests on.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

FEWEST = 3
"""The least number that is shown; for less stands ``fewer than 3``."""
FEWEST_FROM_HOST = 10
"""From how many requests on a referring host is named."""
VERSION = 1
OTHER = "other"
Count = int | None
"""A total; None for 1 or 2."""
TOTALS = ("requests", "robots", "pages", "downloads", "unnamed")
RANKINGS = ("kinds", "records", "countries", "files", "hosts")
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])", re.ASCII)
_DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", re.ASCII)
_NAME = re.compile(r"[A-Za-z0-9._/-]{1,300}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Ranking:
    """Names with their numbers, the greatest first, and how many names had too few."""

    named: tuple[tuple[str, int], ...] = ()
    fewer: int = 0


@dataclass(frozen=True, slots=True)
class Month:
    """The use of the site in one month; its fields are said above."""

    month: str
    first: str
    last: str
    requests: Count
    robots: Count
    pages: Count
    downloads: Count
    unnamed: Count
    kinds: Ranking
    records: Ranking
    countries: Ranking
    files: Ranking
    hosts: Ranking


@dataclass(frozen=True, slots=True)
class Usage:
    """All months that were counted, in their order."""

    months: tuple[Month, ...] = ()


def ranking(counts: dict[str, int], fewest: int = FEWEST) -> Ranking:
    """The names that have enough, greatest number first; equal ones by name."""
    enough = [(name, number) for name, number in counts.items() if number >= fewest]
    enough.sort(key=lambda pair: (-pair[1], pair[0]))
    return Ranking(tuple(enough), len(counts) - len(enough))


def folded(number: int) -> Count:
    """A total as it may be shown."""
    return number if number == 0 or number >= FEWEST else None


def write_usage(usage: Usage) -> str:
    """The text of ``usage.json``: the same numbers give the same bytes."""
    months = {month.month: _month_data(month) for month in usage.months}
    return json.dumps({"version": VERSION, "months": months}, indent=1, sort_keys=False) + "\n"


def _month_data(month: Month) -> dict[str, Any]:
    data: dict[str, Any] = {"first": month.first, "last": month.last}
    data.update((name, getattr(month, name)) for name in TOTALS)
    for name in RANKINGS:
        kept: Ranking = getattr(month, name)
        data[name] = {"named": dict(kept.named), "fewer": kept.fewer}
    return data


def read_usage(text: str) -> Usage:
    """The numbers of a ``usage.json``. Raises ValueError with the reason where it is not one."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise ValueError("it is not JSON") from None
    if not isinstance(data, dict) or data.get("version") != VERSION:
        raise ValueError(f"it is not a usage file of version {VERSION}")
    months = data.get("months")
    if not isinstance(months, dict):
        raise ValueError("'months' is missing")
    return Usage(tuple(_read_month(name, months[name]) for name in sorted(months)))


def _read_month(name: str, data: Any) -> Month:
    if not _MONTH.fullmatch(name) or not isinstance(data, dict):
        raise ValueError(f"'{name[:20]}' is not a month")
    days = [data.get("first"), data.get("last")]
    if not all(isinstance(day, str) and _DAY.fullmatch(day) for day in days):
        raise ValueError(f"{name}: 'first' and 'last' are days")
    values: dict[str, Any] = {"month": name, "first": days[0], "last": days[1]}
    values |= {key: _total(data.get(key, 0), name, key) for key in TOTALS}
    values |= {key: _ranking(data.get(key), name, key) for key in RANKINGS}
    return Month(**values)


def _total(value: Any, month: str, key: str) -> Count:
    if value is None:
        return None
    if type(value) is int and value >= 0:
        return value
    raise ValueError(f"{month}: '{key}' is a number or null")


def _ranking(data: Any, month: str, key: str) -> Ranking:
    if not isinstance(data, dict) or not isinstance(data.get("named"), dict):
        raise ValueError(f"{month}: '{key}' has 'named' and 'fewer'")
    fewer = data.get("fewer", 0)
    good = all(_NAME.fullmatch(name) and type(number) is int and number > 0
               for name, number in data["named"].items())  # fmt: skip
    if not good or type(fewer) is not int or fewer < 0:
        raise ValueError(f"{month}: '{key}' holds a name or number that cannot be one")
    named = sorted(data["named"].items(), key=lambda pair: (-pair[1], pair[0]))
    return Ranking(tuple(named), fewer)
