"""A record as plain data.

The data have the fields of the record's file under the same names, in the same order and
as the same texts, so that nothing is lost: ``docket import`` makes the same record of them.
Their form has a version; within one, fields are only ever added.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from build_tools.corpus.corpus import Corpus
from build_tools.corpus.load import Entry
from build_tools.corpus.walk import walk
from build_tools.model.json_schema import kind_schema
from build_tools.model.kinds import Kind
from build_tools.model.spec import FieldSpec, fields_of
from build_tools.model.types import Ref

VERSION = 1
LICENCE = "CC-BY-4.0"
SCHEMAS = f"schemas/v{VERSION}"
Plain = dict[str, Any]


def plain(entry: Entry) -> Plain:
    """A record as a line of JSON Lines holds it: kind, id, fields, sections."""
    data: Plain = {"kind": entry.kind.name, "id": entry.id, "fields": _group(entry.record)}
    if entry.sections:
        data["sections"] = {section.name: section.text for section in entry.sections}
    return data


def _group(group: object) -> Plain:
    model: type = type(group)
    return {
        spec.name: _value(spec, value)
        for spec in fields_of(model)
        if (value := getattr(group, spec.attribute)) not in (None, ())
        and (spec.required or spec.shown or value != spec.default)
    }


def _value(spec: FieldSpec, value: Any) -> Any:
    if spec.many:
        return [_one(spec, item) for item in value]
    return _one(spec, value)


def _one(spec: FieldSpec, value: Any) -> Any:
    if spec.group is not None:
        return _group(value)
    return value if isinstance(value, bool | int) else str(value)


def published(entry: Entry, corpus: Corpus, path_of: Any) -> Plain:
    """A record as its own JSON file gives it: with its links resolved both ways.

    path_of: the page of a reference, relative to the site's root.
    """
    data = {
        "$schema": f"{'../' * entry.id.count('/')}{SCHEMAS}/{entry.kind.name}.json",
        "version": VERSION,
        **plain(entry),
    }
    data["page"] = f"{entry.id}.html"
    data["licence"] = LICENCE
    links = list(links_of(entry, corpus))
    if links:
        data["links"] = [
            {"field": field, "to": to, "title": title, "page": path_of(to)}
            for field, to, title in links
        ]
    named_by = [record.id for record in corpus.linked_from.get(entry.id, ())]
    if named_by:
        data["linked_from"] = named_by
    return data


def links_of(entry: Entry, corpus: Corpus) -> Iterator[tuple[str, str, str]]:
    """Each reference of a record: the field, what it names now, and the title of that.

    Places in lists count from 1, as in the tables: ``treatment.1.provision``.
    """
    for path, reference, _ in walk(entry.record, Ref):
        present = corpus.present(reference)
        target = corpus.by_id.get(present.id)
        if target is not None and target.record.withdrawn is None:
            steps = (str(step + 1 if isinstance(step, int) else step) for step in path)
            yield ".".join(steps), str(present), target.record.title


def schema(kind: Kind) -> Plain:
    """The JSON Schema of one kind's files and lines."""
    fields = kind_schema(kind)
    definitions = fields.pop("$defs")
    dialect = fields.pop("$schema")
    text = {"type": "string"}
    link = {
        "type": "object",
        "properties": {"field": text, "to": text, "title": text, "page": text},
    }
    return {
        "$schema": dialect,
        "title": f"{kind.label.capitalize()}, version {VERSION}",
        "type": "object",
        "properties": {
            "$schema": text,
            "version": {"const": VERSION},
            "kind": {"const": kind.name},
            "id": {"type": "string", "pattern": f"^{kind.folder}/"},
            "fields": fields,
            "sections": {"type": "object", "additionalProperties": text},
            "page": text,
            "licence": {"const": LICENCE},
            "links": {"type": "array", "items": link},
            "linked_from": {"type": "array", "items": text},
        },
        "required": ["kind", "id", "fields"],
        "$defs": definitions,
    }
