"""``docket delta``: give copies of an earlier edition a short way to this one."""

from __future__ import annotations

import argparse
from pathlib import Path

from build_tools.manifest import names
from build_tools.manifest.delta_making import make_delta
from build_tools.manifest.deltas import MAX_DELTA, read_head
from build_tools.manifest.lists import ManifestError
from build_tools.publish import replace_file
from build_tools.verbs.exits import FINDINGS, OK, fail
from build_tools.verbs.mirror import size


def add(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Tell the parser of the verb."""
    verb = verbs.add_parser(
        "delta", help="add the differences to an older edition to a site", description=run.__doc__
    )
    verb.add_argument(
        "old", type=Path, nargs="+", metavar="OLD", help="an earlier edition, or a copy of one"
    )
    verb.add_argument(
        "--site", type=Path, metavar="DIR", help="the new edition (default: site/ of the project)"
    )
    verb.add_argument("--quiet", action="store_true", help="say nothing unless something is wrong")
    verb.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Add to a built site one small file for each earlier edition, with what changed since.

    ``docket mirror`` then asks for that file instead of for each that changed. The site's other
    files and its signature stay as they are. Whoever has none of these editions copies as before.
    """
    site: Path = options.site or options.project / "site"
    for old in options.old:
        try:
            delta = make_delta(old, site)
        except ManifestError as fault:
            return fail(str(fault))
        head = read_head(delta)
        if head.old == head.new:
            said = f"{old} is this edition: no delta is needed"
        elif len(delta) > MAX_DELTA:
            print(f"docket: {old} differs by {size(len(delta))}, too much for a delta")
            return FINDINGS
        else:
            replace_file(site / names.delta_path(head.old), delta)
            said = f"{site / names.delta_path(head.old)}: {size(len(delta))}"
        if not options.quiet:
            print(said)
    return OK
