"""Bars drawn by pygal, as a file that needs no script and follows light and dark.

pygal writes its version, the day and a script into a picture; its own filter takes them out,
so that the same numbers always give the same bytes.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import cache
from typing import Any
from xml.etree.ElementTree import Element

STYLE = (
    "svg{color-scheme:light dark}"
    "text{font-family:sans-serif;font-size:13px;fill:#1f1f1f}"
    ".bar rect{fill:#283593}"
    ".axis .line,.guide{stroke:#9a9a9a;fill:none}"
    ".axis.x text{text-anchor:middle}.axis.x text[transform]{text-anchor:start}"
    ".axis.y text{text-anchor:end}.background{fill:none}"
    ".vertical .axis.x .guide,.horizontal .axis.y .guide{display:none}"
    "@media(prefers-color-scheme:dark){text{fill:#e6e6e6}.bar rect{fill:#9fb0ff}}"
)
WIDTH = 720
LONGEST = 40
"""How many letters of a name stand in a picture; its table has the whole name."""
_DROPPED = frozenset(("", "script", "desc", "style", "title", "tooltip", "text-overlay"))
Bars = Sequence[tuple[str, int]]


def upright(bars: Bars) -> bytes:
    """Bars side by side, such as years; every fifth is named."""
    chart = _pygal().Bar(
        height=300, x_label_rotation=0, show_minor_x_labels=False, **_options(bars)
    )
    chart.x_labels = [name for name, _ in bars]
    chart.x_labels_major = [name for name, _ in bars if _is_named(name)] or [bars[0][0]]
    return _drawn(chart, [number for _, number in bars])


def lying(bars: Bars) -> bytes:
    """Bars one under the other, the first on top, each named."""
    chart = _pygal().HorizontalBar(height=60 + 24 * len(bars), **_options(bars))
    chart.x_labels = [_short(name) for name, _ in reversed(bars)]
    return _drawn(chart, [number for _, number in reversed(bars)])


@cache
def _pygal() -> Any:
    """The library, imported only where something is drawn, and kept to one writer of XML.

    It would take lxml where that is installed, whose text differs. On import it adds a finder of
    its plugins to Python's own; we have none of those, so it is taken away again.
    """
    import pygal
    from pygal.etree import etree

    sys.meta_path[:] = [
        each for each in sys.meta_path if not isinstance(each, pygal.PluginImportFixer)
    ]
    etree.to_etree()
    return pygal


def _options(bars: Bars) -> dict[str, Any]:
    most = max(number for _, number in bars)
    step = max(1, -(-most // 5))
    return {
        "js": [], "css": [], "no_prefix": True, "disable_xml_declaration": True,
        "show_legend": False, "explicit_size": True, "width": WIDTH, "margin": 12,
        "truncate_label": -1, "range": (0, most), "y_labels": list(range(0, most + 1, step)),
    }  # fmt: skip


def _is_named(year: str) -> bool:
    return year.isdigit() and int(year) % 5 == 0


def _short(name: str) -> str:
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"


def _drawn(chart: Any, numbers: list[int]) -> bytes:
    chart.value_formatter = lambda number: f"{number:.0f}"
    chart.add("", numbers)
    chart.add_xml_filter(_plain)
    drawn = chart.render()
    return drawn if isinstance(drawn, bytes) else str(drawn).encode()


def _plain(root: Element) -> Element:
    """The picture without comments, scripts and what only a script shows."""
    for parent in list(root.iter()):
        for child in list(parent):
            name = child.tag.split("}")[-1] if isinstance(child.tag, str) else ""
            if name in _DROPPED or not _DROPPED.isdisjoint(child.get("class", "").split()):
                parent.remove(child)
    style = Element("style")
    style.text = STYLE
    root.insert(0, style)
    return root
