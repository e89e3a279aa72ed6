"""The repository's own JSON Lines, as ``data/`` has them, back to records; no mapping is needed."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from build_tools.corpus.corpus import Corpus
from build_tools.corpus.load import Entry
from build_tools.importing.reasons import Reason, reason
from build_tools.importing.report import ImportReport, Rejected
from build_tools.importing.run import STEPS, ImportOptions, Progress
from build_tools.importing.writing import Shelf, Standing
from build_tools.model.kinds import BY_NAME
from build_tools.parse.reader import Reader
from build_tools.parse.records import parse_file
from build_tools.parse.writer import write_record
from build_tools.rules.run import run_rules
from build_tools.source.files import MAX_BYTES
from build_tools.source.markdown import Section
from build_tools.source.tree import Listing, Mapping, Node, Scalar
from build_tools.values.findings import Finding, Severity
from build_tools.values.ids import is_id

MAX_LINE = 2 * MAX_BYTES
"""How much of a line is read: what is longer is no record and fails as two."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that gave a record."""

    source: str
    number: int
    entry: Entry
    text: str

    def rejected(self, reasons: tuple[Reason, ...]) -> Rejected:
        """Why it is not taken after all."""
        return Rejected(self.number, self.source, self.number, self.entry.id, reasons)


def import_own(options: ImportOptions, corpus: Corpus, progress: Progress) -> ImportReport:
    """Import lines that this generator wrote, beside the records of a corpus.

    A record that is there already with the same text is left; one with another text is
    reported and left. The kind in the options may be ``""``, for records of all kinds. A
    folder's files are judged together, since records of one name those of another. Raises
    OSError where the disk does.
    """
    shelf = Shelf(options.out)
    lines: list[_Line] = []
    rejected: list[Rejected] = []
    already = 0
    seen: set[str] = set()
    with tempfile.TemporaryDirectory(prefix="docket-import-") as scratch:
        for source, number, data in _data(options.source, progress):
            try:
                made = _read(data, number, options.kind, shelf, Path(scratch))
            except (RecursionError, UnicodeEncodeError):
                made = (reason("bad-json", "the line is nested too deep or has half a character"),)
            if isinstance(made, Entry) and made.id not in seen:
                seen.add(made.id)
                lines.append(_Line(source, number, made, write_record(made.record, made.sections)))
            else:
                twice = (reason("address-taken", "the same id stands in an earlier line"),)
                reasons = twice if isinstance(made, Entry) else made
                rejected.append(Rejected(number, source, number, "", reasons))
    rows = len(lines) + len(rejected)
    accepted = _judged(lines, corpus, rejected)
    written = 0
    put = shelf.standing if options.dry_run else shelf.write
    for at, line in enumerate(accepted):
        progress(int(STEPS * (0.8 + 0.2 * at / len(accepted))), STEPS)
        standing = put(line.entry.file.path, line.text)
        if standing is Standing.FREE:
            written += 1
        elif standing is Standing.SAME:
            already += 1
        else:
            message = f"'{line.entry.file.name}' stands already, with another text; it is left"
            rejected.append(line.rejected((reason("file-exists", message),)))
    progress(STEPS, STEPS)
    return ImportReport(
        source=options.source.as_posix(),
        kind=options.kind,
        mapping="",
        dry_run=options.dry_run,
        rows=rows,
        accepted=written + already,
        written=written,
        already_there=already,
        rejected=tuple(sorted(rejected, key=lambda each: (each.file, each.row))),
    )


def _data(source: Path, progress: Progress) -> Iterator[tuple[str, int, bytes]]:
    """Each line that is not empty, with its file and number."""
    files = sorted(source.glob("*.jsonl")) if source.is_dir() else [source]
    size = max(1, sum(file.stat().st_size for file in files))
    done = 0
    for path in files:
        with path.open("rb") as file:
            for number, data in enumerate(iter(partial(file.readline, MAX_LINE), b""), start=1):
                done += len(data)
                progress(int(STEPS * 0.6 * done / size), STEPS)
                if data.strip():
                    yield path.name, number, data


