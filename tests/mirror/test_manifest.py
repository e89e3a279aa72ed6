"""The manifest: small, exact, stable, and usable without us."""

from __future__ import annotations

import gzip
import shutil
import subprocess
from pathlib import Path

import pytest

from build_tools.manifest import names, signing
from build_tools.manifest.chunks import LARGEST, chunks_of
from build_tools.manifest.edition import Edition, read_edition
from build_tools.manifest.lists import Known, ManifestError, read_list
from build_tools.manifest.reading import read_tree
from build_tools.manifest.seal import Fault, edition_of, seal, verify
from build_tools.manifest.tree import Tree, make_tree
from build_tools.publish import Writer
from build_tools.values.disks import fault_of_name
from tests.mirror.conftest import Site, fill


def test_sha256sum_agrees(site: Site) -> None:
    command = ["sha256sum", "--check", "--strict", "--quiet", names.SUMS]
    subprocess.run(command, cwd=site.folder, check=True)
    listed = (site.folder / names.SUMS).read_text().splitlines()
    assert [line[66:] for line in listed] == sorted(line[66:] for line in listed)


def test_the_tree_lists_every_file_once(site: Site) -> None:
    edition = edition_of(site.folder)
    found = dict(read_tree(edition, lambda s: (site.folder / names.list_path(s)).read_bytes()))
    there = {
        path.relative_to(site.folder).as_posix(): path.stat().st_size
        for path in site.folder.rglob("*")
        if path.is_file() and path.relative_to(site.folder).parts[0] not in names.OUTSIDE
    }
    assert {path: file.content.size for path, file in found.items()} == there
    assert found["data/cases.csv"].chunks
    assert verify(site.folder) == []


def test_the_same_files_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "other"):
        fill(tmp_path / name)
        seal(tmp_path / name, Edition(serial=5, date="2026-11-24"))
    one = {p.relative_to(tmp_path / "one"): p.read_bytes() for p in (tmp_path / "one").rglob("*.*")}
    two = {
        p.relative_to(tmp_path / "other"): p.read_bytes() for p in (tmp_path / "other").rglob("*.*")
    }
    assert one == two


def test_hashes_noted_while_writing_are_used_and_never_stale(tmp_path: Path) -> None:
    writer = Writer(tmp_path)
    writer.write("a.html", b"a")
    writer.write("b.html", b"b")
    (tmp_path / "b.html").write_bytes(b"changed behind our back")
    known = {path: note for path, note in writer.files.items() if note is not None}
    seal(tmp_path, Edition(serial=1, date="2026-11-24"), known)
    assert verify(tmp_path) == []


def test_each_kind_of_damage_is_named(site: Site) -> None:
    (site.folder / "index.html").write_text("<p>hellO</p>")
    (site.folder / "cases/us/case-1.html").unlink()
    (site.folder / "stranger.html").write_text("")
    assert verify(site.folder) == [
        Fault("cases/us/case-1.html", "missing"),
        Fault("index.html", "changed"),
        Fault("stranger.html", "unknown"),
    ]
    shutil.copy(site.folder / "index.html", site.folder / names.SUMS)
    with pytest.raises(ManifestError, match="SHA256SUMS is not that of this edition"):
        verify(site.folder)


def _fake(count: int) -> dict[str, Known]:
    return {
        f"cases/us/case-{n}.{kind}": Known(f"{n * 7 + len(kind):064x}"[::-1], n)
        for n in range(count)
        for kind in ("html", "json", "ris")
    }


def _cost(before: Tree, after: Tree) -> int:
    return sum(
        len(gzip.compress(data)) for short, data in after.lists.items() if short not in before.lists
    )


def test_one_change_among_110_000_files_costs_a_few_kilobytes() -> None:
    files = _fake(37_000)
    before = make_tree(files, {})
    changed = files | {"cases/us/case-9000.html": Known("ab" * 32, 5)}
    assert _cost(before, make_tree(changed, {})) < 12_000
    added = files | {f"cases/us/fresh.{kind}": Known("cd" * 32, 5) for kind in ("html", "json")}
    assert _cost(before, make_tree(added, {})) < 12_000
    assert max(map(len, before.lists.values())) < 64 * 1024


def test_a_line_added_to_a_big_file_moves_few_chunks(site: Site) -> None:
    data = (site.folder / "data/cases.csv").read_bytes()
    before = chunks_of(data)
    at = data.index(b"\n", len(data) // 3) + 1
    after = chunks_of(data[:at] + b"one more line\n" + data[at:])
    assert sum(chunk.size for chunk in before) == len(data)
    fresh = set(after) - set(before)
    assert sum(chunk.size for chunk in fresh) < 2 * LARGEST


@pytest.mark.parametrize("data", [b"", b"\x00" * 400_000, b"a" * 300_000 + b"\n" * 10])
def test_chunks_cover_any_bytes(data: bytes) -> None:
    assert sum(chunk.size for chunk in chunks_of(data)) == len(data)


@pytest.mark.parametrize(
    "name",
    ["..", ".", "", "a/b", "a\\b", "c:", "con", "NUL.html", "com1.txt", "end.", "end ", " a",
     "a\nb", "a\x00b", "e\u0301", "\u202e", "x" * 256, "what?", "a*"],
)  # fmt: skip
def test_names_that_a_disk_would_not_hold_are_refused(name: str) -> None:
    assert fault_of_name(name)


@pytest.mark.parametrize(
    "text",
    ["f 0123456789 5 ../x\n", "f 0123456789 5 /etc/passwd\n", "f 01234 5 x\n",
     "f 0123456789 -5 x\n", "f 0123456789 05 x\n", "z 0123456789 5 x\n", "f 0123456789 5 x",
     "f 0123456789 5 b\nf 0123456789 5 a\n", "f 0123456789 5 a\nf 0123456789 5 a\n", "f\n",
     "d 0123456789 1 1 ..\n", "p 0123456789 \n", "\xff\n"],
)  # fmt: skip
def test_lists_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(ManifestError):
        read_list(text.encode("latin-1"), "the list")


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b'{"format": 2}', b"[" * 60_000, b"\xff"])
def test_editions_that_are_none_are_refused(data: bytes) -> None:
    with pytest.raises(ManifestError, match=r"edition\.json is no edition"):
        read_edition(data)


def test_a_link_in_a_site_is_not_sealed(tmp_path: Path) -> None:
    (tmp_path / "a.html").symlink_to("/etc/hostname")
    with pytest.raises(ManifestError, match="symbolic link"):
        seal(tmp_path, Edition(serial=1, date="2026-11-24"))


def test_a_signature_is_one_whole_file(site: Site) -> None:
    """The tool would take more; a copy would then not be its source byte for byte."""
    assert site.key is not None
    keys = signing.read_keys(signing.public_key(site.key))
    data = (site.folder / names.EDITION).read_bytes()
    signature = (site.folder / names.SIGNATURE).read_bytes()
    assert signing.check(data, signature, keys)
    for wrong in (signature[:-1], signature + b"\n", b"\n" + signature, signature * 2, b""):
        assert not signing.check(data, wrong, keys)
