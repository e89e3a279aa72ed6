"""The verb ``docket catalogues``: gather the interface's texts for their translators."""

from __future__ import annotations

import argparse

from build_tools.translating.extracting import renew
from build_tools.verbs.exits import FINDINGS, OK


def add(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the verb."""
    parser = verbs.add_parser(
        "catalogues",
        help="gather the interface's texts for translation",
        description="Renew the template of all texts and bring each catalogue up to it.",
    )
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit 1 where something is not current"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write what has changed, or say that it has."""
    stale = 0
    for path, text in renew(options.project):
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            continue
        stale += 1
        if options.check:
            print(f"{path.name} is not current: run docket catalogues")
        else:
            path.write_text(text, encoding="utf-8")
            print(f"{path.name} written")
    return FINDINGS if options.check and stale else OK
