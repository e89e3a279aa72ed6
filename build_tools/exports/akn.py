"""Laws and cases as Akoma Ntoso 1.0 (OASIS LegalDocML), one file a record.

A file is this repository's own expression of the work: titles, numbers, dates, our summary
and, where recorded, text. What the standard has no place for stands in elements and
attributes of the namespace ``docket``; it lets these in where they are used here.

The standard wants whole days. A shorter date becomes its first day, and ``docket:date``
beside it keeps the date as it is known; an unknown one becomes UNKNOWN_DAY.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from html import unescape
from html.parser import HTMLParser
from typing import ClassVar, NamedTuple
from xml.etree.ElementTree import Element, SubElement

import pycountry

from build_tools.corpus.load import Entry
from build_tools.exports.feeds import (
    LICENCE,
    child,
    plain_xml,
    repository_name,
    tag_uri,
    uri,
    xml_bytes,
)
from build_tools.model.case import Case, Treatment
from build_tools.model.common import Record
from build_tools.model.law import Law, OtherLaw, Provision
from build_tools.pages.context import Context
from build_tools.pages.links import court_slug
from build_tools.values.dates import PartialDate
from build_tools.values.ids import Reference
from build_tools.values.territories import INTERNATIONAL, country_name

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
UNKNOWN_DAY = "0001-01-01"
UNKNOWN_YEAR = "0001"
NO_COUNTRY = "zz"
"""The country of an international court whose identifier gives it none."""
US = "#repository"
ONTOLOGY = "/akn/ontology"
ADDRESS_GIVEN = "the work's address is the one that the record gives"
ADDRESS_BUILT = (
    "the work's address was built from the record by the naming convention; its publisher may "
    "use another"
)
NOT_OFFICIAL = (
    "Titles, numbers and dates are as recorded; summaries are this repository's own words. "
    "This is not the official text."
)
MAX_NUMBER = 60
BLOCKS = (
    ("Summary", "introduction"),
    ("Facts", "background"),
    ("Reasoning", "motivation"),
    ("Outcome", "decision"),
)
"""The headings of a case's text, and the parts of a judgment that hold them."""
RESULTS = {
    "appeal-dismissed": "dismiss",
    "appeal-allowed": "revert",
    "order-set-aside": "revert",
    "remitted": "remit",
    "leave-refused": "deny",
    "extradition-refused": "deny",
    "upheld-law": "uphold",
    "order-upheld": "uphold",
    "extradition-granted": "approve",
}
"""The standard's few words for a result, where one fits; else ``decide``."""
ARGUMENTS = {
    "upheld": "supports",
    "struck-down": "overrules",
    "struck-down-in-part": "overrules",
    "read-down": "restricts",
    "held-incompatible": "contrasts",
    "interpreted": "applies",
}
"""The standard's nearest word for what a decision did to a provision; docket:effect has ours."""


def akn_file(entry: Entry, context: Context) -> tuple[str, bytes] | None:
    """The path and bytes of a law's or case's file; None for other records and withdrawn ones."""
    record = entry.record
    if record.withdrawn is not None:
        return None
    match record:
        case Law():
            root = _law(record, context)
        case Case():
            root = _case(record, entry, context)
        case _:
            return None
    return f"{entry.id}.akn.xml", xml_bytes(root)


def akn_files(context: Context) -> Iterator[tuple[str, bytes]]:
    """The files of all laws and cases."""
    for entry in context.corpus.entries:
        made = akn_file(entry, context)
        if made is not None:
            yield made


# Addresses


class Address(NamedTuple):
    """Where a work, and our expression of it, stand among all works."""

    work: str
    language: str
    version: str
    given: bool
    """True where the record has the work's address; false where it was built here."""

    @property
    def expression(self) -> str:
        """The address of the expression: ``/akn/ug/act/2011/2/eng@2011-02-14``."""
        return f"{self.work}/{self.language}{self.version}"


