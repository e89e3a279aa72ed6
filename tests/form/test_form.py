"""The form's rules are the check's, in its words, and what it writes passes the check."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from playwright._impl._driver import compute_driver_executable

from build_tools.drafting import slug_of
from build_tools.form.data import _type
from build_tools.model.common import Prose
from build_tools.model.types import (
    Akn,
    Anchor,
    Count,
    Country,
    Date,
    Ecli,
    Flag,
    Language,
    Ref,
    Text,
    Url,
    ValueType,
)
from build_tools.rules.check import check
from build_tools.values.dates import parse_date

TEXTS = (
    "x", "4.10", "no", "2021", "2021-06", "2021-06-03", "2021-06-31", "2020-02-29", "2021-02-29", "2021-13", "1499",
    "3 June 2021", "2021-6-3", "https://example.org/a", "http://example.org", "ftp://example.org",
    "https://", "https://a@b.example", "https://example.org/a b", "https://example.org/<", "www.example.org",
    "ECLI:EU:C:2021:152", "ecli:eu:c:2021:152", "ECLI:EU:C:21:1", "/akn/ug/act/2011/2/eng@2011-02-14", "/akn/",
    "s-1", "S1", "-a", "a-", "con", "index", "index-2", "en", "pt-BR", "pt-br", "zh-Hans", "english",
    "laws/aq/act#s1", "laws/aq/act", "cases/aq/x", "laws/aq/act#S1", "laws", "laws/aq/a/b/c/d", "../laws/x",
    "gb", "GB", "int", "true", "yes", "12", "-1", "a\u200bb", "a\u202eb", "two\nlines", "a" * 301,
)  # fmt: skip
TYPES: tuple[ValueType, ...] = (
    Text(), Date(), Url(), Ecli(), Akn(), Anchor(), Count(), Ref(("law",), part=True), Ref(("law",)),
    Ref(("law", "case"), part=None), Country(), Country(international=True), Flag(), Language(),
)  # fmt: skip
SAME_WORDS = (Text, Date, Url, Ecli, Akn, Anchor, Count)


def run(site: Path, asked: list[Any], files: list[Any]) -> dict[str, Any]:
    node, _ = compute_driver_executable()
    done = subprocess.run(
        [node, str(Path(__file__).with_name("rules.js")), str(site)],
        input=json.dumps({"asked": asked, "files": files}),
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def refusal(kind: ValueType, text: str) -> str:
    try:
        value = kind.read(text)
    except ValueError as refused:
        return str(refused)
    if isinstance(kind, Ref) and value.id.split("/")[0] not in {f"{name}s" for name in kind.kinds}:
        return "the rules of the whole collection refuse it"
    return ""


def test_single_values_are_refused_alike(site: Path) -> None:
    pairs = [(kind, text) for kind in TYPES for text in TEXTS]
    given = run(site, [[_type(kind), text] for kind, text in pairs], [])["asked"]
    for (kind, text), theirs in zip(pairs, given, strict=True):
        ours = refusal(kind, text)
        if isinstance(kind, Language) and ours.startswith("no "):
            continue  # the form offers the languages that exist
        assert bool(ours) == bool(theirs), (kind, text, ours, theirs)
        if isinstance(kind, SAME_WORDS):
            assert theirs.split("; write ")[0] == ours, (kind, text)


PROSE = (
    ("plain words", True), ("a < b and b > c", True), ("<b>bold</b>", False), ("![x](y)", False), ("# high", False),
    ("### fine", True), ("high\n===", False), ("`<b>` as code", True), ("[a](https://example.org/)", True),
    ("[a](javascript:x)", False), ("[a](../../laws/aq/x.yml#s1)", True),
    ("[a](/etc/passwd)", False), ("```\nopen", False), ("<https://example.org/>", True), ("note[^1]", False),
)  # fmt: skip


def test_markdown_is_refused_alike(site: Path) -> None:
    kind = Prose.__metadata__[0]
    given = run(site, [[_type(kind), text] for text, _ in PROSE], [])["asked"]
    assert [not words for words in given] == [fine for _, fine in PROSE]


CASE: dict[str, Any] = {
    "title": 'R v Smith: the "Log" case #2', "country": "aq", "court": "no", "date": "2021-06-03",
    "citations": ["[2021] ASCA 99", "yes"], "docket": "010", "offences": ["illegal-access"],
    "charges": [{"cited": "s 4.10, para. 2", "outcome": ""}], "conduct": {"from": "2019-08", "to": ""},
    "parties": [{"role": "victim", "kind": "natural", "label": "a radio operator"}],
    "sources": [{"title": "Judgment", "url": "https://example.org/1?a=b#c", "kind": "judgment"}],
    "evidence": [{"fact": "all", "how": "seen", "url": "https://example.org/1"}],
    "notes": "First.\n\nSecond: with a colon # and more.", "added": "2026-11-24",
}  # fmt: skip
SECTIONS = {"Summary": "A short text.\n\nWith *two* parts.  ", "Facts": "", "Outcome": "Dismissed."}


def test_the_file_passes_the_check(site: Path, copy: Path) -> None:
    made = run(site, [], [["case", CASE, SECTIONS]])["files"][0]
    assert made["problems"] == []
    assert made["id"] == f"cases/aq/{slug_of(CASE['title'], parse_date(CASE['date']))}"
    path = copy / f"content/{made['id']}.md"
    path.write_text(made["text"], encoding="utf-8")
    checked = check(copy / "content")
    assert checked.findings == ()
    record = checked.corpus.by_id[made["id"]].record
    assert record.title == CASE["title"]
    assert record.court == "no"  # type: ignore[attr-defined]
    assert record.citations == ("[2021] ASCA 99", "yes")  # type: ignore[attr-defined]
    assert record.docket == "010"  # type: ignore[attr-defined]
    assert record.notes == CASE["notes"]


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"title": ""}, "title"),
        ({"date": "2199-01-01"}, "date"),
        ({"conduct": {"from": "2022"}}, "date"),
        ({"conduct": {"from": "2019", "to": "2018"}}, "conduct.to"),
        ({"charges": [{"outcome": "convicted"}]}, "charges.0.cited"),
        ({"evidence": [{"fact": "x", "how": "seen"}]}, "evidence.0.url"),
        ({"parties": [{"role": "victim", "kind": "natural", "label": "Anna"}]}, "parties.0.label"),
        ({"citations": ["a", "a"]}, "citations.1"),
        ({"sources": []}, "sources"),
        ({"sources": [{"url": "https://example.org"}]}, "sources.0.title"),
        ({"offences": ["hacking"]}, "offences.0"),
        ({"disputed": [{"field": "colour", "note": "x"}]}, "disputed.0.field"),
    ],
)
def test_the_form_finds_what_the_check_finds(
    site: Path, copy: Path, change: dict[str, Any], path: str
) -> None:
    made = run(site, [], [["case", CASE | change, SECTIONS]])["files"][0]
    assert path in [each[0] for each in made["problems"]]
    file = copy / "content/cases/aq/made-by-the-form.md"
    file.write_text(made["text"], encoding="utf-8")
    assert not check(copy / "content").publishable
