"""Matrices, comparisons and two countries in a browser: over http and from the disk, on a phone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from browser.conftest import opened
from playwright.sync_api import Browser, Page, expect

PHONE = {"width": 360, "height": 740}
PAGES = (
    "coverage/index.html", "coverage/ice-convention.html", "coverage/ice-convention/m49-polar.html",
    "coverage/offences/m49-polar.html", "compare.html", "compare/illegal-access.html",
    "cooperate.html", "cooperate/aq.html", "countries/aq.html", "countries/bv.html",
    "compare.html?on=offensive-communication&with=aq,bv", "compare.html?on=treaties/ice-convention&with=aq,bv,no",
    "cooperate.html?a=aq&b=bv&for=illegal-access&on=2013-01-01",
)  # fmt: skip


def done(page: Page) -> None:
    expect(page.locator("#layer-result")).to_have_attribute("data-state", "done")


def test_the_choice_is_in_the_address(browser: Browser, address: str) -> None:
    with opened(browser, address) as (page, log, _):
        page.goto(f"{address}compare.html?on=offensive-communication&with=aq,bv")
        done(page)
        sides = page.locator("#layer-result section")
        expect(sides).to_have_count(2)
        expect(sides.nth(0)).to_contain_text("s 9 Offensive messages")
        expect(sides.nth(0)).to_contain_text("struck down")
        expect(sides.nth(0)).to_contain_text("in force from 1 June 2019")
        expect(sides.nth(0)).to_contain_text("Station Authority v Fram")
        expect(sides.nth(1)).to_contain_text("date of entry into force not recorded")
        page.locator("#choice-country").select_option("no")
        expect(sides).to_have_count(3)
        expect(sides.nth(2)).to_contain_text("The country may well have one")
        expect(page).to_have_url(re.compile(r"on=offensive-communication&with=aq,bv,no$"))
        page.locator("#choice-on").select_option("illegal-access")
        expect(sides.nth(1)).to_contain_text("Searched for and not found")
        page.get_by_role("button", name="Take out Norway").click()
        expect(sides).to_have_count(2)
        sides.nth(0).get_by_role("link", name="s 1").click()
        expect(page).to_have_url(
            re.compile(r"laws/aq/station-computer-offences-act-2019\.html#s1$")
        )
        log.assert_quiet()


def test_a_treaty_side_by_side(browser: Browser, address: str) -> None:
    with opened(browser, address) as (page, log, _):
        page.goto(f"{address}compare.html?on=treaties/ice-convention&with=aq,bv")
        done(page)
        rows = page.locator("#layer-result tbody tr")
        expect(rows).to_have_count(3)
        expect(rows.nth(0)).to_contain_text("2. Illegal access")
        expect(rows.nth(0)).to_contain_text("searched for and not found")
        expect(rows.nth(1)).to_contain_text("4.10 ≈")
        log.assert_quiet()


def test_two_countries_on_a_day(browser: Browser, address: str) -> None:
    with opened(browser, address) as (page, log, _):
        page.goto(f"{address}cooperate.html?a=aq&b=bv&for=offensive-communication&on=2013-01-01")
        done(page)
        result = page.locator("#layer-result")
        expect(result).to_contain_text("Recorded in both.")
        expect(result).not_to_contain_text("dual criminality is")
        protocol = page.locator('[data-treaty="treaties/ice-protocol"]')
        expect(protocol).to_have_attribute("data-bound", "yes")
        expect(protocol.locator("[data-since]")).to_have_attribute("data-since", "2012-03")
        convention = page.locator('[data-treaty="treaties/ice-convention"]')
        expect(convention).to_have_attribute("data-bound", "no")
        expect(convention).to_contain_text("signatory; signed 5 January 2002")
        expect(convention).to_contain_text("Reservation (art. 2): Access counts only")
        taken = convention.locator("li", has_text="Huts are searched")
        expect(taken).to_contain_text("1 February 2003 taken back 30 June 2011")
        expect(taken.get_by_role("link", name="19")).to_have_attribute(
            "href", "treaties/ice-convention/art-19.html"
        )
        expect(protocol).to_contain_text("disputed parties: The treaty office gives March 2012")
        expect(result).to_contain_text("Mutual legal assistance: Protocol to the Convention")
        expect(result).to_contain_text("Station Authority v Fram")
        for day, state in (("2011-06-01", "no"), ("2012-03-15", "unknown"), ("2012-04-01", "yes")):
            page.goto(f"{address}cooperate.html?a=aq&b=bv&on={day}")
            done(page)
            expect(protocol).to_have_attribute("data-bound", state)
        page.goto(f"{address}cooperate.html?a=aq&b=bv&on=2012-02-31")
        expect(page.locator("#layer-status")).to_contain_text("The date is not one")
        log.assert_quiet()


@pytest.mark.parametrize("query", [
    "on=<img src=x onerror=alert(1)>&with=aq", "with=__proto__,constructor,zz", "on=__proto__&with=aq",
    "with=aq,aq,aq", "on=treaties/none&with=aq",
])  # fmt: skip
def test_hostile_choices(browser: Browser, address: str, query: str) -> None:
    with opened(browser, address) as (page, log, _):
        page.goto(f"{address}compare.html?{query}")
        expect(page.locator("#layer-form")).to_be_visible()
        expect(page.locator("#layer-status")).not_to_contain_text("could not be loaded")
        assert page.locator("#content img").count() == 0
        page.goto(f"{address}cooperate.html?a=__proto__&b=bv&for=constructor&on=x")
        expect(page.locator("#layer-form")).to_be_visible()
        log.assert_quiet()


def test_a_disputed_field_shows_as_disputed(browser: Browser, site: Path) -> None:
    root = site.as_uri() + "/"
    with opened(browser, root) as (page, log, _):
        page.goto(f"{root}compare.html?on=offensive-communication&with=bv")
        done(page)
        side = page.locator("#layer-result section")
        expect(side).to_contain_text(
            "disputed in force: The gazette says 2009, the code itself 2010."
        )
        page.goto(f"{root}compare/offensive-communication.html")
        expect(page.locator("#bv")).to_contain_text(
            "disputed in force: The gazette says 2009, the code itself 2010."
        )
        page.goto(f"{root}cooperate/bv.html")
        expect(page.locator("#t-ice-protocol")).to_contain_text(
            "disputed parties: The treaty office gives March 2012"
        )
        log.assert_quiet()


@pytest.mark.parametrize("scripted", [True, False])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_a_phone(browser: Browser, site: Path, path: str, scripted: bool) -> None:
    root = site.as_uri() + "/"
    with opened(browser, root, viewport=PHONE, java_script_enabled=scripted) as (
        page,
        log,
        _,
    ):
        page.goto(root + path)
        if scripted:
            if "?" in path:
                done(page)
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= PHONE["width"], path
        expect(page.locator("h1")).to_be_visible()
        log.assert_quiet()


def test_heads_of_a_matrix_stay(browser: Browser, site: Path) -> None:
    root = site.as_uri() + "/"
    with opened(browser, root, viewport={"width": 360, "height": 300}) as (page, log, _):
        page.goto(f"{root}coverage/offences/m49-polar.html")
        box = page.locator(".d-matrix")
        box.evaluate("box => { box.scrollLeft = 60; box.scrollTop = 40 }")
        left = page.locator(".d-matrix tbody th").first.bounding_box()
        frame = box.bounding_box()
        assert left
        assert frame
        assert abs(left["x"] - frame["x"]) < 3
        top = page.locator(".d-matrix thead th").last.bounding_box()
        assert top
        assert abs(top["y"] - frame["y"]) < 3
        log.assert_quiet()
