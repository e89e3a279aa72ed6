"""Whom a record may name. Victims, witnesses and minors: nobody, ever."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from build_tools.corpus.corpus import Corpus
from build_tools.corpus.load import Entry
from build_tools.model.case import Case, Party
from build_tools.rules.fault import Fault

NEVER_NAMED = frozenset({"victim", "witness"})
_INITIALS = re.compile(r"(?:[A-Z]{1,3}\.? ?-?){1,5}", re.ASCII)
_LETTERS = re.compile(r"[^\W\d_]")
_SMALL_LATIN = re.compile(r"[a-zß-öø-ÿāăąćčďđēęěğīİıłńňőœřśşšţťūůűźżž]")


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
            party.role in NEVER_NAMED
            and party.kind == "natural"
            and not _is_description(party.label)
        ):
            message = (
                f"parties.label: a {party.role} is never named; describe the person in small "
                "Latin letters, without a name of a person or a place"
            )
            yield Fault("named-person", message, path)
        elif entry.record.anonymised and party.kind == "natural" and not _is_anonymous(party):
            message = (
                "parties.label: the matter is anonymised; use the decision's initials, or describe "
                "the person in small letters"
            )
            yield Fault("named-person", message, path)


def _is_description(label: str) -> bool:
    return all(_SMALL_LATIN.fullmatch(letter) for letter in _LETTERS.findall(label))


def _today() -> tuple[int, int, int]:
    today = date.today()
    return (today.year, today.month, today.day)


def _is_anonymous(party: Party) -> bool:
    return _is_description(party.label) or _INITIALS.fullmatch(party.label) is not None
