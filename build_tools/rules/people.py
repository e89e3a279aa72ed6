"""Whom a record may name. Victims, witnesses and minors: nobody, ever."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.corpus.corpus import Corpus
from build_tools.corpus.load import Entry
from build_tools.model.case import Case, Party
from build_tools.rules.fault import Fault

NEVER_NAMED = frozenset({"victim", "witness"})
_INITIALS = re.compile(r"(?:[A-Z]{1,3}\.? ?-?){1,5}", re.ASCII)
_DESCRIPTION = re.compile(r"[^A-ZÀ-ÖØ-Þ]*")


def check_names(entry: Entry, corpus: Corpus) -> Iterator[Fault]:
    """Victims and witnesses are described; in anonymised matters, all persons are."""
    if not isinstance(entry.record, Case):
        return
    for number, party in enumerate(entry.record.parties):
        path = ("parties", number, "label")
        if party.role in NEVER_NAMED and not _is_description(party.label):
            message = (
                f"parties.label: a {party.role} is never named; describe the person in small "
                "letters, without a name"
            )
            yield Fault("named-person", message, path)
        elif entry.record.anonymised and party.kind == "natural" and not _is_anonymous(party):
            message = (
                "parties.label: the matter is anonymised; use the decision's initials, or describe "
                "the person in small letters"
            )
            yield Fault("named-person", message, path)


def _is_description(label: str) -> bool:
    return _DESCRIPTION.fullmatch(label) is not None


def _is_anonymous(party: Party) -> bool:
    return _is_description(party.label) or _INITIALS.fullmatch(party.label) is not None
