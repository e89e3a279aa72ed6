"""``docket mirror``: whole, small, patient, and one file is enough."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from benchmarks.mirror.servers import served
from build_tools.command import main
from build_tools.mirror.bundle import bundle
from tests.mirror.conftest import Site, state


def run(source: str | Path, copy: Path, *options: str) -> int:
    return main(["mirror", str(source), str(copy), *options])


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return tmp_path / "copy"


def leftovers(copy: Path) -> list[str]:
    return [path.name for path in copy.parent.iterdir() if path.name.startswith(".docket")]


@pytest.mark.parametrize("web", [True, False], ids=["web", "folder"])
def test_first_and_later_copies_are_whole(site: Site, copy: Path, web: bool) -> None:
    with served(site.folder) as server:
        source = server.address if web else site.folder
        assert run(source, copy) == 0
        assert state(copy) == state(site.folder)
        site.next()
        server.asked.clear()
        assert run(source, copy) == 0
    assert state(copy) == state(site.folder)
    assert leftovers(copy) == []
    pages = [path for path in server.asked if not path.startswith("manifest/")]
    if web:
        assert set(pages) == {
            "cases/us/new-case.html", "cases/us/case-1.html", "data/cases.csv"
        }  # fmt: skip


def test_a_big_file_is_fetched_in_parts(
    site: Site, copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with served(site.folder) as server:
        assert run(server.address, copy) == 0
        site.next()
        capsys.readouterr()
        assert run(server.address, copy) == 0
    said = capsys.readouterr().out
    wire = float(said.split(" gone, ")[1].split(" kB")[0])
    assert wire < 100, said
    assert (copy / "data/cases.csv").stat().st_size > 700_000


def test_a_server_without_ranges_will_do(site: Site, copy: Path) -> None:
    with served(site.folder, ranges=False) as server:
        assert run(server.address, copy) == 0
        site.next()
        assert run(server.address, copy) == 0
    assert state(copy) == state(site.folder)


def test_a_broken_off_file_is_gone_on_with(site: Site, copy: Path) -> None:
    with served(site.folder) as server:
        server.cut_at["data/cases.csv"] = 500_000
        # without gzip for this one: the cut answer is plain
        assert run(server.address, copy) == 0
    assert state(copy) == state(site.folder)
    assert server.asked.count("data/cases.csv") == 2


def test_a_current_copy_asks_for_nothing(
    site: Site, copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with served(site.folder) as server:
        assert run(server.address, copy) == 0
        server.asked.clear()
        assert run(server.address, copy) == 0
    assert server.asked == ["manifest/edition.json", "manifest/edition.json.sig"]
    assert "whole and current" in capsys.readouterr().out


def test_damage_in_the_copy_is_mended(site: Site, copy: Path) -> None:
    assert run(site.folder, copy) == 0
    (copy / "index.html").write_text("<p>hellO</p>")
    (copy / "cases/gb/case-0.html").unlink()
    assert run(site.folder, copy) == 0
    assert state(copy) == state(site.folder)


def test_a_dry_run_says_the_bytes_and_changes_nothing(
    site: Site, copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(site.folder, copy, "--dry-run") == 0
    assert "would be fetched" in capsys.readouterr().out
    assert not copy.exists()
    assert leftovers(copy) == []


def test_a_bandwidth_is_kept(site: Site, copy: Path) -> None:
    total = sum(path.stat().st_size for path in site.folder.rglob("*") if path.is_file())
    started = time.monotonic()
    assert run(site.folder, copy, "--limit", str(total)) == 0
    assert time.monotonic() - started > 0.7


def test_a_folder_with_other_files_is_left_alone(
    site: Site, copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy.mkdir()
    (copy / "thesis.docx").write_text("mine")
    assert run(site.folder, copy) == 2
    assert "no copy of a site" in capsys.readouterr().err
    assert (copy / "thesis.docx").read_text() == "mine"


def test_two_runs_do_not_meet(site: Site, copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from build_tools.mirror.place import Place

    with Place(copy):
        assert run(site.folder, copy) == 2
    assert "another run" in capsys.readouterr().err


def test_a_copy_can_be_copied(site: Site, copy: Path, tmp_path: Path) -> None:
    assert run(site.folder, copy) == 0
    assert run(copy, tmp_path / "again") == 0
    assert state(tmp_path / "again") == state(site.folder)
    assert main(["verify", str(tmp_path / "again"), "--quiet"]) == 0


def test_one_file_and_python_are_enough(site: Site, tmp_path: Path) -> None:
    tool = tmp_path / "mirror.pyz"
    tool.write_bytes(bundle())
    command = [sys.executable, "-I", "-S", str(tool)]
    copy = tmp_path / "elsewhere" / "copy"
    with served(site.folder) as server:
        subprocess.run([*command, "mirror", server.address, str(copy)], check=True, cwd="/")
    assert state(copy) == state(site.folder)
    subprocess.run([*command, "verify", str(copy)], check=True, cwd="/")
    (copy / "index.html").write_text("no")
    assert subprocess.run([*command, "verify", str(copy)], check=False, cwd="/").returncode == 1


@pytest.mark.parametrize("seed", range(4))
def test_a_bad_server_gives_a_whole_copy_or_a_reason(
    site: Site, copy: Path, seed: int, capsys: pytest.CaptureFixture[str]
) -> None:
    with served(site.folder, bad=0.3, seed=seed) as server:
        before = state(copy)
        for _ in range(12):
            status = run(server.address, copy, "--timeout", "5")
            if status == 0:
                break
            assert capsys.readouterr().err.strip().splitlines()[-1].startswith("docket: ")
            assert state(copy) == before
    assert status == 0
    assert state(copy) == state(site.folder)


@pytest.mark.parametrize("seed", range(4))
def test_a_bad_server_with_differences_to_offer(site: Site, copy: Path, seed: int) -> None:
    assert run(site.folder, copy) == 0
    site.next()
    assert main(["delta", str(copy), "--site", str(site.folder), "--quiet"]) == 0
    with served(site.folder, bad=0.5, seed=seed) as server:
        for _ in range(12):
            if run(server.address, copy, "--timeout", "5") == 0:
                break
    assert main(["verify", str(copy), "--quiet"]) == 0
    assert (copy / "cases/us/new-case.html").read_text() == "<p>new</p>"


def test_no_server_is_a_clear_line(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("http://127.0.0.1:9/", copy) == 2
    assert "Connection refused" in capsys.readouterr().err
    assert not copy.exists()


def _kill_after(seconds: float, source: str, copy: Path) -> None:
    command = [sys.executable, "-m", "build_tools", "mirror", source, str(copy), "--quiet"]
    process = subprocess.Popen(command, cwd=Path(__file__).parents[2])
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@pytest.mark.parametrize("offered", [False, True], ids=["lists", "deltas"])
def test_killed_at_50_moments_the_copy_is_always_whole(
    site: Site, copy: Path, offered: bool
) -> None:
    rounds = int(os.environ.get("DOCKET_KILLS", "50"))
    old: dict[str, str] = {}
    serial = 2
    with served(site.folder) as server:
        for number in range(rounds):
            server.asked.clear()
            _kill_after(0.15 + 0.9 * number / rounds, server.address, copy)
            now = state(copy)
            assert now in (old, state(site.folder)), number
            if number % 5 == 4:
                finished = _finished(copy)
                server.asked.clear()
                assert run(server.address, copy, "--quiet") == 0
                assert not finished & set(server.asked), "a finished file was fetched again"
                old = state(copy)
                assert old == state(site.folder)
                (site.folder / f"cases/us/later-{number}.html").write_text(str(number))
                for page in list((site.folder / "cases/gb").iterdir()):
                    page.write_text(page.read_text() + f"<i>{number}</i>")
                site.seal(serial)
                serial += 1
                if offered:
                    assert main(["delta", str(copy), "--site", str(site.folder), "--quiet"]) == 0
    assert leftovers(copy) == []


def _finished(copy: Path) -> set[str]:
    new = copy.parent / f".docket-mirror-{copy.name}" / "new"
    return {
        path.relative_to(new).as_posix()
        for path in new.rglob("*")
        if path.is_file() and path.relative_to(new).parts[0] not in ("manifest", "SHA256SUMS")
    }
