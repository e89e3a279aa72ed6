"""What a citation needs of a record, taken out of it once for all forms of citation.

Nothing is guessed: a fact that the record leaves out, or that its sources dispute, is
left out here too, and the citation is shorter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from build_tools.model.case import Case
from build_tools.model.common import Record
from build_tools.model.law import Law
from build_tools.model.treaty import Treaty
from build_tools.values.dates import PartialDate
from build_tools.values.territories import INTERNATIONAL, country_name

CASE_TEXTS = ("judgment", "legal-information-institute", "copy")
LAW_TEXTS = ("official-text", "official-translation", "legal-information-institute", "copy")
"""The kinds of sources that hold the cited text itself, the best first."""


_STRASBOURG = re.compile(r"\[\d{4}\] ECHR \d+")
"""A number that a publisher gave to a decision of the European Court of Human Rights."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Whose record it is: the site's name, and the page's address where it has one."""

    site: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Cited:
    """The facts by which a record, or the text that it is about, is cited."""

    id: str
    form: str
    """``case``, ``law``, ``treaty``, or ``page`` where the record itself is cited."""
    title: str
    note: str
    """What a citation must say of the record: its id, its site, and who has checked it."""
    original: str = ""
    short: str = ""
    country: str = ""
    """The name of the country; ``""`` for an international text."""
    place: str = ""
    court: str = ""
    date: PartialDate | None = None
    citations: tuple[str, ...] = ()
    number: str = ""
    """A case's docket, a law's citation, a treaty's place in its series."""
    ecli: str = ""
    language: str = ""
    url: str = ""
    """Where the text can be read, else the record's own page, else ``""``."""


def cited(record: Record, origin: Origin) -> Cited:
    """What a citation needs of a record."""
    note = _note(record, origin)
    url = text_url(record) or origin.address
    match record:
        case Case():
            return Cited(
                record.id,
                "case",
                record.title,
                note,
                country=_country(record.country),
                court=record.court,
                date=record.date,
                citations=tuple(
                    each
                    for each in record.citations
                    if each != record.docket and _STRASBOURG.fullmatch(each) is None
                ),
                number=record.docket or "",
                ecli=record.ecli or "",
                language=record.language or "",
                url=url,
            )
        case Law():
            original = record.title_original or ""
            return Cited(
                record.id,
                "law",
                record.title,
                note,
                original=original if original != record.title else "",
                country=_country(record.country),
                date=record.adopted or record.assented or record.published,
                number=record.citation or "",
                language=record.language or "",
                url=url,
            )
        case Treaty():
            return Cited(
                record.id,
                "treaty",
                record.title,
                note,
                short=record.short_title or "",
                place=record.place or "",
                date=record.opened or record.adopted,
                number=record.series or "",
                url=url,
            )
    return Cited(record.id, "page", record.title, note, date=record.added, url=origin.address)


def text_url(record: Record) -> str:
    """The address of the best source that holds the text itself; ``""`` without one."""
    kinds = CASE_TEXTS if isinstance(record, Case) else LAW_TEXTS
    known = [source for source in record.sources if source.kind in kinds and source.url]
    known.sort(key=lambda source: kinds.index(source.kind or ""))
    return next((source.url for source in known if source.url), "")


def _country(code: str) -> str:
    return "" if code == INTERNATIONAL else country_name(code)


def _note(record: Record, origin: Origin) -> str:
    where = f", {origin.address}" if origin.address else ""
    checked = "reviewed" if record.review.state == "reviewed" else "not yet reviewed"
    return f"Record {record.id} of the {origin.site}{where}; {checked}"
