"""The guide for librarians says what is so: its example runs, and it names every option and code."""

from __future__ import annotations

import re
from pathlib import Path

from importing.workshop import Workshop, codes

from build_tools.importing import akn_rows, mapping_reader
from build_tools.importing.reasons import REASONS
from build_tools.importing.report import as_text

GUIDE = (Path(__file__).resolve().parent.parent.parent / "docs/importing.md").read_text(
    encoding="utf-8"
)


def block(language: str, number: int = 0) -> str:
    return re.findall(rf"^```{language}\n(.*?)^```", GUIDE, re.M | re.S)[number]


def test_the_example_of_the_guide_gives_what_it_says(workshop: Workshop) -> None:
    report = workshop.run(block("csv"), block("yaml"))
    assert codes(report) == [["impossible-date"]]
    path = re.search(r"`content/(cases/aq/[a-z0-9-]+\.md)`", GUIDE)
    assert path is not None
    assert workshop.files()[path[1]] == block("markdown")
    said = as_text(report).replace(f"{workshop.project.as_posix()}/", "")
    assert said + "\n" == block("text")
    assert workshop.errors() == []
    assert report.advice == ()


def test_the_second_mapping_takes_what_an_act_gives(workshop: Workshop) -> None:
    from importing.test_akn import act, folder_of

    report = workshop.run_path(folder_of(workshop, a=act()), block("yaml", 1), kind="law")
    assert report.written == 1
    assert workshop.errors() == []


def test_the_guide_names_every_option_code_and_column() -> None:
    options = {*mapping_reader.TOP, *mapping_reader.FIELD, *mapping_reader.ADDRESS}
    for option in options:
        assert re.search(rf"`{option}\b", GUIDE), option
    assert re.findall(r"^\| `([a-z-]+)` \| (?!a |the same)", GUIDE.split("and these:")[1], re.M)
    assert set(re.findall(r"^\| `([a-z-]+)` \|", GUIDE.split("and these:")[1], re.M)) == set(
        REASONS
    )
    for column in akn_rows.COLUMNS:
        last = column.rpartition(".")[2]
        assert f"`{column}`" in GUIDE or f"`.{last}`" in GUIDE, column
