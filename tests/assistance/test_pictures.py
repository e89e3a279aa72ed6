"""Pictures are small, the same bytes for the same numbers, and hold no script and no date."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from build_tools.charts.bars import lying, upright
from build_tools.charts.counts import by_year
from build_tools.charts.outlines import outlines as made_of
from build_tools.charts.world import classes, outlines, shade, world_svg

BARS = [("1999", 2), ("2000", 0), ("2001", 31)]


@pytest.mark.parametrize("draw", [upright, lying])
def test_bars_are_the_same_bytes_without_script_or_date(draw: object) -> None:
    assert callable(draw)
    drawn = draw(BARS)
    assert drawn == draw(BARS)
    text = drawn.decode()
    assert not re.search(r"<script|<!--|202\d-\d\d-\d\d|https?://(?!www\.w3\.org)", text)
    heights = [
        rect
        for rect in ElementTree.fromstring(text).iter()
        if rect.get("class") == "rect reactive tooltip-trigger"
    ]
    assert len(heights) == len(BARS)


def test_names_in_pictures_are_text(corpus: object) -> None:
    drawn = lying([('</text><script>alert("1")</script>', 1)])
    assert b"<script" not in drawn
    ElementTree.fromstring(drawn)
    ElementTree.fromstring(world_svg({"fr": 2}, "<b>&", lambda code: "<i>&"))


def test_years_without_records_are_shown_between_others() -> None:
    counts = by_year([2001, None, 1999, 2001])
    assert [(bar.name, bar.number) for bar in counts.bars] == [
        ("1999", 1),
        ("2000", 0),
        ("2001", 2),
    ]
    assert (counts.of, counts.without, counts.most) == (4, 1, 2)
    assert by_year([]).bars == ()


def test_pictures_of_a_site_are_small(site: Path) -> None:
    pictures = list((site / "pictures").glob("*.svg"))
    assert pictures
    assert all(picture.stat().st_size <= 60_000 for picture in pictures)


def test_shades_and_their_names_agree() -> None:
    assert [shade(number) for number in (0, 1, 2, 3, 5, 6, 10, 11, 500)] == [
        0,
        1,
        1,
        2,
        2,
        3,
        3,
        4,
        4,
    ]
    assert [name for _, name in classes()] == ["0", "1–2", "3–5", "6–10", "11+"]


def test_the_map_has_small_states_as_dots_and_stays_on_its_sheet() -> None:
    lands = outlines()
    assert {"sg", "to", "ws", "mt"} <= {
        code for code, shape in lands.items() if isinstance(shape, list)
    }
    assert len(lands) > 230
    for shape in lands.values():
        if isinstance(shape, str):
            starts = re.findall(r"M(\d+) (\d+)", shape)
            assert starts
            assert all(0 <= int(x) <= 1500 and 0 <= int(y) <= 730 for x, y in starts)


def test_a_land_across_the_date_line_is_cut_in_two() -> None:
    square = [[1700, 0], [200, 0], [0, 200], [-200, 0], [0, -200]]  # 170 east to 170 west
    topology = {
        "transform": {"scale": [0.1, 0.1], "translate": [0, 0]},
        "arcs": [square],
        "objects": {"countries": {"geometries": [{"type": "Polygon", "id": "242", "arcs": [[0]]}]}},
    }
    shape = made_of(topology)["fj"]
    assert shape.count("M") == 2
