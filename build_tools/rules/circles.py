"""Chains of records that have a direction do not come back to where they began."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from build_tools.corpus.corpus import Corpus
from build_tools.corpus.load import Entry
from build_tools.model.assistance import Activity, Organisation
from build_tools.model.case import Case
from build_tools.model.common import Record
from build_tools.model.reference import Vocabulary
from build_tools.model.treaty import Treaty
from build_tools.rules.fault import Fault
from build_tools.values.ids import Reference
from build_tools.values.nearest import nearest, suggestion


def check_history(entry: Entry, corpus: Corpus) -> Iterator[Fault]:
    """A decision is not, over the histories of its matter, a step of its own history."""
    if not isinstance(entry.record, Case):
        return
    for number, step in enumerate(entry.record.history):
        if step.case is None:
            continue
        first = corpus.present_id(step.case.id)
        if _reaches(first, entry.id, lambda each: _history(each, corpus)):
            message = (
                f"history.case: '{step.case.id}' leads back to this record; keep the link in one "
                "of them, the site shows it on both"
            )
            yield Fault("circular-history", message, ("history", number, "case"))


def _history(record_id: str, corpus: Corpus) -> list[str]:
    entry = corpus.by_id.get(record_id)
    if entry is None or not isinstance(entry.record, Case):
        return []
    return [corpus.present_id(step.case.id) for step in entry.record.history if step.case]


def check_chains(entry: Entry, corpus: Corpus) -> Iterator[Fault]:
    """No instrument replaces itself, no body or programme is part of itself."""
    for field in ("part_of", "supplements", "replaces"):
        parent = _parent(entry.record, field)
        if parent is None:
            continue
        first = corpus.present_id(parent.id)
        if _reaches(first, entry.id, partial(_parents, field=field, corpus=corpus)):
            message = f"{field}: '{parent.id}' leads, over some steps, back to this record"
            yield Fault("circular-chain", message, (field,))


def _parent(record: Record, field: str) -> Reference | None:
    if isinstance(record, Organisation | Activity) and field == "part_of":
        return record.part_of
    if isinstance(record, Treaty) and field == "supplements":
        return record.supplements
    if isinstance(record, Treaty) and field == "replaces":
        return record.replaces
    return None


def _parents(record_id: str, field: str, corpus: Corpus) -> list[str]:
    entry = corpus.by_id.get(record_id)
    parent = _parent(entry.record, field) if entry is not None else None
    return [corpus.present_id(parent.id)] if parent is not None else []


def check_broader(entry: Entry, corpus: Corpus) -> Iterator[Fault]:
    """A term's broader term stands in the same vocabulary, and not under the term."""
    if not isinstance(entry.record, Vocabulary):
        return
    broader = {term.id: term.broader for term in entry.record.terms}
    for number, term in enumerate(entry.record.terms):
        if term.broader is None:
            continue
        path = ("terms", number, "broader")
        if term.broader not in broader:
            near = nearest(term.broader, broader)
            message = f"terms.broader: no term '{term.broader}' in {entry.id}{suggestion(near)}"
            yield Fault("unknown-term", message, path, near)
        elif _reaches(term.broader, term.id, lambda each: [broader[each] or ""]):
            message = f"terms.broader: '{term.broader}' stands under '{term.id}' itself"
            yield Fault("circular-chain", message, path)


def _reaches(start: str, goal: str, following: Callable[[str], list[str]]) -> bool:
    """True where some steps lead from the start to the goal."""
    todo, seen = [start], set[str]()
    while todo:
        here = todo.pop()
        if here == goal:
            return True
        if here and here not in seen:
            seen.add(here)
            todo.extend(following(here))
    return False
