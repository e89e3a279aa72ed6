"""Make a ZIM's bytes follow from what is in it.

libzim draws three random numbers: the UUID in the header and one in each of the two Xapian
databases (full text and titles). They are replaced by numbers made from a seed and the
content; the MD5 at the end is reckoned anew. Layout: openzim.org/wiki/ZIM_file_format.
"""

from __future__ import annotations

import hashlib
import uuid
from pathlib import Path

_UUID_AT, _UUID_END = 8, 24
_CHECKSUM_POSITION_AT = 72
_MAGIC = b"ZIM\x04"
_GLASS = b"\x0f\x0dXapian Glass"
_GLASS_VERSION = 2
_UUID = 16


def make_reproducible(file: Path, seed: str) -> None:
    """Replace the random numbers in a ZIM file, in place. Raises ValueError for another file."""
    data = bytearray(file.read_bytes())
    if data[:4] != _MAGIC:
        raise ValueError(f"{file.name} is no ZIM file")
    checksum_at = int.from_bytes(data[_CHECKSUM_POSITION_AT : _CHECKSUM_POSITION_AT + 8], "little")
    places = [slice(_UUID_AT, _UUID_END), *_database_uuids(data)]
    for place in places:
        data[place] = bytes(_UUID)
    content = hashlib.sha256(memoryview(data)[:checksum_at]).hexdigest()
    for number, place in enumerate(places):
        data[place] = uuid.uuid5(uuid.NAMESPACE_URL, f"{seed} {content} {number}").bytes
    md5 = hashlib.md5(memoryview(data)[:checksum_at], usedforsecurity=False).digest()
    data[checksum_at : checksum_at + len(md5)] = md5
    file.write_bytes(data)


def _database_uuids(data: bytearray) -> list[slice]:
    places = []
    at = data.find(_GLASS)
    while at >= 0:
        start = at + len(_GLASS) + _GLASS_VERSION
        places.append(slice(start, start + _UUID))
        at = data.find(_GLASS, start)
    return places
