"""The files that stand beside a record's page for programs that keep references."""

from __future__ import annotations

import json
from collections.abc import Iterator

from build_tools.corpus.corpus import Corpus
from build_tools.corpus.load import Entry
from build_tools.exports.bibliography import bibtex, csl_json, ris
from build_tools.exports.citing import cited
from build_tools.pages.context import Context


def withdrawn_file(corpus: Corpus) -> tuple[str, bytes]:
    """The path and bytes of the list of withdrawn records: id, day, reason, nothing else."""
    notices = [
        {"id": entry.id, "on": str(notice.on), "reason": notice.reason}
        for entry in corpus.entries
        if (notice := entry.record.withdrawn) is not None
    ]
    text = json.dumps({"withdrawn": notices}, ensure_ascii=False, indent=1)
    return "data/withdrawn.json", f"{text}\n".encode()


def citation_files(entry: Entry, context: Context) -> Iterator[tuple[str, bytes]]:
    """Each file's path and bytes; none for a withdrawn record."""
    if entry.record.withdrawn is not None:
        return
    origin = context.origin(entry.record)
    item = cited(entry.record, origin)
    yield f"{entry.id}.bib", bibtex(item, origin).encode()
    yield f"{entry.id}.ris", ris(item, origin).encode()
    yield f"{entry.id}.csl.json", csl_json(item, origin).encode()
