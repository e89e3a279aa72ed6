"""The pages of cases, and of cases by country, year and court."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Set

from build_tools.corpus.corpus import Located, provisions_of
from build_tools.model.case import Case
from build_tools.model.treaty import Article, Treaty
from build_tools.pages.context import Context
from build_tools.pages.links import court_path
from build_tools.pages.lists import List, Way, list_pages, see_country
from build_tools.pages.matters import CITING, cited, matter, others
from build_tools.pages.page import Page
from build_tools.pages.versions import versions_at_conduct
from build_tools.values.ids import Reference
from build_tools.values.territories import country_name
from build_tools.values.wording import N_, Place, counted, words

SAME_PROVISIONS = 12
"""How many other cases on the same provisions a case's page names."""
LATEST = 20


def case_page(case: Case, context: Context) -> Page:
    """The page of one decision."""
    corpus = context.corpus
    entry = corpus.by_id[case.id]
    texts = [
        (section.name, context.markdown.render(section.text, case.id)) for section in entry.sections
    ]
    texts = context.glossary.linked(texts, case.id)
    summary = context.markdown.plain(entry.section("Summary"), case.id)
    description = summary or (case.court, ", ", case.date)
    steps = matter(case, context)
    near = context.alike.of(case)
    citing = corpus.cited_by.get(case.id, ())
    return context.record_page(
        "case.html",
        case,
        description,
        texts=texts,
        charges=[(charge, _located(charge.provision, context)) for charge in case.charges],
        issues=[
            (issue, _located(issue.provision, context), _article(issue.provision, context))
            for issue in case.provisions
        ],
        treatment=[(each, _located(each.provision, context)) for each in case.treatment],
        matter=steps,
        later=any(
            step.date is not None and step.date.first_day > case.date.last_day for step in steps
        ),
        then=versions_at_conduct(case, context),
        others=others(case, context),
        alike=near,
        same_provisions=_same_provisions(case, {each.case.id for each in near}, context),
        cited=cited(case, corpus),
        citing=citing[:CITING],
        citing_count=len(citing),
        related=[
            target.record for ref in case.related if (target := corpus.resolve(ref.id)) is not None
        ],
    )


def _located(reference: Reference | None, context: Context) -> Located | None:
    if reference is None:
        return None
    return context.corpus.provisions.get(context.corpus.present(reference))


def _article(reference: Reference | None, context: Context) -> tuple[Treaty, Article] | None:
    if reference is None:
        return None
    return context.corpus.articles.get(context.corpus.present(reference))


def _same_provisions(case: Case, named: Set[str], context: Context) -> list[Case]:
    """Other cases that name a provision which the case names, newest first.

    named: the ids of those that the page names already.
    """
    found: dict[str, Case] = {}
    for reference in provisions_of(case):
        for other in context.corpus.cases_on_provision.get(context.corpus.present(reference), ()):
            if other.id != case.id and other.id not in named:
                found[other.id] = other
    ordered = sorted(found.values(), key=lambda each: each.date.last_day, reverse=True)
    return ordered[:SAME_PROVISIONS]


def case_lists(context: Context) -> Iterator[Page]:
    """All cases, by country, by year and by court; each split into pages."""
    cases = context.corpus.cases_newest_first
    by_country: defaultdict[str, list[Case]] = defaultdict(list)
    by_year: defaultdict[int, list[Case]] = defaultdict(list)
    for case in cases:
        by_country[case.country].append(case)
        by_year[case.date.year].append(case)
    names = sorted(by_country, key=lambda code: (code == "int", country_name(code)))
    ways = (
        (N_("By country"), [Way(f"cases/{code}/index.html", Place(code), len(by_country[code]))
                        for code in names]),
        (N_("By year"), [Way(f"cases/by-year/{year}.html", str(year), len(by_year[year]))
                     for year in sorted(by_year, reverse=True)]),
        (N_("By subject"), [Way("offences/index.html", N_("Offences")),
                        Way("measures/index.html", N_("Investigative measures")),
                        Way("evidence/index.html", N_("Electronic evidence"))]),
        (N_("By court"), [Way("courts/index.html", N_("All courts"),
                          len(context.corpus.cases_of_court))]),
    )  # fmt: skip
    top = List(
        "cases/index.html",
        N_("Cases"),
        "cases",
        intro=counted(
            "%(num)s decision of a court on cybercrime and electronic evidence.",
            "%(num)s decisions of courts on cybercrime and electronic evidence.",
            len(cases),
        ),
        ways=ways,
        rows_heading=words(
            "The latest %(number)s of %(total)s", number=min(LATEST, len(cases)), total=len(cases)
        ),
    )
    yield from list_pages(context, top, [_row(case, country=True) for case in cases[:LATEST]])
    crumbs = (("cases/index.html", N_("Cases")),)
    for code in names:
        heading = words("Cases: %(country)s", country=Place(code))
        see = see_country(code, "cases", context)
        listing = List(f"cases/{code}/index.html", heading, "cases", crumbs, see=see)
        yield from list_pages(context, listing, [_row(case) for case in by_country[code]])
    for year, group in by_year.items():
        listing = List(
            f"cases/by-year/{year}.html",
            words("Cases of %(year)s", year=str(year)),
            "cases",
            crumbs,
        )
        yield from list_pages(context, listing, [_row(case, country=True) for case in group])


def court_lists(context: Context) -> Iterator[Page]:
    """The courts by country, and the cases of each."""
    counts = Counter({key: len(cases) for key, cases in context.corpus.cases_of_court.items()})
    courts = sorted(counts, key=lambda key: (key[0] == "int", country_name(key[0]), key[1]))
    groups: defaultdict[str, list[Way]] = defaultdict(list)
    for country, court in courts:
        groups[country].append(Way(court_path(country, court), court, counts[country, court]))
    ways = tuple((Place(code), items) for code, items in groups.items())
    top = List(
        "courts/index.html", N_("Courts"), "cases", (("cases/index.html", N_("Cases")),), ways=ways
    )
    yield from list_pages(context, top, [])
    for country, court in courts:
        crumbs = (("cases/index.html", N_("Cases")), ("courts/index.html", N_("Courts")))
        see = see_country(country, "courts", context)
        listing = List(court_path(country, court), court, "cases", crumbs,
                       intro=Place(country), see=see)  # fmt: skip
        cases = context.corpus.cases_of_court[country, court]
        yield from list_pages(context, listing, [_row(case) for case in cases])


def _row(case: Case, country: bool = False) -> tuple[str, dict[str, object]]:
    """A case in a list: the macro that shows it and its arguments."""
    return "case", {"case": case, "country": country}
