"""Read a manifest's tree, whoever gives its lists: every line of it is a stranger's."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from build_tools.manifest import names
from build_tools.manifest.edition import Edition
from build_tools.manifest.lists import (
    SHORT,
    Chunk,
    File,
    Folder,
    Line,
    ManifestError,
    Part,
    read_list,
)
from build_tools.manifest.tree import known_of

MAX_DEPTH = 60
ReadList = Callable[[str], bytes]
"""Gives the bytes of the list with a short hash."""


def read_tree(edition: Edition, read: ReadList) -> Iterator[tuple[str, File]]:
    """All files of an edition with their paths. Raises ManifestError.

    No more files and bytes are read than the edition says there are.
    """
    files = size = 0
    seen: set[str] = set()
    for path, file in _descend("", edition.tree, read, 0):
        files, size = files + 1, size + file.content.size
        if files > edition.files or size > edition.size:
            raise ManifestError("the manifest lists more than its edition says")
        folded = path.casefold()
        if folded in seen:
            raise ManifestError(f"the manifest lists {path} twice")
        seen.add(folded)
        yield path, file
    if (files, size) != (edition.files, edition.size):
        raise ManifestError("the manifest lists less than its edition says")


def _descend(above: str, short: str, read: ReadList, depth: int) -> Iterator[tuple[str, File]]:
    if depth > MAX_DEPTH or len(above) > names.MAX_PATH:
        raise ManifestError(f"the manifest is too deep at {above[:80]}")
    for line in _checked(short, read, above):
        match line:
            case File(name) if above or name not in names.OUTSIDE:
                yield above + name, line
            case Folder(name, inner) if above or name not in names.OUTSIDE:
                yield from _descend(f"{above}{name}/", inner, read, depth + 1)
            case Part(name, inner) if name:
                yield from _descend(above, inner, read, depth + 1)
            case _:
                raise ManifestError(f"the list of {above or 'all'} has a line that is no file's")


def read_chunks(short: str, size: int, read: ReadList, depth: int = 0) -> Iterator[Chunk]:
    """The chunks of a big file of some size. Raises ManifestError."""
    if depth > MAX_DEPTH:
        raise ManifestError("a list of chunks is too deep")
    for line in _checked(short, read, "chunks"):
        if isinstance(line, Chunk):
            size -= line.size
            if size < 0:
                raise ManifestError("a list of chunks goes beyond its file")
            yield line
        elif isinstance(line, Part) and not line.name:
            for chunk in read_chunks(line.list, size, read, depth + 1):
                size -= chunk.size
                yield chunk
        else:
            raise ManifestError("a list of chunks has a line that is no chunk's")


def _checked(short: str, read: ReadList, what: str) -> list[Line]:
    data = read(short)
    if known_of(data).digest[:SHORT] != short:
        raise ManifestError(f"the list of {what or 'all'} is not the one that the manifest names")
    return read_list(data, f"the list of {what or 'all'}")
