"""Run every rule over records, and find the place of each fault in its file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from itertools import islice

from build_tools.corpus.corpus import Corpus
from build_tools.corpus.load import Entry
from build_tools.messages.catalogue import CATALOGUE
from build_tools.parse.records import open_file
from build_tools.rules.addresses import check_aliases, check_anchors, check_country, check_folder
from build_tools.rules.circles import check_broader, check_chains, check_history
from build_tools.rules.dates import check_date_order, check_future
from build_tools.rules.fault import Fault, Rule
from build_tools.rules.knowledge import (
    check_charges,
    check_disputes,
    check_evidence,
    check_has_evidence,
    check_review,
)
from build_tools.rules.letters import check_letters
from build_tools.rules.lists import check_doubles, check_self
from build_tools.rules.people import check_names
from build_tools.rules.private import check_named_in_text, check_private
from build_tools.rules.references import check_references, check_terms
from build_tools.rules.searches import check_searches, check_statements
from build_tools.rules.texts import check_summary, check_texts
from build_tools.source.tree import Mapping, locate
from build_tools.values.findings import MAX_FAULTS, Finding, Place

RULES: tuple[Rule, ...] = (
    check_folder,
    check_country,
    check_aliases,
    check_anchors,
    check_references,
    check_terms,
    check_doubles,
    check_self,
    check_date_order,
    check_future,
    check_history,
    check_chains,
    check_broader,
    check_names,
    check_named_in_text,
    check_private,
    check_evidence,
    check_has_evidence,
    check_disputes,
    check_review,
    check_charges,
    check_searches,
    check_statements,
    check_letters,
    check_texts,
    check_summary,
)


def run_rules(
    entries: Iterable[Entry],
    corpus: Corpus,
    faulty: Set[str] = frozenset(),
    place: bool = True,
) -> list[Finding]:
    """All findings of all rules on some entries, each with its place.

    faulty: names of files in which faults were found already; that something is missing
    in them is not said, since it may well be what could not be read. place: False for
    records whose files do not stand yet, in which no place can be looked up.
    """
    findings: list[Finding] = []
    for entry in entries:
        faults = list(islice(_all(entry, corpus), MAX_FAULTS + 1))
        if entry.file.name in faulty:
            faults = [fault for fault in faults if not fault.absence]
        if len(faults) > MAX_FAULTS:
            message = f"more than {MAX_FAULTS} faults stand in this file; the others are not shown"
            faults[MAX_FAULTS] = Fault("more-faults", message)
        if faults:
            tree = open_file(entry.file).fields if place else None
            findings.extend(_finding(fault, entry, tree) for fault in faults)
    return findings


def _all(entry: Entry, corpus: Corpus) -> Iterator[Fault]:
    """The faults of all rules; a rule that fails becomes one."""
    for rule in RULES:
        try:
            yield from rule(entry, corpus)
        except MemoryError:
            raise
        except Exception as failure:  # a fault of ours must not hide the others' findings
            message = f"the rule {rule.__name__} failed: {type(failure).__name__}: {failure}"
            yield Fault("rule-failed", message)


def _finding(fault: Fault, entry: Entry, tree: Mapping | None) -> Finding:
    line, column = fault.line, fault.column
    if not line:
        line, column = locate(tree, fault.path) if tree is not None else (1, 1)
    severity = CATALOGUE[fault.code].severity
    place = Place(entry.file.name, line, column)
    return Finding(place, fault.code, fault.message, severity, fault.nearest, fault.certain)
