"""Write what is surely meant into the records' files: ``docket check --fix``.

Everything is an edit of the text, at the place of the value, so that comments and all
else stay as they are. In turn: blanks and line ends; values of which the check knows the
right form; the order of fields and of sections.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from build_tools.model.kinds import BY_FOLDER
from build_tools.model.spec import fields_of
from build_tools.parse.records import open_file
from build_tools.rules.check import Checked
from build_tools.source.files import SourceFile, list_files, read_text
from build_tools.source.front_matter import FENCE
from build_tools.source.markdown import split_sections
from build_tools.source.tree import Listing, Mapping, Node, Scalar
from build_tools.values.findings import Finding
from build_tools.values.hidden import HIDDEN

ROUNDS = 5
"""How often values are mended at the most: one mended value can uncover another."""
NEAREST = frozenset(
    {"unknown-term", "unknown-value", "unknown-field", "unknown-section", "unknown-reference",
     "unknown-part"}
)  # fmt: skip
"""Findings whose nearest value is written only where it is asked for."""
_PLAIN = re.compile(r"[A-Za-z0-9/][A-Za-z0-9/.#_ -]*")
_LEADING_TABS = re.compile(r"^[ ]*\t+[ \t]*")
Check = Callable[[], Checked]


@dataclass(frozen=True, slots=True)
class Fix:
    """One thing that was done."""

    file: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}" if self.line else f"{self.file}: {self.what}"


def fix(
    content: Path,
    wanted: Callable[[str], bool],
    check: Check,
    nearest: bool = False,
) -> list[Fix]:
    """Mend the wanted files. Returns what was done, in the order of the files.

    check: looks at the files as they now are. No term is written that does not exist.
    nearest: also write the nearest term, field or record where one was suggested.
    """
    files = [file for file in list_files(content)[0] if wanted(file.name)]
    done: list[Fix] = []
    for file in files:
        done += _fix_blanks(file)
    by_name = {file.name: file for file in files}
    for _ in range(ROUNDS):
        mended = list(_fix_values(check(), by_name, nearest))
        done += mended
        if not mended:
            break
    for file in files:
        done += _fix_order(file)
    return sorted(done, key=lambda each: (each.file, each.line))


# Blanks


def _fix_blanks(file: SourceFile) -> Iterator[Fix]:
    """Line ends, byte order mark, blanks at ends of lines, tabs before fields, unseen signs."""
    text, _ = read_text(file)
    if text is None:
        return
    lines = text.split("\n")
    body = _body_starts(lines) if file.suffix == ".md" else len(lines)
    fresh = [_clean_field(line) for line in lines[:body]]
    following = [*lines[body + 1 :], ""]
    fresh += [
        _clean_text(line, after) for line, after in zip(lines[body:], following, strict=False)
    ]
    while len(fresh) > 1 and not fresh[-1]:
        fresh.pop()
    if _write(file, "\n".join(fresh) + "\n"):
        yield Fix(file.name, 0, "blanks and line ends put right")


def _body_starts(lines: Sequence[str]) -> int:
    """The number of lines up to and with the second fence; all, where there is none."""
    fences = [number for number, line in enumerate(lines) if line.rstrip() == FENCE]
    return fences[1] + 1 if len(fences) > 1 and fences[0] == 0 else len(lines)


def _clean_field(line: str) -> str:
    line = HIDDEN.sub("", line).rstrip()
    return _LEADING_TABS.sub(lambda found: found[0].replace("\t", "  "), line)


def _clean_text(line: str, after: str) -> str:
    """A line of Markdown; two blanks before another line are a line break there."""
    line = HIDDEN.sub("", line)
    bare = line.rstrip()
    return f"{bare}  " if bare and line.endswith("  ") and after.strip() else bare


# Values


def _fix_values(checked: Checked, files: dict[str, SourceFile], nearest: bool) -> Iterator[Fix]:
    terms = {term for known in checked.corpus.terms.values() for term in known}
    chosen: dict[str, list[Finding]] = {}
    for finding in checked.findings:
        known = finding.certain or (nearest and finding.code in NEAREST)
        if finding.code == "unknown-term" and finding.nearest not in terms:
            continue
        if known and finding.nearest and finding.place.file in files:
            chosen.setdefault(finding.place.file, []).append(finding)
    for name, inside in chosen.items():
        yield from _fix_file(files[name], inside)


def _fix_file(file: SourceFile, findings: Sequence[Finding]) -> list[Fix]:
    text, _ = read_text(file)
    tree = open_file(file).fields
    if text is None:
        return []
    scalars = {(each.line, each.column): each for each in _scalars(tree)}
    lines = text.split("\n")
    done: list[Fix] = []
    for finding in sorted(
        findings, key=lambda each: (each.place.line, each.place.column), reverse=True
    ):
        place = finding.place
        line = lines[place.line - 1]
        if finding.code == "unknown-section":
            fresh = f"## {finding.nearest}"
        else:
            scalar = scalars.get((place.line, place.column))
            new = finding.nearest
            if finding.code == "unknown-part" and scalar is not None:
                new = f"{scalar.text.partition('#')[0]}#{new}"
            elif finding.code == "unknown-reference" and scalar is not None and "#" in scalar.text:
                new = f"{new}#{scalar.text.partition('#')[2]}"
            fresh = _replaced(line, place.column - 1, scalar, new)
        if fresh != line:
            done.append(Fix(file.name, place.line, f"{line.strip()}  →  {fresh.strip()}"))
            lines[place.line - 1] = fresh
    _write(file, "\n".join(lines))
    return done


def _replaced(line: str, at: int, scalar: Scalar | None, new: str) -> str:
    """The line with a scalar replaced; the same where it does not stand there in one piece."""
    if scalar is None or "\n" in scalar.text:
        return line
    old = scalar.text
    quote = line[at : at + 1]
    if quote in ("'", '"') and line.startswith(f"{quote}{old}{quote}", at):
        old = f"{quote}{old}{quote}"
    elif not line.startswith(old, at):
        return line
    written = (
        new if _PLAIN.fullmatch(new) else '"' + new.replace("\\", "\\\\").replace('"', '\\"') + '"'
    )
    return f"{line[:at]}{written}{line[at + len(old) :]}"


def _scalars(node: Node | None) -> Iterator[Scalar]:
    """Every scalar of a tree, keys too."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Listing):
        for item in node.items:
            yield from _scalars(item)
    elif isinstance(node, Mapping):
        yield from node.keys.values()
        for value in node.values.values():
            yield from _scalars(value)


