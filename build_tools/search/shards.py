"""The index as many small scripts, of which a query loads the few that it needs.

The dictionary of terms is a sorted list cut into leaves, the leaves' first terms into
branches, and the branches' first terms stand in the root. Where a leaf begins is decided
by a hash of the term, not by counting, so that a new term changes the leaf in which it
stands and no other. A leaf holds the postings of its rare terms; those of common terms
lie in blocks of their own, the weightiest documents in the first ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from build_tools.search.bits import as_text, gamma
from build_tools.search.blocks import CLASSES, Blocks, Scale, rounded, rounded_bits
from build_tools.search.fields import FIELDS, NUMBERS
from build_tools.search.files import DIGITS, FOLDER, File, name_of, path_of, script
from build_tools.search.inverted import Inverted, sort_key
from build_tools.search.runs import Runs

VERSION = 1
INLINE = 96
"""Up to how many documents a field's postings stand in the leaf itself."""
LEAF_MIN, LEAF_MEAN, LEAF_MAX = 175, 350, 900
"""The size of a leaf in bytes, before compression."""
BRANCH_MEAN = 32
"""How many leaves a branch has on average."""
HEADS = 2
"""How many bits of a document's number tell it apart inside a file of heads."""
COLUMN = 11
"""The same for a file of a facet: 2,048 numbers, about 500 documents."""


def turn(text: str) -> int:
    """A small hash that decides where leaves and branches begin."""
    value = 0x811C9DC5
    for letter in text.encode("utf-8", "surrogatepass"):
        value = ((value ^ letter) * 0x01000193) & 0xFFFFFFFF
    return (value ^ value >> 15) * 0x2C1B3C6D & 0xFFFFFFFF


@dataclass(slots=True)
class Entry:
    """One line of the dictionary: a term with its postings, or a form with its stems."""

    term: str
    line: str
    bits: str = ""


def write_index(index: Inverted) -> Iterator[File]:
    """Root, branches, leaves and blocks."""
    scale = Scale.of(index)
    blocks = Blocks(index, scale)
    firsts: list[str] = []
    for first, leaf in _leaves(_entries(index, scale, blocks)):
        firsts.append(first)
        terms = front_coded(entry.line for entry in leaf)
        bits = as_text("".join(entry.bits for entry in leaf))
        yield File(path_of("t", name_of(first)), script("t", first, terms, bits))
    for key, bits in blocks.coded():
        name = name_of(key)
        yield File(path_of("p", name), script("p", name, as_text(bits)))
    tops: list[str] = []
    for group in _branches(firsts):
        tops.append(group[0])
        yield File(path_of("b", name_of(group[0])), script("b", group[0], front_coded(group)))
    yield File(f"{FOLDER}/root.js", script("root", _root(index, scale, tops)))


def _root(index: Inverted, scale: Scale, tops: Sequence[str]) -> dict[str, object]:
    return {
        "version": VERSION,
        "count": index.count,
        "bits": scale.bits,
        "fields": [field.name for field in FIELDS],
        "boosts": [field.boost for field in FIELDS],
        "lengths": index.lengths,
        "low": scale.low,
        "classes": CLASSES,
        "head": HEADS,
        "column": COLUMN,
        "tops": front_coded(tops),
    }


def _entries(index: Inverted, scale: Scale, blocks: Blocks) -> Iterator[Entry]:
    """The lines of the dictionary in their order; blocks of common terms are put aside."""
    bits = zip(index.terms, _terms_bits(index, scale, blocks), strict=True)
    known = next(bits, None)
    for term in sorted({*index.terms, *index.forms}, key=sort_key):
        if known is not None and known[0] == term:
            yield Entry(term, term, known[1])
            known = next(bits, None)
        if term in index.forms:
            stems = sorted(index.forms[term], key=sort_key)
            yield Entry(term, "\t".join([term, *stems]))


def _terms_bits(index: Inverted, scale: Scale, blocks: Blocks) -> Iterator[str]:
    """Which fields each term stands in, and for each its postings or where they lie.

    A first 1 says that it is the body alone. For each field, 0 and the number of postings
    stand before postings, 1 before a list of blocks. Where some lie in blocks, about how
    many documents have the term in any field follows at the end.
    """
    inline = _inline(index, scale).bits()
    sizes_of = np.diff(index.bounds)
    in_body = sizes_of[:, -1] * (sizes_of[:, :-1].sum(axis=1) == 0)
    met = np.zeros(int(index.postings.documents.max(initial=0)) + 1, np.bool_)
    for at, (term, alone) in enumerate(zip(index.terms, in_body.tolist(), strict=True)):
        if 0 < alone <= INLINE:  # most terms
            yield f"10{gamma(alone)}{next(inline)}"
            continue
        bounds: list[int] = index.bounds[at].tolist()
        sizes = [last - first for first, last in pairwise(bounds)]
        places = [place for place, size in enumerate(sizes) if size]
        if places == [NUMBERS["body"]]:
            parts = ["1"]
        else:
            parts = ["0", "".join("1" if size else "0" for size in sizes)]
        aside = False
        for place in places:
            if sizes[place] <= INLINE:
                parts += "0", gamma(sizes[place]), next(inline)
            else:
                aside = True
                parts += "1", blocks.add(term, place, *bounds[place : place + 2])
        if aside and len(places) > 1:
            documents = index.postings.documents[bounds[0] : bounds[-1]]
            met[documents] = True
            parts.append(rounded_bits(rounded(int(np.count_nonzero(met)))))
            met[documents] = False
        yield "".join(parts)


def _inline(index: Inverted, scale: Scale) -> Runs:
    """The postings that stand in leaves."""
    sizes = np.diff(index.bounds)
    few = (sizes > 0) & (sizes <= INLINE)
    counts = sizes[few]
    return Runs(
        index.postings.part(np.repeat(few.ravel(), sizes.ravel())),
        counts,
        np.zeros_like(counts),
        scale.gap_lows(counts),
        np.array(scale.low)[np.nonzero(few)[1]],
    )


def _leaves(entries: Iterable[Entry]) -> Iterator[tuple[str, list[Entry]]]:
    """Groups of lines, each with its first term; the lines of one term stay together."""
    leaf: list[Entry] = []
    size = 0
    for entry in entries:
        if leaf and entry.term != leaf[-1].term and _ends(size, entry.term):
            yield leaf[0].term, leaf
            leaf, size = [], 0
        leaf.append(entry)
        size += len(entry.line) // 2 + len(entry.bits) // 8 + 2
    if leaf:
        yield leaf[0].term, leaf


def _ends(size: int, following: str) -> bool:
    if size < LEAF_MIN:
        return False
    return size >= LEAF_MAX or turn(following) % (LEAF_MEAN // 40) == 0


def _branches(firsts: Iterable[str]) -> Iterator[list[str]]:
    group: list[str] = []
    for first in firsts:
        if group and turn(first + "\t") % BRANCH_MEAN == 0:
            yield group
            group = []
        group.append(first)
    if group:
        yield group


def front_coded(lines: Iterable[str]) -> str:
    """Sorted lines in one text: how much each shares with the one before it, then the rest."""
    parts: list[str] = []
    previous = ""
    for line in lines:
        shared = 0
        limit = min(len(previous), len(line), 35)
        while shared < limit and previous[shared] == line[shared]:
            shared += 1
        parts.append(DIGITS[shared] + line[shared:])
        previous = line
    return "\n".join(parts)
