"""What binds two countries, and what each is recorded to have: pages of countries, and a choice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from build_tools.corpus.corpus import Corpus, Membership
from build_tools.coverage.bonds import Bond, Joint, bonds_of, joint_cases, means_of, parties_known
from build_tools.coverage.cells import Coverage
from build_tools.model.reference import Crosswalk, VocabularyTerm
from build_tools.model.treaty import Treaty
from build_tools.pages.context import Context
from build_tools.pages.coverage import styled
from build_tools.pages.page import Page
from build_tools.values.territories import country_name
from build_tools.values.wording import N_, Place, words

COOPERATE = "cooperate.html"
Means = list[tuple[VocabularyTerm, list[Crosswalk]]]


class Other(NamedTuple):
    """Another country: what it shares with the page's own."""

    code: str
    name: str
    bonds: Sequence[Bond]
    cases: Sequence[Joint]


def cooperate_path(code: str) -> str:
    """The page on a country's cooperation with each other."""
    return f"cooperate/{code}.html"


def cooperate_pages(context: Context, coverage: Coverage) -> Iterator[Page]:
    """The page for two countries, and one for each country."""
    corpus = context.corpus
    joint = joint_cases(corpus)
    open_treaties = open_to_doubt(corpus)
    yield styled(
        context.page(
            "cooperate.html", COOPERATE, N_("Cooperation between two countries"),
            N_("Two countries and an offence or power: provisions recorded in both, treaties by "
               "which both are bound, means of cooperation, cases, and what is unknown."),
            "countries", codes=sorted(corpus.countries, key=country_name),
            subjects=[grid for grid in coverage.grids if grid.treaty is None],
        )
    )  # fmt: skip
    means = {treaty.id: means_of(treaty, corpus) for treaty in corpus.records(Treaty)}
    for code in corpus.countries:
        yield _country_page(code, joint.get(code, {}), means, open_treaties, context, coverage)


def open_to_doubt(corpus: Corpus) -> list[Treaty]:
    """The treaties whose parties are not recorded, or not all of them."""
    return [treaty for treaty in corpus.records(Treaty) if not parties_known(treaty)]


def _country_page(
    code: str,
    joint: Mapping[str, Sequence[Joint]],
    means: Mapping[str, Means],
    open_treaties: Sequence[Treaty],
    context: Context,
    coverage: Coverage,
) -> Page:
    corpus = context.corpus
    bonds = bonds_of(code, corpus)
    others = [
        Other(other, country_name(other), bonds.get(other, ()), joint.get(other, ()))
        for other in sorted({*bonds, *joint}, key=country_name)
    ]
    sharing = {other.code for other in others}
    memberships: Sequence[Membership] = corpus.memberships.get(code, ())
    return styled(
        context.page(
            "cooperate_country.html", cooperate_path(code),
            words("Cooperation: %(country)s", country=Place(code)),
            words("With which countries %(country)s is recorded as bound by the same treaties, "
                  "what means these give, and recorded cases of cooperation.",
                  country=Place(code)),
            "countries", code=code, memberships=memberships, means=means,
            others=others, open_treaties=open_treaties,
            silent=[each for each in sorted(coverage.countries, key=country_name)
                    if each not in sharing and each != code],
        )
    )  # fmt: skip
