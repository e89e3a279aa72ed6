"""Names whose time is over give way to initials, in the records that have them and around."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from typing import TypeVar, cast

from build_tools.corpus.corpus import Corpus
from build_tools.corpus.load import Entry
from build_tools.model.case import Case, Party
from build_tools.model.spec import fields_of
from build_tools.model.types import Text

G = TypeVar("G")
Day = tuple[int, int, int]
Change = Callable[[str], str]
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
SHORTEST = 3
"""A name's own words stand alone in a text from this many letters."""


def latest_day(corpus: Corpus) -> Day:
    """The last day on which a record was added, reviewed or withdrawn; the first of all days
    where none says."""
    days = [(1, 1, 1)]
    for entry in corpus.entries:
        record = entry.record
        withdrawn = record.withdrawn.on if record.withdrawn is not None else None
        days += [day.last_day for day in (record.added, record.review.on, withdrawn) if day]
    return max(days)


def with_initials(corpus: Corpus, day: Day) -> Corpus:
    """The corpus as it may be shown on a day: each name past its ``named_until`` is initials.

    In the record itself every text is changed, and single words of the name too; in all others
    the whole name, and the title of the case.
    """
    expired = {
        entry.id: tuple(party for party in entry.record.parties if _over(party, day))
        for entry in corpus.entries
        if isinstance(entry.record, Case)
    }
    expired = {record_id: parties for record_id, parties in expired.items() if parties}
    if not expired:
        return corpus
    everywhere: dict[str, str] = {}
    for record_id, parties in expired.items():
        title = corpus.by_id[record_id].record.title
        own = _changer(_own_words(parties))
        everywhere |= {party.label: initials(party.label) for party in parties
                       if len(_WORD.findall(party.label)) > 1}  # fmt: skip
        everywhere[title] = own(title)
    around = _changer(everywhere)
    entries = tuple(
        _changed(
            entry,
            _changer({**everywhere, **_own_words(expired[entry.id])})
            if entry.id in expired
            else around,
        )
        for entry in corpus.entries
    )
    return Corpus(entries, corpus.unreadable)


def initials(name: str) -> str:
    """A name's initials: ``Jane van Doe`` → ``J. v. D.``"""
    return " ".join(f"{word[0]}." for word in _WORD.findall(name)) or "…"


def _over(party: Party, day: Day) -> bool:
    return party.named_until is not None and party.named_until.last_day < day


def _own_words(parties: tuple[Party, ...]) -> dict[str, str]:
    """What gives way in the record itself: each label, and each of its longer words."""
    words = {
        word: initials(word)
        for party in parties
        for word in _WORD.findall(party.label)
        if len(word) >= SHORTEST
    }
    return words | {party.label: initials(party.label) for party in parties}


def _changer(names: dict[str, str]) -> Change:
    """A function that puts the initials for the names in a text, longest names first."""
    listed = sorted(names, key=lambda name: (-len(name), name))
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(re.escape(name) for name in listed) + r")(?!\w)")
    return lambda text: pattern.sub(lambda match: names[match.group()], text)


def _changed(entry: Entry, change: Change) -> Entry:
    sections = tuple(
        dataclasses.replace(section, text=change(section.text)) for section in entry.sections
    )
    return dataclasses.replace(entry, record=with_texts(entry.record, change), sections=sections)


def with_texts(group: G, change: Change) -> G:
    """A record, or a group of its fields, with every text in it changed."""
    new: dict[str, object] = {}
    for spec in fields_of(type(group)):
        value = getattr(group, spec.attribute)
        if value is None:
            continue
        if spec.group is not None:
            made: object = (
                tuple(with_texts(item, change) for item in value)
                if spec.many
                else with_texts(value, change)
            )
        elif isinstance(spec.value, Text):
            made = tuple(change(item) for item in value) if spec.many else change(value)
        else:
            continue
        if made != value:
            new[spec.attribute] = made
    return cast("G", dataclasses.replace(cast("Case", group), **new)) if new else group  # type: ignore[arg-type]
