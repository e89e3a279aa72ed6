"""The tables of coordination as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from build_tools.exports.bulk import safe
from build_tools.pages.context import Context
from build_tools.pages.coordination import FOLDER, Table, coordination_tables

SEPARATOR = "; "


def coordination_files(context: Context) -> Iterator[tuple[str, bytes]]:
    """Each table's path and bytes: one cell for each of its columns, several values by ``; ``."""
    for table in coordination_tables(context.corpus):
        yield f"{FOLDER}/{table.name}.csv", table_csv(table)


def table_csv(table: Table) -> bytes:
    """A table as CSV with the keys of its columns and, for each, the pages its cells lead to."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    linked = [
        place
        for place in range(len(table.columns))
        if any(link.path for row in table.rows for link in row[place])
    ]
    pages = [f"{table.columns[place]}_page" for place in linked]
    writer.writerow([*table.columns, *pages])
    for row in table.rows:
        words = [SEPARATOR.join(link.text for link in cell) for cell in row]
        paths = [SEPARATOR.join(link.path for link in row[place]) for place in linked]
        writer.writerow([safe(cell) for cell in (*words, *paths)])
    return file.getvalue().encode()
