"""What FAT32 and exFAT, the file systems of sticks, allow, and how much room files take there.

Limits are those of Microsoft's FAT and exFAT specifications: a FAT32 folder has 65,536
entries of 32 bytes, two of which are its own; a long name takes one entry for each 13 UTF-16
units and one for the short name. Names do not differ by case.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from build_tools.packing.members import Member
from build_tools.values.disks import fault_of_name

CLUSTER = 32 * 1024
"""The usual unit of room on sticks of 16 to 32 GB, in bytes."""
MAX_PATH = 200
"""Characters of a path, so that it can stand in a folder of a user of Windows (260 in all)."""
MAX_FILE = 2**32 - 1
FOLDER_ENTRIES = 65_536 - 2
_ENTRY = 32
_UNITS_PER_ENTRY = 13
_SHORT_NAME = re.compile(r"[A-Z0-9_-]{1,8}(\.[A-Z0-9_-]{1,3})?")


def faults(files: Sequence[Member]) -> Iterator[str]:
    """What a stick could not hold, one line each."""
    for member in files:
        yield from _path_faults(member.path)
        if member.size > MAX_FILE:
            yield f"{member.path}: {member.size:,} bytes; FAT32 holds files below 4 GiB"
    yield from _collisions(files)
    for folder, entries in sorted(entries_of_folders(files).items()):
        if entries > FOLDER_ENTRIES:
            yield (
                f"{folder or 'the root'}: its names take {entries:,} entries of a FAT32 folder, "
                f"which has {FOLDER_ENTRIES:,}"
            )


def _path_faults(path: str) -> Iterator[str]:
    if len(path) > MAX_PATH:
        yield f"{path}: {len(path)} characters; at most {MAX_PATH} are safe"
    for name in path.split("/"):
        if fault := fault_of_name(name):
            yield f"{path}: '{name[:40]}' {fault}"


def _collisions(files: Iterable[Member]) -> Iterator[str]:
    """Files or folders whose names differ in nothing but case."""
    spellings: defaultdict[str, set[str]] = defaultdict(set)
    for member in files:
        steps = member.path.split("/")
        for depth in range(1, len(steps) + 1):
            path = "/".join(steps[:depth])
            spellings[path.casefold()].add(path)
    for same in spellings.values():
        if len(same) > 1:
            yield f"{' and '.join(sorted(same))}: one name on a stick, which does not tell case"


def entries_of_folders(files: Iterable[Member]) -> Counter[str]:
    """How many entries of a FAT32 folder the names in each folder take."""
    names = {
        ("/".join(steps[:depth]), steps[depth])
        for steps in (member.path.split("/") for member in files)
        for depth in range(len(steps))
    }
    entries: Counter[str] = Counter()
    for folder, name in names:
        entries[folder] += _entries(name)
    return entries


def _entries(name: str) -> int:
    if _SHORT_NAME.fullmatch(name):
        return 1
    units = len(name.encode("utf-16-le")) // 2
    return 1 + -(-units // _UNITS_PER_ENTRY)


def room(files: Sequence[Member], cluster: int = CLUSTER) -> int:
    """Bytes that files and their folders take on FAT32 where each takes whole clusters."""
    contents = sum(_whole(member.size, cluster) for member in files)
    folders = sum(_whole(n * _ENTRY, cluster) for n in entries_of_folders(files).values())
    return contents + folders


def _whole(size: int, cluster: int) -> int:
    return -(-size // cluster) * cluster