def address(record: Law | Case, context: Context) -> Address:
    """The record's own address, or one built by the naming convention.

    A built one has the country, the kind, the year or day, and the number where a citation,
    docket number or ECLI surely gives it; else the last part of the record's id.
    """
    version = f":{record.added}" if record.added is not None else ""
    language = "eng"
    if isinstance(record, Case):
        return Address(_case_work(record), language, version, given=False)
    if any(_current_text(each) for each in record.provisions):
        language = language_code(record.language)
    if record.akn is None:
        return Address(_law_work(record), language, version, given=False)
    found = re.fullmatch(
        r"(/akn/[^/]+/[^/]+/.+?)(?:/([a-z]{3})([@:][^/]*)?)?(?:/.*[!~].*)?", record.akn
    )
    work, tongue, at = found.groups() if found else (record.akn, None, None)
    return Address(work, tongue or language, (at or "") if tongue else version, given=True)


def _law_work(law: Law) -> str:
    doctype = "bill" if law.kind == "bill" else "act"
    subtype = f"/{_subtype(law)}" if _subtype(law) else ""
    date = law.adopted or law.assented or law.published
    numbered = _numbered(law.citation or "")
    if numbered is not None:
        year, number = numbered
    else:
        year = f"{date.year:04}" if date is not None else _year_in(law.title)
        number = _slug(law)
    return f"/akn/{law.country}/{doctype}{subtype}/{year}/{number}"


def _subtype(law: Law) -> str:
    """The kind of a law where it is more than an act or bill; part of a code is of the code."""
    kind = law.kind or "act"
    return {"act": "", "bill": "", "code-part": "code"}.get(kind, kind)


_NUMBERED = tuple(
    re.compile(pattern.replace("YEAR", r"(?P<year>[0-9]{4})"))
    for pattern in (
        r"(?:[A-Z][\w-]* )*?N(?:o\.?|[°º]) ?(?P<number>[0-9]+) of YEAR",
        r"Act (?P<number>[0-9]+) of YEAR",
        r"YEAR (?:c\.|No\.?) ?(?P<number>[0-9]+)",
        r"(?:Loi|Décret-loi) n° YEAR-(?P<number>[0-9]+)",
        r"(?:Lei|Legea|Ley|Law) [Nn][r.º°]* ?(?P<number>[0-9.]+)/YEAR",
    )
)


def _numbered(citation: str) -> tuple[str, str] | None:
    """The year and number with which a citation begins: ``Act No. 7 of 2019``."""
    for pattern in _NUMBERED:
        found = pattern.match(citation)
        if found is not None:
            return found["year"], found["number"].replace(".", "")
    return None


def _year_in(title: str) -> str:
    """The year in a law's title, where there is one only: ``Computer Crimes Act 1997``."""
    years = set(re.findall(r"(?<![\d/.-])(?:1[5-9]|20)[0-9]{2}(?![\d/.-])", title))
    return years.pop() if len(years) == 1 else UNKNOWN_YEAR


def _case_work(case: Case) -> str:
    country = _akn_country(case)
    number = case.ecli.rsplit(":", 1)[-1] if case.ecli else _number_of(case.docket)
    return f"/akn/{country}/judgment/{court_slug(case.court)}/{case.date}/{number or _slug(case)}"


def _akn_country(record: Law | Case) -> str:
    """Two letters: an international court has those of its ECLI, or NO_COUNTRY."""
    if record.country != INTERNATIONAL:
        return record.country
    ecli = record.ecli if isinstance(record, Case) else None
    return ecli.split(":")[1].lower() if ecli else NO_COUNTRY


def _number_of(docket: str | None) -> str:
    """A docket number as part of an address; ``""`` where that would lose letters."""
    if not docket or not docket.isascii() or len(docket) > MAX_NUMBER:
        return ""
    return re.sub(r"[^a-z0-9]+", "-", docket.lower()).strip("-")


def _slug(record: Record) -> str:
    return record.id.rsplit("/", 1)[-1]


