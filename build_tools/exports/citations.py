"""The citation of a record in OSCOLA, Bluebook, AGLC and ISO 690.

The styles are written here and not by a CSL processor: CSL wants a report as volume,
reporter and page, which records keep as one text, and its styles know neither a neutral
citation nor the dates of a treaty. Each function follows its manual as far as the record
goes. Courts, countries and reports are named as the record names them, for the manuals'
tables of abbreviations are not ours to guess from.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from build_tools.exports.citing import Cited, Origin, cited
from build_tools.model.common import Record
from build_tools.model.treaty import Treaty
from build_tools.values.dates import PartialDate

_NEUTRAL = re.compile(r"\[\d{4}\] [A-Z]{3,}[A-Za-z]*( [A-Z][a-z]+)? \d+|\d{4} [A-Z]{3,} \d+")
"""``[2006] EWHC 1201``, ``2014 SCC 43``: the court is in it."""
_POINT = re.compile(r"(?<=[A-Za-z])\.(?=[\s,;)A-Za-z0-9]|$)")
_US_MONTHS = (
    "Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.",
)  # fmt: skip
_COURT_SAID = re.compile(r"\([^()]*[A-Z][^()]*\d{4}\)$")
"""``474 F Supp 3d 76 (DDC 2020)``: court and year are in it."""
_BLUEBOOK_COUNTRIES = {
    "Australia": "Austl.", "Austria": "Austria", "Belgium": "Belg.", "Brazil": "Braz.",
    "Canada": "Can.", "Germany": "Ger.", "New Zealand": "N.Z.", "South Africa": "S. Afr.",
    "Switzerland": "Switz.", "United Kingdom": "U.K.",
}  # fmt: skip
UNITED_STATES = "United States"
UNITED_KINGDOM = "United Kingdom"


@dataclass(frozen=True, slots=True)
class Citation:
    """A record's citation in one style: its title, and what stands before and after."""

    style: str
    before: str
    title: str
    after: str
    italic: bool = True
    """Whether the style sets the title in italics."""

    @property
    def text(self) -> str:
        """The citation in plain text."""
        return f"{self.before}{self.title}{self.after}"


def citations(record: Record, origin: Origin) -> tuple[Citation, ...]:
    """The citations of a record, one for each style."""
    item = cited(record, origin)
    if isinstance(record, Treaty):
        return _treaty(record, item)
    return _BY_FORM[item.form](item, origin)


def _case(item: Cited, origin: Origin) -> tuple[Citation, ...]:
    item = _without_repeats(item)
    plain_title = _without_points(item.title)
    return (
        _oscola_case(item, plain_title),
        _bluebook_case(item),
        _aglc_case(item, plain_title),
        _iso(item, _sentences(item.country, item.court),
             ("; ".join(item.citations), item.number, _day(item.date), item.ecli)),
    )  # fmt: skip


def _without_repeats(item: Cited) -> Cited:
    """A case without the citations and the number that its title gives already."""
    return replace(
        item,
        citations=tuple(filter(None, (_unsaid_text(each, item.title) for each in item.citations))),
        number=_unsaid_text(item.number, item.title),
    )


def _oscola_case(item: Cited, title: str) -> Citation:
    if item.ecli.startswith("ECLI:EU:") and item.number:
        return Citation("OSCOLA", f"Case {item.number} ", title, _end(f" {item.ecli}"))
    if not item.citations:
        held = _held(item.court, _unpointed(item.number), _day(item.date))
        return Citation("OSCOLA", "", title, _end(f"{held}{_after(' ', item.ecli)}"))
    neutral = any(_NEUTRAL.match(each) for each in item.citations)
    reports = ", ".join(map(_unpointed, item.citations[: 2 if neutral else 1]))
    said = neutral or _COURT_SAID.search(reports)
    held = "" if said else _held(item.court, _unsaid(item.date, reports, _day(item.date)))
    return Citation("OSCOLA", "", title, _end(f" {reports}{held}"))


def _bluebook_case(item: Cited) -> Citation:
    title = re.sub(r" v ", " v. ", item.title)
    where = _bluebook_country(item.country)
    if not item.citations:
        number = f"No. {item.number}" if item.number[:1].isdigit() else item.number
        named = "".join(_after(", ", part) for part in (number, item.ecli))
        held = f" ({item.court} {_us_day(item.date)})"
        return Citation("Bluebook", "", title, _end(f"{named}{held}{where}"))
    reports = item.citations[0]
    space = " " if reports[0] in "[(" else ", "
    said = _unsaid(item.date, reports, str(item.date.year) if item.date else "")
    held = f" ({item.court} {said})" if said else ""
    return Citation("Bluebook", "", title, _end(f"{space}{reports}{held}{where}"))


def _aglc_case(item: Cited, title: str) -> Citation:
    if not item.citations:
        held = _held(item.court, _unpointed(item.number), item.ecli, _day(item.date))
        return Citation("AGLC", "", title, _end(held))
    best = next((each for each in item.citations if not _NEUTRAL.match(each)), item.citations[0])
    reports = _unpointed(best)
    space = ", " if item.country == UNITED_STATES else " "
    said = _unsaid(item.date, reports, _day(item.date))
    return Citation(
        "AGLC", "", title, _end(f"{space}{reports}{_held(item.court, said) if said else ''}")
    )


