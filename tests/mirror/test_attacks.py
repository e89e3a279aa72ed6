"""The attacks that The Update Framework lists, each against ``docket mirror``: nothing is shown."""

from __future__ import annotations

import datetime
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.mirror.servers import served
from build_tools.command import main
from build_tools.manifest import names, signing
from build_tools.manifest.edition import read_edition
from build_tools.manifest.lists import SHORT, ManifestError
from build_tools.manifest.tree import known_of
from build_tools.mirror import trust
from tests.mirror.conftest import Site, state


def run(source: str | Path, copy: Path, *options: str) -> int:
    return main(["mirror", str(source), str(copy), *options])


@pytest.fixture
def copy(site: Site, tmp_path: Path) -> Path:
    """A copy of the first edition; the site has gone on to the second."""
    assert run(site.folder, tmp_path / "copy") == 0
    site.next()
    return tmp_path / "copy"


Refused = Callable[..., None]


@pytest.fixture
def refused(site: Site, copy: Path, capsys: pytest.CaptureFixture[str]) -> Refused:
    """Holds that a run is refused with a clear line and changes nothing, from web and folder."""

    def check(line: str, status: int = 1) -> None:
        before = state(copy)
        with served(site.folder) as server:
            for source in (server.address, site.folder):
                capsys.readouterr()
                assert run(source, copy) == status
                assert line in capsys.readouterr().err.splitlines()[-1]
                assert state(copy) == before

    return check


@pytest.mark.parametrize(
    ("path", "near"), [("cases/us/case-1.html", b"changed"), ("data/cases.csv", b"new,line")]
)
def test_one_flipped_bit(site: Site, refused: Refused, path: str, near: bytes) -> None:
    data = bytearray((site.folder / path).read_bytes())
    data[data.index(near)] ^= 1
    (site.folder / path).write_bytes(data)
    refused(f"{path}: not the bytes that the manifest lists")


def test_a_swapped_file(site: Site, refused: Refused) -> None:
    shutil.copy(site.folder / "index.html", site.folder / "cases/us/new-case.html")
    refused("cases/us/new-case.html: ")


def test_a_missing_file(site: Site, refused: Refused) -> None:
    (site.folder / "cases/us/new-case.html").unlink()
    refused("cases/us/new-case.html: ", status=2)


def test_a_file_with_the_right_short_hash_only(site: Site, refused: Refused) -> None:
    """Arbitrary files by whoever finds a second content for ten digits: the whole hash tells."""
    honest = (site.folder / names.SUMS).read_bytes()
    edition = read_edition((site.folder / names.EDITION).read_bytes())
    (site.folder / "cases/us/case-1.html").write_text("<p>changeD</p>")
    signature = (site.folder / names.SIGNATURE).read_bytes()
    site.seal(2)
    forged = json.loads((site.folder / names.EDITION).read_bytes())
    forged["sums"] = {"sha256": edition.sums.digest, "size": edition.sums.size}
    data = json.dumps(forged).encode()
    (site.folder / names.EDITION).write_bytes(data)
    signing.signer(site.key)(site.folder / names.EDITION)  # type: ignore[arg-type]
    (site.folder / names.SUMS).write_bytes(honest)
    refused("cases/us/case-1.html: not the file of this edition")
    assert signature


def test_an_older_edition(site: Site, copy: Path, refused: Refused) -> None:
    assert run(site.folder, copy) == 0
    site.seal(1)
    refused("older than the copy's")
    assert run(site.folder, copy, "--allow-older") == 0
    assert state(copy) == state(site.folder)


def test_another_key(site: Site, keys: tuple[Path, Path], refused: Refused) -> None:
    site.key = keys[1]
    site.seal(2)
    refused("not signed by a key that is trusted here")


def test_a_signature_of_another_edition(site: Site, refused: Refused) -> None:
    old = (site.folder / names.SIGNATURE).read_bytes()
    site.seal(3)
    (site.folder / names.SIGNATURE).write_bytes(old)
    refused("not signed by a key that is trusted here")