@lru_cache(maxsize=512)
def language_code(tag: str | None) -> str:
    """The three letters of ISO 639-2 for a language tag; ``eng`` for none, ``und`` for unknown."""
    if tag is None:
        return "eng"
    primary = tag.split("-")[0]
    if len(primary) == 3:
        return primary
    found = pycountry.languages.get(alpha_2=primary)
    return str(found.alpha_3) if found is not None else "und"


def target(reference: Reference, context: Context) -> str:
    """The address of a law, case or provision that a record names; a tag: for other records.

    A withdrawn record has a tag: too: its court and number must not live on in an address.
    """
    entry = context.corpus.resolve(reference.id)
    withdrawn = entry is not None and entry.record.withdrawn is not None
    if entry is None or withdrawn or not isinstance(entry.record, Law | Case):
        return tag_uri(str(context.corpus.present(reference)), context.settings)
    work = address(entry.record, context).work
    if isinstance(entry.record, Law) and reference.anchor:
        return f"{work}/~{eid(reference.anchor)}"
    return work


# Laws


def _law(law: Law, context: Context) -> Element:
    where = address(law, context)
    root, document = _document("bill" if law.kind == "bill" else "act", "act", context)
    document.set("contains", "singleVersion")
    meta = child(document, "meta")
    _law_identification(meta, law, where, context)
    if law.published is not None:
        dated = _dated(law.published)
        child(meta, "publication", name="gazette", showAs="Official publication", **dated)
    covers = [
        (subject.vocabulary, term)
        for term in dict.fromkeys(term for each in law.provisions for term in each.covers)
        if (subject := context.corpus.subjects.get(term)) is not None
    ]
    _keywords(meta, covers, context)
    _lifecycle(meta, law)
    _law_analysis(meta, law, where, context)
    _law_references(meta, law, where, covers, context)
    _proprietary(meta, law, where, context)
    _preface(document, law)
    body = child(document, "body", status="incomplete")
    for provision in law.provisions:
        _provision(body, provision, law, context)
    if not law.provisions:
        child(body, "hcontainer", name="provisions", eId="hcontainer_1", status="incomplete")
    return root


def _law_identification(meta: Element, law: Law, where: Address, context: Context) -> None:
    identification = child(meta, "identification", source=US)
    work = _frbr(identification, "FRBRWork", where.work)
    if law.eli is not None:
        child(work, "FRBRalias", name="eli", value=law.eli)
    named = (("adopted", law.adopted), ("assented", law.assented), ("published", law.published))
    name, date = next(((name, date) for name, date in named if date), ("unknown", None))
    child(work, "FRBRdate", name=name, **_dated(date))
    child(work, "FRBRauthor", href="#author", as_="#role-lawmaker")
    child(work, "FRBRcountry", value=law.country)
    if _subtype(law):
        child(work, "FRBRsubtype", value=_subtype(law))
    child(work, "FRBRnumber", value=where.work.rsplit("/", 1)[-1])
    child(work, "FRBRname", value=law.title)
    child(work, "FRBRprescriptive", value="false" if law.kind == "bill" else "true")
    languages = dict.fromkeys((where.language, "eng"))
    _expression(identification, law, where, languages, context)


def _lifecycle(meta: Element, law: Law) -> None:
    events = [
        ("adopted", "generation", "#original", law.adopted),
        ("assented", "generation", "#original", law.assented),
        ("published", "generation", "#original", law.published),
        ("in-force", "generation", "#original", law.in_force),
    ]
    events += [
        ("amended", "amendment", f"#amended-by-{number}", other.date)
        for number, other in enumerate(law.amended_by, start=1)
    ]
    dated = [event for event in events if event[3] is not None]
    dated.sort(key=lambda event: event[3].first_day if event[3] else ())
    if dated:
        lifecycle = child(meta, "lifecycle", source=US)
        for number, (name, kind, source, date) in enumerate(dated, start=1):
            event = child(lifecycle, "eventRef", type=kind, source=source, **_dated(date))
            event.set("eId", f"date-{number}")
            event.set("refersTo", f"#event-{name}")


