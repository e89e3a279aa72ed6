"""The inverted index: how often each term stands in each field of each document.

Documents have numbers that do not change when others come or go: a hash of their keys,
in a space some times as large as their number. The counts are raw; what depends on the
whole collection is left to the root and to the browser.

All that is counted stands in a few long arrays. Texts become numbers of words, those of a
field one after the other; what is then the same term in the same field and document is
found by sorting.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from build_tools.search.documents import Document
from build_tools.search.fields import FIELDS, NUMBERS
from build_tools.search.words import Analyser, fold, normalise

SPARSE = 4
"""How many numbers there are for each document, at least."""
NAME = "="
"""Begins the term of a whole citation or number: ``=593us374``."""
AT_ONCE = 1 << 21
"""About how many words are counted in one go, so that memory is not that of all texts."""
WIDTH = len(FIELDS)
Numbers = npt.NDArray[np.int64]
_NUMBER_WORDS = re.compile(r"\b(?:application|appeal|case|docket|petition|nos?|number)\b")
_LONG_NUMBER = re.compile(r"\d+(?:[-/.]\d+)+|\d{5,}")


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


def sort_key(term: str) -> bytes:
    """The order of terms that JavaScript's ``<`` gives: by UTF-16 units."""
    return term.encode("utf-16-be", "surrogatepass")


@dataclass(frozen=True, slots=True)
class Postings:
    """Where terms stand: an item for each term in a field of a document."""

    documents: Numbers
    counts: Numbers
    """How often the term stands in the field."""
    lengths: Numbers
    """How many terms the field has in the document."""

    def __len__(self) -> int:
        return len(self.documents)

    def part(self, which: slice | Numbers | npt.NDArray[np.bool_]) -> Postings:
        """Some of them."""
        return Postings(self.documents[which], self.counts[which], self.lengths[which])


@dataclass(frozen=True, slots=True)
class Inverted:
    """The counts of some documents."""

    count: int
    lengths: list[int]
    """For each field: how many terms it has in all documents together."""
    terms: list[str]
    """In the order of sort_key."""
    bounds: Numbers
    """Shape (terms, fields + 1): where in the postings those of each field begin, and the end."""
    postings: Postings
    """Those of a term together, a field's together, in the order of the documents' numbers."""
    forms: Mapping[str, set[str]]
    words: Counter[tuple[str, str]] = field(default_factory=Counter)
    """How often each term was written as each word."""

    def average(self, number: int) -> float:
        """The average length of a field."""
        return self.lengths[number] / self.count if self.count else 0.0


def invert(documents: Sequence[Document], numbers: Mapping[str, int]) -> Inverted:
    """Count the terms of documents. They must stand in the order of their numbers."""
    counting = _Counting()
    for document in documents:
        counting.add(document, numbers[document.key])
    return counting.result(len(documents))


class _Counting:
    """Gathers words, and counts them when there are enough."""

    def __init__(self) -> None:
        self._analyser = Analyser()
        self._words = array("i")
        self._fields = array("q")
        """For each field of a document: the document, the field, how many words it has."""
        self._named = array("q")
        """The document and the number of the term of each whole citation or number."""
        self._lengths = np.zeros(WIDTH, np.int64)
        self._seen = np.zeros(0, np.int64)
        self._keys: list[Numbers] = []
        """For each posting, its term and field in one number."""
        self._parts: list[Postings] = []

    def add(self, document: Document, number: int) -> None:
        """Take the words of a document."""
        words, analyser = self._words, self._analyser
        for name, pieces in document.fields.items():
            before = len(words)
            for text, language in pieces:
                words.extend(analyser.numbers(text, language))
            self._fields.extend((number, NUMBERS[name], len(words) - before))
        for key in name_keys(document.names):
            self._named.extend((number, analyser.term_number(key)))
        if len(words) >= AT_ONCE:
            self._count()

    def _count(self) -> None:
        """Make postings of the words gathered."""
        numbers, places, sizes = np.array(self._fields, np.int64).reshape(-1, 3).T
        words = np.array(self._words, np.int64)
        self._words, self._fields = array("i"), array("q")
        seen = np.bincount(words, minlength=len(self._analyser.words))
        seen[: len(self._seen)] += self._seen
        self._seen = seen
        of = np.repeat(np.arange(len(sizes)), sizes)
        terms = np.array(self._analyser.term_of, np.int64)[words]
        lengths = np.bincount(of[terms >= 0], minlength=len(sizes))
        np.add.at(self._lengths, places, lengths)
        told = terms > 0
        keys = (terms[told] * WIDTH + places[of[told]]) * max(len(sizes), 1) + of[told]
        found, counts = np.unique(keys, return_counts=True)
        which, at = np.divmod(found, max(len(sizes), 1))
        self._keys.append(which)
        self._parts.append(Postings(numbers[at], counts, lengths[at]))

    def result(self, count: int) -> Inverted:
        """All that was counted."""
        self._count()
        named, terms = np.array(self._named, np.int64).reshape(-1, 2).T
        ones = np.ones(len(named), np.int64)
        self._keys.append(terms * WIDTH + NUMBERS["citation"])
        self._parts.append(Postings(named, ones, ones))
        keys = np.concatenate(self._keys)
        postings = Postings(*map(np.concatenate, zip(*map(_columns, self._parts), strict=True)))
        self._keys, self._parts = [], []
        names, rank = self._ranked(keys)
        keys = rank[keys // WIDTH] * WIDTH + keys % WIDTH
        order = np.argsort(keys, kind="stable")
        ends = np.searchsorted(keys[order], np.arange(len(names) * WIDTH + 1))
        steps = np.arange(len(names))[:, None] * WIDTH + np.arange(WIDTH + 1)
        return Inverted(
            count,
            self._lengths.tolist(),
            names,
            ends[steps],
            postings.part(order),
            self._analyser.forms,
            self._written(),
        )

    def _ranked(self, keys: Numbers) -> tuple[list[str], Numbers]:
        """The terms that have postings, in order, and each term's place among them."""
        names = list(self._analyser.terms)
        used = sorted(np.unique(keys // WIDTH).tolist(), key=lambda term: sort_key(names[term]))
        rank = np.zeros(len(names), np.int64)
        rank[used] = np.arange(len(used))
        return [names[term] for term in used], rank

    def _written(self) -> Counter[tuple[str, str]]:
        names, words = list(self._analyser.terms), self._analyser.words
        found: Counter[tuple[str, str]] = Counter()
        for word, term, seen in zip(
            words, self._analyser.term_of, self._seen.tolist(), strict=True
        ):
            if term > 0:
                found[names[term], word] += seen
        return found


def _columns(postings: Postings) -> tuple[Numbers, Numbers, Numbers]:
    return postings.documents, postings.counts, postings.lengths


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
