"""From one file to one record."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from build_tools.model.common import Record
from build_tools.model.kinds import BY_FOLDER, KINDS, Kind
from build_tools.parse.reader import Reader
from build_tools.source.files import SourceFile, read_text
from build_tools.source.front_matter import split_front_matter
from build_tools.source.markdown import Section, split_sections, unclosed_code
from build_tools.source.tree import Mapping
from build_tools.source.yaml_reader import read_yaml
from build_tools.values.findings import MAX_FAULTS, Finding, Place
from build_tools.values.hidden import HIDDEN
from build_tools.values.ids import is_part
from build_tools.values.nearest import nearest, suggestion


@dataclass(frozen=True, slots=True)
class Parsed:
    """What one file gave: a record with its sections, or None; and what is wrong."""

    file: SourceFile
    record: Record | None
    sections: tuple[Section, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Opened:
    """The tree of a file's fields, and its body."""

    fields: Mapping | None
    body: str = ""
    body_line: int = 0
    findings: tuple[Finding, ...] = ()


def parse_file(file: SourceFile) -> Parsed:
    """Read one file. Whatever is wrong with it comes back as findings."""
    kind, misplaced = _kind_of_file(file)
    if kind is None:
        return Parsed(file, None, findings=misplaced)
    opened = open_file(file)
    if opened.fields is None:
        return Parsed(file, None, findings=(*misplaced, *opened.findings))
    reader = Reader(file.name)
    record = reader.read(kind.model, opened.fields)
    sections: tuple[Section, ...] = ()
    if kind.suffix == ".md":
        sections = tuple(split_sections(opened.body, opened.body_line))
    strange = (*_check_body(opened, file), *_check_sections(sections, kind, file))
    findings = _bounded((*misplaced, *opened.findings, *reader.findings, *strange))
    if record is None:
        return Parsed(file, None, findings=findings)
    record = dataclasses.replace(record, id=file.id)
    return Parsed(file, record, sections, findings)


def _bounded(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """No more than so many, and the word that there are more."""
    if len(findings) <= MAX_FAULTS:
        return findings
    last = findings[MAX_FAULTS - 1].place
    message = f"more than {MAX_FAULTS} faults stand in this file; the others are not shown"
    return (*findings[:MAX_FAULTS], Finding(last, "more-faults", message))


def open_file(file: SourceFile) -> Opened:
    """Read a file as far as its tree of fields and its body."""
    text, unreadable = read_text(file)
    if text is None:
        return Opened(None, findings=(unreadable,) if unreadable else ())
    if file.suffix != ".md":
        fields, findings = read_yaml(text, file.name)
        return Opened(fields, findings=findings)
    split, no_fence = split_front_matter(text, file.name)
    if split is None:
        return Opened(None, findings=(no_fence,) if no_fence else ())
    fields, findings = read_yaml(split.fields, file.name, split.fields_line)
    return Opened(fields, split.body, split.body_line, findings)


def _kind_of_file(file: SourceFile) -> tuple[Kind | None, tuple[Finding, ...]]:
    """The kind whose folder a file stands in; findings where it stands wrongly."""
    parts = file.id.split("/")
    kind = BY_FOLDER.get(parts[0]) if len(parts) > 1 else None
    if kind is None:
        folders = [each.folder for each in KINDS]
        near = nearest(parts[0], folders) if len(parts) > 1 else ""
        message = f"records stand in one of {', '.join(folders)}{suggestion(near)}"
        return None, (Finding(Place(file.name), "wrong-folder", message, nearest=near),)
    findings: list[Finding] = []
    if file.suffix != kind.suffix or len(parts) != (3 if kind.by_country else 2):
        message = f"a {kind.label} stands in {kind.pattern}"
        findings.append(Finding(Place(file.name), "wrong-folder", message))
    bad = [part for part in parts if not is_part(part)]
    if bad:
        message = (
            f"'{bad[0]}' cannot be part of an address: use 1 to 80 small letters a-z, digits "
            "and hyphens"
        )
        findings.append(Finding(Place(file.name), "bad-file-name", message))
    return (kind if file.suffix == kind.suffix else None), tuple(findings)


def _check_body(opened: Opened, file: SourceFile) -> list[Finding]:
    """What is wrong with a body as a whole."""
    findings: list[Finding] = []
    line = unclosed_code(opened.body, opened.body_line)
    if line is not None:
        message = "the code that begins here is never closed; close it or delete the line"
        findings.append(Finding(Place(file.name, line, 1), "unclosed-code", message))
    hidden = HIDDEN.search(opened.body)
    if hidden is not None:
        before = opened.body[: hidden.start()]
        place = Place(
            file.name,
            opened.body_line + before.count("\n"),
            hidden.start() - (before.rfind("\n") + 1) + 1,
        )
        message = f"a character that cannot be seen (U+{ord(hidden[0]):04X}) stands here; delete it"
        findings.append(Finding(place, "control-character", message))
    return findings


def _check_sections(sections: tuple[Section, ...], kind: Kind, file: SourceFile) -> list[Finding]:
    return list(islice(_judge_sections(sections, kind, file), MAX_FAULTS + 1))


def _judge_sections(
    sections: tuple[Section, ...], kind: Kind, file: SourceFile
) -> Iterator[Finding]:
    allowed = kind.model.SECTIONS
    seen: set[str] = set()
    for section in sections:
        place = Place(file.name, section.line, 1)
        if section.name in seen:
            message = f"the heading '{section.name}' stands here a second time"
            yield Finding(place, "double-section", message)
        elif section.name not in allowed:
            near = nearest(section.name, allowed)
            place = place if section.name else Place(file.name, section.text_line, 1)
            what = f"there is no section '{section.name}'" if section.name else "text stands here"
            message = f"{what}; the sections are {', '.join(allowed)}{suggestion(near)}"
            yield Finding(place, "unknown-section", message, nearest=near)
        elif not section.text:
            message = f"the heading '{section.name}' has no text under it"
            yield Finding(place, "empty-section", message)
        seen.add(section.name)
