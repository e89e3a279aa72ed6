"""The language of the interface, changed in a real browser: by its menu, by address, by memory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser.conftest import opened, served
from playwright.sync_api import Browser, Page

TEXTS = """() => {
  const found = [], root = document.getElementById("content");
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!node.parentElement.closest(".d-languages, .d-cite")) found.push(node.data);
  }
  const names = Array.from(root.querySelectorAll("[aria-label]:not(.d-languages, .d-cite *)"), e => e.getAttribute("aria-label"));
  return [found.join("").replace(/\\s+/g, " ").trim(), names];
}"""
SAME = (
    "treaties/index.html", "treaties/ice-convention.html", "treaties/ice-convention/parties.html",
    "treaties/ice-convention/art-2.html", "cases/index.html", "cases/by-year/2021.html", "laws/aq/index.html",
    "offences/index.html", "offences/illegal-access.html", "measures/search-and-seizure.html", "countries/index.html",
    "vocabulary/offences.html", "downloads.html", "cases/bv/withdrawn-2017.html", "cases/aq/authority-v-fram.html",
    "index.html",
)  # fmt: skip


@pytest.fixture(scope="module", params=["http", "file"])
def spoken(request: pytest.FixtureRequest, spoken_site: Path) -> Iterator[str]:
    if request.param == "file":
        yield spoken_site.as_uri() + "/"
    else:
        with served(spoken_site) as root:
            yield root


def ready(page: Page) -> None:
    page.evaluate("docketWords.ready")


def test_a_reader_chooses_a_language_and_keeps_it(browser: Browser, spoken: str) -> None:
    with opened(browser, spoken) as (page, log, _):
        page.goto(spoken + "treaties/ice-convention.html?lang=ar")
        ready(page)
        assert page.evaluate("[document.documentElement.lang, document.body.dir]") == ["ar", "rtl"]
        assert page.locator(".d-nav a").first.inner_text() == "القضايا"
        assert page.locator("h1").inner_text() == "Ice Convention"
        assert "machine" in page.locator(".d-unchecked").inner_text()
        page.locator(".d-nav a").first.click()
        page.wait_for_url("**/cases/index.html*")
        page.wait_for_function("document.dir === 'rtl'")
        assert page.locator("h1").inner_text() == "القضايا"
        assert page.title().startswith("القضايا")
        log.assert_quiet()


def test_a_page_without_editions_has_a_menu_of_languages(browser: Browser, address: str) -> None:
    with opened(browser, address) as (page, log, _):
        page.goto(address + "index.html")
        ready(page)
        languages = page.evaluate("Object.keys(docketWords.offered)")
        menu = page.locator("select.d-languages")
        assert menu.count() == (1 if len(languages) > 1 else 0)
        log.assert_quiet()


@pytest.mark.parametrize("language", ["qps", "fr"])
def test_the_client_makes_of_a_page_what_the_edition_says(
    browser: Browser, spoken: str, language: str
) -> None:
    with opened(browser, spoken) as (page, log, _):
        for path in SAME:
            page.goto(f"{spoken}{language}/{path}")
            edition = page.evaluate(TEXTS)
            page.goto(f"{spoken}{path}?lang={language}")
            ready(page)
            assert page.evaluate(TEXTS) == edition, path
        log.assert_quiet()


def test_an_edition_is_read_without_javascript(browser: Browser, spoken: str) -> None:
    with opened(browser, spoken, java_script_enabled=False) as (page, _, _context):
        page.goto(spoken + "treaties/ice-convention.html")
        page.locator(".d-languages a", has_text="Français").click()
        assert page.locator(".d-nav a").first.inner_text() == "Affaires"
        page.locator(".d-nav a").first.click()
        assert page.locator("h1").inner_text() == "Affaires"
        assert "/fr/cases/index.html" in page.url


def test_the_search_speaks_the_language_too(browser: Browser, spoken: str) -> None:
    with opened(browser, spoken) as (page, log, _):
        page.goto(spoken + "search.html?lang=fr&q=fram")
        page.wait_for_selector("#search-status[data-state=done]")
        assert "résultat" in page.locator("#search-status").inner_text()
        assert page.locator("#search-form button").inner_text() == "Rechercher"
        assert "Fram" in page.locator("#search-results li").first.inner_text()
        log.assert_quiet()


def test_a_records_words_stay_though_they_are_the_interfaces(browser: Browser, spoken: str) -> None:
    with opened(browser, spoken) as (page, _, _context):
        page.goto(spoken + "treaties/ice-convention.html?lang=fr")
        ready(page)
        inserted = """() => { const p = document.createElement("p");
            p.textContent = "Sources"; document.querySelector("main").append(p); return p.textContent; }"""
        assert page.evaluate(inserted) == "Sources"
        assert page.locator("#sources").inner_text() == "Sources du dossier"