def test_a_signature_taken_away(site: Site, refused: Refused) -> None:
    (site.folder / names.SIGNATURE).unlink()
    refused("has no signature")


def test_an_unsigned_edition_after_a_signed_one(site: Site, refused: Refused) -> None:
    site.key = None
    site.seal(3)
    refused("has no signature")


def test_without_the_tool_nothing_is_taken_unasked(
    site: Site, copy: Path, refused: Refused, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trust.signing, "can_check", lambda: False)
    refused("cannot be checked")
    assert run(site.folder, copy, "--unverified") == 0


def test_mixed_editions(site: Site, copy: Path, refused: Refused) -> None:
    """Pages of one edition under the manifest of another."""
    listed = site.folder.with_name("listed")
    shutil.copytree(site.folder / "manifest", listed)
    (site.folder / "cases/us/case-1.html").write_text("<p>from tomorrow</p>")
    site.seal(3)
    shutil.rmtree(site.folder / "manifest")
    shutil.copytree(listed, site.folder / "manifest")
    refused("cases/us/case-1.html: more than the 14 bytes that are listed")


def test_the_key_given_counts(site: Site, keys: tuple[Path, Path], tmp_path: Path) -> None:
    fresh = tmp_path / "fresh"
    assert run(site.folder, fresh, "--key", f"{keys[1]}.pub") == 1
    assert not fresh.exists()
    assert run(site.folder, fresh, "--key", f"{keys[0]}.pub") == 0
    assert main(["verify", str(fresh), "--key", f"{keys[0]}.pub"]) == 0
    assert main(["verify", str(fresh), "--key", f"{keys[1]}.pub"]) == 1


def test_a_key_hands_over_to_the_next(site: Site, copy: Path, keys: tuple[Path, Path]) -> None:
    both = tuple(signing.public_key(key) for key in keys)
    site.seal(2, keys=both)
    assert run(site.folder, copy) == 0
    site.key = keys[1]
    site.seal(3)
    assert run(site.folder, copy) == 0
    site.key = keys[0]
    site.seal(4)
    assert run(site.folder, copy) == 1


