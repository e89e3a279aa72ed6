"""Where in a record a value goes: ``title``, ``conduct.from``, ``charges[*].cited``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

from build_tools.importing.rows import EACH
from build_tools.model.common import Record
from build_tools.model.spec import FieldSpec, fields_of
from build_tools.values.nearest import nearest, suggestion

Step: TypeAlias = "str | int"
"""A field's name, a position in a list from 0, or EACH."""
_PART = re.compile(r"([a-z_]+)(?:\[(\d{1,2}|\*)\])?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Target:
    """A field of the model, with the steps that lead to it from the record."""

    name: str
    """As the mapping writes it."""
    steps: tuple[Step, ...]
    spec: FieldSpec
    each: bool
    """True where the value is one of a list for which there is one group each."""
    whole: bool
    """True where the value is a list of plain values, all of which come from here."""

    @property
    def words(self) -> str:
        """The path as findings show it: ``sources.url``."""
        return ".".join(step for step in self.steps if isinstance(step, str) and step != EACH)


def find_target(model: type[Record], name: str) -> Target:
    """The field that a mapping names. Raises ValueError with a sentence for a librarian."""
    steps: list[Step] = []
    group: type | None = model
    spec: FieldSpec | None = None
    indexed = False
    for part in name.split("."):
        if group is None:
            raise ValueError(f"'{_path(steps)}' holds a single value; nothing stands under it")
        found = _PART.fullmatch(part)
        if found is None:
            raise ValueError(
                f"'{part}' is not written as a field: title, conduct.from, sources[0].url or "
                "charges[*].cited"
            )
        spec = _field(group, found[1], steps)
        index = found[2]
        if index is not None and not spec.many:
            raise ValueError(f"'{spec.name}' is no list; leave [{index}] out")
        if index is None and spec.many and spec.group is not None:
            raise ValueError(f"'{spec.name}' is a list of groups; write {spec.name}[0] for one")
        steps.append(spec.name)
        indexed = index is not None
        if index is not None:
            steps.append(EACH if index == EACH else int(index))
        group = spec.group
    assert spec is not None
    if spec.group is not None:
        inner = ", ".join(each.name for each in fields_of(spec.group)[:4])
        raise ValueError(f"'{name}' is a group of fields; name one of them: {inner} …")
    if steps.count(EACH) > 1 or steps[-1] == EACH:
        raise ValueError("[*] stands once, after a list of groups: charges[*].cited")
    return Target(name, tuple(steps), spec, EACH in steps, spec.many and not indexed)


def _field(group: type, name: str, steps: list[Step]) -> FieldSpec:
    known = {spec.name: spec for spec in fields_of(group)}
    if name not in known:
        inside = f" in {_path(steps)}" if steps else ""
        raise ValueError(f"there is no field '{name}'{inside}{suggestion(nearest(name, known))}")
    return known[name]


def _path(steps: list[Step]) -> str:
    return ".".join(step for step in steps if isinstance(step, str) and step != EACH)


def clash(one: Target, other: Target) -> bool:
    """True where two targets cannot both be filled: the same place, or [*] beside [0]."""
    for mine, theirs in zip(one.steps, other.steps, strict=False):
        if mine == theirs:
            continue
        return EACH in (mine, theirs) and not (isinstance(mine, str) and isinstance(theirs, str))
    return True
