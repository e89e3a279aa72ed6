"""Floor 7: bytes to disk, all or nothing.

A site is built in a folder beside the old one and takes its place only when it is
whole. Where the system can exchange two folders in one step (Linux, macOS), a reader
finds the old site or the new one at every moment. One build at a time works on a site, and
what a killed one left behind is taken away by the next.
"""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from build_tools.locking import locked

_EXCHANGE = 2
_AT_FDCWD = -100
_PREFIX = ".docket-"
_OLD = "-old"

_NEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)


def replace_file(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: what stood there stays until the new one is complete."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    try:
        write_file(part, data)
        os.replace(part, path)
    except OSError:
        part.unlink(missing_ok=True)
        raise


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
    finally:
        os.close(file)


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
            _replace(folder, site)
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


def _replace(new: Path, site: Path) -> None:
    """Put a folder where the site stands; what stood there is then at the folder's place."""
    if not site.exists():
        new.rename(site)
        return
    if _exchange(new, site):
        return
    old = new.with_name(f"{new.name}{_OLD}")
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
