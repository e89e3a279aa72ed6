"""Write a folder's manifest, and hold a folder against its manifest."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from build_tools.manifest import names
from build_tools.manifest.chunks import BIG, chunks_of
from build_tools.manifest.derived import DERIVED
from build_tools.manifest.edition import Edition, read_edition
from build_tools.manifest.lists import Chunk, Known, ManifestError
from build_tools.manifest.sums import read_sums, write_sums
from build_tools.manifest.tree import known_of, make_tree
from build_tools.publish import Written, write_file
from build_tools.values.disks import fault_of_name


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """What is wrong with a file of a copy: ``missing``, ``changed`` or ``unknown``."""

    path: str
    what: str


def seal(
    folder: Path,
    edition: Edition,
    written: Mapping[str, Written] | None = None,
    sign: Callable[[Path], None] | None = None,
) -> Edition:
    """Write ``manifest/`` and ``SHA256SUMS`` of a finished folder; the edition as it was written.

    ``written`` has the hashes that are known already, by path (publish.recorded); a file whose
    size or time is not what was noted there is read. ``sign`` is given each file to sign and
    writes its signature beside it. Raises ManifestError for a name that a disk would not hold.
    """
    files, chunks = _survey(folder, written or {})
    tree = make_tree(files, chunks)
    listed = write_sums(files)
    edition = edition.sealed(tree.files, tree.bytes, tree.top, known_of(listed))
    edition = replace(edition, derived=tuple(sorted(DERIVED.keys() & files)))
    for digest, data in tree.lists.items():
        write_file(folder / names.list_path(digest), data)
    write_file(folder / names.SUMS, listed)
    write_file(folder / names.EDITION, edition.write())
    if edition.keys:
        write_file(folder / names.KEYS, "".join(f"{key}\n" for key in edition.keys).encode())
    if sign is not None:
        sign(folder / names.EDITION)
        sign(folder / names.SUMS)
        (folder / f"{names.SUMS}.sig").replace(folder / names.SUMS_SIGNATURE)
    return edition


def walk(folder: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """All files below a folder that the tree of lists names, with their paths, unordered.

    A symbolic link is a fault of whoever made the folder: it raises ManifestError.
    """
    stack = [("", str(folder))]
    while stack:
        above, place = stack.pop()
        with os.scandir(place) as found:
            for each in found:
                path = above + each.name
                if path in names.OUTSIDE:
                    continue
                if each.is_symlink():
                    raise ManifestError(f"{path} is a symbolic link")
                if each.is_dir(follow_symlinks=False):
                    stack.append((f"{path}/", each.path))
                else:
                    yield path, each


def _survey(
    folder: Path, written: Mapping[str, Written]
) -> tuple[dict[str, Known], dict[str, list[Chunk]]]:
    files: dict[str, Known] = {}
    chunks: dict[str, list[Chunk]] = {}
    checked: set[str] = set()
    for path, entry in walk(folder):
        _check_path(path, checked)
        status = entry.stat(follow_symlinks=False)
        note = written.get(path)
        known = note is not None and (note.size, note.time) == (status.st_size, status.st_mtime_ns)
        if note is not None and known and note.size < BIG:
            files[path] = Known(note.digest, note.size)
            continue
        data = Path(entry.path).read_bytes()
        files[path] = known_of(data)
        if len(data) >= BIG and path not in DERIVED:
            chunks[path] = chunks_of(data)
    if len({path.casefold() for path in files}) != len(files):
        raise ManifestError("two paths differ in case only")
    return files, chunks


def _check_path(path: str, checked: set[str]) -> None:
    """A folder's path is looked at once, then only the names of its files."""
    folder, _, name = path.rpartition("/")
    fault = fault_of_name(name) if folder in checked else names.fault_of_path(path)
    if fault or len(path) > names.MAX_PATH:
        raise ManifestError(f"{path[:200]}: the path {fault or 'is too long'}")
    if folder:
        checked.add(folder)


def edition_of(folder: Path) -> Edition:
    """The edition that a folder says it is. Raises ManifestError."""
    try:
        return read_edition((folder / names.EDITION).read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        raise ManifestError(f"{folder} has no {names.EDITION}") from None


Progress = Callable[[int, int], None]


def verify(folder: Path, progress: Progress = lambda done, total: None) -> list[Fault]:
    """Every file held against ``SHA256SUMS``, and that against the edition.

    ``progress`` is told the files read and all there are. Raises ManifestError where the
    edition or SHA256SUMS is not to be relied on. Whose edition it is, the signature says:
    signing.check.
    """
    edition = edition_of(folder)
    try:
        data = (folder / names.SUMS).read_bytes()
    except FileNotFoundError:
        raise ManifestError(f"{names.SUMS} is missing") from None
    if known_of(data) != edition.sums:
        raise ManifestError(f"{names.SUMS} is not that of this edition")
    listed = read_sums(data)
    faults = [Fault(path, "unknown") for path, _ in walk(folder) if path not in listed]
    for number, (path, digest) in enumerate(listed.items(), start=1):
        if fault := _fault(folder / path, digest):
            faults.append(Fault(path, fault))
        progress(number, len(listed))
    return sorted(faults)


def _fault(path: Path, wanted: str) -> str:
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return "missing"
    return "" if digest == wanted else "changed"
