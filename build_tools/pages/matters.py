"""Where a decision stands: the other decisions of its matter, and the decisions around it."""

from __future__ import annotations

from dataclasses import dataclass

from build_tools.corpus.corpus import Corpus
from build_tools.corpus.same import Twin, bare
from build_tools.model.case import Authority, Case, Step
from build_tools.model.common import Source
from build_tools.model.spec import FieldSpec, fields_of
from build_tools.model.types import Choice, Term
from build_tools.pages.context import Context, first_address
from build_tools.values.dates import PartialDate
from build_tools.values.ids import Reference

CITING = 12
"""How many of the decisions that cite it a case's page names."""


@dataclass(frozen=True, slots=True)
class MatterStep:
    """One decision of a matter as the page shows it."""

    court: str
    date: PartialDate | None
    reference: str | None = None
    outcome: str | None = None
    case: Case | None = None
    here: bool = False


def matter(case: Case, context: Context) -> list[MatterStep]:
    """The decisions of a case's matter in the order of their dates, this one among them.

    Links are recorded on one side; here they show on both, and over any number of steps.
    """
    members = _members(case, context.corpus)
    described = _described(members, context.corpus)
    steps = [
        MatterStep(each.court, each.date, *described.get(each.id, (None, None)), case=each)
        for each in members[1:]
    ]
    for member in members:
        for step in member.history:
            if _case(step, context.corpus) is None and not _stands(step, steps):
                steps.append(MatterStep(step.court, step.date, step.reference, step.outcome))
    if not steps:
        return []
    steps.append(MatterStep(case.court, case.date, here=True))
    dated = [step for step in steps if step.date is not None]
    dated.sort(key=lambda step: step.date.first_day if step.date else ())
    return [step for step in steps if step.date is None] + dated


def _members(case: Case, corpus: Corpus) -> list[Case]:
    """The recorded cases of a matter, the one asked about first."""
    found = {case.id: case}
    queue = [case]
    while queue:
        each = queue.pop()
        near = [_case(step, corpus) for step in each.history]
        near += [other for other, _ in corpus.matters.get(each.id, ())]
        for other in near:
            if other is not None and other.id not in found:
                found[other.id] = other
                queue.append(other)
    first, *rest = found.values()
    return [first, *sorted(rest, key=lambda each: each.id)]


def _described(members: list[Case], corpus: Corpus) -> dict[str, tuple[str | None, str | None]]:
    """What the matter's records say of each other's decisions: reference and outcome."""
    return {
        other.id: (step.reference, step.outcome)
        for member in reversed(members)
        for step in member.history
        if (other := _case(step, corpus)) is not None
    }


def _case(step: Step, corpus: Corpus) -> Case | None:
    entry = corpus.resolve(step.case.id) if step.case is not None else None
    record = entry.record if entry is not None else None
    return record if isinstance(record, Case) and record.withdrawn is None else None


def _stands(step: Step, steps: list[MatterStep]) -> bool:
    """Whether another record of the matter has told of that decision already."""
    return any(
        bare(step.court) == bare(each.court) and step.date == each.date and step.date is not None
        for each in steps
    )


@dataclass(frozen=True, slots=True)
class Cited:
    """A decision that a case cites, with its record where it has one."""

    authority: Authority
    case: Case | None


def cited(case: Case, corpus: Corpus) -> list[Cited]:
    """The decisions that a case cites, in the record's order."""
    found = []
    for authority in case.cites:
        entry = corpus.resolve(authority.case.id) if authority.case is not None else None
        record = entry.record if entry is not None else None
        found.append(Cited(authority, record if isinstance(record, Case) else None))
    return found


@dataclass(frozen=True, slots=True)
class Difference:
    """A fact on which two records of one decision differ, as text."""

    name: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Other:
    """Another record of the same decision as the page shows it."""

    twin: Twin
    differences: list[Difference]
    ours: Source | None
    theirs: Source | None


def others(case: Case, context: Context) -> list[Other]:
    """Other records of a case's decision, with both values of each fact in conflict."""
    return [
        Other(
            twin,
            [
                Difference(
                    each.spec.label,
                    _said(each.ours, each.spec, context.corpus),
                    _said(each.theirs, each.spec, context.corpus),
                )
                for each in twin.conflicts
            ],
            first_address(case),
            first_address(twin.case),
        )
        for twin in context.twins.get(case.id, ())
    ]


def _said(value: object, spec: FieldSpec, corpus: Corpus) -> str:
    """A field's value as text for readers; the parts of a group with blanks between them."""
    if isinstance(value, tuple):
        return "; ".join(_said(each, spec, corpus) for each in value)
    if isinstance(value, PartialDate):
        return value.in_words
    if isinstance(value, Reference):
        return str(value)
    if spec.group is not None:
        return _group(value, spec, corpus)
    match spec.value:
        case Term():
            labels = (corpus.term(name, str(value)) for name in spec.value.vocabularies)
            return next((term.label for term in labels if term is not None), str(value))
        case Choice():
            return str(value).replace("-", " ")
    return str(value)


def _group(value: object, spec: FieldSpec, corpus: Corpus) -> str:
    assert spec.group is not None
    parts = (
        _said(part, inner, corpus)
        for inner in fields_of(spec.group)
        if (part := getattr(value, inner.attribute)) not in (None, (), False)
    )
    return ", ".join(parts)
