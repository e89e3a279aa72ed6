"""The pages of laws, and of laws by country."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from build_tools.corpus.corpus import Subject
from build_tools.corpus.versions import Period, periods
from build_tools.model.case import Case
from build_tools.model.law import Law, Provision
from build_tools.pages.context import Context, first_address
from build_tools.pages.environment import section
from build_tools.pages.links import article_path
from build_tools.pages.lists import List, Way, list_pages, see_country
from build_tools.pages.page import Page
from build_tools.pages.versions import Rulings, bounds, rulings, version_page
from build_tools.values.ids import Reference
from build_tools.values.territories import country_name
from build_tools.values.wording import N_, Place, Said, counted, words

CONTENTS = 7
"""From how many provisions on a law's page lists them before it shows them."""
CASES = 8
"""How many cases a provision names on its law's page."""


@dataclass(frozen=True, slots=True)
class ProvisionView:
    """A provision as its law's page shows it."""

    provision: Provision
    text: str
    subjects: list[Subject]
    articles: list[tuple[str, str, str]]
    """Treaty articles on the same subject: short label, path, relation."""
    rulings: Rulings
    versions: list[tuple[Period, str]]
    """Its recorded texts, each with the bounds that the page's script reads."""
    cases: list[Case]


def law_pages(law: Law, context: Context) -> Iterator[Page]:
    """The page of one law, and that of each of its provisions that has versions."""
    yield law_page(law, context)
    for provision in law.provisions:
        page = version_page(law, provision, context)
        if page is not None:
            yield page


def law_page(law: Law, context: Context) -> Page:
    """The page of one law, provision by provision."""
    about = counted(
        "%(num)s provision on cybercrime and electronic evidence, with treaty articles on the same "
        "subject and cases.",
        "%(num)s provisions on cybercrime and electronic evidence, with treaty articles on the "
        "same subject and cases.",
        len(law.provisions),
    )
    description = (law.title, " (", Place(law.country), "): ", about)
    views = [_view(law, provision, context) for provision in law.provisions]
    cases = {
        case.id: case
        for provision in law.provisions
        for case in context.corpus.cases_on_provision.get(Reference(law.id, provision.id), ())
    }
    return context.record_page(
        "law.html",
        law,
        description,
        provisions=views,
        contents_from=CONTENTS,
        contents=_contents(law, len(cases)),
        any_seen=any(p.how == "seen" and p.url is None for p in law.provisions),
        cases=sorted(cases.values(), key=lambda case: case.date.last_day, reverse=True),
        text_source=first_address(law),
        any_versions=any(provision.versions for provision in law.provisions),
    )


def _contents(law: Law, cases: int) -> list[tuple[str, Said]]:
    """The parts of a law's page: its provisions, then what stands after them."""
    parts: list[tuple[str, Said]] = [
        (provision.id, section(provision.number)) for provision in law.provisions
    ]
    return [*parts, *([("cases", N_("Cases"))] if cases else []), ("sources", N_("Sources"))]


def _view(law: Law, provision: Provision, context: Context) -> ProvisionView:
    corpus = context.corpus
    cases = corpus.cases_on_provision.get(Reference(law.id, provision.id), ())
    found = rulings(law, provision, context)
    treating = {case.id for _, case in (*found.falls, *found.stands, *found.other)}
    subjects = [corpus.subjects[term] for term in provision.covers if term in corpus.subjects]
    return ProvisionView(
        provision,
        context.markdown.render(provision.text, law.id),
        subjects,
        _articles(subjects, context),
        found,
        [(period, bounds(period)) for period in periods(law, provision, corpus)],
        [case for case in cases if case.id not in treating][:CASES],
    )


def _articles(subjects: list[Subject], context: Context) -> list[tuple[str, str, str]]:
    """The articles of the main instruments that the subjects are mapped to, each once."""
    found: dict[Reference, tuple[str, str, str]] = {}
    for subject in subjects:
        for link in subject.term.maps:
            reference = context.corpus.present(link.to)
            place = context.corpus.articles.get(reference)
            if place is None or link.as_ == "partial" or reference in found:
                continue
            treaty, article = place
            name = treaty.abbreviation or treaty.short_title or treaty.title
            found[reference] = (f"{name} {article.number}", article_path(reference), link.as_)
    return list(found.values())


def law_lists(context: Context) -> Iterator[Page]:
    """All laws by country, and the laws of each country."""
    by_country = context.corpus.laws_of_country
    codes = sorted(by_country, key=country_name)
    total = len(context.corpus.records(Law))
    provisions = len(context.corpus.provisions)
    ways = (
        (N_("By country"), [Way(f"laws/{code}/index.html", Place(code), len(by_country[code]))
                        for code in codes]),
        (N_("By subject"), [Way("offences/index.html", N_("Offences")),
                        Way("measures/index.html", N_("Investigative measures")),
                        Way("cooperation/index.html", N_("International cooperation")),
                        Way("treaties/index.html", N_("Treaty articles"))]),
    )  # fmt: skip
    intro = words(
        "%(total)s laws of %(count)s countries, with %(number)s provisions.",
        total=total,
        count=len(codes),
        number=provisions,
    )
    top = List("laws/index.html", N_("Laws"), "laws", (), intro=intro, ways=ways)
    yield from list_pages(context, top, [])
    for code in codes:
        crumbs = (("laws/index.html", N_("Laws")),)
        heading = words("Laws: %(country)s", country=Place(code))
        see = see_country(code, "laws", context)
        listing = List(f"laws/{code}/index.html", heading, "laws", crumbs, see=see)
        rows = [("law", {"law": law, "country": False}) for law in by_country[code]]
        yield from list_pages(context, listing, rows)
