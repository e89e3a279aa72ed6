"""What a rule yields: a fault with the path of the value, found in the file later."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from build_tools.corpus.corpus import Corpus
from build_tools.corpus.load import Entry
from build_tools.values.findings import Path


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault in one record."""

    code: str
    message: str
    path: Path = ()
    """Where in the record's fields; the first line of the file where it is empty."""
    nearest: str = ""
    line: int = 0
    column: int = 0
    """Where in the file, for a fault in a Markdown body; 0 for a fault in a field."""
    certain: bool = False
    """True where the nearest value is surely what was meant."""
    absence: bool = False
    """True where something is missing: in a file with other faults it may be one of those."""


Rule = Callable[[Entry, Corpus], Iterator[Fault]]


def words(path: Path) -> str:
    """A path as findings show it: ``charges.provision``."""
    return ".".join(step for step in path if isinstance(step, str))
