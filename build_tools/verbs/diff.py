"""``docket diff``: what changed in the records between two revisions or folders."""

from __future__ import annotations

import argparse

from build_tools.comparing.report import FORMATS, as_json, as_markdown, as_text
from build_tools.comparing.revisions import RevisionError
from build_tools.comparing.run import compare_named
from build_tools.verbs.exits import OK, fail

REPORTS = {"text": as_text, "markdown": as_markdown, "json": as_json}


def add(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Tell the parser of the verb."""
    verb = verbs.add_parser("diff", help="say what changed in the records", description=run.__doc__)
    verb.add_argument("old", metavar="OLD", help="a git revision, such as v1.0, or a folder")
    verb.add_argument("new", metavar="NEW", nargs="?",
                      help="another (default: the records as they stand)")  # fmt: skip
    verb.add_argument("--format", choices=FORMATS, default="text", help="how to say it")
    verb.set_defaults(run=run, reads_records=True)


def run(options: argparse.Namespace) -> int:
    """Say in words what changed in the records from one git revision or folder to another.

    Records that came, went, moved or were withdrawn are named, and their fields compared.
    """
    try:
        found = compare_named(options.project, options.old, options.new)
    except RevisionError as fault:
        return fail(str(fault))
    print(REPORTS[options.format](found))
    return OK
