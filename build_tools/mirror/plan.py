"""What a copy lacks: the source's tree of lists against the files that are there."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Set
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from build_tools.manifest import names
from build_tools.manifest.edition import Edition
from build_tools.manifest.lists import (
    MAX_LIST,
    SHORT,
    File,
    Folder,
    Known,
    ManifestError,
    Part,
    read_list,
)
from build_tools.manifest.reading import read_tree
from build_tools.manifest.sums import read_sums
from build_tools.mirror.downloads import patiently
from build_tools.mirror.sources import Source, SourceError, read_small

MAX_LISTS = 64 * 1024 * 1024
"""Bytes of all lists together at most."""


class Lists:
    """The lists of an edition, from the copy, from an earlier try, or from the source."""

    def __init__(self, source: Source, folders: Iterable[Path], store: Path) -> None:
        self._source = source
        self._folders = (*folders, store)
        self._store = store
        self._fetched = 0

    def read(self, short: str) -> bytes:
        """A list's bytes, which have the hash. Raises SourceError, ManifestError."""
        data = self._here(short)
        return patiently(lambda: self._fetch(short)) if data is None else data

    def read_here(self, short: str) -> bytes:
        """The bytes of a list that needs no fetching. Raises ManifestError."""
        data = self._here(short)
        if data is None:
            raise ManifestError(f"{names.list_path(short)} is missing in the copy")
        return data

    def _here(self, short: str) -> bytes | None:
        for folder in self._folders:
            data = _bytes(folder / names.list_path(short))
            if data is not None and _short(data) == short:
                return data
        return None

    def _fetch(self, short: str) -> bytes:
        path = names.list_path(short)
        if self._fetched > MAX_LISTS:
            raise ManifestError("the manifest's lists are longer than a manifest may be")
        data = read_small(self._source, path, MAX_LIST)
        if _short(data) != short:
            raise SourceError(f"{path}: not the list that the manifest names")
        self._fetched += len(data)
        self.keep(short, data)
        return data

    def keep(self, short: str, data: bytes) -> None:
        """Keep a list that was worked out or fetched."""
        place = self._store / names.list_path(short)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)

    def prefetch(self, top: str, pool: ThreadPoolExecutor, most: int) -> None:
        """Read the lists of files level by level, several at a time, so that none is waited for."""
        level = {top}
        count = 0
        while level:
            count += len(level)
            if count > most:
                raise ManifestError("the manifest has more lists than files")
            below: set[str] = set()
            for data in pool.map(self.read, sorted(level)):
                for line in read_list(data, "a list"):
                    if isinstance(line, Folder) or (isinstance(line, Part) and line.name):
                        below.add(line.list)
            level = below


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _short(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:SHORT]


class Held:
    """The files of the copy that is there, by path and by content; SHA256SUMS says their hashes."""

    def __init__(self, folder: Path, quick: bool) -> None:
        self._folder = folder
        self._quick = quick
        data = _bytes(folder / names.SUMS)
        try:
            self._sums = read_sums(data) if data is not None else {}
        except ManifestError:
            self._sums = {}
        self._by_content: dict[str, list[str]] = {}
        for path, digest in self._sums.items():
            self._by_content.setdefault(digest[:SHORT], []).append(path)

    def find(self, path: str, wanted: Known) -> tuple[Path, str] | None:
        """A file here with the wanted content, and its whole hash; None where there is none."""
        for other in (path, *self._by_content.get(wanted.digest, ())):
            digest = self._sums.get(other, "")
            place = self._folder / other
            if digest[:SHORT] != wanted.digest or not _is_plain(place, wanted.size):
                continue
            if self._quick or _digest(place) == digest:
                return place, digest
        return None

    def count(self) -> int:
        """How many files the copy has."""
        return len(self._sums)

    def has(self, path: str) -> bool:
        """Whether the copy has a file at a path."""
        return path in self._sums

    def old(self, path: str) -> Path | None:
        """The file that stands at a path now, whatever is in it."""
        place = self._folder / path
        return place if path in self._sums and place.is_file() and not place.is_symlink() else None


def _is_plain(place: Path, size: int) -> bool:
    try:
        return not place.is_symlink() and place.stat().st_size == size
    except OSError:
        return False


def _digest(place: Path) -> str:
    with place.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def digest_of(place: Path, wanted: Known) -> str | None:
    """The whole hash of a finished file of an earlier try; None where it is not the wanted one."""
    if not _is_plain(place, wanted.size):
        return None
    digest = _digest(place)
    return digest if digest[:SHORT] == wanted.digest else None


@dataclass(slots=True)
class Plan:
    """Where each file of an edition comes from."""

    keep: dict[str, tuple[Path, str]] = field(default_factory=dict)
    """Files that are here, their places and hashes."""
    done: dict[str, str] = field(default_factory=dict)
    """Files that an earlier try finished, and their hashes."""
    fetch: dict[str, File] = field(default_factory=dict)
    derive: dict[str, File] = field(default_factory=dict)
    """Files to be made here of the others."""
    chunks: dict[str, str] = field(default_factory=dict)
    """The lists of chunks of the big files."""

    @property
    def bytes(self) -> int:
        """The bytes of the files to fetch, before any compression."""
        return sum(file.content.size for file in self.fetch.values())


def make_plan(
    edition: Edition,
    lists: Lists,
    held: Held,
    new: Path,
    pool: ThreadPoolExecutor,
    progress: Callable[[int, int], None],
    derived: Set[str] = frozenset(),
) -> Plan:
    """Hold an edition against the files of the copy and those of an earlier try in ``new``.

    ``progress`` is told the files looked at and all there are; ``derived`` are the paths of what
    can be made of other files. Raises ManifestError, SourceError.
    """
    lists.prefetch(edition.tree, pool, 2 * edition.files + 100)
    plan = Plan()
    for number, (path, file) in enumerate(read_tree(edition, lists.read), start=1):
        _place(path, file, plan, held, new)
        if path in derived and path in plan.fetch:
            plan.derive[path] = plan.fetch.pop(path)
        progress(number, edition.files)
    return plan


def _place(path: str, file: File, plan: Plan, held: Held, new: Path) -> None:
    if file.chunks:
        plan.chunks[path] = file.chunks
    digest = digest_of(new / path, file.content)
    if digest is not None:
        plan.done[path] = digest
        return
    found = held.find(path, file.content)
    if found is not None:
        plan.keep[path] = found
    else:
        plan.fetch[path] = file


def leftovers(folder: Path, wanted: Iterable[str]) -> Iterator[Path]:
    """Files of an earlier try that this edition does not have."""
    listed = set(wanted)
    for place in folder.rglob("*"):
        path = place.relative_to(folder).as_posix()
        if not place.is_dir() and path not in listed:
            yield place
