"""YAML to a tree with places, refusing what no record needs.

PyYAML's C parser (libyaml) yields events; each is checked before anything is built
from it. Anchors, aliases, tags, directives, several documents, equal keys, keys that
are not plain words, and more depth, values or bytes than a record can want are
findings. The tree is built in the same pass and without recursion, so no nesting
can exhaust the stack: libyaml's own composer dies of 40,000 brackets.
"""

from __future__ import annotations

import re
from typing import Any

import yaml
from yaml import events
from yaml._yaml import CParser

from build_tools.source.tree import Listing, Mapping, Node, Scalar
from build_tools.source.yaml_explain import explain
from build_tools.values.findings import Finding, Place

MAX_DEPTH = 12
MAX_NODES = 100_000
_DROPPED = re.compile(r"[ \t]+(#[^\s#]\S*)")
_ENDS = frozenset({events.MappingEndEvent, events.SequenceEndEvent})


def read_yaml(
    text: str, file: str, first_line: int = 1
) -> tuple[Mapping | None, tuple[Finding, ...]]:
    """Read one YAML mapping.

    file: the path to name in findings. first_line: the line of the file on which the
    text begins, from 1. Returns the mapping, or None and the finding that says why
    there is none; where keys are equal, each double is found and the first is kept.
    """
    builder = _Builder(file, first_line)
    try:
        root = builder.build(text)
    except _Refused as refused:
        return None, (refused.finding,)
    except yaml.YAMLError as fault:
        return None, (_syntax_finding(text, fault, file, first_line),)
    if not isinstance(root, Mapping):
        message = "the record must begin with fields, each written 'name: value'"
        return None, (Finding(Place(file, first_line), "not-a-record", message),)
    return root, (*builder.doubles, *builder.dropped)


class _Refused(Exception):  # noqa: N818 - it ends a reading, it is no error of ours
    """Ends the reading of one text."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


class _Builder:
    """Builds one tree from one text. Lines and columns count from 1, as in editors."""

    def __init__(self, file: str, first_line: int) -> None:
        self.file = file
        self.first_line = first_line
        self.doubles: list[Finding] = []
        self.dropped: list[Finding] = []
        self._lines: list[str] = []
        self._open: list[Listing | Mapping] = []
        self._keys: list[Scalar | None] = []

    def build(self, text: str) -> Node | None:
        """Check each event, then build from it. Raises _Refused or yaml.YAMLError."""
        parser = CParser(text)
        self._lines = text.split("\n") if " #" in text else []
        root: Node | None = None
        count = 0
        next_event, ahead, opened = parser.get_event, self.first_line, self._open
        try:
            while True:
                event: Any = next_event()
                kind = type(event)
                if kind in _ENDS:
                    opened.pop()
                    self._keys.pop()
                    continue
                mark = event.start_mark
                line, column = mark.line + ahead, mark.column + 1
                node: Any
                if kind is events.ScalarEvent:
                    plain = not event.style
                    node = Scalar(event.value, line, column, plain)
                    if plain and self._lines:
                        self._check_dropped(event)
                elif kind is events.MappingStartEvent:
                    node = Mapping(line, column)
                elif kind is events.SequenceStartEvent:
                    node = Listing([], line, column)
                elif kind is events.StreamEndEvent:
                    return root
                else:
                    self._check_document(event, root is not None, line, column)
                    continue
                if event.anchor is not None:
                    raise self._refuse(line, column, f"an anchor '&{event.anchor}'")
                if event.tag is not None:
                    raise self._refuse(line, column, f"a tag '{event.tag}'")
                count += 1
                if count > MAX_NODES or len(opened) >= MAX_DEPTH:
                    raise self._too_large(node, count)
                if opened:
                    self._attach(node)
                else:
                    root = node
                if kind is not events.ScalarEvent:
                    opened.append(node)
                    self._keys.append(None)
        finally:
            parser.dispose()

    def _check_dropped(self, event: events.ScalarEvent) -> None:
        """A text that goes on after `` #`` loses what follows: YAML takes it for a comment.

        A comment that anybody means has a blank after the mark, and is let through.
        """
        mark = event.end_mark
        assert mark is not None
        rest = self._lines[mark.line][mark.column :] if mark.line < len(self._lines) else ""
        found = _DROPPED.match(rest)
        if found is None or not event.value:
            return
        place = Place(self.file, mark.line + self.first_line, mark.column + found.end())
        message = (
            f"'{found[1]}' and all after it on this line is dropped, because # begins a comment; "
            "put the whole text in quotes"
        )
        self.dropped.append(Finding(place, "dropped-text", message))

    def _check_document(self, event: Any, begun: bool, line: int, column: int) -> None:
        if isinstance(event, events.AliasEvent):
            raise self._refuse(line, column, f"an alias '*{event.anchor}'")
        if isinstance(event, events.DocumentStartEvent):
            if begun:
                raise self._refuse(line, column, "a second document '---'")
            if event.version or event.tags:
                raise self._refuse(line, column, "a directive '%'")

    def _refuse(self, line: int, column: int, what: str) -> _Refused:
        message = f"{what} stands here; records use none, write the value out"
        return _Refused(Finding(Place(self.file, line, column), "yaml-feature", message))

    def _too_large(self, node: Node, count: int) -> _Refused:
        if count > MAX_NODES:
            message = f"the record has more than {MAX_NODES:,} values; split it"
        else:
            message = f"values are nested more than {MAX_DEPTH} deep"
        return _Refused(Finding(Place(self.file, node.line, node.column), "too-large", message))

    def _attach(self, node: Node) -> None:
        """Put a node into the innermost collection that is open."""
        holder = self._open[-1]
        if isinstance(holder, Listing):
            holder.items.append(node)
            return
        key = self._keys[-1]
        if key is None:
            if not isinstance(node, Scalar):
                message = "a field's name must be a word; a list or a mapping stands here"
                place = Place(self.file, node.line, node.column)
                raise _Refused(Finding(place, "yaml-syntax", message))
            self._keys[-1] = node
            return
        self._keys[-1] = None
        if key.text in holder.keys:
            message = (
                f"{key.text}: the field stands here a second time; keep one, or indent this line "
                "where it belongs to the one above"
            )
            place = Place(self.file, key.line, key.column)
            self.doubles.append(Finding(place, "duplicate-key", message))
            return
        holder.keys[key.text] = key
        holder.values[key.text] = node


def _syntax_finding(text: str, fault: yaml.YAMLError, file: str, first_line: int) -> Finding:
    mark = getattr(fault, "problem_mark", None)
    if "quoted scalar" in (getattr(fault, "context", None) or ""):
        mark = getattr(fault, "context_mark", None) or mark
    line, column = (mark.line, mark.column) if mark is not None else (0, 0)
    lines = text.split("\n")
    for number in (line, line - 1):
        written = lines[number] if 0 <= number < len(lines) else ""
        indent = written[: len(written) - len(written.lstrip())]
        if "\t" in indent:
            place = Place(file, number + first_line, indent.index("\t") + 1)
            message = "the line is indented with a tab; use blanks, two to a level"
            return Finding(place, "tab-indentation", message)
    slip = explain(lines, line)
    if slip is not None:
        place = Place(file, slip.line + first_line, slip.column)
        return Finding(place, "yaml-syntax", slip.message)
    problem = str(getattr(fault, "problem", None) or fault).strip().split("\n")[0]
    place = Place(file, line + first_line, column + 1)
    message = f"this is not valid YAML ({problem}); a colon, a quote or a bracket is missing here"
    return Finding(place, "yaml-syntax", f"{message} or before")
