"""What a site is made of, as outputs: each can be made by itself from the whole corpus.

They may be made in any order and by any process.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import NamedTuple

from build_tools.corpus.load import Entry
from build_tools.exports.akn import akn_file
from build_tools.exports.api import api_files, record_file, schema_files
from build_tools.exports.bulk import DESCRIPTIONS, FOLDER, write_bulk
from build_tools.exports.coordination import coordination_files
from build_tools.exports.feeds import record_feeds
from build_tools.exports.files import citation_files, withdrawn_file
from build_tools.exports.pictures import picture_files
from build_tools.form.data import form_files
from build_tools.pages.context import Context
from build_tools.pages.coverage import coverage_files
from build_tools.pages.editions import homes, in_edition, in_every_language, led
from build_tools.pages.layer_data import layer_files
from build_tools.pages.page import Page
from build_tools.pages.site import list_pages, record_pages
from build_tools.publish import Writer
from build_tools.search.build import search_files
from build_tools.shell.frames import Frame, FrameKey, key_of
from build_tools.warm.run import Warm
from build_tools.warm.state import Unit

PAGES = "pages"
TOGETHER = 200
"""How many records' pages, or data, are made in one go."""
LISTS_WORTH, SEARCH_WORTH = 0.5, 2.0
"""How much work lists and search are for each record, where its page is 1."""
Frames = Mapping[FrameKey, Frame]
Files = Iterable[tuple[str, bytes]]
OfRecord = Callable[[Entry, Context, Writer], list[Page]]
"""Makes and writes what one record gives; returns the pages for which there was no frame."""


Units = dict[str, Unit]


class Output(NamedTuple):
    """A part of the site that can be made by itself from the whole corpus."""

    stage: str
    worth: float
    """How much work it is, in pages of records."""
    make: Callable[[Writer], list[Page]]
    """Writes its files; returns the pages for which there was no frame."""
    units: Units | None = None
    """Filled with what each record gave, where that is noted for the next build."""


def page_outputs(
    context: Context, frames: Frames, once: frozenset[str], warm: Warm | None = None
) -> Iterator[Output]:
    """The pages of the records, some at a time, and those that list them, in every edition.

    ``once`` are the pages that no edition has (pages.editions.standing_once).
    """
    worth = LISTS_WORTH * len(context.corpus.entries)
    for own in in_every_language(context):
        lists = chain(in_edition(list_pages(own), own), homes(own))
        yield Output(PAGES, worth, partial(put, lists, frames, once))

        def pages(entry: Entry, own: Context, writer: Writer) -> list[Page]:
            return put(in_edition(record_pages(entry, own), own), frames, once, writer)

        yield from _by_record(PAGES, pages, own, warm)


def other_outputs(context: Context, warm: Warm | None = None) -> Iterator[Output]:
    """All but pages."""
    records = len(context.corpus.entries)
    yield Output("search", SEARCH_WORTH * records, partial(_save, search_files(context)))
    yield Output("tables", LISTS_WORTH * records, partial(_save_tables, context))
    yield Output("data", LISTS_WORTH * records, partial(_save, data_files(context)))
    yield from _by_record("data", _save_data, context, warm)


def _by_record(stage: str, make: OfRecord, context: Context, warm: Warm | None) -> Iterator[Output]:
    """What each record gives by itself, some records at a time; not what is taken over."""
    entries = context.corpus.entries
    if warm is not None:
        entries = tuple(entry for entry in entries if entry.id not in warm.units)
    for first in range(0, len(entries), TOGETHER):
        group = entries[first : first + TOGETHER]
        units: Units = {}
        work = partial(_make_records, group, make, context, warm, units)
        yield Output(stage, len(group), work, units)


def _make_records(
    entries: Sequence[Entry],
    make: OfRecord,
    context: Context,
    warm: Warm | None,
    units: Units,
    writer: Writer,
) -> list[Page]:
    if warm is None:
        return [page for entry in entries for page in make(entry, context, writer)]
    late: list[Page] = []
    noted = warm.context(context)
    for entry in entries:
        with warm.noting(entry, writer, units):
            found = make(entry, noted, writer)
        units[entry.id].whole = not found
        late += found
    return late


def data_files(context: Context) -> Files:
    """Data about many records at once, and the form that proposes new ones."""
    yield from form_files(context)
    yield from schema_files()
    yield from api_files(context)
    yield from record_feeds(context)
    yield withdrawn_file(context.corpus)
    yield from coordination_files(context)
    yield from picture_files(context)
    yield from coverage_files(context, context.coverage)
    yield from layer_files(context, context.coverage)


def record_data(entry: Entry, context: Context) -> Files:
    """One record in the forms of other professions."""
    if entry.record.withdrawn is not None:
        return
    yield record_file(entry, context)
    akn = akn_file(entry, context)
    if akn is not None:
        yield akn
    yield from citation_files(entry, context)


def put(pages: Iterable[Page], frames: Frames, once: frozenset[str], writer: Writer) -> list[Page]:
    """Write pages in their frames; those that have none are returned."""
    late: list[Page] = []
    for page in pages:
        frame = frames.get(key_of(page))
        if frame is None:
            late.append(page)
        else:
            html = frame.fill(page)
            writer.write(page.path, (led(html, page, once) if page.language else html).encode())
    return late


def _save(files: Files, writer: Writer) -> list[Page]:
    for path, data in files:
        writer.write(path, data)
    return []


def _save_data(entry: Entry, context: Context, writer: Writer) -> list[Page]:
    return _save(record_data(entry, context), writer)


def _save_tables(context: Context, writer: Writer) -> list[Page]:
    for resource in write_bulk(context, writer.out):
        writer.note(f"{FOLDER}/{resource.path}")
    for name in DESCRIPTIONS:
        writer.note(f"{FOLDER}/{name}")
    return []
