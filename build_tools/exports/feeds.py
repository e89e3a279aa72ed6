"""Atom feeds: the whole, each country, each offence and each treaty article with records.

Ids are tag: addresses, so that they hold wherever the site stands. Dates are those of the
records, never the clock's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement

from build_tools.model.assistance import Activity, Assessment, Learned, Organisation
from build_tools.model.case import Case
from build_tools.model.common import Record
from build_tools.model.kinds import kind_of
from build_tools.model.law import Law
from build_tools.model.treaty import Article, Treaty
from build_tools.pages.context import Context, shorten
from build_tools.pages.links import article_path, record_path, term_path
from build_tools.pages.page import root_of
from build_tools.settings import Settings
from build_tools.values.dates import PartialDate
from build_tools.values.ids import Reference
from build_tools.values.territories import country_name

ATOM = "http://www.w3.org/2005/Atom"
LICENCE = (
    "Creative Commons Attribution 4.0, https://creativecommons.org/licenses/by/4.0/; "
    "quoted texts of laws and decisions keep their own terms"
)
WHOLE = "feed.xml"
WHOLE_ENTRIES = 50
"""How many records the feed of the whole names."""
PART_ENTRIES = 20
"""How many records the feed of one country, offence or article names."""
_FORBIDDEN = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


# XML, addresses and names that the other exports share


def plain_xml(text: str) -> str:
    """A text without the characters that XML 1.0 cannot hold; each becomes U+FFFD."""
    return text if text.isprintable() else _FORBIDDEN.sub("\ufffd", text)


@cache
def _attribute(key: str) -> str:
    return key.removesuffix("_").replace("_", ":", 1)


def _one_line(value: str) -> str:
    if value.isprintable() and " " not in value:
        return value
    return " ".join(plain_xml(value).split())


def child(parent: Element, name: str, text: str | None = None, /, **attributes: str) -> Element:
    """Add an element. A ``_`` in an attribute's name stands for ``:``, one at its end for none."""
    made = SubElement(
        parent, name, {_attribute(key): _one_line(attributes[key]) for key in attributes}
    )
    if text is not None:
        made.text = plain_xml(text)
    return made


def xml_bytes(root: Element) -> bytes:
    """The file of an XML tree: UTF-8, ending in a line break."""
    parts: list[str] = []
    _serialise(root, parts)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{"".join(parts)}\n'.encode()


def _serialise(element: Element, parts: list[str]) -> None:
    """What ElementTree's own serialiser writes of names without namespaces, in half the time."""
    parts.append(f"<{element.tag}")
    for name, value in element.items():
        parts.append(f' {name}="{_quoted(value)}"')
    text, inner = element.text, list(element)
    if text or inner:
        parts.append(">")
        if text:
            parts.append(_escaped(text))
        for each in inner:
            _serialise(each, parts)
        parts.append(f"</{element.tag}>")
    else:
        parts.append(" />")
    if element.tail:
        parts.append(_escaped(element.tail))


def _escaped(text: str) -> str:
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    return text.replace(">", "&gt;") if ">" in text else text


def _quoted(text: str) -> str:
    text = _escaped(text)
    if '"' in text:
        text = text.replace('"', "&quot;")
    if text.isprintable():
        return text
    return text.replace("\r", "&#13;").replace("\n", "&#10;").replace("\t", "&#09;")


def uri(text: str) -> str:
    """An address as RFC 3986 writes it: what may not stand in it is percent-encoded."""
    path, mark, fragment = text.partition("#")
    safe = "/:?@!$&'()*+,;=-._~%"
    quoted = quote(path, safe=safe, errors="replace")
    if mark:
        quoted += "#" + quote(fragment, safe=safe, errors="replace")
    return _STRAY_PERCENT.sub("%25", quoted)


def repository_name(settings: Settings) -> str:
    """The repository's name as part of addresses: the last part of its address on the host."""
    name = settings.repository.rstrip("/").rsplit("/", 1)[-1] or settings.name
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "repository"


def tag_uri(name: str, settings: Settings) -> str:
    """The tag: address (RFC 4151) of a record, or of another thing of the repository."""
    return f"tag:{repository_name(settings)},2026:{name}"


def site_address(settings: Settings) -> str:
    """The address of the site's root with its slash; ``""`` where the site has none."""
    return f"{settings.site_url.rstrip('/')}/" if settings.site_url else ""


# Records in feeds


