"""The corpus: every record by its id, and the reverse of every link."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar, cast

from build_tools.corpus.load import Entry
from build_tools.model.assistance import Activity, Assessment, Learned, Organisation
from build_tools.model.case import Authority, Case, Step
from build_tools.model.common import Record
from build_tools.model.kinds import BY_NAME
from build_tools.model.law import Law, Provision
from build_tools.model.reference import CountryRecord, Crosswalk, Vocabulary, VocabularyTerm
from build_tools.model.treaty import Article, StateParty, Treaty
from build_tools.values.ids import Reference

R = TypeVar("R", bound=Record)
SUBJECTS = ("offences", "measures", "cooperation")
"""The vocabularies whose terms a provision can cover."""


@dataclass(frozen=True, slots=True)
class Located:
    """A provision with the law that it stands in."""

    law: Law
    provision: Provision

    @property
    def reference(self) -> Reference:
        """How records refer to it."""
        return Reference(self.law.id, self.provision.id)


@dataclass(frozen=True, slots=True)
class Subject:
    """A term with its vocabulary."""

    vocabulary: str
    term: VocabularyTerm


@dataclass(frozen=True, slots=True)
class Membership:
    """A country's relation to one treaty."""

    treaty: Treaty
    party: StateParty


@dataclass(frozen=True)
class Corpus:
    """All records, and the indices that are made from them once."""

    entries: tuple[Entry, ...]
    unreadable: frozenset[str] = field(default_factory=frozenset)

    def link(self) -> None:
        """Make all indices now, so that processes forked after it share them."""
        for name, value in vars(type(self)).items():
            if isinstance(value, cached_property):
                getattr(self, name)

    @cached_property
    def by_id(self) -> Mapping[str, Entry]:
        """Each entry by its id."""
        return {entry.id: entry for entry in self.entries}

    @cached_property
    def aliases(self) -> Mapping[str, str]:
        """The present id of each former id."""
        return {alias: entry.id for entry in self.entries for alias in entry.record.aliases}

    def resolve(self, record_id: str) -> Entry | None:
        """The entry of an id or a former id."""
        found = self.by_id.get(record_id)
        return found or self.by_id.get(self.aliases.get(record_id, ""))

    def records(self, model: type[R]) -> tuple[R, ...]:
        """All records of one kind that are not withdrawn, in the order of their ids."""
        return cast("tuple[R, ...]", self._by_model.get(model, ()))

    @cached_property
    def _by_model(self) -> dict[type, tuple[Record, ...]]:
        lists: defaultdict[type, list[Record]] = defaultdict(list)
        for entry in self.entries:
            if entry.record.withdrawn is None:
                lists[type(entry.record)].append(entry.record)
        return {model: tuple(records) for model, records in lists.items()}

    # Vocabularies

    @cached_property
    def terms(self) -> Mapping[str, Mapping[str, VocabularyTerm]]:
        """Each vocabulary's terms by their ids, in the vocabulary's order."""
        return {
            vocabulary.id.split("/")[1]: {term.id: term for term in vocabulary.terms}
            for vocabulary in self.records(Vocabulary)
        }

    def term(self, vocabulary: str, term_id: str) -> VocabularyTerm | None:
        """A term of a vocabulary."""
        return self.terms.get(vocabulary, {}).get(term_id)

    def label(self, vocabulary: str, term_id: str | None) -> str:
        """A term's name for readers; its id where the vocabulary does not have it."""
        if term_id is None:
            return ""
        term = self.term(vocabulary, term_id)
        return term.label if term is not None else term_id

    @cached_property
    def subjects(self) -> Mapping[str, Subject]:
        """The terms that a provision can cover, by their ids."""
        return {
            term_id: Subject(name, term)
            for name in SUBJECTS
            for term_id, term in self.terms.get(name, {}).items()
        }

    @cached_property
    def narrower(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """The ids of the terms directly under a term, by (vocabulary, term)."""
        lists: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for name, terms in self.terms.items():
            for term in terms.values():
                if term.broader is not None:
                    lists[name, term.broader].append(term.id)
        return {key: tuple(ids) for key, ids in lists.items()}

    # Laws and treaties

    @cached_property
    def provisions(self) -> Mapping[Reference, Located]:
        """Each provision of each law by its reference."""
        return {
            Reference(law.id, provision.id): Located(law, provision)
            for law in self.records(Law)
            for provision in law.provisions
        }

    @cached_property
    def articles(self) -> Mapping[Reference, tuple[Treaty, Article]]:
        """Each article of each treaty by its reference."""
        return {
            Reference(treaty.id, article.id): (treaty, article)
            for treaty in self.records(Treaty)
            for article in treaty.articles
        }

    @cached_property
    def provisions_on(self) -> Mapping[str, tuple[Located, ...]]:
        """The provisions that cover a term, by the term's id, in the order of countries."""
        return _group(
            (term_id, located)
            for located in self.provisions.values()
            for term_id in located.provision.covers
        )

    @cached_property
    def subjects_of_article(self) -> Mapping[Reference, tuple[tuple[Subject, Crosswalk], ...]]:
        """The terms that a treaty article is mapped to, with the strength of each map."""
        return _group(
            (self.present(link.to), (subject, link))
            for subject in self.subjects.values()
            for link in subject.term.maps
        )

    @cached_property
    def memberships(self) -> Mapping[str, tuple[Membership, ...]]:
        """A country's treaties, by its code."""
        return _group(
            (party.country, Membership(treaty, party))
            for treaty in self.records(Treaty)
            for party in treaty.parties
            if party.country is not None
        )

    # Cases

    @cached_property
    def cases_on_provision(self) -> Mapping[Reference, tuple[Case, ...]]:
        """The cases that charge, apply or test a provision or article, newest first."""
        return _group(
            (self.present(ref), case)
            for case in self.cases_newest_first
            for ref in provisions_of(case)
        )

    @cached_property
    def cases_newest_first(self) -> tuple[Case, ...]:
        """All cases by date, newest first; equal dates by id."""
        ordered = sorted(self.records(Case), key=lambda case: case.id)
        return tuple(sorted(ordered, key=lambda case: case.date.last_day, reverse=True))

    @cached_property
    def cases_on(self) -> Mapping[tuple[str, str], tuple[Case, ...]]:
        """The cases about a term, by (vocabulary, term), newest first."""
        return _group((key, case) for case in self.cases_newest_first for key in subjects_of(case))

    @cached_property
    def cases_of_country(self) -> Mapping[str, tuple[Case, ...]]:
        """The cases of a country's courts, and those against it before international courts."""
        return _group(
            (code, case)
            for case in self.cases_newest_first
            for code in dict.fromkeys((case.country, case.respondent))
            if code is not None
        )

    @cached_property
    def cases_of_court(self) -> Mapping[tuple[str, str], tuple[Case, ...]]:
        """The cases of a court, by (country, name of the court), newest first."""
        return _group(((case.country, case.court), case) for case in self.cases_newest_first)

    @cached_property
    def matters(self) -> Mapping[str, tuple[tuple[Case, Step], ...]]:
        """For a case: the cases that name it in their history, with the step that does."""
        return _group(
            (self.present_id(step.case.id), (case, step))
            for case in self.cases_newest_first
            for step in case.history
            if step.case is not None
        )

    @cached_property
    def cited_by(self) -> Mapping[str, tuple[tuple[Case, Authority], ...]]:
        """For a case: the cases that cite it, newest first, with what they make of it."""
        return _group(
            (self.present_id(authority.case.id), (case, authority))
            for case in self.cases_newest_first
            for authority in case.cites
            if authority.case is not None
        )

    # Countries and assistance

    @cached_property
    def laws_of_country(self) -> Mapping[str, tuple[Law, ...]]:
        """The laws of a country, by its code."""
        return _group((law.country, law) for law in self.records(Law))

    @cached_property
    def countries(self) -> Mapping[str, CountryRecord]:
        """The country records by their codes."""
        return {country.id.split("/")[1]: country for country in self.records(CountryRecord)}

    @cached_property
    def linked_from(self) -> Mapping[str, tuple[Record, ...]]:
        """For a record: the lessons, practices, activities, assessments and organisations that
        name it, in the order of their ids."""
        return _group(
            (target, record)
            for record in self.assistance
            for target in dict.fromkeys(_named_by(record, self))
        )

    @cached_property
    def assistance(self) -> tuple[Record, ...]:
        """All lessons, practices, assessments, activities and organisations."""
        names = ("activity", "assessment", "lesson", "organisation", "practice")
        return tuple(record for name in names for record in self.records(BY_NAME[name].model))

    @cached_property
    def answered_by(self) -> Mapping[Reference, tuple[Activity, ...]]:
        """The activities that say they answer a need, by the need's reference, each once."""
        return _group(
            (need, activity)
            for activity in self.records(Activity)
            for need in dict.fromkeys(self.present(answer) for answer in activity.answers)
        )

    @cached_property
    def assessments_of(self) -> Mapping[str, tuple[Assessment, ...]]:
        """The assessments of a country, by its code, oldest first."""
        ordered = sorted(self.records(Assessment), key=lambda each: (each.date.first_day, each.id))
        return _group((assessment.country, assessment) for assessment in ordered)

    def present_id(self, record_id: str) -> str:
        """The id under which a record stands now, given that or a former one."""
        return record_id if record_id in self.by_id else self.aliases.get(record_id, record_id)

    def present(self, reference: Reference) -> Reference:
        """A reference with the id under which its record stands now."""
        return Reference(self.present_id(reference.id), reference.anchor)


def provisions_of(case: Case) -> tuple[Reference, ...]:
    """The recorded provisions that a case charges, applies or tests, each once."""
    named = [charge.provision for charge in case.charges]
    named += [issue.provision for issue in case.provisions]
    named += [treated.provision for treated in case.treatment]
    return tuple(dict.fromkeys(ref for ref in named if ref is not None))


def subjects_of(case: Case) -> tuple[tuple[str, str], ...]:
    """What a case is about, as (vocabulary, term)."""
    found = [("offences", term) for term in case.offences]
    found += [("measures", term) for term in case.measures]
    found += [("evidence", term) for term in case.evidence_topics]
    found += [("cooperation", link.means) for link in case.cooperation]
    return tuple(dict.fromkeys(found))


def anchors_of(record: Record) -> tuple[str, ...]:
    """The parts of a record that a reference can name after ``#``."""
    if isinstance(record, Law):
        return tuple(provision.id for provision in record.provisions)
    if isinstance(record, Treaty):
        return tuple(article.id for article in record.articles)
    if isinstance(record, Assessment):
        return tuple(need.id for need in record.needs)
    if isinstance(record, Vocabulary):
        return tuple(term.id for term in record.terms)
    return ()


def _named_by(record: Record, corpus: Corpus) -> list[str]:
    """The ids of the records that an assistance record names, countries among them."""
    refs: list[Reference] = []
    codes: list[str] = []
    if isinstance(record, Learned):
        refs += [*record.organisations, *record.activities, *record.related]
        codes += record.countries
    elif isinstance(record, Activity):
        refs += [*record.providers, *record.funders, *record.partners, *record.answers]
        refs += [*record.related, *([record.part_of] if record.part_of else [])]
        refs += [after.record for after in record.came_after if after.record is not None]
        codes += record.countries
    elif isinstance(record, Assessment):
        refs += [*record.assessed_by, *([record.organisation] if record.organisation else [])]
        codes.append(record.country)
    elif isinstance(record, Organisation):
        refs += [record.part_of] if record.part_of else []
        codes += [record.country] if record.country else []
    return [corpus.present_id(ref.id) for ref in refs] + [f"countries/{code}" for code in codes]


K = TypeVar("K")
V = TypeVar("V")


def _group(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    """Lists of what comes with each key, in the order in which it came."""
    lists: defaultdict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        lists[key].append(value)
    return {key: tuple(values) for key, values in lists.items()}
