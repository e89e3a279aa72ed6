"""Which files changed, found by looking at their times and sizes now and then."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

INTERVAL = 0.2
"""Seconds between two looks at the files."""
Stamps = Mapping[str, tuple[int, int]]
"""The time in nanoseconds and the size of each file, by its path."""


def stamps(watched: Iterable[Path]) -> Stamps:
    """The stamps of all files at or under the paths watched; what cannot be read is passed over."""
    found: dict[str, tuple[int, int]] = {}
    for top in watched:
        found |= _under(str(top)) if top.is_dir() else _of_file(top)
    return found


def changed(before: Stamps, after: Stamps) -> set[str]:
    """The paths of files that were added, changed or removed."""
    return {path for path, _ in before.items() ^ after.items()}


def _of_file(file: Path) -> Stamps:
    try:
        status = file.stat()
    except OSError:
        return {}
    return {str(file): (status.st_mtime_ns, status.st_size)}


def _under(folder: str) -> Stamps:
    found: dict[str, tuple[int, int]] = {}
    folders = [folder]
    while folders:
        for entry in _entries(folders.pop()):
            try:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                else:
                    status = entry.stat(follow_symlinks=False)
                    found[entry.path] = (status.st_mtime_ns, status.st_size)
            except OSError:  # it went just now
                continue
    return found


def _entries(folder: str) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            yield from entries
    except OSError:
        return
