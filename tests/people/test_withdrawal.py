"""A withdrawn record leaves a notice; its old text is nowhere in the whole output."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest

from build_tools.command import main
from build_tools.corpus.initials import with_texts
from build_tools.model.common import Withdrawal
from build_tools.parse.writer import write_record
from build_tools.rules.check import check
from build_tools.values.dates import parse_date

PLANTED = "Zyxplanted"
KINDS = ("case", "law", "treaty", "lesson", "practice", "assessment", "activity", "organisation")


@pytest.mark.parametrize("kind", KINDS)
def test_a_planted_name_is_found_nowhere(kind: str, copy_project: Path) -> None:
    corpus = check(copy_project / "content").corpus
    entry = next(
        each for each in corpus.entries if each.kind.name == kind and each.record.withdrawn is None
    )

    def plant(text: str) -> str:
        return f"{PLANTED} {text}"

    notice = Withdrawal(on=parse_date("2026-11-25"), reason="A person asked for it.")
    record = dataclasses.replace(with_texts(entry.record, plant), withdrawn=notice)
    sections = [
        dataclasses.replace(section, text=f"\n{PLANTED} was here.\n") for section in entry.sections
    ]
    entry.file.path.write_text(write_record(record, sections))
    assert PLANTED in entry.file.path.read_text()
    out = copy_project / "out"
    assert main(["--project", str(copy_project), "build", "--quiet", "--out", str(out)]) == 0
    needle = PLANTED[1:].casefold().encode()
    files = [path for path in out.rglob("*") if path.is_file()]
    assert len(files) > 100
    holding = [
        path.relative_to(out).as_posix()
        for path in files
        if needle in path.read_bytes().lower() or needle in path.name.lower().encode()
    ]
    assert holding == []
    assert "A person asked for it." in (out / f"{entry.id}.html").read_text()
    listed = json.loads((out / "data/withdrawn.json").read_text())["withdrawn"]
    assert {"id": entry.id, "on": "2026-11-25", "reason": "A person asked for it."} in listed
