"""Read every record of a content folder, or say what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from build_tools.corpus.cache import Cache
from build_tools.corpus.packing import no_collecting, packed, unpacked
from build_tools.meter import Meter
from build_tools.model.common import Record
from build_tools.model.kinds import Kind, kind_of
from build_tools.parse.records import Parsed, parse_file
from build_tools.processes import in_parts
from build_tools.source.files import SourceFile, list_files
from build_tools.source.markdown import Section
from build_tools.values.findings import Finding, Place

PART = 500
"""From so many files on it is worth while to read a part of them in another process."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A record with what its file holds beside the fields."""

    record: Record
    file: SourceFile
    sections: tuple[Section, ...] = ()

    @property
    def id(self) -> str:
        """The record's id."""
        return self.record.id

    @property
    def kind(self) -> Kind:
        """The record's kind."""
        return kind_of(self.record)

    def section(self, name: str) -> str:
        """The Markdown under one heading; ``""`` where the record has none."""
        return next((part.text for part in self.sections if part.name == name), "")


@dataclass(frozen=True, slots=True)
class Loaded:
    """The records that could be read, in the order of their ids, and all findings."""

    entries: tuple[Entry, ...]
    findings: tuple[Finding, ...]
    unreadable: frozenset[str]
    """Ids of files that hold a record which could not be read: links to them are no fault."""


def load(content: Path, cache: Cache | None = None, meter: Meter | None = None) -> Loaded:
    """Read all records under a content folder, those in the cache from there.

    Raises OSError where the disk does.
    """
    if not content.is_dir():
        message = f"there is no folder '{content.name}' with records here"
        return Loaded((), (Finding(Place(content.name), "not-a-file", message),), frozenset())
    files, findings = list_files(content)
    entries: list[Entry] = []
    unreadable: set[str] = set()
    for file, parsed in zip(files, _parsed(files, cache, meter or Meter()), strict=True):
        findings.extend(parsed.findings)
        if parsed.record is None:
            unreadable.add(file.id)
        else:
            entries.append(Entry(parsed.record, file, parsed.sections))
    if cache is not None:
        cache.save(file.name for file in files)
    entries.sort(key=lambda entry: entry.id)
    return Loaded(tuple(entries), tuple(findings), frozenset(unreadable))


def _parsed(files: Sequence[SourceFile], cache: Cache | None, meter: Meter) -> list[Parsed]:
    """What each file gives: from the cache, or read now, by all processors where it is much."""
    kept = [cache.get(file.name, file.stamp) if cache else None for file in files]
    new = [file for file, known in zip(files, kept, strict=True) if known is None]

    def read(first: int, last: int) -> list[Parsed]:
        parsed: list[Parsed] = []
        for file in new[first:last]:
            parsed.append(parse_file(file))
            meter.advance()
        return parsed

    with no_collecting():
        showing = partial(meter.showing, "read", len(new))
        parts = in_parts(read, len(new), PART, packed, unpacked, showing)
    fresh = iter([parsed for part in parts for parsed in part])
    found = [known or next(fresh) for known in kept]
    if cache is not None:
        for file, known, parsed in zip(files, kept, found, strict=True):
            if known is None:
                cache.put(file.name, file.stamp, parsed)
    return found
