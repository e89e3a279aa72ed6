"""What binds two countries: treaties with their dates, the means these give, cases of both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from build_tools.corpus.corpus import Corpus
from build_tools.model.case import Case
from build_tools.model.reference import Crosswalk, VocabularyTerm
from build_tools.model.treaty import StateParty, Treaty
from build_tools.values.dates import PartialDate

BOUND = "party"


@dataclass(frozen=True, slots=True)
class Bond:
    """A treaty by which two countries are both recorded as bound."""

    treaty: Treaty
    own: StateParty
    other: StateParty

    @property
    def since(self) -> PartialDate | None:
        """The later of the two dates of entry into force; None where one is not recorded."""
        dates = (self.own.in_force, self.other.in_force)
        if dates[0] is None or dates[1] is None:
            return None
        return max(dates[0], dates[1], key=lambda date: date.last_day)

    @property
    def until(self) -> PartialDate | None:
        """The earlier of the dates on which one of them ceased to be bound, where recorded."""
        ended = [date for date in (self.own.ended, self.other.ended) if date is not None]
        return min(ended, key=lambda date: date.first_day, default=None)


Joint = tuple[Case, str]
"""A case, and the means of cooperation that it shows."""


def parties_known(treaty: Treaty) -> bool:
    """True where a State's absence from the list of parties means something."""
    return treaty.kind != "treaty" or (bool(treaty.parties) and treaty.parties_complete)


def bonds_of(code: str, corpus: Corpus) -> dict[str, list[Bond]]:
    """For each other country: the treaties by which it and a country are both bound."""
    found: defaultdict[str, list[Bond]] = defaultdict(list)
    for membership in corpus.memberships.get(code, ()):
        if membership.party.status != BOUND:
            continue
        for party in membership.treaty.parties:
            if party.country not in (None, code) and party.status == BOUND:
                found[party.country or ""].append(Bond(membership.treaty, membership.party, party))
    return dict(found)


def means_of(treaty: Treaty, corpus: Corpus) -> list[tuple[VocabularyTerm, list[Crosswalk]]]:
    """The means of cooperation on which a treaty has articles, with these, closest first."""
    found = []
    for term in corpus.terms.get("cooperation", {}).values():
        links = [link for link in term.maps if corpus.present(link.to).id == treaty.id]
        if links:
            found.append((term, links))
    return found


def joint_cases(corpus: Corpus) -> Mapping[str, Mapping[str, tuple[Joint, ...]]]:
    """Recorded cases in which two countries cooperated, by either country's code."""
    found: defaultdict[str, defaultdict[str, list[Joint]]]
    found = defaultdict(lambda: defaultdict(list))
    for case in corpus.cases_newest_first:
        for one, other, means in _pairs(case):
            found[one][other].append((case, means))
            if one != other:
                found[other][one].append((case, means))
    return {one: {other: tuple(each) for other, each in others.items()}
            for one, others in found.items()}  # fmt: skip


def _pairs(case: Case) -> Iterator[tuple[str, str, str]]:
    """Who worked with whom in a case; before an international court the respondent did."""
    own = case.respondent if case.country == "int" else case.country
    for link in case.cooperation:
        if own is not None:
            yield own, link.with_, link.means
