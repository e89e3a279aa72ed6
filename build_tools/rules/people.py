"""Whom a record may name. Victims, witnesses and minors: nobody, ever."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from build_tools.corpus.corpus import Corpus
from build_tools.corpus.load import Entry
from build_tools.model.case import Case
from build_tools.rules.fault import Fault
from build_tools.values.persons import is_anonymous, is_description

NEVER_NAMED = frozenset({"victim", "witness"})


def check_names(entry: Entry, corpus: Corpus) -> Iterator[Fault]:
    """Victims and witnesses are described; in anonymised matters, all persons are."""
    if not isinstance(entry.record, Case):
        return
    for number, party in enumerate(entry.record.parties):
        path = ("parties", number, "label")
        until = party.named_until
        if until is not None and until.last_day < _today():
            message = f"parties.label: the name was to be shown until {until}; use initials now"
            yield Fault("name-expired", message, path)
        if (
            (party.role in NEVER_NAMED or party.minor)
            and party.kind == "natural"
            and not is_description(party.label)
        ):
            who = party.role if party.role in NEVER_NAMED else "minor"
            message = (
                f"parties.label: a {who} is never named; describe the person in small "
                "Latin letters, without a name of a person or a place"
            )
            yield Fault("named-person", message, path)
        elif entry.record.anonymised and party.kind == "natural" and not is_anonymous(party.label):
            message = (
                "parties.label: the matter is anonymised; use the decision's initials, or describe "
                "the person in small letters"
            )
            yield Fault("named-person", message, path)


def _today() -> tuple[int, int, int]:
    today = date.today()
    return (today.year, today.month, today.day)
