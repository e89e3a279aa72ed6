"""The files of a collection: what stands under content/, and nothing from outside it."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from build_tools.values.findings import Finding, Place

MAX_BYTES = 2_000_000
SUFFIXES = (".md", ".yml")
_LITTER = re.compile(r"\..*|~\$.*|.*~|(?i:thumbs\.db|desktop\.ini)")
"""What file managers, editors and word processors leave behind."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A record's file before it is read: where it stands on disk and how to name it."""

    place: str
    """Its path on the disk."""
    name: str
    """The path relative to the project, with ``/``: ``content/cases/gb/r-v-smith.md``."""
    id: str
    """The path under content/ without its suffix: ``cases/gb/r-v-smith``."""
    suffix: str
    stamp: tuple[int, int] = (0, 0)
    """When it was last changed, in nanoseconds, and its size: whether it is still the same."""

    @property
    def path(self) -> Path:
        """Its path on the disk."""
        return Path(self.place)


def list_files(content: Path) -> tuple[list[SourceFile], list[Finding]]:
    """All record files under a content folder, in the order of their names.

    Symbolic links, other file types and names with other suffixes are findings and
    are not followed. Files whose names begin with a dot, and what programs leave behind,
    are passed over.
    """
    files: list[SourceFile] = []
    findings: list[Finding] = []
    for entry, name in _walk(content, content.name):
        status = entry.stat(follow_symlinks=False)
        if not stat.S_ISREG(status.st_mode):
            message = "only ordinary files may stand under content/; this is a link or a device"
            findings.append(Finding(Place(name), "not-a-file", message))
            continue
        stem, suffix = os.path.splitext(name)
        if suffix not in SUFFIXES:
            message = f"a record's file ends in .md or .yml, not in '{suffix}'"
            findings.append(Finding(Place(name), "wrong-suffix", message))
            continue
        record_id = stem.split("/", 1)[1] if "/" in stem else stem
        stamp = (status.st_mtime_ns, status.st_size)
        files.append(SourceFile(entry.path, name, record_id, suffix, stamp))
    files.sort(key=lambda file: file.name)
    return files, findings


def _walk(folder: Path | str, name: str) -> Iterator[tuple[os.DirEntry[str], str]]:
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda each: each.name):
            if _LITTER.fullmatch(entry.name):
                continue
            inner = f"{name}/{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(entry.path, inner)
            else:
                yield entry, inner


def read_text(file: SourceFile) -> tuple[str | None, Finding | None]:
    """The text of a file as UTF-8, or the finding that says why it cannot be read."""
    size = file.path.stat().st_size
    if size > MAX_BYTES:
        message = f"the file has {size:,} bytes; a record has at most {MAX_BYTES:,}"
        return None, Finding(Place(file.name), "too-large", message)
    data = file.path.read_bytes()
    if not data.strip():
        return None, Finding(Place(file.name), "empty-file", "the file is empty")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as fault:
        return None, _not_utf8(file.name, data, fault)
    if text.startswith("\ufeff"):
        text = text[1:]
    return text.replace("\r\n", "\n").replace("\r", "\n"), None


def _not_utf8(name: str, data: bytes, fault: UnicodeDecodeError) -> Finding:
    before = data[: fault.start]
    line = before.count(b"\n") + 1
    column = len(before) - (before.rfind(b"\n") + 1) + 1
    message = f"the file is not UTF-8: byte 0x{data[fault.start]:02x}; save it as UTF-8"
    return Finding(Place(name, line, column), "not-utf8", message)
