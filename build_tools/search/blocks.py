"""Common terms' postings in blocks: the weightiest documents in the first ones."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from build_tools.search.bits import fixed, gamma
from build_tools.search.fields import FIELDS
from build_tools.search.inverted import Inverted, Numbers, Postings, number_bits
from build_tools.search.runs import Runs, bit_lengths

BLOCK = 180
"""About how many postings a block has at the most."""
CLASSES = 10
"""Into how many classes the postings of a common term fall by their weight."""
K1, B = 1.2, 0.75
"""BM25's constants as lunr sets them."""


@dataclass(frozen=True)
class Scale:
    """What turns counts into codes: sizes that change only when the collection grows much."""

    bits: int
    """The size in bits of the space of document numbers."""
    low: tuple[int, ...]
    """For each field: the low bits in the Rice code of a length."""
    nominal: tuple[float, ...]
    """For each field: about its average length, rounded so that it seldom changes."""

    @classmethod
    def of(cls, index: Inverted) -> Scale:
        """The scale of an index."""
        averages = [index.average(number) for number in range(len(FIELDS))]
        steps = [round(2 * math.log2(max(average, 1))) for average in averages]
        return cls(
            number_bits(index.count),
            tuple(max(0, step // 2) for step in steps),
            tuple(2 ** (step / 2) for step in steps),
        )

    def gap_low(self, count: int, bits: int | None = None) -> int:
        """The low bits in the Rice codes of the gaps between some numbers in a space."""
        space = self.bits if bits is None else bits
        return max(0, space - max(count, 1).bit_length())

    def gap_lows(self, counts: Numbers, bits: int | None = None) -> Numbers:
        """The same for several groups of numbers."""
        space = self.bits if bits is None else bits
        return np.maximum(0, space - bit_lengths(np.maximum(counts, 1)))

    def weight_classes(self, place: int, postings: Postings) -> Numbers:
        """The class of each posting by BM25's weight of it: 0 for the weightiest."""
        counts, nominal = postings.counts, self.nominal[place]
        spread = K1 * (1 - B + B * postings.lengths / nominal)
        weights = (1 - counts / (counts + spread)) * CLASSES
        return np.minimum(CLASSES - 1, weights.astype(np.int64))


def rounded(count: int) -> int:
    """A count to five bits. A leaf holds no more of the counts of common terms, so that it
    does not change with every document; the blocks hold the exact ones."""
    away = max(0, count.bit_length() - 5)
    return (count >> away) << away


def rounded_bits(count: int) -> str:
    """A rounded count as bits."""
    away = max(0, count.bit_length() - 5)
    return gamma(away + 1) + fixed(count >> away, 5)


class Blocks:
    """Gathers the blocks of common terms, to code them all together."""

    def __init__(self, index: Inverted, scale: Scale) -> None:
        self._index, self._scale = index, scale
        self._names: list[str] = []
        self._rows: list[tuple[int, int, int, int]] = []
        """For each block: its size, its first number, the low bits of its gaps and lengths."""
        self._which: list[Numbers] = []
        """Where in the index the blocks' postings stand, in the blocks' order."""

    def add(self, term: str, place: int, first: int, last: int) -> str:
        """Cut the postings of a common term by weight and then by number; say how.

        Classes are taken together until they fill a block. For each class: a 0 where its
        postings lie with those of the class before, else a 1, about how many postings there
        are, and into how many halves, quarters … of the space of numbers they are cut.
        """
        postings = self._index.postings.part(slice(first, last))
        classes = self._scale.weight_classes(place, postings)
        groups = np.array(_together(np.bincount(classes, minlength=CLASSES).tolist()))[classes]
        parts: list[str] = []
        for kind in range(CLASSES):
            (inside,) = np.nonzero(groups == kind)
            count = rounded(len(inside))
            if not count:
                parts.append("0")
                continue
            cuts = max(0, round(math.log2(count / BLOCK)))
            parts.append("1" + rounded_bits(count) + gamma(cuts + 1))
            self._which.append(inside + first)
            self._cut(f"{term}\t{place}\t{kind}", place, postings.documents[inside], cuts)
        return "".join(parts)

    def _cut(self, name: str, place: int, documents: Numbers, cuts: int) -> None:
        """The blocks of one class: one for each part of the space of numbers."""
        scale = self._scale
        shift = max(0, scale.bits - cuts)
        parts = np.minimum(documents >> shift, (1 << cuts) - 1)
        for part, size in enumerate(np.bincount(parts, minlength=1 << cuts).tolist()):
            self._names.append(f"{name}\t{part}")
            low = scale.gap_low(size, shift), scale.low[place]
            self._rows.append((size, part << shift, *low))

    def coded(self) -> Iterator[tuple[str, str]]:
        """Each block's name and bits."""
        if not self._rows:
            return
        postings = self._index.postings.part(np.concatenate(self._which))
        runs = Runs(postings, *np.array(self._rows, np.int64).T)
        for name, row, bits in zip(self._names, self._rows, runs.bits(), strict=True):
            yield name, gamma(row[0] + 1) + bits


def _together(sizes: Sequence[int]) -> list[int]:
    """For each class the one with which it lies, given their sizes.

    Small classes are put into the one before them, until that is large enough for a block.
    """
    into = list(range(len(sizes)))
    heads: list[int] = []
    filled = [0] * len(sizes)
    for kind, size in enumerate(sizes):
        if heads and filled[heads[-1]] < BLOCK / 2:
            into[kind] = heads[-1]
        elif size:
            heads.append(kind)
        filled[into[kind]] += size
    if len(heads) > 1 and filled[heads[-1]] < BLOCK / 2:
        into = [heads[-2] if head == heads[-1] else head for head in into]
    return into
