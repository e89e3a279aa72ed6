"""Make a delta: every file that changed, as steps from the old one or from one that is like it."""

from __future__ import annotations

import json
import zlib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from pathlib import Path

from build_tools.manifest import names
from build_tools.manifest.bits import spread
from build_tools.manifest.chunks import BIG, chunks_of
from build_tools.manifest.deltas import FORMAT, SPREAD, WINDOW, hash_of
from build_tools.manifest.derived import DERIVED
from build_tools.manifest.lists import Known
from build_tools.manifest.sums import read_sums
from build_tools.manifest.tree import known_of

PIECE = 12 * 1024
"""Bytes of a body at most: so many that its dictionary is near all along."""
BACK = 8 * 1024
"""Bytes of the dictionary that stand before the place in the old file."""


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
        if like == path:
            index.append(f"e {path}\n")
        else:
            index.append(f"o {like}\nf {path}\n" if like else f"f {path}\n")
        for line, body in _steps((old / like).read_bytes() if like else b"", data):
            index.append(line)
            bodies.append(body)
    packed = _deflated("".join(index).encode(), b"")
    head = {"format": FORMAT, "from": old_sums, "to": new_sums, "index": len(packed)}
    return b"".join((json.dumps(head).encode() + b"\n", packed, *bodies))


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
    if old and max(len(old), len(new)) <= SPREAD:
        yield min([_packed(old, 0, new), *_as_bits(old, new)], key=lambda step: len(step[1]))
        return
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
    body = _deflated(piece, old[start : start + WINDOW])
    return f"z {start} {len(piece)} {len(body)}\n", body


def _as_bits(old: bytes, new: bytes) -> Iterator[tuple[str, bytes]]:
    words, piece = spread(old), spread(new)
    if words is not None and piece is not None:
        body = _deflated(piece, words[:WINDOW])
        yield f"b {len(piece)} {len(body)}\n", body


def _deflated(piece: bytes, words: bytes) -> bytes:
    packer = (
        zlib.compressobj(9, zlib.DEFLATED, -15, 9, zdict=words)
        if words
        else zlib.compressobj(9, zlib.DEFLATED, -15, 9)
    )
    return packer.compress(piece) + packer.flush()