def is_own(source: Path) -> bool:
    """Whether a file, or each .jsonl file of a folder, begins with a line of this generator."""
    if source.is_dir():
        files = list(source.glob("*.jsonl"))
        return bool(files) and all(is_own(file) for file in files if file.stat().st_size)
    if not source.is_file():
        return False
    with source.open("rb") as file:
        found = _object(file.readline(MAX_BYTES))
    return isinstance(found, dict) and {"kind", "id", "fields"} <= found.keys()


def _object(data: bytes) -> object:
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return None


def _read(
    data: bytes, number: int, wanted: str, shelf: Shelf, scratch: Path
) -> Entry | tuple[Reason, ...]:
    """The record of one line, or why it gives none."""
    found = _object(data)
    if not isinstance(found, dict) or not isinstance(found.get("fields"), dict):
        return (reason("bad-json", "the line is not a record as data/ has them"),)
    record_id, name = found.get("id"), found.get("kind")
    if name not in BY_NAME or wanted not in ("", name):
        return (reason("wrong-kind", f"the line is no {wanted or 'record of a known kind'}"),)
    kind = BY_NAME[name]
    parts = record_id.split("/") if isinstance(record_id, str) and is_id(record_id) else []
    if parts[:1] != [kind.folder] or len(parts) != (3 if kind.by_country else 2):
        return (reason("wrong-folder", f"a {kind.label} stands in {kind.pattern}"),)
    reader = Reader(f"line {number}")
    tree = _tree(found["fields"])
    assert isinstance(tree, Mapping)
    record = reader.read(kind.model, tree)
    texts = found.get("sections")
    named = texts.items() if isinstance(texts, dict) else ()
    sections = tuple(Section(str(title), str(text)) for title, text in named)
    if record is None or reader.findings:
        return _reasons(reader.findings)
    file = shelf.file("/".join(parts), kind.suffix)
    proof = scratch / f"record{kind.suffix}"
    proof.write_text(write_record(record, sections), encoding="utf-8")
    parsed = parse_file(replace(file, place=str(proof)))
    if parsed.record is None or any(_is_error(each) for each in parsed.findings):
        return _reasons(parsed.findings)
    return Entry(parsed.record, file, parsed.sections)


def _tree(value: object) -> Node:
    """Plain data as the tree that the parser reads; what is no text becomes one."""
    if isinstance(value, dict):
        keys = {str(name): Scalar(str(name), 1, 1) for name in value}
        return Mapping(1, 1, keys, {str(name): _tree(inner) for name, inner in value.items()})
    if isinstance(value, list):
        return Listing([_tree(inner) for inner in value], 1, 1)
    if value is None:
        return Scalar("", 1, 1)
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return Scalar(text, 1, 1, plain=False)


def _reasons(findings: tuple[Finding, ...] | list[Finding]) -> tuple[Reason, ...]:
    return tuple(reason(each.code, each.message) for each in findings if _is_error(each))


def _is_error(finding: Finding) -> bool:
    return finding.severity is Severity.ERROR


def _judged(lines: list[_Line], corpus: Corpus, rejected: list[Rejected]) -> list[_Line]:
    """The lines whose records can stand beside the corpus and each other."""
    kept = list(lines)
    while kept:
        ours = {line.entry.id for line in kept}
        others = (entry for entry in corpus.entries if entry.id not in ours)
        entries = sorted((*others, *(line.entry for line in kept)), key=lambda each: each.id)
        bad = _by_file(_unplaced(kept, Corpus(tuple(entries), corpus.unreadable)))
        if not bad:
            break
        rejected += [
            line.rejected(_reasons(bad[line.entry.file.name]))
            for line in kept
            if line.entry.file.name in bad
        ]
        kept = [line for line in kept if line.entry.file.name not in bad]
    return kept


def _unplaced(lines: list[_Line], planned: Corpus) -> Iterator[Finding]:
    """The errors of the rules; their places do not matter here, for the files are not there yet."""
    for finding in run_rules((line.entry for line in lines), planned, place=False):
        if _is_error(finding):
            yield finding


def _by_file(findings: Iterator[Finding]) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        found.setdefault(finding.place.file, []).append(finding)
    return found
