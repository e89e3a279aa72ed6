"""What was read of each file, kept for the next run. It may be deleted at any time.

A pickle runs whatever stands in it, so the cache lies in the user's own cache folder and
never in the repository, where a pull request could bring one along; a file that belongs
to somebody else, or that others may write to, is not opened.
"""

from __future__ import annotations

import os
import stat
import sys
import tempfile
import time
from collections.abc import Iterable
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from build_tools.corpus.packing import packed, unpacked
from build_tools.parse.records import Parsed

PACKAGE = Path(__file__).resolve().parent.parent
RECENT = 2_000_000_000
"""A file changed so few nanoseconds before the cache was written may have changed again."""
WORTH = 20
"""From how many new files on the cache is written again."""
Kept = dict[str, tuple[tuple[int, int], Parsed]]
"""By name: the stamp of the file, and what it gave."""


class Cache:
    """The results of one content folder."""

    def __init__(self, content: Path, folder: Path | None = None) -> None:
        key = blake2b(str(content.resolve()).encode(), digest_size=12).hexdigest()
        self._file = (folder or user_folder()) / f"{key}.records"
        self._kept: Kept = self._read()
        self._new = 0

    def get(self, name: str, stamp: tuple[int, int]) -> Parsed | None:
        """What a file gave the last time, if it has not changed since."""
        found = self._kept.get(name)
        return found[1] if found is not None and found[0] == stamp else None

    def put(self, name: str, stamp: tuple[int, int], parsed: Parsed) -> None:
        """Keep what a file gave."""
        self._kept[name] = (stamp, parsed)
        self._new += 1

    def save(self, names: Iterable[str]) -> None:
        """Write the results of these files for the next time, if there are enough new ones."""
        if self._new < WORTH:
            return
        now = time.time_ns()
        kept = {name: self._kept[name] for name in names
                if name in self._kept and self._kept[name][0][0] < now - RECENT}  # fmt: skip
        with suppress(OSError):  # no cache is no fault
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._file.parent)
            try:
                with os.fdopen(handle, "wb") as out:
                    out.write(_fingerprint())
                    out.write(packed(kept))
                os.replace(name, self._file)
            except BaseException:
                os.unlink(name)
                raise

    def _read(self) -> Kept:
        try:
            with self._file.open("rb") as file:
                if not ours(os.fstat(file.fileno())) or file.read(32) != _fingerprint():
                    return {}
                data = file.read()
        except OSError:
            return {}
        try:
            return dict(unpacked(data))
        except Exception:  # damaged: as if there were none
            return {}


class Memory(Cache):
    """The results of a content folder for as long as a program runs, without a file."""

    def __init__(self) -> None:
        self._kept = {}

    def put(self, name: str, stamp: tuple[int, int], parsed: Parsed) -> None:
        """Keep what a file gave."""
        self._kept[name] = (stamp, parsed)

    def save(self, names: Iterable[str]) -> None:
        """Forget the files that are gone."""
        self._kept = {name: self._kept[name] for name in names if name in self._kept}


def ours(status: os.stat_result) -> bool:
    """Whether a file is this user's and nobody else may write to it."""
    if not hasattr(os, "getuid"):
        return True
    return status.st_uid == os.getuid() and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def user_folder() -> Path:
    """The folder for what may be deleted at any time."""
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(base) if base else Path.home() / ".cache") / "docket"


def _fingerprint() -> bytes:
    """A hash of the code that reads records: what another version read is read again."""
    seen = blake2b(sys.version.encode(), digest_size=32)
    for part in ("values", "source", "model", "parse", "corpus"):
        for file in sorted((PACKAGE / part).rglob("*.py")):
            status = file.stat()
            seen.update(f"{file}{status.st_mtime_ns}{status.st_size}".encode())
    return seen.digest()
