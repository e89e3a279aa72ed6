"""A site as a folder or a zip for a stick: it opens by a double click on START.html."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from build_tools.packing import fat
from build_tools.packing.members import EPOCH, Member, PackingError, members
from build_tools.publish import staged, whole_file, write_file

START = "START.html"
MOST_FAULTS = 10


@dataclass(frozen=True, slots=True)
class Packed:
    """How much was packed: files, their bytes, and bytes on disk (of the zip, or on FAT32)."""

    files: int
    bytes: int
    on_disk: int


def pack_stick(site: Path, out: Path) -> Packed:
    """Copy a site to a folder, or into a zip where the name ends so. All or nothing.

    Raises PackingError where FAT32, exFAT or Windows could not hold it.
    """
    files = stick_members(site)
    if out.suffix.lower() == ".zip":
        with whole_file(out) as unfinished:
            _zip(files, unfinished)
        on_disk = out.stat().st_size
    else:
        _refuse_foreign(out)
        with staged(out) as folder:
            for member in files:
                write_file(folder / member.path, member.file.read_bytes())
        on_disk = fat.room(files)
    return Packed(len(files), sum(member.size for member in files), on_disk)


def stick_members(site: Path) -> list[Member]:
    """The files that go on a stick. Raises PackingError."""
    files = members(site)
    if not any(member.path == START for member in files):
        raise PackingError(f"the site in {site} has no {START}: build it anew")
    found = list(fat.faults(files))
    if found:
        more = f"\n… and {len(found) - MOST_FAULTS} more" if len(found) > MOST_FAULTS else ""
        raise PackingError("\n".join(found[:MOST_FAULTS]) + more)
    return files


def _refuse_foreign(out: Path) -> None:
    """Never replace a folder that is no copy of a site, such as the root of somebody's stick."""
    if out.exists() and not (out / START).is_file() and (not out.is_dir() or any(out.iterdir())):
        raise PackingError(f"{out} holds something else; name a folder that is new or empty")


def _zip(files: Sequence[Member], out: Path) -> None:
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for member in files:
            entry = zipfile.ZipInfo(member.path, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, member.file.read_bytes())
