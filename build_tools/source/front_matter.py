"""A Markdown record is two texts: fields between two fences of ``---``, then the body."""

from __future__ import annotations

from dataclasses import dataclass

from build_tools.values.findings import Finding, Place

FENCE = "---"


@dataclass(frozen=True, slots=True)
class Split:
    """The two texts of a Markdown record and the lines (from 1) on which they begin."""

    fields: str
    body: str
    fields_line: int
    body_line: int


def split_front_matter(text: str, file: str) -> tuple[Split | None, Finding | None]:
    """Cut a Markdown record at its fences, or say which fence is missing."""
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        message = f"the first line must be '{FENCE}', the fence that opens the fields"
        return None, Finding(Place(file), "bad-fence", message)
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == FENCE:
            fields = "\n".join(lines[1:number])
            body = "\n".join(lines[number + 1 :])
            return Split(fields, body, 2, number + 2), None
    message = f"the fields are not closed: a line '{FENCE}' must stand between them and the text"
    heading = next((n for n, line in enumerate(lines, start=1) if line.startswith("#")), len(lines))
    return None, Finding(Place(file, heading, 1), "bad-fence", message)