EVENTS = {
    "adopted": "Passed or made",
    "assented": "Assent, signature or promulgation",
    "published": "Published",
    "in-force": "Entry into force",
    "amended": "Amended",
}


MODIFICATIONS = {
    "struck-down": ("forceMod", "unconstitutionality"),
    "struck-down-in-part": ("forceMod", "unconstitutionality"),
    "read-down": ("meaningMod", "variation"),
    "suspended": ("efficacyMod", "inapplication"),
    "repealed": ("textualMod", "repeal"),
}
"""The standard's word for an effect on a provision, or for its status; others change no text."""


def _law_analysis(meta: Element, law: Law, where: Address, context: Context) -> None:
    """What the law repeals, what courts and later laws did to it, and all of it in our words."""
    analysis = Element("analysis", {"source": US})
    active = Element("activeModifications")
    for number, other in enumerate(law.repeals, start=1):
        href = _other_law(other, f"repeals-{number}", law, context)
        _modification(active, f"repeal-{number}", "repealed", where.work, href)
    passive = Element("passiveModifications")
    for number, by in enumerate(_repealed_by(law, context), start=1):
        source = address(by, context).work
        _modification(passive, f"repealed-{number}", "repealed", source, where.work)
    for provision in law.provisions:
        _effects(passive, provision, law, context)
    notes = Element("otherAnalysis", {"source": US})
    for provision in law.provisions:
        _notes(notes, provision, law, context)
    for part in (active, passive, notes):
        if len(part):
            analysis.append(part)
    if len(analysis):
        meta.append(analysis)


def _modification(parent: Element, name: str, effect: str, source: str, destination: str) -> None:
    element, kind = MODIFICATIONS[effect]
    made = child(parent, element, type=kind, eId=name, docket_effect=effect)
    if effect == "struck-down-in-part":
        made.set("incomplete", "true")
    child(made, "source", **({"href": source} if source else {}))
    child(made, "destination", href=destination)


def _repealed_by(law: Law, context: Context) -> list[Law]:
    """The recorded laws of the country that say they repeal this one; when, nobody has recorded."""
    corpus = context.corpus
    return [
        other
        for other in corpus.laws_of_country.get(law.country, ())
        if law.id in [corpus.present_id(each.law.id) for each in other.repeals if each.law]
    ]


def _treatments(reference: Reference, context: Context) -> Iterator[tuple[Case, Treatment]]:
    corpus = context.corpus
    for case in corpus.cases_on_provision.get(reference, ()):
        for treatment in case.treatment:
            if corpus.present(treatment.provision) == reference:
                yield case, treatment


def _effects(passive: Element, provision: Provision, law: Law, context: Context) -> None:
    """What courts did to a provision's force or meaning; its status where no case tells."""
    found = [
        (treatment.effect, address(case, context).work)
        for case, treatment in _treatments(Reference(law.id, provision.id), context)
        if treatment.effect in MODIFICATIONS
    ]
    status = provision.status
    if status in MODIFICATIONS and status not in [effect for effect, _ in found]:
        found.append((status, uri(provision.url) if provision.url else ""))
    place = eid(provision.id)
    for number, (effect, source) in enumerate(found, start=1):
        _modification(passive, f"effect-{place}-{number}", effect, source, f"#{place}")


def _notes(notes: Element, provision: Provision, law: Law, context: Context) -> None:
    """All that courts said of a provision, and its texts with their dates."""
    for case, treatment in _treatments(Reference(law.id, provision.id), context):
        note = {"effect": treatment.effect, "provision": provision.id, "case": case.id}
        href = address(case, context).work
        child(notes, "docket:treatment", treatment.note, href=href, **note)
    for version in provision.versions:
        dates = _given({"from": version.from_, "to": version.to})
        source = _given({"by": version.by, "amending": version.amending})
        child(notes, "docket:version", version.text, provision=provision.id, **dates, **source)


def _given(values: Mapping[str, object]) -> dict[str, str]:
    """The attributes that have a value."""
    return {name: str(value) for name, value in values.items() if value is not None}


