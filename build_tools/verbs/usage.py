"""``docket usage``: how often the site was used, from the web server's own logs."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from build_tools.corpus.cache import Cache
from build_tools.corpus.corpus import Corpus
from build_tools.corpus.load import load
from build_tools.usage.counting import Counted, count_logs
from build_tools.usage.merging import Merged, load_usage, merge, save_usage
from build_tools.usage.targets import Targets
from build_tools.verbs.exits import OK, fail

FILE = "usage.json"


def add(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Tell the parser of the verb."""
    verb = verbs.add_parser("usage", help="count the use of the site", description=run.__doc__)
    verb.add_argument(
        "logs", nargs="+", type=Path, metavar="LOG",
        help="access logs in the common or combined format, plain or gzipped; give all of a "
        "month at once",
    )  # fmt: skip
    verb.add_argument(
        "--out", type=Path, metavar="FILE",
        help=f"where the numbers are kept (default: {FILE} in the project)",
    )  # fmt: skip
    verb.add_argument(
        "--replace", action="store_true", help="count months anew that are there already"
    )
    verb.add_argument(
        "--own", action="append", default=[], metavar="HOST",
        help="the site's own host, which refers to itself; may be repeated",
    )  # fmt: skip
    verb.add_argument(
        "--base", default="/", metavar="PATH",
        help="the folder of the host in which the site stands (default: /)",
    )  # fmt: skip
    verb.set_defaults(run=run, reads_records=True)


def run(options: argparse.Namespace) -> int:
    """Count pages, downloads and referring hosts by month. No reader's address, no word that was
    searched for and no number under 3 is kept."""
    content: Path = options.project / "content"
    file: Path = options.out or options.project / FILE
    missing = next((path for path in options.logs if not path.is_file()), None)
    if missing is not None:
        return fail(f"there is no file '{missing}'")
    try:
        kept = load_usage(file)
    except ValueError as fault:
        return fail(f"{file} cannot be used: {fault}; nothing was written")
    loaded = load(content, Cache(content))
    targets = Targets(Corpus(loaded.entries, loaded.unreadable), options.base)
    own = frozenset(host.lower().removeprefix("www.") for host in options.own)
    counted = count_logs([path.resolve() for path in options.logs], targets, own)
    merged = merge(kept, counted.usage, options.replace)
    if merged.added or merged.replaced:
        save_usage(merged.usage, file)
    _say(counted, merged, file)
    return OK


def _say(counted: Counted, merged: Merged, file: Path) -> None:
    for remark in counted.remarks:
        print(remark, file=sys.stderr)
    spans = {month.month: f"{month.first} to {month.last}" for month in counted.usage.months}
    for what, months in (("counted", merged.added), ("counted anew", merged.replaced)):
        for month in months:
            print(f"{month}: {what}, {spans[month]}", file=sys.stderr)
    for month in merged.skipped:
        print(f"{month}: there already, skipped; --replace counts it anew", file=sys.stderr)
    written = f"in {file}" if merged.added or merged.replaced else "nothing written"
    print(f"{counted.read:,} lines read, {counted.unread:,} not; {written}", file=sys.stderr)
