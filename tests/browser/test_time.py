"""The law over time in a real Chromium: by address, by hand, and without scripts."""

from __future__ import annotations

import pytest
from browser.conftest import opened
from playwright.sync_api import Browser

LAW = "laws/aq/station-computer-offences-act-2019"
PHONE = {"width": 360, "height": 740}


@pytest.mark.parametrize(
    ("day", "said", "marked"),
    [
        ("2019-06-01", "In force on 2019-06-01, as recorded: Text 1.", ["v1"]),
        ("2022-05-31", "In force on 2022-05-31, as recorded: Text 1.", ["v1"]),
        ("2022-06", "In force on 2022-06, as recorded: Text 2.", ["v2"]),
        ("2022", "On 2022 it may have been: Text 1; Text 2.", ["v1", "v2"]),
        ("2019-05-31", "No text in force on 2019-05-31 is recorded.", []),
        ("2022-02-30", "2022-02-30 is no date.", []),
        ("<b>x</b>", "<b>x</b> is no date.", []),
    ],
)
def test_the_address_names_the_day(
    browser: Browser, address: str, day: str, said: str, marked: list[str]
) -> None:
    with opened(browser, address, viewport=PHONE) as (page, log, _):
        page.goto(f"{address}{LAW}/s4-10.html?on={day}")
        assert said in page.inner_text("#when")
        assert page.eval_on_selector_all("[data-on]", "all => all.map(e => e.id)") == marked
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        log.assert_quiet()


def test_a_reader_chooses_a_day_and_takes_it_to_the_provision(
    browser: Browser, address: str
) -> None:
    with opened(browser, address, viewport=PHONE) as (page, log, _):
        page.goto(f"{address}{LAW}.html")
        page.fill("#on", "2021-01-01")
        page.click(".d-when button")
        page.wait_for_url("**/*?on=2021-01-01")
        assert "s 4.10: In force on 2021-01-01, as recorded: text 1." in page.inner_text("#when")
        page.click(".d-versions [data-on] a")
        page.wait_for_url("**/s4-10.html?on=2021-01-01#v1")
        assert "Text 1" in page.inner_text("#when")
        log.assert_quiet()


def test_without_scripts_the_texts_their_days_and_changes_are_there(
    browser: Browser, address: str
) -> None:
    with opened(browser, address, viewport=PHONE, java_script_enabled=False) as (page, _, __):
        page.goto(f"{address}{LAW}/s4-10.html")
        assert not page.is_visible(".d-when")
        assert not page.is_visible("#when")
        assert "from 1 June 2019 to 31 May 2022" in page.inner_text("#v1")
        assert "alters or suppresses" in page.inner_text("ins")
        page.click("#v2 h3 a")
        assert page.url.endswith("#v2")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_added_words_are_told_apart_by_more_than_colour(
    browser: Browser, address: str, scheme: str
) -> None:
    with opened(browser, address, viewport=PHONE, color_scheme=scheme) as (page, _, __):
        page.goto(f"{address}{LAW}/s4-10.html")
        style = "getComputedStyle(document.querySelector('ins'))"
        assert page.evaluate(f"{style}.textDecorationLine") == "underline"
        page.emulate_media(media="print")
        assert (
            page.evaluate("getComputedStyle(document.querySelector('ins .d-spoken')).position")
            == "static"
        )


@pytest.mark.parametrize(
    "path", ["glossary.html", f"{LAW}/s4-10.html", "cases/aq/station-authority-v-fram-2021.html"]
)
def test_a_phone_needs_no_sideways_scroll(browser: Browser, address: str, path: str) -> None:
    with opened(browser, address, viewport=PHONE) as (page, log, _):
        page.goto(f"{address}{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        log.assert_quiet()
