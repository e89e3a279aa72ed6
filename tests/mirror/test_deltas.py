"""Deltas: one small file in place of many, held against the edition like anything fetched."""

from __future__ import annotations

import json
import random
import shutil
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.mirror.servers import served
from build_tools.command import main
from build_tools.manifest import names
from build_tools.manifest.bits import gathered, spread
from build_tools.manifest.delta_making import make_delta
from build_tools.manifest.deltas import apply_delta
from build_tools.manifest.lists import ManifestError
from tests.mirror.conftest import Site, state


class Renewed:
    """A copy of a site's first edition, the site gone on to the second with a delta to it."""

    def __init__(self, site: Site, folder: Path) -> None:
        self.site, self.copy, self.old = site, folder / "copy", folder / "old"
        assert main(["mirror", str(site.folder), str(self.copy), "--quiet"]) == 0
        shutil.copytree(site.folder, self.old)
        site.next()
        assert main(["delta", str(self.old), "--site", str(site.folder), "--quiet"]) == 0
        (self.delta,) = (site.folder / names.DELTAS).iterdir()

    def bring(self) -> list[str]:
        """Bring the copy up to date; what was asked for."""
        with served(self.site.folder) as server:
            assert main(["mirror", server.address, str(self.copy)]) == 0
        assert (
            state(self.copy).items()
            >= {
                path: digest
                for path, digest in state(self.site.folder).items()
                if not path.startswith(names.DELTAS)
            }.items()
        )
        assert main(["verify", str(self.copy), "--quiet"]) == 0
        return server.asked


@pytest.fixture
def renewed(site: Site, tmp_path: Path) -> Renewed:
    return Renewed(site, tmp_path)


