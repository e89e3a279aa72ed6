"""From a checked corpus to a site: link, render, publish."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from build_tools.corpus.corpus import Corpus
from build_tools.exports.akn import akn_files
from build_tools.exports.api import api_files, record_files
from build_tools.exports.bulk import write_bulk
from build_tools.exports.coordination import coordination_files
from build_tools.exports.feeds import record_feeds
from build_tools.exports.files import citation_files
from build_tools.exports.pictures import picture_files
from build_tools.exports.sitemap import site_files
from build_tools.form.data import form_files
from build_tools.pages.context import Context
from build_tools.pages.home import fill_fragments
from build_tools.pages.page import Page
from build_tools.pages.site import all_pages, make_context
from build_tools.publish import write_file
from build_tools.search.build import search_files
from build_tools.shell.frames import Frame, FrameKey, Shell, key_of

ASSETS = Path(__file__).parent / "pages" / "assets"


def build_site(corpus: Corpus, shell: Shell, out: Path) -> int:
    """Build the whole site into an empty folder. Returns the number of computed pages."""
    context = make_context(corpus, shell.settings())
    pages = list(all_pages(context))
    frames = shell.build({key_of(page) for page in pages}, out)
    return write_pages(pages, frames, context, out)


def write_pages(
    pages: Iterable[Page], frames: Mapping[FrameKey, Frame], context: Context, out: Path
) -> int:
    """Put pages into their frames and write them beside the hand-written ones."""
    count = 0
    for path, data in outputs(pages, frames):
        write_file(out / path, data)
        count += 1
    for source in sorted(ASSETS.iterdir()):
        write_file(out / "assets" / source.name, source.read_bytes())
    for path, data in data_files(context):
        write_file(out / path, data)
    write_bulk(context, out)
    for file in search_files(context):
        write_file(out / file.path, file.data)
    _fill_hand_written(context, out)
    written = sorted(path.relative_to(out).as_posix() for path in out.rglob("*.*"))
    for path, data in site_files(written, context):
        write_file(out / path, data)
    return count


def data_files(context: Context) -> Iterator[tuple[str, bytes]]:
    """The records in the forms of other professions, and the form that proposes new ones."""
    yield from form_files(context)
    yield from record_files(context)
    yield from api_files(context)
    yield from akn_files(context)
    yield from record_feeds(context)
    yield from coordination_files(context)
    yield from picture_files(context)
    for entry in context.corpus.entries:
        yield from citation_files(entry, context)


def outputs(pages: Iterable[Page], frames: Mapping[FrameKey, Frame]) -> Iterator[tuple[str, bytes]]:
    """Each page's path and bytes."""
    for page in pages:
        yield page.path, frames[key_of(page)].fill(page).encode()


def _fill_hand_written(context: Context, out: Path) -> None:
    """Put the computed pieces into the hand-written pages that ask for them."""
    for file in sorted(out.glob("*.html")):
        html = file.read_text(encoding="utf-8")
        if "[[docket:" in html:
            filled = fill_fragments(html, file.relative_to(out).as_posix(), context)
            write_file(file, filled.encode())
