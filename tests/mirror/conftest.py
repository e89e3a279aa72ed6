from __future__ import annotations

import hashlib
import random
import shutil
from pathlib import Path

import pytest

from build_tools.manifest import signing
from build_tools.manifest.edition import Edition
from build_tools.manifest.seal import seal


def fill(folder: Path, pages: int = 300) -> None:
    """A small site: pages in folders, one of them crowded, and a big file of lines."""
    for number in range(pages):
        page = folder / "cases" / ("us" if number % 3 else "gb") / f"case-{number}.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(f"<p>{number}</p>" * (number % 40 + 1))
    (folder / "data").mkdir(exist_ok=True)
    chance = random.Random(7)
    lines = [f"{n},{chance.randbytes(60).hex()}\n" for n in range(6000)]
    (folder / "data/cases.csv").write_text("".join(lines))
    (folder / "index.html").write_text("<p>hello</p>")


def change(folder: Path) -> None:
    """The next state: one page new, one changed, one gone, one line more in the big file."""
    (folder / "cases/us/new-case.html").write_text("<p>new</p>")
    (folder / "cases/us/case-1.html").write_text("<p>changed</p>")
    (folder / "cases/us/case-2.html").unlink()
    file = folder / "data/cases.csv"
    lines = file.read_text().splitlines(keepends=True)
    lines.insert(2000, "new,line\n")
    file.write_text("".join(lines))


class Site:
    """A site with two editions, signed or not."""

    def __init__(self, folder: Path, key: Path | None) -> None:
        self.folder, self.key = folder, key
        fill(folder)
        self.seal(1)

    def seal(self, serial: int, **fields: object) -> Edition:
        shutil.rmtree(self.folder / "manifest", ignore_errors=True)
        keys = (signing.public_key(self.key),) if self.key else ()
        given = {"date": f"2026-11-{serial:02}", "keys": keys, **fields}
        sign = signing.signer(self.key) if self.key else None
        return seal(self.folder, Edition(serial=serial, **given), sign=sign)  # type: ignore[arg-type]

    def next(self, serial: int = 2) -> None:
        change(self.folder)
        self.seal(serial)


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("keys")
    for name in ("ours", "theirs"):
        signing.new_key(folder / name, name)
    return folder / "ours", folder / "theirs"


@pytest.fixture
def site(tmp_path: Path, keys: tuple[Path, Path]) -> Site:
    return Site(tmp_path / "site", keys[0])


@pytest.fixture
def unsigned(tmp_path: Path) -> Site:
    return Site(tmp_path / "unsigned", None)


def state(folder: Path) -> dict[str, str]:
    """Every file below a folder with its hash."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
