"""The files that stand beside a record's page for programs that keep references."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.corpus.load import Entry
from build_tools.exports.bibliography import bibtex, csl_json, ris
from build_tools.exports.citing import cited
from build_tools.pages.context import Context


def citation_files(entry: Entry, context: Context) -> Iterator[tuple[str, bytes]]:
    """Each file's path and bytes; none for a withdrawn record."""
    if entry.record.withdrawn is not None:
        return
    origin = context.origin(entry.record)
    item = cited(entry.record, origin)
    yield f"{entry.id}.bib", bibtex(item, origin).encode()
    yield f"{entry.id}.ris", ris(item, origin).encode()
    yield f"{entry.id}.csl.json", csl_json(item, origin).encode()
