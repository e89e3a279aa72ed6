"""The pictures as files: SVG, and their numbers as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from build_tools.charts.bars import lying, upright
from build_tools.charts.world import world_svg
from build_tools.exports.bulk import safe
from build_tools.pages.context import Context
from build_tools.pages.pictures import (
    FOLDER,
    WORLD,
    Picture,
    pictures,
    world_numbers,
    world_sums,
)
from build_tools.translating.speaker import speaker
from build_tools.values.territories import country_name


def picture_files(context: Context) -> Iterator[tuple[str, bytes]]:
    """Each file's path and bytes; no picture where there is nothing to draw."""
    corpus = context.corpus
    yield f"{FOLDER}/world.svg", world_svg(world_sums(corpus), speaker().plain(WORLD), country_name)
    rows = [(code, laws, cases) for code, (laws, cases) in world_numbers(corpus).items()]
    yield f"{FOLDER}/world.csv", _csv(["country", "laws", "cases"], rows)
    for picture in pictures(corpus):
        if picture.counts.most:
            yield f"{FOLDER}/{picture.name}.svg", _drawn(picture)
        numbers = [(bar.name, bar.term, bar.number) for bar in picture.counts.bars]
        yield f"{FOLDER}/{picture.name}.csv", _csv(["name", "term", "number"], numbers)


def _drawn(picture: Picture) -> bytes:
    bars = [(bar.name, bar.number) for bar in picture.counts.bars]
    return upright(bars) if picture.upright else lying(bars)


def _csv(heads: list[str], rows: Sequence[Sequence[str | int]]) -> bytes:
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows([safe(cell) for cell in row] for row in rows)
    return file.getvalue().encode()
