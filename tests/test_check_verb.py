"""``docket check``: forms of the report, files that changed, the cache."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import time
from pathlib import Path

import pytest

from build_tools.command import main
from build_tools.corpus import cache as cache_module
from build_tools.corpus.cache import Cache
from build_tools.corpus.load import load
from build_tools.messages.catalogue import CATALOGUE
from build_tools.rules.check import check

CASE = "content/cases/aq/station-authority-v-fram-2021.md"
LAW = "content/laws/aq/station-computer-offences-act-2019.yml"


@pytest.fixture
def project(copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "user-cache"))
    monkeypatch.setenv("NO_COLOR", "1")
    (copy / "mkdocs.yml").touch()
    return copy


def run(project: Path, *arguments: str) -> int:
    return main(["--project", str(project), "check", *arguments])


def spoil(project: Path, name: str = CASE, old: str = "docket:", new: str = "docet:") -> None:
    path = project / name
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")


def test_the_line_is_shown_with_a_caret(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(project)
    assert run(project) == 1
    head, line, caret = capsys.readouterr().out.splitlines()
    assert head.startswith(f"{CASE}:9:1: docet: there is no field 'docet'; did you mean 'docket'?")
    assert line == '     9 | docet: "010"'
    assert caret == "       | ^"


def test_a_long_line_is_shown_around_the_place(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(project, old="outcome: convicted}", new=f"cited: {'x' * 300}, result: convicted}}")
    run(project)
    _, line, caret = capsys.readouterr().out.splitlines()
    assert len(line) < 120
    assert line[caret.index("^") :].startswith("result")


def test_colour_where_it_is_wanted(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(project)
    run(project, "--colour", "always")
    assert "\x1b[" in capsys.readouterr().out
    run(project, "--colour", "auto")
    assert "\x1b[" not in capsys.readouterr().out


def test_sarif(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(project)
    spoil(project, LAW, "adopted: 2019-02-14", "adopted: 2019-02-30")
    run(project, "--format", "sarif")
    log = json.loads(capsys.readouterr().out)
    (only,) = log["runs"]
    rules = only["tool"]["driver"]["rules"]
    assert log["version"] == "2.1.0"
    assert {each["id"] for each in rules} == {"unknown-field", "impossible-date"}
    for result in only["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert CATALOGUE[result["ruleId"]].mend in json.dumps(rules)
        assert result["locations"][0]["physicalLocation"]["region"]["startLine"] > 1


def git(project: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
    subprocess.run(["git", "-C", str(project), *identity, *arguments], check=True,
                   capture_output=True)  # fmt: skip


def test_only_what_changed_since_a_revision(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(project, LAW, "adopted: 2019-02-14", "adopted: 2019-02-30")
    git(project, "init", "-q")
    git(project, "add", "-A")
    git(project, "commit", "-qm", "first")
    assert run(project, "--since", "HEAD") == 0
    assert "0 records checked" in capsys.readouterr().err
    spoil(project)
    (project / "content/lessons/a-new-one.md").write_text("---\ntitle: x\n---\n")
    run(project, "--since", "HEAD", "--format", "json")
    found = json.loads(capsys.readouterr().out)
    assert {each["file"] for each in found} == {CASE, "content/lessons/a-new-one.md"}
    assert run(project, "--since", "no-such-revision") == 2
    assert "could not compare with 'no-such-revision'" in capsys.readouterr().err
    assert run(project, "--since=--output=x") == 2


@pytest.fixture
def cached(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for caches, and files old enough to be trusted."""
    monkeypatch.setattr(cache_module, "WORTH", 1)
    old = time.time() - 100
    for path in (project / "content").rglob("*.*"):
        os.utime(path, (old, old))
    return tmp_path / "folder"


def test_a_cache_changes_nothing(project: Path, cached: Path) -> None:
    content = project / "content"
    plain = load(content)
    assert load(content, Cache(content, cached)) == plain
    kept = Cache(content, cached)
    assert load(content, kept) == plain
    assert kept._new == 0
    spoil(project)
    assert {each.code for each in check(content, Cache(content, cached)).findings} == {
        "unknown-field"
    }
    (project / LAW).unlink()
    assert load(content, Cache(content, cached)) == load(content)


@pytest.mark.parametrize("damage", ["cut", "other", "gone", "code", "writable"])
def test_a_damaged_cache_is_no_cache(project: Path, cached: Path, damage: str) -> None:
    content = project / "content"
    load(content, Cache(content, cached))
    (file,) = cached.iterdir()
    data = file.read_bytes()
    if damage == "cut":
        file.write_bytes(data[: len(data) // 2])
    elif damage == "other":
        file.write_bytes(b"\0" * len(data))
    elif damage == "code":
        file.write_bytes(data[:32] + pickle.dumps(_Bomb()))
    elif damage == "writable":
        file.chmod(0o666)
    else:
        file.unlink()
    fresh = Cache(content, cached)
    if damage != "code":
        assert fresh.get(CASE, (0, 0)) is None
    assert load(content, fresh) == load(content)


class _Bomb:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return (ValueError, ("not a cache",))


def test_a_cache_is_never_looked_for_in_the_repository(project: Path) -> None:
    run(project)
    assert [path.parts[-3] for path in project.rglob("*.records")] == ["user-cache"]
