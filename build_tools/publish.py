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
from dataclasses import dataclass
from pathlib import Path

_EXCHANGE = 2
_AT_FDCWD = -100
_PREFIX = ".docket-"


_NEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class Written:
    """A file as it was written: its SHA-256 in hexadecimal, its bytes, its time in nanoseconds."""

    digest: str
    size: int
    time: int


_record: dict[str, Written] | None = None


@contextmanager
def recorded() -> Iterator[dict[str, Written]]:
    """Notes each file that ``write_file`` writes, by the path it was given."""
    global _record
    before, _record = _record, {}
    try:
        yield _record
    finally:
        _record = before


def write_file(path: Path, data: bytes) -> None:
    """Write a file, making the folders above it."""
    try:
        file = os.open(path, _NEW, 0o666)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(path, _NEW, 0o666)
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(file, left) :]
        if _record is not None:
            time = os.fstat(file).st_mtime_ns
            _record[str(path)] = Written(hashlib.sha256(data).hexdigest(), len(data), time)
    finally:
        os.close(file)


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
        replace_folder(folder, site, folder.with_name(f"{folder.name}-old"))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


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
