"""Floor 7: bytes to disk, all or nothing.

A site is built in a folder beside the old one and takes its place only when it is
whole. Where the system can exchange two folders in one step (Linux, macOS), a reader
finds the old site or the new one at every moment. One build at a time works on a site, and
what a killed one left behind is taken away by the next.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from build_tools.locking import locked

_EXCHANGE = 2
_AT_FDCWD = -100
_PREFIX = ".docket-"
_OLD = "-old"

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


def replace_file(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: what stood there stays until the new one is complete."""
    with whole_file(path) as new:
        write_file(new, data)


@contextmanager
def staged(site: Path) -> Iterator[Path]:
    """A new empty folder that takes a site's place when the block ends without a fault.

    Where the block raises, the folder is removed and the old site stays as it was.
    Raises InUseError where another process builds the same site, and OSError where the disk
    does.
    """
    site = site.absolute()
    with locked(site):
        _clear(site)
        folder = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{site.name}-", dir=site.parent))
        folder.chmod(0o755)
        try:
            yield folder
            replace_folder(folder, site, folder.with_name(f"{folder.name}{_OLD}"))
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def _clear(site: Path) -> None:
    """Take away what killed builds of a site left, and put back a site they had moved away.

    Only for the one who holds the site's lock: no other build is then at work.
    """
    name = re.compile(re.escape(f"{_PREFIX}{site.name}-") + rf"[a-z0-9_]{{8}}(?:{_OLD})?")
    left = [path for path in site.parent.iterdir() if name.fullmatch(path.name)]
    for path in left:
        if path.name.endswith(_OLD) and not site.exists():
            path.rename(site)
        elif path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)


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


def replace_folder(new: Path, site: Path, aside: Path) -> None:
    """Put a folder where the site stands; the old one is gone, or at the new one's former place.

    Where two folders cannot be exchanged in one step, the old one stands at ``aside`` between
    two steps: after a kill just then, ``restore_folder`` brings it back.
    """
    if not site.exists():
        new.rename(site)
        return
    if _exchange(new, site):
        return
    site.rename(aside)
    new.rename(site)
    shutil.rmtree(aside, ignore_errors=True)


def restore_folder(aside: Path, site: Path) -> None:
    """Undo a replacement that was killed between its two steps."""
    if aside.exists():
        if site.exists():
            shutil.rmtree(aside, ignore_errors=True)
        else:
            aside.rename(site)


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
