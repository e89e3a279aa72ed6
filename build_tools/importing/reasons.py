"""Why a row gave no record: reasons, as values.

What the check of a record finds keeps the code that the catalogue has for it; REASONS
holds the codes that only an import can give.
"""

from __future__ import annotations

from dataclasses import dataclass

MAX_SHOWN = 80
MAX_MESSAGE = 400
REASONS = {
    "row-shape": "The row has more or fewer cells than the header, or its quotes do not close.",
    "bad-json": "The line is not JSON, or not one object in { }.",
    "bad-xml": "The file is not an act in Akoma Ntoso, or uses what an import refuses: a DTD, "
    "entities, endless nesting.",
    "formula": "A spreadsheet's formula or error stands in the cell, not its value.",
    "lists-differ": "Lists that belong together, such as names and addresses, have different "
    "lengths.",
    "no-address": "The row gives no letters or digits from which an address could be made.",
    "address-taken": "The address that the row gives is, or was, another record's.",
    "file-exists": "A file with another text stands at the record's address; it is never "
    "overwritten.",
    "duplicate-record": "A record or an earlier row has the same identifier, or the same title, "
    "court and date.",
    "depends-on-rejected": "The record refers to one of another row that was rejected.",
    "not-the-same": "The record would not be read again as it was written.",
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason why a row was rejected."""

    code: str
    """A code of the catalogue or of REASONS."""
    message: str
    field: str = ""
    """The field as the mapping names it, ``sources[0].url``; ``""`` where the row as a whole."""
    column: str = ""
    """The column or columns from which the field is filled."""
    value: str = ""
    """What stands there, shortened."""


def reason(code: str, message: str, field: str = "", column: str = "", value: str = "") -> Reason:
    """A reason with its texts made short and printable: cells hold anything."""
    return Reason(code, shown(message, MAX_MESSAGE), field, column, shown(value))


def shown(text: str, longest: int = MAX_SHOWN) -> str:
    """A text as reports quote it: one line, no character that a terminal would obey."""
    cut = text[: longest * 2]
    line = " ".join("".join(each if each.isprintable() else " " for each in cut).split())
    if len(line) > longest or len(cut) < len(text):
        return line[: longest - 1] + "…"
    return line