def record_feeds(context: Context) -> Iterator[tuple[str, bytes]]:
    """Every feed, as path and bytes."""
    for feed in _feeds(context):
        yield feed.path, feed_bytes(feed, context)


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed: where it stands, the page it follows, and its records, newest first."""

    path: str
    page: str
    title: str
    records: tuple[Record, ...]


def _feeds(context: Context) -> Iterator[Feed]:
    everything = (
        entry.record
        for entry in context.corpus.entries
        if entry.kind.name not in ("country", "vocabulary")
    )
    whole = newest_first(everything)[:WHOLE_ENTRIES]
    yield Feed(WHOLE, "index.html", context.settings.name, whole)
    for page, title, records in (*_countries(context), *_offences(context), *_articles(context)):
        newest = newest_first(records)[:PART_ENTRIES]
        if newest:
            name = f"{context.settings.name}: {title}"
            yield Feed(f"{page.removesuffix('.html')}.atom", page, name, newest)


def newest_first(records: Iterable[Record]) -> tuple[Record, ...]:
    """Records by the day on which they were added, newest first, then by id; each once.

    Withdrawn records are left out, and those without any day: a feed cannot place them.
    """
    found = {
        record.id: record
        for record in records
        if record.withdrawn is None and _updated(record) is not None
    }
    by_id = sorted(found.values(), key=lambda record: record.id)
    return tuple(sorted(by_id, key=lambda record: _added(record).last_day, reverse=True))


def _countries(context: Context) -> Iterator[tuple[str, str, list[Record]]]:
    corpus = context.corpus
    for code, country in corpus.countries.items():
        records: list[Record] = [
            *corpus.cases_of_country.get(code, ()),
            *corpus.laws_of_country.get(code, ()),
            *corpus.linked_from.get(country.id, ()),
        ]
        yield record_path(country.id), country_name(code), records


def _offences(context: Context) -> Iterator[tuple[str, str, list[Record]]]:
    corpus = context.corpus
    for term in corpus.terms.get("offences", {}).values():
        records: list[Record] = [
            *corpus.cases_on.get(("offences", term.id), ()),
            *(located.law for located in corpus.provisions_on.get(term.id, ())),
        ]
        yield term_path("offences", term.id), term.label, records


def _articles(context: Context) -> Iterator[tuple[str, str, list[Record]]]:
    for reference, (treaty, article) in context.corpus.articles.items():
        yield (
            article_path(reference),
            _article_name(treaty, article),
            _records_on_article(reference, context),
        )


def _article_name(treaty: Treaty, article: Article) -> str:
    return f"{treaty.short_title or treaty.title}, article {article.number}: {article.title}"


def _records_on_article(reference: Reference, context: Context) -> list[Record]:
    """The cases that name an article, and the laws with provisions on its subject, as its page
    has them: terms that it only overlaps are left out."""
    corpus = context.corpus
    laws = [
        located.law
        for subject, link in corpus.subjects_of_article.get(reference, ())
        if link.as_ != "partial"
        for located in corpus.provisions_on.get(subject.term.id, ())
    ]
    return [*corpus.cases_on_provision.get(reference, ()), *laws]


# Atom


def feed_bytes(feed: Feed, context: Context) -> bytes:
    """The Atom file of a feed. Links in it are relative; xml:base is there where it is known."""
    settings = context.settings
    base = site_address(settings)
    root = Element("feed", {"xmlns": ATOM, "xml:lang": "en"})
    if base:
        root.set("xml:base", uri(base + feed.path))
    child(root, "id", tag_uri(feed.path, settings))
    child(root, "title", feed.title)
    dates = (_moment(record) for record in feed.records)
    child(root, "updated", max(dates, default="2026-01-01T00:00:00Z"))
    child(child(root, "author"), "name", settings.name)
    child(root, "rights", LICENCE)
    here = uri(base + feed.path) if base else feed.path.rsplit("/", 1)[-1]
    child(root, "link", rel="self", type="application/atom+xml", href=here)
    way = root_of(feed.path)
    child(root, "link", rel="alternate", type="text/html", href=f"{way}{feed.page}")
    for record in feed.records:
        _entry(root, record, way, context)
    return xml_bytes(root)


def _entry(feed: Element, record: Record, way: str, context: Context) -> None:
    entry = child(feed, "entry")
    kind = kind_of(record)
    child(entry, "id", tag_uri(record.id, context.settings))
    child(entry, "title", record.title)
    child(entry, "updated", _moment(record))
    if record.added is not None:
        child(entry, "published", _midnight(record.added))
    child(entry, "link", rel="alternate", type="text/html", href=f"{way}{record_path(record.id)}")
    child(entry, "category", term=kind.name, label=kind.label)
    if record.review.state != "reviewed":
        child(entry, "category", term="unreviewed", label="Not yet reviewed")
    child(entry, "summary", summary(record, context), type="text")


def summary(record: Record, context: Context) -> str:
    """What a record is about, on one line without mark-up; never empty."""
    text = shorten(context.markdown.plain(_source_text(record, context), record.id))
    return text or _facts(record)


def _source_text(record: Record, context: Context) -> str | None:
    match record:
        case Case() | Learned():
            return context.corpus.by_id[record.id].section("Summary")
        case Activity() | Organisation():
            return record.summary
        case Law() | Treaty():
            return None
    return record.notes


def _facts(record: Record) -> str:
    """For a record without a summary: its kind, its place and what it holds."""
    code = getattr(record, "country", None)
    parts = [kind_of(record).label, country_name(code) if code else ""]
    match record:
        case Case():
            parts += [record.court, record.date.in_words]
        case Law():
            parts += [record.citation or "", _counted(len(record.provisions), "provision")]
        case Treaty():
            parts += [record.series or "", _counted(len(record.articles), "article")]
        case Assessment():
            parts += [record.date.in_words, _counted(len(record.needs), "need")]
    text = "; ".join(part for part in parts if part)
    return shorten(text[0].upper() + text[1:])


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'} recorded"


def _added(record: Record) -> PartialDate:
    return record.added or record.review.on or PartialDate(1)


def _updated(record: Record) -> PartialDate | None:
    """The day of a record's last review, or else that on which it was added."""
    days = [day for day in (record.added, record.review.on) if day is not None]
    return max(days, key=lambda day: day.first_day, default=None)


def _moment(record: Record) -> str:
    return _midnight(_updated(record) or PartialDate(1))


def _midnight(day: PartialDate) -> str:
    year, month, number = day.first_day
    return f"{year:04}-{month:02}-{number:02}T00:00:00Z"
