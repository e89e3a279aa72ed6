"""The pages of offences, measures and other subjects, and of treaties article by article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from build_tools.corpus.corpus import SUBJECTS, Located
from build_tools.model.case import Case
from build_tools.model.reference import Crosswalk, Vocabulary, VocabularyTerm
from build_tools.model.treaty import Article, StateParty, Treaty
from build_tools.pages.context import Context, counted_jumps, first_address
from build_tools.pages.links import PAGED, SUBJECT_PAGES, article_path, numbered_path
from build_tools.pages.lists import List, Way, cut, list_pages, paged
from build_tools.pages.page import Page
from build_tools.values.ids import Reference
from build_tools.values.territories import country_name
from build_tools.values.wording import N_, Said, Words, counted, words

CASES = 30
"""How many cases a subject's own page names; the rest stand in its list of cases."""

ByCountry = list[tuple[str, list[Located]]]


def by_country(provisions: Sequence[Located]) -> ByCountry:
    """Provisions in the order of their countries' names, country by country."""
    ordered = sorted(provisions, key=lambda each: (country_name(each.law.country), each.law.id))
    return [(code, list(group)) for code, group in groupby(ordered, lambda each: each.law.country)]


def _split(groups: ByCountry) -> list[ByCountry]:
    """Cut a list by countries into pages of ROWS provisions at most, countries whole."""
    parts = cut(groups, lambda group: group[0], lambda group: len(group[1]))
    return [list(part) for part in parts]


# Subjects: the terms that have pages of their own


def subject_pages(context: Context) -> Iterator[Page]:
    """The pages of all terms of SUBJECT_PAGES, and the tree of each vocabulary."""
    for vocabulary in context.corpus.records(Vocabulary):
        name = vocabulary.id.split("/")[1]
        if name in SUBJECT_PAGES:
            yield _tree_page(name, vocabulary, context)
            for term in vocabulary.terms:
                yield from _subject_pages(name, vocabulary, term, context)


def _subject_pages(
    name: str, vocabulary: Vocabulary, term: VocabularyTerm, context: Context
) -> Iterator[Page]:
    corpus = context.corpus
    path = f"{name}/{term.id}.html"
    provisions = corpus.provisions_on.get(term.id, ()) if name in SUBJECTS else ()
    cases = corpus.cases_on.get((name, term.id), ())
    groups = by_country(provisions)
    pages = _split(groups)
    articles = _articles_of(term, context)
    records = _records_on(name, term.id, context)
    for number, part in enumerate(pages, start=1):
        parts = [
            ("treaties", N_("In treaties"), len(articles) if number == 1 else 0),
            ("provisions", N_("National provisions"), len(provisions)),
            ("cases", N_("Cases"), len(cases) if number == 1 else 0),
            ("assistance", N_("Lessons and assistance"), len(records) if number == 1 else 0),
            ("languages", N_("Names in several languages"), len(term.labels) if number == 1 else 0),
        ]
        yield context.page(
            "subject.html",
            numbered_path(path, number),
            term.label if number == 1 else paged(term.label, number),
            term.definition,
            name,
            vocabulary=name,
            vocabulary_title=vocabulary.title,
            term=term,
            broader=term.broader,
            narrower=corpus.narrower.get((name, term.id), ()),
            jumps=counted_jumps(parts),
            articles=articles if number == 1 else [],
            total=len(provisions),
            country_count=len(groups),
            countries=part,
            cases=cases[:CASES],
            case_count=len(cases),
            cases_path=f"{name}/{term.id}/cases.html",
            records=records if number == 1 else [],
            list_path=path,
            number=number,
            last=len(pages),
        )
    if len(cases) > CASES:
        yield from _subject_cases(name, vocabulary, term, cases, context)


def _subject_cases(
    name: str,
    vocabulary: Vocabulary,
    term: VocabularyTerm,
    cases: Sequence[Case],
    context: Context,
) -> Iterator[Page]:
    crumbs = ((f"{name}/index.html", vocabulary.title), (f"{name}/{term.id}.html", term.label))
    listing = List(
        f"{name}/{term.id}/cases.html",
        words("Cases: %(subject)s", subject=term.label),
        name,
        crumbs,
    )
    rows = [("case", {"case": case, "country": True}) for case in cases]
    yield from list_pages(context, listing, rows)


def _articles_of(term: VocabularyTerm, context: Context) -> list[tuple[Treaty, Article, Crosswalk]]:
    found = []
    for link in term.maps:
        place = context.corpus.articles.get(context.corpus.present(link.to))
        if place is not None:
            found.append((*place, link))
    return found


def _records_on(name: str, term_id: str, context: Context) -> list[object]:
    """Assistance records that have a theme."""
    if name != "themes":
        return []
    return [
        record
        for record in context.corpus.assistance
        if term_id in getattr(record, "themes", ())
        or any(term_id in need.themes for need in getattr(record, "needs", ()))
    ]


