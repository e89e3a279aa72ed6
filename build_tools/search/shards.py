"""The index as many small scripts, of which a query loads the few that it needs.

The dictionary of terms is a sorted list cut into leaves, the leaves' first terms into
branches, and the branches' first terms stand in the root. Where a leaf begins is decided
by a hash of the term, not by counting, so that a new term changes the leaf in which it
stands and no other. A leaf holds the postings of its rare terms; those of common terms
lie in blocks of their own, the weightiest documents in the first ones.

Each file is a classic script that hands its data to ``docketSearch``, since nothing else
works from a disk under the site's content security policy.
"""

from __future__ import annotations

import json
import math
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from build_tools.search.bits import as_text, fixed, gamma, rice
from build_tools.search.fields import FIELDS, NUMBERS
from build_tools.search.inverted import Inverted, number_bits

FOLDER = "search"
VERSION = 1
INLINE = 96
"""Up to how many documents a field's postings stand in the leaf itself."""
BLOCK = 180
"""About how many postings a block has at the most."""
CLASSES = 10
"""Into how many classes the postings of a common term fall by their weight."""
LEAF_MIN, LEAF_MEAN, LEAF_MAX = 175, 350, 900
"""The size of a leaf in bytes, before compression."""
BRANCH_MEAN = 32
"""How many leaves a branch has on average."""
HEADS = 2
"""How many bits of a document's number tell it apart inside a file of heads."""
COLUMN = 11
"""The same for a file of a facet: 2,048 numbers, about 500 documents."""
K1, B = 1.2, 0.75
"""BM25's constants as lunr sets them."""
_POSTING = 3
_BODY_ONLY = [None] * (len(FIELDS) - 1)
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


class File(NamedTuple):
    """One file of the index."""

    path: str
    data: bytes


def script(kind: str, *values: object) -> bytes:
    """A script that hands values to the client."""
    inside = ",".join(
        json.dumps(value, ensure_ascii=False, separators=(",", ":")) for value in (kind, *values)
    )
    safe = inside.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"docketSearch({safe})\n".encode()


def name_of(text: str) -> str:
    """A short name for a text that does not change: two FNV-1a hashes over UTF-16 units."""
    one, two = 0x811C9DC5, 0x01000193
    data = text.encode("utf-16-le", "surrogatepass")
    for at in range(0, len(data), 2):
        unit = data[at] | data[at + 1] << 8
        one = ((one ^ unit) * 0x01000193) & 0xFFFFFFFF
        two = ((two ^ unit) * 0x85EBCA6B) & 0xFFFFFFFF
        two ^= two >> 13
    return _base36(one) + _base36(two)


def _base36(number: int) -> str:
    digits = ""
    while number:
        number, rest = divmod(number, 36)
        digits = _DIGITS[rest] + digits
    return digits.rjust(7, "0")


def path_of(kind: str, name: str) -> str:
    """Where a file of a kind stands; folders keep directories small."""
    return f"{FOLDER}/{kind}/{name[-2:]}/{name}.js"


def sort_key(term: str) -> bytes:
    """The order of terms that JavaScript's ``<`` gives: by UTF-16 units."""
    return term.encode("utf-16-be", "surrogatepass")


def turn(text: str) -> int:
    """A small hash that decides where leaves and branches begin."""
    value = 0x811C9DC5
    for letter in text.encode("utf-8", "surrogatepass"):
        value = ((value ^ letter) * 0x01000193) & 0xFFFFFFFF
    return (value ^ value >> 15) * 0x2C1B3C6D & 0xFFFFFFFF


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

    def weight_class(self, place: int, count: int, length: int) -> int:
        """The class of a posting by BM25's weight of it: 0 for the weightiest."""
        spread = K1 * (1 - B + B * length / self.nominal[place])
        return min(CLASSES - 1, int((1 - count / (count + spread)) * CLASSES))


@dataclass(slots=True)
class Entry:
    """One line of the dictionary: a term with its postings, or a form with its stems."""

    term: str
    line: str
    bits: str = ""


def write_index(index: Inverted) -> Iterator[File]:
    """Root, branches, leaves and blocks."""
    scale = Scale.of(index)
    blocks: list[File] = []
    entries = _entries(index, scale, blocks)
    firsts: list[str] = []
    for first, leaf in _leaves(entries):
        firsts.append(first)
        terms = front_coded(entry.line for entry in leaf)
        bits = as_text("".join(entry.bits for entry in leaf))
        yield File(path_of("t", name_of(first)), script("t", first, terms, bits))
    yield from blocks
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


def _entries(index: Inverted, scale: Scale, blocks: list[File]) -> Iterator[Entry]:
    """The lines of the dictionary in their order; blocks of common terms are put aside."""
    order = sorted([*index.terms, *index.forms], key=sort_key)
    previous = ""
    for term in order:
        if term == previous:
            continue
        previous = term
        if term in index.terms:
            bits = _term_bits(term, index.terms[term], scale, blocks)
            yield Entry(term, term, bits)
        if term in index.forms:
            stems = sorted(index.forms[term], key=sort_key)
            yield Entry(term, "\t".join([term, *stems]))


