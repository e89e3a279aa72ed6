"""The short way to a new edition: a delta makes its files and lists of those that are here.

What it makes is laid where an earlier try would have left it. The plan then finds it there and
holds it against the manifest; whatever a delta does not give, or gives wrongly, is fetched.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from build_tools.manifest import names
from build_tools.manifest.chunks import BIG, chunks_of
from build_tools.manifest.deltas import MAX_DELTA, Changes, Head, apply_delta, hash_of, read_head
from build_tools.manifest.edition import Edition
from build_tools.manifest.lists import Chunk, Known, ManifestError
from build_tools.manifest.reading import read_tree
from build_tools.manifest.tree import make_tree
from build_tools.mirror.place import Place
from build_tools.mirror.plan import Lists
from build_tools.mirror.sources import Source, SourceError, read_small


def find_delta(source: Source, held: Edition, wanted: Edition) -> bytes | None:
    """The source's delta from one edition to another; None where it has none, or another."""
    path = names.delta_path(held.sums.digest)
    try:
        delta = read_small(source, path, MAX_DELTA)
        right = read_head(delta) == Head(held.sums.digest, wanted.sums.digest)
    except (SourceError, ManifestError):
        return None
    return delta if right else None


def use_delta(delta: bytes, held: Edition, wanted: Edition, place: Place, lists: Lists) -> int:
    """Make the files and lists of an edition beside the copy; how many files.

    Raises ManifestError where the delta does not fit, OSError where the disk does.
    """
    made: list[str] = []
    aside = place.store / "made"

    def read(path: str) -> bytes:
        file = place.folder / path
        if file.is_symlink():
            raise FileNotFoundError(path)
        return file.read_bytes()

    def write(path: str, data: bytes) -> None:
        aside.write_bytes(data)
        place.finish(aside, path)
        made.append(path)

    changes = apply_delta(delta, read, write, wanted.size)
    _list(changes, made, held, place, lists)
    return len(made)


def _list(changes: Changes, made: Sequence[str], held: Edition, place: Place, lists: Lists) -> None:
    """Work out the lists of the new edition from those of the copy."""
    files: dict[str, Known] = {}
    chunks: dict[str, Sequence[Chunk] | str] = {}
    for path, file in read_tree(held, lists.read_here):
        if path not in changes.files and hash_of(path) not in changes.gone:
            files[path] = file.content
            if file.chunks:
                chunks[path] = file.chunks
    files |= changes.files
    for path in made:
        if files[path].size >= BIG:
            chunks[path] = chunks_of((place.new / path).read_bytes())
    for short, data in make_tree(files, chunks).lists.items():
        lists.keep(short, data)


def held_deltas(copy: Path) -> Iterator[bytes]:
    """The deltas that a copy has; what is none of them is passed over."""
    for place in sorted((copy / names.DELTAS).glob("*.delta")):
        try:
            delta = place.read_bytes()
            read_head(delta)
        except (OSError, ManifestError):
            continue
        yield delta


def keep_delta(delta: bytes, site: Path) -> None:
    """Put the delta into a copy, so that the copies of it have the short way too."""
    place = site / names.delta_path(read_head(delta).old)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(delta)
