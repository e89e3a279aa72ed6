"""The control file that lets ``zsync`` fetch of an archive only what a reader lacks.

Format 0.6.2 as zsyncmake writes it for a file taken as it is: lines of names and values, an
empty line, then for each block the end of its rolling sum and the start of its MD4. No time
is written: the same archive gives the same bytes.
"""

from __future__ import annotations

import hashlib
import math
import struct
from collections.abc import Iterator
from pathlib import Path

from build_tools.packing.md4 import md4

BLOCK = 512
LARGE_BLOCK = 2048
LARGE = 32 * 1024 * 1024
"""Bytes from which blocks are larger, as their sums would weigh more than they save."""


def control_file(archive: Path) -> bytes:
    """The bytes of ``NAME.zsync``; it expects the archive beside it."""
    data = archive.read_bytes()
    block = BLOCK if len(data) < LARGE else LARGE_BLOCK
    sequence, rolling, strong = hash_lengths(len(data), block)
    head = (
        "zsync: 0.6.2\n"
        f"Filename: {archive.name}\n"
        f"Blocksize: {block}\n"
        f"Length: {len(data)}\n"
        f"Hash-Lengths: {sequence},{rolling},{strong}\n"
        f"URL: {archive.name}\n"
        f"SHA-1: {hashlib.sha1(data, usedforsecurity=False).hexdigest()}\n\n"
    )
    sums = (rolling_sum(each)[-rolling:] + md4(each)[:strong] for each in _blocks(data, block))
    return head.encode() + b"".join(sums)


def hash_lengths(length: int, block: int) -> tuple[int, int, int]:
    """Blocks that must match in a row, and bytes of the rolling and of the strong sum.

    As zsyncmake reckons them, so that a false match is as rare as with its files.
    """
    sequence = 2 if length > block else 1
    length = max(length, 1)
    blocks = 1 + length // block
    rolling = math.ceil((math.log2(length) + math.log2(block) - 8.6) / sequence / 8)
    strong = math.ceil((20 + math.log2(length) + math.log2(blocks)) / sequence / 8)
    least = int((7.9 + 20 + math.log2(blocks)) / 8)
    return sequence, min(max(rolling, 2), 4), min(max(strong, least), 16)


def rolling_sum(block: bytes) -> bytes:
    """The four bytes of rsync's weak sum: the plain one, and that weighted from the end."""
    plain = sum(block) & 0xFFFF
    weighted = sum(map(int.__mul__, block, range(len(block), 0, -1))) & 0xFFFF
    return struct.pack(">HH", plain, weighted)


def _blocks(data: bytes, size: int) -> Iterator[bytes]:
    for at in range(0, len(data), size):
        yield data[at : at + size].ljust(size, b"\0")
