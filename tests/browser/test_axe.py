"""axe finds nothing serious on any sort of page of the legal layer: on a phone, light and dark."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser.conftest import opened, served
from playwright.sync_api import Browser, Page, expect

PHONE = {"width": 360, "height": 740}
PAGES = (
    "index.html", "coverage/index.html", "coverage/ice-convention.html", "coverage/offences.html",
    "coverage/ice-convention/m49-polar.html", "coverage/offences/m49-polar.html",
    "compare.html", "compare/illegal-access.html", "compare/offensive-communication.html",
    "cooperate.html", "cooperate/aq.html", "countries/index.html", "countries/aq.html", "countries/bv.html",
    "coordination.html", "coordination/needs.html", "coordination/by-country.html",
    "coordination/needs-not-answered.html", "coordination/countries-not-assessed.html",
    "capabilities/index.html", "capabilities/trained-investigators.html", "pictures.html", "glossary.html",
    "assessments/aq/stations-2022.html", "activities/parts-by-ship.html", "offences/illegal-access.html",
)  # fmt: skip
CHOSEN = (
    "compare.html?on=offensive-communication&with=aq,bv,no",
    "compare.html?on=treaties/ice-convention&with=aq,bv,no",
    "cooperate.html?a=aq&b=bv&for=illegal-access&on=2013-01-01",
)
"""Addresses with a choice in them, which scripts answer."""
FOLDERS = ("laws/aq/", "cases/aq/", "treaties/", "lessons/", "practices/", "organisations/")
"""All the pages below these too: laws, texts in force on a day, decisions, treaties and articles."""


def sorts(site: Path) -> list[str]:
    below = (path for folder in FOLDERS for path in sorted((site / folder).rglob("*.html")))
    return [*PAGES, *(path.relative_to(site).as_posix() for path in below), *CHOSEN]


def serious(page: Page) -> list[tuple[str, list[Any]]]:
    """The rules that a page breaks seriously, each with the places."""
    found = Axe().run(page).response["violations"]
    return [
        (each["id"], [node["html"][:160] for node in each["nodes"][:3]])
        for each in found
        if each["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(browser: Browser, site: Path, scheme: str) -> None:
    found = {}
    # axe is put into the page from outside, which the pages' own policy rightly refuses
    options = {"viewport": PHONE, "color_scheme": scheme, "bypass_csp": True}
    with served(site) as root, opened(browser, root, **options) as (page, _, _):
        for name in sorts(site):
            page.goto(root + name)
            if name in CHOSEN:
                expect(page.locator("#layer-result")).to_have_attribute("data-state", "done")
            for details in page.locator("details").all():
                details.evaluate("each => { each.open = true; }")
            if broken := serious(page):
                found[name] = broken
            assert page.evaluate("document.documentElement.scrollWidth") <= 360, name
    assert found == {}
