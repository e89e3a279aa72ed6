"""``docket serve`` in a browser: an open page reloads itself, findings stand over it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser.conftest import opened
from playwright.sync_api import Browser, expect

ROOT = Path(__file__).resolve().parents[2]
PAGE = "cases/aq/station-authority-v-fram-2021.html"
FILE = "content/cases/aq/station-authority-v-fram-2021.md"
TITLE = "A password found by chance"


@pytest.fixture(scope="module")
def served_project(
    project: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Path, str]]:
    mine = tmp_path_factory.mktemp("served") / "project"
    shutil.copytree(project, mine)
    command = [sys.executable, "-m", "build_tools", "--project", str(mine), "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            found = re.search(r"http://127\.0\.0\.1:\d+/", server.stdout.readline())
            assert found
            yield mine, found[0]
        finally:
            server.terminate()


def edit(project: Path, old: str, new: str) -> None:
    file = project / FILE
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_an_open_page_reloads_when_its_record_changes(
    browser: Browser, served_project: tuple[Path, str]
) -> None:
    project, root = served_project
    with opened(browser, root) as (page, log, _):
        page.goto(root + PAGE)
        expect(page.locator("body")).to_contain_text(TITLE)
        started = time.monotonic()
        edit(project, TITLE, "A password found on a note")
        expect(page.locator("body")).to_contain_text("found on a note", timeout=5000)
        assert time.monotonic() - started < 5
        edit(project, "A password found on a note", TITLE)
        expect(page.locator("body")).to_contain_text(TITLE, timeout=5000)
        log.assert_quiet()


def test_findings_stand_over_the_page_until_they_are_mended(
    browser: Browser, served_project: tuple[Path, str]
) -> None:
    project, root = served_project
    with opened(browser, root, viewport={"width": 360, "height": 640}) as (page, log, _):
        page.goto(root + PAGE)
        edit(project, "\ncountry:", "\nconutry:")
        box = page.locator("#docket-live")
        expect(box).to_contain_text("error")
        expect(box.locator("code").first).to_contain_text(FILE)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        box.get_by_role("button", name="Close").focus()
        page.keyboard.press("Escape")
        expect(box).to_have_count(0)
        edit(project, "\nconutry:", "\ncountry:")
        expect(page.locator("#docket-live .docket-live-error")).to_have_count(0)
        log.assert_quiet()


def test_what_the_server_adds_is_not_in_the_built_files(served_project: tuple[Path, str]) -> None:
    project, _ = served_project
    html = (project / "site" / PAGE).read_text(encoding="utf-8")
    assert "_docket" not in html
    assert not (project / "site" / "_docket").exists()
