"""``docket schema``: the JSON Schema of the records, for editors and programs."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from build_tools.model.json_schema import kind_schema
from build_tools.model.kinds import BY_NAME, KINDS, Kind
from build_tools.publish import replace_file
from build_tools.verbs.exits import OK, fail


def add(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Tell the parser of the verb."""
    verb = verbs.add_parser("schema", help="print a JSON Schema", description=run.__doc__)
    verb.add_argument("kind", nargs="?", choices=sorted(BY_NAME), help="the kind of record")
    verb.add_argument("--all", type=Path, metavar="DIR", help="write all kinds' into a folder")
    verb.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the JSON Schema of a kind of record, made from the model."""
    if options.all is not None:
        for kind in KINDS:
            replace_file(options.all / f"{kind.name}.json", _text(kind).encode())
        return OK
    if options.kind is None:
        return fail("name a kind of record, or a folder with --all")
    print(_text(BY_NAME[options.kind]), end="")
    return OK


def _text(kind: Kind) -> str:
    return json.dumps(kind_schema(kind), ensure_ascii=False, indent=2) + "\n"
