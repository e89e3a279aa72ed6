"""Whole collections as files: JSON Lines, CSV, SQLite, and a description of them all.

Records are gone through one at a time; nothing is gathered but a table's rows of one
record, so that memory does not grow with the collection.
"""

from __future__ import annotations

import csv
import hashlib
import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from build_tools.corpus.corpus import Corpus, anchors_of
from build_tools.corpus.load import Entry
from build_tools.exports.plain import LICENCE, VERSION, links_of, plain
from build_tools.exports.tables import Cell, Column, Table, rows, tables
from build_tools.model.kinds import KINDS
from build_tools.pages.context import Context
from build_tools.values.dates import PartialDate

FOLDER = "data"
DESCRIPTIONS = ("datapackage.json", "dcat.jsonld")
"""The files that say what the others are: a Frictionless package, and DCAT."""
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
LINKS = (
    Column("record", "text", "The record that has the link.", True, "record"),
    Column("field", "text", "The field it stands in; places in lists count from 1.", True),
    Column("to_record", "text", "The record that it names.", True, "record"),
    Column("to_part", "text", "The part of it that is named."),
)
BATCH = 2000
ByKind = Mapping[str, Sequence[Entry]]
"""The records of each kind, by its name."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Resource:
    """One file of data/, as its description names it."""

    name: str
    path: str
    format: str
    title: str
    rows: int
    columns: tuple[Column, ...] = ()


def entries_of(corpus: Corpus) -> tuple[Entry, ...]:
    """The records that are given out: all but withdrawn ones."""
    return tuple(entry for entry in corpus.entries if entry.record.withdrawn is None)


def write_bulk(context: Context, out: Path) -> list[Resource]:
    """Write all of data/ into a site's folder. Returns what was written, but the description."""
    folder = out / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    entries = entries_of(context.corpus)
    kinds: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        kinds[entry.kind.name].append(entry)
    resources = [*_write_lines(kinds, folder)]
    with _database(folder / "records.sqlite") as base:
        base.executemany("INSERT INTO records VALUES (?,?,?,?,?,?,?)", _record_rows(entries))
        base.executemany("INSERT INTO parts VALUES (?,?,?)", _part_rows(entries))
        resources += _write_tables(kinds, folder, base)
        links = _both(_link_rows(entries, context.corpus), base, "links", len(LINKS))
        resources.append(_write_csv("links", "Links between records", LINKS, links, folder))
        base.executemany("INSERT INTO search VALUES (?,?,?)", _search_rows(entries))
    title = "All records in one database"
    resources.append(Resource("sqlite", "records.sqlite", "sqlite", title, len(entries)))
    _write_package(resources, entries, context, folder)
    return resources


# JSON Lines


def _write_lines(kinds: ByKind, folder: Path) -> Iterator[Resource]:
    for kind in KINDS:
        path = folder / f"{kind.folder}.jsonl"
        count = 0
        with path.open("w", encoding="utf-8", newline="\n") as file:
            for entry in kinds.get(kind.name, ()):
                file.write(line(entry))
                count += 1
        yield Resource(f"{kind.folder}-lines", path.name, "jsonl", f"{kind.plural}, whole", count)


def line(entry: Entry) -> str:
    """A record as one line of JSON."""
    return json.dumps(plain(entry), ensure_ascii=False, separators=(",", ":")) + "\n"


# CSV


def _write_tables(kinds: ByKind, folder: Path, base: sqlite3.Connection) -> Iterator[Resource]:
    """Each table as CSV and in the database, from one pass over the records."""
    for table in tables():
        _create(base, table)
        entries = kinds.get(table.kind.name, ())
        if table.steps:
            first = table.steps[0].attribute
            entries = [entry for entry in entries if getattr(entry.record, first)]
        found = (row for entry in entries for row in rows(table, entry))
        title = table.name.replace("_", " ")
        both = _both(found, base, table.name, len(table.columns))
        resource = _write_csv(table.name, title, table.columns, both, folder)
        if resource.rows or not table.steps:
            yield resource
        else:
            (folder / resource.path).unlink()


