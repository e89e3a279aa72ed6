"""The files of a built site, in one order on every machine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date that every packed file bears: the earliest that zip and FAT know."""
EPOCH_SECONDS = 315_532_800
"""The same as seconds since 1970, UTC."""
_ONLY_FOR_MACHINES = (".map",)


class PackingError(ValueError):
    """A site that cannot be packed as asked; the text is one clear line."""


@dataclass(frozen=True, slots=True)
class Member:
    """One file: its path from the site's root with ``/``, its place on disk, its bytes' number."""

    path: str
    file: Path
    size: int


def members(site: Path) -> list[Member]:
    """All files of a site by their paths, source maps left out.

    Raises PackingError for a symbolic link and where there is no site.
    """
    if not (site / "index.html").is_file():
        raise PackingError(f"there is no built site in {site}: index.html is missing")
    found = [_member(site, file) for file in _files(site)]
    return sorted(found, key=lambda member: member.path)


def _files(site: Path) -> Iterator[Path]:
    for file in site.rglob("*"):
        if file.is_symlink():
            raise PackingError(f"{file.relative_to(site).as_posix()} is a symbolic link")
        if file.is_file() and file.suffix not in _ONLY_FOR_MACHINES:
            yield file


def _member(site: Path, file: Path) -> Member:
    return Member(file.relative_to(site).as_posix(), file, file.stat().st_size)
