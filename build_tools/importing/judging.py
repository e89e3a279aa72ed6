"""What must hold between records: the rules of the check, on new records beside the old ones."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from build_tools.corpus.corpus import Corpus
from build_tools.corpus.load import Entry
from build_tools.corpus.walk import walk
from build_tools.importing.mapping import Plan
from build_tools.importing.reading import section_rule
from build_tools.importing.reasons import Reason, reason
from build_tools.messages.catalogue import CATALOGUE
from build_tools.model.types import Ref, Text
from build_tools.rules.fault import Fault, Rule, words
from build_tools.rules.references import check_references
from build_tools.rules.run import RULES
from build_tools.rules.texts import check_texts
from build_tools.source.markdown import find_marks
from build_tools.values.dates import PartialDate
from build_tools.values.findings import Path, Severity
from build_tools.values.ids import Reference, link_target


@dataclass(slots=True)
class Verdicts:
    """What the rules say of new records, by their ids."""

    reasons: dict[str, tuple[Reason, ...]] = field(default_factory=dict)
    """Why a record cannot stand; nothing for those that can."""
    advice: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The codes of what a reviewer should look at."""

    def counted(self) -> Counter[str]:
        """How often each piece of advice is given, of records that can stand."""
        return Counter(
            code
            for record_id, codes in self.advice.items()
            if record_id not in self.reasons
            for code in codes
        )


def judge(
    entries: Sequence[Entry], corpus: Corpus, plan: Plan, progress: Callable[[float], None]
) -> Verdicts:
    """Run every rule on new entries, as they would stand beside those of a corpus.

    A record that refers to one that cannot stand cannot stand either.
    """
    together = sorted((*corpus.entries, *entries), key=lambda entry: entry.id)
    planned = Corpus(tuple(together), corpus.unreadable)
    verdicts = Verdicts()
    needed_by: defaultdict[str, list[Entry]] = defaultdict(list)
    for number, entry in enumerate(entries, start=1):
        faults = list(_faults(entry, planned))
        errors = [fault for fault in faults if _is_error(fault)]
        if errors:
            reasons = tuple(_reason(fault, entry, plan) for fault in errors)
            verdicts.reasons[entry.id] = reasons
        verdicts.advice[entry.id] = tuple(each.code for each in faults if not _is_error(each))
        for link in _links(entry):
            needed_by[planned.present_id(link.id)].append(entry)
        progress(number / len(entries))
    _spread(verdicts, needed_by)
    return verdicts


def _spread(verdicts: Verdicts, needed_by: dict[str, list[Entry]]) -> None:
    """Reject what refers to rejected records, over any number of steps."""
    todo = list(verdicts.reasons)
    while todo:
        lost = todo.pop()
        for entry in needed_by.get(lost, ()):
            if entry.id not in verdicts.reasons:
                message = f"the record refers to '{lost}', which was rejected"
                verdicts.reasons[entry.id] = (reason("depends-on-rejected", message),)
                todo.append(entry.id)


def _is_error(fault: Fault) -> bool:
    return CATALOGUE[fault.code].severity is Severity.ERROR


# Rules


def _faults(entry: Entry, corpus: Corpus) -> Iterator[Fault]:
    """The faults of all rules on one entry.

    Links to nothing are found here first: the rules look for the nearest id, which in a
    large collection takes a second for each.
    """
    lost = list(_lost(entry, corpus))
    yield from lost
    passed_over = (check_references, check_texts) if lost else ()
    for rule in RULES:
        if rule not in passed_over:
            yield from _run(rule, entry, corpus)


def _run(rule: Rule, entry: Entry, corpus: Corpus) -> list[Fault]:
    try:
        return list(rule(entry, corpus))
    except Exception as failure:  # a fault of ours is reported and spoils one row only
        message = f"the rule {rule.__name__} failed: {type(failure).__name__}: {failure}"
        return [Fault("rule-failed", message)]


def _lost(entry: Entry, corpus: Corpus) -> Iterator[Fault]:
    """References and links to records that do not exist."""
    for link in _links(entry):
        if corpus.resolve(link.id) is None and link.id not in corpus.unreadable:
            message = f"{link.where}: there is no record '{link.id}'"
            yield Fault(link.code, message, link.path, line=link.line)


@dataclass(frozen=True, slots=True)
class _Link:
    """A record that another one names."""

    id: str
    where: str
    """The field or the section, as messages name it."""
    path: Path = ()
    line: int = 0
    """In the file, for a link in a section."""
    code: str = "bad-link"
    """The code of the fault where there is no such record."""


def _links(entry: Entry) -> Iterator[_Link]:
    """All records that an entry names, in its fields and in its texts."""
    for path, reference, _ in walk(entry.record, Ref):
        yield _Link(reference.id, words(path), path, code="unknown-reference")
    for section in entry.sections:
        for target, line in _targets(section.text, entry):
            yield _Link(target, section.name, (), section.text_line + line - 1)
    for path, text, kind in walk(entry.record, Text):
        if kind.markdown:
            yield from (_Link(target, words(path), path) for target, _ in _targets(text, entry))


def _targets(text: str, entry: Entry) -> Iterator[tuple[str, int]]:
    """The records to which a text links, with the lines of the links."""
    if "](" not in text and "]:" not in text:
        return
    for mark in find_marks(text):
        if mark.kind == "link" and ":" not in mark.value and mark.value[:1] not in "/\\":
            target, _ = link_target(mark.value, entry.id)
            if target is not None:
                yield target, mark.line


# Reasons


def _reason(fault: Fault, entry: Entry, plan: Plan) -> Reason:
    """A fault with the column from which the value comes."""
    if fault.line:
        rule = section_rule(fault.line, entry.record, entry.sections, plan)
    else:
        rule = plan.rule_of(fault.path) if fault.path else None
    if rule is None:
        return reason(fault.code, fault.message, words(fault.path))
    value = _value(entry.record, fault.path)
    return reason(fault.code, fault.message, rule.name, rule.shown_columns, value)


def _value(record: Any, path: Path) -> str:
    """The single value at a path of a record; ``""`` where none stands there."""
    for step in path:
        if isinstance(step, int):
            record = record[step] if step < len(record) else None
        else:
            record = getattr(record, step, getattr(record, f"{step}_", None))
        if record is None:
            return ""
    return str(record) if isinstance(record, str | int | PartialDate | Reference) else ""
