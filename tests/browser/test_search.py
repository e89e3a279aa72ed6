"""The search in a browser, over http and from the disk: results, limits, keyboard, exports."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from urllib.parse import quote

import pytest
from browser.conftest import opened
from playwright.sync_api import Browser, Page, expect

FRAM = "cases/aq/station-authority-v-fram-2021.html"
HOSTILE = (
    "((((", "*", "~99", "<img src=x onerror=alert(1)>", "</script><script>alert(1)</script>",
    "\u202eaccess\u200f", "a" * 3000, '"', "title:", "__proto__",
)  # fmt: skip


def search(page: Page, root: str, query: str, more: str = "") -> None:
    page.goto(f"{root}search.html?q={quote(query)}{more}")
    settled(page)


def settled(page: Page) -> None:
    expect(page.locator("#search-status")).to_have_attribute("data-state", re.compile("done|idle"))


def first(page: Page) -> str:
    return page.locator("#search-results > li > a").first.get_attribute("href") or ""


def test_results_say_what_they_are(browser: Browser, address: str) -> None:
    with opened(browser, address) as (page, log, _):
        search(page, address, "password colleague")
        assert first(page) == FRAM
        result = page.locator("#search-results > li").first
        expect(result).to_contain_text("Station Authority v Fram")
        expect(result).to_contain_text(
            "Case, Court of Appeal of the Stations, Antarctica, 3 June 2021"
        )
        expect(result.locator("mark").first).to_have_text("password")
        total = page.locator("#search-status").get_attribute("data-total")
        assert total
        assert int(total) >= 1
        result.locator("a").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Station Authority v Fram")
        log.assert_quiet()


def test_a_provision_leads_to_its_place(browser: Browser, address: str) -> None:
    with opened(browser, address) as (page, log, _):
        search(page, address, "s 9 computer offences")
        page.locator("#search-results > li > a").first.click()
        expect(page).to_have_url(re.compile(r"act-2019\.html#s9$"))
        expect(page.locator("#s9")).to_be_in_viewport()
        log.assert_quiet()


def test_results_come_while_one_types_and_stand_in_the_address(
    browser: Browser, address: str
) -> None:
    with opened(browser, address) as (page, log, _):
        page.goto(address + "search.html")
        expect(page.locator("#search-input")).to_be_focused()
        page.keyboard.type("passwo")
        expect(page.locator("#search-results > li").first).to_contain_text("Fram")
        expect(page).to_have_url(re.compile(r"\?q=passwo$"))
        page.keyboard.press("Enter")
        page.locator("#search-input").fill("fram -appeal")
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile(r"\?q=fram\+-appeal$"))
        page.go_back()
        expect(page.locator("#search-input")).to_have_value("passwo")
        log.assert_quiet()


def test_arrows_move_enter_opens_escape_clears(browser: Browser, address: str) -> None:
    with opened(browser, address) as (page, log, _):
        search(page, address, "station")
        links = page.locator("#search-results > li > a")
        page.keyboard.press("/")
        expect(page.locator("#search-input")).to_be_focused()
        page.keyboard.press("ArrowDown")
        expect(links.nth(0)).to_be_focused()
        page.keyboard.press("ArrowDown")
        expect(links.nth(1)).to_be_focused()
        page.keyboard.press("ArrowUp")
        page.keyboard.press("ArrowUp")
        expect(page.locator("#search-input")).to_be_focused()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Escape")
        expect(page.locator("#search-input")).to_have_value("")
        expect(page.locator("#search-results > li")).to_have_count(0)
        log.assert_quiet()


def test_limits_follow_the_query_and_stand_in_the_address(browser: Browser, address: str) -> None:
    with opened(browser, address) as (page, log, _):
        search(page, address, "station")
        everything = int(page.locator("#search-status").get_attribute("data-total") or 0)
        page.get_by_text("Narrow", exact=True).click()
        page.locator("#search-facets summary", has_text="Kind").click()
        kind = page.locator('details[data-facet="kind"]')
        choice = kind.locator("label", has_text=re.compile(r"^\s*Case\s"))
        cases = int(choice.locator(".d-count").inner_text())
        assert 0 < cases < everything
        choice.locator("input").check()
        expect(page).to_have_url(re.compile(r"q=station&kind=Case$"))
        expect(page.locator("#search-status")).to_have_attribute("data-total", str(cases))
        expect(page.locator("#search-results > li")).to_have_count(min(cases, 10))
        page.reload()
        settled(page)
        expect(page.locator("#search-status")).to_have_attribute("data-total", str(cases))
        page.get_by_role("button", name="Remove: Kind: Case").click()
        expect(page.locator("#search-status")).to_have_attribute("data-total", str(everything))
        log.assert_quiet()


def test_years_and_order(browser: Browser, address: str) -> None:
    with opened(browser, address) as (page, log, _):
        search(page, address, "station", "&kind=Case&sort=oldest")
        years = [int(re.findall(r"\b(?:19|20)\d\d\b", text)[-1])
                 for text in page.locator("#search-results > li > .d-dim").all_inner_texts()]  # fmt: skip
        assert len(years) > 1
        assert years == sorted(years)
        page.locator("#search-sort").select_option("newest")
        expect(page).to_have_url(re.compile("sort=newest"))
        search(page, address, "station", f"&kind=Case&from={years[-1]}")
        total = page.locator("#search-status").get_attribute("data-total")
        assert int(total or 0) == years.count(years[-1])
        log.assert_quiet()


def test_what_is_found_can_be_saved(browser: Browser, address: str) -> None:
    with opened(browser, address) as (page, log, _):
        search(page, address, "[2021] ASCA 14", "&kind=Case")
        page.get_by_text("Save the list").click()

        def saved(form: str) -> str:
            with page.expect_download() as waited:
                page.locator(f'[data-form="{form}"]').click()
            assert waited.value.suggested_filename == f"cybercrime-search.{form}"
            return Path(waited.value.path()).read_text(encoding="utf-8")

        rows = list(csv.DictReader(io.StringIO(saved("csv").removeprefix("\ufeff"))))
        assert rows[0]["title"] == "Station Authority v Fram"
        assert rows[0]["date"] == "2021-06-03"
        assert rows[0]["address"] == address + FRAM
        found = json.loads(saved("json"))["results"]
        assert found[0]["citations"] == ["[2021] ASCA 14", "010"]
        assert "howpublished = {[2021] ASCA 14; 010}" in saved("bib")
        assert "TY  - CASE\nTI  - Station Authority v Fram\n" in saved("ris")
        log.assert_quiet()


def test_did_you_mean(browser: Browser, address: str) -> None:
    with opened(browser, address) as (page, log, _):
        search(page, address, "sttion authorty")
        page.get_by_role("link", name="station authority").click()
        expect(page.locator("#search-input")).to_have_value("station authority")
        expect(page.locator("#search-results > li").first).to_contain_text("Station Authority")
        log.assert_quiet()


def test_nothing_found_says_so(browser: Browser, address: str) -> None:
    with opened(browser, address) as (page, log, _):
        search(page, address, "xylophone")
        expect(page.locator("#search-status")).to_have_text("Nothing found for “xylophone”.")
        log.assert_quiet()


@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_queries(browser: Browser, address: str, query: str) -> None:
    with opened(browser, address) as (page, log, _):
        page.on("dialog", lambda dialog: log.errors.append(dialog.message))
        page.goto(address + "search.html")
        before = page.locator("main *:not(#search-results *):not(#search-notes *)").count()
        page.locator("#search-input").fill(query)
        page.keyboard.press("Enter")
        settled(page)
        after = page.locator("main *:not(#search-results *):not(#search-notes *)").count()
        assert before == after
        assert page.locator("main img").count() == 0
        log.assert_quiet()


@pytest.mark.parametrize("path", ["index.html", "laws/aq/station-computer-offences-act-2019.html"])
def test_the_box_in_the_head_suggests(browser: Browser, address: str, path: str) -> None:
    with opened(browser, address) as (page, log, _):
        page.goto(address + path)
        page.keyboard.press("/")
        page.keyboard.type("fram password")
        options = page.get_by_role("option")
        expect(options.first).to_contain_text("Station Authority v Fram")
        page.keyboard.press("ArrowDown")
        expect(options.first).to_have_attribute("aria-selected", "true")
        page.keyboard.press("Enter")
        expect(page).to_have_url(address + FRAM)
        log.assert_quiet()


def test_the_box_leads_to_the_search_page_and_escape_closes(browser: Browser, address: str) -> None:
    with opened(browser, address, viewport={"width": 360, "height": 740}) as (page, log, _):
        page.goto(address + "countries/aq.html")
        page.keyboard.press("/")
        page.keyboard.type("station")
        expect(page.get_by_role("option").first).to_be_visible()
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0
        page.keyboard.press("Escape")
        expect(page.get_by_role("option").first).to_be_hidden()
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile(r"/search\.html\?q=station$"))
        settled(page)
        expect(page.locator("#search-results > li").first).to_be_visible()
        log.assert_quiet()