def test_a_copy_is_renewed_by_one_file(
    renewed: Renewed, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = renewed.bring()
    assert sorted(asked) == sorted(
        [
            names.EDITION,
            names.SIGNATURE,
            names.SUMS_SIGNATURE,
            f"{names.DELTAS}/{renewed.delta.name}",
        ]
    )
    assert renewed.delta.stat().st_size < 1500
    assert state(renewed.copy) == state(renewed.site.folder)
    assert "0 files fetched, 3 made of their differences, 1 gone" in capsys.readouterr().out


def test_a_copy_hands_its_delta_on(renewed: Renewed, tmp_path: Path) -> None:
    shutil.copytree(renewed.old, tmp_path / "other")
    renewed.bring()
    with served(renewed.copy) as server:
        assert main(["mirror", server.address, str(tmp_path / "other"), "--quiet"]) == 0
    assert len(server.asked) == 4
    assert state(tmp_path / "other") == state(renewed.copy)


def test_without_a_delta_from_its_edition_a_copy_compares_the_lists(renewed: Renewed) -> None:
    renewed.delta.unlink()
    assert any(path.startswith(names.LISTS) for path in renewed.bring())


def test_a_delta_to_another_edition_is_not_used(renewed: Renewed) -> None:
    delta = renewed.delta.read_bytes()
    (renewed.site.folder / "index.html").write_text("<p>a third edition</p>")
    renewed.site.seal(3)
    renewed.delta.parent.mkdir()
    renewed.delta.write_bytes(delta)
    assert any(path.startswith(names.LISTS) for path in renewed.bring())


@pytest.mark.parametrize("seed", range(30))
def test_a_damaged_delta_does_no_harm(renewed: Renewed, seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(renewed.delta.read_bytes())
    for _ in range(seed % 5 + 1):
        match chance.randrange(3):
            case 0:
                data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
            case 1:
                del data[chance.randrange(len(data)) :]
            case _:
                at = chance.randrange(len(data) + 1)
                data[at:at] = chance.randbytes(5)
        data = data or bytearray(b"x")
    renewed.delta.write_bytes(data)
    renewed.bring()


def test_a_damaged_copy_is_mended_beside_the_delta(renewed: Renewed) -> None:
    (renewed.copy / "cases/us/case-1.html").write_text("spoiled")
    (renewed.copy / "index.html").write_text("spoiled")
    csv = renewed.copy / "data/cases.csv"
    csv.write_bytes(csv.read_bytes().replace(b"1,", b"2,", 50))
    renewed.bring()


def test_a_copy_that_is_mended_keeps_its_delta(renewed: Renewed) -> None:
    renewed.bring()
    (renewed.copy / "index.html").write_text("spoiled")
    renewed.bring()
    assert state(renewed.copy) == state(renewed.site.folder)


def test_a_delta_has_nothing_of_what_is_gone(site: Site, tmp_path: Path) -> None:
    secret = "mallory-qzx"
    page = site.folder / f"cases/us/{secret}.html"
    page.write_text(secret * 3)
    (site.folder / "index.html").write_text(f"<p>hello {secret}</p>")
    site.seal(2)
    shutil.copytree(site.folder, tmp_path / "old")
    page.unlink()
    (site.folder / "index.html").write_text("<p>hello</p>")
    site.seal(3)
    delta = make_delta(tmp_path / "old", site.folder)
    start = delta.index(b"\n") + 1
    index = zlib.decompressobj(-15).decompress(delta[start:])
    assert b"index.html" in index
    for part in (delta, index):
        assert b"mallory" not in part


def head(**given: object) -> bytes:
    fields = {"format": 1, "from": "0" * 64, "to": "1" * 64, "index": 0, **given}
    return json.dumps(fields).encode() + b"\n"


def delta_of(index: str, bodies: bytes = b"") -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(index.encode()) + packer.flush()
    return head(index=len(packed)) + packed + bodies


def packed(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


BOMB = packed(b"\0" * 10_000_000)


@pytest.mark.parametrize(
    "delta",
    [
        b"",
        b"\n",
        b"[]\n",
        head(format=2),
        head(index=7),
        head(index=-1),
        head(index=10**30),
        head(**{"from": "x"}),
        b'{"a":' * 5000 + b"\n",
        delta_of("f ../up\nz 0 1 3\n", packed(b"x")),
        delta_of("f /etc/x\nz 0 1 3\n", packed(b"x")),
        delta_of("f manifest/edition.json\nz 0 1 3\n", packed(b"x")),
        delta_of("f SHA256SUMS\n"),
        delta_of("o ../up\nf a.html\nc 0 1\n"),
        delta_of("f CON\n"),
        delta_of("c 0 1\n"),
        delta_of("r a\n"),
        delta_of("h 0 1 a.html\n"),
        delta_of("f a.html\nc 0 1\n"),
        delta_of("o old.txt\nf a.html\nc 5 100\n"),
        delta_of("o none.txt\nf a.html\nc 0 1\n"),
        delta_of("f a.html\nz 0 -1 3\n"),
        delta_of("f a.html\nz 0 2 3\n", packed(b"x")),
        delta_of(f"f a.html\nz 0 1000 {len(BOMB)}\n", BOMB),
        delta_of(f"f a.html\nz 0 10000000 {len(BOMB)}\n", BOMB),
        delta_of("x y\n"),
        delta_of("f a.html\nb 3 5\n", packed(b"\x000\x01")),
        delta_of(f"f a.html\nb 10000000 {len(BOMB)}\n", BOMB),
        delta_of("e none.txt\nz 0 1 3\n", packed(b"x")),
    ],
)
def test_a_hostile_delta_is_refused(delta: bytes) -> None:
    old = {"old.txt": b"0123456789"}
    written: list[str] = []

    def read(path: str) -> bytes:
        if path not in old:
            raise FileNotFoundError(path)
        return old[path]

    with pytest.raises(ManifestError):
        apply_delta(delta, read, lambda path, data: written.append(path), 1_000_000)
    assert not written


@given(st.binary() | st.from_regex(rb"[A-Za-z0-9+/ =]{0,90}", fullmatch=True))
def test_bits_are_gathered_again(text: bytes) -> None:
    bits = spread(text)
    if bits is not None:
        assert gathered(bits) == text


TEXTS = st.dictionaries(
    st.sampled_from(["a.html", "b.html", "c/d.html", "c/e.html", "big.csv"]),
    st.tuples(st.integers(0, 3), st.integers(0, 3000)),
)


@settings(max_examples=60, deadline=None)
@given(TEXTS, TEXTS)
def test_any_two_states(
    tmp_path_factory: pytest.TempPathFactory,
    old: dict[str, tuple[int, int]],
    new: dict[str, tuple[int, int]],
) -> None:
    from build_tools.manifest.edition import Edition
    from build_tools.manifest.seal import seal

    def made(serial: int, files: dict[str, tuple[int, int]]) -> Path:
        folder = tmp_path_factory.mktemp("state")
        for path, (seed, lines) in files.items():
            chance = random.Random(seed)
            (folder / path).parent.mkdir(exist_ok=True)
            text = "".join(f"{n} {chance.random()}\n" for n in range(lines))
            (folder / path).write_text(text)
        seal(folder, Edition(serial=serial, date="2026-11-24"))
        return folder

    one, other = made(1, old), made(2, new)
    delta = make_delta(one, other)
    result = {path: (one / path).read_bytes() for path in old if path in new}
    apply_delta(delta, lambda path: (one / path).read_bytes(), result.__setitem__, 10**9)
    assert result == {path: (other / path).read_bytes() for path in new}
    shutil.rmtree(one)
    shutil.rmtree(other)
