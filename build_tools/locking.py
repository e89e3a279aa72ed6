"""One at a time: a lock that its owner's end, however it comes, takes away.

The system holds the lock for the process and drops it when the process ends, so that no
lock is ever left behind by one that was killed; its file may be, and does no harm.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


class InUseError(Exception):
    """Another run is at work on the same folder; the message says on which."""


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep other runs away from a folder that is about to be changed.

    The lock's file stands beside the folder while it is held. Raises InUseError at once
    where another process holds it, and OSError where the disk does.
    """
    folder = folder.absolute()
    folder.parent.mkdir(parents=True, exist_ok=True)
    path = folder.with_name(f".docket-{folder.name}.lock")
    handle = _open(path, folder)
    try:
        yield
    finally:
        with suppress(OSError):  # Windows removes no open file: it is then left, and taken again
            path.unlink()
        os.close(handle)


def _open(path: Path, folder: Path) -> int:
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
        if not _take(handle):
            os.close(handle)
            raise InUseError(
                f"another docket is at work on {folder}; wait until it has ended, and try again"
            )
        if _is_still(path, handle):
            return handle
        os.close(handle)  # its last owner removed the file between our two steps


def _is_still(path: Path, handle: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(handle))
    except FileNotFoundError:
        return False


def _take(handle: int) -> bool:
    """Take the lock; False where another has it. Where the disk knows no locks, it is ours."""
    if sys.platform == "win32":
        import msvcrt

        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True
