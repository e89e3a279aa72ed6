"""A lawyer proposes a case in the form, over http and from a stick; the check passes on its file."""

from __future__ import annotations

import shutil
from pathlib import Path

from browser.conftest import opened
from playwright.sync_api import Browser, Page, expect

from build_tools.rules.check import check


def fill(page: Page) -> None:
    form = page.locator("#form")
    form.get_by_label("Title required").first.fill("Station Authority v Nansen")
    form.get_by_label("Country required").select_option("aq")
    form.get_by_label("Court required").fill("Court of Appeal of the Stations")
    form.get_by_label("Date required").fill("2022-03-04")
    form.get_by_role("button", name="Add: Offences").click()
    form.locator("fieldset", has_text="Offences").locator("select").first.select_option(
        "illegal-access"
    )
    sources = form.locator("fieldset", has_text="Sources").first
    sources.get_by_label("Title").first.fill("Judgment")
    sources.get_by_label("Address").first.fill("https://example.org/aq/2022/4")
    form.get_by_role("button", name="Add: How it is known").click()
    known = form.locator("fieldset", has_text="How it is known").first
    known.get_by_label("Fact").fill("the decision, its date and result")
    known.get_by_label("How required").select_option("seen")
    known.get_by_label("Address").fill("https://example.org/aq/2022/4")
    form.get_by_label("Summary").fill("The court dismissed the appeal.")


def test_a_case_is_made_and_passes_the_check(
    browser: Browser, address: str, copy: Path, tmp_path: Path
) -> None:
    with opened(browser, address, viewport={"width": 360, "height": 740}) as (page, log, _):
        page.goto(address + "propose.html")
        expect(page.locator("#form-problems")).to_contain_text("5 things to mend")
        fill(page)
        expect(page.locator("#form-problems")).to_contain_text("Nothing to mend")
        expect(page.locator("#form-path")).to_have_text(
            "content/cases/aq/station-authority-v-nansen-2022.md"
        )
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0
        with page.expect_download() as waited:
            page.get_by_role("button", name="Save the file").click()
        name = waited.value.suggested_filename
        assert name == "station-authority-v-nansen-2022.md"
        shutil.copy(waited.value.path(), copy / "content/cases/aq" / name)
        log.assert_quiet()
    assert check(copy / "content").findings == ()


def test_what_is_wrong_is_said_at_the_field(browser: Browser, address: str) -> None:
    with opened(browser, address) as (page, log, _):
        page.goto(address + "propose.html")
        date = page.locator("#form").get_by_label("Date required")
        date.fill("2021-06-31")
        expect(date).to_have_attribute("aria-invalid", "true")
        expect(page.locator(f"#{date.get_attribute('id')}-wrong")).to_have_text(
            "June 2021 has 30 days"
        )
        date.fill("2021-06-30")
        expect(date).not_to_have_attribute("aria-invalid", "true")
        log.assert_quiet()


def test_a_case_that_is_there_is_shown(browser: Browser, address: str) -> None:
    with opened(browser, address) as (page, log, _):
        page.goto(address + "propose.html")
        form = page.locator("#form")
        form.get_by_label("Title required").first.fill("Something else")
        form.get_by_role("button", name="Add: Citations").click()
        form.locator("fieldset", has_text="Citations").locator("input").first.fill("2021 ASCA 14")
        repeats = page.locator("#form-repeats")
        expect(repeats).to_contain_text("It may be in the repository already")
        expect(repeats.get_by_role("link")).to_have_text("Station Authority v Fram")
        log.assert_quiet()


def test_provisions_and_courts_that_exist_are_offered(browser: Browser, address: str) -> None:
    with opened(browser, address) as (page, log, _):
        page.goto(address + "propose.html")
        form = page.locator("#form")
        form.get_by_role("button", name="Add: Charges").click()
        provision = form.get_by_label("Provision", exact=True).first
        provision.press_sequentially("s 9 computer offences")
        expect(page.locator(".d-offer [role=option]").first).to_contain_text(
            "s 9 Offensive messages"
        )
        provision.press("ArrowDown")
        provision.press("Enter")
        expect(provision).to_have_value("laws/aq/station-computer-offences-act-2019#s9")
        court = form.get_by_label("Court required")
        court.press_sequentially("appeal")
        page.locator(".d-offer [role=option]", has_text="Court of Appeal").first.click()
        expect(court).to_have_value("Court of Appeal of the Stations")
        log.assert_quiet()


def test_what_was_typed_stays_until_it_is_cleared(browser: Browser, address: str) -> None:
    with opened(browser, address) as (page, log, _):
        page.goto(address + "propose.html")
        fill(page)
        expect(page.locator("#form-problems")).to_contain_text("Nothing to mend")
        text = page.locator("#form-text").inner_text()
        page.reload()
        expect(page.locator("#form-text")).to_have_text(text)
        page.on("dialog", lambda dialog: dialog.accept())
        page.get_by_role("button", name="Clear the form").click()
        expect(page.locator("#form-problems")).to_contain_text("5 things to mend")
        log.assert_quiet()


def test_every_kind_has_a_form(browser: Browser, address: str) -> None:
    with opened(browser, address) as (page, log, _):
        page.goto(address + "propose.html")
        kinds = page.locator("#form-kind option")
        names = [each.get_attribute("value") or "" for each in kinds.all()]
        assert len(names) > 6
        for name in names:
            page.locator("#form-kind").select_option(name)
            expect(page.locator("#form").get_by_label("Title required").first).to_be_visible()
        log.assert_quiet()


def test_without_a_script_the_page_says_what_to_do(browser: Browser, address: str) -> None:
    with opened(browser, address, java_script_enabled=False) as (page, _, _):
        page.goto(address + "propose.html")
        expect(page.get_by_text("The form needs JavaScript.")).to_be_visible()
        expect(page.locator("#form")).to_be_hidden()
