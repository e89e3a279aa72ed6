"""The page of pictures: each with its numbers, of how many they are, and what they cannot say."""

from __future__ import annotations

from dataclasses import dataclass

from build_tools.charts.counts import (
    Counts,
    by_year,
    cases_by_offence,
    cases_by_year,
    sentences_by_kind,
)
from build_tools.charts.world import RADIUS, VIEW, classes, lands
from build_tools.corpus.corpus import Corpus
from build_tools.model.assistance import Activity
from build_tools.model.case import Case
from build_tools.model.law import Law
from build_tools.pages.context import Context
from build_tools.pages.page import Page
from build_tools.values.wording import N_, Words

FOLDER = "pictures"
TITLES = {
    "cases-by-year": N_("Cases by the year of the decision"),
    "cases-by-offence": N_("Cases by offence"),
    "sentences-by-kind": N_("Cases by kind of sentence recorded"),
    "laws-by-year": N_("Laws by the year of adoption"),
    "activities-by-year": N_("Activities of assistance by the year they began"),
}
WORLD = N_("Laws and cases recorded, by country")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of bars."""

    name: str
    counts: Counts
    upright: bool
    """True where the bars are years, side by side."""
    vocabulary: str = ""
    """The vocabulary whose terms its bars are."""

    @property
    def title(self) -> Words:
        """Its heading."""
        return TITLES[self.name]


def pictures(corpus: Corpus) -> list[Picture]:
    """All pictures of bars, in their order."""
    cases = corpus.records(Case)
    adopted = by_year(law.adopted.year if law.adopted else None for law in corpus.records(Law))
    begun = by_year(each.start.year if each.start else None for each in corpus.records(Activity))
    kinds = sentences_by_kind(cases, corpus)
    return [
        Picture("cases-by-year", cases_by_year(cases), True),
        Picture("cases-by-offence", cases_by_offence(cases, corpus), False, "offences"),
        Picture("sentences-by-kind", kinds, False, "sentence-kinds"),
        Picture("laws-by-year", adopted, True),
        Picture("activities-by-year", begun, True),
    ]


def world_numbers(corpus: Corpus) -> dict[str, tuple[int, int]]:
    """For each country: its recorded laws, and the recorded cases of its courts."""
    laws = {code: len(found) for code, found in corpus.laws_of_country.items()}
    cases: dict[str, int] = {}
    for case in corpus.records(Case):
        cases[case.country] = cases.get(case.country, 0) + 1
    codes = sorted((laws.keys() | cases.keys() | corpus.countries.keys()) - {"int"})
    return {code: (laws.get(code, 0), cases.get(code, 0)) for code in codes}


def world_sums(corpus: Corpus) -> dict[str, int]:
    """For each country: its laws and cases together."""
    return {code: laws + cases for code, (laws, cases) in world_numbers(corpus).items()}


def pictures_page(context: Context) -> Page:
    """The page itself."""
    corpus = context.corpus
    numbers = world_numbers(corpus)
    rows = [(code, laws, cases) for code, (laws, cases) in numbers.items() if laws + cases]
    rows.sort(key=lambda row: (-row[1] - row[2], row[0]))
    return context.page(
        "pictures.html",
        "pictures.html",
        N_("Pictures of what is recorded"),
        N_("A map and charts of records, each with its numbers. They count records, not crimes."),
        "countries",
        pictures=pictures(corpus),
        world=WORLD,
        rows=rows,
        countries=len(numbers),
        international=sum(case.country == "int" for case in corpus.records(Case)),
        lands=list(lands(world_sums(corpus))),
        view=VIEW,
        radius=RADIUS,
        classes=classes(),
    )
