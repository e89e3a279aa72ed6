"""The pages of countries: all computed from the records that name them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from build_tools.corpus.corpus import SUBJECTS, Located
from build_tools.model.kinds import kind_of
from build_tools.model.law import Law
from build_tools.model.reference import CountryRecord, VocabularyTerm
from build_tools.pages.context import Context
from build_tools.pages.page import Page

LIMIT = 40
"""How many laws and cases a country's own page names."""
HEADINGS = {"offences": "Offences", "measures": "Powers", "cooperation": "Cooperation"}

Coverage = list[tuple[str, str, list[tuple[VocabularyTerm, list[Located]]]]]


def country_page(country: CountryRecord, context: Context) -> Page:
    """The profile of a country."""
    corpus = context.corpus
    code = country.id.split("/")[1]
    laws = corpus.laws_of_country.get(code, ())
    cases = corpus.cases_of_country.get(code, ())
    helped = corpus.linked_from.get(country.id, ())
    description = (
        f"{country.title}: recorded laws, cases, treaties, needs and assistance on cybercrime."
    )
    return context.record_page(
        "country.html",
        country,
        description,
        code=code,
        laws=laws,
        cases=cases,
        coverage=_coverage(laws, context),
        memberships=corpus.memberships.get(code, ()),
        helped=[(kind_of(record), record) for record in helped],
        limit=LIMIT,
    )


def _coverage(laws: tuple[Law, ...], context: Context) -> Coverage:
    """For each subject that a law of the country covers: the provisions that do."""
    found: defaultdict[str, list[Located]] = defaultdict(list)
    for law in laws:
        for provision in law.provisions:
            for term in provision.covers:
                found[term].append(Located(law, provision))
    coverage: Coverage = []
    for vocabulary in SUBJECTS:
        terms = context.corpus.terms.get(vocabulary, {})
        rows = [(term, found[term.id]) for term in terms.values() if term.id in found]
        if rows:
            coverage.append((HEADINGS[vocabulary], vocabulary, rows))
    return coverage


def country_list(context: Context) -> Iterator[Page]:
    """All countries by region and subregion."""
    corpus = context.corpus
    rows: defaultdict[str, list[tuple[str, str, int, int]]] = defaultdict(list)
    for code, country in corpus.countries.items():
        laws = len(corpus.laws_of_country.get(code, ()))
        cases = len(corpus.cases_of_country.get(code, ()))
        rows[country.region or ""].append((code, country.title, laws, cases))
    for group in rows.values():
        group.sort(key=lambda row: row[1])
    regions = []
    terms = corpus.terms.get("regions", {})
    for top in terms.values():
        if top.broader is not None:
            continue
        subregions = [(term, rows[term.id]) for term in _below(top, context) if term.id in rows]
        if top.id in rows:
            subregions.insert(0, (top, rows[top.id]))
        if subregions:
            regions.append((top, subregions))
    yield context.page(
        "countries.html",
        "countries/index.html",
        "Countries",
        "Countries by UN region, with the laws and cases recorded for each.",
        "countries",
        total=len(corpus.countries),
        regions=regions,
        unplaced=rows.get("", []),
    )


def _below(term: VocabularyTerm, context: Context) -> Iterator[VocabularyTerm]:
    for narrower in context.corpus.narrower.get(("regions", term.id), ()):
        child = context.corpus.terms["regions"][narrower]
        yield child
        yield from _below(child, context)
