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
        found = _FENCE.match(line)
        if found:
            mark = found[1]
            if not fence:
                fence = mark
            elif mark[0] == fence[0] and len(mark) >= len(fence):
                fence = ""
        if not fence and line.startswith("## "):
            _close(sections, name, start, lines)
            name, start, lines = line[3:].strip(), number, []
        else:
            lines.append(line)
    _close(sections, name, start, lines)
    return sections


def _close(sections: list[Section], name: str, start: int, lines: list[str]) -> None:
    text = "\n".join(lines).strip()
    if name or text:
        blank = next((n for n, line in enumerate(lines) if line.strip()), 0)
        sections.append(Section(name, text, max(start, 1), start + 1 + blank))


@dataclass(frozen=True, slots=True)
class Mark:
    """Something in a Markdown text that is looked at before it is shown."""

    kind: str
    """``link``, ``image``, ``html`` or ``heading`` (of the first or second level)."""
    value: str
    line: int
    column: int


def find_marks(text: str) -> Iterator[Mark]:
    """Links, images, raw HTML and high headings of a text, with places from 1."""
    if not _MARKUP.search(text) and "#" not in text and "\n=" not in text and "\n-" not in text:
        return
    data = text.encode()
    starts = [0, *(found.end() for found in re.finditer(b"\n", data))]
    for event, span in pyromark.events_with_range(text, options=OPTIONS):
        kind, value = _classify(event)
        if kind:
            line = bisect_right(starts, span["start"])
            column = len(data[starts[line - 1] : span["start"]].decode(errors="replace")) + 1
            yield Mark(kind, value, line, column)


def _classify(event: object) -> tuple[str, str]:
    match event:
        case {"Start": {"Link": {"dest_url": target}}}:
            return "link", target
        case {"Start": {"Image": {"dest_url": target}}}:
            return "image", target
        case {"Html": html} | {"InlineHtml": html}:
            return "html", html.strip()
        case {"Start": {"Heading": {"level": "H1" | "H2" as level}}}:
            return "heading", level
    return "", ""
