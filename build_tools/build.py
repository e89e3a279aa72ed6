"""From a checked corpus to a site: link, render, publish."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path

from build_tools.corpus.corpus import Corpus
from build_tools.exports.sitemap import site_files
from build_tools.manifest.edition import Edition
from build_tools.manifest.history import edition_of_project
from build_tools.manifest.seal import seal
from build_tools.meter import Meter, Spent, measured
from build_tools.mirror.bundle import NAME as BUNDLE
from build_tools.mirror.bundle import bundle
from build_tools.outputs import PAGES, Frames, Output, other_outputs, page_outputs, put
from build_tools.pages.context import Context
from build_tools.pages.editions import standing_once
from build_tools.pages.home import fill_fragments
from build_tools.pages.page import Page
from build_tools.pages.site import foreseen, make_context
from build_tools.pages.weights import fill_weights
from build_tools.processes import spread
from build_tools.publish import Writer, Written, files_under
from build_tools.shell.frames import Shell, key_of
from build_tools.translating.client_files import client_files, languages_offered, words_script
from build_tools.warm.run import Warm
from build_tools.warm.state import Unit

ASSETS = Path(__file__).parent / "pages" / "assets"
SERVICE_WORKER = "sw.js"
"""Stands at the site's root, as it may only answer for what is below it."""


@dataclass(frozen=True, slots=True)
class Sealing:
    """What a site's manifest says beside its files."""

    project: Path | None = None
    """The folder whose git history dates the edition."""
    keys: tuple[str, ...] = ()
    """The public keys that the edition names."""
    sign: Callable[[Path], None] | None = None
    """Writes a file's signature beside it (manifest.signing)."""


@dataclass(slots=True)
class Made:
    """What making an output came to."""

    stage: str
    files: Mapping[str, Written | None]
    late: Sequence[Page] = ()
    """Pages in want of a frame that nobody foresaw."""
    spent: Spent = field(default_factory=Spent)
    units: Mapping[str, Unit] = field(default_factory=dict)
    """What each record gave, where that is noted."""


def build_site(
    corpus: Corpus,
    shell: Shell,
    out: Path,
    meter: Meter | None = None,
    sealing: Sealing | None = None,
    warm: Warm | None = None,
) -> int:
    """Build the whole site into an empty folder. Returns the number of computed pages.

    warm: what the last build made, to be taken over where it is still right.
    """
    meter = meter or Meter()
    with meter.stage("link"):
        context = make_context(corpus, shell.settings())
        context.corpus.link()
    with meter.stage("shell"):
        frames = shell.build(foreseen(context), out)
        made = [_made_by_shell(out)]
    stand = standing_once(made[0].files)
    if warm is not None:
        with meter.stage("compare"):
            warm.begin(context, frames, stand)
    outputs = [*page_outputs(context, frames, stand, warm), *other_outputs(context, warm)]
    made += make(outputs, out, meter)
    late = [page for each in made for page in each.late]
    if late:
        with meter.stage("shell"), tempfile.TemporaryDirectory() as folder:
            frames = shell.build({key_of(page) for page in late}, Path(folder))
        made += make([Output(PAGES, 1, partial(put, late, frames, stand))], out, meter)
    if warm is not None:
        made += _taken_over(warm, made, out, meter)
    return _finish(made, context, out, meter, sealing or Sealing())


def _taken_over(warm: Warm, made: Sequence[Made], out: Path, meter: Meter) -> list[Made]:
    """Bring what is still right from the old site, and keep what the next build needs."""
    units: dict[str, Unit] = {}
    for each in made:
        for record_id, unit in each.units.items():
            units.setdefault(record_id, Unit()).add(unit)
    with meter.stage("take over") as spent:
        taken = warm.take_over(out)
        spent.files = len(taken)
    with meter.stage("keep"):
        warm.finish(units)
    data = {path: note for path, note in taken.items() if not path.endswith(".html")}
    pages = {path: note for path, note in taken.items() if path.endswith(".html")}
    return [Made("data", data), Made(PAGES, pages)]


