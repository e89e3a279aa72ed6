"""Sticks, archives, ZIMs and parts: the same bytes every time, within what their readers allow."""

from __future__ import annotations

import gzip
import hashlib
import io
import re
import shutil
import struct
import subprocess
import tarfile
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from libzim.reader import Archive
from libzim.search import Query, Searcher
from site_links import broken_links, read_site

from build_tools.command import main
from build_tools.corpus.corpus import Corpus
from build_tools.manifest.seal import verify
from build_tools.packing.archive import pack_archives, write_gzip
from build_tools.packing.fat import entries_of_folders, faults, room
from build_tools.packing.md4 import md4
from build_tools.packing.members import Member, PackingError
from build_tools.packing.metadata import Book, cut, iso_639_3, metadata
from build_tools.packing.metadata import faults as metadata_faults
from build_tools.packing.stick import pack_stick
from build_tools.packing.subset import Choice, part_of
from build_tools.packing.zim import pack_zim
from build_tools.packing.zsync import rolling_sum

BOOK = Book("Cybercrime Repository", "repository_en_all", "2026-11-24")


def member(path: str, size: int = 1) -> Member:
    return Member(path, Path(path), size)


@pytest.mark.parametrize(
    ("path", "said"),
    [("a/con.html", "device"), ("a/x:y", "character"), ("a/end.", "drops"), ("a" * 201, "at most 200"),
     ("lpt1", "device")],
)  # fmt: skip
def test_names_that_a_stick_cannot_hold(path: str, said: str) -> None:
    assert said in next(faults([member(path)]))


def test_names_that_differ_in_case_only() -> None:
    assert "does not tell case" in next(faults([member("a/X.html"), member("A/x.html")]))


def test_a_full_folder_and_a_large_file() -> None:
    many = [member(f"a/name-of-a-record-{number}.html") for number in range(22_000)]
    assert "entries of a FAT32 folder" in next(faults(many))
    assert "4 GiB" in next(faults([member("a", 2**32)]))


def test_room_counts_whole_clusters_and_folders() -> None:
    assert entries_of_folders([member("a/records.sqlite")]) == {"": 2, "a": 3}
    assert room([member("a/records.sqlite", 32_769)]) == 4 * 32_768


def test_a_stick_is_the_site_and_can_be_verified(site: Path, tmp_path: Path) -> None:
    packed = pack_stick(site, tmp_path / "stick")
    assert packed.files == sum(each.is_file() for each in site.rglob("*"))
    assert verify(tmp_path / "stick") == []
    subprocess.run(["sha256sum", "--quiet", "-c", "SHA256SUMS"], cwd=tmp_path / "stick", check=True)


