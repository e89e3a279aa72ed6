"""Small by design: what a reader's link carries, counted in the site made of the real records."""

from __future__ import annotations

import gzip
import re
import statistics
from pathlib import Path

import pytest

from build_tools.corpus.load import load

ROOT = Path(__file__).resolve().parent.parent
FIRST_VISIT = 30_000
FURTHER = 6_000
STATIC = 4_000
"""Bytes, gzipped, of the one script that every page loads."""
ASKED_FOR = re.compile(
    r"<(?:script[^>]*\ssrc|img[^>]*\ssrc|link rel=\"?(?:icon|stylesheet|preload)\"?[^>]*\shref)"
    r"=\"?([^\">\s]+)"
)


@pytest.fixture(scope="module")
def pages(real_site: Path) -> list[Path]:
    return [real_site / f"{entry.id}.html" for entry in load(ROOT / "content").entries]


def wire(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), 6))


def asked_for(page: Path) -> set[Path]:
    found = ASKED_FOR.findall(page.read_text(encoding="utf-8"))
    return {(page.parent / each).resolve() for each in found}


def test_a_first_visit_to_any_record(pages: list[Path]) -> None:
    weights = {file: wire(file) for page in pages for file in asked_for(page)}
    for page in pages:
        total = wire(page) + sum(weights[file] for file in asked_for(page))
        assert total <= FIRST_VISIT, f"{page.name}: {total} bytes"


def test_each_further_record(pages: list[Path]) -> None:
    assert statistics.median(map(wire, pages)) <= FURTHER


def test_all_records_share_their_files(pages: list[Path]) -> None:
    """Else a further page would load more than itself; a law with texts over time asks for its
    own small script."""
    asked = {frozenset(asked_for(page)) for page in pages}
    assert (
        len({frozenset(each for each in files if each.name != "time.js") for files in asked}) == 1
    )


def test_the_script_of_every_page_stays_small(real_site: Path) -> None:
    assert wire(real_site / "assets/docket.js") <= STATIC
