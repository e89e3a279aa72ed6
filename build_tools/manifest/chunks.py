"""A big file's chunks, cut where its content says, so that a change moves only chunks near it.

Candidates are the line feeds, which every text and database has often enough; one is a cut
where the CRC-32 of the piece before it is small for the piece's length. A fixed grid would
move every chunk behind an added record.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator

from build_tools.manifest.lists import Chunk

BIG = 32 * 1024
"""Bytes from which a file has a list of chunks; a smaller one is fetched whole."""
USUAL = 2 * 1024
SMALLEST = 512
LARGEST = 64 * 1024


def chunks_of(data: bytes) -> list[Chunk]:
    """The chunks of a file's bytes, in order and without gaps."""
    view = memoryview(data)
    chunks = []
    start = 0
    for end in _cuts(data):
        chunks.append(Chunk(hashlib.sha256(view[start:end]).hexdigest(), end - start))
        start = end
    return chunks


def _cuts(data: bytes) -> Iterator[int]:
    start = at = 0
    while at < len(data):
        found = data.find(b"\n", at, start + LARGEST) + 1
        end = found or min(start + LARGEST, len(data))
        piece = end - at
        chosen = found and zlib.crc32(data[at:end]) * USUAL < (piece << 32)
        if (chosen and end - start >= SMALLEST) or end - start >= LARGEST:
            yield end
            start = end
        at = end
    if start < len(data):
        yield len(data)