def _term_bits(
    term: str, lists: Sequence[array[int] | None], scale: Scale, blocks: list[File]
) -> str:
    """Which fields a term stands in, and for each its postings or where they lie.

    A first 1 says that it is the body alone. For each field, 0 and the number of postings
    stand before postings, 1 before a list of blocks. Where some lie in blocks, about how
    many documents have the term in any field follows at the end.
    """
    places = [place for place, postings in enumerate(lists) if postings is not None]
    if places == [NUMBERS["body"]]:
        parts = ["1"]
    else:
        parts = ["0", "".join("1" if postings is not None else "0" for postings in lists)]
    aside = False
    for place in places:
        postings = lists[place]
        assert postings is not None
        count = len(postings) // _POSTING
        if count <= INLINE:
            parts.append("0" + gamma(count))
            parts.append(_postings(postings, place, scale, scale.gap_low(count), 0))
        else:
            aside = True
            parts.append("1" + _blocks(term, place, postings, scale, blocks))
    if aside and len(places) > 1:
        documents = set().union(*(lists[place][::_POSTING] for place in places))  # type: ignore[index]
        parts.append(_rounded_bits(_rounded(len(documents))))
    return "".join(parts)


def _rounded(count: int) -> int:
    """A count to five bits. A leaf holds no more of the counts of common terms, so that it
    does not change with every document; the blocks hold the exact ones."""
    away = max(0, count.bit_length() - 5)
    return (count >> away) << away


def _rounded_bits(count: int) -> str:
    away = max(0, count.bit_length() - 5)
    return gamma(away + 1) + fixed(count >> away, 5)


def _postings(postings: Sequence[int], place: int, scale: Scale, gap_low: int, base: int) -> str:
    """Postings one after the other: the gap between numbers, the count, the field's length."""
    low = scale.low[place]
    parts: list[str] = []
    last = base - 1
    for at in range(0, len(postings), _POSTING):
        number = postings[at]
        parts.append(rice(number - last - 1, gap_low))
        parts.append(gamma(postings[at + 1]))
        parts.append(rice(postings[at + 2], low))
        last = number
    return "".join(parts)


def _blocks(
    term: str, place: int, postings: Sequence[int], scale: Scale, blocks: list[File]
) -> str:
    """Cut the postings of a common term by weight and then by number; say how.

    Classes are taken together until they fill a block. For each class: a 0 where its
    postings lie with those of the class before, else a 1, about how many postings there
    are, and into how many halves, quarters … of the space of numbers they are cut.
    """
    classes: list[list[int]] = [[] for _ in range(CLASSES)]
    for at in range(0, len(postings), _POSTING):
        kind = scale.weight_class(place, postings[at + 1], postings[at + 2])
        classes[kind].extend(postings[at : at + _POSTING])
    parts: list[str] = []
    for kind, group in enumerate(_together(classes)):
        count = _rounded(len(group) // _POSTING)
        if not count:
            parts.append("0")
            continue
        cuts = max(0, round(math.log2(count / BLOCK)))
        parts.append("1" + _rounded_bits(count) + gamma(cuts + 1))
        blocks.extend(_cut(term, place, kind, group, cuts, scale))
    return "".join(parts)


def _together(classes: Sequence[list[int]]) -> list[list[int]]:
    """Put small classes into the one before them, until that is large enough for a block.

    The postings of a group are put in the order of their numbers again.
    """
    groups: list[list[int]] = [[] for _ in classes]
    heads: list[int] = []
    for kind, group in enumerate(classes):
        if heads and len(groups[heads[-1]]) < BLOCK * _POSTING // 2:
            groups[heads[-1]] += group
        elif group:
            heads.append(kind)
            groups[kind] = list(group)
    if len(heads) > 1 and len(groups[heads[-1]]) < BLOCK * _POSTING // 2:
        groups[heads[-2]] += groups[heads[-1]]
        groups[heads[-1]] = []
    return [_by_number(group) for group in groups]


def _by_number(postings: list[int]) -> list[int]:
    starts = sorted(range(0, len(postings), _POSTING), key=postings.__getitem__)
    return [value for at in starts for value in postings[at : at + _POSTING]]


def _cut(
    term: str, place: int, kind: int, group: Sequence[int], cuts: int, scale: Scale
) -> Iterator[File]:
    """The blocks of one class: one for each part of the space of numbers."""
    shift = max(0, scale.bits - cuts)
    last = (1 << cuts) - 1
    parts: list[list[int]] = [[] for _ in range(last + 1)]
    for at in range(0, len(group), _POSTING):
        parts[min(group[at] >> shift, last)].extend(group[at : at + _POSTING])
    for part, inside in enumerate(parts):
        count = len(inside) // _POSTING
        gap_low = scale.gap_low(count, shift)
        bits = gamma(count + 1) + _postings(inside, place, scale, gap_low, part << shift)
        name = name_of(f"{term}\t{place}\t{kind}\t{part}")
        yield File(path_of("p", name), script("p", name, as_text(bits)))


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
        parts.append(_DIGITS[shared] + line[shared:])
        previous = line
    return "\n".join(parts)
