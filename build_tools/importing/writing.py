"""New files for new records: each whole or not at all, inside one folder, never over another."""

from __future__ import annotations

import os
from contextlib import suppress
from enum import Enum
from pathlib import Path

from build_tools.source.files import SourceFile
from build_tools.values.ids import is_id

_PART = ".{name}.part"
"""A name that every reader of records passes over, and the same when the import runs again."""


class Standing(Enum):
    """What stands where a record is to be written."""

    FREE = "free"
    SAME = "same"
    OTHER = "other"


class Shelf:
    """The folder of records that an import writes to."""

    def __init__(self, content: Path) -> None:
        self._content = content
        self._root = content.resolve()
        self._safe: dict[Path, bool] = {}

    def file(self, record_id: str, suffix: str) -> SourceFile:
        """Where a record stands. The id must be one: it alone makes the path."""
        assert is_id(record_id)
        path = self._content / f"{record_id}{suffix}"
        return SourceFile(str(path), f"{self._content.name}/{record_id}{suffix}", record_id, suffix)

    def standing(self, path: Path, text: str) -> Standing:
        """Whether a record's place is free, or holds the same text already."""
        if not self._is_inside(path.parent):
            return Standing.OTHER
        if not os.path.lexists(path):
            return Standing.FREE
        return Standing.SAME if is_same(path, text) else Standing.OTHER

    def write(self, path: Path, text: str) -> Standing:
        """Write a new file in one step, unless something stands there. Raises OSError.

        Killed at any moment, it leaves no half of a record: at worst a file ending in
        ``.part``, which the next run takes away.
        """
        standing = self.standing(path, text)
        if standing is not Standing.FREE:
            return standing
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(_PART.format(name=path.name))
        with suppress(FileNotFoundError):
            part.unlink()
        try:
            with part.open("xb") as file:
                file.write(text.encode("utf-8"))
            os.rename(part, path)
        except OSError:
            with suppress(OSError):
                part.unlink()
            raise
        return standing

    def _is_inside(self, folder: Path) -> bool:
        """True where no link on the way leads out of the folder of records."""
        if folder not in self._safe:
            self._safe[folder] = folder.resolve() == self._root / folder.relative_to(self._content)
        return self._safe[folder]


def is_same(path: Path, text: str) -> bool:
    """True where an ordinary file holds a text, whatever its line ends."""
    if path.is_symlink() or not path.is_file():
        return False
    data = text.encode("utf-8")
    size = path.stat().st_size
    if not len(data) <= size <= len(data) + text.count("\n"):
        return False
    return path.read_bytes().replace(b"\r\n", b"\n") == data
