"""From a site's files to the tree of lists: small, and stable under small changes.

Each folder has a list. A long list is cut into parts where the CRC-32 of a name (or of a
chunk's hash) says, so that one added file changes the part it falls into and the few lists
above, wherever it stands and whatever was added before it.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from build_tools.manifest.lists import SHORT, Chunk, File, Folder, Known, Line, Part, write_line

USUAL = (12, 256)
"""Lines of a part on average: of files or chunks, and of parts. A scattered change costs one
of the former each, all changes together at most all of the latter."""


@dataclass(slots=True)
class Tree:
    """The lists by their short hash, and that of the first."""

    lists: dict[str, bytes] = field(default_factory=dict)
    top: str = ""
    files: int = 0
    bytes: int = 0


def known_of(data: bytes) -> Known:
    """The hash and size of some bytes."""
    return Known(hashlib.sha256(data).hexdigest(), len(data))


def make_tree(files: Mapping[str, Known], chunks: Mapping[str, Sequence[Chunk] | str]) -> Tree:
    """The tree of all files, by path with ``/``, and the chunks of the big ones.

    Chunks that have a list already are given by its short hash.
    """
    tree = Tree(files=len(files), bytes=sum(each.size for each in files.values()))
    folders: dict[str, list[Line]] = {"": []}
    for path in sorted(files):
        folder, _, name = path.rpartition("/")
        inner = chunks.get(path, "")
        inner = inner if isinstance(inner, str) else store(inner, tree)
        folders.setdefault(folder, []).append(File(name, files[path], inner))
    for folder in [each for each in folders if each]:
        while folder:
            folder = folder.rpartition("/")[0]
            folders.setdefault(folder, [])
    for folder in sorted(folders, key=lambda each: (-each.count("/"), each)):
        if folder:
            above, _, name = folder.rpartition("/")
            lines = sorted(folders[folder], key=_name)
            folders[above].append(Folder(name, store(lines, tree), *_sum(lines)))
    tree.top = store(sorted(folders[""], key=_name), tree)
    return tree


def store(lines: Sequence[Line], tree: Tree, level: int = 0) -> str:
    """Keep a list, cut into parts if it is long; its short hash."""
    usual = USUAL[min(level, 1)]
    if len(lines) > 2 * usual:
        parts = [Part(_name(part[0]), _keep(part, tree)) for part in _cut(lines, level, usual)]
        return store(parts, tree, level + 1)
    return _keep(lines, tree)


def _keep(lines: Sequence[Line], tree: Tree) -> str:
    data = "".join(map(write_line, lines)).encode()
    short = known_of(data).digest[:SHORT]
    tree.lists[short] = data
    return short


def _cut(lines: Sequence[Line], level: int, usual: int) -> list[Sequence[Line]]:
    parts = []
    start = 0
    for at in range(1, len(lines)):
        key = f"{level} {_key(lines[at])}".encode()
        if zlib.crc32(key) % usual == 0 or at - start >= 2 * usual:
            parts.append(lines[start:at])
            start = at
    parts.append(lines[start:])
    return parts


def _sum(lines: Sequence[Line]) -> tuple[int, int]:
    files = size = 0
    for line in lines:
        if isinstance(line, File):
            files, size = files + 1, size + line.content.size
        elif isinstance(line, Folder):
            files, size = files + line.files, size + line.bytes
    return files, size


def _name(line: Line) -> str:
    return "" if isinstance(line, Known) else line.name


def _key(line: Line) -> str:
    """What decides of a cut: the name, which outlives a change; a chunk has only its hash."""
    if isinstance(line, Known):
        return line.digest
    return line.name or (line.list if isinstance(line, Part) else "")
