"""What a country's page says of its cases in numbers, of its needs, and of help."""

from __future__ import annotations

from dataclasses import dataclass

from build_tools.charts.counts import Counts, cases_by_offence, cases_by_year
from build_tools.corpus.corpus import Corpus
from build_tools.model.assistance import Activity, Assessment, Learned, Organisation
from build_tools.model.common import Record
from build_tools.pages.capabilities import Answers, answers_by_framework
from build_tools.pages.context import Context
from build_tools.pages.coordination import StatedNeed, stated_needs
from build_tools.values.ids import Reference


@dataclass(frozen=True, slots=True)
class CountryHelp:
    """The parts of a country's page that stand in country_cases.html and country_help.html."""

    years: Counts
    offences: Counts
    assessments: tuple[tuple[Assessment, list[Answers]], ...]
    """The assessments, oldest first, each with its answers by framework."""
    needs: list[StatedNeed]
    received: list[Activity]
    """The activities that name the country, by their start; those without come last."""
    offered: list[Activity]
    """Those that an organisation of the country provides or pays for."""
    learned: list[Record]
    organisations: list[Record]

    @property
    def number(self) -> int:
        """How many records there are of help and needs."""
        helped = {each.id for each in (*self.received, *self.offered)}
        return len(self.assessments) + len(helped) + len(self.learned) + len(self.organisations)


def country_help(code: str, context: Context) -> CountryHelp:
    """What is recorded for a country, given its code."""
    corpus = context.corpus
    cases = corpus.cases_of_country.get(code, ())
    linked = corpus.linked_from.get(f"countries/{code}", ())
    assessments = corpus.assessments_of.get(code, ())
    bodies = {record.id for record in linked if isinstance(record, Organisation)}
    received = [each for each in linked if isinstance(each, Activity) and code in each.countries]
    return CountryHelp(
        years=cases_by_year(cases),
        offences=cases_by_offence(cases, corpus),
        assessments=tuple((each, answers_by_framework(each, context)) for each in assessments),
        needs=stated_needs(assessments, corpus),
        received=sorted(received, key=_start),
        offered=sorted(_offered(bodies, corpus), key=_start),
        learned=[each for each in linked if isinstance(each, Learned)],
        organisations=[each for each in linked if isinstance(each, Organisation)],
    )


def _offered(bodies: set[str], corpus: Corpus) -> list[Activity]:
    """The activities that one of these organisations provides or pays for, each once."""
    found = {
        record.id: record
        for body in sorted(bodies)
        for record in corpus.linked_from.get(body, ())
        if isinstance(record, Activity) and _gives(body, record, corpus)
    }
    return list(found.values())


def _gives(body: str, activity: Activity, corpus: Corpus) -> bool:
    named: tuple[Reference, ...] = (*activity.providers, *activity.funders)
    return any(corpus.present_id(reference.id) == body for reference in named)


def _start(activity: Activity) -> tuple[bool, tuple[int, int, int], str]:
    start = activity.start
    return (start is None, start.first_day if start else (0, 0, 0), activity.id)
