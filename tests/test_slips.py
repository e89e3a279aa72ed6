"""Sixty slips that people make: each gives its finding at its place, none a traceback, none silence.

A slip is an edit of a good file; the place is where the finding must stand.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from build_tools.messages.catalogue import CATALOGUE
from build_tools.rules.check import check

CORPUS = Path(__file__).parent / "corpus/content"
CASE = "cases/aq/station-authority-v-fram-2021.md"
LAW = "laws/aq/station-computer-offences-act-2019.yml"
TREATY = "treaties/ice-convention.yml"
LESSON = "lessons/assess-before-training.md"


class Slip(NamedTuple):
    """What was typed wrong, and what the check must say of it."""

    file: str
    old: str
    new: str
    code: str
    at: str
    """The text at which line and column of the finding stand, in the file with the slip; it may
    begin with the text of a line before it and ``→``."""


SLIPS = (
    # Fields
    Slip(CASE, "docket:", "dockett:", "unknown-field", "dockett"),
    Slip(CASE, "court: Court", "Court: Court", "unknown-field", "Court: Court"),
    Slip(CASE, "citations: [", "citation: [", "unknown-field", "citation: ["),
    Slip(CASE, "offences: [", "offenses: [", "unknown-field", "offenses: ["),
    Slip(CASE, "title: Station Authority v Fram\n", "", "missing-field", "country: aq"),
    Slip(CASE, "date: 2021-06-03\n", "", "missing-field", "title: Station"),
    Slip(CASE, "court: Court of Appeal of the Stations\n", "court:\n", "missing-field", "court:→"),
    Slip(CASE, "docket: \"010\"", "docket: \"010\"\ndocket: \"011\"", "duplicate-key", 'docket: "011"'),
    Slip(CASE, "{with: bv, means:", "{country: bv, means:", "unknown-field", "country: bv, means"),
    Slip(CASE, "outcome: convicted}", "result: convicted}", "unknown-field", "result: convicted"),
    # Values
    Slip(CASE, "date: 2021-06-03", "date: 3 June 2021", "impossible-date", "3 June 2021"),
    Slip(CASE, "date: 2021-06-03", "date: 2021-06-31", "impossible-date", "2021-06-31"),
    Slip(CASE, "date: 2021-06-03", "date: 2021-13-03", "impossible-date", "2021-13-03"),
    Slip(CASE, "date: 2021-06-03", "date: 03/06/2021", "impossible-date", "03/06/2021"),
    Slip(CASE, "date: 2021-06-03", "date: 2021-6-3", "impossible-date", "2021-6-3"),
    Slip(CASE, "date: 2021-06-03", "date: 2091-06-03", "future-date", "2091-06-03"),
    Slip(CASE, "country: aq", "country: AQ", "unknown-country", "AQ"),
    Slip(CASE, "country: aq", "country: Antarctica", "unknown-country", "Antarctica"),
    Slip(CASE, "country: aq", "country: bv", "wrong-folder", "country: →bv"),
    Slip(CASE, "language: fr", "language: French", "unknown-language", "French"),
    Slip(CASE, "language: fr", "language: fr_FR", "unknown-language", "fr_FR"),
    Slip(CASE, "[illegal-access,", "[ilegal-access,", "unknown-term", "ilegal-access,"),
    Slip(CASE, "[illegal-access,", "[Illegal access,", "unknown-term", "Illegal access,"),
    Slip(CASE, "level: intermediate-appeal", "level: appeal", "unknown-term", "level: →appeal"),
    Slip(CASE, "effect: struck-down}", "effect: struck down}", "unknown-value", "struck down}"),
    Slip(CASE, "kind: natural, label: Fram", "kind: person, label: Fram", "unknown-value", "person, label"),
    Slip(CASE, "how: known}", "how: unknown}", "unknown-value", "unknown}"),
    Slip(CASE, "offences: [illegal-access, offensive-communication]", "offences: illegal-access",
         "wrong-type", "offences: →illegal-access"),
    Slip(CASE, "docket: \"010\"", "docket: [\"010\"]", "wrong-type", '["010"]'),
    Slip(CASE, "conduct: {from: 2019-08, to: 2019-10}", "conduct: 2019", "wrong-type", "conduct: →2019"),
    Slip(CASE, "conduct: {from: 2019-08, to: 2019-10}", "conduct: {from: 2019-10, to: 2019-08}",
         "date-order", "2019-08}"),
    Slip(CASE, "url: https://example.org/aq/asca/2021/14\n", "url: www.example.org/aq\n", "bad-address",
         "www.example.org/aq"),
    Slip(CASE, "url: https://example.org/aq/asca/2021/14\n", "url: https://example.org/a b\n", "bad-address",
         "https://example.org/a b"),
    Slip(CASE, "docket: \"010\"", "ecli: ECLI:XX:2021", "bad-identifier", "ECLI:XX:2021"),
    Slip(CASE, "[illegal-access, offensive-communication]", "[illegal-access, illegal-access]",
         "duplicate-value", "illegal-access]"),
    Slip(CASE, "text: fine of 400 station credits}", "text: fine of 400, station credits}", "unquoted-comma",
         "station credits}"),
    # References
    Slip(CASE, "act-2019#s1, outcome", "act-2018#s1, outcome", "unknown-reference",
         "{provision: →laws/aq/station-computer-offences-act-2018#s1"),
    Slip(CASE, "act-2019#s1, outcome", "act-2019#s99, outcome", "unknown-part",
         "{provision: →laws/aq/station-computer-offences-act-2019#s99"),
    Slip(CASE, "{provision: laws/aq/station-computer-offences-act-2019#s1,", "{provision: s 1,",
         "bad-reference", "{provision: →s 1"),
    Slip(CASE, "related: [lessons/assess-before-training]", "related: [lessons/assess-before-trainings]",
         "unknown-reference", "lessons/assess-before-trainings"),
    Slip(CASE, "related: [lessons/assess-before-training]",
         "related: [cases/aq/station-authority-v-fram-2021]", "self-reference",
         "related: [→cases/aq/station-authority-v-fram-2021"),
    Slip(CASE, "case: cases/aq/station-authority-v-fram-2020", "case: laws/bv/signals-code", "wrong-kind",
         "laws/bv/signals-code"),
    # People and knowledge
    Slip(CASE, "label: a radio operator", "label: Anna Fram", "named-person", "Anna Fram"),
    Slip(CASE, "how: seen, url: https://example.org/aq/asca/2021/14}", "how: seen}", "seen-without-address",
         "evidence:→{fact: \"citation"),
    Slip(CASE, "{state: unreviewed}", "{state: reviewed}", "unsigned-review", "review: →{state: reviewed}"),
    # YAML
    Slip(CASE, "docket: \"010\"", "\tdocket: \"010\"", "tab-indentation", "\tdocket"),
    Slip(CASE, "title: Station Authority v Fram\n", "title: Station Authority: v Fram\n", "yaml-syntax",
         "title: Station Authority→: v Fram"),
    Slip(CASE, "docket: \"010\"", "docket: \"010", "yaml-syntax", ""),
    Slip(CASE, "citations: [\"[2021] ASCA 14\"]", "citations: [[2021] ASCA 14]", "yaml-syntax", ""),
    Slip(CASE, "docket: \"010\"", "docket: &d \"010\"", "yaml-feature", "&d"),
    Slip(CASE, "docket: \"010\"", "docket: !!str \"010\"", "yaml-feature", "!!str"),
    Slip(CASE, "---\ntitle", "title", "bad-fence", "title"),
    Slip(CASE, "\n---\n## Summary", "\n## Summary", "bad-fence", "## Summary"),
    # Text
    Slip(CASE, "## Facts", "## Fact", "unknown-section", "## Fact"),
    Slip(CASE, "## Facts", "## Summary", "double-section", "void for vagueness.→## Summary"),
    Slip(CASE, "A password found", "<b>A</b> password found", "raw-html", "<b>A"),
    Slip(CASE, "A password found", "![A](a.png) password found", "image-in-text", "![A]"),
    Slip(CASE, "A password found", "A [password](../../laws/aq/none.yml) found", "bad-link", "[password]"),
    Slip(CASE, "A password found", "# A password found", "heading-in-text", "# A password"),
    # Other kinds
    Slip(LAW, "adopted: 2019-02-14", "adopted: 14/02/2019", "impossible-date", "14/02/2019"),
    Slip(LAW, "adopted: 2019-02-14", "adopted: 2029-02-14", "date-order", "in_force: →20"),
    Slip(TREATY, "title:", "titel:", "unknown-field", "titel"),
    Slip(LESSON, "themes: [", "theme: [", "unknown-field", "theme: ["),
)  # fmt: skip


def spoil(copy: Path, slip: Slip) -> Path:
    path = copy / "content" / slip.file
    text = path.read_text(encoding="utf-8")
    assert slip.old in text, slip.old
    path.write_text(text.replace(slip.old, slip.new, 1), encoding="utf-8")
    return path


def place_of(text: str, at: str) -> tuple[int, int]:
    """Line and column of a text; what stands before ``→`` only says which one is meant."""
    before, arrow, rest = at.partition("→")
    start = text.index(before) + len(before) if arrow else text.index(at)
    offset = text.index(rest, start) if arrow and rest else start
    return text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1


def test_there_are_sixty() -> None:
    assert len(SLIPS) >= 60
    assert len({(slip.old, slip.new) for slip in SLIPS}) == len(SLIPS)
    assert {slip.code for slip in SLIPS} <= set(CATALOGUE)


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: f"{slip.code}-{slip.new[:24]!r}")
def test_a_slip_is_found_at_its_place(slip: Slip, copy: Path) -> None:
    path = spoil(copy, slip)
    found = [each for each in check(copy / "content").findings if each.code == slip.code]
    places = [(each.place.line, each.place.column) for each in found
              if each.place.file == f"content/{slip.file}"]  # fmt: skip
    said = [str(each) for each in check(copy / "content").findings]
    assert places, said
    if slip.at:
        assert place_of(path.read_text(encoding="utf-8"), slip.at) in places, said


# What nobody thought of

TEXTS = {path.relative_to(CORPUS).as_posix(): path.read_text(encoding="utf-8")
         for path in sorted(CORPUS.rglob("*.*"))}  # fmt: skip
SNIPPETS = ("", ":", ": ", "- ", "[", "]", "{", "}", '"', "'", "\t", "#", "---\n", "|", ">", "&a", "*a", "!x", "%", "\x00",
            "\u202e", "\ufeff", "é", "🙂", "\r", "\n\n", "null", "~", "2021-02-30", "<b>", "![", "](", "```\n", "0" * 300,
            "cases/aq/none", "#s1", "-", "\\", "@", "`", "? ", "no", "1e9", "..", "../..", "\ud7ff", "${x}", "{{ x }}")  # fmt: skip


@settings(max_examples=1000, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_thousand_mutations_give_findings_and_no_traceback(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    name = data.draw(st.sampled_from(sorted(TEXTS)))
    text = TEXTS[name]
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        length = data.draw(st.integers(0, 40))
        text = text[:start] + data.draw(st.sampled_from(SNIPPETS)) + text[start + length :]
    project = _project(tmp_path_factory)
    path = project / name
    path.write_text(text, encoding="utf-8", newline="")
    try:
        findings = check(project).findings
    finally:
        path.write_text(TEXTS[name], encoding="utf-8")
    assert all(each.code in CATALOGUE and each.code != "rule-failed" for each in findings)
    assert all(each.place.line >= 1 and each.place.column >= 1 for each in findings)


_made: list[Path] = []


def _project(factory: pytest.TempPathFactory) -> Path:
    """One copy for all examples."""
    if not _made:
        folder = factory.mktemp("mutations") / "content"
        shutil.copytree(CORPUS, folder)
        _made.append(folder)
    return _made[0]
