"""``records.sqlite``, made of the tables and lines that stand beside it.

The build makes it so, and so does a mirror, instead of fetching a file of which every page moves
when a record is added. Needs nothing but Python; the same files give the same bytes, as far as
two versions of SQLite agree.
"""

from __future__ import annotations

import csv
import json
import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

NAME = "records.sqlite"
PLAN = "database.json"
"""What the tables are: names, columns, keys, and the files that fill them."""
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a text begins that a spreadsheet takes for a formula."""
VERSION = 3_040_000
"""Stands for the version of SQLite that wrote the file, so that this does not tell copies apart."""
VERSION_AT = 96
LONGEST = 1 << 24
"""Characters of a cell at most."""
Cell = str | int | None
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_KEPT = re.compile("'*[" + re.escape("".join(FORMULA)) + "]")


class DatabaseError(ValueError):
    """The files do not make a database; the text says why."""


class Field(NamedTuple):
    """A table's column."""

    name: str
    type: str
    """``text`` or ``integer``."""
    required: bool
    refers: str
    """The table whose ``id`` it names; ``""`` for none."""


class Filled(NamedTuple):
    """A table, and the CSV file of its rows, which is not there where it has none."""

    name: str
    file: str
    fields: Sequence[Field]
    key: Sequence[str]


def write_plan(folder: Path, tables: Sequence[Filled], lines: Sequence[str]) -> None:
    """Say what the database is made of. lines: the JSON Lines whose texts are searched."""
    text = json.dumps({"tables": tables, "search": lines}, separators=(",", ":"))
    (folder / PLAN).write_text(f"{text}\n".replace("],[", "],\n["), encoding="utf-8")


def build_database(folder: Path, target: Path) -> None:
    """Make ``target`` of the files of ``folder`` (data/). Raises DatabaseError, OSError."""
    target.unlink(missing_ok=True)
    csv.field_size_limit(LONGEST)
    try:
        tables, lines = _read_plan(folder / PLAN)
        with closing(sqlite3.connect(target)) as base:
            _fill(base, folder, tables, lines)
    except (csv.Error, sqlite3.Error, TypeError, ValueError, KeyError, RecursionError) as fault:
        raise DatabaseError(f"{NAME}: {fault}") from None
    with target.open("r+b") as file:
        file.seek(VERSION_AT)
        file.write(VERSION.to_bytes(4, "big"))


def kept(text: str) -> str:
    """A text that no spreadsheet takes for a formula: an apostrophe stands before such a one."""
    return f"'{text}" if _KEPT.match(text) else text


def _given(text: str) -> str | None:
    """The text that ``kept`` made that of; None for an empty cell."""
    if text.startswith("'") and _KEPT.match(text):
        return text[1:]
    return text or None


def _read_plan(path: Path) -> tuple[list[Filled], list[str]]:
    plan = json.loads(path.read_text(encoding="utf-8"))
    tables = [
        Filled(_word(name), str(file), [Field(*field) for field in fields], key)
        for name, file, fields, key in plan["tables"]
    ]
    lines = [str(name) for name in plan["search"]]
    for name in (*lines, *(table.file for table in tables)):
        if "/" in name or "\\" in name:
            raise ValueError(f"{name!r} is no file of this folder")
    return tables, lines


def _fill(
    base: sqlite3.Connection, folder: Path, tables: Sequence[Filled], lines: Sequence[str]
) -> None:
    base.execute("PRAGMA journal_mode = OFF")
    base.execute("PRAGMA synchronous = OFF")
    base.execute("PRAGMA page_size = 4096")
    for table in tables:
        base.execute(_create(table))
        if (folder / table.file).is_file():
            blanks = ",".join("?" * len(table.fields))
            insert = f'INSERT INTO "{table.name}" VALUES ({blanks})'  # noqa: S608 - names are checked
            base.executemany(insert, _rows(folder / table.file, table.fields))
    base.execute("CREATE VIRTUAL TABLE search USING fts5(id UNINDEXED, title, text)")
    for name in lines:
        base.executemany("INSERT INTO search VALUES (?,?,?)", _texts(folder / name))
    base.executescript(_VIEWS)
    base.execute("INSERT INTO search(search) VALUES ('optimize')")
    base.commit()
    base.execute("VACUUM")