def test_a_folder_that_holds_something_else_is_left_alone(site: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(PackingError, match="something else"):
        pack_stick(site, tmp_path)
    assert (tmp_path / "mine.txt").read_text() == "mine"


def test_two_zips_are_the_same_and_hold_the_site(site: Path, tmp_path: Path) -> None:
    for name in ("a.zip", "b.zip"):
        pack_stick(site, tmp_path / name)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert archive.testzip() is None
        assert archive.read("index.html") == (site / "index.html").read_bytes()


def test_md4_is_that_of_the_standard() -> None:
    assert md4(b"").hex() == "31d6cfe0d16ae931b73c59d7e0c089c0"
    assert md4(b"abc").hex() == "a448017aaf21d8525fc10ae87aa6729d"
    assert md4(b"1234567890" * 8).hex() == "e33b4ddc9c38f2199c3e7b164fcc0536"


def test_equal_pieces_give_equal_bytes_wherever_they_stand() -> None:
    def compressed(*pieces: bytes) -> bytes:
        out = io.BytesIO()
        write_gzip(pieces, out)
        assert gzip.decompress(out.getvalue()) == b"".join(pieces)
        return out.getvalue()

    tail = bytes(range(256)) * 40
    one, other = compressed(b"first" * 99, tail), compressed(b"second" * 77, tail)
    common = compressed(tail)[10:-12]
    assert common in one
    assert common in other


def unpacked(archive: Path, out: Path) -> Path:
    with tarfile.open(archive) as tar:
        tar.extractall(out, filter="data")
    return out / "cybercrime-repository"


def test_two_archives_are_the_site(site: Path, tmp_path: Path) -> None:
    pack_archives(site, tmp_path / "site.tar.gz")
    out = unpacked(tmp_path / "site.tar.gz", tmp_path / "out")
    assert (out / "search.html").exists()
    assert not (out / "data").exists()
    unpacked(tmp_path / "site-data.tar.gz", tmp_path / "out")
    assert verify(out) == []
    assert {each.relative_to(out) for each in out.rglob("*")} == {
        each.relative_to(site) for each in site.rglob("*")
    }


def test_the_archives_and_their_control_files(site: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        pack_archives(site, tmp_path / name / "site.tar.gz")
    names = ("site.tar.gz", "site.tar.gz.zsync", "site-data.tar.gz", "site-data.tar.gz.zsync")
    for name in names:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
    archive = tmp_path / "one/site.tar.gz"
    head, _, sums = (tmp_path / "one/site.tar.gz.zsync").read_bytes().partition(b"\n\n")
    said = dict(line.split(": ", 1) for line in head.decode().splitlines())
    data = archive.read_bytes()
    assert said["SHA-1"] == hashlib.sha1(data).hexdigest()
    _, rolling, strong = map(int, said["Hash-Lengths"].split(","))
    blocks = -(-len(data) // int(said["Blocksize"]))
    assert len(sums) == blocks * (rolling + strong)
    assert sums[:rolling] == rolling_sum(data[:512])[-rolling:]
    assert struct.unpack(">HH", rolling_sum(b"\x01\x02")) == (3, 4)


def test_the_metadata_keep_the_rules() -> None:
    assert metadata(BOOK)["Language"] == "eng"
    assert iso_639_3("zh-Hans") == "zho"
    assert cut("A very long name of a repository of law", 30) == "A very long name of a"
    good = metadata(BOOK)
    for name, value in (("Title", "x" * 31), ("Description", "x" * 81), ("Language", "en"),
                        ("Date", "24.11.2026"), ("Name", ""), ("Counter", "1")):  # fmt: skip
        assert list(metadata_faults({**good, name: value})), name


@pytest.fixture(scope="module")
def zim(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("zim") / "book.zim"
    pack_zim(site, out, BOOK)
    return out


def test_a_zim_is_the_same_every_time(zim: Path, site: Path, tmp_path: Path) -> None:
    pack_zim(site, tmp_path / "again.zim", BOOK)
    assert (tmp_path / "again.zim").read_bytes() == zim.read_bytes()


def test_zimcheck_passes(zim: Path) -> None:
    checked = subprocess.run(["zimcheck", "-A", str(zim)], capture_output=True, text=True)
    assert "Overall Test Status: Pass" in checked.stdout, checked.stdout


def test_kiwix_own_search_finds_what_is_inside(zim: Path) -> None:
    archive = Archive(zim)
    assert archive.check()
    assert archive.main_entry.get_item().path == "index.html"
    found = Searcher(archive).search(Query().set_query("password colleague"))
    paths = list(found.getResults(0, 5))
    assert "cases/aq/station-authority-v-fram-2021.html" in paths


def test_every_link_in_a_zim_leads_to_something_inside(zim: Path, site: Path) -> None:
    archive = Archive(zim)
    inside = {path for path in read_site(site) if archive.has_entry_by_path(path)}
    missing = {"404.html", "START.html"}
    assert set(read_site(site)) - inside == missing
    assert list(broken_links(site, read_site(site))) == []


def test_a_part_has_no_broken_link_and_says_that_it_is_one(project: Path, tmp_path: Path) -> None:
    out = tmp_path / "part"
    arguments = [
        "--project",
        str(project),
        "export",
        "stick",
        str(out),
        "--region",
        "aq",
        "--quiet",
    ]
    assert main(arguments) == 0
    pages = read_site(out)
    assert list(broken_links(out, pages)) == []
    assert "cases/aq/station-authority-v-fram-2021.html" in pages
    assert not any(path.startswith("cases/bv/") for path in pages)
    home = (out / "index.html").read_text(encoding="utf-8")
    said = re.sub(r"</?(?:bdi|span)>", "", " ".join(home.split()))
    assert "This copy holds a part of the repository: Antarctica." in said
    assert verify(out) == []


def test_parts_by_kind_and_language_and_their_faults(corpus: Corpus) -> None:
    kinds = {entry.kind.name for entry in part_of(corpus, Choice(kinds=frozenset({"law"}))).entries}
    assert kinds == {"law", "vocabulary"}
    with pytest.raises(PackingError, match="no country or region 'xx'"):
        part_of(corpus, Choice(regions=frozenset({"xx"})))
    assert replace(Choice(), kinds=frozenset({"law", "case"})).slug == "case-law"


@pytest.mark.skipif(shutil.which("zsync") is None, reason="zsync is not installed")
def test_debians_zsync_reads_the_control_file(site: Path, tmp_path: Path) -> None:
    """The whole archive is at hand as a seed, so that nothing needs to be fetched."""
    pack_archives(site, tmp_path / "site.tar.gz")
    (tmp_path / "new").mkdir()
    done = subprocess.run(
        ["zsync", "-q", "-i", str(tmp_path / "site.tar.gz"), "-o", "copy.tar.gz",
         str(tmp_path / "site.tar.gz.zsync")],
        cwd=tmp_path / "new", capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "new/copy.tar.gz").read_bytes() == (tmp_path / "site.tar.gz").read_bytes()
