"""The records as tables: one for each kind, and one for each list inside a kind.

A list of groups becomes a table of its own whose rows name the record and the place in
the list; a list of words likewise. So every cell holds one value, in CSV and in SQLite.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias

from build_tools.corpus.load import Entry
from build_tools.model.kinds import KINDS, Kind
from build_tools.model.spec import FieldSpec, fields_of
from build_tools.model.types import Count, Flag, Ref

Cell: TypeAlias = "str | int | None"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, its type for SQLite and Frictionless, what it means."""

    name: str
    type: str
    """``text`` or ``integer``."""
    help: str
    required: bool = False
    refers: str = ""
    """``record`` or ``part`` where its values are ids of those."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table."""

    name: str
    kind: Kind
    steps: tuple[FieldSpec, ...]
    """The lists that lead to its rows; none for a kind's own table."""
    columns: tuple[Column, ...]


@cache
def tables() -> tuple[Table, ...]:
    """All tables, a kind's own before those of its lists."""
    return tuple(table for kind in KINDS for table in _tables(kind))


def _tables(kind: Kind) -> Iterator[Table]:
    record = Column("id", "text", "The record's id.", required=True)
    yield Table(_name(kind.folder), kind, (), (record, *_columns(kind.model)))
    yield from _inner(kind, kind.model, _name(kind.folder), ())


def _inner(kind: Kind, model: type, name: str, steps: tuple[FieldSpec, ...]) -> Iterator[Table]:
    for spec in fields_of(model):
        if not spec.many:
            continue
        path = (*steps, spec)
        inner = f"{name}_{spec.name}"
        keys = [Column("record", "text", "The id of the record.", True, "record")]
        keys += [
            Column(f"n{depth}", "integer", f"The place in the list '{step.name}', from 1.", True)
            for depth, step in enumerate(path, start=1)
        ]
        own = _columns(spec.group) if spec.group is not None else (_column(spec, "value"),)
        yield Table(inner, kind, path, (*keys, *own))
        if spec.group is not None:
            yield from _inner(kind, spec.group, inner, path)


def _columns(model: type, prefix: str = "") -> tuple[Column, ...]:
    """The columns of a group's scalars; those of a group in it have its name before theirs."""
    found: list[Column] = []
    for spec in fields_of(model):
        if spec.many:
            continue
        if spec.group is not None:
            found += _columns(spec.group, f"{prefix}{spec.name}_")
        else:
            found.append(_column(spec, f"{prefix}{spec.name}"))
    return tuple(found)


def _column(spec: FieldSpec, name: str) -> Column:
    number = isinstance(spec.value, Count | Flag)
    refers = ""
    if isinstance(spec.value, Ref):
        refers = "part" if spec.value.part is not False else "record"
    column = name if name not in ("id", "record") else f"{name}_"
    return Column(column, "integer" if number else "text", spec.help, False, refers)


def _name(folder: str) -> str:
    return folder.replace("-", "_")


def rows(table: Table, entry: Entry) -> Iterator[tuple[Cell, ...]]:
    """The rows that one record gives to a table."""
    if not table.steps:
        yield (entry.id, *_cells(entry.record))
        return
    yield from _deep(entry.record, table.steps, (entry.id,))


def _deep(
    group: object, steps: tuple[FieldSpec, ...], keys: tuple[Cell, ...]
) -> Iterator[tuple[Cell, ...]]:
    spec, *rest = steps
    for number, item in enumerate(getattr(group, spec.attribute), start=1):
        if rest:
            yield from _deep(item, tuple(rest), (*keys, number))
        elif spec.group is not None:
            yield (*keys, number, *_cells(item))
        else:
            yield (*keys, number, _cell(item))


def _cells(group: object) -> tuple[Cell, ...]:
    model: type = type(group)
    found: list[Cell] = []
    for spec in fields_of(model):
        if spec.many:
            continue
        value = getattr(group, spec.attribute)
        if spec.group is None:
            found.append(_cell(value))
        elif value is None:
            found += [None] * len(_columns(spec.group))
        else:
            found += _cells(value)
    return tuple(found)


def _cell(value: Any) -> Cell:
    if value is None:
        return None
    return int(value) if isinstance(value, bool | int) else str(value)
