"""Countries and languages by their codes; the names are CLDR's.

Codes of countries are ISO 3166-1 alpha-2 (from pycountry), in lower case as they
stand in paths. Names of countries, regions and languages come from the Unicode
CLDR (through Babel), so that no list of ours can grow old.
"""

from __future__ import annotations

import re
from functools import lru_cache

import pycountry
from babel import Locale

INTERNATIONAL = "int"
_TAG = re.compile(r"([a-z]{2,3})(?:-([A-Z][a-z]{3}))?(?:-([A-Z]{2}|\d{3}))?", re.ASCII)
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "ps", "dv", "ckb", "yi", "ug", "sd"})


@lru_cache(maxsize=1)
def country_codes() -> frozenset[str]:
    """All ISO 3166-1 alpha-2 codes, in lower case."""
    return frozenset(country.alpha_2.lower() for country in pycountry.countries)


@lru_cache(maxsize=16)
def _locale(language: str) -> Locale:
    return Locale.parse(language)


@lru_cache(maxsize=8192)
def country_name(code: str, language: str = "en") -> str:
    """CLDR's name of a country; the code itself in capitals where CLDR has none."""
    if code == INTERNATIONAL:
        return "International"
    return str(_locale(language).territories.get(code.upper(), code.upper()))


@lru_cache(maxsize=64)
def region_name(code: str, language: str = "en") -> str:
    """CLDR's name of a UN M49 region, given its three digits; the digits where CLDR has none."""
    return str(_locale(language).territories.get(code, code))


@lru_cache(maxsize=512)
def language_name(tag: str, language: str = "en") -> str:
    """CLDR's name of the language of a BCP 47 tag, script and region left out."""
    primary = tag.split("-")[0]
    return str(_locale(language).languages.get(primary, tag))


def language_names(language: str = "en") -> dict[str, str]:
    """CLDR's names of the languages that have a code of two letters."""
    names = _locale(language).languages
    return {code: str(name) for code, name in names.items() if re.fullmatch("[a-z]{2}", code)}


@lru_cache(maxsize=512)
def check_language(tag: str) -> str:
    """A BCP 47 tag of language, script and region (``en``, ``zh-Hans``, ``pt-BR``).

    Raises ValueError where the form is wrong or CLDR knows no such subtag.
    """
    found = _TAG.fullmatch(tag)
    if found is None:
        raise ValueError("a language is written as a BCP 47 tag: en, fr, zh-Hans, pt-BR")
    names = _locale("en")
    if found[1] not in names.languages:
        raise ValueError(f"no language has the code '{found[1]}'")
    if found[2] and found[2] not in names.scripts:
        raise ValueError(f"no script has the code '{found[2]}'")
    if found[3] and found[3] not in names.territories:
        raise ValueError(f"no region has the code '{found[3]}'")
    return tag


def direction(tag: str) -> str:
    """``rtl`` for languages written from right to left, else ``ltr``."""
    return "rtl" if tag.split("-")[0] in _RIGHT_TO_LEFT else "ltr"