def write_pages(
    pages: Iterable[Page],
    frames: Frames,
    context: Context,
    out: Path,
    sealing: Sealing | None = None,
) -> int:
    """Put pages into their frames and write them, with all else, beside the hand-written ones."""
    meter = Meter()
    made = [_made_by_shell(out)]
    stand = standing_once(made[0].files)
    ready = Output(PAGES, len(context.corpus.entries), partial(put, pages, frames, stand))
    made += make([ready, *other_outputs(context)], out, meter)
    return _finish(made, context, out, meter, sealing or Sealing())


def _made_by_shell(out: Path) -> Made:
    return Made("shell", dict.fromkeys(files_under(out)))


def make(outputs: Sequence[Output], out: Path, meter: Meter) -> list[Made]:
    """Make outputs with all processors, the longest first."""

    def task(output: Output) -> Made:
        writer = Writer(out)
        with measured() as spent:
            late = output.make(writer)
        spent.files = len(writer.files)
        meter.advance(round(output.worth))
        return Made(output.stage, writer.files, late, spent, output.units or {})

    ordered = sorted(outputs, key=lambda output: -output.worth)
    stages = ", ".join(dict.fromkeys(output.stage for output in outputs))
    total = sum(round(output.worth) for output in outputs)
    tasks = [partial(task, output) for output in ordered]
    found = spread(tasks, beside=lambda: meter.showing(stages, total))
    for made in found:
        meter.add(made.stage, made.spent)
    return found


def _finish(
    made: Sequence[Made], context: Context, out: Path, meter: Meter, sealing: Sealing
) -> int:
    """Write what depends on all else: computed pieces of hand-written pages, the sitemap, the
    manifest. Returns the number of computed pages."""
    writer = Writer(out)
    offered = languages_offered(context.settings)
    with meter.stage("sitemap and home") as spent:
        for source in sorted(ASSETS.iterdir()):
            at_root = source.name == SERVICE_WORKER
            before = words_script(offered) if source.name == "docket.js" else b""
            path = source.name if at_root else f"assets/{source.name}"
            writer.write(path, before + source.read_bytes())
        for path, data in client_files(context.settings.language, offered):
            writer.write(path, data)
        writer.write(BUNDLE, bundle())
        files = {path: note for each in made for path, note in each.files.items()}
        _fill_hand_written(context, writer, files | writer.files)
        for path, data in site_files(sorted(files.keys() | writer.files.keys()), context):
            writer.write(path, data)
        spent.files = len(writer.files)
    with meter.stage("manifest"):
        files |= writer.files
        known = {path: note for path, note in files.items() if note is not None}
        seal_site(context, out, sealing, known)
    return sum(len(each.files) for each in made if each.stage == PAGES)


def seal_site(
    context: Context, out: Path, sealing: Sealing, written: Mapping[str, Written] | None = None
) -> Edition:
    """Write the manifest of a finished site; ``written`` is what a Writer noted of its files."""
    entries = context.corpus.entries
    added = [entry.record.added.first_day for entry in entries if entry.record.added is not None]
    newest = date(*max(added, default=(1970, 1, 1)))
    counts = Counter(e.kind.folder for e in entries if e.record.withdrawn is None)
    edition = edition_of_project(sealing.project, context.settings.name, counts, newest)
    return seal(out, replace(edition, keys=sealing.keys), written or {}, sealing.sign)


def _fill_hand_written(
    context: Context, writer: Writer, files: Mapping[str, Written | None]
) -> None:
    """Put the computed pieces into the hand-written pages that ask for them; ``files`` are all
    that were written."""
    out = writer.out
    for file in sorted(out.glob("*.html")):
        html = file.read_text(encoding="utf-8")
        if "[[docket:" in html:
            path = file.relative_to(out).as_posix()
            sizes = {
                name: note.size if note is not None else (out / name).stat().st_size
                for name, note in files.items()
            }
            html = fill_weights(fill_fragments(html, path, context), path, out, context, sizes)
            writer.write(path, html.encode())
