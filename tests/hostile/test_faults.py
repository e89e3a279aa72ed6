"""Killed, without disk, memory or file handles, or twice at once: what was there stays whole."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from build_tools import publish
from build_tools.command import main
from build_tools.locking import InUseError, locked
from build_tools.rules.check import check

KILLS = int(os.environ.get("DOCKET_KILLS", "12"))
"""Of the build, and as many of the import: DOCKET_KILLS=50 for the hundred in all."""
HEADER = "Title,Date,Url\n"
MAPPING = """\
id: {template: "{title}"}
fields:
  title: Title
  country: {constant: aq}
  court: {constant: First Court of the Stations}
  date: Date
  sources[0].title: {constant: Judgment}
  sources[0].url: Url
  sources[0].kind: {constant: judgment}
"""


def tree(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def docket(project: Path, *arguments: str, before: str = "pass") -> subprocess.Popen[str]:
    """The command in a process of its own; before: what is done there once Python has started."""
    code = f"import resource, sys; from build_tools.command import main; {before}; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", code, "--project", str(project), *arguments]
    home = {
        **os.environ,
        "XDG_CACHE_HOME": str(project.parent / "cache"),
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=home, start_new_session=True)  # fmt: skip


def hidden(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith(".docket-")]


@pytest.fixture
def small(project: Path, tmp_path: Path) -> Path:
    """A project of its own that has a site."""
    folder = tmp_path / "project"
    shutil.copytree(project, folder, ignore=shutil.ignore_patterns("site", ".docket-*"))
    assert main(["--project", str(folder), "build", "--quiet"]) == 0
    return folder


def end(process: subprocess.Popen[str]) -> None:
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def test_a_killed_build_leaves_the_old_site(small: Path) -> None:
    """Killed at random moments, most of them in the writing, and once more to its end."""
    whole = tree(small / "site")
    started = time.monotonic()
    process = docket(small, "build", "--quiet")
    process.communicate()
    took = time.monotonic() - started
    chance = random.Random(9)
    for _ in range(KILLS):
        process = docket(small, "build", "--quiet")
        time.sleep(chance.uniform(0.2, 1.0) * took)
        end(process)
        assert tree(small / "site") == whole
        assert len(hidden(small)) <= 2, (
            "a lock and one folder: the next build clears the one before"
        )
    assert main(["--project", str(small), "build", "--quiet"]) == 0
    assert tree(small / "site") == whole
    assert hidden(small) == []


def test_a_killed_import_leaves_no_half_record(small: Path) -> None:
    rows = "".join(
        f"Station v Person{number},2020-01-{number % 28 + 1:02},https://example.org/{number}\n"
        for number in range(400)
    )
    (small / "rows.csv").write_text(HEADER + rows)
    (small / "map.yml").write_text(MAPPING)
    arguments = (
        "import",
        str(small / "rows.csv"),
        "--kind",
        "case",
        "--mapping",
        str(small / "map.yml"),
        "--quiet",
    )
    before = {path: path.read_bytes() for path in (small / "content").rglob("*.*")}
    chance = random.Random(9)
    started = time.monotonic()
    process = docket(small, *arguments, "--dry-run")
    said, _ = process.communicate()
    took = time.monotonic() - started
    assert process.returncode == 0, said
    texts: dict[Path, bytes] = {}
    for number in range(KILLS):
        process = docket(small, *arguments)
        time.sleep(chance.uniform(0.3, 1.1) * took)
        end(process)
        for path in (small / "content/cases/aq").glob("station-v-person*.md"):
            text = path.read_bytes()
            assert text.endswith(b"\n")
            assert b"sources:" in text
            assert texts.setdefault(path, text) == text
        if number % 6 == 5:
            for path in texts:
                path.unlink(missing_ok=True)
    process = docket(small, *arguments)
    said, _ = process.communicate()
    assert process.returncode == 0, said
    assert len(list((small / "content/cases/aq").glob("station-v-person*.md"))) == 400
    assert {path: path.read_bytes() for path in before} == before
    assert check(small / "content").publishable
    assert [path for path in (small / "content").rglob(".*") if path.is_file()] == []


@pytest.mark.parametrize(
    ("kind", "values"),
    [("RLIMIT_FSIZE", [0, 3_000, 20_000, 60_000]), ("RLIMIT_NOFILE", [4, 6, 8, 12]), ("RLIMIT_AS", [20 << 20, 40 << 20, 60 << 20])],
)  # fmt: skip
def test_a_machine_at_its_limits_leaves_the_old_site(
    small: Path, kind: str, values: list[int]
) -> None:
    whole = tree(small / "site")
    failed = 0
    for value in values:
        process = docket(
            small,
            "build",
            "--quiet",
            before=f"resource.setrlimit(resource.{kind}, ({value}, {value}))",
        )
        said, _ = process.communicate(timeout=60)
        assert tree(small / "site") == whole, value
        assert process.returncode != 1, said
        if process.returncode == 2:
            failed += 1
            assert "docket: " in said
            assert "Traceback" not in said, (value, said)
    assert failed, "no limit was low enough"
    assert main(["--project", str(small), "build", "--quiet"]) == 0
    assert hidden(small) == []


def test_a_full_disk_at_any_write_leaves_the_old_site(
    small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = tree(small / "site")
    real = os.write
    for chosen in (1, 2, 5, 40, 150):
        left = chosen

        def write(file: int, data: bytes) -> int:
            nonlocal left
            left -= 1
            if left <= 0:
                raise OSError(28, "No space left on device")
            return real(file, data)

        with monkeypatch.context() as patch:
            patch.setattr(publish.os, "write", write)
            assert main(["--project", str(small), "build", "--quiet"]) == 2
        said = capsys.readouterr().err
        assert "No space left on device" in said
        assert "the old site, if there is one, is as it was" in said
        assert tree(small / "site") == whole
        assert hidden(small) == []


def test_two_builds_at_once(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole = tree(small / "site")
    with locked(small / "site"):
        process = docket(small, "build", "--quiet")
        said, _ = process.communicate()
        assert process.returncode == 2
        assert "another docket is at work on" in said
        assert tree(small / "site") == whole
    assert hidden(small) == []
    processes = [docket(small, "build", "--quiet") for _ in range(3)]
    for process in processes:
        said, _ = process.communicate()
        assert process.returncode in (0, 2), said
    assert tree(small / "site") == whole
    assert hidden(small) == []


def test_a_stale_lock_is_no_lock(tmp_path: Path) -> None:
    (tmp_path / ".docket-site.lock").write_text("left by a killed build")
    with locked(tmp_path / "site"), pytest.raises(InUseError), locked(tmp_path / "site"):
        pass
    assert hidden(tmp_path) == []


def test_a_lock_is_no_way_out(tmp_path: Path) -> None:
    (tmp_path / "victim").write_text("mine")
    (tmp_path / ".docket-site.lock").symlink_to(tmp_path / "victim")
    with pytest.raises(OSError, match="symbolic"), locked(tmp_path / "site"):
        pass
    assert (tmp_path / "victim").read_text() == "mine"


@pytest.mark.parametrize("moved", [True, False])
def test_leftovers_are_cleared_and_nothing_else(tmp_path: Path, moved: bool) -> None:
    for name in (".docket-site-abcd1234", ".docket-site-mine", ".docket-other-abcd1234", "keep"):
        (tmp_path / name).mkdir()
    old = tmp_path / (".docket-site-abcd1234-old" if moved else "site")
    old.mkdir()
    (old / "index.html").write_text("old")
    with pytest.raises(KeyboardInterrupt), publish.staged(tmp_path / "site"):
        raise KeyboardInterrupt
    assert (tmp_path / "site/index.html").read_text() == "old"
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {".docket-site-mine", ".docket-other-abcd1234", "keep", "site"}


@pytest.fixture(autouse=True)
def quiet_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return
