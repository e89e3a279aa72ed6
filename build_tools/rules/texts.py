"""Markdown texts hold words and links, and the links lead somewhere."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from build_tools.corpus.corpus import Corpus, anchors_of
from build_tools.corpus.load import Entry
from build_tools.corpus.walk import walk
from build_tools.model.kinds import BY_NAME
from build_tools.model.types import Text
from build_tools.rules.fault import Fault, words
from build_tools.rules.references import nearest_id
from build_tools.source.markdown import MAX_DEPTH, Mark, find_marks
from build_tools.values.identifiers import check_url
from build_tools.values.ids import link_target
from build_tools.values.nearest import nearest, suggestion

MAX_SHOWN = 60


def check_texts(entry: Entry, corpus: Corpus) -> Iterator[Fault]:
    """The sections of the body, and every field that is Markdown."""
    for section in entry.sections:
        for mark in find_marks(section.text):
            for code, message, near in _judge(mark, entry, corpus):
                line = section.text_line + mark.line - 1
                where = f"{section.name}: " if section.name else ""
                yield Fault(code, where + message, (), near, line, mark.column)
    for path, text, kind in walk(entry.record, Text):
        if kind.markdown:
            for mark in find_marks(text):
                for code, message, near in _judge(mark, entry, corpus):
                    yield Fault(code, f"{words(path)}: {message}", path, near)


def check_summary(entry: Entry, corpus: Corpus) -> Iterator[Fault]:
    """A record with a text begins it with a summary."""
    if entry.kind.model.SECTIONS and not entry.section("Summary") and not entry.record.withdrawn:
        yield Fault("missing-summary", "the record has no section 'Summary'", absence=True)


def _judge(mark: Mark, entry: Entry, corpus: Corpus) -> Iterator[tuple[str, str, str]]:
    if mark.kind == "html":
        yield "raw-html", f"HTML is not shown: '{_short(mark.value)}'", ""
    elif mark.kind == "image":
        yield "image-in-text", f"images are not shown: '{_short(mark.value)}'", ""
    elif mark.kind == "deep":
        message = f"lists, quotations or emphasis stand more than {MAX_DEPTH} deep in one another"
        yield "too-large", message, ""
    elif mark.kind == "unread":
        message = f"'{_short(mark.value)}' is not read as a link; write [text](address)"
        yield "unread-link", message, ""
    elif mark.kind == "heading":
        yield "heading-in-text", "use ### for a heading inside a section", ""
    else:
        yield from _judge_link(mark.value, entry, corpus)


def _judge_link(target: str, entry: Entry, corpus: Corpus) -> Iterator[tuple[str, str, str]]:
    try:
        scheme = urlsplit(target).scheme
    except ValueError:
        yield "bad-link", f"'{_short(target)}' is not an address", ""
        return
    if scheme in ("http", "https"):
        try:
            check_url(target)
        except ValueError as refused:
            yield "bad-link", f"'{_short(target)}': {refused}", ""
        return
    if scheme == "mailto":
        return
    if scheme or target.startswith(("/", "\\")):
        yield "bad-link", f"'{_short(target)}' is not a web address or a path to a record", ""
        return
    yield from _judge_path(target, entry, corpus)


def _judge_path(target: str, entry: Entry, corpus: Corpus) -> Iterator[tuple[str, str, str]]:
    record_id, anchor = link_target(target, entry.id)
    if record_id is None:
        message = f"'{_short(target)}' must be the path to a record's file, ending in .md or .yml"
        yield "bad-link", message, ""
        return
    if record_id in corpus.unreadable:
        return
    found = corpus.resolve(record_id)
    if found is None:
        near = nearest_id(record_id, BY_NAME, corpus)
        yield "bad-link", f"there is no record '{_short(record_id)}'{suggestion(near)}", near
    elif anchor and anchor not in anchors_of(found.record):
        near = nearest(anchor, anchors_of(found.record))
        message = f"'{found.id}' has no part '{_short(anchor)}'{suggestion(near)}"
        yield "bad-link", message, near


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= MAX_SHOWN else line[: MAX_SHOWN - 1] + "…"
