"""Records that describe the same decision, and what they say differently of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from build_tools.corpus.corpus import Corpus
from build_tools.model.case import Case
from build_tools.model.spec import FieldSpec, fields_of

FACTS = (
    "court", "level", "kind", "date", "docket", "ecli", "conduct", "offences", "measures",
    "charges", "treatment", "outcomes", "sentences", "anonymised",
)  # fmt: skip
"""The fields that two records of one decision must agree on."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field on which two records of one decision differ, with both values."""

    spec: FieldSpec
    ours: Any
    theirs: Any


@dataclass(frozen=True, slots=True)
class Twin:
    """Another record of the same decision."""

    case: Case
    why: str
    """What both have: ``ecli``, ``citation`` or ``docket``."""
    value: str
    conflicts: tuple[Conflict, ...]


def twins(corpus: Corpus) -> Mapping[str, tuple[Twin, ...]]:
    """For a case: other records that are, by their identifiers, of the same decision.

    The same ECLI, the same citation in the same country, or the same number in the same court.
    Records of one matter are different decisions, whatever they share.
    """
    groups: defaultdict[tuple[str, str], list[tuple[Case, str]]] = defaultdict(list)
    for case in sorted(corpus.records(Case), key=lambda each: each.id):
        for why, key, value in _keys(case):
            groups[why, key].append((case, value))
    found: defaultdict[str, dict[str, Twin]] = defaultdict(dict)
    for (why, _), group in groups.items():
        for one, value in group if len(group) > 1 else ():
            for other, _ in group:
                if one is not other and not _one_matter(one, other, corpus):
                    twin = Twin(other, why, value, tuple(conflicts(one, other)))
                    found[one.id].setdefault(other.id, twin)
    return {case_id: tuple(each[key] for key in sorted(each)) for case_id, each in found.items()}


def conflicts(one: Case, other: Case) -> Iterator[Conflict]:
    """The fields that both records fill and fill differently."""
    for spec in fields_of(Case):
        ours, theirs = getattr(one, spec.attribute), getattr(other, spec.attribute)
        if spec.name in FACTS and ours not in (None, ()) and theirs not in (None, ()):
            differ = set(ours) != set(theirs) if spec.many else ours != theirs
            if differ:
                yield Conflict(spec, ours, theirs)


def _keys(case: Case) -> Iterator[tuple[str, str, str]]:
    if case.ecli:
        yield "ecli", case.ecli.lower(), case.ecli
    for citation in case.citations:
        yield "citation", f"{case.country}|{bare(citation)}", citation
    if case.docket:
        yield "docket", f"{case.country}|{bare(case.court)}|{bare(case.docket)}", case.docket


def bare(text: str) -> str:
    """A name or number without marks, blanks and capitals."""
    return "".join(letter for letter in text.lower() if letter.isalnum())


def _one_matter(one: Case, other: Case, corpus: Corpus) -> bool:
    return any(
        step.case is not None and corpus.present_id(step.case.id) == b.id
        for a, b in ((one, other), (other, one))
        for step in a.history
    )
