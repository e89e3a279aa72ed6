"""``docket withhold``: put a name on the list of those that must not return."""

from __future__ import annotations

import argparse
import sys
from getpass import getpass
from pathlib import Path

from build_tools.publish import replace_file
from build_tools.rules.withheld import FILE
from build_tools.values.withheld import Withheld, read_withheld, write_withheld
from build_tools.verbs.exits import OK, fail


def add(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Tell the parser of the verb."""
    verb = verbs.add_parser(
        "withhold", help="keep a name out of the records for good", description=run.__doc__
    )
    verb.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Ask for names, one to a line, and keep a sum of each that nobody can read as a name in
    withheld-names.txt. The check then refuses every record in which such a name stands.

    Names are asked for and not given with the command, which the shell would remember.
    """
    file: Path = options.project / FILE
    try:
        names = read_withheld(file.read_text(encoding="utf-8")) if file.is_file() else Withheld()
        count = 0
        for name in _asked():
            if name not in names:
                names = names.with_name(name)
            count += 1
    except ValueError as fault:
        return fail(f"{fault}; nothing was written")
    if not count:
        return fail("no name was given; nothing was written")
    replace_file(file, write_withheld(names).encode())
    print(f"{count} name(s) are now withheld, in {file}", file=sys.stderr)
    return OK


def _asked() -> list[str]:
    """The names that are typed, unseen, until an empty line; or the lines that are piped in."""
    if not sys.stdin.isatty():
        return [line.strip() for line in sys.stdin if line.strip()]
    given: list[str] = []
    while name := getpass("A name to withhold (empty: done): ").strip():
        given.append(name)
    return given
