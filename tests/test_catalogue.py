"""For every code of the catalogue: a file that has the fault, at its place, and one that has not.

Each folder is laid over the fabricated collection: bad/ must give the code at the place
named in 'at' (and no other error in the same files), good/ must give nothing there.
"""

from __future__ import annotations

import ast
import re
import shutil
from pathlib import Path

import pytest

from build_tools.messages.catalogue import CATALOGUE
from build_tools.rules import run
from build_tools.rules.check import check
from build_tools.rules.fault import Fault
from build_tools.values.findings import Finding

HERE = Path(__file__).parent.parent / "build_tools/messages/examples"
PACKAGE = HERE.parent.parent
WITHOUT_FILES = {"not-a-file", "rule-failed", "withheld-name", "anonymity-lifted"}
"""Tested below, the last two in tests/rules: a link is no file to keep in git, a rule fails by
our fault only, and a withheld name or lifted anonymity shows only beside a list or an earlier file."""


def findings_with(example: Path, copy: Path) -> list[Finding]:
    shutil.copytree(example, copy / "content", dirs_exist_ok=True)
    names = {f"content/{file.relative_to(example).as_posix()}" for file in example.rglob("*.*")}
    return [each for each in check(copy / "content").findings if each.place.file in names]


@pytest.mark.parametrize("code", sorted(set(CATALOGUE) - WITHOUT_FILES))
def test_every_code_has_a_bad_and_a_good_example(code: str, copy: Path, tmp_path: Path) -> None:
    bad = findings_with(HERE / code / "bad", copy)
    at = [
        f"{each.place.file}:{each.place.line}:{each.place.column}"
        for each in bad
        if each.code == code
    ]
    assert f"content/{(HERE / code / 'at').read_text().strip()}" in at
    assert all(each.severity is CATALOGUE[each.code].severity for each in bad)


@pytest.mark.parametrize("code", sorted(set(CATALOGUE) - WITHOUT_FILES))
def test_the_good_example_has_no_fault(code: str, copy: Path) -> None:
    assert findings_with(HERE / code / "good", copy) == []


def test_a_link_is_not_followed(copy: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("---\ntitle: secret\n---\n")
    (copy / "content/cases/aq/link.md").symlink_to(tmp_path / "secret.md")
    (copy / "content/lessons/folder").symlink_to(tmp_path)
    checked = check(copy / "content")
    found = {(each.code, each.place.file) for each in checked.findings}
    assert found == {
        ("not-a-file", "content/cases/aq/link.md"),
        ("not-a-file", "content/lessons/folder"),
    }


def test_a_rule_that_fails_becomes_a_finding(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(entry: object, corpus: object) -> list[Fault]:
        raise RuntimeError("on purpose")

    monkeypatch.setattr(run, "RULES", (broken, *run.RULES))
    findings = check(copy / "content").findings
    assert {each.code for each in findings} == {"rule-failed"}
    assert "on purpose" in findings[0].message


def test_no_code_is_used_that_the_catalogue_lacks() -> None:
    used = set()
    for module in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("Finding", "Fault"):
                used |= {
                    each.value
                    for each in [*node.args, *(word.value for word in node.keywords)]
                    if isinstance(each, ast.Constant)
                    and isinstance(each.value, str)
                    and re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", each.value)
                }
    assert used <= set(CATALOGUE)


def test_every_message_says_what_why_and_how_to_mend() -> None:
    for message in CATALOGUE.values():
        for sentence in (message.what, message.why, message.mend):
            assert sentence.endswith(".")
            assert sentence[0].isupper()
