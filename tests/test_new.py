"""``docket new``: valid records, questions, and the same record found before it is written twice."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from build_tools.command import main
from build_tools.model.kinds import KINDS
from build_tools.rules.check import check
from build_tools.values.findings import Severity

CASE = ["case", "--title", "R v Probe", "--country", "aq", "--court", "First Court of the Stations",
        "--date", "3 June 2022", "--source", "https://example.org/1"]  # fmt: skip


New = Callable[..., int]


@pytest.fixture
def new(copy: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> New:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (copy / "mkdocs.yml").touch()
    return lambda *arguments: main(["--project", str(copy), "new", *arguments])


def test_a_case_is_begun_and_passes(
    new: New, copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new(*CASE, "--set", "offences=Illegal access; computer-fraud-no") == 2
    assert "no term 'computer-fraud-no' in offences" in capsys.readouterr().err
    assert new(*CASE, "--set", "offences=Illegal access") == 0
    path = copy / "content/cases/aq/r-v-probe-2022.md"
    text = path.read_text(encoding="utf-8")
    assert "date: 2022-06-03\n" in text
    assert "offences: [illegal-access]\n" in text
    assert "# The court's own number for the case.\n# docket: …\n" in text
    found = [
        each for each in check(copy / "content").findings if each.place.file.endswith(path.name)
    ]
    assert {each.code for each in found} == {"missing-summary", "no-evidence"}
    assert capsys.readouterr().out.strip() == str(path)


def test_the_same_case_is_shown_and_not_written(
    new, copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted((copy / "content/cases").rglob("*"))
    assert new(*CASE, "--citation", "[2021] A.S.C.A. 14") == 1
    assert "station-authority-v-fram-2021.md: the same citation" in capsys.readouterr().err
    same = ["Station Authority v. Fram", "--date", "2021"]
    assert new("case", "--title", *same, *CASE[3:7], "--source", "https://example.org/1") == 1
    assert "nearly the same title" in capsys.readouterr().err
    assert sorted((copy / "content/cases").rglob("*")) == before
    assert new(*CASE, "--citation", "[2021] A.S.C.A. 14", "--force") == 0


def test_names_get_a_number_where_they_are_taken(new: New, copy: Path) -> None:
    assert new(*CASE) == 0
    assert new(*CASE, "--force") == 0
    assert (copy / "content/cases/aq/r-v-probe-2022-2.md").is_file()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["case", "--title", "x"], "a case also needs: country, court, date, sources"),
        ([*CASE, "--slug", "../x"], "--slug has 1 to 80 small letters"),
        ([*CASE[:3], "--country", "../../x"], "country: '../../x' is not a country"),
        ([*CASE, "--set", "colour=red"], "a case has no field 'colour'"),
        ([*CASE, "--set", "colour"], "--set takes FIELD=TEXT"),
        ([*CASE[:-1], "javascript:x"], "a web address begins with https://"),
    ],
)
def test_what_is_wrong_is_said(
    new: New, arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new(*arguments) == 2
    said = capsys.readouterr().err
    assert words in said
    assert said.count("\n") == 1


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_it_asks_in_a_terminal(new: New, copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = Terminal()
    monkeypatch.setattr(sys, "stderr", said)
    answers = "\nR v Asked\nKenya\nHigh Court\n31 June 2020\n30 June 2020\nhttps://example.org/2\n"
    monkeypatch.setattr(sys, "stdin", Terminal(answers))
    assert new("case") == 0
    assert (copy / "content/cases/ke/r-v-asked-2020.md").is_file()
    assert "it is required; 'quit' ends this" in said.getvalue()
    assert "a date is written 2019, 2019-04 or 2019-04-30" in said.getvalue()
    monkeypatch.setattr(sys, "stdin", Terminal("quit\n"))
    assert new("case") == 2


SOURCE = ["--source", "https://example.org/1"]
NEEDED = {
    "case": CASE[3:],
    "law": ["--country", "aq", "--set", "kind=act", "--set", "status=in-force", *SOURCE],
    "treaty": SOURCE,
    "assessment": ["--country", "aq", "--date", "2020", "--set",
                   "assessed_by=organisations/polar-union", *SOURCE],
    "organisation": ["--set", "type=intergovernmental"],
}  # fmt: skip


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_a_draft_of_every_kind_passes(
    new: New, kind: str, copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    title = "Sweden" if kind == "country" else "A new one"
    code = new(kind, "--title", title, *NEEDED.get(kind, []))
    said = capsys.readouterr()
    assert code == 0, said.err
    name = Path(said.out.strip()).relative_to(copy).as_posix()
    found = [each for each in check(copy / "content").findings if each.place.file == name]
    assert [each for each in found if each.severity is Severity.ERROR] == []
