"""A workshop: a copy of the fabricated records, and an import into it in one line."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from build_tools.corpus.corpus import Corpus
from build_tools.corpus.load import load
from build_tools.importing.report import ImportReport, as_json
from build_tools.importing.run import ImportOptions, run_import
from build_tools.rules.check import check
from build_tools.values.findings import Severity

MAPPING = """\
id: {template: "{title} {year}"}
fields:
  title: Case
  country: {constant: aq}
  court: {column: Court, map: {HC: High Court of the Stations}}
  date: {column: Decided, date: "%d/%m/%Y"}
  citations: {column: Citation, split: ";"}
  docket: Docket
  offences: {column: Subjects, split: ";", map: {hacking: illegal-access}}
  sources[0].title: {constant: Register of the Stations}
  sources[0].url: {column: Link, default: "https://example.org/aq/"}
sections:
  Summary: Abstract
"""
HEADER = ("Case", "Court", "Decided", "Citation", "Docket", "Subjects", "Link", "Abstract")


@dataclass
class Workshop:
    """A project of its own with a source, a mapping and what an import made of them."""

    project: Path
    steps: list[tuple[int, int]] = field(default_factory=list)
    known: Corpus | None = None
    """The corpus, where the test sees to it that it does not change."""

    @property
    def content(self) -> Path:
        return self.project / "content"

    def corpus(self) -> Corpus:
        if self.known is not None:
            return self.known
        loaded = load(self.content)
        return Corpus(loaded.entries, loaded.unreadable)

    def run(
        self,
        source: str | bytes,
        mapping: str = MAPPING,
        *,
        kind: str = "case",
        name: str = "judgments.csv",
        out: Path | None = None,
        dry_run: bool = False,
    ) -> ImportReport:
        path = self.project / name
        path.write_bytes(source.encode() if isinstance(source, str) else source)
        return self.run_path(path, mapping, kind=kind, out=out, dry_run=dry_run)

    def run_path(
        self,
        source: Path,
        mapping: str = MAPPING,
        *,
        kind: str = "case",
        out: Path | None = None,
        dry_run: bool = False,
    ) -> ImportReport:
        plan = self.project / "mapping.yml"
        plan.write_text(mapping, encoding="utf-8")
        options = ImportOptions(source, kind, plan, out or self.content, dry_run)
        report = run_import(options, self.corpus(), lambda *step: self.steps.append(step))
        assert json.loads(as_json(report))
        assert report.rows == report.accepted + len(report.rejected)
        assert report.accepted == report.written + report.already_there
        return report

    def files(self) -> dict[str, str]:
        """Every file under content/ with its text."""
        return {
            path.relative_to(self.content).as_posix(): path.read_text(encoding="utf-8")
            for path in sorted(self.content.rglob("*"))
            if path.is_file()
        }

    def errors(self) -> list[str]:
        """What the check says is wrong with the records now."""
        findings = check(self.content).findings
        return [f"{each.place.file}: {each.message}" for each in findings
                if each.severity is Severity.ERROR]  # fmt: skip


def row(number: int, **changed: str) -> dict[str, str]:
    """A good row for MAPPING, with some cells of one's own."""
    return {
        "Case": f"Authority v Penguin {number}",
        "Court": "HC",
        "Decided": "03/06/2020",
        "Citation": f"[2020] ASHC {number}",
        "Docket": f"C {number}",
        "Subjects": "hacking",
        "Link": f"https://example.org/aq/{number}",
        "Abstract": "What was decided, and why it matters.",
        **changed,
    }


def table(rows: Sequence[dict[str, Any]], header: Sequence[str] = HEADER, sign: str = ",") -> str:
    """Rows as CSV."""
    out = io.StringIO()
    writer = csv.DictWriter(out, header, delimiter=sign, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def lines(rows: Sequence[Any]) -> str:
    """Rows as JSONL."""
    return "".join(json.dumps(each) + "\n" for each in rows)


def codes(report: ImportReport) -> list[list[str]]:
    """The codes of each rejected row."""
    return [[each.code for each in rejected.reasons] for rejected in report.rejected]
