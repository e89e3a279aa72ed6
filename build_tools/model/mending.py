"""The form that a value was surely meant to have, where its text was refused.

Only what leaves no doubt: ``3 June 2021`` is 2021-06-03, but ``3/6/2021`` may be March.
"""

from __future__ import annotations

import re
from functools import cache

import pycountry

from build_tools.model.types import (
    Choice,
    Country,
    Date,
    Flag,
    Language,
    Ref,
    Term,
    Text,
    ValueType,
)
from build_tools.values.dates import MONTHS
from build_tools.values.hidden import HIDDEN
from build_tools.values.territories import country_codes, country_name

_YEAR_FIRST = re.compile(r"(\d{4})[-./ ](\d{1,2})[-./ ](\d{1,2})", re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2})[-./ ](\d{1,2})[-./ ](\d{4})", re.ASCII)
_DAY_NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\.? ([A-Za-z]{3,9})\.?,? (\d{4})", re.ASCII)
_NAME_FIRST = re.compile(r"([A-Za-z]{3,9})\.? (?:(\d{1,2})(?:st|nd|rd|th)?,? )?(\d{4})", re.ASCII)
_NOT_IN_TERM = re.compile(r"[^a-z0-9]+")
_COMMON_COUNTRIES = {"uk": "gb", "usa": "us", "england": "gb", "russia": "ru"}


def mended(kind: ValueType, text: str) -> str:
    """The text that the type takes and that was surely meant; ``""`` where there is none."""
    candidate = _candidate(kind, text)
    if not candidate or candidate == text:
        return ""
    try:
        kind.read(candidate)
    except ValueError:
        return ""
    return candidate


def _candidate(kind: ValueType, text: str) -> str:
    match kind:
        case Date():
            return _date(text)
        case Country():
            return _country(text)
        case Language():
            return _language(text)
        case Choice():
            return next((word for word, _ in kind.words if word == _as_term(text)), "")
        case Term():
            return _as_term(text)
        case Ref():
            return re.sub(r"\.(md|ya?ml|html)(?=#|$)", "", text.strip().removeprefix("content/"))
        case Flag():
            return {"yes": "true", "no": "false"}.get(text.lower(), text.lower())
        case Text():
            return "" if "\n" in text else HIDDEN.sub("", text)
        case _:
            return text.upper() if kind.name == "an ECLI" else ""


def _as_term(text: str) -> str:
    return _NOT_IN_TERM.sub("-", text.lower()).strip("-")


def _date(text: str) -> str:
    if found := _YEAR_FIRST.fullmatch(text):
        return _iso(found[1], found[2], found[3])
    if found := _DAY_FIRST.fullmatch(text):
        first, second = int(found[1]), int(found[2])
        if first == second or second > 12:
            return _iso(found[3], found[1], found[2])
        return _iso(found[3], found[2], found[1]) if first > 12 else ""
    if found := _DAY_NAMED.fullmatch(text):
        return _iso(found[3], _month(found[2]), found[1])
    if found := _NAME_FIRST.fullmatch(text):
        return _iso(found[3], _month(found[1]), found[2] or "")
    return ""


def _iso(year: str, month: str, day: str) -> str:
    if not month:
        return ""
    return f"{year}-{int(month):02}" + (f"-{int(day):02}" if day else "")


def _month(name: str) -> str:
    known = [number for number, month in enumerate(MONTHS, start=1)
             if month.lower().startswith(name.lower())]  # fmt: skip
    return str(known[0]) if len(known) == 1 else ""


def _country(text: str) -> str:
    low = text.lower()
    if low in country_codes():
        return low
    return _COMMON_COUNTRIES.get(low) or _countries().get(low, "")


@cache
def _countries() -> dict[str, str]:
    """Codes by English names and by three letters."""
    known = {country_name(code).lower(): code for code in country_codes()}
    return known | {each.alpha_3.lower(): each.alpha_2.lower() for each in pycountry.countries}


def _language(text: str) -> str:
    parts = re.split("[-_]", text)
    rest = [part.capitalize() if len(part) == 4 else part.upper() for part in parts[1:]]
    return _languages().get(text.lower(), "-".join([parts[0].lower(), *rest]))


@cache
def _languages() -> dict[str, str]:
    """Two-letter codes by English names and by three letters."""
    known: dict[str, str] = {}
    for each in pycountry.languages:
        if hasattr(each, "alpha_2"):
            known[each.name.lower()] = each.alpha_2
            known[each.alpha_3] = each.alpha_2
    return known
