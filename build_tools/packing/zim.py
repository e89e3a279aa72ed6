"""A site as a ZIM for Kiwix, made from its files. The only module that imports libzim.

libzim is an optional extra, pinned to 3.6.0: what later versions write has no title index of
the old form, and Debian's zimcheck calls it invalid.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from build_tools.packing.illustration import SIZE, png
from build_tools.packing.members import Member, PackingError, members
from build_tools.packing.metadata import Book, iso_639_3, metadata
from build_tools.packing.zim_bytes import make_reproducible
from build_tools.publish import whole_file

CLUSTER = 64 * 1024
"""Bytes of a cluster before compression: smaller ones make a later edition's delta smaller."""
MAIN = "index.html"
_OUTSIDE = ("manifest/",)
_FOR_A_SERVER = frozenset(
    ("404.html", "robots.txt", "sitemap.xml", "opensearch.xml", "llms.txt", "sw.js", "START.html",
     "SHA256SUMS")
)  # fmt: skip
"""What a ZIM's reader cannot use, or has from the ZIM itself."""
_TITLE = re.compile(r"<title>([^<]*)</title>")
_CONTENT = re.compile(r'<article\b[^>]*\sid="content"[^>]*>(.*)</article>', re.S)
_TAG = re.compile(r"<[^>]+>")
MIMETYPES = {
    ".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml",
    ".png": "image/png", ".json": "application/json", ".jsonl": "application/x-ndjson",
    ".csv": "text/csv", ".xml": "application/xml", ".atom": "application/atom+xml",
    ".jsonld": "application/ld+json", ".sqlite": "application/vnd.sqlite3",
    ".bib": "application/x-bibtex", ".ris": "application/x-research-info-systems",
}  # fmt: skip
"""The type of each sort of file; others are ``application/octet-stream``."""


Progress = Callable[[int, int], None]


def pack_zim(
    site: Path, out: Path, book: Book, progress: Progress = lambda done, total: None
) -> int:
    """Write a site as a ZIM; its bytes. Raises PackingError where libzim is not installed."""
    try:
        from libzim.writer import Creator, Hint
    except ImportError:
        raise PackingError(
            "a ZIM needs libzim, which is an extra: pip install 'cybercrime-repository[zim]' "
            "(Python 3.13 or older)"
        ) from None
    found = metadata(book)
    files = zim_members(site)
    with whole_file(out) as unfinished:
        creator = Creator(unfinished)
        creator.config_clustersize(CLUSTER).config_nbworkers(1)
        creator.config_indexing(True, iso_639_3(book.language)).set_mainpath(MAIN)
        with creator:
            creator.add_illustration(SIZE, png())
            for name in sorted(found):
                creator.add_metadata(name, found[name])
            for number, member in enumerate(files, start=1):
                creator.add_item(_item(member, Hint.FRONT_ARTICLE))
                progress(number, len(files))
        make_reproducible(unfinished, seed=f"{book.slug} {book.date}")
    return out.stat().st_size


def zim_members(site: Path) -> Sequence[Member]:
    """The files of a site that go into its ZIM."""
    return [
        member
        for member in members(site)
        if member.path not in _FOR_A_SERVER and not member.path.startswith(_OUTSIDE)
    ]


def _item(member: Member, front: Any) -> Any:
    from libzim.writer import FileProvider, IndexData, Item

    class Text(IndexData):  # type: ignore[misc]
        def has_indexdata(self) -> bool:
            return member.path.endswith(".html")

        def get_title(self) -> str:
            return title

        def get_content(self) -> str:
            return text_of(member.file.read_text(encoding="utf-8"))

        def get_keywords(self) -> str:
            return ""

        def get_wordcount(self) -> int:
            return len(self.get_content().split())

    class FileItem(Item):  # type: ignore[misc] # the base exists only where the extra is
        def get_path(self) -> str:
            return member.path

        def get_title(self) -> str:
            return title

        def get_mimetype(self) -> str:
            return mimetype(member.path)

        def get_contentprovider(self) -> Any:
            return FileProvider(str(member.file))

        def get_indexdata(self) -> Any:
            return Text()

        def get_hints(self) -> dict[Any, bool]:
            return {front: member.path.endswith(".html")}

    title = _title(member)
    return FileItem()


def text_of(page: str) -> str:
    """What Kiwix's own search finds a page by: the words of its content.

    Given, not left to libzim, which passes over pages that ask web searches not to list them.
    """
    found = _CONTENT.search(page)
    words = html.unescape(_TAG.sub(" ", found[1] if found else page))
    return " ".join(words.split())


def mimetype(path: str) -> str:
    """The media type of a file by its name."""
    return MIMETYPES.get(Path(path).suffix, "application/octet-stream")


def _title(member: Member) -> str:
    """What Kiwix lists a page under; other files have no title, so that they are not suggested."""
    if not member.path.endswith(".html"):
        return ""
    found = _TITLE.search(member.file.read_text(encoding="utf-8"))
    return html.unescape(found[1]) if found else member.path
