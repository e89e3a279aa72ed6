"""Floor 7: bytes to disk, all or nothing.

A site is built in a folder beside the old one and takes its place only when it is
whole. Where the system can exchange two folders in one step (Linux, macOS), a reader
finds the old site or the new one at every moment.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

_EXCHANGE = 2
_AT_FDCWD = -100
_PREFIX = ".docket-"

_NEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)


class Written(NamedTuple):
    """A file as it was written: its SHA-256 in hexadecimal, its bytes, its time in nanoseconds."""

    digest: str
    size: int
    time: int


class Writer:
    """Writes files into a folder, and knows which it has written and what is in them."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.files: dict[str, Written | None] = {}
        """The files written, from the folder, with ``/``; None for those that others wrote."""
        self._base = f"{out}{os.sep}"

    def write(self, path: str, data: bytes) -> None:
        """Write a file, making the folders above it. Raises OSError where the disk does."""
        time = write_file(self._base + path, data)
        self.files[path] = Written(hashlib.sha256(data).hexdigest(), len(data), time)

    def note(self, path: str) -> None:
        """Say that a file was written by somebody else."""
        self.files[path] = None


def write_file(path: Path | str, data: bytes) -> int:
    """Write a file, making the folders above it. Returns its time in nanoseconds."""
    try:
        file = os.open(path, _NEW, 0o666)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        file = os.open(path, _NEW, 0o666)
    try:
        written = os.write(file, data)
        while written < len(data):
            written += os.write(file, memoryview(data)[written:])
        return os.fstat(file).st_mtime_ns
    finally:
        os.close(file)


def files_under(folder: Path) -> list[str]:
    """All files under a folder, as paths from it, with ``/``."""
    return [
        Path(at, name).relative_to(folder).as_posix()
        for at, _, names in os.walk(folder)
        for name in names
    ]


def write_whole(file: Path, data: bytes) -> None:
    """Write a file beside the old one, then put it in its place: it is never half there."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=_PREFIX, dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
        Path(name).chmod(0o644)
        os.replace(name, file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


@contextmanager
def staged(site: Path) -> Iterator[Path]:
    """A new empty folder that takes a site's place when the block ends without a fault.

    Where the block raises, the folder is removed and the old site stays as it was.
    Raises OSError where the disk does.
    """
    site = site.absolute()
    site.parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{site.name}-", dir=site.parent))
    folder.chmod(0o755)
    try:
        yield folder
        _replace(folder, site)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A name for a new file that takes a path's place when the block ends without a fault."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{_PREFIX}{os.getpid()}-{path.name}")
    try:
        yield unfinished
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _replace(new: Path, site: Path) -> None:
    """Put a folder where the site stands; what stood there is then at the folder's place."""
    if not site.exists():
        new.rename(site)
        return
    if _exchange(new, site):
        return
    old = new.with_name(f"{new.name}-old")
    site.rename(old)
    new.rename(site)
    shutil.rmtree(old, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; False where the system cannot."""
    if os.name != "posix":
        return False
    libc = ctypes.CDLL(None)
    paths = (os.fsencode(one), os.fsencode(other))
    if sys.platform == "linux" and hasattr(libc, "renameat2"):
        return bool(libc.renameat2(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _EXCHANGE) == 0)
    if sys.platform == "darwin" and hasattr(libc, "renamex_np"):
        return bool(libc.renamex_np(*paths, _EXCHANGE) == 0)
    return False
