"""From a record to the text of its file, in canonical form.

Fields stand in the model's order; empty ones are left out; short lists and groups
stand on one line; long words are quoted only where YAML needs it, or where another
YAML reader would take them for a number, a date or a truth value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from build_tools.model.common import Record
from build_tools.model.spec import FieldSpec, fields_of
from build_tools.model.types import Count, Date, Flag
from build_tools.source.front_matter import FENCE
from build_tools.source.markdown import Section

WIDTH = 110
_PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`][^\n\t]*|-[^\s][^\n\t]*")
_RESOLVED = re.compile(
    r"(?i:~|null|true|false|yes|no|on|off|y|n)|[-+.]?\d[\d_.,:eExXoO+\-/]*|\.inf|\.nan|=|<<",
    re.ASCII,
)
_UNSAFE_END = re.compile(r": |:$| #|\s$")
_FLOW = re.compile(r"[,\[\]{}]")
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]")


def write_record(record: Record, sections: Iterable[Section] = ()) -> str:
    """The text of a record's file: YAML, or front matter and Markdown where it has sections."""
    fields = "".join(_block(spec, value, 0) for spec, value in _filled(record))
    if not type(record).SECTIONS:
        return fields
    body = "\n\n".join(f"## {section.name}\n\n{section.text}" for section in sections)
    return f"{FENCE}\n{fields}{FENCE}\n{body}\n"


def write_field(spec: FieldSpec, value: Any) -> str:
    """The lines of one field of a record."""
    return _block(spec, value, 0)


def _filled(group: object) -> list[tuple[FieldSpec, Any]]:
    """The fields of a group that hold something, with their values."""
    model: type = type(group)
    pairs = ((spec, getattr(group, spec.attribute)) for spec in fields_of(model))
    return [
        (spec, value)
        for spec, value in pairs
        if value not in (None, ()) and (spec.required or spec.shown or value != spec.default)
    ]


def _block(spec: FieldSpec, value: Any, indent: int) -> str:
    """One field on one line where it fits, else as a block."""
    pad = " " * indent
    line = f"{pad}{spec.name}: {_flow(spec, value)}"
    short = len(line) <= WIDTH and "\n" not in line
    if spec.many and spec.group is not None:
        items = "".join(_item(item, indent + 2) for item in value)
        return f"{pad}{spec.name}:\n{items}"
    if spec.many:
        if short:
            return line + "\n"
        lines = "".join(f"{pad}  - {_scalar(spec, item, flow=False)}\n" for item in value)
        return f"{pad}{spec.name}:\n{lines}"
    if spec.group is not None:
        if short:
            return line + "\n"
        inner = "".join(_block(each, item, indent + 2) for each, item in _filled(value))
        return f"{pad}{spec.name}:\n{inner}"
    if isinstance(value, str) and "\n" in value:
        return f"{pad}{spec.name}: |\n" + _literal(value, indent + 2)
    return f"{pad}{spec.name}: {_scalar(spec, value, flow=False)}\n"


def _item(group: object, indent: int) -> str:
    """One group in a list."""
    pad = " " * indent
    line = f"{pad}- {_flow_group(group)}"
    if len(line) <= WIDTH and "\n" not in line:
        return line + "\n"
    inner = "".join(_block(spec, value, indent + 2) for spec, value in _filled(group))
    return f"{pad}- {inner[indent + 2 :]}"


def _flow(spec: FieldSpec, value: Any) -> str:
    if spec.many:
        return "[" + ", ".join(_flow_one(spec, item) for item in value) + "]"
    return _flow_one(spec, value)


def _flow_one(spec: FieldSpec, value: Any) -> str:
    return _flow_group(value) if spec.group is not None else _scalar(spec, value, flow=True)


def _flow_group(group: object) -> str:
    return (
        "{"
        + ", ".join(f"{spec.name}: {_flow(spec, value)}" for spec, value in _filled(group))
        + "}"
    )


def _literal(text: str, indent: int) -> str:
    pad = " " * indent
    return "".join(f"{pad}{line}\n" if line else "\n" for line in text.rstrip("\n").split("\n"))


def _scalar(spec: FieldSpec, value: Any, flow: bool) -> str:
    """A value as it stands in the file."""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    typed = isinstance(spec.value, Date | Count | Flag)
    if _UNSEEN.search(text) or "\n" in text:
        return _double_quoted(text)
    plain = (
        _PLAIN.fullmatch(text) is not None
        and not _UNSAFE_END.search(text)
        and not (flow and _FLOW.search(text))
        and (typed or _RESOLVED.fullmatch(text) is None)
    )
    if plain:
        return text
    return (
        _double_quoted(text)
        if "'" in text
        else f"'{text}'"
        if '"' in text
        else f'"{_escape(text)}"'
    )


def _escape(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _double_quoted(text: str) -> str:
    escaped = _escape(text).replace("\n", "\\n").replace("\t", "\\t")
    return '"' + _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", escaped) + '"'
