"""What stands in a Markdown text: its sections, and the places of links and raw HTML.

The reader is pulldown-cmark (through pyromark): CommonMark with tables, in time
linear in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyromark

OPTIONS = pyromark.Options.ENABLE_TABLES
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_UNREAD = re.compile(rb"\[\^[^\[\]\n]*\]|\[\[[^\]\n]*|\[[^\[\]\n]+\] ?[(\[][^)\]\n]*[)\]]?")
_MARKUP = re.compile(r"[<\[]")
_NESTING = re.compile(r"^[ \t]*(?:>|[-+*][ \t]|\d{1,9}[.)][ \t])", re.MULTILINE)
MAX_DEPTH = 20
"""How deep lists, quotations and emphasis may stand in one another."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a body under one heading of the second level, as Markdown."""

    name: str
    """The heading's text; ``""`` for what stands before the first heading."""
    text: str
    line: int = 0
    """The line of the file, from 1, on which the heading stands; 0 where there is no file."""
    text_line: int = 0
    """The line of the file on which the text begins."""


def split_sections(body: str, first_line: int = 1) -> list[Section]:
    """Cut a body at its headings of the second level (``## Facts``).

    first_line: the line of the file on which the body begins. Lines inside fenced code
    are no headings. Text before the first heading becomes a section without a name;
    blank text there is left out.
    """
    sections: list[Section] = []
    name, start, lines = "", first_line - 1, list[str]()
    fence = ""
    for number, line in enumerate(body.split("\n"), start=first_line):
        fence = _fence_after(line, fence)
        if not fence and line.startswith("## "):
            _close(sections, name, start, lines)
            name, start, lines = line[3:].strip(), number, []
        else:
            lines.append(line)
    _close(sections, name, start, lines)
    return sections


def unclosed_code(body: str, first_line: int = 1) -> int | None:
    """The line on which fenced code begins that is never closed; None where there is none."""
    fence, opened = "", 0
    for number, line in enumerate(body.split("\n"), start=first_line):
        after = _fence_after(line, fence)
        if after and not fence:
            opened = number
        fence = after
    return opened if fence else None


def _fence_after(line: str, fence: str) -> str:
    """The mark of the fenced code that is open after a line, given the one before it."""
    found = _FENCE.match(line)
    if found is None:
        return fence
    mark = found[1]
    if not fence:
        return mark
    return "" if mark[0] == fence[0] and len(mark) >= len(fence) else fence


def _close(sections: list[Section], name: str, start: int, lines: list[str]) -> None:
    text = "\n".join(lines).strip()
    if name or text:
        blank = next((n for n, line in enumerate(lines) if line.strip()), 0)
        sections.append(Section(name, text, max(start, 1), start + 1 + blank))


@dataclass(frozen=True, slots=True)
class Mark:
    """Something in a Markdown text that is looked at before it is shown."""

    kind: str
    """``link``, ``image``, ``html``, ``heading`` (of the first or second level), ``unread`` or
    ``deep`` (at the first place that is nested too deep; nothing after it is looked at)."""
    value: str
    line: int
    column: int


def find_marks(text: str) -> Iterator[Mark]:
    """Links, images, raw HTML, high headings and what was to be a link, with places from 1.

    Takes time linear in the text, whatever stands in it.
    """
    if not _may_have_marks(text):
        return
    data = text.encode()
    places = _Places(data)
    read: list[tuple[int, int]] = []
    depth = 0
    for event, span in pyromark.events_with_range(text, options=OPTIONS):
        depth += _step(event)
        if depth > MAX_DEPTH:
            yield Mark("deep", "", *places.of(span["start"]))
            return
        kind, value = _classify(event)
        if kind in ("link", "image", "code"):
            read.append((span["start"], span["end"]))
        if kind and kind != "code":
            yield Mark(kind, value, *places.of(span["start"]))
    for found in _outside(_UNREAD.finditer(data), read):
        yield Mark("unread", found[0].decode(errors="replace"), *places.of(found.start()))


def _may_have_marks(text: str) -> bool:
    found = _MARKUP.search(text) or _NESTING.search(text)
    return found is not None or any(mark in text for mark in ("#", "\n=", "\n-", "*", "_"))


def _outside(
    found: Iterable[re.Match[bytes]], spans: list[tuple[int, int]]
) -> Iterator[re.Match[bytes]]:
    """The matches that begin in none of some spans; both in the order of the text."""
    spans.sort()
    reach, following = 0, 0
    for match in found:
        while following < len(spans) and spans[following][0] <= match.start():
            reach = max(reach, spans[following][1])
            following += 1
        if match.start() >= reach:
            yield match


class _Places:
    """Lines and columns, from 1, of places in UTF-8 text, asked for mostly in their order."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._starts = [0, *(found.end() for found in re.finditer(b"\n", data))]
        self._last = (0, 0, 1)
        """Line, offset and column of the place before: a long line is not counted anew."""

    def of(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._starts, offset)
        known, start, column = self._last
        if known != line or start > offset:
            start, column = self._starts[line - 1], 1
        column += len(self._data[start:offset].decode(errors="replace"))
        self._last = (line, offset, column)
        return line, column


def _step(event: object) -> int:
    """How much deeper an event leads: 1, -1 or 0."""
    if not isinstance(event, dict):
        return 0
    return 1 if "Start" in event else -1 if "End" in event else 0


def _classify(event: object) -> tuple[str, str]:
    match event:
        case {"Start": {"Link": {"dest_url": target}}}:
            return "link", target
        case {"Start": {"Image": {"dest_url": target}}}:
            return "image", target
        case {"Code": _} | {"Start": {"CodeBlock": _}}:
            return "code", ""
        case {"Html": html} | {"InlineHtml": html}:
            return "html", html.strip()
        case {"Start": {"Heading": {"level": "H1" | "H2" as level}}}:
            return "heading", level
    return "", ""