def _law(item: Cited, origin: Origin) -> tuple[Citation, ...]:
    title = item.original or item.title
    english = f" [{item.title}]" if item.original and item.language != "en" else ""
    number = _unsaid_text(item.number.removesuffix(_held(item.country)), f"{title} {item.title}")
    names = f"{title} {item.title} {number}"
    day = _unsaid(item.date, names, _day(item.date))
    us_day = _unsaid(item.date, names, _us_day(item.date))
    british = item.country == UNITED_KINGDOM
    oscola = "" if british else f"{_after(', ', number)}{_after(', ', day)}{_held(item.country)}"
    country = "UK" if british else item.country
    return (
        Citation("OSCOLA", "", title, _end(english + oscola), italic=False),
        Citation("Bluebook", "", title, _end(
            f"{english}{_after(', ', number)}{_after(', ', us_day)}"
            f"{_bluebook_country(item.country)}"), italic=False),
        Citation("AGLC", "", title, _end(
            f"{english}{_held(country)}{_after(' ', ', '.join(filter(None, (number, day))))}")),
        _iso(item, _sentences(item.country), (item.title if english else "", number, day),
             title),
    )  # fmt: skip


def _treaty(treaty: Treaty, item: Cited) -> tuple[Citation, ...]:
    series = _unpointed(item.number)
    opened = _after("opened for signature ", _unsaid_day(treaty.opened, item.title))
    same = treaty.opened == treaty.adopted
    adopted = "" if same else _after("adopted ", _unsaid_day(treaty.adopted, item.title))
    force = _after("entered into force ", _unsaid_day(treaty.in_force, item.title))
    us_day = _us_day(item.date) if _unsaid_day(item.date, item.title) else ""
    return (
        Citation("OSCOLA", "", item.title, _end(
            f"{_held(adopted, opened, force)}{_after(' ', series)}{_held(item.short)}"),
            italic=False),
        Citation("Bluebook", "", item.title, _end(
            f"{_after(', ', us_day)}{_after(', ', item.number)}"), italic=False),
        Citation("AGLC", "", item.title, _end(
            f"{_after(', ', opened or adopted)}{_after(', ', series)}{_held(force)}")),
        _iso(item, "", (", ".join(filter(None, (item.place, _day(item.date)))), item.number)),
    )  # fmt: skip


def _page(item: Cited, origin: Origin) -> tuple[Citation, ...]:
    day, url = _day(item.date), item.url
    web = f" <{url}>" if url else ""
    return (
        Citation("OSCOLA", "‘", item.title, _end(f"’{_held(origin.site, day)}{web}"), italic=False),
        Citation("Bluebook", "", item.title, _end(
            f", {origin.site}{_held(_us_day(item.date))}{_after(', ', url)}")),
        Citation("AGLC", "‘", item.title, _end(
            f"’, {origin.site}{_held('Web Page', day)}{web}"), italic=False),
        _iso(item, "", (f"In: {origin.site} [online]", day)),
    )  # fmt: skip


_BY_FORM: dict[str, Callable[[Cited, Origin], tuple[Citation, ...]]] = {
    "case": _case,
    "law": _law,
    "page": _page,
}


def _iso(item: Cited, before: str, after: Iterable[str], title: str = "") -> Citation:
    title = title or item.title
    stop = " " if title.endswith(".") else ". "
    url = _after("Available from: ", item.url)
    return Citation("ISO 690", before, title, f"{stop}{_sentences(*after)}{url}".rstrip())


def _sentences(*parts: str) -> str:
    return "".join(f"{_end(part)} " for part in parts if part)


def _end(text: str) -> str:
    return text if text.endswith(".") else f"{text}."


def _after(mark: str, text: str) -> str:
    return f"{mark}{text}" if text else ""


def _held(*parts: str) -> str:
    """What is known, in brackets; nothing where nothing is."""
    known = ", ".join(part for part in parts if part)
    return f" ({known})" if known else ""


def _unpointed(text: str) -> str:
    """A report without the full stops of its abbreviations: ``593 US 374``."""
    return _POINT.sub("", text)


def _unsaid(date: PartialDate | None, said: str, words: str) -> str:
    """A date in words, unless its year stands in what was said already."""
    return "" if date is None or str(date.year) in said else words


def _unsaid_day(date: PartialDate | None, said: str) -> str:
    return "" if _day(date) in said else _day(date)


def _unsaid_text(text: str, said: str) -> str:
    """A text, unless it was said already or says again what was."""
    one, other = text.casefold(), said.casefold()
    return "" if one in other or (len(said) > 12 and one.startswith(other[:40])) else text


def _without_points(title: str) -> str:
    """A case's name as OSCOLA and AGLC have it: ``KU v Finland``, ``R v Smith``."""
    plain = title.replace(" v. ", " v ")
    plain = re.sub(r"\b([A-Z])\.(?: ?(?=[A-Z]\.))?", r"\1", plain)
    return plain.replace("R. v", "R v")


def _bluebook_country(country: str) -> str:
    return "" if country == UNITED_STATES else _held(_BLUEBOOK_COUNTRIES.get(country, country))


def _day(date: PartialDate | None) -> str:
    return date.in_words if date is not None else ""


def _us_day(date: PartialDate | None) -> str:
    """A date as Bluebook has it: ``June 3, 2021``."""
    if date is None:
        return ""
    if date.month is None:
        return str(date.year)
    month = _US_MONTHS[date.month - 1]
    return f"{month} {date.day}, {date.year}" if date.day else f"{month} {date.year}"
