"""What the papers say holds: model records, verbs, fields and the floors of the docs."""

from __future__ import annotations

import re
from pathlib import Path

from test_floors import FLOORS

from build_tools.rules.check import check

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "tests/corpus/content"


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_the_model_records_of_contributing_are_the_fixtures() -> None:
    said = text("CONTRIBUTING.md")
    for path in (
        "cases/aq/station-authority-v-fram-2021.md",
        "laws/aq/station-computer-offences-act-2019.yml",
    ):
        assert (CORPUS / path).read_text(encoding="utf-8").strip() in said
        assert f"`content/{path}`" in said


def test_the_readme_opens_with_two_commands() -> None:
    said = text("README.md")
    assert re.findall(r"^make \w+", said, re.M)[:2] == ["make serve", "make test"]
    verbs = set(re.findall(r"^(\w+):", text("Makefile"), re.M)) - {"help"}
    for verb in set(re.findall(r"`make (\w+)`", said)):
        assert verb in verbs


def test_architecture_names_every_part_of_the_package() -> None:
    said = text("docs/architecture.md")
    for part in set(FLOORS) - {"__init__", "__main__", "bootstrap"}:
        assert f"`{part}/`" in said or f"`{part}.py`" in said, part


def test_decisions_are_all_listed() -> None:
    listed = re.findall(r"\((\d{4}-[a-z-]+\.md)\)", text("docs/decisions/index.md"))
    assert listed == sorted(path.name for path in (ROOT / "docs/decisions").glob("0*.md"))


def test_the_shortest_record_of_contributing_has_nothing_to_mend(copy: Path) -> None:
    said = text("CONTRIBUTING.md").split("### The shortest record", 1)[1]
    record = said.split("````markdown\n", 1)[1].split("````", 1)[0]
    path = copy / "content/cases/ws/republic-v-example-2021.md"
    path.parent.mkdir()
    path.write_text(record, encoding="utf-8")
    assert check(copy / "content").findings == ()