def _law_references(
    meta: Element, law: Law, where: Address, covers: list[tuple[str, str]], context: Context
) -> None:
    references = child(meta, "references", source=US)
    _refer(references, "original", "original", where.work, law.title)
    for number, other in enumerate(law.amended_by, start=1):
        href = _other_law(other, f"amended-by-{number}", law, context)
        _refer(references, "passiveRef", f"amended-by-{number}", href, other.title)
    for number, by in enumerate(_repealed_by(law, context), start=1):
        href = address(by, context).work
        _refer(references, "passiveRef", f"repealed-by-{number}", href, by.title)
    for number, other in enumerate(law.repeals, start=1):
        href = _other_law(other, f"repeals-{number}", law, context)
        _refer(references, "activeRef", f"repeals-{number}", href, other.title)
    href = f"{ONTOLOGY}/organization/{law.country}/lawmaker"
    shown = f"Lawmaker: {country_name(law.country)}"
    _refer(references, "TLCOrganization", "author", href, shown)
    _refer(references, "TLCRole", "role-lawmaker", f"{ONTOLOGY}/role/lawmaker", "Lawmaker")
    for name, words in EVENTS.items():
        _refer(references, "TLCEvent", f"event-{name}", f"{ONTOLOGY}/event/{name}", words)
    _common_references(references, covers, context)


def _other_law(other: OtherLaw, part: str, law: Law, context: Context) -> str:
    if other.law is not None:
        return target(other.law, context)
    return tag_uri(f"{law.id}#{part}", context.settings)


def _preface(document: Element, law: Law) -> None:
    preface = child(document, "preface")
    child(child(preface, "p"), "docTitle", law.title)
    if law.title_original:
        title = child(child(preface, "p"), "docTitle", law.title_original)
        title.set("xml:lang", law.language or "und")
    if law.citation:
        child(child(preface, "p"), "docNumber", law.citation)


def _provision(body: Element, provision: Provision, law: Law, context: Context) -> None:
    """A section or article with its number, heading and text; without text it is incomplete."""
    name = _hierarchy(provision.id)
    made = child(body, name, eId=eid(provision.id), wId=provision.id)
    if name == "hcontainer":
        made.set("name", "provision")
    made.set("docket:status", provision.status or law.status or "status-not-established")
    if provision.how is not None:
        made.set("docket:how", provision.how)
    if provision.in_force is not None:
        made.set("docket:in-force", str(provision.in_force))
    child(made, "num", provision.number)
    child(made, "heading", provision.title)
    text = _current_text(provision)
    if not text:
        made.set("status", "incomplete")
        return
    content = child(made, "content", xml_lang=law.language or "en")
    _blocks(content, text, law, context)


def _current_text(provision: Provision) -> str | None:
    """The provision's text, or that of its latest version that has no end."""
    current = (version.text for version in reversed(provision.versions) if version.to is None)
    return provision.text or next((text for text in current if text), None)


def _hierarchy(anchor: str) -> str:
    if re.match(r"art[-s\d]", anchor):
        return "article"
    return "section" if re.match(r"s\d", anchor) else "hcontainer"


def eid(anchor: str) -> str:
    """A provision's eId by the naming convention: ``sec_4-10``, ``art_323-1``.

    Anchors are unique in a law, and no two of them give the same eId.
    """
    found = re.fullmatch(r"(?:s(?=\d)|art-)(.+)", anchor)
    name = _hierarchy(anchor)
    if found is None:
        return f"{name}_{anchor}"
    return f"{'sec' if name == 'section' else 'art'}_{found[1]}"


# Cases


