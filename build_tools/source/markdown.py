"""What stands in a Markdown text: its sections, and the places of links and raw HTML.

The reader is pulldown-cmark (through pyromark): CommonMark with tables, in time
linear in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

import pyromark

OPTIONS = pyromark.Options.ENABLE_TABLES
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_UNREAD = re.compile(rb"\[\^[^\]\n]*\]|\[\[[^\]\n]*|\[[^\[\]\n]+\] ?[(\[][^)\]\n]*[)\]]?")
_MARKUP = re.compile(r"[<\[]")


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
    """``link``, ``image``, ``html``, ``heading`` (of the first or second level) or ``unread``."""
    value: str
    line: int
    column: int


def find_marks(text: str) -> Iterator[Mark]:
    """Links, images, raw HTML, high headings and what was to be a link, with places from 1."""
    if not _MARKUP.search(text) and "#" not in text and "\n=" not in text and "\n-" not in text:
        return
    data = text.encode()
    starts = [0, *(found.end() for found in re.finditer(b"\n", data))]

    def mark(kind: str, value: str, offset: int) -> Mark:
        line = bisect_right(starts, offset)
        column = len(data[starts[line - 1] : offset].decode(errors="replace")) + 1
        return Mark(kind, value, line, column)

    read: list[tuple[int, int]] = []
    for event, span in pyromark.events_with_range(text, options=OPTIONS):
        kind, value = _classify(event)
        if kind in ("link", "image", "code"):
            read.append((span["start"], span["end"]))
        if kind and kind != "code":
            yield mark(kind, value, span["start"])
    for found in _UNREAD.finditer(data):
        if not any(start <= found.start() < end for start, end in read):
            yield mark("unread", found[0].decode(errors="replace"), found.start())


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
