"""JSON Schema (draft 2020-12) of each kind, made from the model.

For editors, which complete and check fields as one types, and for programs that read the
records. It says all that a single file can be judged by; whether references and terms
exist is asked by the check.
"""

from __future__ import annotations

from typing import Any

from build_tools.model.kinds import Kind
from build_tools.model.spec import FieldSpec, fields_of
from build_tools.model.types import Choice, Schema

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def kind_schema(kind: Kind) -> Schema:
    """The schema of the fields of one kind of record."""
    definitions: dict[str, Schema] = {}
    schema = _group_schema(kind.model, definitions)
    return {
        "$schema": DIALECT,
        "title": kind.label.capitalize(),
        "description": f"{(kind.model.__doc__ or '').strip()} It stands in {kind.pattern}",
        **schema,
        "$defs": dict(sorted(definitions.items())),
    }


def _group_schema(model: type, definitions: dict[str, Schema]) -> Schema:
    specs = fields_of(model)
    schema: Schema = {
        "type": "object",
        "properties": {spec.name: _field_schema(spec, definitions) for spec in specs},
        "additionalProperties": False,
    }
    required = [spec.name for spec in specs if spec.required]
    if required:
        schema["required"] = required
    return schema


def _field_schema(spec: FieldSpec, definitions: dict[str, Schema]) -> Schema:
    one = _value_schema(spec, definitions)
    described: dict[str, Any] = {"title": spec.label, "description": spec.help}
    if isinstance(spec.value, Choice):
        meanings = "; ".join(f"{word}: {meaning}" for word, meaning in spec.value.words)
        described["description"] = f"{spec.help} {meanings}."
    if spec.many:
        listed: Schema = {"type": "array", "items": one}
        if spec.required:
            listed["minItems"] = 1
        one = listed
    if spec.required:
        return {**described, **one}
    return {**described, "anyOf": [one, {"type": "null"}]}


def _value_schema(spec: FieldSpec, definitions: dict[str, Schema]) -> Schema:
    if spec.group is None:
        assert spec.value is not None
        return spec.value.schema()
    name = spec.group.__name__
    if name not in definitions:
        definitions[name] = {}
        group = _group_schema(spec.group, definitions)
        group["description"] = (spec.group.__doc__ or "").strip()
        definitions[name] = group
    reference: Schema = {"$ref": f"#/$defs/{name}"}
    if getattr(spec.group, "SHORTHAND", ""):
        return {"anyOf": [{"type": "string", "minLength": 1}, reference]}
    return reference
