"""Dates in the form that a database has, such as ``%d/%m/%Y``, to ISO 8601."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

_DIRECTIVE = re.compile(r"%(.?)", re.DOTALL)
_DATE_PARTS = {"Y": "year", "m": "month", "b": "month", "B": "month", "d": "day"}
_TIME_PARTS = frozenset("HMSIpfAa")


def date_fault(form: str) -> str:
    """What is wrong with the form of a date such as ``%d/%m/%Y``; ``""`` where nothing is."""
    parts = _DIRECTIVE.findall(form)
    strange = [part for part in parts if part not in _DATE_PARTS and part not in _TIME_PARTS]
    if strange:
        if strange[0] == "y":
            return "%y gives two digits of a year; of which century is not known"
        return f"'%{strange[0]}' is none of %Y, %m, %B, %b, %d (and %H, %M, %S, which are dropped)"
    named = [_DATE_PARTS[part] for part in parts if part in _DATE_PARTS]
    if "year" not in named:
        return "a date needs its year, %Y"
    if len(set(parts)) < len(parts) or len(set(named)) < len(named):
        return "a part of the date stands twice"
    if "day" in named and "month" not in named:
        return "a day needs its month, %m, %B or %b"
    return ""


def read_date(text: str, forms: Iterable[str]) -> str | None:
    """A date in ISO 8601, as exact as the form that fits the text; None where none fits."""
    for form in forms:
        try:
            day = datetime.strptime(text, form)
        except ValueError:
            continue
        parts = {_DATE_PARTS.get(part) for part in _DIRECTIVE.findall(form)}
        if "day" in parts:
            return f"{day.year:04}-{day.month:02}-{day.day:02}"
        return f"{day.year:04}-{day.month:02}" if "month" in parts else f"{day.year:04}"
    return None
