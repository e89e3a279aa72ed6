"""From the cells of a row to the texts of one field: split, mapped, dated, or left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from build_tools.importing.date_forms import read_date
from build_tools.importing.mapping import Rule, fill
from build_tools.importing.plain_text import as_markdown
from build_tools.importing.reasons import Reason, reason, shown
from build_tools.importing.rows import Cell, find
from build_tools.importing.terms import Terms
from build_tools.model.types import Term
from build_tools.values.ids import is_part

MAX_CELL = 200_000
MAX_ITEMS = 5000
_BREAK = re.compile(r"(?<![ \t\r\n])[ \t]*[\r\n][ \t\r\n]*")
_FORMULA = re.compile(r"[=＝][^=＝\s]|#(?:REF!|N/A|NAME\?|VALUE!|DIV/0!|NUM!|NULL!|SPILL!)")
"""How a formula begins, and what a spreadsheet shows where it failed."""


class Unread(NamedTuple):
    """A word or value that could not be turned into one of ours."""

    field: str
    column: str
    value: str
    nearest: str
    left_out: bool
    """True where the mapping leaves such words out, so that the row is none the worse."""


@dataclass(slots=True)
class Drawn:
    """What one rule gives for one row."""

    items: list[tuple[str, ...]]
    """The texts, in one entry; for a rule with ``[*]`` in one for each group, without defaults."""
    spread: bool = False
    """True for a value that holds for every group of a list: a constant, a single cell."""
    failed: bool = False
    """True where a text was refused: that the field is then empty is not said again."""


@dataclass(slots=True)
class Drawer:
    """Fills rules from rows, and counts the words that it does not know."""

    terms: Terms
    unread: Counter[Unread] = field(default_factory=Counter)

    def draw(self, rule: Rule, cells: Mapping[str, Cell], reasons: list[Reason]) -> Drawn:
        """The texts of one rule for one row; what is refused is added to the reasons."""
        before = len(reasons)
        parts, spread = self._parts(rule, cells, reasons)
        if rule.target is not None and rule.target.each:
            items = [self._texts(rule, part, reasons) for part in parts]
        else:
            found = [text for part in parts for text in self._texts(rule, part, reasons)]
            items = [tuple(dict.fromkeys(found)) or rule.default]
        whole = rule.target is not None and rule.target.whole
        if not whole and any(len(item) > 1 for item in items):
            items = _one_each(rule, items, reasons)
        return Drawn(items, spread, len(reasons) > before)

    def _parts(
        self, rule: Rule, cells: Mapping[str, Cell], reasons: list[Reason]
    ) -> tuple[Sequence[Cell], bool]:
        """The cells that a rule reads, one for each value; and whether it is one for all."""
        if rule.constant:
            return [rule.constant], True
        cell: Cell = fill(rule.template, cells) if rule.template else find(cells, rule.column)
        if isinstance(cell, str):
            if not rule.split:
                return [cell], True
            parts: list[Cell] = list(cell.split(rule.split))
        elif cell is None:
            return [], False
        elif isinstance(cell, Mapping):
            message = f"{rule.name}: a group stands in '{rule.column}'; name a column in it"
            reasons.append(reason("wrong-type", message, rule.name, rule.shown_columns))
            return [], False
        else:
            parts = list(cell)
        if len(parts) > MAX_ITEMS:
            message = f"{rule.name}: {len(parts):,} values; at most {MAX_ITEMS:,} are read"
            reasons.append(reason("too-large", message, rule.name, rule.shown_columns))
            return [], False
        return parts, False

    def _texts(self, rule: Rule, cell: Cell, reasons: list[Reason]) -> tuple[str, ...]:
        """The texts of one cell: none, one, or several where the mapping or a list says so."""
        if cell is None:
            return ()
        if rule.constant:
            return rule.constant
        if isinstance(cell, str):
            return self._text(rule, cell, reasons)
        if isinstance(cell, Mapping) or not all(isinstance(item, str) for item in cell):
            message = f"{rule.name}: a group or a list in a list stands in '{rule.column}'"
            reasons.append(reason("wrong-type", message, rule.name, rule.shown_columns))
            return ()
        found = [text for item in cell for text in self._text(rule, str(item), reasons)]
        return tuple(dict.fromkeys(found))

    def _text(self, rule: Rule, cell: str, reasons: list[Reason]) -> tuple[str, ...]:
        """The texts that one text becomes."""
        text = cell.strip()
        if not text:
            return ()
        refused = _refusal(rule, text)
        if refused is not None:
            reasons.append(refused)
            return ()
        if rule.words is not None:
            ours = rule.words.get(text)
            if ours is None:
                ours = rule.words.get(text.casefold())
            if ours is None and rule.others is not None:
                ours = rule.others
                self.count(rule, text, "", left_out=True)
            if ours is not None:
                return ours
        if rule.dates:
            return self._dated(rule, text, reasons)
        return self._known(rule, _shaped(rule, text), reasons)

    def _dated(self, rule: Rule, text: str, reasons: list[Reason]) -> tuple[str, ...]:
        date = read_date(text, rule.dates)
        if date is not None:
            return (date,)
        forms = " or ".join(rule.dates)
        message = f"{rule.name}: '{shown(text)}' is no date of the form {forms}"
        reasons.append(reason("impossible-date", message, rule.name, rule.shown_columns, text))
        self.count(rule, text, "")
        return ()

    def _known(self, rule: Rule, text: str, reasons: list[Reason]) -> tuple[str, ...]:
        """The text, unless it is a term that no vocabulary has."""
        kind = rule.target.spec.value if rule.target is not None else None
        unknown = self.terms.fault(kind, text) if isinstance(kind, Term) and is_part(text) else None
        if unknown is None:
            return (text,)
        message = f"{rule.name}: {unknown.message}"
        reasons.append(reason("unknown-term", message, rule.name, rule.shown_columns, text))
        self.count(rule, text, unknown.nearest)
        return ()

    def count(self, rule: Rule, text: str, near: str, left_out: bool = False) -> None:
        """Count a value that could not be turned into one of ours."""
        unread = Unread(rule.name, rule.shown_columns, shown(text), shown(near), left_out)
        self.unread[unread] += 1


def _one_each(
    rule: Rule, items: list[tuple[str, ...]], reasons: list[Reason]
) -> list[tuple[str, ...]]:
    """The items without those that are several where one must stand."""
    count = max(len(item) for item in items)
    message = f"{rule.name}: one value must stand here, not {count:,}"
    reasons.append(reason("wrong-type", message, rule.name, rule.shown_columns))
    return [() if len(item) > 1 else item for item in items]


def _refusal(rule: Rule, text: str) -> Reason | None:
    if len(text) > MAX_CELL:
        message = f"{rule.name}: {len(text):,} characters stand in the cell; at most {MAX_CELL:,}"
        return reason("too-large", message, rule.name, rule.shown_columns, text)
    if _FORMULA.match(text):
        message = f"{rule.name}: a formula stands in the cell, not its value"
        return reason("formula", message, rule.name, rule.shown_columns, text)
    return None


def _shaped(rule: Rule, text: str) -> str:
    """A text with line ends as records have them; on one line where the field is one."""
    if not rule.markdown:
        return _BREAK.sub(" ", text)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return as_markdown(text) if rule.plain else text
