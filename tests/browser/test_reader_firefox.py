"""The reader's test of test_reader.py again: in Firefox, from a stick, with the network cut."""

from __future__ import annotations

from pathlib import Path

import pytest
from browser.firefox import Firefox
from browser.test_reader import PAGES, WIDTHS

BACKGROUND = "getComputedStyle(document.body).backgroundColor"


def resize(window: Firefox, width: str) -> None:
    size = dict(zip(("width", "height"), WIDTHS[width], strict=True))
    window.send("browsingContext.setViewport", context=window.context, viewport=size)


def press(window: Firefox, *keys: str) -> None:
    actions = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
    window.send(
        "input.performActions",
        context=window.context,
        actions=[{"type": "key", "id": "keyboard", "actions": actions}],
    )


@pytest.mark.parametrize("width", WIDTHS)
def test_from_home_to_a_case_and_back(reader: Firefox, stick: Path, width: str) -> None:
    resize(reader, width)
    heading = "document.querySelector('h1').textContent"
    reader.open((stick / "index.html").as_uri())
    reader.follow(".d-nav a", "Countries")
    reader.follow("main a", "Antarctica")
    assert reader.run(heading) == "Antarctica"
    reader.follow("main a", "Station Computer Offences Act 2019")
    reader.follow("main a", "s 1")
    assert str(reader.run("location.href")).endswith("act-2019.html#s1")
    in_view = "(box => box.top < innerHeight && box.bottom > 0)(document.getElementById('s1').getBoundingClientRect())"
    reader.until(in_view)
    reader.follow("#s1 a", "Station Authority v Fram")
    assert reader.run(heading) == "Station Authority v Fram"
    reader.follow("#charges ~ div a", "s 1")
    reader.run("history.back()")
    reader.until(f"{heading} === 'Station Authority v Fram'")
    reader.follow("[aria-label='Where you are'] a", "Home")
    assert reader.run("location.href") == (stick / "index.html").as_uri()


@pytest.mark.parametrize("width", WIDTHS)
def test_every_kind_of_page_is_quiet_and_fits(reader: Firefox, stick: Path, width: str) -> None:
    resize(reader, width)
    for path in PAGES:
        if path == "404.html":
            continue  # a host's page: its links begin at the host's root
        reader.open((stick / path).as_uri())
        wide = int(str(reader.run("document.documentElement.scrollWidth - innerWidth")))
        assert wide <= 0, f"{path} is {wide} px too wide"
        assert reader.run("document.querySelectorAll('h1').length") == 1, path


def test_the_button_switches_between_light_and_dark(reader: Firefox, stick: Path) -> None:
    """Firefox keeps what a page on a disk stores for that page alone: others begin as the system."""
    reader.open((stick / "index.html").as_uri())
    before = reader.run(BACKGROUND)
    reader.run("document.querySelector('.d-theme').click()")
    assert {before, reader.run(BACKGROUND)} == {"rgb(20, 22, 31)", "rgb(255, 255, 255)"}
    reader.open((stick / "index.html").as_uri())
    assert reader.run(BACKGROUND) != before
    reader.run("document.querySelector('.d-theme').click()")


def test_the_keyboard_reaches_the_content_and_the_search(reader: Firefox, stick: Path) -> None:
    reader.open((stick / "countries/aq.html").as_uri())
    press(reader, "\ue004")
    assert reader.run("document.activeElement.textContent") == "Skip to content"
    press(reader, "\ue007")
    reader.until("location.hash === '#content'")
    press(reader, "/")
    reader.until("document.activeElement.matches('.d-bar .d-search input')")


def test_the_start_page_on_a_phone(reader: Firefox, stick: Path) -> None:
    resize(reader, "phone")
    reader.open((stick / "START.html").as_uri())
    assert int(str(reader.run("document.documentElement.scrollWidth - innerWidth"))) <= 0
    assert "Linux" in str(reader.run("document.querySelector('main').innerText"))
