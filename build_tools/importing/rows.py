"""The rows of a source before anything is made of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from build_tools.importing.reasons import Reason

Cell: TypeAlias = "str | Sequence[Cell] | Mapping[str, Cell] | None"
"""A cell's text; in JSON and XML also a list or a group of cells."""
EACH = "*"
"""In a path: every item of the list that stands there."""
MAX_SOURCE = 1_000_000_000
"""How many bytes a source may have."""
MAX_LINE = 4_000_000
"""How many characters a line, or a cell over several lines, may have before reading ends."""
MAX_COLUMNS = 2000


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its cells by column, or the reasons why it cannot be read."""

    file: str
    number: int
    """From 1, in the order of the source; a header is not counted."""
    line: int
    """The line of the file on which it begins, from 1."""
    cells: Mapping[str, Cell]
    reasons: tuple[Reason, ...] = ()
    done: float = 0.0
    """How much of the source is read with this row, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Table:
    """A source that can be read row by row."""

    name: str
    columns: tuple[str, ...] | None
    """The names of its columns; None where only the rows show them (JSONL)."""
    rows: Callable[[], Iterator[Row]]


def find(cells: Mapping[str, Cell], path: str) -> Cell:
    """The cell of a column; a dotted path leads into groups and lists of JSON.

    A column whose own name has dots comes first. ``*`` stands for every item of a list:
    ``parties.*.name`` gives a list, with None where an item lacks it.
    """
    if path in cells:
        return cells[path]
    if "." not in path:
        return None
    return _follow(cells, path.split("."))


def _follow(cell: Cell, steps: Sequence[str]) -> Cell:
    for at, step in enumerate(steps):
        if isinstance(cell, Mapping):
            cell = cell.get(step)
        elif isinstance(cell, str) or cell is None:
            return None
        elif step == EACH:
            return [_follow(item, steps[at + 1 :]) for item in cell]
        elif step.isdecimal() and len(step) < 6 and int(step) < len(cell):
            cell = cell[int(step)]
        else:
            return None
    return cell


def leaves(cells: Mapping[str, Cell]) -> Iterator[tuple[str, str]]:
    """Each text of a row with the path to it, the items of a list under one path."""
    todo: list[tuple[str, Cell]] = list(reversed([*cells.items()]))
    while todo:
        path, cell = todo.pop()
        if isinstance(cell, str):
            yield path, cell
        elif isinstance(cell, Mapping):
            todo.extend((f"{path}.{name}", inner) for name, inner in reversed([*cell.items()]))
        elif cell is not None:
            inside = f"{path}.{EACH}"
            todo.extend((path if isinstance(item, str) else inside, item) for item in cell[::-1])
