"""A reader finds her way, on a phone and on a desk, with and without a script, on the web and from a stick."""

from __future__ import annotations

import re

import pytest
from browser.conftest import is_web, opened
from playwright.sync_api import Browser, expect

WIDTHS = {"phone": (360, 740), "desk": (1280, 900)}
PAGES = (
    "index.html", "404.html", "search.html", "about.html", "architecture.html", "contributing.html",
    "cases/index.html", "cases/aq/station-authority-v-fram-2021.html", "cases/by-year/2021.html", "courts/index.html",
    "cases/bv/withdrawn-2017.html", "cases/bv/signals-v-b-2018.html", "cases/aq/authority-v-fram.html",
    "laws/index.html", "laws/aq/station-computer-offences-act-2019.html", "laws/bv/signals-code.html",
    "changes.html", "changes/2026-11.html", "offline.html", "downloads.html", "treaties/index.html", "treaties/ice-convention.html", "treaties/ice-convention/art-2.html",
    "treaties/ice-convention/parties.html", "countries/index.html", "countries/aq.html", "offences/index.html",
    "offences/illegal-access.html", "measures/search-and-seizure.html", "vocabulary/offences.html",
    "lessons/assess-before-training.html", "practices/keep-logs.html", "assessments/aq/stations-2020.html",
    "activities/winter-course.html", "organisations/polar-union.html", "themes/needs-assessment.html",
)  # fmt: skip


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("width", WIDTHS)
def test_from_home_to_a_case_and_back(
    browser: Browser, address: str, width: str, script: bool
) -> None:
    size = WIDTHS[width]
    options = {"viewport": {"width": size[0], "height": size[1]}, "java_script_enabled": script}
    with opened(browser, address, **options) as (page, log, _):
        page.goto(address + "index.html")
        page.get_by_role("navigation", name="Parts of the site").get_by_role(
            "link", name="Countries"
        ).click()
        page.get_by_role("link", name="Antarctica", exact=True).first.click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Antarctica")
        page.get_by_role("link", name="Station Computer Offences Act 2019").first.click()
        page.get_by_role("link", name="s 1", exact=True).click()
        expect(page).to_have_url(re.compile(r"act-2019\.html#s1$"))
        provision = page.locator("#s1")
        expect(provision).to_be_in_viewport()
        provision.get_by_role("link", name="Station Authority v Fram", exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Station Authority v Fram")
        page.locator("#charges ~ div").get_by_role("link", name="s 1", exact=True).click()
        expect(page).to_have_url(re.compile(r"act-2019\.html#s1$"))
        page.go_back()
        expect(page.get_by_role("heading", level=1)).to_have_text("Station Authority v Fram")
        page.get_by_role("navigation", name="Where you are").get_by_role(
            "link", name="Home"
        ).click()
        expect(page).to_have_url(address + "index.html")
        log.assert_quiet()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_every_kind_of_page_is_quiet_and_fits(
    browser: Browser, address: str, width: str, theme: str
) -> None:
    size = WIDTHS[width]
    options = {"viewport": {"width": size[0], "height": size[1]}, "color_scheme": theme}
    with opened(browser, address, **options) as (page, log, _):
        for path in PAGES:
            if path == "404.html" and not is_web(address):
                continue
            page.goto(address + path)
            wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert wide <= 0, f"{path} is {wide} px too wide"
            assert page.locator("h1").count() == 1, path
        log.assert_quiet()


def test_light_and_dark_follow_the_system_and_the_button(browser: Browser, address: str) -> None:
    def background(page: object) -> str:
        return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))  # type: ignore[attr-defined]

    with opened(browser, address, color_scheme="dark") as (page, log, _):
        page.goto(address + "index.html")
        dark = background(page)
        page.get_by_role("button", name="Switch between light and dark").click()
        light = background(page)
        assert (dark, light) == ("rgb(20, 22, 31)", "rgb(255, 255, 255)")
        page.goto(address + "about.html")
        assert background(page) == light
        log.assert_quiet()
    with opened(browser, address, color_scheme="dark", java_script_enabled=False) as (page, _, _):
        page.goto(address + "index.html")
        expect(page.locator("body")).to_have_css("background-color", dark)
        expect(page.locator(".d-theme")).to_be_hidden()


def test_the_keyboard_reaches_the_content_and_the_search(browser: Browser, address: str) -> None:
    with opened(browser, address) as (page, log, _):
        page.goto(address + "countries/aq.html")
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile("#content$"))
        page.keyboard.press("/")
        expect(page.locator(".d-bar .d-search input")).to_be_focused()
        log.assert_quiet()


def test_without_a_script_the_search_leads_to_the_lists(browser: Browser, address: str) -> None:
    with opened(browser, address, java_script_enabled=False) as (page, _, _):
        page.goto(address + "index.html")
        page.get_by_role("searchbox").first.fill("access")
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile(r"search\.html\?q=access$"))
        expect(
            page.get_by_text("Searching needs JavaScript, which is off or could not be loaded.")
        ).to_be_visible()
        page.get_by_role("link", name="Cases by country and year").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Cases")


def test_a_page_prints_with_its_addresses_and_without_its_menus(
    browser: Browser, address: str
) -> None:
    with opened(browser, address) as (page, _, _):
        page.goto(address + "cases/aq/station-authority-v-fram-2021.html")
        page.emulate_media(media="print")
        expect(page.locator(".d-nav")).to_be_hidden()
        expect(page.locator("main .d-search")).to_have_count(0)
        source = page.locator(".d-sources a").first
        shown = source.evaluate("each => getComputedStyle(each, '::after').content")
        assert "example.org" in shown


def test_texts_in_other_scripts_have_their_direction(browser: Browser, address: str) -> None:
    with opened(browser, address) as (page, _, _):
        page.goto(address + "laws/bv/signals-code.html")
        title = page.locator(".d-original")
        expect(title).to_have_text("قانون الإشارات")
        expect(title).to_have_attribute("lang", "ar")
        assert title.evaluate("each => getComputedStyle(each).direction") == "rtl"
