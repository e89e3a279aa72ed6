"""The site's icon as the PNG that a ZIM must have, drawn here so that its bytes never change."""

from __future__ import annotations

import struct
import zlib
from itertools import pairwise
from math import hypot

SIZE = 48
_BOX = 32
_RADIUS = 6
_HALF_STROKE = 1
_BACK, _FRONT = (0x1A, 0x23, 0x7E), (0xFF, 0xFF, 0xFF)
_LINES = (
    ((8, 8), (24, 8)),
    ((16, 8), (16, 23)),
    ((10, 25), (22, 25)),
    ((8, 8), (5, 16), (11, 16), (8, 8)),
    ((24, 8), (21, 16), (27, 16), (24, 8)),
)
"""The scales of assets/icon.svg, in a box of 32 by 32."""
_STEPS = 4
Point = tuple[float, float]


def png(size: int = SIZE) -> bytes:
    """The icon as a PNG of ``size`` by ``size`` pixels, with transparent corners."""
    rows = b"".join(b"\0" + b"".join(_pixel(x, y, size) for x in range(size)) for y in range(size))
    header = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_part(name, data) for name, data in parts)


def _part(name: bytes, data: bytes) -> bytes:
    check = zlib.crc32(name + data)
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", check)


def _pixel(x: int, y: int, size: int) -> bytes:
    scale = _BOX / size
    points = [
        ((x + (i + 0.5) / _STEPS) * scale, (y + (j + 0.5) / _STEPS) * scale)
        for i in range(_STEPS)
        for j in range(_STEPS)
    ]
    inside = [point for point in points if _in_box(point)]
    if not inside:
        return bytes(4)
    drawn = sum(_on_line(point) for point in inside) / len(inside)
    colour = (round(b + (f - b) * drawn) for b, f in zip(_BACK, _FRONT, strict=True))
    return bytes((*colour, round(255 * len(inside) / len(points))))


def _in_box(point: Point) -> bool:
    beyond = [max(_RADIUS - each, each - (_BOX - _RADIUS), 0) for each in point]
    return hypot(*beyond) <= _RADIUS


def _on_line(point: Point) -> bool:
    return any(
        _distance(point, start, end) <= _HALF_STROKE
        for line in _LINES
        for start, end in pairwise(line)
    )


def _distance(point: Point, start: Point, end: Point) -> float:
    dx, dy = end[0] - start[0], end[1] - start[1]
    along = ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / (dx * dx + dy * dy)
    along = min(max(along, 0), 1)
    return hypot(point[0] - start[0] - along * dx, point[1] - start[1] - along * dy)
