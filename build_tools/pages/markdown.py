"""Markdown to HTML that is safe to show.

pulldown-cmark (through pyromark) renders in linear time; nh3 then lets through only the
elements and attributes named here, whatever came in. Links to records' files become
links to their pages.
"""

from __future__ import annotations

import re
from html import unescape

import nh3
import pyromark

from build_tools.corpus.corpus import Corpus
from build_tools.pages.links import record_path
from build_tools.pages.page import root_of
from build_tools.source.markdown import OPTIONS
from build_tools.values.ids import link_target

TAGS = {
    "a", "blockquote", "br", "code", "dd", "del", "dl", "dt", "em", "h3", "h4", "h5", "h6", "hr",
    "li", "ol", "p", "pre", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr",
    "ul",
}  # fmt: skip
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto"}
REL = "noopener noreferrer nofollow"
_ELEMENT = re.compile(r"</?([a-z][a-z0-9]*)[^>]*>")
_INLINE = frozenset({"a", "code", "del", "em", "strong", "sub", "sup"})


def _space(element: re.Match[str]) -> str:
    """What stands in a plain text where an element began or ended."""
    return "" if element[1] in _INLINE else " "


def _line(element: re.Match[str]) -> str:
    """The same for a text that keeps its paragraphs: a mark of its own."""
    return "" if element[1] in _INLINE else "\0"


class MarkdownRenderer:
    """Renders the Markdown of records, knowing where each record stands now."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._from_id = ""
        self._cleaner = nh3.Cleaner(
            tags=TAGS,
            attributes=ATTRIBUTES,
            url_schemes=SCHEMES,
            link_rel=REL,
            url_relative=self._relative,
        )

    def render(self, text: str | None, record_id: str) -> str:
        """The HTML of a Markdown text that stands in a record; ``""`` for none."""
        if not text:
            return ""
        self._from_id = record_id
        return self._cleaner.clean(pyromark.html(text, options=OPTIONS))

    def plain(self, text: str | None, record_id: str) -> str:
        """The words of a Markdown text on one line, without any mark-up."""
        html = self.render(text, record_id)
        return " ".join(unescape(_ELEMENT.sub(_space, html)).split())

    def paragraphs(self, text: str | None, record_id: str) -> str:
        """The words of a Markdown text without mark-up, each paragraph or item on its line."""
        html = self.render(text, record_id)
        lines = (" ".join(unescape(line).split()) for line in _ELEMENT.sub(_line, html).split("\0"))
        return "\n".join(line for line in lines if line)

    def inline(self, text: str | None, record_id: str) -> str:
        """The same for a text of one paragraph, without the paragraph's own element."""
        html = self.render(text, record_id).strip()
        if html.startswith("<p>") and html.endswith("</p>") and html.count("<p>") == 1:
            return html[3:-4]
        return html

    def _relative(self, url: str) -> str | None:
        """The address of a record's page for the path to its file; None drops the link."""
        target, anchor = link_target(url, self._from_id)
        entry = self._corpus.resolve(target) if target is not None else None
        if entry is None:
            return None
        mark = f"#{anchor}" if anchor else ""
        return f"{root_of(record_path(self._from_id))}{record_path(entry.id)}{mark}"
