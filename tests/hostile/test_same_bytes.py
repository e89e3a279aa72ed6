"""The same records give the same bytes, whatever the folder, machine, place and time."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hostile.test_faults import tree

ROOT = Path(__file__).resolve().parents[2]
RUN = """
import sys, time, os, datetime
shift = {shift}
real = time.time
time.time = lambda: real() + shift
os.umask({umask})
if {one}:
    os.sched_setaffinity(0, [min(os.sched_getaffinity(0))])
from build_tools.command import main
sys.exit(main(["--project", {project!r}, "build", "--quiet"]))
"""
RUNS = {
    "plain": {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0"},
    "far": {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "4711", "LANG": "tr_TR.UTF-8"},
    "later": {"TZ": "America/Anchorage", "LC_ALL": "POSIX", "PYTHONHASHSEED": "99", "LANGUAGE": "ar"},
}  # fmt: skip
SHIFT = {"plain": 0, "far": 86_400 * 45, "later": 3_600 * 13}


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="only Linux can bind a process")
def test_the_same_records_give_the_same_bytes(project: Path, tmp_path: Path) -> None:
    trees = {}
    for number, (name, settings) in enumerate(RUNS.items()):
        folder = tmp_path / ("a" if number == 0 else f"somewhere else {number}/ünder") / "project"
        shutil.copytree(project, folder, ignore=shutil.ignore_patterns("site", ".docket-*"))
        if number == 2:  # as a file system that gives names in another order, with other times
            for path in sorted(folder.rglob("*.*"), reverse=True):
                os.utime(path, (1_000_000_000, 1_000_000_000))
        code = RUN.format(
            shift=SHIFT[name],
            umask=(0o022, 0o077, 0o002)[number],
            one=number == 1,
            project=str(folder),
        )
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT if number else tmp_path, check=False, capture_output=True, text=True,
            env={"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PYTHONPATH": str(ROOT), **settings},
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        trees[name] = tree(folder / "site")
    assert len(trees["plain"]) > 200
    for name in RUNS:
        assert trees[name] == trees["plain"], name
