"""Cases alike: by shared provisions, subjects and rare words of their summaries.

An inverted index from features to cases is made once. For each case the postings of its
rarest features are walked until enough candidates are met, so that the time is near linear
in the number of cases. Weights depend on the feature's kind alone, and features that many
cases have are never walked: adding a case then changes few of the others' pages.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from build_tools.corpus.corpus import Corpus, provisions_of, subjects_of
from build_tools.model.case import Case

MOST = 5
"""How many cases alike a page names."""
LEAST = 6
"""From which likeness on a case is named."""
WALKED = 60
"""A feature of more cases than this says too little to be walked."""
CANDIDATES = 240
"""After how many meetings the walk over a case's features ends."""
RARE = 12
"""In how many summaries a word may stand and still tell of likeness."""
WEIGHTS = {"provision": 5, "offences": 2, "measures": 2, "evidence": 2, "cooperation": 1, "word": 2}
WORDS = 3
"""How many shared words count, and are named."""
_WORD = re.compile(r"[^\W\d_]{5,}")
_LINK = re.compile(r"\]\([^)]{0,500}\)")


class Feature(NamedTuple):
    """One thing that cases can share."""

    kind: str
    """``provision``, ``word`` or a vocabulary."""
    value: str
    """``law#part``, the word or the term's id."""


@dataclass(frozen=True, slots=True)
class Alike:
    """Another case, and what it shares with the one asked about."""

    case: Case
    likeness: int
    """The sum of the weights of what they share."""
    shared: tuple[Feature, ...]


class CasesAlike:
    """The index of all cases' features, asked for one case at a time."""

    def __init__(self, corpus: Corpus) -> None:
        self._cases = {case.id: case for case in corpus.cases_newest_first}
        self._features = {case.id: _features(case, corpus) for case in self._cases.values()}
        self._postings = _postings(self._features)
        self._matters = {case.id: _matter(case, corpus) for case in self._cases.values()}

    def of(self, case: Case) -> list[Alike]:
        """The cases most like a case, the likest first; equals in the order of their ids."""
        found = [self._likeness(case.id, other) for other in self._candidates(case)]
        near = [each for each in found if each.likeness >= LEAST]
        near.sort(key=lambda each: (-each.likeness, each.case.id))
        return near[:MOST]

    def _candidates(self, case: Case) -> set[str]:
        features = [each for each in self._features[case.id] if each in self._postings]
        features.sort(key=lambda each: (len(self._postings[each]), each))
        found: set[str] = set()
        met = 0
        for feature in features:
            posting = self._postings[feature]
            met += len(posting)
            if met > CANDIDATES:
                break
            found.update(posting)
        return found - self._matters[case.id]

    def _likeness(self, one: str, other: str) -> Alike:
        shared = self._features[one] & self._features[other]
        words = [each for each in shared if each.kind == "word" and each in self._postings]
        words = sorted(words, key=lambda each: (len(self._postings[each]), each))[:WORDS]
        rest = sorted(each for each in shared if each.kind != "word")
        rest.sort(key=lambda each: -WEIGHTS[each.kind])
        kept = (*rest, *words)
        return Alike(self._cases[other], sum(WEIGHTS[each.kind] for each in kept), kept)


def _features(case: Case, corpus: Corpus) -> frozenset[Feature]:
    found = [Feature("provision", str(corpus.present(ref))) for ref in provisions_of(case)]
    found += [Feature(vocabulary, term) for vocabulary, term in subjects_of(case)]
    summary = _LINK.sub("]", corpus.by_id[case.id].section("Summary") or "")
    found += [Feature("word", word) for word in _WORD.findall(summary) if word.islower()]
    return frozenset(found)


def _postings(features: Mapping[str, frozenset[Feature]]) -> dict[Feature, list[str]]:
    """The cases of each feature that some share and not too many have; others are dropped."""
    lists: defaultdict[Feature, list[str]] = defaultdict(list)
    for case_id, found in features.items():
        for feature in found:
            lists[feature].append(case_id)
    return {
        feature: cases
        for feature, cases in lists.items()
        if 1 < len(cases) <= (RARE if feature.kind == "word" else WALKED)
    }


def _matter(case: Case, corpus: Corpus) -> set[str]:
    """The case and the others of its matter, which the page names elsewhere."""
    named = {corpus.present_id(step.case.id) for step in case.history if step.case is not None}
    return {case.id, *named, *(other.id for other, _ in corpus.matters.get(case.id, ()))}
