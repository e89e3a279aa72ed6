"""The languages of the interface: their own names, plural forms and ways of writing dates.

All of it is CLDR's, through Babel. Digits are Latin in every language, as the citations are.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

from build_tools.values.dates import MONTHS, PartialDate
from build_tools.values.territories import direction

SOURCE = "en"
"""The language in which texts stand in templates and scripts."""
PSEUDO = "qps"
"""A language that nobody speaks: shows which texts went through the catalogues."""
OFFICIAL = ("ar", "zh", "en", "fr", "ru", "es")
"""The official languages of the United Nations, in the order of its charter's names."""
_LOCALES = {"ar": "ar_001", "zh": "zh_Hans", "en": "en_GB"}
_YEAR, _DAY = 3333, 28


@lru_cache(maxsize=16)
def locale_of(language: str) -> Locale:
    """CLDR's data for a language; English for the pseudo-language."""
    name = SOURCE if language == PSEUDO else language
    return Locale.parse(_LOCALES.get(name, name.replace("-", "_")))


def own_name(language: str) -> str:
    """A language's name in itself: ``français`` is written as ``Français``."""
    if language == PSEUDO:
        return "Pseudo"
    name = str(locale_of(language).languages.get(language, language))
    return name[:1].upper() + name[1:]


def writing(language: str) -> str:
    """``rtl`` or ``ltr``."""
    return direction(language)


class DateForms(NamedTuple):
    """How dates are written: twelve texts with ``{d}`` and ``{y}``, and twelve with ``{y}``."""

    days: tuple[str, ...]
    months: tuple[str, ...]


@lru_cache(maxsize=16)
def date_forms(language: str) -> DateForms:
    """The forms of a language. Those of English are the records' own."""
    if language in (SOURCE, PSEUDO):
        begin, end = ("[", "]") if language == PSEUDO else ("", "")
        return DateForms(
            tuple(f"{begin}{{d}} {month} {{y}}{end}" for month in MONTHS),
            tuple(f"{begin}{month} {{y}}{end}" for month in MONTHS),
        )
    locale = locale_of(language)
    dates = [date(_YEAR, month, _DAY) for month in range(1, 13)]
    days = (format_date(each, "long", locale) for each in dates)
    months = (format_skeleton("yMMMM", each, locale=locale) for each in dates)
    return DateForms(tuple(map(_holes, days)), tuple(map(_holes, months)))


def _holes(text: str) -> str:
    return text.replace(str(_YEAR), "{y}").replace(str(_DAY), "{d}")


def date_words(date: PartialDate, language: str) -> str:
    """A date for readers; a year alone is its digits in every language."""
    if language == SOURCE or date.month is None:
        return date.in_words
    forms = date_forms(language)
    if date.day is None:
        return forms.months[date.month - 1].replace("{y}", str(date.year))
    text = forms.days[date.month - 1].replace("{y}", str(date.year))
    return text.replace("{d}", str(date.day))


def number_words(number: int, language: str) -> str:
    """A whole number with its thousands set apart: ``12,345``, ``12 345``."""
    if language in (SOURCE, PSEUDO):
        return f"{number:,}"
    return format_decimal(number, locale=locale_of(language), numbering_system="latn")


@lru_cache(maxsize=16)
def plural_categories(language: str) -> tuple[str, ...]:
    """CLDR's categories of numbers in the order in which a catalogue has its forms."""
    order = ("zero", "one", "two", "few", "many", "other")
    used = locale_of(language).plural_form.rules.keys() | {"other"}
    if language in ("es", "fr", "it", "pt"):  # 'many' is for millions with a compact form
        used -= {"many"}
    if language == "ru":  # 'other' is for fractions
        used -= {"other"}
    return tuple(category for category in order if category in used)


def plural_place(number: int, language: str) -> int:
    """Which of a catalogue's forms a number takes."""
    categories = plural_categories(language)
    category = locale_of(language).plural_form(number)
    return categories.index(category) if category in categories else len(categories) - 1
