"""Floor 8: the command ``docket``."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from build_tools import __version__
from build_tools.build import Checked, build_site, check
from build_tools.model.json_schema import kind_schema
from build_tools.model.kinds import BY_NAME
from build_tools.publish import staged
from build_tools.reporters.findings import FORMATS, report, summary
from build_tools.serve import serve
from build_tools.shell.mkdocs_shell import MkDocsShell, ShellError
from build_tools.values.findings import Finding

OK, FINDINGS, FAULT = 0, 1, 2
CONFIGURATION = "mkdocs.yml"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb. Returns the exit status: 0, 1 for findings, 2 for a fault of the machine."""
    options = _parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = options.run
    if options.project is None:
        options.project = _find_project()
    if options.run in (_check, _build, _serve) and not (options.project / "content").is_dir():
        return _fail(f"there is no folder 'content' with records in {options.project.resolve()}")
    try:
        return run(options)
    except ShellError as fault:
        return _fail(str(fault))
    except OSError as fault:
        return _fail(
            f"{fault.strerror or fault}: {fault.filename}" if fault.filename else str(fault)
        )
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return FAULT


def _find_project() -> Path:
    """This folder, or the nearest above it that holds a configuration and records."""
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / CONFIGURATION).is_file() and (folder / "content").is_dir():
            return Path(os.path.relpath(folder))
    return Path()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="docket",
        description="Check the records of a cybercrime repository and build its site.",
        epilog="Exit status: 0 all is well; 1 records have errors; 2 the machine or the command.",
    )
    parser.add_argument("--version", action="version", version=f"docket {__version__}")
    parser.add_argument(
        "--project",
        type=Path,
        metavar="DIR",
        help="the folder that holds content/, docs/ and mkdocs.yml (default: this one, or the "
        "nearest above it that does)",
    )
    verbs = parser.add_subparsers(required=True, metavar="VERB")

    verb = verbs.add_parser("check", help="check the records", description=_check.__doc__)
    verb.add_argument("paths", nargs="*", type=Path, help="show findings in these files only")
    verb.add_argument("--format", choices=FORMATS, default="text", help="how to print findings")
    verb.set_defaults(run=_check)

    verb = verbs.add_parser("build", help="build the site", description=_build.__doc__)
    verb.add_argument("--out", type=Path, metavar="DIR", help="the site's folder (default: site)")
    verb.add_argument("--quiet", action="store_true", help="say nothing unless something is wrong")
    verb.set_defaults(run=_build)

    verb = verbs.add_parser("serve", help="build and serve the site", description=_serve.__doc__)
    verb.add_argument("--port", type=int, default=8000, help="the port (default: 8000)")
    verb.set_defaults(run=_serve)

    verb = verbs.add_parser("schema", help="print a JSON Schema", description=_schema.__doc__)
    verb.add_argument("kind", choices=sorted(BY_NAME), help="the kind of record")
    verb.set_defaults(run=_schema)
    return parser


def _check(options: argparse.Namespace) -> int:
    """Check every record, and print what is wrong: file, line, column, reason, code."""
    project: Path = options.project
    missing = next((path for path in options.paths if not path.exists()), None)
    if missing is not None:
        return _fail(f"there is no file or folder '{missing}'")
    checked = check(project / "content")
    findings = [each for each in checked.findings if _named(each, options.paths, project)]
    text = report(findings, options.format)
    if text:
        print(text)
    if options.format == "text":
        print(summary(findings, len(checked.corpus.entries)), file=sys.stderr)
    return _status(findings)


def _named(finding: Finding, paths: Sequence[Path], project: Path) -> bool:
    """True where a finding is in one of some files or folders, or where none are named."""
    if not paths:
        return True
    file = (project / finding.place.file).resolve()
    return any(file.is_relative_to(path.resolve()) for path in paths)


def _build(options: argparse.Namespace) -> int:
    """Check the records and build the site beside the old one, which it then replaces.

    Where a record has an error, nothing is built and the old site stays as it was.
    """
    project: Path = options.project
    started = time.monotonic()
    checked = check(project / "content")
    if checked.findings:
        print(report(checked.findings, "text"), file=sys.stderr)
    if not checked.publishable:
        print(summary(checked.findings, len(checked.corpus.entries)), file=sys.stderr)
        print("Nothing was built; the old site, if there is one, is as it was.", file=sys.stderr)
        return FINDINGS
    out: Path = options.out or project / "site"
    pages = build_into(out, checked, project)
    if not options.quiet:
        seconds = time.monotonic() - started
        records = len(checked.corpus.entries)
        print(f"{records:,} records, {pages:,} pages in {out}/ after {seconds:.1f} s")
    return OK


def build_into(out: Path, checked: Checked, project: Path) -> int:
    """Build checked records into a folder, all or nothing. Returns the number of pages."""
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
            print(report(checked.findings, "text"), file=sys.stderr)
        if not checked.publishable:
            return False
        build_into(out, checked, project)
        return True

    watched = [project / "content", project / "docs", project / CONFIGURATION]
    return serve(out, options.port, watched, rebuild)


def _schema(options: argparse.Namespace) -> int:
    """Print the JSON Schema of a kind of record, made from the model."""
    print(json.dumps(kind_schema(BY_NAME[options.kind]), ensure_ascii=False, indent=2))
    return OK


def _status(findings: Sequence[Finding]) -> int:
    errors = any(finding.severity.name == "ERROR" for finding in findings)
    return FINDINGS if errors else OK


def _fail(reason: str) -> int:
    print(f"docket: {reason}", file=sys.stderr)
    return FAULT
