"""What an import did, for people and for programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from build_tools.importing.columns import Unmapped
from build_tools.importing.drawing import Unread
from build_tools.importing.reasons import Reason, shown
from build_tools.values.findings import Finding, Severity

MAX_LINES = 8
"""How many of each kind the summary shows; the report has all."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that gave no record."""

    row: int
    file: str
    line: int
    id: str
    """The record's id, where the row gave one."""
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class UnreadValue:
    """A value that is none of ours, with how often it stands in the source."""

    unread: Unread
    count: int


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The outcome of one import. rows is accepted and rejected together."""

    source: str
    kind: str
    mapping: str
    dry_run: bool
    findings: tuple[Finding, ...] = ()
    """What is wrong with the mapping or with the source as a whole; with errors nothing is read."""
    rows: int = 0
    accepted: int = 0
    """Rows whose records stand now, or would: written and already there together."""
    written: int = 0
    """New files; in a dry run, those that would be."""
    already_there: int = 0
    rejected: tuple[Rejected, ...] = ()
    unmapped_columns: tuple[Unmapped, ...] = ()
    unread_values: tuple[UnreadValue, ...] = ()
    """Words and dates that could not be mapped, the most frequent first."""
    advice: tuple[tuple[str, int], ...] = ()
    """How often the rules give which advice on what was accepted, by code."""

    @property
    def clean(self) -> bool:
        """True where every row was accepted and nothing is wrong with the mapping."""
        errors = any(finding.severity is Severity.ERROR for finding in self.findings)
        return not errors and not self.rejected


def as_json(report: ImportReport) -> str:
    """The whole report as JSON."""
    text = json.dumps(
        {
            "source": report.source,
            "kind": report.kind,
            "mapping": report.mapping,
            "dry_run": report.dry_run,
            "findings": [_finding(each) for each in report.findings],
            "rows": report.rows,
            "accepted": report.accepted,
            "written": report.written,
            "already_there": report.already_there,
            "rejected": [_rejected(each) for each in report.rejected],
            "unmapped_columns": [
                {"column": each.column, "filled": each.filled, "examples": each.examples}
                for each in report.unmapped_columns
            ],
            "unmapped_values": [
                {**each.unread._asdict(), "count": each.count} for each in report.unread_values
            ],
            "advice": dict(report.advice),
        },
        ensure_ascii=False,
        indent=1,
    )
    return _encodable(text)


def _finding(finding: Finding) -> dict[str, object]:
    place = finding.place
    return {
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "code": finding.code,
        "severity": finding.severity.name.lower(),
        "message": finding.message,
    }


def _rejected(rejected: Rejected) -> dict[str, object]:
    return {
        "row": rejected.row,
        "file": rejected.file,
        "line": rejected.line,
        "id": rejected.id or None,
        "reasons": [
            {
                "code": each.code,
                "field": each.field or None,
                "column": each.column or None,
                "value": each.value or None,
                "message": each.message,
            }
            for each in rejected.reasons
        ],
    }


def as_text(report: ImportReport) -> str:
    """A short summary, a line for each thing that a librarian can act on."""
    return _encodable("\n".join(_lines(report)))


def _encodable(text: str) -> str:
    """A text without what stands for bytes of a path that are no letters."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _lines(report: ImportReport) -> Iterator[str]:
    for finding in report.findings:
        place = finding.place
        mark = "advice: " if finding.severity is Severity.ADVICE else ""
        where = f"{place.file}:{place.line}:{place.column}"
        yield f"{where}: {mark}{shown(finding.message, 400)} [{finding.code}]"
    if not report.rows and not report.clean:
        yield f"{report.source}: nothing was imported."
        return
    written = "would be written" if report.dry_run else "written"
    yield (
        f"{report.source}: {_count(report.rows, 'row')}: {report.written:,} {written}, "
        f"{report.already_there:,} already there, {len(report.rejected):,} rejected."
    )
    yield from _rejections(report)
    yield from _unread(report)
    names = [f"'{shown(each.column)}'" for each in report.unmapped_columns]
    if names:
        yield f"Columns that the mapping does not use: {_few(names, ', ')}."
    for code, count in report.advice:
        yield f"Advice on {_count(count, 'record')}: {code}."


def _rejections(report: ImportReport) -> Iterator[str]:
    """Each code with its count, and the first row as an example."""
    counts: Counter[str] = Counter()
    first: dict[str, str] = {}
    for rejected in report.rejected:
        for each in {each.code: each for each in reversed(rejected.reasons)}.values():
            counts[each.code] += 1
            column = f", column '{shown(each.column)}'" if each.column else ""
            where = f"{rejected.file}:{rejected.line}: row {rejected.row}{column}"
            first.setdefault(each.code, f"{where}: {each.message}")
    for code, count in counts.most_common():
        yield f"Rejected, {code}: {_count(count, 'row')}. {first[code]}"


def _unread(report: ImportReport) -> Iterator[str]:
    names = [
        f"{each.unread.field} '{each.unread.value}' ({each.count:,})"
        for each in report.unread_values
    ]
    if names:
        yield f"Values without a place in the mapping: {_few(names, '; ')}."


def _few(names: list[str], between: str) -> str:
    more = len(names) - MAX_LINES
    listed = between.join(names[:MAX_LINES])
    return f"{listed} and {more:,} more" if more > 0 else listed


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
