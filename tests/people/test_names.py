"""Victims, minors and anonymised matters; names that are withheld, and names whose time is over."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from build_tools.command import main
from build_tools.corpus.initials import initials, latest_day, with_initials
from build_tools.model.case import Case
from build_tools.pages.context import NOT_INDEXED
from build_tools.pages.site import all_pages, make_context
from build_tools.rules.check import check
from build_tools.rules.withheld import FILE
from build_tools.settings import Settings
from build_tools.values.withheld import Withheld, plain_name, read_withheld, write_withheld

CASE = "cases/aq/r-v-doe"
TEXT = """---
title: {title}
country: aq
court: First Court of the Stations
date: 2020-01-02
parties:
  - {party}
anonymised: {anonymised}
sources:
  - {{title: Judgment, url: https://example.org/1, kind: judgment}}
evidence:
  - {{fact: the decision, how: seen, url: https://example.org/1}}
---
## Summary

{summary}
"""
DEFENDANT = "{role: defendant, kind: natural, label: Jane Doe}"


def write(
    project: Path,
    title: str = "R v Doe",
    party: str = DEFENDANT,
    summary: str = "A short text.",
    anonymised: str = "false",
) -> Path:
    file = project / "content" / f"{CASE}.md"
    file.write_text(TEXT.format(title=title, party=party, summary=summary, anonymised=anonymised))
    return file


def codes(project: Path) -> list[str]:
    return [each.code for each in check(project / "content").findings if CASE in each.place.file]


@pytest.mark.parametrize(
    ("party", "expected"),
    [
        (DEFENDANT, []),
        ("{role: victim, kind: natural, label: Jane Doe}", ["named-person"]),
        ("{role: defendant, kind: natural, label: Jane Doe, minor: true}", ["named-person"]),
        ("{role: defendant, kind: natural, label: a pupil, minor: true}", []),
    ],
)
def test_who_is_never_named(copy: Path, party: str, expected: list[str]) -> None:
    write(copy, party=party)
    assert codes(copy) == expected


@pytest.mark.parametrize(
    ("summary", "anonymised", "expected"),
    [
        ("The victim, Jane Doe, wrote to the bank.", "false", ["perhaps-named"]),
        ("A girl named Jane wrote to the bank.", "false", ["perhaps-named"]),
        ("The complainant wrote to Example Bank.", "false", []),
        ("Mr Roe wrote to the bank.", "true", ["perhaps-named"]),
        ("Mr Justice Roe wrote the judgment.", "true", []),
        ("Mr Roe wrote to the bank.", "false", []),
    ],
)
def test_names_in_texts(copy: Path, summary: str, anonymised: str, expected: list[str]) -> None:
    party = "{role: defendant, kind: natural, label: the defendant}"
    write(copy, "R v D", party, summary, anonymised)
    assert codes(copy) == expected


def test_a_withheld_name_is_refused_wherever_it_returns(
    copy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", _Piped(["José Doe-Roe\n", "\n"]))
    assert main(["--project", str(copy), "withhold"]) == 0
    listed = (copy / FILE).read_text()
    assert "doe" not in listed.casefold().replace("docket", "")
    write(copy, summary="Then JOSE DOE ROE came, and nobody else.")
    found = [each for each in check(copy / "content").findings if each.code == "withheld-name"]
    assert [(each.place.line, each.place.column) for each in found] == [(16, 6)]
    assert "Doe" not in found[0].message
    write(copy, summary="Then José and a Roe came.")
    assert codes(copy) == []


class _Piped:
    """Standard input that lines are piped into."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines

    def isatty(self) -> bool:
        return False

    def __iter__(self) -> object:
        return iter(self._lines)


def test_a_report_does_not_spread_what_has_to_go(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(copy, summary="She wrote from jane@example.org.")
    assert main(["--project", str(copy), "check", "--no-cache"]) == 1
    said = capsys.readouterr().out
    assert ":16:16: Summary: an e-mail address" in said
    assert "jane@example.org" not in said


def test_a_list_that_cannot_be_read_stops_the_check(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (copy / FILE).write_text("Jane Doe\n")
    assert main(["--project", str(copy), "check", "--no-cache"]) == 2
    assert "line 1" in capsys.readouterr().err


def test_the_list_says_no_name_and_keeps_all() -> None:
    names = Withheld().with_name("Jane Doe").with_name("李小明").with_name("Иван Петров")
    again = read_withheld(write_withheld(names))
    assert again == names
    for name in ("jane doe", "JANE  DOE", "李小明", "иван петров"):
        assert name in again
    assert "Jane" not in again
    assert list(again.find("(Jane Doe) and Иван Петров.")) == ["Jane Doe", "Иван Петров"]
    assert plain_name("  José O'Neil ") == "jose o neil"
    with pytest.raises(ValueError, match="letters"):
        Withheld().with_name("123")


def test_anonymity_is_for_ever(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    party = "{role: defendant, kind: natural, label: D}"
    write(copy, "R v D", party, anonymised="true")
    for command in (
        ["init", "-q"],
        ["add", "-A"],
        ["-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-qm", "one"],
    ):
        subprocess.run(["git", "-C", str(copy), *command], check=True)
    write(copy, "R v Doe", DEFENDANT)
    assert main(["--project", str(copy), "check", "--since", "HEAD"]) == 1
    said = capsys.readouterr().out
    assert "anonymity-lifted" in said
    assert said.count("perhaps-named") == 3
    write(copy, "R v D", party, "Another text.", "true")
    assert main(["--project", str(copy), "check", "--since", "HEAD"]) == 0


def test_initials_take_the_place_of_a_name_whose_time_is_over(copy: Path) -> None:
    party = "{role: defendant, kind: natural, label: Jane Doe, named_until: 2025-06}"
    write(copy, "R v Jane Doe", party, "Doe wrote it; Doeringer and Jane did not.")
    corpus = check(copy / "content").corpus
    assert with_initials(corpus, (2025, 6, 30)) is corpus
    later = with_initials(corpus, (2025, 7, 1)).by_id[CASE]
    assert isinstance(later.record, Case)
    assert later.record.title == "R v J. D."
    assert later.record.parties[0].label == "J. D."
    assert later.section("Summary").strip() == "D. wrote it; Doeringer and J. did not."
    assert initials("Jane van Doe") == "J. v. D."
    assert latest_day(corpus) > (2020, 1, 1)


def test_no_page_shows_a_name_whose_time_is_over(copy: Path) -> None:
    party = "{role: defendant, kind: natural, label: Jane Quux, named_until: 2025-06}"
    write(copy, "R v Jane Quux", party, "Quux wrote it.")
    lesson = next((copy / "content/lessons").glob("*.md"))
    text = lesson.read_text()
    lesson.write_text(text + f"\nSee [R v Jane Quux](../{CASE}.md).\n")
    context = make_context(check(copy / "content").corpus, Settings(edition=(2026, 1, 1)))
    pages = list(all_pages(context))
    assert any(page.path == f"{CASE}.html" for page in pages)
    assert not [page.path for page in pages if "Quux" in page.body + page.title + page.head]


def test_search_engines_are_asked_to_pass_by(copy: Path) -> None:
    write(copy)
    corpus = check(copy / "content").corpus
    for allowed in (False, True):
        context = make_context(corpus, Settings(index_persons=allowed))
        heads = {page.path: page.head for page in all_pages(context)}
        assert (NOT_INDEXED in heads[f"{CASE}.html"]) is not allowed
        laws = [head for path, head in heads.items() if path.startswith("laws/")]
        assert laws
        assert not any(NOT_INDEXED in head for head in laws)
