"""Findings: what is wrong in a record, as a value.

A fault that a contributor made is a Finding and is reported; a fault of the program
or the machine is an exception. Nothing here prints.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Severity(IntEnum):
    """How bad a finding is; the lower number is worse and is shown first."""

    ERROR = 1
    """The record cannot be published so: the check fails and nothing is built."""
    ADVICE = 2
    """The record can be published; a reviewer should look."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where in a file: a path relative to the project with ``/``, line and column from 1."""

    file: str
    line: int = 1
    column: int = 1


MAX_FAULTS = 100
"""How many faults of one record are shown; one file must not fill a reviewer's screen."""
Path = tuple[str | int, ...]
"""Where in a record: keys and positions from the top, as ``("charges", 0, "provision")``."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault, with its place, its code in the catalogue and a sentence for a lawyer."""

    place: Place
    code: str
    message: str
    severity: Severity = Severity.ERROR
    nearest: str = ""
    """The valid value that stands nearest to what was written, where there is one."""
    certain: bool = False
    """True where the nearest value is surely what was meant: ``docket check --fix`` writes it."""

    @property
    def order(self) -> tuple[int, Place, str, str]:
        """Worst first, then by file, line and column."""
        return (self.severity, self.place, self.code, self.message)
