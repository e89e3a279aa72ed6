"""The inverted index: how often each term stands in each field of each document.

Documents have numbers that do not change when others come or go: a hash of their keys,
in a space some times as large as their number. The counts are raw; what depends on the
whole collection is left to the root and to the browser.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b

from build_tools.processes import in_parts
from build_tools.search.documents import Document
from build_tools.search.fields import FIELDS, NUMBERS
from build_tools.search.words import Analyser, Forms, fold, normalise

SPARSE = 4
"""How many numbers there are for each document, at least."""
NAME = "="
"""Begins the term of a whole citation or number: ``=593us374``."""
PART = 2000
"""A process of its own is worth its while from so many documents on."""
_NUMBER_WORDS = re.compile(r"\b(?:application|appeal|case|docket|petition|nos?|number)\b")
_LONG_NUMBER = re.compile(r"\d+(?:[-/.]\d+)+|\d{5,}")
Lists = list["array[int] | None"]
"""For each field, in the order of FIELDS: document, count, length; document, count, ..."""


def number_bits(count: int) -> int:
    """The size in bits of the space of document numbers."""
    return max(4, (count * SPARSE - 1).bit_length())


def numbered(keys: Iterable[str]) -> dict[str, int]:
    """Each key's number: the first bits of its hash, or the next free number after them."""
    hashes = sorted((_hash(key), key) for key in keys)
    bits = number_bits(len(hashes))
    numbers: dict[str, int] = {}
    last = -1
    for value, key in hashes:
        last = max(value >> (64 - bits), last + 1)
        numbers[key] = last
    return numbers


def _hash(key: str) -> int:
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big")


@dataclass(slots=True)
class Inverted:
    """The counts of some documents."""

    count: int = 0
    lengths: list[int] = field(default_factory=lambda: [0] * len(FIELDS))
    """For each field: how many terms it has in all documents together."""
    terms: dict[str, Lists] = field(default_factory=dict)
    forms: Mapping[str, set[str]] = field(default_factory=dict)
    words: Counter[tuple[str, str]] = field(default_factory=Counter)
    """How often each term was written as each word."""

    def average(self, number: int) -> float:
        """The average length of a field."""
        return self.lengths[number] / self.count if self.count else 0.0


def invert(documents: Sequence[Document], numbers: Mapping[str, int]) -> Inverted:
    """Count the terms of documents. They must stand in the order of their numbers."""

    def work(first: int, last: int) -> Inverted | Packed:
        index = _invert(documents[first:last], numbers)
        return index if last - first == len(documents) else pack(index)

    parts = in_parts(work, len(documents), smallest=PART)
    return parts[0] if isinstance(parts[0], Inverted) else merge(parts)  # type: ignore[arg-type]


def _invert(documents: Sequence[Document], numbers: Mapping[str, int]) -> Inverted:
    analyser = Analyser()
    index = Inverted(forms=analyser.forms)
    for document in documents:
        _add(document, numbers[document.key], analyser, index)
    index.words = analyser.words()
    return index


def _add(document: Document, number: int, analyser: Analyser, index: Inverted) -> None:
    index.count += 1
    terms = index.terms
    width = len(FIELDS)
    for name, pieces in document.fields.items():
        place = NUMBERS[name]
        found: list[str] = []
        for text, language in pieces:
            found += analyser.terms(text, language)
        length = len(found)
        index.lengths[place] += length
        counts = Counter(found)
        counts.pop("", None)
        for term, count in counts.items():
            lists = terms.get(term)
            if lists is None:
                lists = terms[term] = [None] * width
            postings = lists[place]
            if postings is None:
                lists[place] = array("I", (number, count, length))
            else:
                postings.extend((number, count, length))
    place = NUMBERS["citation"]
    for key in name_keys(document.names):
        lists = terms.setdefault(key, [None] * width)
        lists[place] = (lists[place] or array("I")) + array("I", (number, 1, 1))


def name_keys(names: Iterable[str]) -> list[str]:
    """The terms of some citations and numbers, also without what stands before a number.

    ``Application no. 15669/20`` is also found as ``15669/20``.
    """
    keys: dict[str, None] = {}
    for name in names:
        keys[name_key(name)] = None
        keys[name_key(_NUMBER_WORDS.sub(" ", name.lower()))] = None
        for part in _LONG_NUMBER.findall(name):
            if sum(letter.isdigit() for letter in part) > 3:
                keys[name_key(part)] = None
    return [key for key in keys if key]


def name_key(name: str) -> str:
    """A citation or number as one term, without blanks and signs; "" where nothing is left."""
    bare = "".join(letter for letter in fold(normalise(name)) if letter.isalnum())
    return NAME + bare if len(bare) > 1 else ""


@dataclass(slots=True)
class Packed:
    """Counts in a form that passes quickly from one process to another."""

    index: Inverted
    """Without its terms."""
    terms: list[str]
    sizes: list[array[int]]
    """For each field and each term in turn: how long its list is."""
    postings: list[array[int]]
    """For each field: all lists, one after the other."""


def pack(index: Inverted) -> Packed:
    """Take the terms apart into a few long arrays."""
    width = len(FIELDS)
    sizes = [array("I") for _ in range(width)]
    postings = [array("I") for _ in range(width)]
    for lists in index.terms.values():
        for place, inside in enumerate(lists):
            sizes[place].append(len(inside) if inside is not None else 0)
            if inside is not None:
                postings[place].extend(inside)
    bare = replace(index, terms={}, forms=dict(index.forms))
    return Packed(bare, list(index.terms), sizes, postings)


def merge(parts: Sequence[Packed]) -> Inverted:
    """One index from those of consecutive groups of documents, in their order."""
    whole = Inverted()
    forms: Forms = Forms(set)
    terms = whole.terms
    width = len(FIELDS)
    for part in parts:
        whole.count += part.index.count
        whole.lengths = [a + b for a, b in zip(whole.lengths, part.index.lengths, strict=True)]
        for form, stems in part.index.forms.items():
            forms[form] |= stems
        whole.words.update(part.index.words)
        for place, (sizes, postings) in enumerate(zip(part.sizes, part.postings, strict=True)):
            at = 0
            for term, size in zip(part.terms, sizes, strict=True):
                if not size:
                    continue
                inside = postings[at : at + size]
                at += size
                lists = terms.setdefault(term, [None] * width)
                before = lists[place]
                lists[place] = inside if before is None else before + inside
    whole.forms = forms
    return whole
