"""What a ZIM says of itself, and the rules for it.

The rules are those of the openZIM specification as zim-tools checks them
(metadata_constraints.cpp); Debian 12's zimcheck does not know them yet.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pycountry

MANDATORY = ("Name", "Title", "Creator", "Publisher", "Date", "Description", "Language")
MAX_TITLE, MAX_DESCRIPTION, MAX_LONG_DESCRIPTION = 30, 80, 4000
"""Lengths in characters as a reader counts them."""
_LANGUAGES = re.compile(r"\w{3}(,\w{3})*", re.ASCII)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_FORBIDDEN = frozenset({"Counter"})


@dataclass(frozen=True, slots=True)
class Book:
    """What the maker of a ZIM says of it."""

    name: str
    """The site's name."""
    slug: str
    """The name of the series of editions, ``cybercrime-repository_en_all``."""
    date: str
    """The edition's day, ``2026-11-24``."""
    language: str = "en"
    """The language of the pages, BCP 47."""
    flavour: str = ""
    """What part of the records it holds; ``""`` for all."""
    source: str = ""
    """The site's address."""
    scraper: str = ""


def metadata(book: Book) -> dict[str, str]:
    """The metadata of a ZIM by their names. Raises ValueError where they break a rule."""
    part = f" Only a part of the repository: {book.flavour}." if book.flavour else ""
    found = {
        "Name": book.slug,
        "Title": cut(book.name, MAX_TITLE),
        "Creator": f"Contributors to the {book.name}",
        "Publisher": book.name,
        "Date": book.date,
        "Description": cut(
            "Cybercrime law: cases, statutes, treaties, assistance", MAX_DESCRIPTION
        ),
        "LongDescription": "Case law, legislation, treaties, lessons learned, needs and technical "
        f"assistance on cybercrime and electronic evidence, with sources.{part}",
        "Language": iso_639_3(book.language),
        "License": "CC-BY-4.0",
        "Tags": "law;cybercrime;_category:law;_pictures:no;_videos:no;_ftindex:yes",
        "Flavour": book.flavour,
        "Source": book.source,
        "Scraper": book.scraper,
    }
    kept = {name: value for name, value in found.items() if value}
    wrong = list(faults(kept))
    if wrong:
        raise ValueError("; ".join(wrong))
    return kept


def faults(found: Mapping[str, str]) -> Iterator[str]:
    """Which rules some metadata break, one line each."""
    for name in MANDATORY:
        if not found.get(name, "").strip():
            yield f"{name} is missing"
    for name in sorted(_FORBIDDEN.intersection(found)):
        yield f"{name} is the library's to write"
    limits = (("Title", MAX_TITLE), ("Description", MAX_DESCRIPTION),
              ("LongDescription", MAX_LONG_DESCRIPTION))  # fmt: skip
    for name, most in limits:
        if length(found.get(name, "")) > most:
            yield f"{name} is longer than {most} characters"
    if "LongDescription" in found and length(found["LongDescription"]) < length(
        found.get("Description", "")
    ):
        yield "LongDescription is shorter than Description"
    if not _LANGUAGES.fullmatch(found.get("Language", "")):
        yield "Language is no list of ISO 639-3 codes"
    if not _DATE.fullmatch(found.get("Date", "")):
        yield "Date is not written 2026-11-24"


def length(text: str) -> int:
    """Characters as a reader counts them: marks set on a letter and joiners count nothing."""
    return sum(unicodedata.category(each) not in ("Mn", "Me", "Cf") for each in text)


def cut(text: str, most: int) -> str:
    """As many of a text's words as there is room for; its start where its first word is longer."""
    if length(text) <= most:
        return text
    kept = ""
    for word in text.split():
        longer = f"{kept} {word}".strip()
        if length(longer) > most:
            break
        kept = longer
    return kept or text[:most]


def iso_639_3(tag: str) -> str:
    """The ISO 639-3 code of a BCP 47 tag's language; ``mul`` where it has none."""
    primary = tag.split("-")[0]
    key = "alpha_2" if len(primary) == 2 else "alpha_3"
    language = pycountry.languages.get(**{key: primary})
    return str(language.alpha_3) if language is not None else "mul"
