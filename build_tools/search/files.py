"""The files of the search: their names, and scripts that hand data to the client.

Each is a classic script that hands its data to ``docketSearch``, since nothing else works
from a disk under the site's content security policy.
"""

from __future__ import annotations

import json
from typing import NamedTuple

FOLDER = "search"
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


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
        digits = DIGITS[rest] + digits
    return digits.rjust(7, "0")


def path_of(kind: str, name: str) -> str:
    """Where a file of a kind stands; folders keep directories small."""
    return f"{FOLDER}/{kind}/{name[-2:]}/{name}.js"
