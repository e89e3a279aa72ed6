"""Frames: pages that a shell renders once, with markers where a record's page goes in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import NamedTuple, Protocol

from build_tools.pages.page import Page
from build_tools.settings import Settings

TITLE = "docket-frame-title"
DESCRIPTION = "docket-frame-description"
BODY = "docket-frame-body"
HEAD = "docket-frame-head"
_MARKERS = (TITLE, DESCRIPTION, BODY, HEAD)


class ShellError(Exception):
    """The shell could not build; the message says why."""


class FrameKey(NamedTuple):
    """Which frame a page needs: the part of the site it is in, and how deep it stands."""

    section: str
    depth: int
    language: str = ""
    """The language of a further edition; ``""`` for the site's own."""


def key_of(page: Page) -> FrameKey:
    """The frame that a page needs."""
    return FrameKey(page.section, page.depth - bool(page.language), page.language)


@dataclass(frozen=True, slots=True)
class Frame:
    """A rendered frame, cut at its markers, in the order in which they stand."""

    pieces: tuple[str, ...]
    holes: tuple[str, ...]

    def fill(self, page: Page) -> str:
        """The whole HTML of a page. Title and description are escaped, the rest is not."""
        values = {
            TITLE: escape(page.title),
            DESCRIPTION: escape(page.description),
            BODY: page.body,
            HEAD: page.head,
        }
        parts = [self.pieces[0]]
        for hole, piece in zip(self.holes, self.pieces[1:], strict=True):
            parts.append(values[hole])
            parts.append(piece)
        return "".join(parts)


def cut(html: str) -> Frame:
    """Cut a rendered frame at its markers. Raises ValueError where one is missing."""
    missing = [marker for marker in _MARKERS if marker not in html]
    if missing or html.count(BODY) != 1 or html.count(HEAD) != 1:
        raise ValueError(f"the shell's frame lacks {', '.join(missing) or 'a single head or body'}")
    pieces: list[str] = []
    holes: list[str] = []
    rest = html
    while True:
        found = [(rest.find(marker), marker) for marker in _MARKERS if marker in rest]
        if not found:
            pieces.append(rest)
            return Frame(tuple(pieces), tuple(holes))
        at, marker = min(found)
        pieces.append(rest[:at])
        holes.append(marker)
        rest = rest[at + len(marker) :]


class Shell(Protocol):
    """What the generator asks of a shell."""

    def settings(self) -> Settings:
        """The site's settings, as the shell's own configuration gives them."""

    def build(self, wanted: Iterable[FrameKey], out: Path) -> Mapping[FrameKey, Frame]:
        """Write the hand-written pages and assets into a folder; return the frames wanted."""
