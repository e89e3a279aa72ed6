"""The columns of a source: those that the mapping names, and those that it passes over."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from build_tools.importing.mapping import YEAR, Plan
from build_tools.importing.reasons import shown
from build_tools.importing.rows import MAX_COLUMNS, Row, leaves
from build_tools.values.findings import Finding, Severity
from build_tools.values.nearest import nearest, suggestion

MAX_EXAMPLES = 3


@dataclass(slots=True)
class Unmapped:
    """A column that no rule reads."""

    column: str
    filled: int = 0
    """In how many rows something stands in it."""
    examples: list[str] = field(default_factory=list)


class Columns:
    """Watches the rows of one source for columns that the mapping does not use."""

    def __init__(self, plan: Plan, columns: tuple[str, ...] | None) -> None:
        self._plan = plan
        self._named = {column for column, _ in plan.columns()} | set(plan.address.template.names)
        self._roots = {name.partition(".")[0] for name in self._named}
        self._seen: set[str] = set()
        self._flat = columns is not None
        names = columns or ()
        self._unmapped = {name: Unmapped(name) for name in names if not self._is_used(name)}

    def watch(self, row: Row) -> None:
        """Take note of what a row holds."""
        for path, text in leaves(row.cells):
            if not self._flat and len(self._seen) < MAX_COLUMNS:
                self._seen.add(path)
            entry = self._unmapped.get(path)
            if entry is None:
                if self._is_used(path) or len(self._unmapped) >= MAX_COLUMNS:
                    continue
                entry = self._unmapped[path] = Unmapped(path)
            if text and not text.isspace():
                entry.filled += 1
                if len(entry.examples) < MAX_EXAMPLES:
                    entry.examples.append(shown(text))

    def unmapped(self) -> tuple[Unmapped, ...]:
        """The columns that no rule reads, in the order of the source."""
        return tuple(self._unmapped.values())

    def never_seen(self, source: str) -> list[Finding]:
        """Advice on columns that the mapping names and no row of a JSONL file has."""
        if self._flat:
            return []
        return check_columns(self._plan, self._seen, self._has, source, Severity.ADVICE)

    def _is_used(self, path: str) -> bool:
        if path in self._named:
            return True
        if path.partition(".")[0] not in self._roots:
            return False
        return any(name.startswith(f"{path}.") for name in self._named)

    def _has(self, column: str) -> bool:
        return any(
            path == column or path.startswith(f"{column}.") or column.startswith(f"{path}.")
            for path in self._seen
        )


def check_columns(
    plan: Plan,
    columns: Iterable[str],
    known: Callable[[str], bool],
    source: str,
    severity: Severity = Severity.ERROR,
) -> list[Finding]:
    """A finding for each column that the mapping names and the source does not have.

    columns: the names to suggest from. known: whether the source has a column. The address
    may also name fields of the record, and the year.
    """
    fields = {rule.name for rule in plan.fields} | {YEAR}
    named = {name: plan.address.place for name in plan.address.template.names if name not in fields}
    named |= dict(plan.columns())
    names = sorted(columns)
    findings = []
    for column, place in named.items():
        if not known(column):
            near = nearest(column, names)
            message = f"there is no column '{column}' in {source}{suggestion(near)}"
            findings.append(Finding(place, "unknown-value", message, severity, near))
    return findings
