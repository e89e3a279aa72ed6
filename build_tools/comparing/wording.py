"""Values in words, through the model: dates, countries, terms by their labels, records by title."""

from __future__ import annotations

from collections import Counter
from typing import Any

from build_tools.corpus.corpus import Corpus, anchors_of
from build_tools.corpus.load import Entry
from build_tools.model.law import Law
from build_tools.model.spec import FieldSpec, fields_of
from build_tools.model.treaty import Treaty
from build_tools.model.types import Anchor, Choice, Country, Language, Term, Text, ValueType
from build_tools.pages.environment import section
from build_tools.values.dates import PartialDate
from build_tools.values.ids import Reference
from build_tools.values.territories import country_name, language_name

MOST = 160
"""A text with more letters is not repeated; its words are counted."""
PARTS = 2
"""By how many of its fields an item of a list is named."""


def in_words(value: Any, kind: ValueType | None, corpus: Corpus) -> str:
    """One value as a reader says it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, PartialDate):
        return value.in_words
    if isinstance(value, Reference):
        return named(value, corpus)
    match kind:
        case Country():
            return country_name(value)
        case Language():
            return language_name(value)
        case Choice():
            return str(value).replace("-", " ")
        case Term():
            labels = (corpus.term(name, value) for name in kind.vocabularies)
            return next((term.label for term in labels if term is not None), value)
    return str(value)


def named(reference: Reference, corpus: Corpus) -> str:
    """A record, or a part of it, by its title; by its id where it has none to show."""
    entry = corpus.resolve(reference.id)
    if entry is None or entry.record.withdrawn is not None:
        return str(reference)
    title = entry.record.title
    if not reference.anchor:
        return title
    return f"{_part(entry, reference.anchor)} of {the(title)}"


def _part(entry: Entry, anchor: str) -> str:
    record = entry.record
    if isinstance(record, Law | Treaty) and anchor in anchors_of(record):
        parts = record.provisions if isinstance(record, Law) else record.articles
        return section(next(part.number for part in parts if part.id == anchor))
    return f"'{anchor}'"


def the(title: str) -> str:
    """A title with its article: ``the Penal Code``, and not ``the The Act``."""
    return f"the {title.removeprefix('The ')}"


def is_long(value: Any, kind: ValueType | None) -> bool:
    """Whether a text is too long to be repeated."""
    return isinstance(kind, Text) and (kind.markdown or len(str(value)) > MOST)


def word_count(text: str) -> str:
    """How long a text is."""
    return _words(len(text.split()))


def word_changes(old: str, new: str) -> str:
    """How many words came and went, whatever their order: in time linear in the texts."""
    before, after = Counter(old.split()), Counter(new.split())
    came, went = (after - before).total(), (before - after).total()
    if not came and not went:
        return "the same words, set otherwise"
    parts = [f"{_words(came)} added"] if came else []
    parts += [f"{_words(went) if not came else went} removed"] if went else []
    return ", ".join(parts)


def _words(number: int) -> str:
    return f"{number:,} word{'' if number == 1 else 's'}"


def item_name(item: Any, corpus: Corpus, parts: int = PARTS) -> str:
    """An item of a list by its first fields; a provision by number and title."""
    number = getattr(item, "number", None)
    if number is not None:
        return f"{section(number)} {item.title}"
    found: list[str] = []
    for spec in fields_of(type(item)):
        value = getattr(item, spec.attribute)
        if value in (None, ()) or spec.group is not None or isinstance(spec.value, Anchor):
            continue
        found.append(shortened(in_list(value, spec, corpus)))
        if len(found) == parts:
            break
    return ", ".join(found)


def in_list(value: Any, spec: FieldSpec, corpus: Corpus) -> str:
    """A field's value, or its values one after the other."""
    values = value if spec.many else (value,)
    return ", ".join(in_words(each, spec.value, corpus) for each in values)


def shortened(text: str) -> str:
    """One line, cut at a word."""
    line = " ".join(text.split())
    return line if len(line) <= MOST else line[:MOST].rsplit(" ", 1)[0] + " …"