def _tree_page(name: str, vocabulary: Vocabulary, context: Context) -> Page:
    return context.page(
        "tree.html",
        f"{name}/index.html",
        vocabulary.title,
        vocabulary.description or vocabulary.title,
        name,
        heading=vocabulary.title,
        intro=vocabulary.description,
        vocabulary=name,
        tree=term_tree(name, context, with_counts=True),
    )


def _counts(name: str, term_id: str, context: Context) -> tuple[Any, ...]:
    corpus = context.corpus
    provisions = len(corpus.provisions_on.get(term_id, ())) if name in SUBJECTS else 0
    cases = len(corpus.cases_on.get((name, term_id), ()))
    records = len(_records_on(name, term_id, context))
    counts = (
        counted("%(num)s provision", "%(num)s provisions", provisions),
        counted("%(num)s case", "%(num)s cases", cases),
        counted("%(num)s record", "%(num)s records", records),
    )
    shown = [each for each in counts if each.values["num"]]
    return tuple(part for each in shown for part in (", ", each))[1:]


class Branch(NamedTuple):
    """A term with the terms under it, and what is recorded on it, in words."""

    term: VocabularyTerm
    counts: tuple[Any, ...]
    narrower: list[Branch]


def term_tree(name: str, context: Context, with_counts: bool = False) -> list[Branch]:
    """The terms of a vocabulary, narrower ones under broader ones."""
    terms = context.corpus.terms[name]

    def branch(term: VocabularyTerm) -> Branch:
        below = context.corpus.narrower.get((name, term.id), ())
        counts = _counts(name, term.id, context) if with_counts else ()
        return Branch(term, counts, [branch(terms[each]) for each in below])

    return [branch(term) for term in terms.values() if term.broader is None]


def vocabulary_page(vocabulary: Vocabulary, context: Context) -> Page:
    """The page of a vocabulary as a record."""
    name = vocabulary.id.split("/")[1]
    return context.record_page(
        "vocabulary.html",
        vocabulary,
        vocabulary.description or vocabulary.title,
        name=name,
        has_pages=name in PAGED,
        tree=term_tree(name, context),
    )


# Treaties


class ArticleView(NamedTuple):
    """An article in its treaty's list, with the number of provisions on its subject."""

    article: Article
    provisions: int


class ArticleGroup(NamedTuple):
    """The articles under one heading of a treaty."""

    name: str | None
    articles: list[ArticleView]


def treaty_pages(treaty: Treaty, context: Context) -> Iterator[Page]:
    """The page of a treaty, of its parties, and of each of its articles."""
    groups = [
        ArticleGroup(name, [ArticleView(each, len(_provisions_on(treaty, each, context)))
                            for each in group])
        for name, group in groupby(treaty.articles, lambda article: article.group)
    ]  # fmt: skip
    yield context.record_page(
        "treaty.html",
        treaty,
        words(
            "%(title)s: its articles, and the national provisions recorded on the same subjects.",
            title=treaty.title,
        ),
        groups=groups,
        counts=_counts_of(treaty),
        articles_mapped=any(grid.treaty == treaty for grid in context.coverage.grids),
        any_known=any(article.how == "known" for article in treaty.articles),
        text_source=first_address(treaty),
    )
    if treaty.parties:
        name = treaty.short_title or treaty.title
        groups_of_parties = _groups_of_parties(treaty, context)
        yield context.page(
            "parties.html",
            f"{treaty.id}/parties.html",
            words("Parties: %(treaty)s", treaty=name),
            words("Parties and signatories of the %(treaty)s, with dates.", treaty=name),
            "treaties",
            treaty=treaty,
            groups=groups_of_parties,
            jumps=[
                (status, (heading, " (", len(parties), ")"))
                for status, heading, parties in groups_of_parties
            ],
        )
    for place in range(len(treaty.articles)):
        yield from _article_pages(treaty, place, context)


PARTY_GROUPS = (
    ("party", N_("Parties")),
    ("ratified-not-in-force", N_("Ratified, not yet bound")),
    ("signatory", N_("Signatories")),
)


def _groups_of_parties(
    treaty: Treaty, context: Context
) -> list[tuple[str, Said, list[StateParty]]]:
    """The parties by their relation to the instrument, in the order of their names."""

    def name(party: StateParty) -> str:
        if party.country is not None:
            return country_name(party.country)
        entry = context.corpus.resolve(party.organisation.id) if party.organisation else None
        return entry.record.title if entry is not None else ""

    groups: list[tuple[str, Said, list[StateParty]]] = []
    for status, heading in PARTY_GROUPS:
        parties = sorted((p for p in treaty.parties if p.status == status), key=name)
        if parties:
            groups.append((status, heading, parties))
    return groups


