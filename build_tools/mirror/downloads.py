"""Get one file whole: on from where it broke off, from chunks that are there, checked."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from build_tools.manifest.chunks import chunks_of
from build_tools.manifest.lists import SHORT, Chunk, Known
from build_tools.mirror.sources import Source, SourceError

TRIES = 6
FIRST_WAIT = 0.25
"""Seconds before the second try; twice as long before each further one."""


T = TypeVar("T")


class WrongBytesError(SourceError):
    """The source gave other bytes than its manifest lists."""


def patiently(work: Callable[[], T], tries: int = TRIES, wait: float = FIRST_WAIT) -> T:
    """What ``work`` returns; again after a while where the source fails."""
    for number in range(1, tries):
        try:
            return work()
        except SourceError:
            time.sleep(wait * 2 ** (number - 1))
    return work()


def download(source: Source, path: str, wanted: Known, part: Path) -> str:
    """Fetch a file into ``part``, on from what is there. Returns its whole SHA-256.

    ``wanted`` has the short hash. Raises SourceError; what came is then kept in ``part`` unless
    it is surely wrong.
    """
    digest = hashlib.sha256()
    have = 0
    if part.exists():
        with part.open("rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
                have += len(block)
    if have > wanted.size:
        have, digest = 0, hashlib.sha256()
    if have < wanted.size or not part.exists():
        start, blocks = source.open(path, have)
        if start != have:
            have, digest = 0, hashlib.sha256()
        with part.open("r+b" if have else "wb") as file:
            file.seek(have)
            file.truncate()
            for block in blocks:
                have += len(block)
                if have > wanted.size:
                    break
                file.write(block)
                digest.update(block)
    return _checked(path, part, wanted, have, digest.hexdigest())


def _checked(path: str, part: Path, wanted: Known, have: int, digest: str) -> str:
    if have < wanted.size:
        raise SourceError(f"{path}: {have:,} bytes came instead of {wanted.size:,}")
    if have > wanted.size:
        part.unlink()
        raise WrongBytesError(f"{path}: more than the {wanted.size:,} bytes that are listed")
    if digest[:SHORT] != wanted.digest[:SHORT]:
        part.unlink()
        raise WrongBytesError(f"{path}: not the bytes that the manifest lists")
    return digest


def patch(
    source: Source, path: str, wanted: Known, chunks: Sequence[Chunk], old: Path, part: Path
) -> str:
    """Make a big file from an older one and the chunks that it lacks. Returns its SHA-256.

    Raises SourceError, also where the source cannot give parts of a file.
    """
    before = old.read_bytes()
    held = {}
    at = 0
    for chunk in chunks_of(before):
        held[chunk.brief] = at
        at += chunk.size
    digest = hashlib.sha256()
    have = 0
    with part.open("wb") as file:
        for start, end, there in _spans(chunks, held):
            blocks = _local(before, there) if there else _remote(source, path, start, end)
            for block in blocks:
                file.write(block)
                digest.update(block)
                have += len(block)
    return _checked(path, part, wanted, have, digest.hexdigest())


def lacking(chunks: Sequence[Chunk], old: Path) -> int:
    """How many bytes of a big file's chunks an older one does not have."""
    held = {chunk.brief for chunk in chunks_of(old.read_bytes())}
    return sum(chunk.size for chunk in chunks if chunk.brief not in held)


Slices = list[tuple[int, int]]


def _spans(chunks: Sequence[Chunk], held: dict[Chunk, int]) -> Iterator[tuple[int, int, Slices]]:
    """Runs of chunks to fetch, or to take from the slices of the old file that they name."""
    start = at = 0
    slices: Slices = []
    missing = False
    for chunk in chunks:
        place = held.get(chunk.brief)
        if at > start and missing != (place is None):
            yield start, at, slices
            start, slices = at, []
        missing = place is None
        if place is not None:
            slices.append((place, place + chunk.size))
        at += chunk.size
    if at > start:
        yield start, at, slices


def _local(before: bytes, slices: Slices) -> Iterator[bytes]:
    for start, end in slices:
        yield before[start:end]


def _remote(source: Source, path: str, start: int, end: int) -> Iterator[bytes]:
    got, blocks = source.open(path, start, end)
    if got != start:
        raise SourceError(f"{path}: the server gives no parts of files")
    left = end - start
    for block in blocks:
        yield block[:left]
        left -= len(block)
        if left <= 0:
            break
    if left > 0:
        raise SourceError(f"{path}: a part came {left:,} bytes short")
