"""The lists of a manifest: one line for each file, folder, or part of a long list.

They exist to find what changed at little cost: a hash in them is short, the first ten digits
of the SHA-256, which no accident gets past. What a copy is held against in the end is
``SHA256SUMS``, whose full hash the signed edition has and which a mirror works out itself.

A line is words parted by one space, the name last; numbers are decimal, sizes in bytes:

    f HASH SIZE NAME                a file
    b HASH SIZE LIST NAME           a big file, and the list of its chunks
    d LIST FILES BYTES NAME         a folder, its list, and what is in it in all
    p LIST NAME                     the part of this list from a name on, as a list of its own
    c HASH SIZE                     a chunk of a big file
    q LIST                          a part of a list of chunks

LIST is the short hash of a list, and its name in ``manifest/lists/``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from build_tools.values.disks import fault_of_name

MAX_LIST = 256 * 1024
"""Bytes of one list at most."""
SHORT = 10
"""Hexadecimal digits of a hash in a list."""
_HASH = re.compile(r"[0-9a-f]{10}")
_NUMBER = re.compile(r"0|[1-9][0-9]{0,14}")


class ManifestError(ValueError):
    """A manifest that does not say what it should; the text is one clear line."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of some bytes: their SHA-256 in hexadecimal, or its start, and their number."""

    digest: str
    size: int

    @property
    def brief(self) -> Known:
        """The same with the short hash that a list has."""
        return Known(self.digest[:SHORT], self.size)


@dataclass(frozen=True, slots=True)
class File:
    """A file; a big one has a list of its chunks."""

    name: str
    content: Known
    chunks: str = ""


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder, the short hash of its list, and how much there is in it."""

    name: str
    list: str
    files: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a list as a list of its own; its first name, ``""`` where chunks are listed."""

    name: str
    list: str


Chunk = Known
Line = File | Folder | Part | Chunk


def write_line(line: Line) -> str:
    """The line's text, with its line feed."""
    match line:
        case File(name, content, ""):
            return f"f {content.digest[:SHORT]} {content.size} {name}\n"
        case File(name, content, chunks):
            return f"b {content.digest[:SHORT]} {content.size} {chunks} {name}\n"
        case Folder(name, inner, files, size):
            return f"d {inner} {files} {size} {name}\n"
        case Part(name, inner):
            return f"p {inner} {name}\n" if name else f"q {inner}\n"
        case Known(digest, size):
            return f"c {digest[:SHORT]} {size}\n"
    raise AssertionError(line)


def read_list(data: bytes, what: str) -> list[Line]:
    """The lines of a list; ``what`` names it in a fault. Raises ManifestError.

    Names are checked one by one, and for being in order and different.
    """
    if len(data) > MAX_LIST:
        raise ManifestError(f"{what}: longer than {MAX_LIST:,} bytes")
    try:
        rows = data.decode("utf-8").split("\n")
    except UnicodeDecodeError:
        raise ManifestError(f"{what}: not UTF-8") from None
    if rows.pop():
        raise ManifestError(f"{what}: its last line is cut off")
    lines = [_read_line(row, what) for row in rows]
    names = [line.name for line in lines if not isinstance(line, Known) and line.name]
    if names != sorted(set(names)):
        raise ManifestError(f"{what}: its names are not in order, or two are the same")
    return lines


def _read_line(row: str, what: str) -> Line:
    count, make = _READERS.get(row[:2], (0, None))
    words = row[2:].split(" ", count - 1)
    if make is None or len(words) != count:
        raise ManifestError(f"{what}: a line is none that a manifest has: {row[:80]!r}")
    try:
        line = make(words)
    except ValueError as fault:
        raise ManifestError(f"{what}: {fault}") from None
    name = getattr(line, "name", "")
    wrong = fault_of_name(name) if row[0] not in "cq" else ""
    if wrong:
        raise ManifestError(f"{what}: the name {name[:80]!r} {wrong}")
    return line


def _hash(word: str) -> str:
    if not _HASH.fullmatch(word):
        raise ValueError(f"no hash: {word[:70]!r}")
    return word


def _count(word: str) -> int:
    if not _NUMBER.fullmatch(word):
        raise ValueError(f"no number: {word[:20]!r}")
    return int(word)


_READERS: dict[str, tuple[int, Callable[[list[str]], Line]]] = {
    "f ": (3, lambda w: File(w[2], Known(_hash(w[0]), _count(w[1])))),
    "b ": (4, lambda w: File(w[3], Known(_hash(w[0]), _count(w[1])), _hash(w[2]))),
    "d ": (4, lambda w: Folder(w[3], _hash(w[0]), _count(w[1]), _count(w[2]))),
    "p ": (2, lambda w: Part(w[1], _hash(w[0]))),
    "c ": (2, lambda w: Known(_hash(w[0]), _count(w[1]))),
    "q ": (1, lambda w: Part("", _hash(w[0]))),
}
