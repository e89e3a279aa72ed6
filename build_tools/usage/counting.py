"""Log lines to numbers: each line is counted and forgotten."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from build_tools.usage.files import LogFile
from build_tools.usage.lines import host_of, path_of, read_line
from build_tools.usage.robots import is_robot
from build_tools.usage.targets import Target, Targets
from build_tools.values.usage import (
    FEWEST_FROM_HOST,
    RANKINGS,
    TOTALS,
    Month,
    Usage,
    folded,
    ranking,
)

MOST_NAMES = 20_000
"""How many hosts, or files, are kept apart in a month: a forged log must not fill the memory."""
SHOWN = (b"200", b"304")
"""Found, or found unchanged since the last time."""
TAKEN = b"200"


@dataclass(slots=True)
class Tally:
    """The numbers of one month while they grow."""

    first: str
    last: str
    requests: int = 0
    robots: int = 0
    unnamed: int = 0
    pages: int = 0
    downloads: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    records: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    files: Counter[str] = field(default_factory=Counter)
    hosts: Counter[str] = field(default_factory=Counter)

    def page(self, target: Target, host: str, own: frozenset[str]) -> None:
        """Count a page, and the host that a reader came from."""
        self.pages += 1
        self.kinds[target.kind] += 1
        if target.record:
            self.records[target.record] += 1
        if target.country:
            self.countries[target.country] += 1
        if host and host not in own:
            _count(self.hosts, host)

    def add(self, other: Tally) -> None:
        """Count another log of the same month too."""
        self.first, self.last = min(self.first, other.first), max(self.last, other.last)
        for name in TOTALS:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name in RANKINGS:
            getattr(self, name).update(getattr(other, name))

    def month(self, name: str) -> Month:
        """The numbers as they may be shown."""
        values: dict[str, Any] = {each: folded(getattr(self, each)) for each in TOTALS}
        values |= {each: ranking(getattr(self, each)) for each in RANKINGS}
        values["hosts"] = ranking(self.hosts, FEWEST_FROM_HOST)
        return Month(month=name, first=self.first, last=self.last, **values)


@dataclass(frozen=True, slots=True)
class Counted:
    """What some logs gave."""

    usage: Usage
    read: int
    unread: int
    """Lines that are no lines of a log, or lie about themselves."""
    remarks: tuple[str, ...]


Tallies = dict[str, Tally]


def count_logs(paths: Iterable[Path], targets: Targets, own: frozenset[str]) -> Counted:
    """Count the lines of logs, each log once. Raises OSError where a file cannot be opened.

    own: the site's own hosts, which are not counted as referring.
    """
    whole: Tallies = {}
    read = unread = 0
    remarks: list[str] = []
    seen: dict[bytes, Path] = {}
    for path in dict.fromkeys(paths):
        file = LogFile(path)
        tallies, bad = count_file(file, targets, own)
        if file.digest in seen:
            remarks.append(f"{path}: the same log as {seen[file.digest]}; not counted again")
            continue
        seen[file.digest] = path
        if file.broken:
            remarks.append(f"{path}: could not be read to its end ({file.broken})")
        read += sum(tally.requests for tally in tallies.values())
        unread += bad + file.too_long + bool(file.broken)
        for month, tally in tallies.items():
            if month in whole:
                whole[month].add(tally)
            else:
                whole[month] = tally
    months = tuple(whole[name].month(name) for name in sorted(whole))
    return Counted(Usage(months), read, unread, tuple(remarks))


def count_file(file: LogFile, targets: Targets, own: frozenset[str]) -> tuple[Tallies, int]:
    """The numbers of one log by month, and how many of its lines were not read."""
    tallies: Tallies = {}
    unread = 0
    find = targets.find
    for lines in file.lines():
        for text in lines:
            line = read_line(text.rstrip(b"\r"))
            path = path_of(line.target) if line is not None else None
            if line is None or path is None:
                unread += bool(text)
                continue
            day = line.day
            tally = tallies.get(day[:7])
            if tally is None:
                tally = tallies[day[:7]] = Tally(day, day)
            if day < tally.first:
                tally.first = day
            elif day > tally.last:
                tally.last = day
            tally.requests += 1
            if is_robot(line.agent):
                tally.robots += 1
                continue
            if line.method != b"GET" or line.status not in SHOWN:
                continue
            target = find(path)
            if target is None:
                continue
            if target.kind:
                tally.page(target, host_of(line.referrer), own)
            elif line.status == TAKEN:
                tally.downloads += 1
                _count(tally.files, target.file)
            else:
                continue
            tally.unnamed += line.agent is None
    return tallies, unread


def _count(counter: Counter[str], name: str) -> None:
    """Count a name, unless there are too many others already."""
    if name in counter or len(counter) < MOST_NAMES:
        counter[name] += 1
