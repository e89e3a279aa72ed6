"""The folder of a copy, and beside it the one in which the next edition is gathered.

``DEST`` belongs to the copy: what stands in it that is not of the site goes with the swap.
``.docket-mirror-NAME`` beside it holds finished files (``new``), begun ones (``parts``) and
lists, so that a run that was killed is gone on with; the swap is one step where the disk can.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from pathlib import Path
from types import TracebackType

from build_tools.manifest import names
from build_tools.manifest.lists import Known
from build_tools.publish import replace_folder, restore_folder

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


class BusyError(OSError):
    """Another run is making the same copy."""


class Place:
    """A copy's folder, held by this process alone while the context lasts. Raises BusyError."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.absolute()
        self.store = self.folder.parent / f".docket-mirror-{self.folder.name}"
        self.new = self.store / "new"
        self._parts = self.store / "parts"

    def __enter__(self) -> Place:
        self._parts.mkdir(parents=True, exist_ok=True)
        self._lock = os.open(self.store / "lock", os.O_RDWR | os.O_CREAT, 0o644)
        try:
            if sys.platform == "win32":
                msvcrt.locking(self._lock, msvcrt.LK_NBLCK, 1)
            else:
                fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(self._lock)
            raise BusyError(f"another run is copying to {self.folder}") from None
        restore_folder(self.old, self.folder)
        self.new.mkdir(exist_ok=True)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        os.close(self._lock)
        if kind is None and not any(self._parts.iterdir()) and not any(self.new.iterdir()):
            shutil.rmtree(self.store, ignore_errors=True)

    @property
    def old(self) -> Path:
        """Where the replaced copy stands for a moment, where folders cannot be exchanged."""
        return self.store / "old"

    def check_ours(self, edition: bool) -> None:
        """Raises FileExistsError where the folder has files and is no copy of a site."""
        if not edition and self.folder.exists():
            if not self.folder.is_dir():
                raise NotADirectoryError(f"{self.folder} is no folder")
            if any(self.folder.iterdir()):
                raise FileExistsError(
                    f"{self.folder} has files, but is no copy of a site; name an empty folder"
                )

    def whole(self) -> bool:
        """Whether the copy has what its tree of lists does not name."""
        return all((self.folder / name).is_file() for name in (names.SUMS, names.EDITION))

    def need(self, size: int) -> None:
        """Raises OSError where the disk has less room than that."""
        free = shutil.disk_usage(self.store).free
        if free < size:
            raise OSError(f"{size:,} bytes are needed in {self.store.parent}, {free:,} are free")

    def part(self, path: str, wanted: Known) -> Path:
        """Where a file is gathered; two paths may have the same content at the same time."""
        name = hashlib.sha256(path.encode()).hexdigest()[:16]
        return self._parts / f"{wanted.digest}-{name}"

    def finish(self, part: Path, path: str) -> None:
        """Put a whole file where the new edition has it."""
        target = self.new / path
        target.parent.mkdir(parents=True, exist_ok=True)
        part.replace(target)

    def take(self, place: Path, path: str) -> None:
        """A file that is here already: linked where the disk can, else copied."""
        target = self.new / path
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(place, target)
        except FileExistsError:
            target.unlink()
            self.take(place, path)
        except OSError:
            aside = self._parts / "copy"
            shutil.copyfile(place, aside)
            aside.replace(target)

    def forget(self) -> None:
        """Throw away what was gathered."""
        shutil.rmtree(self.new, ignore_errors=True)

    def swap(self) -> None:
        """The new edition takes the old one's place; then nothing is left beside it."""
        for folder, _, files in os.walk(self.new, topdown=False):
            if not files and not os.listdir(folder):
                os.rmdir(folder)
        if hasattr(os, "sync"):
            os.sync()
        replace_folder(self.new, self.folder, self.old)
        shutil.rmtree(self.new, ignore_errors=True)
        shutil.rmtree(self._parts, ignore_errors=True)
        self._parts.mkdir(exist_ok=True)
        self.new.mkdir(exist_ok=True)
