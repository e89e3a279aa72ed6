"""From annotated classes to field lists: the one description that all else derives from.

A model class is a frozen dataclass. Each field's annotation gives its type once, as
``Annotated[python type, ValueType]`` or a nested model class, bare (required), ``| None``
(optional) or in ``tuple[…, ...]`` (a list). Its help text stands beside it.
"""

from __future__ import annotations

import dataclasses
import types
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from build_tools.model.types import ValueType

HELP = "help"
LABEL = "label"
SHOWN = "shown"


def required(help: str, label: str = "") -> Any:
    """A field that every record must have. ``help`` says what it is, for a contributor."""
    return dataclasses.field(metadata={HELP: help, LABEL: label})


def optional(help: str, label: str = "", default: Any = None, shown: bool = False) -> Any:
    """A field that may be empty (None, or the default given).

    shown: the canonical form of a record writes it even where it is the default.
    """
    return dataclasses.field(default=default, metadata={HELP: help, LABEL: label, SHOWN: shown})


def several(help: str, label: str = "") -> Any:
    """A list that may be empty."""
    return dataclasses.field(default=(), metadata={HELP: help, LABEL: label})


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field as the parser, the schema and the reference need to see it."""

    name: str
    """The name in the file, which is the attribute's name without a trailing ``_``."""
    attribute: str
    help: str
    label: str
    required: bool
    many: bool
    value: ValueType | None
    """The type of a scalar, or None where the value is a group of fields."""
    shown: bool
    """True where the canonical form writes the field even where it is the default."""
    group: type | None
    """The nested model class, or None where the value is a scalar."""
    default: Any


def fields_of(model: type) -> tuple[FieldSpec, ...]:
    """The fields of a model class in their canonical order.

    A record's own fields stand after its title and before those that all records share.
    """
    return _fields_of(model)


@cache
def _fields_of(model: type) -> tuple[FieldSpec, ...]:
    hints = get_type_hints(model, include_extras=True)
    order = getattr(model, "FIELD_ORDER", None)
    fields = [field for field in dataclasses.fields(model) if HELP in field.metadata]
    if order is not None:
        fields.sort(key=lambda field: order(field.name))
    return tuple(_spec(field, hints[field.name]) for field in fields)


def _spec(field: dataclasses.Field[Any], hint: Any) -> FieldSpec:
    many = False
    if get_origin(hint) is types.UnionType or type(None) in get_args(hint):
        hint = next(part for part in get_args(hint) if part is not type(None))
    elif get_origin(hint) is tuple:
        many = True
        hint = get_args(hint)[0]
    value: ValueType | None = None
    group: type | None = None
    if get_origin(hint) is Annotated:
        value = next(extra for extra in get_args(hint)[1:] if hasattr(extra, "read"))
    else:
        group = hint
    name = field.name.rstrip("_")
    return FieldSpec(
        name=name,
        attribute=field.name,
        help=field.metadata[HELP],
        label=field.metadata[LABEL] or name.replace("_", " ").capitalize(),
        required=field.default is dataclasses.MISSING,
        many=many,
        shown=field.metadata.get(SHOWN, False),
        value=value,
        group=group,
        default=None if field.default is dataclasses.MISSING else field.default,
    )
