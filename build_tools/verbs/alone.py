"""The command line of ``mirror.pyz``: ``docket mirror`` and ``docket verify``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence

from build_tools.verbs import mirror
from build_tools.verbs.exits import FAULT, fail


def main(arguments: Sequence[str] | None = None) -> int:
    """Run it. Returns the exit status, as ``docket`` does."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    parser = argparse.ArgumentParser(
        prog="mirror.pyz",
        description="Copy a whole site, bring a copy up to date, or check one.",
        epilog="python3 mirror.pyz mirror SOURCE DEST · python3 mirror.pyz verify DIR",
    )
    mirror.add(parser.add_subparsers(required=True, metavar="VERB"))
    options = parser.parse_args(given)
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        return run(options)
    except OSError as fault:
        return fail(f"{fault.strerror}: {fault.filename}" if fault.filename else str(fault))
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return FAULT
