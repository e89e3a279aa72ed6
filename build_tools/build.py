"""From a checked corpus to a site: link, render, publish."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from build_tools.corpus.corpus import Corpus
from build_tools.exports.sitemap import site_files
from build_tools.meter import Meter, Spent, measured
from build_tools.outputs import PAGES, Frames, Output, other_outputs, page_outputs, put
from build_tools.pages.context import Context
from build_tools.pages.home import fill_fragments
from build_tools.pages.page import Page
from build_tools.pages.site import foreseen, make_context
from build_tools.processes import spread
from build_tools.publish import Writer, files_under
from build_tools.shell.frames import Shell, key_of

ASSETS = Path(__file__).parent / "pages" / "assets"


@dataclass(slots=True)
class Made:
    """What making an output came to."""

    stage: str
    paths: Sequence[str]
    late: Sequence[Page] = ()
    """Pages in want of a frame that nobody foresaw."""
    spent: Spent = field(default_factory=Spent)


def build_site(corpus: Corpus, shell: Shell, out: Path, meter: Meter | None = None) -> int:
    """Build the whole site into an empty folder. Returns the number of computed pages."""
    meter = meter or Meter()
    with meter.stage("link"):
        context = make_context(corpus, shell.settings())
        context.corpus.link()
    with meter.stage("shell"):
        frames = shell.build(foreseen(context), out)
        made = [Made("shell", files_under(out))]
    made += make([*page_outputs(context, frames), *other_outputs(context)], out, meter)
    late = [page for each in made for page in each.late]
    if late:
        with meter.stage("shell"), tempfile.TemporaryDirectory() as folder:
            frames = shell.build({key_of(page) for page in late}, Path(folder))
        made += make([Output(PAGES, 1, partial(put, late, frames))], out, meter)
    _finish(made, context, out, meter)
    return sum(len(each.paths) for each in made if each.stage == PAGES)


def write_pages(pages: Iterable[Page], frames: Frames, context: Context, out: Path) -> int:
    """Put pages into their frames and write them, with all else, beside the hand-written ones."""
    meter = Meter()
    made = [Made("shell", files_under(out))]
    ready = Output(PAGES, len(context.corpus.entries), partial(put, pages, frames))
    made += make([ready, *other_outputs(context)], out, meter)
    _finish(made, context, out, meter)
    return sum(len(each.paths) for each in made if each.stage == PAGES)


def make(outputs: Sequence[Output], out: Path, meter: Meter) -> list[Made]:
    """Make outputs with all processors, the longest first."""

    def task(output: Output) -> Made:
        writer = Writer(out)
        with measured() as spent:
            late = output.make(writer)
        spent.files = len(writer.paths)
        meter.advance(round(output.worth))
        return Made(output.stage, writer.paths, late, spent)

    ordered = sorted(outputs, key=lambda output: -output.worth)
    stages = ", ".join(dict.fromkeys(output.stage for output in outputs))
    total = sum(round(output.worth) for output in outputs)
    tasks = [partial(task, output) for output in ordered]
    found = spread(tasks, beside=lambda: meter.showing(stages, total))
    for made in found:
        meter.add(made.stage, made.spent)
    return found


def _finish(made: Sequence[Made], context: Context, out: Path, meter: Meter) -> None:
    """Write what depends on all else: computed pieces of hand-written pages, the sitemap."""
    writer = Writer(out)
    with meter.stage("sitemap and home") as spent:
        for source in sorted(ASSETS.iterdir()):
            writer.write(f"assets/{source.name}", source.read_bytes())
        _fill_hand_written(context, writer)
        paths = {path for each in made for path in each.paths}
        for path, data in site_files(sorted(paths.union(writer.paths)), context):
            writer.write(path, data)
        spent.files = len(writer.paths)


def _fill_hand_written(context: Context, writer: Writer) -> None:
    """Put the computed pieces into the hand-written pages that ask for them."""
    for file in sorted(writer.out.glob("*.html")):
        html = file.read_text(encoding="utf-8")
        if "[[docket:" in html:
            path = file.relative_to(writer.out).as_posix()
            writer.write(path, fill_fragments(html, path, context).encode())