def test_an_expired_edition_warns_only(
    site: Site, copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    yesterday = (datetime.date.today() - datetime.timedelta(days=1)).isoformat()
    site.seal(3, expires=yesterday)
    assert run(site.folder, copy) == 0
    assert f"expired on {yesterday}" in capsys.readouterr().err


def test_an_unsigned_site_works_and_says_so(
    unsigned: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(unsigned.folder, tmp_path / "copy") == 0
    assert "not signed" in capsys.readouterr().err
    assert main(["verify", str(tmp_path / "copy")]) == 0
    assert "not signed" in capsys.readouterr().err


@pytest.mark.parametrize(
    "path", ["manifest/edition.json", "manifest/edition.json.sig", "cases/us/new-case.html"]
)
def test_endless_data(
    site: Site, copy: Path, path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = state(copy)
    with served(site.folder) as server:
        server.endless.add(path)
        assert run(server.address, copy) in (1, 2)
    assert "as it was" in capsys.readouterr().err
    assert state(copy) == before


HOSTILE = ("../escape.html", "/etc/x", "a/../../x", "C:x", "con.html", "a\\b", "manifest/x", "x ")


@pytest.mark.parametrize("path", HOSTILE)
def test_paths_that_lead_elsewhere(unsigned: Site, tmp_path: Path, path: str) -> None:
    """A list made by hand, with right hashes all the way: its names are still not followed."""
    lines = f"f {'0' * SHORT} 3 {path}\n".encode()
    if path.startswith("manifest/"):
        lines = f"d {'0' * SHORT} 1 3 manifest\n".encode()
    _put_list(unsigned, lines, files=1, size=3)
    before = state(tmp_path)
    assert run(unsigned.folder, tmp_path / "inner" / "copy") in (1, 2)
    after = {path: value for path, value in state(tmp_path).items() if ".docket" not in path}
    assert after == before


def test_more_than_the_edition_says(unsigned: Site, tmp_path: Path) -> None:
    edition = json.loads((unsigned.folder / names.EDITION).read_bytes())
    edition["files"] -= 1
    (unsigned.folder / names.EDITION).write_bytes(json.dumps(edition).encode())
    assert run(unsigned.folder, tmp_path / "copy") == 1
    assert not (tmp_path / "copy").exists()


def test_a_list_that_holds_itself_is_no_end(unsigned: Site, tmp_path: Path) -> None:
    """Its hash cannot be right, so it is not the list that was asked for."""
    _put_list(unsigned, f"d {'0' * SHORT} 1 1 x\n".encode(), files=1, size=1)
    (unsigned.folder / names.list_path("0" * SHORT)).write_bytes(b"")
    assert run(unsigned.folder, tmp_path / "copy") == 2
    assert not (tmp_path / "copy").exists()


def test_a_link_in_the_copy_is_not_written_through(site: Site, copy: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_bytes((copy / "index.html").read_bytes())
    (copy / "index.html").unlink()
    (copy / "index.html").symlink_to(outside)
    (site.folder / "index.html").write_text("<p>new home</p>")
    site.seal(3)
    assert run(site.folder, copy) == 0
    assert outside.read_text() == "<p>hello</p>"
    assert not (copy / "index.html").is_symlink()
    assert state(copy) == state(site.folder)


def test_a_link_in_a_source_folder_is_not_followed_out(
    site: Site, tmp_path: Path, copy: Path
) -> None:
    page = site.folder / "cases/us/new-case.html"
    secret = tmp_path / "secret"
    secret.write_bytes(page.read_bytes())
    page.unlink()
    page.symlink_to(secret)
    before = state(copy)
    assert run(site.folder, copy) == 2
    assert state(copy) == before


def test_a_record_that_was_withdrawn_is_gone(site: Site, copy: Path) -> None:
    (site.folder / "cases/gb/case-0.html").write_text("<p>withdrawn</p>")
    (site.folder / "cases/us/case-4.html").unlink()
    site.seal(3)
    assert run(site.folder, copy) == 0
    assert (copy / "cases/gb/case-0.html").read_text() == "<p>withdrawn</p>"
    assert not (copy / "cases/us/case-4.html").exists()
    assert not [each for each in copy.parent.iterdir() if each.name.startswith(".docket")]


def test_a_site_that_changes_underway_is_taken_from_the_start(site: Site, copy: Path) -> None:
    with served(site.folder) as server:
        stale = (site.folder / names.EDITION).read_bytes()
        change_at = "cases/us/new-case.html"
        honest = server.replies

        class Turning(dict[str, bytes]):
            def get(self, key: str, default: bytes | None = None) -> bytes | None:  # type: ignore[override]
                if key == change_at and not self:
                    self["done"] = b""
                    (site.folder / change_at).write_text("<p>newer</p>")
                    change_index(site)
                return honest.get(key, default)

        server.replies = Turning()
        assert run(server.address, copy) == 0
    assert (site.folder / names.EDITION).read_bytes() != stale
    assert state(copy) == state(site.folder)


def change_index(site: Site) -> None:
    (site.folder / "index.html").write_text("<p>newer</p>")
    site.seal(4)


def _put_list(site: Site, data: bytes, files: int, size: int) -> None:
    short = known_of(data).digest[:SHORT]
    (site.folder / names.list_path(short)).write_bytes(data)
    edition = json.loads((site.folder / names.EDITION).read_bytes())
    edition |= {"tree": short, "files": files, "bytes": size}
    (site.folder / names.EDITION).write_bytes(json.dumps(edition).encode())


def test_a_broken_manifest_is_a_fault_of_its_own() -> None:
    with pytest.raises(ManifestError):
        read_edition(b'{"format": 1, "serial": "1"}')
