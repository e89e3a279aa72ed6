"""``docket check``: all that is wrong with the records, and the mending of what is certain."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path

from build_tools.comparing.anonymity import find_lifted
from build_tools.corpus.cache import Cache
from build_tools.fixing import fix
from build_tools.reporters.findings import FORMATS, report, summary
from build_tools.rules.check import Checked, check
from build_tools.source.git import ask_git
from build_tools.verbs.exits import colourful, fail, status

Wanted = Callable[[str], bool]


def add(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Tell the parser of the verb."""
    verb = verbs.add_parser("check", help="check the records", description=run.__doc__)
    verb.add_argument("paths", nargs="*", type=Path, help="only these files or folders")
    verb.add_argument(
        "--since",
        metavar="REVISION",
        help="only files that changed since a git revision, such as main",
    )
    verb.add_argument("--format", choices=FORMATS, default="text", help="how to print findings")
    verb.add_argument(
        "--fix",
        action="store_true",
        help="first mend what is certain: blanks, order of fields, forms of dates and codes",
    )
    verb.add_argument(
        "--nearest",
        action="store_true",
        help="with --fix: also write the nearest term, field or record where one is suggested",
    )
    verb.add_argument("--colour", choices=("auto", "always", "never"), default="auto",
                      help="colour in the terminal (default: auto)")  # fmt: skip
    verb.add_argument("--no-cache", action="store_true", help="read every file anew")
    verb.set_defaults(run=run, reads_records=True)


def run(options: argparse.Namespace) -> int:
    """Check every record, and print what is wrong: file, line, column, reason, code."""
    project: Path = options.project
    content = project / "content"
    missing = next((path for path in options.paths if not path.exists()), None)
    if missing is not None:
        return fail(f"there is no file or folder '{missing}'")
    if options.nearest and not options.fix:
        return fail("--nearest goes with --fix")
    wanted: Wanted | None = _among(options.paths, project) if options.paths else None
    if options.since is not None:
        changed = _changed_since(options.since, project)
        if isinstance(changed, str):
            return fail(changed)
        named = wanted
        wanted = lambda name: name in changed and (named is None or named(name))  # noqa: E731
    if options.fix:
        _fix(content, wanted, options)
    cache = None if options.no_cache else Cache(content)
    checked = check(content, cache, wanted)
    findings = list(checked.findings)
    if options.since is not None and wanted is not None:
        judged_entries = [each for each in checked.corpus.entries if wanted(each.file.name)]
        findings += find_lifted(project, options.since, judged_entries)
        findings.sort(key=lambda finding: finding.order)
    colour = colourful(options.colour, sys.stdout.isatty(), "NO_COLOR" in os.environ)
    text = report(findings, options.format, project, colour)
    if text:
        print(text)
    if options.format == "text":
        entries = checked.corpus.entries
        judged = sum(wanted is None or wanted(entry.file.name) for entry in entries)
        judged += len({each.place.file for each in findings}
                      - {entry.file.name for entry in entries})  # fmt: skip
        print(summary(findings, judged), file=sys.stderr)
    return status(findings)


def _fix(content: Path, wanted: Wanted | None, options: argparse.Namespace) -> None:
    everything: Wanted = lambda name: True  # noqa: E731

    def look() -> Checked:
        return check(content, None if options.no_cache else Cache(content), wanted)

    for done in fix(content, wanted or everything, look, options.nearest):
        print(f"mended {done}", file=sys.stderr)


def _among(paths: list[Path], project: Path) -> Wanted:
    """Whether a file is, or is in, one of some paths."""
    root = project.resolve()
    inside = [path.resolve() for path in paths]
    if any(root.is_relative_to(path) for path in inside):
        return lambda name: True
    names = tuple(path.relative_to(root).as_posix() for path in inside if path.is_relative_to(root))
    folders = tuple(f"{name}/" for name in names)
    return lambda name: name in names or name.startswith(folders)


def _changed_since(revision: str, project: Path) -> set[str] | str:
    """The names of the files under content/ that differ from a revision, or what is wrong."""
    if revision.startswith("-"):
        return f"'{revision}' is no git revision"
    changed: set[str] = set()
    for command in (
        ["diff", "--name-only", "-z", "--relative", "--no-ext-diff", revision, "--", "content"],
        ["ls-files", "--others", "--exclude-standard", "-z", "--", "content"],
    ):
        done = ask_git(project, *command)
        if done is None:
            return "--since needs git, which was not found"
        if done.returncode:
            said = done.stderr.decode("utf-8", "replace").strip().split("\n")[0]
            return f"git could not compare with '{revision}': {said}"
        changed.update(filter(None, done.stdout.decode("utf-8", "replace").split("\0")))
    return changed
