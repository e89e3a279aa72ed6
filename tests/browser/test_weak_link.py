"""A page whose styles and scripts have not come is read, moved about in and understood all the same."""

from __future__ import annotations

from pathlib import Path

from browser.conftest import opened, served
from playwright.sync_api import Browser, expect

FRAM = "cases/aq/station-authority-v-fram-2021.html"


def test_without_styles_and_scripts(browser: Browser, site: Path) -> None:
    with served(site) as root, opened(browser, root) as (page, _, context):
        context.route("**/assets/**", lambda route: route.abort())
        page.goto(root + FRAM)
        expect(page.get_by_role("heading", level=1)).to_have_text("Station Authority v Fram")
        page.locator("#charges ~ div").get_by_role("link", name="s 1", exact=True).click()
        expect(page.locator("#s1")).to_be_in_viewport()
        page.get_by_role("navigation", name="Parts of the site").get_by_role(
            "link", name="Countries"
        ).click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Countries")


def test_the_start_page_fits_a_phone(browser: Browser, stick: Path) -> None:
    root = stick.as_uri() + "/"
    with opened(browser, root, viewport={"width": 360, "height": 740}) as (page, log, _):
        page.goto(root + "START.html")
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        expect(page.get_by_text("sha256sum --quiet -c SHA256SUMS")).to_be_visible()
        page.get_by_role("link", name="Open the repository").click()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        log.assert_quiet()
