"""What reading and copying the site moves over a link, for ``[[docket:weights]]`` in docs/.

Bytes are those of the finished site, each file gzipped on its own as a server sends it.
"""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from build_tools.pages.context import Context
from build_tools.pages.links import record_path
from build_tools.pages.page import root_of

MARKER = "<p>[[docket:weights]]</p>"
LINKS = (64, 256, 1000)
"""Speeds of links in kbit/s."""
_PAGES = 300
"""Of how many records' pages the median is taken, at most."""
_BLOCK = 64 * 1024
_ONE_IN = 16
"""Of the whole site, one block in so many is compressed; the rest is taken to be like it."""
_ASSET = re.compile(
    r"<(?:script[^<>]*\ssrc|link rel=\"?(?:icon|stylesheet)\"?[^<>]*\shref)=\"?([^\">\s]+)"
)


@dataclass(frozen=True, slots=True)
class Weights:
    """Bytes over the wire: gzipped, without headers."""

    first: int
    """A record's page with all that it asks for, in the median."""
    further: int
    """A record's page alone, in the median."""
    search: int
    """The search page with what it loads before a query, after another page of the site."""
    whole: int
    """All files, estimated from a sample."""


def weigh(site: Path, context: Context, sizes: Mapping[str, int]) -> Weights:
    """Weigh a finished site. ``sizes`` are the bytes of its files, by their paths in it."""
    entries = context.corpus.entries
    some = entries[:: len(entries) // _PAGES + 1]
    pages = sorted((_packed(page), page) for page in (site / record_path(e.id) for e in some))
    further, page = pages[len(pages) // 2] if pages else (0, site / "index.html")
    shared = _assets(page)
    search = site / "search.html"
    return Weights(
        first=further + sum(map(_packed, shared)),
        further=further,
        search=_packed(search) + sum(map(_packed, _assets(search) - shared)),
        whole=_whole(site, sizes),
    )


def fill_weights(
    html: str, path: str, site: Path, context: Context, sizes: Mapping[str, int]
) -> str:
    """A hand-written page's HTML with the table of weights put in, where it asks for it."""
    if MARKER not in html:
        return html
    weights = weigh(site, context, sizes)
    table = context.render("weights.html", root=root_of(path), weights=weights, links=LINKS)
    return html.replace(MARKER, table)


def _packed(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), 6))


def _assets(page: Path) -> set[Path]:
    html = page.read_text(encoding="utf-8")
    return {(page.parent / each).resolve() for each in _ASSET.findall(html)}


def _whole(site: Path, sizes: Mapping[str, int]) -> int:
    sample = [(len(block), len(gzip.compress(block, 6))) for block in _sample(site, sizes)]
    plain, packed = (sum(column) for column in zip(*sample, strict=True)) if sample else (1, 1)
    return round(sum(sizes.values()) * packed / plain)


def _sample(site: Path, sizes: Mapping[str, int]) -> Iterator[bytes]:
    for name, size in sizes.items():
        first = zlib.crc32(name.encode()) % _ONE_IN
        if size <= first * _BLOCK:
            continue
        with (site / name).open("rb") as opened:
            for at in range(first * _BLOCK, size, _ONE_IN * _BLOCK):
                opened.seek(at)
                yield opened.read(_BLOCK)
