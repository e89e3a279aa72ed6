"""`mkdocs build` makes the same site as `docket build`; errors in records stop it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path


def mkdocs(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mkdocs", "build", *arguments]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)


def test_mkdocs_build_makes_the_same_site(project: Path, site: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    done = mkdocs(project, "--site-dir", str(out))
    assert done.returncode == 0, done.stderr
    files = {file.relative_to(site): file for file in site.rglob("*") if file.is_file()}
    assert {file.relative_to(out) for file in out.rglob("*") if file.is_file()} == set(files)
    for path, file in files.items():
        assert (out / path).read_bytes() == file.read_bytes(), path


def test_mkdocs_build_stops_at_errors_without_a_traceback(project: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(project, copy)
    (copy / "content/cases/aq/bad.md").write_text("---\ntitle: x\n---\n")
    done = mkdocs(copy)
    assert done.returncode != 0
    assert "content/cases/aq/bad.md:2:1: country: the field is required" in done.stderr
    assert "Traceback" not in done.stderr
