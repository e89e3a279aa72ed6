"""Read the fields of a model class out of a tree, finding all that is wrong at once."""

from __future__ import annotations

from functools import cache
from typing import Any

from build_tools.model.mending import mended
from build_tools.model.spec import FieldSpec, fields_of
from build_tools.model.types import Term
from build_tools.source.tree import Listing, Mapping, Node, Scalar
from build_tools.values.findings import MAX_FAULTS, Finding, Place
from build_tools.values.nearest import nearest, suggestion

_MISSING = object()


class _TooManyFaults(Exception):  # noqa: N818 - it ends a reading, it is no error of ours
    """Ends the reading of a file in which hardly anything is as it should be."""


MAX_SHOWN = 60


class Reader:
    """Reads groups of fields of one file and collects what is wrong in them."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.findings: list[Finding] = []

    def read(self, model: type, node: Mapping) -> Any:
        """An instance of a model class, or None where a required field has no value.

        Where more faults stand than are shown, the reading ends there, with None.
        """
        try:
            return self._read(model, node, "")
        except _TooManyFaults:
            return None

    def _read(self, model: type, node: Mapping, path: str) -> Any:
        """The same for a group; path: the field in which it stands, for the words of findings."""
        specs = fields_of(model)
        known = _by_name(model)
        for name, key in node.keys.items():
            if name not in known:
                self._unknown_field(name, key, node.values[name], path, known)
        values: dict[str, Any] = {}
        complete = True
        written = node.values
        for spec in specs:
            inner = written.get(spec.name)
            if inner is None and not spec.required:
                continue
            where = f"{path}.{spec.name}" if path else spec.name
            if inner is None or _is_blank(inner):
                if spec.required:
                    complete = False
                    self._missing(spec, inner or node, where)
                continue
            value = self._value(spec, inner, where)
            if value is _MISSING:
                complete = complete and not spec.required
            else:
                values[spec.attribute] = value
        return model(**values) if complete else None

    def _value(self, spec: FieldSpec, node: Node, path: str) -> Any:
        if not spec.many:
            return self._one(spec, node, path)
        if not isinstance(node, Listing):
            self._wrong_type(node, path, f"a list, such as [{_listed(spec, node)}]")
            return _MISSING
        if spec.required and not node.items:
            self._missing(spec, node, path)
            return _MISSING
        values = [self._one(spec, item, path) for item in node.items]
        return tuple(value for value in values if value is not _MISSING)

    def _one(self, spec: FieldSpec, node: Node, path: str) -> Any:
        if spec.group is not None:
            return self._group(spec.group, node, path)
        return self._scalar(spec, node, path)

    def _scalar(self, spec: FieldSpec, node: Node, path: str) -> Any:
        assert spec.value is not None
        if not isinstance(node, Scalar):
            self._wrong_type(node, path, spec.value.name)
            return _MISSING
        if _is_blank(node):
            self._find(node, "missing-field", f"{path}: an empty value stands in the list")
            return _MISSING
        try:
            return spec.value.read(node.text.strip())
        except ValueError as refused:
            meant = mended(spec.value, node.text.strip())
            known = meant and not isinstance(spec.value, Term)  # a term may not exist
            message = f"{path}: {refused}" + (f"; write {meant}" if known else "")
            self._find(node, spec.value.code, message, meant, certain=bool(meant))
            return _MISSING

    def _group(self, group: type, node: Node, path: str) -> Any:
        shorthand = getattr(group, "SHORTHAND", "")
        if shorthand and isinstance(node, Scalar):
            node = Mapping(node.line, node.column, {shorthand: node}, {shorthand: node})
        if not isinstance(node, Mapping):
            names = ", ".join(spec.name for spec in fields_of(group)[:3])
            self._wrong_type(node, path, f"a group of fields ({names} …)")
            return _MISSING
        value = self._read(group, node, path)
        return _MISSING if value is None else value

    def _wrong_type(self, node: Node, path: str, wanted: str) -> None:
        if isinstance(node, Scalar):
            got = f"'{_short(node.text)}'"
        else:
            got = "a list" if isinstance(node, Listing) else "a group of fields"
        self._find(node, "wrong-type", f"{path}: {wanted} must stand here, not {got}")

    def _unknown_field(
        self, name: str, key: Scalar, value: Node, path: str, known: dict[str, FieldSpec]
    ) -> None:
        near = nearest(name, known)
        inside = f" in {path}" if path else ""
        shown = _short(name)
        if _has_no_colon(key, value):
            message = (
                f"{path or shown}: '{shown}' is read as a field of its own, because of the comma "
                "before it; put the whole text in quotes"
            )
            self._find(key, "unquoted-comma", message)
            return
        message = f"{shown}: there is no field '{shown}'{inside}{suggestion(near)}"
        self._find(key, "unknown-field", message, near)

    def _missing(self, spec: FieldSpec, node: Node, path: str) -> None:
        asked = spec.value.name if spec.value is not None else "a group of fields"
        self._find(node, "missing-field", f"{path}: the field is required ({asked}: {spec.help})")

    def _find(
        self, node: Node, code: str, message: str, near: str = "", certain: bool = False
    ) -> None:
        place = Place(self.file, node.line, node.column)
        if len(self.findings) > MAX_FAULTS:
            raise _TooManyFaults
        self.findings.append(Finding(place, code, message, nearest=near, certain=certain))


@cache
def _by_name(model: type) -> dict[str, FieldSpec]:
    return {spec.name: spec for spec in fields_of(model)}


def _has_no_colon(key: Scalar, value: Node) -> bool:
    """True for the end of a text that a comma inside ``{ }`` made a field without a value."""
    ends = (key.line, key.column + len(key.text))
    return isinstance(value, Scalar) and value.empty and (value.line, value.column) == ends


def _is_blank(node: Node) -> bool:
    """True for nothing, and for quotes with nothing but blanks in them."""
    return isinstance(node, Scalar) and (node.empty or not node.text.strip())


def _listed(spec: FieldSpec, node: Node) -> str:
    """What stands there as the one value of a list, where that is what was meant."""
    if spec.group is None and isinstance(node, Scalar) and not node.empty:
        return '"' + _short(node.text).replace('"', "'") + '"'
    return _example(spec)


def _example(spec: FieldSpec) -> str:
    if spec.group is None:
        return "…"
    return "{" + ", ".join(f"{inner.name}: …" for inner in fields_of(spec.group)[:2]) + "}"


def _short(text: str) -> str:
    """A value as it is quoted in a finding: one line, not too long."""
    line = " ".join(text.split())
    return line if len(line) <= MAX_SHOWN else line[: MAX_SHOWN - 1] + "…"
