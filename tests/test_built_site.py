"""What must hold of every page: of the fabricated site, and of the repository's own."""

from __future__ import annotations

import gzip
import re
import statistics
from pathlib import Path

import pytest
from site_links import Links, broken_links, read_site

from build_tools.corpus.load import load

ROOT = Path(__file__).resolve().parent.parent
RAW_LIMIT = 30_000
MEDIAN_GZIP_LIMIT = 8_000
NAME = re.compile(r"[a-z0-9-]{1,90}(\.[a-z0-9-]+)*")


@pytest.fixture(scope="module", params=["fabricated", "real"])
def built(request: pytest.FixtureRequest) -> Path:
    return Path(request.getfixturevalue("site" if request.param == "fabricated" else "real_site"))


@pytest.fixture(scope="module")
def pages(built: Path) -> dict[str, Links]:
    return read_site(built)


def test_every_link_and_anchor_leads_somewhere(built: Path, pages: dict[str, Links]) -> None:
    assert list(broken_links(built, pages)) == []


def test_no_page_loads_anything_from_another_host(pages: dict[str, Links]) -> None:
    for path, page in pages.items():
        for load_ in page.loads:
            assert not load_.startswith(("http:", "https:", "//")), f"{path}: {load_}"


def test_no_style_or_script_names_another_host(built: Path) -> None:
    for file in [*built.rglob("*.css"), *built.rglob("*.js")]:
        text = re.sub(r"/\*.*?\*/", "", file.read_text(encoding="utf-8"), flags=re.S)
        text = re.sub(r"url\(\"data:[^\"]*\"\)", "", text)
        for address in re.findall(r"url\(([^)]*)\)", text):
            assert address.strip("\"'").startswith(("data:", "#")), f"{file.name}: {address}"
        for address in re.findall(r"https?://[^\s\"')]+", text):
            assert address.startswith("http://www.w3.org/"), f"{file.name}: {address}"


def test_no_page_has_inline_script_or_style(pages: dict[str, Links]) -> None:
    assert {path: page.inline for path, page in pages.items() if page.inline} == {}


def test_ids_are_unique_on_each_page(pages: dict[str, Links]) -> None:
    for path, page in pages.items():
        assert len(page.ids) == len(set(page.ids)), path


def test_every_page_has_a_policy_a_title_and_one_heading(
    built: Path, pages: dict[str, Links]
) -> None:
    for path in pages:
        html = (built / path).read_text(encoding="utf-8")
        assert html.startswith("<!doctype html>"), path
        assert "Content-Security-Policy" in html.split("<title>")[0], path
        assert len(re.findall(r"<h1[ >]", html)) == 1, path
        assert re.search(r"<title>[^<]+</title>", html), path
        assert "docket-frame" not in html, path


def test_file_names_survive_every_disk(built: Path) -> None:
    for file in built.rglob("*"):
        path = file.relative_to(built).as_posix()
        if path == "SHA256SUMS":
            continue  # its name is fixed by custom
        assert len(path) <= 200
        if path in ("START.html", "SHA256SUMS"):  # in capitals, so that they are seen
            continue
        assert all(NAME.fullmatch(part) for part in path.split("/")), path


def test_record_pages_are_small(real_site: Path) -> None:
    sizes = {}
    for entry in load(ROOT / "content").entries:
        data = (real_site / f"{entry.id}.html").read_bytes()
        assert len(data) <= RAW_LIMIT, f"{entry.id}: {len(data)} bytes"
        sizes[entry.id] = len(gzip.compress(data, 9))
    assert statistics.median(sizes.values()) <= MEDIAN_GZIP_LIMIT


def test_no_page_is_large(real_site: Path) -> None:
    for file in real_site.rglob("*.html"):
        assert file.stat().st_size <= 100_000, file


def test_there_is_a_page_for_page_not_found(built: Path) -> None:
    assert "Page not found" in (built / "404.html").read_text(encoding="utf-8")
