"""Dates as the sources give them: a year, a month or a day.

ISO 8601 calendar dates, shortened from the right where that is all that is known
(``2019``, ``2019-04``, ``2019-04-30``). A shortened date stands for the whole
period and is never filled up to a day that nobody has seen.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from functools import lru_cache

_SHAPE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_EARLIEST_YEAR = 1500
_LATEST_YEAR = 2199
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A calendar date that may lack its day, or its month and day."""

    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        """The shortened ISO 8601 form, exactly as it is written in a record."""
        if self.month is None:
            return f"{self.year:04}"
        if self.day is None:
            return f"{self.year:04}-{self.month:02}"
        return f"{self.year:04}-{self.month:02}-{self.day:02}"

    @property
    def in_words(self) -> str:
        """For readers: ``3 June 2021``, ``June 2021`` or ``2021``."""
        parts = [str(self.year)]
        if self.month is not None:
            parts.insert(0, MONTHS[self.month - 1])
        if self.day is not None:
            parts.insert(0, str(self.day))
        return " ".join(parts)

    @property
    def first_day(self) -> tuple[int, int, int]:
        """The earliest day that the date can mean, as (year, month, day)."""
        return (self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> tuple[int, int, int]:
        """The latest day that the date can mean, as (year, month, day)."""
        month = self.month or 12
        return (self.year, month, self.day or monthrange(self.year, month)[1])

    def surely_before(self, other: PartialDate) -> bool:
        """True where every day this date can mean lies before every day of the other."""
        return self.last_day < other.first_day


@lru_cache(maxsize=65536)
def parse_date(text: str) -> PartialDate:
    """Read ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.

    Raises ValueError with a reason that a reader of the record can act on.
    """
    found = _SHAPE.fullmatch(text)
    if found is None:
        raise ValueError("a date is written 2019, 2019-04 or 2019-04-30")
    year = int(found[1])
    month = int(found[2]) if found[2] else None
    day = int(found[3]) if found[3] else None
    if not _EARLIEST_YEAR <= year <= _LATEST_YEAR:
        raise ValueError(f"the year must lie between {_EARLIEST_YEAR} and {_LATEST_YEAR}")
    if month is not None and not 1 <= month <= 12:
        raise ValueError(f"there is no month {found[2]}")
    if day is not None and month is not None and not 1 <= day <= monthrange(year, month)[1]:
        raise ValueError(f"{MONTHS[month - 1]} {year} has {monthrange(year, month)[1]} days")
    return PartialDate(year, month, day)
