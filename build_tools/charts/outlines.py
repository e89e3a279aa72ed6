"""The outlines of countries on a map, made once from Natural Earth's shapes.

Natural Earth is in the public domain. Its shapes come as TopoJSON in the npm package
world-atlas 2.0.2 (ISC licence); ``outlines.json`` beside this module was made by

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python -m build_tools.charts.outlines package/countries-50m.json outlines.json

Borders are shared arcs there, and each is made simpler once, so that neighbours still meet.
The projection is Equal Earth (Šavrič, Patterson, Jenny 2018), in which areas compare.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pycountry

WIDTH, HEIGHT = 1500, 730
"""The size of the map, in units of its coordinates."""
TOLERANCE = 0.9
"""How far a border may move when it is made simpler, in those units."""
LEAST_AREA = 4.0
"""The area below which an island is left out, unless it is all there is of a country."""
DOT = 16.0
"""The area below which a country is drawn as a dot."""
NOBODY = "-"
"""The key of land that has no ISO 3166-1 code."""
_LEFT_OUT = {"aq"}
_A = (1.340264, -0.081106, 0.000893, 0.003796)

Point = tuple[float, float]
Ring = list[tuple[int, int]]


def project(longitude: float, latitude: float) -> Point:
    """A place in degrees on the map, in its coordinates."""
    theta = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    t2 = theta * theta
    t6 = t2 * t2 * t2
    slope = _A[0] + 3 * _A[1] * t2 + t6 * (7 * _A[2] + 9 * _A[3] * t2)
    x = 2 * math.sqrt(3) * math.radians(longitude) * math.cos(theta) / (3 * slope)
    y = theta * (_A[0] + _A[1] * t2 + t6 * (_A[2] + _A[3] * t2))
    scale = WIDTH / (2 * 2.7066299836)
    return WIDTH / 2 + x * scale, HEIGHT / 2 - y * scale


def simpler(line: list[Point], tolerance: float = TOLERANCE) -> list[Point]:
    """A line in degrees with fewer points (Douglas and Peucker on the map), its ends kept."""
    drawn = [project(*point) for point in line]
    return [line[place] for place in _kept(drawn, 0, len(line) - 1, tolerance)]


def _kept(line: list[Point], first: int, last: int, tolerance: float) -> list[int]:
    if last - first < 2:
        return sorted({first, last})
    (x0, y0), (x1, y1) = line[first], line[last]
    length = math.hypot(x1 - x0, y1 - y0)

    def away(place: int) -> float:
        x, y = line[place]
        if length == 0:
            return math.hypot(x - x0, y - y0)
        return abs((x1 - x0) * (y0 - y) - (x0 - x) * (y1 - y0)) / length

    far = max(range(first + 1, last), key=away)
    if away(far) <= tolerance:
        return [first, last]
    return _kept(line, first, far, tolerance)[:-1] + _kept(line, far, last, tolerance)


def outlines(topology: dict[str, Any]) -> dict[str, Any]:
    """For each country's code: the data of an SVG path, or ``[x, y]`` where it is a dot."""
    arcs = [simpler(line) for line in _arcs(topology)]
    shapes: dict[str, list[Ring]] = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        code = _code(shape.get("id"))
        polygons = shape.get("arcs", [])
        if shape["type"] == "Polygon":
            polygons = [polygons]
        if code not in _LEFT_OUT:
            rings = [
                part for polygon in polygons for ring in polygon for part in _parts(ring, arcs)
            ]
            shapes.setdefault(code, []).extend(rings)
    return {code: _drawn(rings) for code, rings in sorted(shapes.items())}


def _arcs(topology: dict[str, Any]) -> Iterable[list[Point]]:
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        line: list[Point] = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((_near(x * sx + tx, line), y * sy + ty))
        yield line


def _near(longitude: float, line: list[Point]) -> float:
    """A longitude without the jump at 180 degrees, so that a line across it goes on."""
    if line:
        longitude += 360 * round((line[-1][0] - longitude) / 360)
    return longitude


def _code(number: str | None) -> str:
    found = pycountry.countries.get(numeric=number.zfill(3)) if number else None
    return str(found.alpha_2).lower() if found is not None else NOBODY


def _parts(numbers: list[int], arcs: list[list[Point]]) -> Iterator[Ring]:
    """A ring of arcs on the map; one that crosses 180 degrees gives a ring on either side."""
    line: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        shift = _near(arc[0][0], line) - arc[0][0]
        line += [(x + shift, y) for x, y in arc]
    for turn in (-360, 0, 360):
        inside = [(x + turn, y) for x, y in line]
        for side in (-1, 1):
            inside = _clipped(inside, side)
        ring: Ring = []
        for x, y in (project(*point) for point in inside):
            point = (round(x), round(y))
            if not ring or ring[-1] != point:
                ring.append(point)
        if ring:
            yield ring


def _clipped(line: list[Point], side: int) -> list[Point]:
    """What of a ring lies on this side of 180 degrees east (1) or west (-1)."""
    edge = 180 * side
    found: list[Point] = []
    for (x0, y0), (x1, y1) in zip(line, line[1:] + line[:1], strict=True):
        if x0 * side <= 180:
            found.append((x0, y0))
        if (x0 * side <= 180) != (x1 * side <= 180):
            found.append((edge, y0 + (y1 - y0) * (edge - x0) / (x1 - x0)))
    return found


def _area(ring: Ring) -> float:
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    return abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairs)) / 2


def _drawn(rings: list[Ring]) -> str | list[int]:
    largest = max(rings, key=_area)
    if _area(largest) < DOT:
        xs, ys = zip(*largest, strict=True)
        return [round(sum(xs) / len(xs)), round(sum(ys) / len(ys))]
    kept = [ring for ring in rings if ring is largest or _area(ring) >= LEAST_AREA]
    return "".join(_path(ring) for ring in kept)


def _path(ring: Ring) -> str:
    (x, y), *rest = ring
    words = [f"M{x} {y}l"]
    for px, py in rest:
        words.append(f"{px - x} {py - y}" if len(words) == 1 else f" {px - x} {py - y}")
        x, y = px, py
    return "".join(words).replace(" -", "-") + "z"


if __name__ == "__main__":
    made = outlines(json.loads(Path(sys.argv[1]).read_bytes()))
    lines = ",\n".join(f"{json.dumps(code)}:{json.dumps(shape)}" for code, shape in made.items())
    Path(sys.argv[2]).write_text("{" + lines + "}\n", encoding="utf-8")
