"""Whole collections as files: JSON Lines, CSV, SQLite, and a description of them all.

Records are gone through one at a time; nothing is gathered but a table's rows of one
record, so that memory does not grow with the collection.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from build_tools.corpus.corpus import Corpus, anchors_of
from build_tools.corpus.load import Entry
from build_tools.exports.database import NAME, PLAN, Field, Filled, build_database, kept, write_plan
from build_tools.exports.plain import LICENCE, VERSION, links_of, plain
from build_tools.exports.tables import Cell, Column, rows, tables
from build_tools.model.kinds import KINDS
from build_tools.pages.context import Context
from build_tools.values.dates import PartialDate

FOLDER = "data"
DESCRIPTIONS = ("datapackage.json", "dcat.jsonld", PLAN)
"""The files that say what the others are: a Frictionless package, DCAT, the database's tables."""
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
RECORDS = (
    Column("id", "text", "The record's id.", True),
    Column("kind", "text", "The kind of record.", True),
    Column("title", "text", "The record's title.", True),
    Column("country", "text", "The country it is of, by its ISO 3166-1 code."),
    Column("date", "text", "The date by which it is listed."),
    Column("review", "text", "How far it has been reviewed.", True),
    Column("page", "text", "Its page, from the site's root.", True),
)
PARTS = (
    Column("id", "text", "The part's id: the record's, then # and its name there.", True),
    Column("record", "text", "The record that it is a part of.", True, "record"),
    Column("title", "text", "Its heading or label."),
)
LINKS = (
    Column("record", "text", "The record that has the link.", True, "record"),
    Column("field", "text", "The field it stands in; places in lists count from 1.", True),
    Column("to_record", "text", "The record that it names.", True, "record"),
    Column("to_part", "text", "The part of it that is named."),
)
ByKind = Mapping[str, Sequence[Entry]]
"""The records of each kind, by its name."""


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
    lines = [resource.path for resource in resources]
    resources += _write_tables(kinds, folder)
    shared = {
        "records": ("All records", RECORDS, _record_rows(entries)),
        "parts": ("Parts of records that others name", PARTS, _part_rows(entries)),
        "links": ("Links between records", LINKS, _link_rows(entries, context.corpus)),
    }
    for name, (title, columns, found) in shared.items():
        resources.append(_write_csv(name, title, columns, found, folder))
    write_plan(folder, _database_tables(), lines)
    build_database(folder, folder / NAME)
    title = "All records in one database"
    resources.append(Resource("sqlite", NAME, "sqlite", title, len(entries)))
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


def _write_tables(kinds: ByKind, folder: Path) -> Iterator[Resource]:
    """Each table as CSV, from one pass over the records; an inner table without rows is none."""
    for table in tables():
        entries = kinds.get(table.kind.name, ())
        if table.steps:
            first = table.steps[0].attribute
            entries = [entry for entry in entries if getattr(entry.record, first)]
        found = (row for entry in entries for row in rows(table, entry))
        title = table.name.replace("_", " ")
        resource = _write_csv(table.name, title, table.columns, found, folder)
        if resource.rows or not table.steps:
            yield resource
        else:
            (folder / resource.path).unlink()


def _write_csv(
    name: str,
    title: str,
    columns: Sequence[Column],
    found: Iterable[Sequence[Cell]],
    folder: Path,
) -> Resource:
    path = folder / _file(name)
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
    return "" if cell is None else kept(cell) if isinstance(cell, str) else cell


def _link_rows(entries: Iterable[Entry], corpus: Corpus) -> Iterator[tuple[Cell, ...]]:
    for entry in entries:
        for field, to, _ in links_of(entry, corpus):
            record, _, part = to.partition("#")
            yield entry.id, field, record, f"{record}#{part}" if part else None


# Tables of all kinds together


SHARED = {"records": RECORDS, "parts": PARTS, "links": LINKS}


def _database_tables() -> list[Filled]:
    """All tables of the database, also those without rows."""
    named = [*SHARED.items(), *((table.name, table.columns) for table in tables())]
    return [
        Filled(name, _file(name), [_field(name, column) for column in columns], _key(columns))
        for name, columns in named
    ]


def _field(table: str, column: Column) -> Field:
    to = {"record": "records", "to_record": "records", "to_part": "parts"}.get(column.name, "")
    if column.name == "id" and table not in SHARED:
        to = "records"
    return Field(column.name, column.type, column.required, to)


def _key(columns: Sequence[Column]) -> list[str]:
    """The columns that tell rows apart; none for links, of which a record may have two alike."""
    if columns[0].name == "id":
        return ["id"]
    return [] if columns is LINKS else [column.name for column in columns if column.required]


def _file(table: str) -> str:
    return f"{table.replace('_', '-')}.csv"


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
    keys = _key(resource.columns)
    own = (
        resource.path.split("-")[0].removesuffix(".csv") if resource.name != "parts" else "records"
    )
    foreign = [
        {"fields": "record", "reference": {"resource": own, "fields": "id"}}
        for column in resource.columns
        if column.name == "record" and resource.name != "links"
    ]
    return {
        "fields": fields,
        "missingValues": [""],
        **({"primaryKey": keys} if keys else {}),
        **({"foreignKeys": foreign} if foreign else {}),
    }


def sha256(path: Path) -> str:
    """The hash of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
