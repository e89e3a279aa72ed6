"""The tree of a YAML text: maps, lists and scalars, each with its place.

Scalars stay the text that stands in the file; the model gives them their type. So
``no`` is Norway and not false, ``4.10`` keeps its zero, and ``null`` or ``~`` or
nothing is an empty value.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

EMPTY = frozenset({"", "~", "null"})


@dataclass(slots=True)
class Scalar:
    """A scalar as it is written; ``plain`` where it stands without quotes or a block."""

    text: str
    line: int
    column: int
    plain: bool = True

    @property
    def empty(self) -> bool:
        """True for ``null``, ``~`` and nothing, without quotes."""
        return self.plain and self.text in EMPTY


@dataclass(slots=True)
class Listing:
    """A sequence."""

    items: list[Node]
    line: int
    column: int


@dataclass(slots=True)
class Mapping:
    """A mapping: keys with their places, in the order of the file."""

    line: int
    column: int
    keys: dict[str, Scalar] = field(default_factory=dict)
    values: dict[str, Node] = field(default_factory=dict)


Node: TypeAlias = Scalar | Listing | Mapping


def locate(root: Node, path: tuple[str | int, ...]) -> tuple[int, int]:
    """Line and column of the deepest node on the path that exists; of the root at least."""
    node = root
    for step in path:
        following: Node | None = None
        if isinstance(node, Mapping) and isinstance(step, str):
            following = node.values.get(step)
        elif isinstance(node, Listing) and isinstance(step, int) and step < len(node.items):
            following = node.items[step]
        if following is None:
            break
        node = following
    return node.line, node.column
