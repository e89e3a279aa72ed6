"""Records of every kind with hostile texts in every field that takes one."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

from build_tools.corpus.corpus import Corpus
from build_tools.corpus.load import Entry
from build_tools.model.spec import fields_of
from build_tools.model.types import Text

Next = Callable[[], str]
LONGER = 20
"""From how many characters on a field takes hostile texts; shorter ones are numbers and codes."""


def plant(group: Any, following: Next) -> Any:
    """A copy of a record, or of a group in it, each of whose texts goes on with the next vectors.

    Texts that are missing are put in, so that no field is left untried.
    """
    changed: dict[str, Any] = {}
    for spec in fields_of(type(group)):
        value = getattr(group, spec.attribute)
        if spec.group is not None and value:
            changed[spec.attribute] = (
                tuple(plant(item, following) for item in value)
                if spec.many
                else plant(value, following)
            )
        elif isinstance(spec.value, Text) and spec.value.longest >= LONGER:
            old = value if spec.many else (value,)
            new = tuple(f"{item or ''} {following()}".strip() for item in old or ("",))
            changed[spec.attribute] = new if spec.many else new[0]
    return dataclasses.replace(group, **changed)


def planted(corpus: Corpus, texts: list[str]) -> tuple[Corpus, int]:
    """The collection with every text field of every record hostile; and how many texts it took.

    No check is asked: the pages must withstand what the checks would not let through.
    """
    slots = 0

    def count() -> str:
        nonlocal slots
        slots += 1
        return ""

    _planted(corpus, count)
    size = -(-len(texts) // slots)
    parts = iter(range(0, slots * size, size))
    taken: set[str] = set()

    def following() -> str:
        at = next(parts) % len(texts)
        chosen = texts[at : at + size]
        taken.update(chosen)
        return " ".join(chosen)

    made = _planted(corpus, following)
    return made, len(taken)


def _planted(corpus: Corpus, following: Next) -> Corpus:
    entries: list[Entry] = []
    for entry in corpus.entries:
        sections = tuple(
            dataclasses.replace(each, text=f"{each.text}\n\n{following()}\n\n{following()}\n")
            for each in entry.sections
        )
        record = plant(entry.record, following)
        entries.append(dataclasses.replace(entry, record=record, sections=sections))
    return Corpus(tuple(entries), corpus.unreadable)