def _both(
    found: Iterable[tuple[Cell, ...]], base: sqlite3.Connection, table: str, width: int
) -> Iterator[tuple[Cell, ...]]:
    """The rows again, after putting them into the database, a few thousand at a time."""
    insert = f'INSERT INTO "{table}" VALUES ({",".join("?" * width)})'  # noqa: S608 - our own names
    rest = iter(found)
    while batch := list(islice(rest, BATCH)):
        base.executemany(insert, batch)
        yield from batch


def _write_csv(
    name: str,
    title: str,
    columns: Sequence[Column],
    found: Iterable[Sequence[Cell]],
    folder: Path,
) -> Resource:
    path = folder / f"{name.replace('_', '-')}.csv"
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([column.name for column in columns])
        for row in found:
            writer.writerow([safe(cell) for cell in row])
            count += 1
    return Resource(name.replace("_", "-"), path.name, "csv", title, count, tuple(columns))


def safe(cell: Cell) -> Cell:
    """A cell that no spreadsheet takes for a formula: an apostrophe stands before such a text."""
    if isinstance(cell, str) and cell.startswith(_FORMULA):
        return f"'{cell}"
    return "" if cell is None else cell


def _link_rows(entries: Iterable[Entry], corpus: Corpus) -> Iterator[tuple[Cell, ...]]:
    for entry in entries:
        for field, to, _ in links_of(entry, corpus):
            record, _, part = to.partition("#")
            yield entry.id, field, record, f"{record}#{part}" if part else None


# SQLite


@contextmanager
def _database(path: Path) -> Iterator[sqlite3.Connection]:
    """A new database with the tables that all kinds share; views and indexes at the end."""
    path.unlink(missing_ok=True)
    base = sqlite3.connect(path)
    try:
        base.execute("PRAGMA journal_mode = OFF")
        base.execute("PRAGMA synchronous = OFF")
        base.execute("PRAGMA page_size = 4096")
        base.executescript(_SQL)
        yield base
        base.executescript(_VIEWS)
        base.execute("INSERT INTO search(search) VALUES ('optimize')")
        base.commit()
        base.execute("VACUUM")
    finally:
        base.close()


_SQL = """
CREATE TABLE records (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, title TEXT NOT NULL, country TEXT, date TEXT,
  review TEXT NOT NULL, page TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE parts (
  id TEXT PRIMARY KEY, record TEXT NOT NULL REFERENCES records(id), title TEXT) WITHOUT ROWID;
CREATE TABLE links (
  record TEXT NOT NULL REFERENCES records(id), field TEXT NOT NULL,
  to_record TEXT NOT NULL REFERENCES records(id), to_part TEXT REFERENCES parts(id));
CREATE VIRTUAL TABLE search USING fts5(id UNINDEXED, title, text);
"""
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


def date_of(record: object) -> PartialDate | None:
    """The date by which a record is listed: its own, or the first known step of a law or treaty."""
    steps = ("date", "adopted", "assented", "published", "opened", "in_force", "start")
    return next((day for step in steps if (day := getattr(record, step, None)) is not None), None)


def _record_rows(entries: Iterable[Entry]) -> Iterator[tuple[Cell, ...]]:
    for entry in entries:
        record = entry.record
        date = date_of(record)
        yield (
            entry.id,
            entry.kind.name,
            record.title,
            getattr(record, "country", None),
            str(date) if date else None,
            record.review.state,
            f"{entry.id}.html",
        )


def _part_rows(entries: Iterable[Entry]) -> Iterator[tuple[Cell, ...]]:
    for entry in entries:
        titles = {
            part.id: getattr(part, "title", None) or getattr(part, "label", None)
            for name in ("provisions", "articles", "needs", "terms")
            for part in getattr(entry.record, name, ())
            if hasattr(part, "id")
        }
        for anchor in anchors_of(entry.record):
            yield f"{entry.id}#{anchor}", entry.id, titles.get(anchor)


def _search_rows(entries: Iterable[Entry]) -> Iterator[tuple[Cell, ...]]:
    for entry in entries:
        texts = [section.text for section in entry.sections]
        texts += filter(None, [getattr(entry.record, "summary", None), entry.record.notes])
        yield entry.id, entry.record.title, "\n\n".join(texts)


def _create(base: sqlite3.Connection, table: Table) -> None:
    columns = ", ".join(_sql_column(column) for column in table.columns)
    keys = [column.name for column in table.columns if column.required]
    own = "" if table.steps else ", FOREIGN KEY (id) REFERENCES records(id)"
    key = f"PRIMARY KEY ({', '.join(keys)})"
    base.execute(f'CREATE TABLE "{table.name}" ({columns}, {key}{own}) WITHOUT ROWID')


