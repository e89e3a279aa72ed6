"""Names that were taken out of the collection stay out of it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from build_tools.corpus.load import Entry
from build_tools.corpus.walk import walk
from build_tools.messages.catalogue import CATALOGUE
from build_tools.model.types import Text
from build_tools.values.findings import Finding, Place
from build_tools.values.withheld import Withheld, read_withheld

FILE = "withheld-names.txt"


def find_withheld(entries: Iterable[Entry], project: Path) -> list[Finding]:
    """A finding for each file in which a name of the project's list stands.

    Raises OSError and ValueError where the list cannot be read: then nothing can be
    said to be free of such names.
    """
    file = project / FILE
    if not file.is_file():
        return []
    try:
        names = read_withheld(file.read_text(encoding="utf-8"))
    except ValueError as fault:
        raise OSError(0, f"the list cannot be used: {fault}", str(file)) from fault
    return [finding for entry in entries for finding in _findings(entry, names)]


def _findings(entry: Entry, names: Withheld) -> list[Finding]:
    """One finding for each line of a record's file on which such a name stands."""
    code = "withheld-name"
    severity = CATALOGUE[code].severity
    message = "a name that is withheld for good stands here; use initials or a description"
    found: list[Finding] = []
    if any(any(names.find(text)) for text in _texts(entry)):
        lines = Path(entry.file.path).read_text(encoding="utf-8").split("\n")
        for number, line in enumerate(lines, start=1):
            for name in names.find(line):
                place = Place(entry.file.name, number, line.find(name) + 1)
                found.append(Finding(place, code, message, severity))
        if not found:
            found.append(Finding(Place(entry.file.name), code, message, severity))
    return found


def _texts(entry: Entry) -> Iterable[str]:
    yield entry.id.rsplit("/", 1)[-1].replace("-", " ")
    for _, text, _ in walk(entry.record, Text):
        yield text
    for section in entry.sections:
        yield section.text
