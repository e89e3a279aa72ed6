"""The web addresses that the records name, each with the records that name it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from build_tools.corpus.load import Entry
from build_tools.corpus.walk import walk
from build_tools.model.types import Text, Url
from build_tools.source.markdown import find_marks


def addresses(entries: Iterable[Entry]) -> Mapping[str, tuple[str, ...]]:
    """Each http address with the ids of the records that name it, in the order of addresses.

    The part after ``#`` is left out: it is not asked of a server. Withdrawn records name none.
    """
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for entry in entries:
        if entry.record.withdrawn is None:
            for address in _named(entry):
                if address.startswith(("http://", "https://")):
                    found[address.partition("#")[0]][entry.id] = None
    return {address: tuple(found[address]) for address in sorted(found)}


def _named(entry: Entry) -> Iterable[str]:
    for _, address, _ in walk(entry.record, Url):
        yield address
    texts = [text for _, text, kind in walk(entry.record, Text) if kind.markdown]
    for text in [*texts, *(section.text for section in entry.sections)]:
        yield from (mark.value for mark in find_marks(text) if mark.kind == "link")
