"""Go through a record's values of one type, with the path of each."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, TypeVar

from build_tools.model.spec import FieldSpec, fields_of
from build_tools.values.findings import Path

T = TypeVar("T")


def walk(group: object, kind: type[T], path: Path = ()) -> Iterator[tuple[Path, Any, T]]:
    """Each scalar whose ValueType is of a kind, as (path, value, its ValueType)."""
    model: type = type(group)
    wanted: type = kind
    for spec in _leading_to(model, wanted):
        value = getattr(group, spec.attribute)
        if value is None:
            continue
        here = (*path, spec.name)
        if spec.group is None:
            assert isinstance(spec.value, kind)
            if spec.many:
                for number, item in enumerate(value):
                    yield (*here, number), item, spec.value
            else:
                yield here, value, spec.value
        elif spec.many:
            for number, item in enumerate(value):
                yield from walk(item, kind, (*here, number))
        else:
            yield from walk(value, kind, here)


@cache
def _leading_to(model: type, kind: type) -> tuple[FieldSpec, ...]:
    """The fields of a model class that are, or contain, scalars of a kind."""
    return tuple(
        spec
        for spec in fields_of(model)
        if (isinstance(spec.value, kind) if spec.group is None else _leading_to(spec.group, kind))
    )