def _rows(path: Path, fields: Sequence[Field]) -> Iterator[list[Cell]]:
    numbers = [field.type == "integer" for field in fields]
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows, None)
        for row in rows:
            if len(row) != len(fields):
                raise ValueError(f"{path.name}, line {rows.line_num}: {len(row)} cells")
            yield [
                (int(cell) if cell else None) if number else _given(cell)
                for cell, number in zip(row, numbers, strict=True)
            ]


def _texts(path: Path) -> Iterator[tuple[str, str, str]]:
    """What is searched of each record: its id, title, and all its running text."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            fields = record["fields"]
            texts = [
                *record.get("sections", {}).values(),
                fields.get("summary"),
                fields.get("notes"),
            ]
            yield record["id"], fields["title"], "\n\n".join(filter(None, texts))


def _create(table: Filled) -> str:
    columns = ", ".join(map(_column, table.fields))
    if not table.key:
        return f'CREATE TABLE "{table.name}" ({columns})'
    key = ", ".join(map(_word, table.key))
    return f'CREATE TABLE "{table.name}" ({columns}, PRIMARY KEY ({key})) WITHOUT ROWID'


def _column(field: Field) -> str:
    kind = {"text": "TEXT", "integer": "INTEGER"}[field.type]
    need = " NOT NULL" if field.required else ""
    refers = f' REFERENCES "{_word(field.refers)}"(id)' if field.refers else ""
    return f'"{_word(field.name)}" {kind}{need}{refers}'


def _word(name: str) -> str:
    """A name that may stand in SQL. Raises ValueError."""
    if not _NAME.fullmatch(name):
        raise ValueError(f"{name!r} is no name of a table or column")
    return name


_VIEWS = """
CREATE INDEX links_to ON links(to_record, to_part);
CREATE INDEX records_by_country ON records(country, kind);
CREATE VIEW cases_on_provisions AS
  SELECT links.to_part AS provision, parts.title AS heading, records.id AS "case", records.title,
         records.country, records.date, links.field
  FROM links JOIN records ON records.id = links.record JOIN parts ON parts.id = links.to_part
  WHERE records.kind = 'case' ORDER BY links.to_part, records.date;
CREATE VIEW records_of_countries AS
  SELECT country, kind, count(*) AS number, min(date) AS first, max(date) AS last
  FROM records WHERE country IS NOT NULL GROUP BY country, kind;
CREATE VIEW offences_of_cases AS
  SELECT cases_offences.value AS offence, records.country, records.id AS "case", records.title,
         records.date
  FROM cases_offences JOIN records ON records.id = cases_offences.record;
CREATE VIEW coverage AS
  SELECT laws.country, maps."to" AS article, maps."as" AS relation,
         covers.value AS term, laws.id || '#' || provisions.id_ AS provision, provisions.number,
         provisions.title AS heading, coalesce(provisions.status, laws.status) AS status
  FROM laws_provisions_covers AS covers
  JOIN laws_provisions AS provisions
    ON provisions.record = covers.record AND provisions.n1 = covers.n1
  JOIN laws ON laws.id = covers.record
  JOIN vocabulary_terms AS terms ON terms.id_ = covers.value
    AND terms.record IN ('vocabulary/offences', 'vocabulary/measures', 'vocabulary/cooperation')
  JOIN vocabulary_terms_maps AS maps ON maps.record = terms.record AND maps.n1 = terms.n1;
CREATE VIEW unreviewed AS SELECT kind, count(*) AS number FROM records
  WHERE review = 'unreviewed' GROUP BY kind;
"""