def _counts_of(treaty: Treaty) -> list[Words]:
    """The figures of a treaty's standing that are recorded, each with its noun."""
    standing = treaty.standing
    if standing is None:
        return []
    parties, ratified = standing.parties, standing.ratifications
    signed, others = standing.signatories, standing.signatories_not_parties
    counts = (
        counted("%(num)s party", "%(num)s parties", parties or 0),
        counted("%(num)s ratification", "%(num)s ratifications", ratified or 0),
        counted("%(num)s signatory", "%(num)s signatories", signed or 0),
        counted("%(num)s signatory not a party", "%(num)s signatories not parties", others or 0),
    )
    given = (parties, ratified, signed, others)
    return [text for text, number in zip(counts, given, strict=True) if number is not None]


def _article_pages(treaty: Treaty, place: int, context: Context) -> Iterator[Page]:
    article = treaty.articles[place]
    reference = Reference(treaty.id, article.id)
    subjects = context.corpus.subjects_of_article.get(reference, ())
    provisions = _provisions_on(treaty, article, context)
    pages = _split(by_country(provisions))
    path = article_path(reference)
    name = treaty.short_title or treaty.title
    others = _other_articles(reference, context)
    cases = context.corpus.cases_on_provision.get(reference, ())
    for number, part in enumerate(pages, start=1):
        parts = [
            ("subjects", N_("Subject"), len(subjects)),
            ("others", N_("Other instruments"), len(others) if number == 1 else 0),
            ("provisions", N_("National provisions"), len(provisions)),
            ("cases", N_("Cases"), len(cases) if number == 1 else 0),
        ]
        title = words("%(treaty)s, article %(article)s", treaty=name, article=article.number)
        yield context.page(
            "article.html",
            numbered_path(path, number),
            title if number == 1 else paged(title, number),
            words(
                "%(treaty)s, article %(article)s: %(title)s. National provisions on the same "
                "subject.",
                treaty=name,
                article=article.number,
                title=article.title,
            ),
            "treaties",
            treaty=treaty,
            article=article,
            subjects=subjects,
            previous=treaty.articles[place - 1] if place else None,
            next=treaty.articles[place + 1] if place + 1 < len(treaty.articles) else None,
            text_source=first_address(treaty),
            jumps=counted_jumps(parts),
            others=others if number == 1 else [],
            total=len(provisions),
            countries=part,
            cases=cases if number == 1 else (),
            list_path=path,
            number=number,
            last=len(pages),
        )


def _provisions_on(treaty: Treaty, article: Article, context: Context) -> list[Located]:
    """The provisions on an article's subject; terms that it only overlaps are left out."""
    subjects = context.corpus.subjects_of_article.get(Reference(treaty.id, article.id), ())
    found: dict[Reference, Located] = {}
    for subject, link in subjects:
        if link.as_ != "partial":
            for located in context.corpus.provisions_on.get(subject.term.id, ()):
                found[located.reference] = located
    return list(found.values())


def _other_articles(reference: Reference, context: Context) -> list[tuple[Treaty, Article]]:
    """Articles of other instruments that share a subject with one, overlaps left out."""
    found: dict[Reference, tuple[Treaty, Article]] = {}
    for subject, link in context.corpus.subjects_of_article.get(reference, ()):
        for other in subject.term.maps:
            target = context.corpus.present(other.to)
            place = context.corpus.articles.get(target)
            same = target == reference or "partial" in (link.as_, other.as_)
            if place is not None and not same:
                found[target] = place
    return list(found.values())


def treaty_list(context: Context) -> Iterator[Page]:
    """The list of treaties."""
    treaties = sorted(
        context.corpus.records(Treaty), key=lambda each: each.short_title or each.title
    )
    intro = N_(
        "International instruments on cybercrime and electronic evidence: treaties, directives "
        "and a model law, article by article."
    )
    rows = [("treaty", {"treaty": treaty}) for treaty in treaties]
    yield from list_pages(
        context, List("treaties/index.html", N_("Treaties"), "treaties", (), intro), rows
    )


def vocabulary_list(context: Context) -> Iterator[Page]:
    """The list of vocabularies."""
    rows = [
        ("record", {"record": vocabulary, "dim": vocabulary.description})
        for vocabulary in context.corpus.records(Vocabulary)
    ]
    intro = N_("The controlled terms that records use.")
    ways = (
        (N_("From A to Z"), [Way("glossary.html", N_("Glossary: all terms and what they mean"))]),
    )
    listing = List("vocabulary/index.html", N_("Vocabularies"), "vocabulary", (), intro, ways=ways)
    yield from list_pages(context, listing, rows)