# Order


def _fix_order(file: SourceFile) -> Iterator[Fix]:
    kind = BY_FOLDER.get(file.id.split("/")[0])
    text, _ = read_text(file)
    opened = open_file(file)
    if kind is None or text is None or opened.fields is None or opened.findings:
        return
    lines = text.split("\n")
    keys = opened.fields.keys
    order = [spec.name for spec in fields_of(kind.model)]
    end = _body_starts(lines) - 1 if file.suffix == ".md" else len(lines) - (not lines[-1])
    blocks = _blocks(lines, {key.line - 1: name for name, key in keys.items()}, end)
    if set(keys) <= set(order) and all(key.column == 1 for key in keys.values()):
        fresh = _ordered(lines, blocks, order)
        if fresh is not None:
            lines = fresh
            yield Fix(file.name, 0, "fields put in their order")
    sections = split_sections(opened.body, opened.body_line)
    names = [section.name for section in sections]
    order = list(kind.model.SECTIONS)
    if sections and set(names) <= set(order) and len(set(names)) == len(names):
        starts = {section.line - 1: section.name for section in sections}
        fresh = _ordered(lines, _blocks(lines, starts, len(lines), comments=False), order)
        if fresh is not None:
            lines = _spaced(fresh)
            yield Fix(file.name, 0, "sections put in their order")
    _write(file, "\n".join(lines).rstrip("\n") + "\n")


@dataclass(frozen=True, slots=True)
class _Block:
    name: str
    start: int
    end: int


def _blocks(
    lines: Sequence[str], starts: dict[int, str], end: int, comments: bool = True
) -> list[_Block]:
    """Runs of lines that begin at some lines; comments just above go with what they precede."""
    firsts: list[tuple[int, str]] = []
    for line, name in sorted(starts.items()):
        first = line
        while comments and first > 0 and lines[first - 1].startswith("#"):
            first -= 1
        firsts.append((first, name))
    ends = [first for first, _ in firsts[1:]] + [end]
    return [_Block(name, first, last) for (first, name), last in zip(firsts, ends, strict=True)]


def _ordered(
    lines: Sequence[str], blocks: Sequence[_Block], order: Sequence[str]
) -> list[str] | None:
    """The lines with their blocks in an order; None where they stand in it."""
    wanted = sorted(blocks, key=lambda block: order.index(block.name))
    if wanted == list(blocks):
        return None
    moved = [line for block in wanted for line in lines[block.start : block.end]]
    return [*lines[: blocks[0].start], *moved, *lines[blocks[-1].end :]]


def _spaced(lines: Sequence[str]) -> list[str]:
    """An empty line before each heading, and one line end at the end."""
    text = re.sub(r"(?<!\n)\n*(\n## )", r"\n\1", "\n".join(lines)).rstrip("\n")
    return [*text.replace(f"{FENCE}\n\n## ", f"{FENCE}\n## ").split("\n"), ""]


def _write(file: SourceFile, text: str) -> bool:
    """Write a file whole or not at all; False where it has this text already."""
    data = text.encode()
    if file.path.read_bytes() == data:
        return False
    handle, name = tempfile.mkstemp(dir=file.path.parent, prefix=".docket-")
    with os.fdopen(handle, "wb") as out:
        out.write(data)
    os.chmod(name, file.path.stat().st_mode)
    os.replace(name, file.path)
    return True
