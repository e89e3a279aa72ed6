"""The command, as a contributor meets it: one clear line for a slip, no traceback, no half site."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from build_tools.command import main
from build_tools.messages.catalogue import CATALOGUE

ROOT = Path(__file__).resolve().parent.parent
CASE = "content/cases/aq/station-authority-v-fram-2021.md"
LAW = "content/laws/aq/station-computer-offences-act-2019.yml"


def docket(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "build_tools", "--project", str(project), *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def change(project: Path, file: str, old: str, new: str) -> None:
    path = project / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


SLIPS = {
    "unknown field": (lambda p: change(p, CASE, "docket:", "docet:"), CASE, 9, "did you mean 'docket'?"),
    "wrong type": (lambda p: change(p, CASE, "offences: [illegal-access, offensive-communication]", "offences: illegal-access"), CASE, 12, "a list"),
    "impossible date": (lambda p: change(p, CASE, "date: 2021-06-03", "date: 2021-06-31"), CASE, 7, "June 2021 has 30 days"),
    "tab indentation": (lambda p: change(p, CASE, "  - {provision: laws", "\t- {provision: laws"), CASE, 18, "indented with a tab"),
    "duplicate key": (lambda p: change(p, CASE, "language: fr", "language: fr\nlanguage: en"), CASE, 11, "a second time"),
    "unknown reference": (lambda p: change(p, CASE, "related: [lessons/assess-before", "related: [lessons/asess-before"), CASE, 40, "did you mean 'lessons/assess-before-training'?"),
    "unknown term": (lambda p: change(p, CASE, "measures: [search-and-seizure]", "measures: [search-and-seisure]"), CASE, 13, "did you mean 'search-and-seizure'?"),
    "missing required field": (lambda p: change(p, LAW, "country: aq\n", ""), LAW, 1, "country: the field is required"),
    "bad front matter fence": (lambda p: change(p, CASE, "---\ntitle", "--\ntitle"), CASE, 1, "the first line must be '---'"),
    "not UTF-8": (lambda p: (p / CASE).write_bytes((p / CASE).read_bytes() + b"\xe9\n"), CASE, 76, "not UTF-8"),
    "empty file": (lambda p: (p / CASE).write_text(""), CASE, 1, "the file is empty"),
    "file in the wrong folder": (lambda p: (p / LAW).rename(p / "content/laws/bv/act.yml"), "content/laws/bv/act.yml", 3, "content/laws/aq/"),
}  # fmt: skip


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_gives_one_clear_line_and_leaves_the_old_site(slip: str, copy: Path) -> None:
    make, file, line, words = SLIPS[slip]
    (copy / "site").mkdir()
    (copy / "site/index.html").write_text("the old site")
    make(copy)
    for verb in ("check", "build"):
        done = docket(copy, verb)
        said = done.stdout + done.stderr
        assert done.returncode == 1, said
        assert "Traceback" not in said
        lines = [
            each for each in said.splitlines() if re.match(rf"{re.escape(file)}:{line}:\d+: ", each)
        ]
        assert len(lines) == 1, said
        assert words in lines[0]
        assert re.search(r" \[[a-z0-9-]+\]$", lines[0])
    assert [path.name for path in (copy / "site").iterdir()] == ["index.html"]
    assert (copy / "site/index.html").read_text() == "the old site"


def test_all_findings_come_in_one_run(copy: Path) -> None:
    change(copy, CASE, "docket:", "docet:")
    change(copy, LAW, "adopted: 2019-02-14", "adopted: 2019-02-30")
    (copy / "content/lessons/assess-before-training.md").write_text("")
    done = docket(copy, "check")
    assert set(re.findall(r"^(content/[^:]+):\d+:\d+: ", done.stdout, re.MULTILINE)) == {
        CASE, LAW, "content/lessons/assess-before-training.md",
    }  # fmt: skip
    assert "3 errors" in done.stderr


def test_check_of_one_file_knows_all_others(copy: Path) -> None:
    change(copy, CASE, "docket:", "docet:")
    change(copy, LAW, "adopted: 2019-02-14", "adopted: 2019-02-30")
    done = docket(copy, "check", str(copy / LAW))
    assert re.findall(r"^(content/[^:]+):\d+:\d+: ", done.stdout, re.MULTILINE) == [LAW]
    assert done.returncode == 1


def test_good_records_pass(copy: Path) -> None:
    done = docket(copy, "check")
    assert (done.returncode, done.stdout) == (0, "")
    files = sum(path.is_file() for path in (copy / "content").rglob("*.*"))
    assert done.stderr == f"{files} records checked: nothing to mend.\n"


def test_findings_as_json_and_for_git_hosts(copy: Path) -> None:
    change(copy, CASE, "offences: [illegal-access", "offences: [ilegal-access")
    found = json.loads(docket(copy, "check", "--format", "json").stdout)
    assert found == [
        {
            "file": CASE,
            "line": 12,
            "column": 12,
            "code": "unknown-term",
            "severity": "error",
            "message": "offences: no term 'ilegal-access' in vocabulary/offences; did you mean 'illegal-access'?",
            "nearest": "illegal-access",
            "certain": False,
            "mend": CATALOGUE["unknown-term"].mend,
        }
    ]
    line = docket(copy, "check", "--format", "github").stdout
    assert line.startswith(
        f"::error file={CASE},line=12,col=12,title=unknown-term::offences: no term"
    )


def test_advice_does_not_fail_the_check(copy: Path) -> None:
    change(copy, CASE, "## Summary", "## Commentary\n\nFirst.\n\n## Facts\n\nx\n\n## Reasoning")
    text = (copy / CASE).read_text()
    (copy / CASE).write_text(text[: text.index("## Reasoning")])
    done = docket(copy, "check")
    assert done.returncode == 0
    assert "advice: the record has no section 'Summary' [missing-summary]" in done.stdout


def test_a_folder_without_records_is_a_fault_of_the_command(tmp_path: Path) -> None:
    done = docket(tmp_path, "check")
    assert done.returncode == 2
    assert "there is no folder 'content'" in done.stderr


def test_a_file_that_is_not_there_is_not_all_well(copy: Path) -> None:
    done = docket(copy, "check", "content/cases/nz/nope.md")
    assert done.returncode == 2
    assert "no file or folder 'content/cases/nz/nope.md'" in done.stderr


def test_the_project_is_found_from_a_folder_inside_it(project: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "build_tools", "check"],
        cwd=project / "content/cases/aq",
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert (done.returncode, done.stdout) == (0, "")
    assert "records checked" in done.stderr


def test_a_project_without_configuration_is_a_fault_of_the_command(copy: Path) -> None:
    done = docket(copy, "build")
    assert done.returncode == 2
    assert done.stderr.startswith("docket: ")
    assert "Traceback" not in done.stderr
    assert not (copy / "site").exists()


@pytest.mark.parametrize(
    "arguments", [(), ("frobnicate",), ("check", "--format", "xml"), ("schema", "poem")]
)
def test_a_wrong_command_says_how_it_is_used(arguments: tuple[str, ...], tmp_path: Path) -> None:
    done = docket(tmp_path, *arguments)
    assert done.returncode == 2
    assert "usage: docket" in done.stderr


def test_help_names_every_verb(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    said = capsys.readouterr().out
    for verb in ("check", "build", "serve", "schema", "Exit status"):
        assert verb in said


def test_schema_prints_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "case"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "Case"


def test_serve_builds_serves_and_builds_again(project: Path, tmp_path: Path) -> None:
    mine = tmp_path / "project"
    shutil.copytree(project, mine)
    command = [sys.executable, "-m", "build_tools", "--project", str(mine), "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            line = server.stdout.readline()
            found = re.search(r"http://127\.0\.0\.1:\d+/", line)
            assert found, line
            url = found[0] + "cases/aq/station-authority-v-fram-2021.html"
            assert "Station Authority v Fram" in fetch(url)
            change(mine, CASE, "A password found by chance", "A password found on a note")
            deadline = time.monotonic() + 30
            while "found on a note" not in fetch(url):
                assert time.monotonic() < deadline, "the page was not built again"
                time.sleep(0.2)
        finally:
            server.terminate()


def fetch(url: str) -> str:
    with urllib.request.urlopen(url) as answer:
        return str(answer.read().decode())
