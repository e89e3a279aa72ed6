"""The import of a whole source: read, judge, write; the same in a dry run but for the writing."""

from __future__ import annotations

import dataclasses
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from build_tools.corpus.corpus import Corpus
from build_tools.corpus.load import Entry
from build_tools.importing.akn_rows import MAPPING, akn_table
from build_tools.importing.columns import Columns, check_columns
from build_tools.importing.csv_rows import csv_table
from build_tools.importing.drawing import Drawer
from build_tools.importing.duplicates import Known
from build_tools.importing.json_rows import json_table
from build_tools.importing.judging import judge
from build_tools.importing.mapping import NUMBER, Plan
from build_tools.importing.mapping_reader import read_plan
from build_tools.importing.reading import Proof, Read, RowReader, prove
from build_tools.importing.reasons import Reason, reason
from build_tools.importing.report import ImportReport, Rejected, UnreadValue
from build_tools.importing.rows import MAX_SOURCE, Row, Table
from build_tools.importing.slugs import numbered
from build_tools.importing.terms import Terms
from build_tools.importing.writing import Shelf, Standing, is_same
from build_tools.model.kinds import BY_NAME, Kind
from build_tools.source.files import SourceFile
from build_tools.values.findings import Finding, Place

STEPS = 1000
"""Progress is told in thousandths: half of them for reading, a quarter each for the rest."""
AKN_KIND = "law"
CSV, JSONL = (".csv", ".tsv"), (".jsonl", ".ndjson")
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What to import, how, and to where."""

    source: Path
    """A .csv or .jsonl file, or a folder of Akoma Ntoso files."""
    kind: str
    """The kind of record that each row is: ``case``."""
    mapping: Path
    out: Path
    """The folder of records: content/, or another one with the same order."""
    dry_run: bool = False


def run_import(options: ImportOptions, corpus: Corpus, progress: Progress) -> ImportReport:
    """Import a source beside the records of a corpus.

    progress: called with what is done and all there is, whenever it has changed. Faults of
    the source or the mapping are in the report. Raises OSError where the disk does.
    """
    kind = BY_NAME[options.kind]
    base = MAPPING if kind.name == AKN_KIND and options.source.is_dir() else ""
    plan, findings = read_plan(options.mapping, kind, corpus, base)
    table: Table | None = None
    if plan is not None:
        table, faults = _open(options.source, kind, plan)
        findings += faults
        if table is not None and table.columns is not None:
            columns = table.columns
            findings += check_columns(plan, columns, lambda name: _has(columns, name), table.name)
    if plan is None or table is None or findings:
        return _report(options, findings)
    with tempfile.TemporaryDirectory(prefix="docket-import-") as scratch:
        run = _Run(options, kind, plan, corpus, _Steps(progress), Path(scratch))
        return run.run(table)


def _open(source: Path, kind: Kind, plan: Plan) -> tuple[Table | None, list[Finding]]:
    """The table of a source, or why it is none."""
    name = source.as_posix()
    place = Place(name)
    if source.is_dir():
        if kind.name == AKN_KIND:
            return akn_table(source, name)
        message = (
            f"a folder of Akoma Ntoso files gives laws; a {kind.label} comes from CSV or JSONL"
        )
        return None, [Finding(place, "unknown-value", message)]
    if not source.is_file():
        return None, [Finding(place, "not-a-file", f"there is no file or folder '{name}'")]
    if source.stat().st_size > MAX_SOURCE:
        message = f"the file has more than {MAX_SOURCE:,} bytes; cut it into several"
        return None, [Finding(place, "too-large", message)]
    if source.suffix.lower() in CSV:
        return csv_table(source, name, plan.delimiter)
    if source.suffix.lower() in JSONL:
        return json_table(source, name), []
    message = "a source is a .csv or .jsonl file, or a folder of Akoma Ntoso files"
    return None, [Finding(place, "wrong-suffix", message)]


def _has(columns: tuple[str, ...], name: str) -> bool:
    return name in columns or (name.startswith("dates.") and "provisions.*.id" in columns)


class _Steps:
    """Tells the progress of stages that follow one another."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._last = -1

    def stage(self, first: float, last: float) -> Callable[[float], None]:
        """What one stage calls with its own progress, from 0 to 1."""

        def tell(done: float) -> None:
            step = int(STEPS * (first + (last - first) * done))
            if step > self._last:
                self._last = step
                self._progress(step, STEPS)

        return tell


@dataclass(slots=True)
class _Candidate:
    """A row that gave a record which is not there yet."""

    row: int
    file: str
    line: int
    entry: Entry
    text: str


