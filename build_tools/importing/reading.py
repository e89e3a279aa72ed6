"""From one row to one record, through the same Reader as files, or to reasons."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from build_tools.corpus.load import Entry
from build_tools.importing.drawing import Drawer
from build_tools.importing.mapping import YEAR, Plan, Rule
from build_tools.importing.reasons import Reason, reason
from build_tools.importing.row_tree import RowTree
from build_tools.importing.rows import Row, find
from build_tools.importing.slugs import make_slug
from build_tools.model.common import Record
from build_tools.model.kinds import Kind
from build_tools.parse.reader import Reader
from build_tools.parse.records import Parsed, parse_file
from build_tools.parse.writer import write_record
from build_tools.source.files import SourceFile
from build_tools.source.markdown import Section
from build_tools.values.findings import Finding
from build_tools.values.ids import is_part

COUNTED = frozenset(
    {"unknown-term", "unknown-value", "unknown-country", "unknown-language", "impossible-date"}
)
"""Codes of the Reader for words that a mapping could turn into ours."""
_DATES = ("date", "adopted", "start", "published", "in_force")


@dataclass(frozen=True, slots=True)
class Read:
    """What one row gave: a record without an id, or None; where it would stand; reasons."""

    record: Record | None
    sections: tuple[Section, ...]
    folder: str
    """The folder under content/: ``cases/ke``; ``""`` where the country is not known."""
    slug: str
    reasons: tuple[Reason, ...]


class RowReader:
    """Reads the rows of one source by one plan."""

    def __init__(self, plan: Plan, kind: Kind, drawer: Drawer) -> None:
        self._plan = plan
        self._kind = kind
        self._drawer = drawer

    def read(self, row: Row) -> Read:
        """The record of one row, by itself: what it refers to is judged later."""
        tree = RowTree(row.line)
        reasons = tree.grow(self._plan.fields, self._drawer, row.cells)
        reader = Reader(row.file)
        record: Record | None = reader.read(self._kind.model, tree.tree())
        reasons += [
            self._reason(finding, tree)
            for finding in reader.findings
            if not _is_said(finding, tree.failed)
        ]
        sections = self._sections(row, reasons)
        folder, slug = self._folder(tree), self._slug(row, tree)
        if not slug and not reasons:
            reasons.append(self._no_address())
        return Read(None if reasons else record, sections, folder, slug, tuple(reasons))

    def _sections(self, row: Row, reasons: list[Reason]) -> tuple[Section, ...]:
        drawn = (
            (rule.name, self._drawer.draw(rule, row.cells, reasons).items[0])
            for rule in self._plan.sections
        )
        return tuple(Section(name, texts[0].strip()) for name, texts in drawn if texts)

    def _reason(self, finding: Finding, tree: RowTree) -> Reason:
        """A finding of the Reader with the rule and the text that its column stands for."""
        at = finding.place.column
        if at:
            rule, text = tree.origins[at - 1]
            if finding.code in COUNTED:
                self._drawer.count(rule, text, finding.nearest)
            return reason(finding.code, finding.message, rule.name, rule.shown_columns, text)
        words = finding.message.partition(":")[0]
        found = self._plan.rule_of(tuple(words.split(".")))
        field, column = (found.name, found.shown_columns) if found is not None else (words, "")
        return reason(finding.code, finding.message, field, column)

    # The address

    def _folder(self, tree: RowTree) -> str:
        if not self._kind.by_country:
            return self._kind.folder
        country = tree.text("country")
        return f"{self._kind.folder}/{country}" if is_part(country) else ""

    def _slug(self, row: Row, tree: RowTree) -> str:
        texts = []
        for text, name in self._plan.address.template.pieces:
            texts += [text, self._word(name, row, tree) if name else ""]
        return make_slug("".join(texts))

    def _word(self, name: str, row: Row, tree: RowTree) -> str:
        """A field of the record by its name, else a column; the year of its date."""
        text = tree.text(name)
        cell = None if text else find(row.cells, name)
        if name == YEAR and cell is None:
            return next((tree.text(date)[:4] for date in _DATES if tree.text(date)), "")
        return text or (cell if isinstance(cell, str) else "")

    def _no_address(self) -> Reason:
        names = ", ".join(self._plan.address.template.names)
        message = "id: no Latin letters or digits stand in the cells from which the address is made"
        return reason("no-address", message, "id", names)


def _is_said(finding: Finding, failed: set[str]) -> bool:
    """True for a field that is missing because its text was refused already."""
    if finding.code != "missing-field":
        return False
    words = finding.message.partition(":")[0]
    return any(each == words or each.startswith(f"{words}.") for each in failed)


@dataclass(frozen=True, slots=True)
class Proof:
    """A record's text, read again as the check will read it."""

    text: str
    entry: Entry | None
    reasons: tuple[Reason, ...]


def prove(read: Read, record_id: str, file: SourceFile, plan: Plan) -> Proof:
    """Write a record to a scratch file and read it as ``docket check`` does.

    file: where to write it, with the name and id that the record will have.
    """
    assert read.record is not None
    record = dataclasses.replace(read.record, id=record_id)
    text = write_record(record, read.sections)
    file.path.write_bytes(text.encode("utf-8"))
    parsed = parse_file(file)
    file.path.unlink()  # a new file each time: to empty an old one makes some disks write it out
    if parsed.findings:
        reasons = [
            _body_reason(finding, record, read.sections, plan) for finding in parsed.findings
        ]
        return Proof(text, None, tuple(reasons))
    if not _same(parsed, read.sections):
        return Proof(text, None, (_heading_reason(parsed, read.sections, plan),))
    if parsed.record != record:
        message = "the record would not be read again as it is written; simplify its texts"
        return Proof(text, None, (reason("not-the-same", message),))
    return Proof(text, Entry(parsed.record, file, parsed.sections), ())


def _same(parsed: Parsed, sections: tuple[Section, ...]) -> bool:
    return [(each.name, each.text) for each in parsed.sections] == [
        (each.name, each.text) for each in sections
    ]


def _heading_reason(parsed: Parsed, sections: tuple[Section, ...], plan: Plan) -> Reason:
    """A line of a text that would begin a section of its own."""
    texts = {section.name: section.text for section in parsed.sections}
    cut = next((each for each in sections if texts.get(each.name) != each.text), sections[0])
    rule = next(rule for rule in plan.sections if rule.name == cut.name)
    message = f"{rule.name}: use ### for a heading inside a section"
    return reason("heading-in-text", message, rule.name, rule.shown_columns)


def _body_reason(
    finding: Finding, record: Record, sections: tuple[Section, ...], plan: Plan
) -> Reason:
    rule = section_rule(finding.place.line, record, sections, plan)
    if rule is None:
        return reason(finding.code, finding.message)
    message = f"{rule.name}: {finding.message}"
    return reason(finding.code, message, rule.name, rule.shown_columns)


def section_rule(
    line: int, record: Record, sections: tuple[Section, ...], plan: Plan
) -> Rule | None:
    """The rule of the section in which a line of a record's file lies; None for its fields."""
    start = write_record(record).count("\n")
    found = None
    for section in sections:
        if line < start:
            break
        found = section.name
        start += section.text.count("\n") + 4
    return next((rule for rule in plan.sections if rule.name == found), None)
