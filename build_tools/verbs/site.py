"""``docket build``."""

from __future__ import annotations

import argparse
import sqlite3
import sys
import time
from collections.abc import Sequence
from concurrent.futures import BrokenExecutor
from pathlib import Path

from build_tools.build import Sealing, build_site
from build_tools.corpus.cache import Cache
from build_tools.exports.database import DatabaseError
from build_tools.manifest import signing
from build_tools.manifest.lists import ManifestError
from build_tools.meter import Meter
from build_tools.publish import replace_file, staged
from build_tools.reporters.findings import report, summary
from build_tools.rules.check import Checked, check
from build_tools.verbs.exits import FINDINGS, OK, fail
from build_tools.verbs.progress import stages, table
from build_tools.warm.run import Warm

BROKEN_OFF = (
    OSError, MemoryError, sqlite3.Error, DatabaseError, ImportError, BrokenExecutor,
    KeyboardInterrupt,
)  # fmt: skip
"""What ends a build for reasons of the machine or of who started it."""
CONFIGURATION = "mkdocs.yml"


def add(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Tell the parser of the verbs."""
    verb = verbs.add_parser("build", help="build the site", description=_build.__doc__)
    verb.add_argument("--out", type=Path, metavar="DIR", help="the site's folder (default: site)")
    verb.add_argument("--quiet", action="store_true", help="say nothing unless something is wrong")
    verb.add_argument(
        "--timings", action="store_true", help="print what each stage took, at the end"
    )
    verb.add_argument(
        "--sign", type=Path, metavar="KEY", help="sign the edition with this private key"
    )
    verb.add_argument(
        "--next-key",
        action="append",
        default=[],
        type=Path,
        metavar="PUB",
        help="a public key that may sign later editions too; once for each",
    )
    verb.add_argument("--cold", action="store_true", help="take nothing over from the last build")
    verb.add_argument(
        "--findings", type=Path, metavar="FILE", help="write all findings into a file, as JSON"
    )
    verb.set_defaults(run=_build, reads_records=True)


def _build(options: argparse.Namespace) -> int:
    """Check the records and build the site beside the old one, which it then replaces.

    Where a record has an error, nothing is built and the old site stays as it was.
    """
    project: Path = options.project
    started = time.monotonic()
    meter = Meter(stages(options.quiet))
    cache = None if options.cold else Cache(project / "content")
    checked = check(project / "content", cache, meter=meter)
    if checked.findings:
        print(report(checked.findings, "text", project), file=sys.stderr)
    if options.findings is not None:
        replace_file(options.findings, report(checked.findings, "json", project).encode())
    if not checked.publishable:
        print(summary(checked.findings, len(checked.corpus.entries)), file=sys.stderr)
        print("Nothing was built; the old site, if there is one, is as it was.", file=sys.stderr)
        return FINDINGS
    out: Path = options.out or project / "site"
    try:
        sealing = _sealing(project, options.sign, options.next_key)
        pages = build_into(out, checked, project, meter, sealing, warm=not options.cold)
    except (signing.SigningError, ManifestError) as fault:
        return fail(f"{fault}; nothing was built")
    except BROKEN_OFF:
        print("The build was broken off; the old site, if there is one, is as it was.",
              file=sys.stderr)  # fmt: skip
        raise
    seconds = time.monotonic() - started
    if options.timings:
        print(table(meter.stages, seconds))
    if not options.quiet:
        records = len(checked.corpus.entries)
        signed = "" if options.sign else "; not signed (--sign KEY)"
        print(f"{records:,} records, {pages:,} pages in {out}/ after {seconds:.1f} s{signed}")
    return OK


def _sealing(project: Path, key: Path | None, more_keys: Sequence[Path]) -> Sealing:
    """How the edition is signed: by a private key, naming those that may sign later ones.

    Raises SigningError.
    """
    if key is None:
        return Sealing(project)
    keys = tuple(signing.public_key(each) for each in (key, *more_keys))
    return Sealing(project, keys, signing.signer(key))


def build_into(
    out: Path,
    checked: Checked,
    project: Path,
    meter: Meter | None = None,
    sealing: Sealing | None = None,
    warm: bool = False,
) -> int:
    """Build checked records into a folder, all or nothing. Returns the number of pages.

    warm: whether to take over from the site that stands there what is still right.
    """
    from build_tools.shell.mkdocs_shell import MkDocsShell  # takes longer than a small check

    shell = MkDocsShell(project)
    with staged(out) as folder:
        return build_site(
            checked.corpus,
            shell,
            folder,
            meter,
            sealing or Sealing(project),
            Warm(out) if warm else None,
        )
