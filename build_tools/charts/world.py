"""A map of the world in shades, one for each class of numbers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

CLASSES = (1, 3, 6, 11)
"""The least number of each shade after the empty one."""
VIEW = "0 10 1500 665"
"""What of the outlines' field is shown: the lands without Antarctica."""
RADIUS = 5
SHADES = ("#d9d9d9", "#c5cae9", "#7986cb", "#3949ab", "#1a237e")
SHADES_DARK = ("#3a3d4a", "#404a86", "#6272c4", "#93a3f0", "#d3dbff")


class Land(NamedTuple):
    """A country as it is drawn: a path, or the centre of a dot."""

    code: str
    number: int
    shade: int
    path: str
    centre: tuple[int, int] | None


@cache
def outlines() -> Mapping[str, str | list[int]]:
    """The path, or the centre of the dot, of each country; ``-`` for land without a code."""
    found: dict[str, str | list[int]] = json.loads(
        (Path(__file__).parent / "outlines.json").read_bytes()
    )
    return found


def shade(number: int) -> int:
    """The class of a number, from 0 for none."""
    return sum(number >= least for least in CLASSES)


def classes() -> list[tuple[int, str]]:
    """Each shade and the numbers that it stands for: ``0``, ``1 to 2``, ``11 or more``."""
    bounds = [0, *CLASSES]
    names = []
    for place, least in enumerate(bounds):
        most = bounds[place + 1] - 1 if place + 1 < len(bounds) else None
        names.append(str(least) if least == most else f"{least}–{most}" if most else f"{least}+")
    return list(enumerate(names))


def lands(numbers: Mapping[str, int]) -> Iterator[Land]:
    """All lands with their numbers, dots last so that nothing covers them."""
    drawn = sorted(outlines().items(), key=lambda pair: isinstance(pair[1], list))
    for code, shape in drawn:
        number = numbers.get(code, 0)
        if isinstance(shape, str):
            yield Land(code, number, shade(number), shape, None)
        else:
            yield Land(code, number, shade(number), "", (shape[0], shape[1]))


def world_svg(numbers: Mapping[str, int], title: str, name: Callable[[str], str]) -> bytes:
    """The map as a file, each land with its name and number; ``title`` is plain text."""
    dark = "".join(f".d-m{place}{{fill:{fill}}}" for place, fill in enumerate(SHADES_DARK))
    light = "".join(f".d-m{place}{{fill:{fill}}}" for place, fill in enumerate(SHADES))
    style = (
        f"path,circle{{stroke:#fff;stroke-width:.6}}{light}"
        f"@media(prefers-color-scheme:dark){{path,circle{{stroke:#14161f}}{dark}}}"
    )
    shapes = "\n".join(_shape(land, name) for land in lands(numbers))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{VIEW}" role="img">'
        f"<title>{_escaped(title)}</title><style>{style}</style>{shapes}</svg>\n"
    ).encode()


def _shape(land: Land, name: Callable[[str], str]) -> str:
    known = f"<title>{_escaped(name(land.code))}: {land.number}</title>" if land.number else ""
    if land.centre is None:
        return f'<path class="d-m{land.shade}" d="{land.path}">{known}</path>'
    x, y = land.centre
    return f'<circle class="d-m{land.shade}" cx="{x}" cy="{y}" r="{RADIUS}">{known}</circle>'


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
