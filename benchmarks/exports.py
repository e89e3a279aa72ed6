"""How long the data of a collection take to write, beside its pages, and how much memory.

``python -m benchmarks.exports PROJECT`` goes through a project that ``benchmarks.collection``
has made, or any other, and writes nothing that it keeps.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from itertools import chain
from pathlib import Path

from build_tools.exports.bulk import write_bulk
from build_tools.outputs import data_files, put, record_data
from build_tools.pages.site import all_pages, make_context
from build_tools.publish import Writer
from build_tools.rules.check import check
from build_tools.settings import Settings
from build_tools.shell.frames import key_of
from build_tools.shell.mkdocs_shell import MkDocsShell

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.exports", description=__doc__)
    parser.add_argument("project", type=Path, help="a folder with content/")
    parser.add_argument("--no-pages", action="store_true", help="the data alone")
    options = parser.parse_args()
    checked = check(options.project / "content")
    context = make_context(checked.corpus, Settings())
    _say("records", len(checked.corpus.entries))
    _say("MiB with the records in memory", _peak())
    with tempfile.TemporaryDirectory() as name:
        out = Path(name)
        started = _now()
        writer = Writer(out)
        of_records = (
            file for entry in checked.corpus.entries for file in record_data(entry, context)
        )
        for path, data in chain(of_records, data_files(context)):
            writer.write(path, data)
        _say("seconds for the data of each record and all lists", _since(started))
        _say("files", len(writer.paths))
        started = _now()
        write_bulk(context, out)
        _say("seconds for data/", _since(started))
        _say("MiB at most, data written", _peak())
    if not options.no_pages:
        with tempfile.TemporaryDirectory() as name:
            out = Path(name)
            started = _now()
            pages = list(all_pages(context))
            frames = MkDocsShell(ROOT).build({key_of(page) for page in pages}, out)
            put(pages, frames, Writer(out))
            _say("seconds for the pages", _since(started))
    return 0


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _now() -> tuple[float, float]:
    return time.perf_counter(), time.process_time()


def _since(started: tuple[float, float]) -> str:
    """Seconds by the clock, and of the processor: the disk's share differs much between runs."""
    clock, processor = _now()
    return f"{clock - started[0]:.1f}, of the processor {processor - started[1]:.1f}"


def _say(name: str, value: object) -> None:
    print(f"{name:<52} {value}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
