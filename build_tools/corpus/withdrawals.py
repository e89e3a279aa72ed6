"""Withdrawn records as they may be shown: a notice, with nothing of what they held."""

from __future__ import annotations

import dataclasses
from typing import Any, TypeVar, cast

from build_tools.corpus.corpus import Corpus
from build_tools.corpus.load import Entry
from build_tools.corpus.walk import walk
from build_tools.model.common import Record
from build_tools.model.spec import fields_of
from build_tools.model.types import Date, Ref, Text
from build_tools.values.ids import Reference

G = TypeVar("G")
TITLE = "Withdrawn record"
_KEPT = frozenset({"withdrawn", "aliases"})


def without_withdrawn(corpus: Corpus) -> Corpus:
    """The corpus with each withdrawn record emptied, and without links to its parts.

    A group that cannot stand without such a link, as a treatment without its provision, goes
    with it. Links to the whole record stay, and lead to the notice.
    """
    gone = {entry.id for entry in corpus.entries if entry.record.withdrawn is not None}
    if not gone:
        return corpus
    gone |= {alias for alias, now in corpus.aliases.items() if now in gone}
    return Corpus(tuple(_shown(entry, gone) for entry in corpus.entries), corpus.unreadable)


def _shown(entry: Entry, gone: set[str]) -> Entry:
    if entry.id in gone:
        return dataclasses.replace(entry, record=_emptied(entry.record), sections=())
    if any(_lost(ref, gone) for _, ref, _ in walk(entry.record, Ref)):
        return dataclasses.replace(entry, record=_unlinked(entry.record, gone))
    return entry


def _emptied(record: Record) -> Record:
    """A record of the same kind, id and country, with its notice and nothing else."""
    assert record.withdrawn is not None
    values: dict[str, Any] = {"id": record.id}
    for spec in fields_of(type(record)):
        value = getattr(record, spec.attribute)
        if spec.name in _KEPT:
            values[spec.attribute] = value
        elif spec.required and spec.many:
            values[spec.attribute] = ()
        elif spec.required and isinstance(spec.value, Text):
            values[spec.attribute] = TITLE
        elif spec.required and isinstance(spec.value, Date):
            values[spec.attribute] = record.withdrawn.on
        elif spec.required:
            values[spec.attribute] = value
    return type(record)(**values)


def _unlinked(group: G, gone: set[str]) -> G:
    """A group of fields without its links to the records that are gone."""
    new: dict[str, object] = {}
    for spec in fields_of(type(group)):
        value = getattr(group, spec.attribute)
        if value is None or value == ():
            continue
        if spec.group is not None and spec.many:
            kept = (_unlinked(item, gone) for item in value if not _falls(item, gone))
            new[spec.attribute] = tuple(kept)
        elif spec.group is not None:
            new[spec.attribute] = _unlinked(value, gone)
        elif isinstance(spec.value, Ref) and spec.many:
            new[spec.attribute] = tuple(ref for ref in value if not _lost(ref, gone))
        elif isinstance(spec.value, Ref) and _lost(value, gone):
            new[spec.attribute] = None
    return cast("G", dataclasses.replace(cast("Any", group), **new)) if new else group


def _lost(reference: Reference, gone: set[str]) -> bool:
    """Whether a reference names a part of a withdrawn record."""
    return bool(reference.anchor) and reference.id in gone


def _falls(group: object, gone: set[str]) -> bool:
    """Whether a group has no sense without its link: a required one, or that of
    a charge which is not cited in words as well."""
    specs = fields_of(type(group))
    values = {spec: getattr(group, spec.attribute) for spec in specs}
    links = [
        spec
        for spec, value in values.items()
        if isinstance(spec.value, Ref)
        and not spec.many
        and value is not None
        and _lost(value, gone)
    ]
    cited = [value for spec, value in values.items() if spec.name == "cited"]
    return any(spec.required or cited == [None] for spec in links)
