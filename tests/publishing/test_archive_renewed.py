"""What Debian's zsync fetches of a renewed archive from Debian's nginx."""

from __future__ import annotations

import random
import shutil
import subprocess
from pathlib import Path

import pytest
from publishing.nginx import bytes_sent, nginx, program

from build_tools.packing.archive import pack_archives

pytestmark = pytest.mark.skipif(
    program() is None or shutil.which("zsync") is None, reason="nginx or zsync is not installed"
)
PAGES = 2000
WORDS = [f"{a}{b}{c}" for a in ("ac", "be", "co", "di", "ex") for b in ("ce", "du", "mi", "no")
         for c in ("ss", "ral", "tion", "ment", "ly")]  # fmt: skip


def page(number: int) -> str:
    """A page of some 3 kB that is like no other."""
    some = random.Random(number)
    text = " ".join(some.choices(WORDS, k=400)) + f" {some.getrandbits(512):x}"
    return f"<!doctype html><title>{number}</title><h1>{number}</h1><p>{text}</p>\n"


def fabricate(folder: Path, edited: int | None = None, more: int = 0) -> Path:
    for number in range(PAGES + more):
        file = folder / f"cases/c{number % 40:02}/case-{number:04}.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        text = page(number)
        file.write_text(text.replace("<p>", "<p>Amended: ") if number == edited else text)
    (folder / "index.html").write_text("<!doctype html><title>Home</title>")
    return folder


def test_one_changed_and_one_new_page_of_2000_cost_tens_of_kilobytes(tmp_path: Path) -> None:
    for name in ("old", "new", "work", "got"):
        (tmp_path / name).mkdir()
    pack_archives(fabricate(tmp_path / "a"), tmp_path / "old/site.tar.gz")
    pack_archives(fabricate(tmp_path / "b", 777, 1), tmp_path / "new/site.tar.gz")
    whole = (tmp_path / "new/site.tar.gz").stat().st_size
    with nginx(tmp_path / "new", tmp_path / "work") as root:
        done = subprocess.run(
            ["zsync", "-q", "-i", str(tmp_path / "old/site.tar.gz"), f"{root}site.tar.gz.zsync"],
            cwd=tmp_path / "got", capture_output=True, text=True, timeout=120,
            env={"PATH": "/usr/bin:/bin", "no_proxy": "127.0.0.1"},
        )  # fmt: skip
    assert done.returncode == 0, done.stderr
    got = (tmp_path / "got/site.tar.gz").read_bytes()
    assert got == (tmp_path / "new/site.tar.gz").read_bytes()
    assert bytes_sent(tmp_path / "work") <= min(60_000, whole / 20)
