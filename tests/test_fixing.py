"""What is surely meant is written into the file; comments and all else stay; once is enough."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from build_tools.fixing import Fix, fix
from build_tools.model.mending import mended
from build_tools.model.types import (
    Choice,
    Country,
    Date,
    Ecli,
    Flag,
    Language,
    Ref,
    Term,
    Text,
    ValueType,
)
from build_tools.rules.check import check

CORPUS = Path(__file__).parent / "corpus/content"
CASE = "content/cases/aq/r-v-example.md"
MESSY = """\
---\r
title: R v ExampleBLANKS\r
court: First Court of the Stations
# where it was
country: AQ
date: 3 June 2021   # a Thursday
language: English
offences: [Illegal Access]
charges:
\t- {provision: content/laws/aq/station-computer-offences-act-2019.yml#s1}
sources:
  - {title: "Judgment", url: https://example.org/1, kind: Judgment}
evidence:
  - {fact: all, how: Seen, url: "https://example.org/1"}
anonymised: Yes
---
## Outcome
Dismissed.BLANKS

## Summary

A short text.BLANKS
Second line.


""".replace("BLANKS", "  ")
CLEAN = """\
---
title: R v Example
# where it was
country: aq
court: First Court of the Stations
date: 2021-06-03   # a Thursday
language: en
offences: [illegal-access]
charges:
  - {provision: laws/aq/station-computer-offences-act-2019#s1}
anonymised: true
sources:
  - {title: "Judgment", url: https://example.org/1, kind: judgment}
evidence:
  - {fact: all, how: seen, url: "https://example.org/1"}
---
## Summary

A short text.BLANKS
Second line.

## Outcome
Dismissed.
""".replace("BLANKS", "  ")


def mend(project: Path, *names: str, nearest: bool = False) -> list[Fix]:
    content = project / "content"

    def wanted(name: str) -> bool:
        return not names or name in names

    return fix(content, wanted, lambda: check(content), nearest)


def test_no_term_is_written_that_does_not_exist(copy: Path) -> None:
    text = CLEAN.replace("illegal-access", "Made up")
    (copy / CASE).write_text(text)
    assert mend(copy, CASE) == []
    assert (copy / CASE).read_text() == text


def test_a_messy_record_becomes_a_clean_one(copy: Path) -> None:
    (copy / CASE).write_bytes(MESSY.encode())
    done = mend(copy, CASE)
    assert (copy / CASE).read_text(encoding="utf-8") == CLEAN
    assert {str(each) for each in done} >= {
        f"{CASE}: blanks and line ends put right",
        f"{CASE}: fields put in their order",
        f"{CASE}: sections put in their order",
        f"{CASE}:6: date: 3 June 2021   # a Thursday  →  date: 2021-06-03   # a Thursday",
    }
    assert [each for each in check(copy / "content").findings if each.place.file == CASE] == []
    assert mend(copy) == []


def test_clean_records_stay_byte_for_byte(copy: Path) -> None:
    before = {path: path.read_bytes() for path in (copy / "content").rglob("*.*")}
    assert mend(copy) == []
    assert {path: path.read_bytes() for path in (copy / "content").rglob("*.*")} == before


def test_the_nearest_term_only_where_told(copy: Path) -> None:
    text = CLEAN.replace("illegal-access", "ilegal-acess").replace("language:", "langage:")
    (copy / CASE).write_text(text.replace("## Outcome", "## Outcom"))
    assert mend(copy, CASE) == []
    assert {each.code for each in check(copy / "content").findings} == {
        "unknown-field", "unknown-section", "unknown-term",
    }  # fmt: skip
    mend(copy, CASE, nearest=True)
    assert (copy / CASE).read_text() == CLEAN


def test_only_the_files_named_are_touched(copy: Path) -> None:
    (copy / CASE).write_bytes(MESSY.encode())
    mend(copy, "content/countries/aq.yml")
    assert (copy / CASE).read_bytes() == MESSY.encode()


def test_what_cannot_be_read_stays_as_it_is(copy: Path) -> None:
    for text in ("---\ntitle: [\n---\n", "no fence\n", "---\nx: &a 1\n---\n", "\x00\n"):
        (copy / CASE).write_text(text)
        mend(copy, CASE, nearest=True)
        assert (copy / CASE).read_text().rstrip("\n") == text.replace("\x00", "").rstrip("\n")


@pytest.mark.parametrize(
    ("kind", "text", "meant"),
    [
        (Date(), "3 June 2021", "2021-06-03"),
        (Date(), "June 3, 2021", "2021-06-03"),
        (Date(), "1st Sept. 2021", "2021-09-01"),
        (Date(), "June 2021", "2021-06"),
        (Date(), "2021/6/3", "2021-06-03"),
        (Date(), "25.12.2021", "2021-12-25"),
        (Date(), "12/25/2021", "2021-12-25"),
        (Date(), "5/5/2021", "2021-05-05"),
        (Date(), "3/6/2021", ""),
        (Date(), "31 June 2021", ""),
        (Date(), "Ju 2021", ""),
        (Country(), "GB", "gb"),
        (Country(), "UK", "gb"),
        (Country(), "Kenya", "ke"),
        (Country(), "KEN", "ke"),
        (Country(), "Atlantis", ""),
        (Language(), "pt-br", "pt-BR"),
        (Language(), "ZH_hans", "zh-Hans"),
        (Language(), "French", "fr"),
        (Language(), "fra", "fr"),
        (Flag(), "Yes", "true"),
        (Choice((("seen", ""), ("known", ""))), "Seen", "seen"),
        (Term(("offences",)), "Illegal Access", "illegal-access"),
        (Ref(("law",), part=True), "content/laws/gb/x.yml#s1", "laws/gb/x#s1"),
        (Ecli(), "ecli:eu:c:2021:152", "ECLI:EU:C:2021:152"),
        (Text(), "a\u200bb", "ab"),
        (Text(longest=3), "abcd", ""),
    ],
)
def test_what_is_surely_meant(kind: ValueType, text: str, meant: str) -> None:
    assert mended(kind, text) == meant


FILES = sorted(path.relative_to(CORPUS).as_posix() for path in CORPUS.rglob("*.*"))


@settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(data=st.data())
def test_after_a_fix_nothing_is_left_that_it_could_mend(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    project = tmp_path_factory.mktemp("fix")
    shutil.copytree(CORPUS, project / "content")
    name = data.draw(st.sampled_from(FILES))
    path = project / "content" / name
    lines = path.read_text(encoding="utf-8").split("\n")
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(lines) - 1))
        change = data.draw(st.sampled_from(("blank", "upper", "move", "tab", "cr", "double")))
        if change == "blank":
            lines[at] += "   "
        elif change == "upper":
            lines[at] = lines[at].upper()
        elif change == "move":
            lines.insert(data.draw(st.integers(0, len(lines) - 1)), lines.pop(at))
        elif change == "tab":
            lines[at] = "\t" + lines[at]
        elif change == "cr":
            lines[at] += "\r"
        else:
            lines.insert(at, lines[at])
    path.write_text("\n".join(lines), encoding="utf-8", newline="")
    mend(project)
    once = path.read_bytes()
    assert mend(project) == []
    assert path.read_bytes() == once
    checked = check(project / "content")
    terms = {term for known in checked.corpus.terms.values() for term in known}
    left = [each for each in checked.findings if each.certain]
    assert [each for each in left if each.code != "unknown-term" or each.nearest in terms] == []


def test_a_blank_line_that_moves_to_the_end_goes(copy: Path) -> None:
    path = copy / "content/countries/aq.yml"
    path.write_text("title: Antarctica\nlanguages: [fr, en]\n\nregion: m49-polar")
    mend(copy)
    assert path.read_text() == "title: Antarctica\nregion: m49-polar\nlanguages: [fr, en]\n"
    assert mend(copy) == []
