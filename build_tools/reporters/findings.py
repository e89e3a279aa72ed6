"""Findings as people, editors and git hosts read them."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

from build_tools import __version__
from build_tools.messages.catalogue import CATALOGUE
from build_tools.values.findings import Finding, Severity

FORMATS = ("text", "json", "github", "sarif")
WIDTH = 100
"""How much of a line of a file is shown."""
_RED, _YELLOW, _DIM, _BOLD, _PLAIN = "\x1b[31m", "\x1b[33m", "\x1b[2m", "\x1b[1m", "\x1b[0m"
Lines = Callable[[str], Sequence[str]]
"""The lines of a file, by its name."""


def report(
    findings: Sequence[Finding], form: str, project: Path = Path(), colour: bool = False
) -> str:
    """The findings, worst first, in one of FORMATS; project: where their files stand."""
    ordered = sorted(findings, key=lambda finding: finding.order)
    if form == "json":
        return json.dumps([_as_dict(finding) for finding in ordered], ensure_ascii=False, indent=1)
    if form == "sarif":
        return json.dumps(_sarif(ordered), ensure_ascii=False, indent=1)
    if form == "github":
        return "\n".join(map(_github_line, ordered))
    lines = _reader(project)
    return "\n".join(_text(finding, lines, colour) for finding in ordered)


def summary(findings: Sequence[Finding], records: int) -> str:
    """One sentence on the whole run."""
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    checked = f"{_count(records, 'record')} checked"
    if not findings:
        return f"{checked}: nothing to mend."
    return f"{checked}: {counted(errors, len(findings) - errors)}."


def counted(errors: int, advice: int) -> str:
    """How many findings there are, in words; ``""`` for none."""
    parts = [_count(errors, "error")] if errors else []
    parts += [_count(advice, "piece") + " of advice"] if advice else []
    return " and ".join(parts)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


# Text


def _reader(project: Path) -> Lines:
    """Reads each file once; a file that cannot be read has no lines."""
    known: dict[str, Sequence[str]] = {}

    def lines(name: str) -> Sequence[str]:
        if name not in known:
            try:
                data = (project / name).read_bytes()[:2_000_000]
            except OSError:
                data = b""
            known[name] = data.decode("utf-8", "replace").removeprefix("\ufeff").split("\n")
        return known[name]

    return lines


def _text(finding: Finding, lines: Lines, colour: bool) -> str:
    """A line with place, reason and code; under it the line of the file with a caret."""
    place = finding.place
    error = finding.severity is Severity.ERROR
    bold, dim, plain = (_BOLD, _DIM, _PLAIN) if colour else ("", "", "")
    tint = (_RED if error else _YELLOW) if colour else ""
    where = f"{bold}{place.file}:{place.line}:{place.column}{plain}"
    mark = "" if error else f"{tint}advice: {plain}"
    head = f"{where}: {mark}{finding.message} {dim}[{finding.code}]{plain}"
    text = lines(place.file)
    written = text[place.line - 1].rstrip("\r") if place.line <= len(text) else ""
    if not written.strip() or not CATALOGUE[finding.code].quoted:
        return head
    shown, caret = _window(written, place.column)
    gutter, under = f"{dim}{place.line:>6} | {plain}", f"{dim}{'':>6} | {plain}"
    return f"{head}\n{gutter}{shown}\n{under}{' ' * caret}{tint}^{plain}"


def _window(line: str, column: int) -> tuple[str, int]:
    """The part of a line around a column, printable, and where the column is in it."""
    start = max(0, min(column - 1 - WIDTH // 2, len(line) - WIDTH))
    part = line[start : start + WIDTH]
    part = "".join(letter if letter.isprintable() else " " for letter in part)
    before = "…" if start else ""
    after = "…" if start + WIDTH < len(line) else ""
    return f"{before}{part}{after}", column - 1 - start + len(before)


# For programs


def _github_line(finding: Finding) -> str:
    place = finding.place
    level = "error" if finding.severity is Severity.ERROR else "notice"
    properties = (
        f"file={_property(place.file)},line={place.line},col={place.column},"
        f"title={_property(finding.code)}"
    )
    mend = CATALOGUE[finding.code].mend
    return f"::{level} {properties}::{_data(f'{finding.message} — {mend}')}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _as_dict(finding: Finding) -> dict[str, object]:
    return {
        "file": finding.place.file,
        "line": finding.place.line,
        "column": finding.place.column,
        "code": finding.code,
        "severity": finding.severity.name.lower(),
        "message": finding.message,
        "nearest": finding.nearest or None,
        "certain": finding.certain,
        "mend": CATALOGUE[finding.code].mend,
    }


def _sarif(findings: Sequence[Finding]) -> dict[str, object]:
    """SARIF 2.1.0, as code hosts and editors take it."""
    codes = sorted({finding.code for finding in findings})
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "docket", "version": __version__,
                                    "rules": [_sarif_rule(code) for code in codes]}},
                "columnKind": "unicodeCodePoints",
                "results": [_sarif_result(finding, codes) for finding in findings],
            }
        ],
    }  # fmt: skip


def _sarif_rule(code: str) -> dict[str, object]:
    message = CATALOGUE[code]
    return {
        "id": code,
        "shortDescription": {"text": message.what},
        "fullDescription": {"text": f"{message.what} {message.why}"},
        "help": {"text": message.mend},
        "defaultConfiguration": {"level": _sarif_level(message.severity)},
    }


def _sarif_result(finding: Finding, codes: Sequence[str]) -> dict[str, object]:
    place = finding.place
    return {
        "ruleId": finding.code,
        "ruleIndex": codes.index(finding.code),
        "level": _sarif_level(finding.severity),
        "message": {"text": finding.message},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": place.file, "uriBaseId": "%SRCROOT%"},
                    "region": {"startLine": place.line, "startColumn": place.column},
                }
            }
        ],
    }


def _sarif_level(severity: Severity) -> str:
    return "error" if severity is Severity.ERROR else "note"
