"""Rows from a CSV file: UTF-8, one header, strict quotes."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TextIO

from build_tools.importing.reasons import reason
from build_tools.importing.rows import MAX_COLUMNS, MAX_LINE, Row, Table
from build_tools.values.findings import Finding, Place

DELIMITERS = (",", ";", "\t", "|")
_BLOCK = 1 << 20
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_LIMIT = "field larger than field limit"


def csv_table(path: Path, name: str, delimiter: str = "") -> tuple[Table | None, list[Finding]]:
    """A CSV file as a table; findings where the file as a whole cannot be read.

    delimiter: one sign; ``""`` takes the one of DELIMITERS that gives the header most cells.
    """
    fault = _not_utf8(path, name)
    if fault is not None:
        return None, [fault]
    try:
        sign = delimiter or _delimiter(path)
        header = _header(path, sign)
    except (csv.Error, _Overlong) as broken:
        message = f"the header cannot be read: {broken}"
        return None, [Finding(Place(name), "unknown-value", message)]
    findings = _check_header(header, name)
    table = Table(name, header, lambda: _rows(path, name, header, sign))
    return (None if findings else table), findings


class _Overlong(Exception):  # noqa: N818 - it ends a reading, it is no error of ours
    """A line is longer than any row can be."""


class _Lines:
    """The lines of a file, counted, with what tells whether a row ends where its line does."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self.line = 0
        self.first = 1
        self.read = 0
        self._quotes = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        text = self._file.readline(MAX_LINE)
        if not text:
            raise StopIteration
        self.line += 1
        self.read += len(text)
        self._quotes += text.count('"')
        if len(text) == MAX_LINE:
            raise _Overlong(f"line {self.line} has more than {MAX_LINE:,} characters")
        return text

    def begin(self) -> None:
        """A new row begins with the next line."""
        self.first = self.line + 1
        self._quotes = 0

    @property
    def open_quote(self) -> bool:
        """True where a quote was opened in this row and not closed."""
        return self._quotes % 2 == 1


def _rows(path: Path, name: str, header: tuple[str, ...], delimiter: str) -> Iterator[Row]:
    size = max(path.stat().st_size, 1)
    before = csv.field_size_limit(MAX_LINE)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = _Lines(file)
            reader = csv.reader(lines, delimiter=delimiter, strict=True)
            next(reader, None)
            number, last = 0, False
            while not last:
                lines.begin()
                row, last = _row(reader, lines, name, number + 1, header)
                if row is not None:
                    number += 1
                    yield replace(row, done=min(lines.read / size, 1.0))
    finally:
        csv.field_size_limit(before)


def _row(
    reader: Iterator[list[str]], lines: _Lines, name: str, number: int, header: tuple[str, ...]
) -> tuple[Row | None, bool]:
    """The next row, or None for one without anything in it; and whether reading ends."""
    try:
        cells = next(reader)
    except StopIteration:
        return None, True
    except _Overlong as fault:
        return _broken(f"{fault}; nothing after it is read", lines, name, number), True
    except csv.Error as fault:
        said = f"a cell has more than {MAX_LINE:,} characters" if _LIMIT in str(fault) else fault
        message = f"the quotes of this row are not those of CSV ({said})"
        if lines.open_quote:
            message += "; where it ends cannot be known, so nothing after it is read"
        return _broken(message, lines, name, number), lines.open_quote
    if not any(cell and not cell.isspace() for cell in cells):
        return None, False
    if len(cells) != len(header):
        message = (
            f"{len(cells):,} cells stand in this row; the header has {len(header)}. "
            "A text with the separator in it needs double quotes"
        )
        return _broken(message, lines, name, number), False
    return Row(name, number, lines.first, dict(zip(header, cells, strict=True))), False


def _broken(message: str, lines: _Lines, name: str, number: int) -> Row:
    return Row(name, number, lines.first, {}, (reason("row-shape", message),))


def _delimiter(path: Path) -> str:
    """The sign that cuts the header into most cells; a comma where none cuts it."""
    return max(DELIMITERS, key=lambda sign: len(_header(path, sign)))


def _header(path: Path, delimiter: str) -> tuple[str, ...]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        cells = next(csv.reader(_Lines(file), delimiter=delimiter, strict=True), [])
    return tuple(cell.strip() or f"column {at}" for at, cell in enumerate(cells, start=1))


def _check_header(header: tuple[str, ...], name: str) -> list[Finding]:
    place = Place(name)
    if not header:
        message = "the first line must hold the names of the columns"
        return [Finding(place, "missing-field", message)]
    if len(header) > MAX_COLUMNS:
        message = f"the header has {len(header):,} columns; at most {MAX_COLUMNS:,} are read"
        return [Finding(place, "too-large", message)]
    doubles = sorted({each for each in header if header.count(each) > 1})
    return [
        Finding(place, "duplicate-key", f"two columns are called '{each}'; rename one")
        for each in doubles
    ]


def _not_utf8(path: Path, name: str) -> Finding | None:
    """The finding for a file that is not UTF-8; reads it block by block."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    line = 1
    with path.open("rb") as file:
        block = file.read(_BLOCK)
        if block.startswith(_UTF16):
            message = "the file is UTF-16; save it as 'CSV UTF-8'"
            return Finding(Place(name), "not-utf8", message)
        while True:
            try:
                text = decoder.decode(block, final=not block)
            except UnicodeDecodeError as fault:
                line += fault.object[: fault.start].count(b"\n")
                byte = fault.object[fault.start]
                message = f"the file is not UTF-8: byte 0x{byte:02x}; save it as 'CSV UTF-8'"
                return Finding(Place(name, line), "not-utf8", message)
            if not block:
                return None
            line += text.count("\n")
            block = file.read(_BLOCK)
