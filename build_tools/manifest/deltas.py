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
    o NAME                  the old file that the next one is made of
    f NAME                  a file; its bytes are those of the lines that follow
    c START SIZE            bytes of the old file
    z START SIZE PACKED     a body's bytes, packed with 32 kB of the old file as a dictionary
"""

from __future__ import annotations

import json
import re
import zlib
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from build_tools.manifest import names
from build_tools.manifest.chunks import BIG, chunks_of
from build_tools.manifest.derived import DERIVED
from build_tools.manifest.lists import Known, ManifestError
from build_tools.manifest.sums import read_sums
from build_tools.manifest.tree import known_of

FORMAT = 1
MAX_DELTA = 16 * 1024 * 1024
"""Bytes of a delta at most; beyond it a copy had better compare the trees."""
MAX_INDEX = 64 * 1024 * 1024
WINDOW = 32 * 1024
"""Bytes that deflate looks back at most."""
PIECE = 12 * 1024
"""Bytes of a body at most: so many that its dictionary is near all along."""
BACK = 8 * 1024
"""Bytes of the dictionary that stand before the place in the old file."""
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


def make_delta(old: Path, new: Path) -> bytes:
    """The delta between two sealed folders. Raises ManifestError, OSError."""
    (before, old_sums), (after, new_sums) = _sums_of(old), _sums_of(new)
    index = [f"r {each}\n" for each in sorted(map(hash_of, before.keys() - after.keys()))]
    bodies: list[bytes] = []
    standing = sorted(before.keys() & after.keys())
    for path in sorted(after):
        if before.get(path) == after[path]:
            continue
        data = (new / path).read_bytes()
        if path in DERIVED:
            index.append(f"h {after[path]} {len(data)} {path}\n")
            continue
        like = path if path in before else _neighbour(path, standing)
        index.append(f"o {like}\n" if like else "")
        index.append(f"f {path}\n")
        for line, body in _steps((old / like).read_bytes() if like else b"", data):
            index.append(line)
            bodies.append(body)
    packed = _packed(b"", 0, "".join(index).encode())[1]
    head = {"format": FORMAT, "from": old_sums, "to": new_sums, "index": len(packed)}
    return b"".join((json.dumps(head).encode() + b"\n", packed, *bodies))


def hash_of(path: str) -> str:
    """What stands for a path that is gone."""
    return known_of(path.encode()).digest


def _sums_of(folder: Path) -> tuple[dict[str, str], str]:
    data = (folder / names.SUMS).read_bytes()
    return read_sums(data), known_of(data).digest


def _neighbour(path: str, standing: Sequence[str]) -> str:
    """An old file that a new one may resemble: the nearest name of its folder and kind."""
    folder, _, name = path.rpartition("/")
    suffix = name[name.find(".") :] if "." in name else ""
    at = bisect_left(standing, path)
    for near in (at, at - 1, at + 1, at - 2, at + 2, at - 3):
        if 0 <= near < len(standing):
            other = standing[near]
            if other.rpartition("/")[0] == folder and other.endswith(suffix):
                return other
    return ""


def _steps(old: bytes, new: bytes) -> Iterator[tuple[str, bytes]]:
    """The lines and bodies that make the new bytes of the old."""
    start = near = 0
    runs: list[tuple[int, int | None]] = [(len(new), None)]
    for size, there in _runs(old, new) if len(new) >= BIG and old else runs:
        if there is None:
            for at in range(0, size, PIECE):
                piece = new[start + at : start + min(at + PIECE, size)]
                yield _packed(old, max(0, near + at - BACK), piece)
        else:
            near = there + size
            yield f"c {there} {size}\n", b""
        start += size


def _runs(old: bytes, new: bytes) -> list[tuple[int, int | None]]:
    """The new bytes as runs: how long each is, and where it stands in the old ones, if it does."""
    held: dict[Known, int] = {}
    at = 0
    for chunk in chunks_of(old):
        held.setdefault(chunk, at)
        at += chunk.size
    runs: list[tuple[int, int | None]] = []
    for chunk in chunks_of(new):
        there = held.get(chunk)
        size, last = runs[-1] if runs else (0, 0)
        follows = there is None if last is None else there == last + size
        if runs and follows:
            runs[-1] = size + chunk.size, last
        else:
            runs.append((chunk.size, there))
    return runs


def _packed(old: bytes, start: int, piece: bytes) -> tuple[str, bytes]:
    words = old[start : start + WINDOW]
    packer = (
        zlib.compressobj(9, zlib.DEFLATED, -15, 9, zdict=words)
        if words
        else zlib.compressobj(9, zlib.DEFLATED, -15, 9)
    )
    body = packer.compress(piece) + packer.flush()
    return f"z {start} {len(piece)} {len(body)}\n", body


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
            pieces = []
            for step in steps:
                piece, at, most = _piece(step, delta, at, old, most)
                pieces.append(piece)
            data, old = b"".join(pieces), b""
            changes.files[path] = known_of(data)
            write(path, data)
    return changes


Entry = tuple[str, list[str], list[list[str]]]
_WORDS = {"r": 1, "h": 3, "o": 1, "f": 1, "c": 2, "z": 3}


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
        if kind in "cz":
            if entry is None or entry[0] != "f":
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
    start, size, *packed = map(_number, step[1:])
    most -= size
    if most < 0:
        raise ManifestError("the delta makes more bytes than its edition has")
    if packed:
        end = at + packed[0]
        piece = _unpacked(delta[at:end], size, old[start : start + WINDOW])
        at = end
    else:
        piece = old[start : start + size]
    if len(piece) != size:
        raise ManifestError("the delta is of another old edition")
    return piece, at, most


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
