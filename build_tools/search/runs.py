"""Postings as bits, a great many at once.

A run of postings is coded by itself: for each the gap to the one before as a Rice code, the
count as an Elias gamma code, the field's length as a Rice code (bits.py). All runs are coded
together, each step on all of them, since a step for each posting is what takes time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from build_tools.search.inverted import Numbers, Postings

AT_ONCE = 1 << 19
"""How many postings are coded in one go: some tens of bits each, and a byte for each bit."""


@dataclass(frozen=True, slots=True)
class Runs:
    """Runs of postings, one after the other, with what each is coded with."""

    postings: Postings
    sizes: Numbers
    """How many postings each run has."""
    bases: Numbers
    """The smallest number that a document of each run can have."""
    gap_low: Numbers
    """For each run: the low bits in the Rice codes of its gaps."""
    length_low: Numbers
    """The same for its lengths."""

    def bits(self) -> Iterator[str]:
        """Each run as a text of 0 and 1."""
        ends = np.cumsum(self.sizes)
        first = 0
        while first < len(ends):
            done = ends[first - 1] if first else 0
            last = max(first + 1, int(np.searchsorted(ends, done + AT_ONCE, "right")))
            yield from self._coded(slice(first, last), slice(int(done), int(ends[last - 1])))
            first = last

    def _coded(self, runs: slice, inside: slice) -> Iterator[str]:
        postings, sizes = self.postings.part(inside), self.sizes[runs]
        starts = np.cumsum(sizes) - sizes
        gaps = np.diff(postings.documents, prepend=0) - 1
        some = sizes > 0
        at = starts[some]
        gaps[at] = postings.documents[at] - self.bases[runs][some]
        text, ends = _coded(
            gaps,
            postings,
            np.repeat(self.gap_low[runs], sizes),
            np.repeat(self.length_low[runs], sizes),
        )
        cuts = np.append(0, ends)[np.append(starts, len(postings))].tolist()
        return (text[first:last] for first, last in pairwise(cuts))


def _coded(
    gaps: Numbers, postings: Postings, gap_low: Numbers, length_low: Numbers
) -> tuple[str, Numbers]:
    """The bits of all postings, and where each one's end.

    Each is of four stretches: ones, zeros, ones, zeros. The last bits of a stretch of zeros
    are then those of a number in binary.
    """
    width = bit_lengths(postings.counts)
    gap_head, length_head = gaps >> gap_low, postings.lengths >> length_low
    stretches = np.stack((gap_head, gap_low + 2 * width, length_head, length_low + 1), axis=1)
    kinds = np.tile(np.array([1, 0, 1, 0], np.uint8), len(gaps))
    bits = np.repeat(kinds, stretches.ravel())
    ends = np.cumsum(stretches.sum(axis=1))
    count_end = ends - length_head - length_low - 1
    _put(bits, gaps - (gap_head << gap_low), count_end - 2 * width + 1)
    _put(bits, postings.counts, count_end)
    _put(bits, postings.lengths - (length_head << length_low), ends)
    bits += ord("0")
    return bits.tobytes().decode("ascii"), ends


def _put(bits: np.typing.NDArray[np.uint8], numbers: Numbers, ends: Numbers) -> None:
    """Write numbers in binary, so that each ends where it should, over zeros."""
    for place in range(int(numbers.max(initial=0)).bit_length()):
        (which,) = np.nonzero(numbers >> place & 1)
        bits[ends[which] - 1 - place] = 1


def bit_lengths(numbers: Numbers) -> Numbers:
    """The number of bits of each number from 0."""
    return np.frexp(numbers)[1].astype(np.int64)
