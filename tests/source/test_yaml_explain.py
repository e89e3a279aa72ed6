"""A slip that YAML refuses is named at its own place, with how to mend it."""

from __future__ import annotations

import pytest

from build_tools.source.yaml_reader import read_yaml

RECORD = """title: Penguin Society v Skua
country: nz
court: High Court of New Zealand
date: 2022-06-03
kind: criminal-trial
level: first-instance
citations: ["[2022] RIHC 7"]
docket: C 88
charges:
  - {provision: laws/nz/crimes-act-1961#s252, outcome: convicted}
sentences:
  - {kinds: [fine], text: fine of 1000 dollars}
notes: A note.
sources:
  - title: Judgment
    url: https://example.org/1
    kind: judgment
"""
SLIPS = [
    ("title: Penguin Society v Skua", "title: Penguin v Skua: eggs", 1, 22, "a colon in it"),
    ('["[2022] RIHC 7"]', "[2022] RIHC 7", 7, 12, "begins with [ needs quotes"),
    ('["[2022] RIHC 7"]', "[[2022] RIHC 7]", 7, 13, "inside a list"),
    ('["[2022] RIHC 7"]', "[“[2022] RIHC 7”]", 7, 13, "word processor"),
    ('["[2022] RIHC 7"]', '["[2022] RIHC 7"', 7, 12, "] is missing"),
    ("text: fine of 1000", "text: fine: of 1000", 12, 31, "a colon in it"),
    ("text: fine of 1000 dollars}", 'text: "fine of 1000 dollars}', 12, 27, "not closed"),
    ("outcome: convicted}", "outcome: convicted", 10, 5, "} is missing"),
    ("kind: criminal-trial", "kind:criminal-trial", 5, 5, "a blank is missing"),
    ("notes: A note.", "notes: A note\nthat goes on.", 14, 1, "no field"),
    ("title: Penguin Society v Skua", "title: 'Penguin's Society'", 1, 8, "apostrophe"),
    ("title: Penguin", "title: *Penguin* and", 1, 8, "asterisk"),
    ("title: Penguin Society", "title: [X] Society", 1, 8, "begins with [ needs quotes"),
    ("title: Penguin Society", 'title: "Penguin" Society', 1, 16, "after the closing quote"),
    ("title: Penguin Society", 'title: "Penguin Society', 1, 8, "not closed"),
    ("level: first", "  level: first", 6, 3, "2 blanks in"),
    ("    url: https", "\u00a0\u00a0  url: https", 16, 1, "U+00A0"),
    ("kind: criminal", "kind:\u00a0criminal", 5, 6, "U+00A0"),
    ("title: Pen", "title: Pen\x07", 1, 11, "U+0007"),
    ("docket: C 88", "docket: No #12", 8, 14, "is dropped"),
]


@pytest.mark.parametrize(("right", "wrong", "line", "column", "words"), SLIPS)
def test_a_slip_is_named_at_its_place(
    right: str, wrong: str, line: int, column: int, words: str
) -> None:
    assert right in RECORD
    _, findings = read_yaml(RECORD.replace(right, wrong), "F")
    assert len(findings) == 1
    assert (findings[0].place.line, findings[0].place.column) == (line, column)
    assert words in findings[0].message
    assert "\n" not in findings[0].message


def test_the_record_itself_is_right() -> None:
    assert read_yaml(RECORD, "F")[1] == ()


@pytest.mark.parametrize(
    "text", ["a: b: c: d", "[", "{a", '"', "'", "a:\n b\n  c: d", ":\n:", "- a\nb"]
)
def test_any_refused_text_gives_one_sentence(text: str) -> None:
    _, findings = read_yaml(text * 50, "F")
    assert len(findings) == 1
    assert len(findings[0].message) < 300
