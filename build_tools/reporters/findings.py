"""Findings, one to a line, as editors and git hosts understand them."""

from __future__ import annotations

import json
from collections.abc import Sequence

from build_tools.values.findings import Finding, Severity

FORMATS = ("text", "json", "github")


def report(findings: Sequence[Finding], form: str) -> str:
    """The findings, worst first, in one of FORMATS."""
    ordered = sorted(findings, key=lambda finding: finding.order)
    if form == "json":
        return json.dumps([_as_dict(finding) for finding in ordered], ensure_ascii=False, indent=1)
    line = _github_line if form == "github" else _text_line
    return "\n".join(line(finding) for finding in ordered)


def summary(findings: Sequence[Finding], records: int) -> str:
    """One sentence on the whole run."""
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    advice = len(findings) - errors
    counted = f"{records:,} records checked"
    if not findings:
        return f"{counted}: nothing to mend."
    parts = [_count(errors, "error")] if errors else []
    parts += [_count(advice, "piece") + " of advice"] if advice else []
    return f"{counted}: {' and '.join(parts)}."


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _text_line(finding: Finding) -> str:
    place = finding.place
    mark = "advice: " if finding.severity is Severity.ADVICE else ""
    where = f"{place.file}:{place.line}:{place.column}"
    return f"{where}: {mark}{finding.message} [{finding.code}]"


def _github_line(finding: Finding) -> str:
    place = finding.place
    level = "error" if finding.severity is Severity.ERROR else "notice"
    properties = (
        f"file={_property(place.file)},line={place.line},col={place.column},"
        f"title={_property(finding.code)}"
    )
    return f"::{level} {properties}::{_data(finding.message)}"


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
    }
