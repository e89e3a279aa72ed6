"""Pictures and tables of help are seen, named and fit a phone, with and without a script."""

from __future__ import annotations

import pytest
from browser.conftest import opened
from playwright.sync_api import Browser, Page

PAGES = (
    "pictures.html", "coordination.html", "coordination/needs.html", "coordination/by-country.html",
    "coordination/needs-not-answered.html", "coordination/countries-not-assessed.html", "capabilities/index.html",
    "capabilities/trained-investigators.html", "assessments/aq/stations-2022.html", "activities/parts-by-ship.html",
    "countries/aq.html", "countries/no.html",
)  # fmt: skip


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_no_page_scrolls_sideways_on_a_phone(browser: Browser, address: str, script: bool) -> None:
    size = {"width": 360, "height": 740}
    with opened(browser, address, viewport=size, java_script_enabled=script) as (page, log, _):
        for name in PAGES:
            page.goto(address + name)
            assert page.evaluate("document.documentElement.scrollWidth") <= 360, name
        log.assert_quiet()


def test_every_picture_has_a_name_a_table_and_its_denominator(
    browser: Browser, address: str
) -> None:
    with opened(browser, address) as (page, log, _):
        page.goto(address + "pictures.html")
        for image in page.locator(".d-chart img").all():
            image.scroll_into_view_if_needed()
            page.wait_for_function("image => image.complete", arg=image.element_handle())
            assert image.evaluate("image => image.naturalWidth") > 0
            assert image.get_attribute("alt")
        figures = page.locator("figure.d-chart")
        assert figures.count() >= 4
        for figure in figures.all():
            assert "Records, not crimes." in (figure.locator("figcaption").text_content() or "")
            assert figure.locator("xpath=following-sibling::details[1]//table").count() == 1
        assert page.locator("svg.d-map").get_attribute("aria-label")
        log.assert_quiet()


def colour_of_a_bar(page: Page) -> list[int]:
    """The reddish, greenish and bluish parts of a pixel in the first bar of a picture."""
    image = page.locator('img[src$="cases-by-year.svg"]')
    image.scroll_into_view_if_needed()
    page.wait_for_function("image => image.complete", arg=image.element_handle())
    box = image.bounding_box()
    assert box is not None
    shot = image.screenshot()
    found: list[int] = page.evaluate(
        """async bytes => {
          const image = await createImageBitmap(new Blob([new Uint8Array(bytes)]));
          const canvas = new OffscreenCanvas(image.width, image.height);
          const context = canvas.getContext('2d');
          context.drawImage(image, 0, 0);
          const data = context.getImageData(0, 0, image.width, image.height).data;
          const bars = new Map();
          for (let at = 0; at < data.length; at += 4) {
            if (data[at + 2] - data[at] > 40) {
              const key = [data[at], data[at + 1], data[at + 2]].join();
              bars.set(key, (bars.get(key) || 0) + 1);
            }
          }
          return [...bars].sort((one, two) => two[1] - one[1])[0][0].split(',').map(Number);
        }""",
        list(shot),
    )
    return found


def test_pictures_follow_light_dark_and_the_readers_own_choice(
    browser: Browser, address: str
) -> None:
    light, dark = [40, 53, 147], [159, 176, 255]
    for scheme, first, second in (("light", light, dark), ("dark", dark, light)):
        with opened(browser, address, color_scheme=scheme) as (page, log, _):
            page.goto(address + "pictures.html")
            assert colour_of_a_bar(page) == first
            page.locator(".d-theme").click()
            assert colour_of_a_bar(page) == second
            log.assert_quiet()
