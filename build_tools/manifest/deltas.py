"""What an edition changes of the one before it, as one small file.

One record added to ten thousand changes some four hundred files by a few bytes each: fetched
one by one they cost a thousand answers. A delta has the same in one. It is only a short way:
what comes of it is held against the edition like anything fetched, so nobody need sign it.
It has bytes of the new edition alone, so that what was withdrawn is in none. There is no chain
of deltas for that reason: older ones would keep what later editions took away.

The bytes are a line of JSON, an index and the bodies, each packed by raw deflate.
The index has a line for each step, its words parted by one space, the name last:

    r HASH                  a file that is gone; of its path the hash: it may be what had to go
    h HASH SIZE NAME        a file that changed and follows from others (derived.py)
    e NAME                  a file made of its old self by the lines that follow
    o NAME                  another old file that the next one is made of
    f NAME                  a new file; its bytes are those of the lines that follow
    c START SIZE            bytes of the old file
    z START SIZE PACKED     a body's bytes, packed with 32 kB of the old file as a dictionary
    b SIZE PACKED           the same, old and new with their base64 spread into bits (bits.py)
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from build_tools.manifest import names
from build_tools.manifest.bits import gathered, spread
from build_tools.manifest.lists import Known, ManifestError
from build_tools.manifest.tree import known_of

FORMAT = 1
MAX_DELTA = 16 * 1024 * 1024
"""Bytes of a delta at most; beyond it a copy had better compare the trees."""
MAX_INDEX = 64 * 1024 * 1024
WINDOW = 32 * 1024
"""Bytes that deflate looks back at most."""
SPREAD = 8 * 1024
"""Bytes of an old file and a new one at most that are tried as bits."""
_HEAD = 4096
_SHA256 = re.compile(r"[0-9a-f]{64}")
_SIZE = re.compile(r"0|[1-9][0-9]{0,14}")


@dataclass(frozen=True, slots=True)
class Head:
    """Between which editions a delta leads: the hashes of their ``SHA256SUMS``."""

    old: str
    new: str


@dataclass(slots=True)
class Changes:
    """What a delta changed."""

    files: dict[str, Known]
    """By path, those that it made and those that follow from others."""
    gone: set[str]
    """The hashes (hash_of) of the paths that are no more."""


Read = Callable[[str], bytes]
"""Gives the bytes of a file of the old edition. Raises OSError."""
Write = Callable[[str, bytes], None]
"""Is given a file of the new edition."""


def hash_of(path: str) -> str:
    """What stands for a path that is gone."""
    return known_of(path.encode()).digest


def read_head(delta: bytes) -> Head:
    """Between which editions a delta leads. Raises ManifestError."""
    return _head(delta)[0]


def _head(delta: bytes) -> tuple[Head, int, int]:
    """The head, where the index begins and where the bodies do."""
    start = delta.find(b"\n", 0, _HEAD) + 1
    try:
        read = json.loads(delta[:start])
        if not isinstance(read, dict) or read.get("format") != FORMAT:
            raise ValueError("of a form that this version does not know")
        old, new, size = str(read["from"]), str(read["to"]), int(read["index"])
        if not (_SHA256.fullmatch(old) and _SHA256.fullmatch(new)):
            raise ValueError("it names no editions")
        if not 0 <= size <= len(delta) - start:
            raise ValueError("its index is cut off")
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError) as fault:
        raise ManifestError(f"no delta: {fault}") from None
    return Head(old, new), start, start + size


def apply_delta(delta: bytes, read: Read, write: Write, most: int) -> Changes:
    """Make the files of the new edition that the old one lacks; ``most`` bytes in all.

    ``read`` gives the files of the old edition also while ``write`` is given those of the new.
    Raises ManifestError for what is no delta, or none of this old edition.
    """
    _, start, at = _head(delta)
    changes = Changes({}, set())
    old = b""
    for kind, words, steps in _entries(_unpacked(delta[start:at], MAX_INDEX, b"")):
        path = words[-1]
        if kind == "r":
            changes.gone.add(_digest(path))
        elif fault := names.fault_of_path(path):
            raise ManifestError(f"the delta's path {path[:80]!r} {fault}")
        elif kind == "h":
            changes.files[path] = Known(_digest(words[0]), _number(words[1]))
        elif kind == "o":
            old = _read(read, path)
        else:
            old = _read(read, path) if kind == "e" else old
            pieces = []
            for step in steps:
                piece, at, most = _piece(step, delta, at, old, most)
                pieces.append(piece)
            data, old = b"".join(pieces), b""
            changes.files[path] = known_of(data)
            write(path, data)
    return changes


Entry = tuple[str, list[str], list[list[str]]]
_WORDS = {"r": 1, "h": 3, "o": 1, "e": 1, "f": 1, "c": 2, "z": 3, "b": 2}


def _entries(index: bytes) -> Iterator[Entry]:
    """The lines that name a file: their kind, their words, and the steps that follow."""
    try:
        rows = index.decode("utf-8").splitlines()
    except UnicodeDecodeError:
        raise ManifestError("the delta's index is not UTF-8") from None
    entry: Entry | None = None
    for row in rows:
        kind = row[:1]
        words = row[2:].split(" ", _WORDS.get(kind, 1) - 1)
        if row[1:2] != " " or len(words) != _WORDS.get(kind):
            raise ManifestError(f"a line is none that a delta has: {row[:80]!r}")
        if kind in "czb":
            if entry is None or entry[0] not in "ef":
                raise ManifestError("a delta's bytes belong to no file")
            entry[2].append([kind, *words])
            continue
        if entry is not None:
            yield entry
        entry = kind, words, []
    if entry is not None:
        yield entry


def _piece(step: list[str], delta: bytes, at: int, old: bytes, most: int) -> tuple[bytes, int, int]:
    """The bytes of a step, where the next body begins, and how many bytes may still come."""
    kind, numbers = step[0], [_number(word) for word in step[1:]]
    if kind == "b":
        size, end = numbers[0], at + numbers[1]
        piece = _from_bits(delta[at:end], min(size, 6 * SPREAD + 1), old)
        at, size = end, len(piece)
    elif kind == "z":
        start, size, length = numbers
        end = at + length
        piece = _unpacked(delta[at:end], min(size, most), old[start : start + WINDOW])
        at = end
    else:
        start, size = numbers
        piece = old[start : start + size]
    most -= size
    if len(piece) != size or most < 0:
        raise ManifestError("the delta is of another old edition, or makes more than the new")
    return piece, at, most


def _from_bits(body: bytes, size: int, old: bytes) -> bytes:
    words = spread(old[:SPREAD]) or b""
    try:
        return gathered(_unpacked(body, size, words[:WINDOW]))
    except ValueError as fault:
        raise ManifestError(f"the delta has {fault}") from None


def _unpacked(body: bytes, most: int, words: bytes) -> bytes:
    """The bytes of a body; never more than it may have, whatever it is."""
    unpacker = zlib.decompressobj(-15, zdict=words) if words else zlib.decompressobj(-15)
    try:
        data = unpacker.decompress(body, most + 1)
    except zlib.error as fault:
        raise ManifestError(f"the delta's bytes are damaged: {fault}") from None
    if len(data) > most or not unpacker.eof:
        raise ManifestError("the delta's bytes are not as many as it says")
    return data


def _read(read: Read, path: str) -> bytes:
    try:
        return read(path)
    except OSError:
        raise ManifestError(f"{path} of the old edition cannot be read") from None


def _number(word: str) -> int:
    if not _SIZE.fullmatch(word):
        raise ManifestError(f"the delta has no number: {word[:20]!r}")
    return int(word)


def _digest(word: str) -> str:
    if not _SHA256.fullmatch(word):
        raise ManifestError(f"the delta has no hash: {word[:70]!r}")
    return word