@dataclass(slots=True)
class _Run:
    """One import on its way."""

    options: ImportOptions
    kind: Kind
    plan: Plan
    corpus: Corpus
    steps: _Steps
    scratch: Path
    taken: dict[str, int] = field(default_factory=dict)
    """The rows that have each id."""
    numbers: dict[str, int] = field(default_factory=dict)
    """The last number that was put after an id."""
    candidates: list[_Candidate] = field(default_factory=list)
    there: list[Entry] = field(default_factory=list)
    """Records that stand in the folder already, but not in the collection."""
    rejected: list[Rejected] = field(default_factory=list)
    rows: int = 0
    already_there: int = 0

    def run(self, table: Table) -> ImportReport:
        drawer = Drawer(Terms(self.corpus))
        columns = Columns(self.plan, table.columns)
        self._read(table, RowReader(self.plan, self.kind, drawer), columns)
        entries = [each.entry for each in self.candidates]
        corpus = Corpus((*self.corpus.entries, *self.there), self.corpus.unreadable)
        verdicts = judge(entries, corpus, self.plan, self.steps.stage(0.5, 0.75))
        written = self._write(verdicts.reasons)
        self.steps.stage(1, 1)(1)
        unread = sorted(drawer.unread.items(), key=lambda pair: (-pair[1], pair[0]))
        return dataclasses.replace(
            _report(self.options, columns.never_seen(table.name)),
            rows=self.rows,
            accepted=written + self.already_there,
            written=written,
            already_there=self.already_there,
            rejected=tuple(sorted(self.rejected, key=lambda each: each.row)),
            unmapped_columns=columns.unmapped(),
            unread_values=tuple(UnreadValue(*pair) for pair in unread),
            advice=tuple(sorted(verdicts.counted().items())),
        )

    # Reading

    def _read(self, table: Table, reader: RowReader, columns: Columns) -> None:
        known = Known(entry for entry in self.corpus.entries if entry.kind is self.kind)
        shelf = Shelf(self.options.out)
        tell = self.steps.stage(0, 0.5)
        for row in table.rows():
            self.rows += 1
            tell(row.done)
            if row.reasons:
                self._reject(row, "", row.reasons)
                continue
            columns.watch(row)
            read = reader.read(row)
            record_id, reasons = self._address(read, row)
            if read.record is None or reasons:
                self._reject(row, record_id, (*read.reasons, *reasons))
                continue
            self._consider(row, read, shelf.file(record_id, self.kind.suffix), shelf, known)

    def _consider(self, row: Row, read: Read, file: SourceFile, shelf: Shelf, known: Known) -> None:
        """Make a candidate of a record, unless it is there already or must not be."""
        scratch = dataclasses.replace(file, place=str(self.scratch / f"record{file.suffix}"))
        proof = prove(read, file.id, scratch, self.plan)
        if proof.entry is None:
            self._reject(row, file.id, proof.reasons)
            return
        record = proof.entry.record
        standing = self._standing(proof, file, shelf)
        if standing is Standing.SAME:
            self.already_there += 1
            if file.id not in self.corpus.by_id:
                self.there.append(dataclasses.replace(proof.entry, file=file))
            known.add(record, f"'{file.id}' (row {row.number})")
            return
        twin = known.twin(record)
        if standing is Standing.OTHER:
            message = f"'{file.name}' stands already, with another text; it is left as it is"
            self._reject(row, file.id, (reason("file-exists", message),))
        elif twin is not None:
            message = f"{twin[0]} is that of {twin[1]} already"
            self._reject(row, file.id, (reason("duplicate-record", message),))
        else:
            known.add(record, f"'{file.id}' (row {row.number})")
            entry = dataclasses.replace(proof.entry, file=file)
            self.candidates.append(_Candidate(row.number, row.file, row.line, entry, proof.text))

    def _standing(self, proof: Proof, file: SourceFile, shelf: Shelf) -> Standing:
        """What stands at a record's place, in the folder or in the collection."""
        standing = shelf.standing(file.path, proof.text)
        if standing is not Standing.FREE:
            return standing
        there = self.corpus.by_id.get(file.id)
        if there is not None:
            return Standing.SAME if is_same(there.file.path, proof.text) else Standing.OTHER
        return Standing.OTHER if file.id in self.corpus.unreadable else Standing.FREE

    def _address(self, read: Read, row: Row) -> tuple[str, tuple[Reason, ...]]:
        """The id of a row's record, which no row before it has."""
        if not read.folder or not read.slug:
            return "", ()
        record_id = f"{read.folder}/{read.slug}"
        if record_id in self.taken:
            if self.plan.address.clash != NUMBER:
                message = f"id: row {self.taken[record_id]} has the address '{record_id}' already"
                return record_id, (self._taken(message),)
            record_id = self._numbered(read)
        self.taken[record_id] = row.number
        owner = self.corpus.aliases.get(record_id)
        if owner is not None:
            message = f"id: '{record_id}' is a former address of '{owner}'"
            return record_id, (self._taken(message),)
        return record_id, ()

    def _numbered(self, read: Read) -> str:
        """The next free id of a row whose own is taken."""
        own = f"{read.folder}/{read.slug}"
        while True:
            number = self.numbers.get(own, 1) + 1
            self.numbers[own] = number
            record_id = f"{read.folder}/{numbered(read.slug, number)}"
            if record_id not in self.taken:
                return record_id

    def _taken(self, message: str) -> Reason:
        return reason("address-taken", message, "id", ", ".join(self.plan.address.template.names))

    def _reject(self, row: Row, record_id: str, reasons: tuple[Reason, ...]) -> None:
        self.rejected.append(Rejected(row.number, row.file, row.line, record_id, reasons))

    # Writing

    def _write(self, refused: dict[str, tuple[Reason, ...]]) -> int:
        """Write what may stand, in the order of the rows. Returns how many files are new."""
        shelf = Shelf(self.options.out)
        tell = self.steps.stage(0.75, 1)
        written = 0
        for number, each in enumerate(self.candidates, start=1):
            tell(number / len(self.candidates))
            reasons = refused.get(each.entry.id, ())
            if not reasons and not self.options.dry_run:
                standing = shelf.write(each.entry.file.path, each.text)
                if standing is not Standing.FREE:
                    message = f"'{each.entry.file.name}' was written by somebody else meanwhile"
                    reasons = (reason("file-exists", message),)
            if reasons:
                rejected = Rejected(each.row, each.file, each.line, each.entry.id, reasons)
                self.rejected.append(rejected)
            else:
                written += 1
        return written


def _report(options: ImportOptions, findings: list[Finding]) -> ImportReport:
    ordered = tuple(sorted(findings, key=lambda finding: finding.order))
    return ImportReport(
        options.source.as_posix(),
        options.kind,
        options.mapping.as_posix(),
        options.dry_run,
        ordered,
    )
