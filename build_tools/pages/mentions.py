"""Terms of the vocabularies in texts: each linked to its page where it is first named.

Works on HTML that is sanitised already and adds nothing but links made of our own paths, so
that it cannot let anything through. A text's words are looked up in an index; only names
all of whose words occur are then searched for, each by a pattern without choices: the time
is linear in the text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape

from build_tools.corpus.corpus import Corpus
from build_tools.model.reference import VocabularyTerm
from build_tools.pages.links import record_path, term_path
from build_tools.pages.page import root_of

LINKED = ("offences", "measures", "cooperation", "evidence")
"""The vocabularies whose terms are linked; the others' names are everyday words."""
ABBREVIATION = 6
"""Up to how many capitals a name is taken for an abbreviation."""
NAMED_IN = "en"
"""The language of the records' own texts."""
_TAG = re.compile(r'(<(?>[^<>"]+|"[^"]*")*>)')
_NAME = re.compile(r"</?([a-z][a-z0-9]*)")
_WORD = re.compile(r"[^\W_]+")
_PLAIN = re.compile(r"[\w ,-]+")
_CLOSED = frozenset({"a", "abbr", "code", "pre", "blockquote", "h3", "h4", "h5", "h6"})
"""Elements whose words stay as they are: links, code, headings and quotations."""


@dataclass(frozen=True, slots=True)
class Name:
    """One way to say a term."""

    text: str
    words: tuple[str, ...]
    """Its words in small letters."""
    path: str
    """The term's page."""
    label: str
    pattern: re.Pattern[str]
    abbreviation: bool


def names_of(term: VocabularyTerm) -> tuple[str, ...]:
    """The names of a term in the language of the records' texts, its label first."""
    names = [term.label]
    for label in term.labels:
        if label.language == NAMED_IN:
            names += [label.label, *label.synonyms]
    return tuple(dict.fromkeys(names))


def is_abbreviation(name: str) -> bool:
    """Whether a name is a short word in capitals: ``CSAM``."""
    return name.isalpha() and name.isupper() and 1 < len(name) <= ABBREVIATION


class Glossary:
    """The names of all linked terms, ready to be found in texts."""

    def __init__(self, corpus: Corpus) -> None:
        self._by_word: defaultdict[str, list[Name]] = defaultdict(list)
        taken: set[str] = set()
        for vocabulary in LINKED:
            for term in corpus.terms.get(vocabulary, {}).values():
                for text in names_of(term):
                    if text.lower() not in taken and _PLAIN.fullmatch(text):
                        taken.add(text.lower())
                        name = _name(text, term_path(vocabulary, term.id), term.label)
                        self._by_word[max(name.words[:-1] or name.words, key=len)].append(name)

    def linked(
        self, sections: Sequence[tuple[str, str]], record_id: str, own: str = ""
    ) -> list[tuple[str, str]]:
        """The sections of a record's page (heading and HTML), terms linked at first mention.

        own: the path of the page's own term, which is not linked to itself.
        """
        words = set(_WORD.findall(" ".join(html for _, html in sections).lower()))
        page = _Page(self._named(words), root_of(record_path(record_id)), {own})
        return [(heading, page.linked(html)) for heading, html in sections]

    def _named(self, words: set[str]) -> list[Name]:
        """The names that can stand in a text of these words, the longest first."""
        stems = words | {word[:-1] for word in words if word.endswith("s")}
        found = [
            name
            for word in self._by_word.keys() & stems
            for name in self._by_word[word]
            if stems.issuperset(name.words)
        ]
        return sorted(found, key=lambda name: (-len(name.text), name.text))


def _name(text: str, path: str, label: str) -> Name:
    words = _WORD.findall(text)
    short = is_abbreviation(text)
    body = r"[\s,-]+".join(re.escape(word) for word in words)
    pattern = re.compile(rf"(?<![\w&-]){body}s?(?![\w-])", 0 if short else re.IGNORECASE)
    return Name(text, tuple(word.lower() for word in words), path, label, pattern, short)


@dataclass(slots=True)
class _Page:
    """The names still to be linked on one page."""

    names: list[Name]
    root: str
    done: set[str]
    """The paths of the terms that are linked already."""
    closed: list[str] = field(default_factory=list)

    def linked(self, html: str) -> str:
        """The HTML with a link at the first mention of each term."""
        if not self.names:
            return html
        parts = _TAG.split(html)
        return "".join(self._part(part) for part in parts)

    def _part(self, part: str) -> str:
        if part.startswith("<"):
            self._enter(part)
            return part
        return part if self.closed or not part.strip() else self._text(part)

    def _enter(self, tag: str) -> None:
        found = _NAME.match(tag)
        if found is None or found[1] not in _CLOSED:
            return
        if not tag.startswith("</"):
            self.closed.append(found[1])
        elif self.closed:
            self.closed.pop()

    def _text(self, text: str) -> str:
        spans: list[tuple[int, int, Name]] = []
        for name in self.names:
            if name.path not in self.done:
                spans += self._first(name, text, spans)
        parts, at = [], 0
        for start, end, name in sorted(spans, key=lambda span: span[:2]):
            parts += [text[at:start], self._link(name, text[start:end])]
            at = end
        return "".join([*parts, text[at:]])

    def _first(
        self, name: Name, text: str, spans: Sequence[tuple[int, int, Name]]
    ) -> Iterator[tuple[int, int, Name]]:
        for found in name.pattern.finditer(text):
            start, end = found.span()
            if all(end <= first or last <= start for first, last, _ in spans):
                self.done.add(name.path)
                yield start, end, name
                return

    def _link(self, name: Name, text: str) -> str:
        shown = f'<abbr title="{escape(name.label)}">{text}</abbr>' if name.abbreviation else text
        return f'<a class="d-term" href="{self.root}{name.path}">{shown}</a>'
