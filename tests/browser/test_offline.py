"""Reading without a connection: what is kept on request opens when the server is gone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from browser.conftest import opened, served
from playwright.sync_api import Browser, Page, expect

from build_tools.manifest.seal import edition_of, seal

ACT = "laws/aq/station-computer-offences-act-2019.html"
FRAM = "cases/aq/station-authority-v-fram-2021.html"
LOOK = """new Promise(done => {
    navigator.serviceWorker.addEventListener('message', e => done(e.data), { once: true });
    navigator.serviceWorker.controller.postMessage('look'); })"""


def switch_on(page: Page, root: str) -> None:
    page.goto(root + "offline.html")
    page.get_by_role("button", name="Keep the pages that I read").click()
    expect(page.locator("#offline-status")).to_contain_text("From now on")


def test_nothing_is_kept_unasked(browser: Browser, site: Path) -> None:
    with served(site) as root, opened(browser, root) as (page, log, _):
        page.goto(root + "index.html")
        page.goto(root + "offline.html")
        assert page.evaluate("caches.keys()") == []
        log.assert_quiet()


def test_what_was_read_and_a_country_open_without_a_server(browser: Browser, site: Path) -> None:
    with opened(browser, "http://127.0.0.1") as (page, _, context):
        with served(site) as root:
            switch_on(page, root)
            page.goto(root + "about.html")
            page.goto(root + "offline.html")
            page.locator("#offline-what").select_option("aq")
            page.get_by_role("button", name="How much is it?").click()
            expect(page.locator("#offline-status")).to_contain_text("kB")
            page.get_by_role("button", name="Keep it").click()
            expect(page.locator("#offline-status")).to_have_text("All of it is kept.")
        context.set_offline(True)
        for path, heading in (("about.html", "About"), (ACT, "Station Computer"), (FRAM, "Fram")):
            page.goto(root + path)
            expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
        page.goto(root + "treaties/ice-convention.html")
        expect(page.locator("#offline-status")).to_contain_text("ice-convention.html was not kept")
        page.get_by_role("button", name="Forget all that is kept").click()
        expect(page.locator("#offline-status")).to_have_text("Nothing is kept any more.")
        assert page.evaluate("caches.keys()") == []


def test_a_new_edition_drops_what_was_withdrawn_and_renews_the_rest(
    browser: Browser, site: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "site"
    shutil.copytree(site, copy)
    with served(copy) as root, opened(browser, root) as (page, _, context):
        switch_on(page, root)
        for path in (ACT, FRAM):
            page.goto(root + path)
        page.goto(root + "offline.html")
        assert page.evaluate(LOOK) == "looked"
        (copy / FRAM).unlink()
        act = (copy / ACT).read_text(encoding="utf-8")
        (copy / ACT).write_text(act.replace("<h1>", "<h1>New: ", 1), encoding="utf-8")
        edition = edition_of(copy)
        shutil.rmtree(copy / "manifest")
        seal(copy, edition)
        assert page.evaluate(LOOK) == "looked"
        context.set_offline(True)
        page.goto(root + ACT)
        expect(page.get_by_role("heading", level=1)).to_contain_text("New: Station")
        page.goto(root + FRAM)
        expect(page.locator("#offline-status")).to_contain_text("was not kept")


@pytest.mark.parametrize("name", ["stick", "http"])
def test_where_it_cannot_be_the_page_says_so(
    browser: Browser, site: Path, stick: Path, name: str
) -> None:
    if name == "stick":
        root = stick.as_uri() + "/"
        with opened(browser, root) as (page, log, _):
            page.goto(root + "offline.html")
            expect(page.get_by_text("a copy from a disk")).to_be_visible()
            expect(page.locator("#offline")).to_be_hidden()
            log.assert_quiet()
        return
    with served(site) as root, opened(browser, root, java_script_enabled=False) as (page, _, _):
        page.goto(root + "offline.html")
        expect(page.get_by_text("Nothing is kept until you ask")).to_be_visible()