def _sql_column(column: Column) -> str:
    need = " NOT NULL" if column.required else ""
    refers = (
        " REFERENCES records(id)" if column.refers == "record" and column.name == "record" else ""
    )
    return f'"{column.name}" {column.type.upper()}{need}{refers}'


# Its description


def _write_package(
    resources: Sequence[Resource], entries: Sequence[Entry], context: Context, folder: Path
) -> None:
    counts = Counter(entry.kind.folder for entry in entries)
    reviewed = Counter(entry.record.review.state for entry in entries)
    package = {
        "profile": "data-package",
        "name": "cybercrime-repository",
        "title": context.settings.name,
        "description": "Records of cybercrime law: cases, laws, treaties, needs and assistance.",
        "version": f"{VERSION}.0.0",
        "licenses": [
            {"name": LICENCE, "title": "Creative Commons Attribution 4.0", "path": LICENCE_URL}
        ],
        "counts": dict(sorted(counts.items())),
        "review": dict(sorted(reviewed.items())),
        "resources": [_described(resource, folder) for resource in resources],
    }
    _write_json(folder / DESCRIPTIONS[0], package)
    _write_json(folder / DESCRIPTIONS[1], _catalogue(resources, context, folder))


def _write_json(path: Path, data: object) -> None:
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _catalogue(resources: Sequence[Resource], context: Context, folder: Path) -> dict[str, object]:
    """The same for catalogues of open data (DCAT 3, as JSON-LD)."""
    address = context.settings.address(f"{FOLDER}/")
    return {
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dcterms": "http://purl.org/dc/terms/",
            "spdx": "http://spdx.org/rdf/terms#",
        },
        "@id": address or "./",
        "@type": "dcat:Dataset",
        "dcterms:title": context.settings.name,
        "dcterms:description": "Records of cybercrime law, needs and technical assistance.",
        "dcterms:license": {"@id": LICENCE_URL},
        "dcat:version": f"{VERSION}.0.0",
        "dcat:distribution": [
            {
                "@type": "dcat:Distribution",
                "dcterms:title": resource.title,
                "dcat:downloadURL": {"@id": f"{address}{resource.path}"},
                "dcat:mediaType": {
                    "@id": f"https://www.iana.org/assignments/media-types/{MEDIA[resource.format]}"
                },
                "dcat:byteSize": (folder / resource.path).stat().st_size,
                "dcterms:license": {"@id": LICENCE_URL},
                "spdx:checksum": {
                    "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
                    "spdx:checksumValue": sha256(folder / resource.path),
                },
            }
            for resource in resources
        ],
    }


def _described(resource: Resource, folder: Path) -> dict[str, object]:
    path = folder / resource.path
    described: dict[str, object] = {
        "name": resource.name,
        "path": resource.path,
        "title": resource.title,
        "format": resource.format,
        "mediatype": MEDIA[resource.format],
        "bytes": path.stat().st_size,
        "hash": f"sha256:{sha256(path)}",
    }
    if resource.format == "csv":
        described |= {"profile": "tabular-data-resource", "encoding": "utf-8"}
        described["schema"] = _schema(resource)
    return described


MEDIA = {"csv": "text/csv", "jsonl": "application/jsonl", "sqlite": "application/vnd.sqlite3"}


def _schema(resource: Resource) -> dict[str, object]:
    fields = [
        {
            "name": column.name,
            "type": "integer" if column.type == "integer" else "string",
            "description": column.help,
            **({"constraints": {"required": True}} if column.required else {}),
        }
        for column in resource.columns
    ]
    keys = [column.name for column in resource.columns if column.required]
    own = resource.path.split("-")[0].removesuffix(".csv")
    foreign = [
        {"fields": "record", "reference": {"resource": own, "fields": "id"}}
        for column in resource.columns
        if column.name == "record" and resource.name != "links"
    ]
    return {
        "fields": fields,
        "missingValues": [""],
        **({"primaryKey": keys} if resource.name != "links" else {}),
        **({"foreignKeys": foreign} if foreign else {}),
    }


def sha256(path: Path) -> str:
    """The hash of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
