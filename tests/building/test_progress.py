"""Long work shows a bar in a terminal, plain lines elsewhere, and nothing with --quiet."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from build_tools.verbs import progress

ROOT = Path(__file__).resolve().parents[2]


def command(project: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "build_tools", "--project", str(project), "build", *more]


def in_terminal(arguments: list[str], cache: Path) -> str:
    """What a command says in a terminal."""
    here, there = pty.openpty()
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache), "TERM": "xterm"}
    with subprocess.Popen(arguments, cwd=ROOT, stdout=there, stderr=there, env=environment) as work:
        os.close(there)
        said = b""
        try:
            while data := os.read(here, 65536):
                said += data
        except OSError:  # the terminal's other end is closed: all is said
            pass
    os.close(here)
    assert work.returncode == 0, said
    return said.decode()


def test_a_terminal_shows_a_bar_that_fills(copy_project: Path, tmp_path: Path) -> None:
    said = in_terminal(command(copy_project, "--cold"), tmp_path / "cache")
    bars = re.findall(r"pages[^\r\n]*? \[([#.]{30})\] +(\d+)%", said)
    parts = [int(part) for _, part in bars]
    assert len(parts) >= 2
    assert parts == sorted(parts)
    assert parts[-1] == 100
    assert re.search(r"\d/s", said), "no rate"


def test_without_a_terminal_there_is_no_bar(copy_project: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache")}
    done = subprocess.run(command(copy_project, "--cold"), cwd=ROOT, env=environment,
                          capture_output=True, text=True, check=True)  # fmt: skip
    assert "\r" not in done.stderr + done.stdout
    assert "[#" not in done.stderr
    assert "records" in done.stdout


def test_quiet_says_nothing_even_in_a_terminal(copy_project: Path, tmp_path: Path) -> None:
    assert in_terminal(command(copy_project, "--quiet"), tmp_path / "cache") == ""


def test_timings_are_a_table_of_the_stages(copy_project: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache")}
    done = subprocess.run(command(copy_project, "--quiet", "--timings"), cwd=ROOT, env=environment,
                          capture_output=True, text=True, check=True)  # fmt: skip
    rows = [line.split("  ")[0] for line in done.stdout.splitlines()]
    for stage in ("stage", "read", "check", "link", "shell", "search", "pages", "tables", "data",
                  "manifest", "together", "by the clock"):  # fmt: skip
        assert stage in rows


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(progress, "time", made)
    return made


def tell_for(seconds: int, clock: Clock, tell: Callable[[str, int, int], None]) -> None:
    for second in range(seconds + 1):
        clock.now = float(second)
        tell("pages", second, seconds)


def test_a_bar_says_stage_rate_and_time_left(
    clock: Clock, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    tell = progress.stages()
    assert tell is not None
    tell("pages", 0, 6000)
    clock.now = 10.0
    tell("pages", 1000, 6000)
    last = capsys.readouterr().err.split("\r")[-1]
    assert last.startswith("pages [#####")
    assert "17%" in last
    assert "100/s" in last
    assert "50 s left" in last


def test_lines_come_now_and_then(clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    tell = progress.stages()
    assert tell is not None
    tell_for(60, clock, tell)
    assert capsys.readouterr().err.splitlines() == [
        f"pages: {part}%" for part in (17, 33, 50, 67, 83)
    ]


def test_quiet_has_nothing_to_call() -> None:
    assert progress.stages(quiet=True) is None
