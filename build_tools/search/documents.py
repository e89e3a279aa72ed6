"""What can be found: records, and the parts of records that are looked for by themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from build_tools.corpus.corpus import Corpus, provisions_of
from build_tools.corpus.load import Entry
from build_tools.model.assistance import Activity, Assessment, Learned, Organisation
from build_tools.model.case import Case
from build_tools.model.law import Law, Provision
from build_tools.model.reference import CountryRecord, Vocabulary, VocabularyTerm
from build_tools.model.treaty import Article, Treaty
from build_tools.pages.context import Context
from build_tools.pages.environment import section
from build_tools.pages.links import (
    SUBJECT_PAGES,
    article_path,
    record_path,
    reference_path,
    term_path,
)
from build_tools.search.fields import ARTICLE, PROVISION, SUBJECT
from build_tools.values.dates import PartialDate
from build_tools.values.ids import Reference
from build_tools.values.territories import INTERNATIONAL, country_name

Piece = tuple[str, str]
"""A text and the language it is in."""
_NUMBER_PARTS = re.compile(r"[0-9]+[a-z]*|[a-z]+")
_SHORT_NAMES = {
    "ae": ("UAE",), "cd": ("DRC",), "cz": ("Czech Republic",), "gb": ("UK", "Britain"),
    "kp": ("North Korea",), "kr": ("South Korea",), "nl": ("Holland",), "tr": ("Turkey",),
    "us": ("USA", "America"),
}  # fmt: skip
_SUBJECTS = {"offences": "offence", "measures": "measure"}


@dataclass(slots=True)
class Document:
    """One thing that can be found."""

    key: str
    """Its name for good: the record's id, with ``#`` and the part's where it is a part."""
    unit: str
    """The record whose file it comes from."""
    path: str
    """Where it leads: a page, or a place on one."""
    title: str
    kind: str
    """The word for readers: ``Case``, ``Provision``."""
    country: str = ""
    where: str = ""
    """The court of a case, the law of a provision: what stands beside the title."""
    date: PartialDate | None = None
    title_language: str = ""
    fields: dict[str, list[Piece]] = field(default_factory=dict)
    text: str = ""
    """What passages are taken from."""
    text_language: str = "en"
    facets: dict[str, tuple[str, ...]] = field(default_factory=dict)
    names: tuple[str, ...] = ()
    """Citations and numbers by which it is asked for whole."""

    def add(self, name: str, *texts: str | None, language: str = "en") -> None:
        """Put texts into a field."""
        pieces = [(text, language) for text in texts if text]
        if pieces:
            self.fields.setdefault(name, []).extend(pieces)

    def body(self, text: str, language: str = "en") -> None:
        """Set the text: it is searched, and passages are taken from it."""
        self.text, self.text_language = text, language
        self.add("body", text, language=language)


def all_documents(context: Context) -> Iterator[Document]:
    """Every document of a site, those of one record together, in the order of their ids."""
    for entry in context.corpus.entries:
        if entry.record.withdrawn is None:
            yield from documents_of(entry, context)


def documents_of(entry: Entry, context: Context) -> Iterator[Document]:
    """The documents of one record."""
    maker = _Maker(entry, context)
    match entry.record:
        case Case():
            yield maker.case(entry.record)
        case Law():
            yield from maker.law(entry.record)
        case Treaty():
            yield from maker.treaty(entry.record)
        case Vocabulary():
            yield from maker.vocabulary(entry.record)
        case CountryRecord():
            yield maker.country(entry.record)
        case Learned():
            yield maker.learned(entry.record)
        case Activity():
            yield maker.activity(entry.record)
        case Assessment():
            yield from maker.assessment(entry.record)
        case Organisation():
            yield maker.organisation(entry.record)


class _Maker:
    """Makes the documents of one record."""

    def __init__(self, entry: Entry, context: Context) -> None:
        self.entry = entry
        self.context = context
        self.corpus: Corpus = context.corpus

    def _plain(self, *texts: str | None) -> str:
        plain = (self.context.markdown.plain(text, self.entry.id) for text in texts)
        return " ".join(text for text in plain if text)

    def _document(self, kind: str, title: str, part: str = "", path: str = "") -> Document:
        record = self.entry.record
        key = f"{record.id}#{part}" if part else record.id
        document = Document(key, record.id, path or record_path(record.id), title, kind)
        document.add("title" if not part else "heading", title)
        document.facets["kind"] = (kind,)
        document.facets["review"] = (record.review.state,)
        return document

    def _record(self) -> Document:
        label = self.entry.kind.label
        return self._document(label[:1].upper() + label[1:], self.entry.record.title)

    def _place(self, document: Document, countries: Iterable[str]) -> None:
        codes = tuple(dict.fromkeys(countries))
        document.facets["country"] = codes
        if len(codes) == 1:
            document.country = codes[0]
        document.add("country", *map(_country_names, codes))
        regions: dict[str, None] = {}
        for code in codes:
            country = self.corpus.countries.get(code)
            region = country.region if country is not None else None
            while region is not None:
                regions[region] = None
                term = self.corpus.term("regions", region)
                region = term.broader if term is not None else None
        document.facets["region"] = tuple(regions)

    def _when(self, document: Document, date: PartialDate | None) -> None:
        document.date = date
        if date is not None:
            document.facets["year"] = (str(date.year),)

    def _subjects(self, document: Document, vocabulary: str, ids: Iterable[str]) -> None:
        """Index the names of terms, in English and in the record's own language."""
        ids = tuple(ids)
        language = getattr(self.entry.record, "language", None) or "en"
        if vocabulary in _SUBJECTS:
            facet = _SUBJECTS[vocabulary]
            document.facets[facet] = (*document.facets.get(facet, ()), *ids)
        for term_id in ids:
            term = self.corpus.term(vocabulary, term_id)
            if term is None:
                continue
            document.add("subject", term.label)
            for label in term.labels:
                if label.language == "en" or label.language == language:
                    names = [name for name in (label.label, *label.synonyms) if name != term.label]
                    document.add("subject", *names, language=label.language)

    def _covers(self, document: Document, ids: Iterable[str]) -> None:
        for term_id in ids:
            subject = self.corpus.subjects.get(term_id)
            if subject is not None:
                self._subjects(document, subject.vocabulary, (term_id,))

    def _laws(self, document: Document, references: Iterable[Reference]) -> None:
        titles: dict[str, None] = {}
        for reference in references:
            entry = self.corpus.resolve(reference.id)
            if entry is not None:
                titles[entry.record.title] = None
        document.add("law", *titles)

    # Each kind

    def case(self, case: Case) -> Document:
        document = self._record()
        self._foreign_title(document, case.title, case.language)
        document.where = case.court
        self._place(document, [case.country, *([case.respondent] if case.respondent else [])])
        document.country = case.country
        self._when(document, case.date)
        document.add("citation", *case.citations, case.ecli)
        document.add("docket", case.docket)
        document.names = tuple(filter(None, (*case.citations, case.docket, case.ecli)))
        document.add("court", case.court)
        document.add("party", *(party.label for party in case.parties))
        self._subjects(document, "offences", case.offences)
        self._subjects(document, "measures", case.measures)
        self._subjects(document, "evidence", case.evidence_topics)
        self._subjects(document, "cooperation", (link.means for link in case.cooperation))
        self._laws(document, provisions_of(case))
        if case.language:
            document.facets["language"] = (case.language.split("-")[0],)
        if case.level:
            document.facets["level"] = (case.level,)
        document.body(self._plain(*(part.text for part in self.entry.sections), case.notes))
        document.add("body", *(charge.cited for charge in case.charges))
        document.add("body", *(issue.cited for issue in case.provisions))
        document.add("body", *(sentence.text for sentence in case.sentences))
        return document

    def law(self, law: Law) -> Iterator[Document]:
        document = self._record()
        language = law.language or "en"
        self._foreign_title(document, law.title, law.language)
        document.add("title", law.title_original, language=language)
        document.where = law.title_original or ""
        self._place(document, [law.country])
        self._when(document, law.in_force or law.adopted or law.published or law.assented)
        document.add("citation", law.citation)
        document.names = (law.citation,) if law.citation else ()
        if law.language:
            document.facets["language"] = (law.language.split("-")[0],)
        covered = dict.fromkeys(term for each in law.provisions for term in each.covers)
        self._covers(document, covered)
        document.body(self._plain(law.notes))
        yield document
        for provision in law.provisions:
            yield self._provision(law, provision, document)

    def _provision(self, law: Law, provision: Provision, of: Document) -> Document:
        number = section(provision.number)
        path = reference_path(Reference(law.id, provision.id))
        document = self._document(PROVISION, provision.title, provision.id, path)
        document.title = f"{number} {provision.title}"
        document.where = law.title
        document.country, document.date = of.country, of.date
        document.add("citation", number_tokens(provision.number), provision.number)
        document.add("law", law.title)
        document.add("law", law.title_original, language=law.language or "en")
        for name in ("country", "region", "year", "language"):
            if name in of.facets:
                document.facets[name] = of.facets[name]
        document.add("country", *map(_country_names, of.facets["country"]))
        self._covers(document, provision.covers)
        text = self._plain(provision.text)
        document.body(text, law.language or "en") if text else document.body(provision.note or "")
        return document

    def treaty(self, treaty: Treaty) -> Iterator[Document]:
        document = self._record()
        document.title = treaty.short_title or treaty.title
        document.where = treaty.title if treaty.short_title else ""
        document.add("title", treaty.short_title, treaty.abbreviation, *treaty.also_called)
        for other in treaty.other_titles:
            document.add("title", other.title, language=other.language)
        self._when(document, treaty.adopted)
        document.add("citation", treaty.series)
        document.names = (treaty.series,) if treaty.series else ()
        document.body(self._plain(treaty.notes))
        yield document
        for article in treaty.articles:
            yield self._article(treaty, article, document)

    def _article(self, treaty: Treaty, article: Article, of: Document) -> Document:
        reference = Reference(treaty.id, article.id)
        document = self._document(ARTICLE, article.title, article.id,
                                  article_path(reference))  # fmt: skip
        document.title = f"Art. {article.number} {article.title}"
        document.where, document.date = of.title, of.date
        document.facets.update({name: of.facets[name] for name in ("year",) if name in of.facets})
        document.add("citation", number_tokens(article.number), article.number)
        document.add("law", treaty.title, treaty.short_title, treaty.abbreviation)
        subjects = self.corpus.subjects_of_article.get(reference, ())
        self._covers(document, (subject.term.id for subject, _ in subjects))
        document.body(article.group or "")
        return document

    def vocabulary(self, vocabulary: Vocabulary) -> Iterator[Document]:
        name = vocabulary.id.split("/")[1]
        document = self._record()
        document.body(vocabulary.description or "")
        yield document
        if name in SUBJECT_PAGES:
            for term in vocabulary.terms:
                yield self._term(name, vocabulary, term)

    def _term(self, name: str, vocabulary: Vocabulary, term: VocabularyTerm) -> Document:
        document = self._document(SUBJECT, term.label, term.id, term_path(name, term.id))
        document.where = vocabulary.title
        document.add("title", term.label)
        document.fields.pop("heading", None)
        for label in term.labels:
            names = [each for each in (label.label, *label.synonyms) if each != term.label]
            document.add("subject", *names, language=label.language)
        if name in _SUBJECTS:
            document.facets[_SUBJECTS[name]] = (term.id,)
        document.body(" ".join(filter(None, (term.definition, term.note))))
        return document

    def country(self, country: CountryRecord) -> Document:
        document = self._record()
        code = country.id.split("/")[1]
        self._place(document, [code])
        document.add("citation", code)
        return document

    def learned(self, record: Learned) -> Document:
        document = self._record()
        self._place(document, record.countries)
        self._regions(document, record.regions)
        self._subjects(document, "themes", record.themes)
        document.body(self._plain(*(part.text for part in self.entry.sections), record.notes))
        return document

    def activity(self, activity: Activity) -> Document:
        document = self._record()
        self._place(document, activity.countries)
        self._regions(document, activity.regions)
        self._when(document, activity.start or activity.end)
        self._subjects(document, "themes", activity.themes)
        bodies = [*activity.providers, *activity.funders, *activity.partners]
        names = [entry.record.title for ref in bodies if (entry := self.corpus.resolve(ref.id))]
        document.add("party", *dict.fromkeys(names))
        document.body(self._plain(activity.summary, activity.result, activity.notes))
        document.add("body", activity.audience, activity.reach)
        return document

    def assessment(self, assessment: Assessment) -> Iterator[Document]:
        document = self._record()
        self._place(document, [assessment.country] if assessment.country != INTERNATIONAL else [])
        self._when(document, assessment.date)
        findings = [self._plain(finding.text) for finding in assessment.capabilities]
        document.body(" ".join([self._plain(assessment.notes), *findings]).strip())
        yield document
        for need in assessment.needs:
            path = reference_path(Reference(assessment.id, need.id))
            part = self._document("Need", need.title, need.id, path)
            part.where, part.country, part.date = assessment.title, document.country, document.date
            for name in ("country", "region", "year"):
                if name in document.facets:
                    part.facets[name] = document.facets[name]
            self._subjects(part, "themes", need.themes)
            part.body(self._plain(need.text))
            yield part

    def organisation(self, organisation: Organisation) -> Document:
        document = self._record()
        self._place(document, [organisation.country] if organisation.country else [])
        document.add("title", *organisation.also_called)
        document.where = self.corpus.label("organisation-types", organisation.type)
        document.body(self._plain(organisation.summary, organisation.notes))
        return document

    def _regions(self, document: Document, regions: Iterable[str]) -> None:
        found = dict.fromkeys((*document.facets.get("region", ()), *regions))
        document.facets["region"] = tuple(found)
        document.add("country", *(self.corpus.label("regions", region) for region in regions))

    def _foreign_title(self, document: Document, title: str, language: str | None) -> None:
        """A title in another language than English is indexed in that language too."""
        if language and language.split("-")[0] != "en" and not title.isascii():
            document.title_language = language
            document.add("title", title, language=language)


def _country_names(code: str) -> str:
    """A country's name and the short names by which it is asked for."""
    return " ".join([country_name(code), *_SHORT_NAMES.get(code, ())])


def number_tokens(number: str) -> str:
    """The number of a section or article as words of the index, from the whole to the part.

    ``24(1)(a)`` → ``sec24 sec24x1 sec24x1xa``; ``22-23`` → ``sec22 sec22x23 sec23``;
    ``154-A`` → ``sec154 sec154xa sec154a``. The browser makes the same of "s 24(1)" or
    "article 24" in a query.
    """
    parts = _NUMBER_PARTS.findall(number.lower())
    while parts and not parts[0][0].isdigit():
        parts.pop(0)
    tokens = ["sec" + "x".join(parts[: length + 1]) for length in range(min(len(parts), 4))]
    if len(parts) > 1 and len(parts[1]) == 1 and parts[0].isdigit() and parts[1].isalpha():
        tokens.append(f"sec{parts[0]}{parts[1]}")
    if len(parts) == 2 and all(part.isdigit() for part in parts) and int(parts[1]) > int(parts[0]):
        tokens.append(f"sec{parts[1]}")
    return " ".join(tokens)