def _case(case: Case, entry: Entry, context: Context) -> Element:
    where = address(case, context)
    root, document = _document("judgment", "judgment", context)
    meta = child(document, "meta")
    _case_identification(meta, case, where, context)
    about = [("offences", term) for term in case.offences]
    about += [("measures", term) for term in case.measures]
    _keywords(meta, about, context)
    lifecycle = child(meta, "lifecycle", source=US)
    child(lifecycle, "eventRef", eId="date-1", type="generation", source="#original",
          refersTo="#event-decided", **_dated(case.date))  # fmt: skip
    _case_analysis(meta, case, where, context)
    _case_references(meta, case, where, about, context)
    commentary = entry.section("Commentary")
    if commentary.strip():
        notes = child(meta, "notes", source=US)
        _blocks(child(notes, "note", eId="note-1"), commentary, case, context)
    _proprietary(meta, case, where, context)
    _header(document, case)
    body = child(document, "judgmentBody")
    for heading, name in BLOCKS:
        text = entry.section(heading)
        if text.strip():
            block = child(body, name, eId=name, status="editorial", xml_lang="en")
            _blocks(block, text, case, context)
    if not len(body):
        block = child(body, "introduction", eId="introduction", status="incomplete")
        child(block, "p")
    return root


def _case_identification(meta: Element, case: Case, where: Address, context: Context) -> None:
    identification = child(meta, "identification", source=US)
    work = _frbr(identification, "FRBRWork", where.work)
    if case.ecli is not None:
        child(work, "FRBRalias", name="ecli", value=case.ecli)
    child(work, "FRBRdate", name="decided", **_dated(case.date))
    child(work, "FRBRauthor", href="#court", as_="#role-author")
    child(work, "FRBRcountry", value=_akn_country(case))
    if case.kind is not None:
        child(work, "FRBRsubtype", value=case.kind)
    for number in (case.docket, *case.citations):
        if number:
            child(work, "FRBRnumber", value=number)
    child(work, "FRBRname", value=case.title)
    _expression(identification, case, where, ["eng"], context)


def _case_analysis(meta: Element, case: Case, where: Address, context: Context) -> None:
    """The result, and the provisions that the decision applies, supports or overrules."""
    arguments = [(each.provision, ARGUMENTS[each.effect], each) for each in case.treatment]
    treated = {each.provision for each in case.treatment}
    named = [charge.provision for charge in case.charges]
    named += [issue.provision for issue in case.provisions]
    applied = dict.fromkeys(ref for ref in named if ref is not None and ref not in treated)
    if not arguments and not applied:
        return
    judicial = child(child(meta, "analysis", source=US), "judicial")
    words = [RESULTS[outcome] for outcome in case.outcomes if outcome in RESULTS]
    child(judicial, "result", type=words[0] if words else "decide",
          docket_outcomes=" ".join(case.outcomes))  # fmt: skip
    for reference in applied:
        argument = child(judicial, "applies")
        child(argument, "source", href=where.work)
        child(argument, "destination", href=target(reference, context))
    for reference, name, treatment in arguments:
        argument = child(judicial, name, docket_effect=treatment.effect)
        child(argument, "source", href=where.work)
        child(argument, "destination", href=target(reference, context))
        if treatment.note:
            child(child(argument, "condition"), "docket:note", treatment.note)


def _case_references(
    meta: Element, case: Case, where: Address, about: list[tuple[str, str]], context: Context
) -> None:
    references = child(meta, "references", source=US)
    _refer(references, "original", "original", where.work, case.title)
    for number, step in enumerate(case.history, start=1):
        own = tag_uri(f"{case.id}#history-{number}", context.settings)
        href = target(step.case, context) if step.case is not None else own
        date = step.date.in_words if step.date is not None else None
        shown = ", ".join(part for part in (step.court, date, step.reference) if part)
        _refer(references, "jurisprudence", f"history-{number}", href, shown)
    court = f"{ONTOLOGY}/organization/{_akn_country(case)}/{court_slug(case.court)}"
    _refer(references, "TLCOrganization", "court", court, case.court)
    for number, party in enumerate(case.parties, start=1):
        name = "TLCPerson" if party.kind == "natural" else "TLCOrganization"
        href = tag_uri(f"{case.id}#party-{number}", context.settings)
        _refer(references, name, f"party-{number}", href, party.label)
    for role in dict.fromkeys(["author", *(party.role for party in case.parties)]):
        shown = "Author" if role == "author" else context.corpus.label("party-roles", role)
        _refer(references, "TLCRole", f"role-{role}", f"{ONTOLOGY}/role/{role}", shown)
    _refer(references, "TLCEvent", "event-decided", f"{ONTOLOGY}/event/decided", "Decided")
    _common_references(references, about, context)


