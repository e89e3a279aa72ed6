"""What changed, as text for a terminal, as Markdown for release notes, and as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from itertools import groupby

from build_tools.comparing.records import Comparison, RecordChange, Unread
from build_tools.comparing.revisions import shown
from build_tools.model.kinds import BY_NAME
from build_tools.values.territories import country_name

FORMATS = ("text", "markdown", "json")
NOTHING = "Nothing changed."
MOST_UNREAD = 20
_MARKS = re.compile(r"[\\`*_{}\[\]<>#|~@&]")


def as_json(found: Comparison) -> str:
    """All of it, for programs: the same input gives the same bytes."""
    data = {"old": found.old, "new": found.new, "counts": found.counts(),
            "statuses": found.statuses, "records": [asdict(each) for each in found.records],
            "unread": [asdict(each) for each in found.unread]}  # fmt: skip
    return json.dumps(data, ensure_ascii=False, indent=2)


def as_text(found: Comparison) -> str:
    """Lines that can be printed in a terminal."""
    lines = [*_opening(found), *_statuses(found, lambda text: text)]
    for kind, countries in _grouped(found.records):
        lines += ["", kind]
        for country, records in countries:
            if country:
                lines.append(f"  {country}")
            indent = "    " if country else "  "
            for record in records:
                lines.append(indent + _headline(record, lambda text: text, ""))
                lines += [f"{indent}  {each.field}: {each.words}" for each in record.changes]
    lines += _unread(found.unread, lambda text: text)
    return "\n".join(shown(line) for line in lines)


def as_markdown(found: Comparison) -> str:
    """Release notes; whatever a record says is shown as plain words."""
    lines = [f"# What changed from {_plain(found.old)} to {_plain(found.new)}", ""]
    lines += [*_opening(found), *_statuses(found, _plain, "## ", "- ")]
    for kind, countries in _grouped(found.records):
        lines += ["", f"## {kind}"]
        for country, records in countries:
            lines += ["", f"### {_plain(country)}", ""] if country else [""]
            for record in records:
                lines.append("- " + _headline(record, _plain, "**"))
                lines += [f"  - {_plain(each.field)}: {_plain(each.words)}"
                          for each in record.changes]  # fmt: skip
    lines += _unread(found.unread, _plain, "## ", "- ")
    return "\n".join(shown(line) for line in lines)


def _opening(found: Comparison) -> list[str]:
    if not found.records:
        return [NOTHING]
    parts = [f"{number:,} {what}" for what, number in found.counts().items()]
    one = sum(found.counts().values()) == 1
    return [f"{'Record' if one else 'Records'}: {', '.join(parts)}."]


Say = Callable[[str], str]


def _statuses(found: Comparison, say: Say, head: str = "", item: str = "  ") -> list[str]:
    if not found.statuses:
        return []
    lines = ["", f"{head}Status of provisions", *([""] if head else [])]
    return lines + [f"{item}{say(line)}." for line in found.statuses]


def _headline(record: RecordChange, say: Say, bold: str) -> str:
    """The line of one record."""
    what = record.what
    if record.former:
        code = record.former if "/" in record.former else f"({record.former})"
        what = f"{record.what}, before {say(code)}"
    if record.note:
        what = f"{record.what} {say(record.note)}"
    if not record.title:
        return f"{record.id}: {what}"
    return f"{bold}{say(record.title)}{bold} ({record.id}): {what}"


def _unread(unread: tuple[Unread, ...], say: Say, head: str = "", item: str = "  ") -> list[str]:
    if not unread:
        return []
    lines = ["", f"{head}What could not be read or compared", *([""] if head else [])]
    lines += [f"{item}{say(f'{each.file} in {each.side}: {each.reason}')}"
              for each in unread[:MOST_UNREAD]]  # fmt: skip
    more = len(unread) - MOST_UNREAD
    return [*lines, f"{item}and {more:,} more"] if more > 0 else lines


Grouped = Iterator[tuple[str, list[tuple[str, list[RecordChange]]]]]


def _grouped(records: Iterable[RecordChange]) -> Grouped:
    """The records by kind, then by country, as headings."""
    for kind, of_kind in groupby(records, lambda record: record.kind):
        by_country = groupby(of_kind, lambda record: record.country)
        yield (
            BY_NAME[kind].plural,
            [(country_name(code) if code else "", list(items)) for code, items in by_country],
        )


def _plain(text: str) -> str:
    """A text in which Markdown finds nothing to mark up."""
    return _MARKS.sub(lambda found: "\\" + found[0], text)
