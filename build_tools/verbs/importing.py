"""``docket import``: a table, lines of JSON or Akoma Ntoso laws to records."""

from __future__ import annotations

import argparse
import sys
from contextlib import nullcontext
from pathlib import Path

from build_tools.corpus.cache import Cache
from build_tools.corpus.corpus import Corpus
from build_tools.corpus.load import load
from build_tools.importing.own_lines import import_own, is_own
from build_tools.importing.report import as_json, as_text
from build_tools.importing.run import ImportOptions, run_import
from build_tools.locking import locked
from build_tools.model.kinds import BY_NAME
from build_tools.publish import replace_file
from build_tools.verbs.exits import FINDINGS, OK, fail
from build_tools.verbs.progress import progress


def add(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Tell the parser of the verb."""
    verb = verbs.add_parser("import", help="make records of a table", description=run.__doc__)
    verb.add_argument(
        "source", type=Path, help="a .csv or .jsonl file, a folder of Akoma Ntoso, or data/"
    )
    verb.add_argument("--kind", choices=sorted(BY_NAME), help="what each row is")
    verb.add_argument("--mapping", type=Path, metavar="FILE",
                      help="which column goes into which field (see docs/importing.md); not needed "
                      "for lines of data/ of this or another such repository")  # fmt: skip
    verb.add_argument("--dry-run", action="store_true", help="write nothing, report all the same")
    verb.add_argument("--report", type=Path, metavar="FILE", help="write the whole report as JSON")
    verb.add_argument("--out", type=Path, metavar="DIR",
                      help="where the records go (default: the project's content/)")  # fmt: skip
    verb.add_argument("--quiet", action="store_true", help="no progress")
    verb.set_defaults(run=run, reads_records=True)


def run(options: argparse.Namespace) -> int:
    """Make a record of each row of a source, as a mapping file says. Nothing is overwritten.

    A row that would not pass the check is not written; the report says why. Running it
    again goes on where it was broken off.
    """
    content: Path = options.project / "content"
    loaded = load(content, Cache(content))
    own = options.mapping is None
    if own and not is_own(options.source):
        return fail("--mapping is needed: the source is no file of data/ of such a repository")
    if not own and options.kind is None:
        return fail("--kind is needed: say what each row is")
    wanted = ImportOptions(
        source=options.source,
        kind=options.kind or "",
        mapping=options.mapping or Path(),
        out=options.out or content,
        dry_run=options.dry_run,
    )
    corpus = Corpus(loaded.entries, loaded.unreadable)
    doing = import_own if own else run_import
    with nullcontext() if options.dry_run else locked(wanted.out):
        report = doing(wanted, corpus, progress("Importing", options.quiet))
    if options.report is not None:
        replace_file(options.report, as_json(report).encode())
    print(as_text(report), file=sys.stderr)
    return OK if report.clean else FINDINGS