def _header(document: Element, case: Case) -> None:
    """The court, the date, the numbers and the parties, as the record has them."""
    header = child(document, "header")
    child(child(header, "p"), "courtType", case.court, refersTo="#court")
    child(child(header, "p"), "docTitle", case.title)
    child(child(header, "p"), "docDate", case.date.in_words, **_dated(case.date))
    if case.docket:
        child(child(header, "p"), "docketNumber", case.docket)
    for citation in case.citations:
        child(child(header, "p"), "neutralCitation", citation)
    for number, party in enumerate(case.parties, start=1):
        line = child(header, "p")
        child(line, "party", party.label, refersTo=f"#party-{number}", as_=f"#role-{party.role}")


# What both have


def _document(name: str, label: str, context: Context) -> tuple[Element, Element]:
    root = Element("akomaNtoso", {"xmlns": AKN, "xmlns:docket": tag_uri("akn", context.settings)})
    return root, child(root, name, name=label)


def _frbr(identification: Element, name: str, where: str, component: str = "/!main") -> Element:
    made = child(identification, name)
    child(made, "FRBRthis", value=f"{where}{component}")
    child(made, "FRBRuri", value=where)
    return made


def _expression(
    identification: Element,
    record: Law | Case,
    where: Address,
    languages: Iterable[str],
    context: Context,
) -> None:
    """Our expression, which is never authoritative, and this file of it."""
    expression = _frbr(identification, "FRBRExpression", where.expression)
    recorded = _dated(record.added)
    child(expression, "FRBRdate", name="recorded", **recorded)
    child(expression, "FRBRauthor", href=US)
    child(expression, "FRBRauthoritative", value="false")
    for language in languages:
        child(expression, "FRBRlanguage", language=language)
    manifestation = child(identification, "FRBRManifestation")
    here = f"{where.expression}/{repository_name(context.settings)}"
    child(manifestation, "FRBRthis", value=f"{here}/!main.xml")
    child(manifestation, "FRBRuri", value=f"{here}.akn")
    child(manifestation, "FRBRdate", name="recorded", **recorded)
    child(manifestation, "FRBRauthor", href=US)
    child(manifestation, "FRBRformat", value="application/akn+xml")


def _dated(date: PartialDate | None) -> dict[str, str]:
    """The attributes of a date: a whole day, and the date as it is known where that is less."""
    if date is None:
        return {"date": UNKNOWN_DAY}
    year, month, day = date.first_day
    whole = f"{year:04}-{month:02}-{day:02}"
    return {"date": whole} if date.day is not None else {"date": whole, "docket_date": str(date)}


def _keywords(meta: Element, terms: list[tuple[str, str]], context: Context) -> None:
    if not terms:
        return
    classification = child(meta, "classification", source=US)
    for vocabulary, term in terms:
        label = context.corpus.label(vocabulary, term)
        dictionary = f"#vocabulary-{vocabulary}"
        child(classification, "keyword", value=term, showAs=label, dictionary=dictionary)


def _refer(references: Element, name: str, eid_: str, href: str, shown: str) -> Element:
    return child(references, name, eId=eid_, href=href, showAs=shown)


def _common_references(references: Element, terms: list[tuple[str, str]], context: Context) -> None:
    ours = f"{ONTOLOGY}/organization/{repository_name(context.settings)}"
    _refer(references, "TLCOrganization", US[1:], ours, context.settings.name)
    for vocabulary in dict.fromkeys(vocabulary for vocabulary, _ in terms):
        href = tag_uri(f"vocabulary/{vocabulary}", context.settings)
        made = _refer(references, "TLCReference", f"vocabulary-{vocabulary}", href, vocabulary)
        made.set("name", "vocabulary")


