"""New numbers put to those that are kept: a month is counted once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from build_tools.publish import replace_file
from build_tools.values.usage import Usage, read_usage, write_usage


@dataclass(frozen=True, slots=True)
class Merged:
    """The numbers together, and what became of each new month."""

    usage: Usage
    added: tuple[str, ...]
    replaced: tuple[str, ...]
    skipped: tuple[str, ...]


def merge(kept: Usage, new: Usage, replace: bool) -> Merged:
    """Put new months to those kept. One that is there stays, unless it is to be replaced."""
    months = {month.month: month for month in kept.months}
    there = [month.month for month in new.months if month.month in months]
    added = [month.month for month in new.months if month.month not in months]
    for month in new.months:
        if replace or month.month not in months:
            months[month.month] = month
    usage = Usage(tuple(months[name] for name in sorted(months)))
    again = tuple(there)
    return Merged(usage, tuple(added), again if replace else (), () if replace else again)


def load_usage(file: Path) -> Usage:
    """The numbers of a file; none where there is no file. Raises ValueError and OSError."""
    try:
        return read_usage(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Usage()


def save_usage(usage: Usage, file: Path) -> None:
    """Write the numbers beside the file, then put them in its place."""
    replace_file(file, write_usage(usage).encode())
