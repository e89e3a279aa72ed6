"""What the head of a record's page says to programs: reference managers, previews, crawlers."""

from __future__ import annotations

import json
from html import escape
from typing import Any

from build_tools.corpus.corpus import Corpus, subjects_of
from build_tools.exports.citing import Cited, Origin
from build_tools.model.assistance import Organisation
from build_tools.model.case import Case
from build_tools.model.common import Record
from build_tools.model.law import Law
from build_tools.model.reference import CountryRecord, Vocabulary
from build_tools.model.treaty import Treaty
from build_tools.values.dates import PartialDate

ZOTERO_TYPES = {"case": "case", "law": "statute", "treaty": "statute", "page": "webpage"}
FILES = (
    (".json", "application/json"),
    (".bib", "application/x-bibtex"),
    (".ris", "application/x-research-info-systems"),
    (".csl.json", "application/vnd.citationstyles.csl+json"),
)
"""The files beside a record's page: suffix and media type."""
LEGAL_FORCE = {
    "in-force": "InForce",
    "in-force-as-amended": "InForce",
    "partly-in-force": "PartiallyInForce",
    "not-yet-in-force": "NotInForce",
    "repealed": "NotInForce",
    "replaced": "NotInForce",
    "struck-down-law": "NotInForce",
    "draft": "NotInForce",
}
"""The statuses of laws that schema.org has a word for; a suspended law has none."""
_IN_SCRIPT = str.maketrans({"<": r"\u003c", ">": r"\u003e", "&": r"\u0026"})


def head(record: Record, item: Cited, origin: Origin, corpus: Corpus) -> str:
    """The meta and link elements of a record's page, and its JSON-LD.

    The description, also Open Graph's, is the frame's own.
    """
    links = [_link("canonical", origin.address)] if origin.address else []
    slug = record.id.rsplit("/", 1)[-1]
    links += [_link("alternate", f"{slug}{end}", type_) for end, type_ in FILES]
    elements = (
        *links,
        _meta("citation_title", item.title, "og:title"),
        _meta("citation_public_url", origin.address, "og:url"),
        *(_meta("", value, name) for name, value in _open_graph(origin)),
        *(_meta(name, value) for name, value in _scholarly(item)),
        json_ld(linked_data(record, item, origin, corpus)),
    )
    return "\n".join(filter(None, elements))


def json_ld(data: dict[str, Any]) -> str:
    """Data as a script element that no value in it can end, and that nothing runs."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_IN_SCRIPT)
    return f'<script type="application/ld+json">{text}</script>'


def _link(rel: str, href: str, type_: str = "") -> str:
    more = f' type="{type_}"' if type_ else ""
    return f'<link rel="{rel}" href="{escape(href)}"{more}>'


def _meta(name: str, value: str, property_: str = "") -> str:
    """A meta element under one name or two; ``""`` where there is nothing to say."""
    if not value:
        return ""
    names = [f'name="{name}"'] if name else []
    names += [f'property="{property_}"'] if property_ else []
    return f'<meta {" ".join(names)} content="{escape(value)}">'


def _open_graph(origin: Origin) -> tuple[tuple[str, str], ...]:
    return (("og:type", "article"), ("og:site_name", origin.site), ("og:locale", "en_GB"))


def _scholarly(item: Cited) -> tuple[tuple[str, str], ...]:
    """Highwire and Dublin Core, and the names in which Zotero reads what these lack.

    No author is named: Zotero would cut a court's name into a person's.
    """
    date = str(item.date or "")
    return (
        ("citation_date", date.replace("-", "/")),
        ("DC.title", item.title),
        ("DC.date", date),
        ("DC.language", item.language),
        ("DC.identifier", item.ecli or "; ".join(item.citations) or item.number),
        ("z:itemType", ZOTERO_TYPES[item.form]),
        ("z:court", item.court),
        ("z:docketNumber" if item.form == "case" else "z:publicLawNumber", item.number),
    )


def linked_data(record: Record, item: Cited, origin: Origin, corpus: Corpus) -> dict[str, Any]:
    """A record in the words of schema.org, which has none for a court's decision."""
    common = {
        "name": item.title,
        "alternateName": item.original or item.short,
        "inLanguage": item.language,
        "url": origin.address,
    }
    data = {"@context": "https://schema.org", **_own(record, item, corpus), **common}
    if item.form == "page" and data["@type"] == "CreativeWork":
        data["isPartOf"] = {"@type": "WebSite", "name": origin.site}
    return {name: value for name, value in data.items() if value}


def _own(record: Record, item: Cited, corpus: Corpus) -> dict[str, Any]:
    match record:
        case Case():
            return {
                "@type": "CreativeWork",
                "genre": corpus.label("case-kinds", record.kind),
                "dateCreated": str(record.date),
                "creator": {"@type": "Organization", "name": record.court},
                "locationCreated": _country(item.country),
                "identifier": [each for each in (*item.citations, item.number, item.ecli) if each],
                "about": [corpus.label(*subject) for subject in subjects_of(record)],
            }
        case Law():
            force = LEGAL_FORCE.get(record.status or "")
            return {
                "@type": "Legislation",
                "legislationIdentifier": record.eli or record.akn or record.citation,
                "legislationDate": _iso(record.adopted or record.assented),
                "datePublished": _iso(record.published),
                "legislationJurisdiction": _country(item.country),
                "legislationLegalForce": f"https://schema.org/{force}" if force else "",
                "legislationType": corpus.label("law-kinds", record.kind),
            }
        case Treaty():
            return {
                "@type": "Legislation",
                "legislationIdentifier": record.eli or record.akn or record.series,
                "legislationDate": _iso(record.adopted or record.opened),
                "legislationType": corpus.label("law-kinds", record.kind),
            }
        case Organisation():
            return {"@type": "Organization"}
        case CountryRecord():
            return {"@type": "Country"}
        case Vocabulary():
            return {"@type": "DefinedTermSet"}
    return {"@type": "CreativeWork", "datePublished": _iso(record.added)}


def _iso(date: PartialDate | None) -> str:
    return str(date) if date is not None else ""


def _country(name: str) -> dict[str, str] | None:
    return {"@type": "Country", "name": name} if name else None