def _proprietary(meta: Element, record: Law | Case, where: Address, context: Context) -> None:
    """What else a user of the file must know: whose it is, how far checked, and the sources."""
    ours = child(meta, "proprietary", source=US)
    page = f"{_slug(record)}.html"
    child(ours, "docket:record", id=tag_uri(record.id, context.settings), page=page)
    if where.given:
        child(ours, "docket:address", ADDRESS_GIVEN, origin="given")
    else:
        child(ours, "docket:address", ADDRESS_BUILT, origin="built")
    child(ours, "docket:text", NOT_OFFICIAL)
    child(ours, "docket:rights", LICENCE)
    child(ours, "docket:review", state=record.review.state)
    if isinstance(record, Law) and record.status:
        child(ours, "docket:status", value=record.status)
    if isinstance(record, Case) and record.language:
        child(ours, "docket:original-language", value=record.language)
    for source in record.sources:
        known = {"href": source.url, "kind": source.kind, "language": source.language}
        child(ours, "docket:source", source.title, **_given(known | {"at": source.at}))
    for evidence in record.evidence:
        known = {"how": evidence.how, "href": evidence.url}
        child(ours, "docket:evidence", evidence.fact, **_given(known))
    for dispute in record.disputed:
        child(ours, "docket:disputed", dispute.note, field=dispute.field)


# Texts


_PARAGRAPH = re.compile("<p>([^<]+)</p>")
_PARAGRAPHS = re.compile("(?:<p>[^<]+</p>\n?)+")


def _blocks(parent: Element, markdown: str, record: Record, context: Context) -> None:
    """A Markdown text as paragraphs; lists and tables become paragraphs too."""
    html = context.markdown.render(markdown, record.id)
    if _PARAGRAPHS.fullmatch(html):  # most texts: no need to parse what has no other element
        for words in _PARAGRAPH.findall(html):
            child(parent, "p", unescape(words))
    else:
        writer = _Paragraphs(parent)
        writer.feed(html)
        writer.close()
    if not len(parent):
        child(parent, "p")


CELLS = ("td", "th")
"""The cells of a row stay in one paragraph, parted by bars."""


class _Paragraphs(HTMLParser):
    """Writes the clean HTML of a text as ``p`` elements with the standard's inline elements.

    The HTML is that of MarkdownRenderer: its elements are few and end where they should.
    """

    INLINE: ClassVar = {
        "a": "a", "em": "i", "strong": "b", "sub": "sub", "sup": "sup", "del": "del",
        "code": "inline",
    }  # fmt: skip

    def __init__(self, parent: Element) -> None:
        super().__init__(convert_charrefs=True)
        self._parent = parent
        self._open: list[Element] = []
        """The paragraph being written, and the inline elements open in it."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        name = self.INLINE.get(tag)
        if tag == "br" and self._open:
            SubElement(self._open[-1], "br")
        elif tag in CELLS and self._open:
            self.handle_data(" | ")
        elif name is None:
            self._open.clear()
        else:
            self._start()
            made = SubElement(self._open[-1], name)
            if tag == "a":
                made.set("href", uri(plain_xml(dict(attrs).get("href") or "")))
            elif tag == "code":
                made.set("name", "code")
            self._open.append(made)

    def handle_endtag(self, tag: str) -> None:
        name = self.INLINE.get(tag)
        if name is None:
            if tag not in CELLS:
                self._open.clear()
        elif len(self._open) > 1 and self._open[-1].tag == name:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if not self._open and not data.strip():
            return
        self._start()
        text = re.sub(r"\s+", " ", plain_xml(data))
        last = self._open[-1]
        if len(last):
            last[-1].tail = (last[-1].tail or "") + text
        else:
            last.text = (last.text or "") + text

    def _start(self) -> None:
        if not self._open:
            self._open.append(SubElement(self._parent, "p"))
