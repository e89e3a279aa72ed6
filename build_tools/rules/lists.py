"""Lists hold each value once, and no record names itself."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.corpus.corpus import Corpus
from build_tools.corpus.load import Entry
from build_tools.corpus.walk import walk
from build_tools.model.spec import fields_of
from build_tools.model.types import Ref
from build_tools.rules.fault import Fault, words


def check_doubles(entry: Entry, corpus: Corpus) -> Iterator[Fault]:
    """No value stands twice in one of the record's own lists."""
    model: type = entry.kind.model
    for spec in fields_of(model):
        if not spec.many:
            continue
        values = getattr(entry.record, spec.attribute)
        if len(set(values)) == len(values):
            continue
        for number, value in enumerate(values):
            if value in values[:number]:
                shown = f"'{value}'" if spec.group is None else "the same"
                message = f"{spec.name}: {shown} stands here a second time"
                yield Fault("duplicate-value", message, (spec.name, number))


def check_self(entry: Entry, corpus: Corpus) -> Iterator[Fault]:
    """A reference leads to another record, or to a part of this one."""
    for path, reference, _ in walk(entry.record, Ref):
        if corpus.present_id(reference.id) == entry.id and not reference.anchor:
            yield Fault("self-reference", f"{words(path)}: this is the record itself", path)
