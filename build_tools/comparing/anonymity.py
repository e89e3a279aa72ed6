"""A matter that was anonymised stays so: each record compared with its earlier file."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from build_tools.corpus.load import Entry
from build_tools.messages.catalogue import CATALOGUE
from build_tools.model.case import Case
from build_tools.parse.records import open_file, parse_file
from build_tools.source.files import SourceFile
from build_tools.source.git import ask_git
from build_tools.source.tree import locate
from build_tools.values.findings import Finding, Place
from build_tools.values.findings import Path as FieldPath

_NAME = re.compile(r"[^\W\d_a-zß-öø-ÿ][^\W\d_]{2,}")


def find_lifted(project: Path, revision: str, entries: Iterable[Entry]) -> Iterator[Finding]:
    """What was done since a git revision to records that were anonymised then.

    That one is anonymised no longer is an error; that a word that may be a name came into its
    title or the label of a person, an advice.
    """
    for entry in entries:
        if not isinstance(entry.record, Case):
            continue
        for record_id in (entry.id, *entry.record.aliases):
            before = _earlier(project, revision, record_id)
            if before is not None and before.anonymised:
                yield from _compare(before, entry.record, entry)


def _earlier(project: Path, revision: str, record_id: str) -> Case | None:
    """The case that a record's file held at a revision; None where it held none."""
    name = f"content/{record_id}.md"
    shown = ask_git(project, "show", f"{revision}:./{name}")
    if shown is None or shown.returncode or b"anonymised" not in shown.stdout:
        return None
    with tempfile.TemporaryDirectory(prefix="docket-") as folder:
        copy = Path(folder) / "earlier.md"
        copy.write_bytes(shown.stdout)
        record = parse_file(SourceFile(str(copy), name, record_id, ".md")).record
    return record if isinstance(record, Case) else None


def _compare(before: Case, now: Case, entry: Entry) -> Iterator[Finding]:
    if not now.anonymised:
        message = "anonymised: the matter was anonymised, and stays so for ever"
        yield _finding("anonymity-lifted", message, ("anonymised",), entry)
    known = {word.casefold() for text in _names(before).values() for word in _NAME.findall(text)}
    for path, text in _names(now).items():
        for word in _NAME.findall(text):
            if word.casefold() not in known:
                message = f"'{word}' is new in an anonymised matter; is it a person's name?"
                yield _finding("perhaps-named", message, path, entry)


def _names(case: Case) -> dict[FieldPath, str]:
    """The title and the labels of persons, each with its path."""
    labels: dict[FieldPath, str] = {
        ("parties", number, "label"): party.label
        for number, party in enumerate(case.parties)
        if party.kind == "natural"
    }
    return {("title",): case.title, **labels}


def _finding(code: str, message: str, path: FieldPath, entry: Entry) -> Finding:
    tree = open_file(entry.file).fields
    line, column = locate(tree, path) if tree is not None else (1, 1)
    return Finding(Place(entry.file.name, line, column), code, message, CATALOGUE[code].severity)
