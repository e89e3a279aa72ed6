"""``docket build`` and ``docket serve``."""

from __future__ import annotations

import argparse
import sqlite3
import sys
import time
from concurrent.futures import BrokenExecutor
from pathlib import Path

from build_tools.build import build_site
from build_tools.publish import staged
from build_tools.reporters.findings import report, summary
from build_tools.rules.check import Checked, check
from build_tools.serve import serve
from build_tools.verbs.exits import FINDINGS, OK

CONFIGURATION = "mkdocs.yml"


def add(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Tell the parser of the verbs."""
    verb = verbs.add_parser("build", help="build the site", description=_build.__doc__)
    verb.add_argument("--out", type=Path, metavar="DIR", help="the site's folder (default: site)")
    verb.add_argument("--quiet", action="store_true", help="say nothing unless something is wrong")
    verb.set_defaults(run=_build, reads_records=True)

    verb = verbs.add_parser("serve", help="build and serve the site", description=_serve.__doc__)
    verb.add_argument("--port", type=int, default=8000, help="the port (default: 8000)")
    verb.set_defaults(run=_serve, reads_records=True)


def _build(options: argparse.Namespace) -> int:
    """Check the records and build the site beside the old one, which it then replaces.

    Where a record has an error, nothing is built and the old site stays as it was.
    """
    project: Path = options.project
    started = time.monotonic()
    checked = check(project / "content")
    if checked.findings:
        print(report(checked.findings, "text", project), file=sys.stderr)
    if not checked.publishable:
        print(summary(checked.findings, len(checked.corpus.entries)), file=sys.stderr)
        print("Nothing was built; the old site, if there is one, is as it was.", file=sys.stderr)
        return FINDINGS
    out: Path = options.out or project / "site"
    try:
        pages = build_into(out, checked, project)
    except (OSError, MemoryError, sqlite3.Error, BrokenExecutor, KeyboardInterrupt):
        print("The build was broken off; the old site, if there is one, is as it was.",
              file=sys.stderr)  # fmt: skip
        raise
    if not options.quiet:
        seconds = time.monotonic() - started
        records = len(checked.corpus.entries)
        print(f"{records:,} records, {pages:,} pages in {out}/ after {seconds:.1f} s")
    return OK


def build_into(out: Path, checked: Checked, project: Path) -> int:
    """Build checked records into a folder, all or nothing. Returns the number of pages."""
    from build_tools.shell.mkdocs_shell import MkDocsShell  # takes longer than a small check

    shell = MkDocsShell(project)
    with staged(out) as folder:
        return build_site(checked.corpus, shell, folder)


def _serve(options: argparse.Namespace) -> int:
    """Build the site, serve it on this machine, and build it again when a file changes."""
    project: Path = options.project
    out = project / "site"

    def rebuild() -> bool:
        checked = check(project / "content")
        if checked.findings:
            print(report(checked.findings, "text", project), file=sys.stderr)
        if not checked.publishable:
            return False
        build_into(out, checked, project)
        return True

    watched = [project / "content", project / "docs", project / CONFIGURATION]
    return serve(out, options.port, watched, rebuild)
