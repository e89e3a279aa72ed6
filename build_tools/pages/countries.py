"""The pages of countries: all computed from the records that name them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import NamedTuple
from unicodedata import normalize

from build_tools.corpus.corpus import SUBJECTS, Located
from build_tools.coverage.bonds import parties_known
from build_tools.coverage.cells import STATES, counts
from build_tools.coverage.completeness import completeness, freshness
from build_tools.model.law import Law
from build_tools.model.reference import CountryRecord, VocabularyTerm
from build_tools.model.treaty import StateParty, Treaty
from build_tools.pages.context import Context, counted_jumps
from build_tools.pages.country_help import country_help
from build_tools.pages.page import Page
from build_tools.values.wording import N_, Place, Said, Words, words

LIMIT = 40
"""How many laws and cases a country's own page names."""
HEADINGS = {
    "offences": N_("Offences"),
    "measures": N_("Powers"),
    "cooperation": N_("Cooperation"),
}

Coverage = list[tuple[Words, str, list[tuple[VocabularyTerm, list[Located]]]]]


def country_page(country: CountryRecord, context: Context) -> Page:
    """The profile of a country."""
    corpus = context.corpus
    code = country.id.split("/")[1]
    laws = corpus.laws_of_country.get(code, ())
    cases = corpus.cases_of_country.get(code, ())
    helped = country_help(code, context)
    memberships = corpus.memberships.get(code, ())
    treaties = corpus.records(Treaty)
    covered = _coverage(laws, context)
    against = framework(code, context)
    parts: list[tuple[str, Said, int]] = [
        ("laws", N_("Laws"), len(laws)),
        ("coverage", N_("Offences and powers"), sum(len(rows) for *_, rows in covered)),
        ("framework", N_("Legal framework"), len(against)),
        ("treaties", N_("Treaties"), len(memberships)),
        ("cases", N_("Cases"), len(cases)),
        ("assistance", N_("Assistance and needs"), helped.number),
    ]
    description = words(
        "%(country)s: recorded laws, cases, treaties, needs and assistance on cybercrime.",
        country=Place(code),
    )
    return context.record_page(
        "country.html",
        country,
        description,
        code=code,
        laws=laws,
        cases=cases,
        coverage=covered,
        memberships=memberships,
        invited=[
            treaty
            for treaty in treaties
            if treaty.standing is not None and code in treaty.standing.invited
        ],
        incomplete=[treaty for treaty in treaties if not parties_known(treaty)],
        framework=against,
        states=STATES,
        completeness=completeness(code, context.coverage),
        freshness=freshness(code, corpus),
        abroad=sum(case.country != code for case in cases),
        jumps=counted_jumps(parts),
        help=helped,
        limit=LIMIT,
    )


class Framework(NamedTuple):
    """A country's recorded provisions against one instrument."""

    treaty: Treaty
    party: StateParty | None
    counts: Mapping[str, int]
    """How many of the articles that the crosswalk names are in each state."""
    total: int


def framework(code: str, context: Context) -> list[Framework]:
    """The legal framework against each treaty that the crosswalk names."""
    coverage = context.coverage
    parties = {
        membership.treaty.id: membership.party
        for membership in context.corpus.memberships.get(code, ())
    }
    return [
        Framework(
            grid.treaty,
            parties.get(grid.treaty.id),
            counts(grid, coverage.cells(grid).get(code, {})),
            len(grid.columns),
        )
        for grid in coverage.grids
        if grid.treaty is not None
    ]


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
        N_("Countries"),
        N_("Countries by UN region, with the laws and cases recorded for each."),
        "countries",
        total=len(corpus.countries),
        letters=_letters(corpus.countries),
        regions=regions,
        unplaced=rows.get("", []),
    )


def _letters(countries: Mapping[str, CountryRecord]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Codes and names of all countries under their first letters, accents left out."""
    named = sorted(
        (normalize("NFKD", country.title), code, country.title)
        for code, country in countries.items()
    )
    return [
        (letter, [(code, title) for _, code, title in group])
        for letter, group in groupby(named, lambda row: row[0][:1].upper())
    ]


def _below(term: VocabularyTerm, context: Context) -> Iterator[VocabularyTerm]:
    for narrower in context.corpus.narrower.get(("regions", term.id), ()):
        child = context.corpus.terms["regions"][narrower]
        yield child
        yield from _below(child, context)
