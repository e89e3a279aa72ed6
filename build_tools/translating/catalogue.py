"""Catalogues of gettext, read from their .po files.

A message whose translation no speaker has checked yet has the flag ``unchecked`` in its
line of flags (``#, unchecked``): it is shown, and the page says so. ``fuzzy`` keeps
gettext's meaning: the text in the templates has changed since; it is not shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from build_tools.translating.languages import PSEUDO, SOURCE, plural_place

FOLDER = Path(__file__).parent / "catalogues"
TEMPLATE = FOLDER / "messages.pot"
UNCHECKED = "unchecked"
_PSEUDO = str.maketrans("aceinouyACEINOUY", "áçéíñóúýÁÇÉÍÑÓÚÝ")
Key = tuple[str, str]
"""A message's context, mostly ``""``, and its text."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The translations into one language."""

    language: str
    forms: Mapping[Key, tuple[str, ...]] = field(default_factory=dict)
    unchecked: frozenset[Key] = frozenset()

    def get(self, text: str, context: str = "") -> str:
        """The translation of a text, or the text itself."""
        found = self.forms.get((context, text))
        return found[0] if found else self._else(text)

    def plural(self, one: str, several: str, number: int, context: str = "") -> str:
        """The form for a number, or the source's own."""
        found = self.forms.get((context, one))
        if found:
            place = plural_place(number, self.language)
            return found[min(place, len(found) - 1)]
        return self._else(one if number == 1 else several)

    def _else(self, text: str) -> str:
        return pseudo(text) if self.language == PSEUDO else text


def catalogues() -> tuple[str, ...]:
    """The languages that have a catalogue, besides the source language."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.po")))


@lru_cache(maxsize=16)
def catalogue(language: str) -> Catalogue:
    """The catalogue of a language; an empty one where there is no file."""
    path = FOLDER / f"{language}.po"
    if language in (SOURCE, PSEUDO) or not path.is_file():
        return Catalogue(language)
    return read(path, language)


def read(path: Path, language: str) -> Catalogue:
    """A catalogue from its file. What is empty or fuzzy counts as not translated."""
    forms: dict[Key, tuple[str, ...]] = {}
    unchecked: set[Key] = set()
    for message in _messages(path):
        string = message.string or ""
        given = (string,) if isinstance(string, str) else tuple(string)
        if not message.id or "fuzzy" in message.flags or not all(given):
            continue
        key = key_of(message)
        forms[key] = given
        if UNCHECKED in message.flags:
            unchecked.add(key)
    return Catalogue(language, forms, frozenset(unchecked))


@lru_cache(maxsize=1)
def template() -> tuple[Message, ...]:
    """All messages of the interface, as the committed template has them."""
    return tuple(message for message in _messages(TEMPLATE) if message.id)


def key_of(message: Message) -> Key:
    """A message's key; of a plural one the singular counts."""
    text = message.id if isinstance(message.id, str) else message.id[0]
    return message.context or "", text


def _messages(path: Path) -> Iterator[Message]:
    with path.open("rb") as file:
        yield from read_po(file)


def pseudo(text: str) -> str:
    """A text in the pseudo-language: ``[Ñot ýét révíéwéd]``; tags, code and placeholders stay."""
    parts: list[str] = []
    rest = text
    while rest:
        starts = [at for mark in ("<", "%(", "&") if (at := rest.find(mark)) >= 0]
        at = min(starts, default=len(rest))
        parts.append(rest[:at].translate(_PSEUDO))
        if rest.startswith("<code>", at):
            stop = rest.find("</code>", at) + len("</code>")
            parts.append(rest[at:stop])
            rest = rest[stop:]
            continue
        end = {"<": ">", "%": "s", "&": ";"}.get(rest[at : at + 1], "")
        stop = rest.find(end, rest.find(")", at) if end == "s" else at) + 1 if end else len(rest)
        parts.append(rest[at:stop])
        rest = rest[stop:]
    return f"[{''.join(parts)}]"
