"""``docket new``: a valid record with help in it, after a look for the same record."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import Any

from build_tools.corpus.cache import Cache
from build_tools.corpus.corpus import Corpus
from build_tools.drafting import Repeat, allowed, draft, id_of, read_value, repeats, source_of
from build_tools.model.common import Record, Source
from build_tools.model.kinds import BY_NAME, Kind
from build_tools.model.spec import FieldSpec, fields_of
from build_tools.publish import replace_file
from build_tools.rules.check import check
from build_tools.values.dates import PartialDate
from build_tools.values.identifiers import check_url
from build_tools.values.ids import is_part
from build_tools.verbs.exits import FINDINGS, OK, fail

COMMON = ("title", "country", "court", "date", "citations", "docket", "ecli", "language")
"""Fields with an option of their own; all others are given with --set."""
MOST_SHOWN = 12


class _GaveUpError(Exception):
    """The reader ended the questions."""


def add(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Tell the parser of the verb."""
    verb = verbs.add_parser("new", help="begin a record", description=run.__doc__)
    verb.add_argument("kind", choices=sorted(BY_NAME), help="the kind of record")
    for name in COMMON:
        verb.add_argument(f"--{name.removesuffix('s')}", dest=name, metavar="TEXT",
                          help=f"the field '{name}'")  # fmt: skip
    verb.add_argument("--source", metavar="ADDRESS", help="the address where its text can be read")
    verb.add_argument("--set", action="append", default=[], metavar="FIELD=TEXT",
                      help="any other field; several values are parted by ';'")  # fmt: skip
    verb.add_argument("--slug", metavar="NAME", help="the file's name (default: from the title)")
    verb.add_argument(
        "--force", action="store_true", help="write it though it may be there already"
    )
    verb.add_argument("--print", action="store_true", help="print the record and write nothing")
    verb.set_defaults(run=run, reads_records=True)


def run(options: argparse.Namespace) -> int:
    """Begin a record: ask what it must have, look for the same record, write its file.

    In a terminal it asks for what the options leave open; elsewhere the options must say
    all that is required.
    """
    content: Path = options.project / "content"
    kind = BY_NAME[options.kind]
    if options.slug and not is_part(options.slug):
        return fail("--slug has 1 to 80 small letters, digits and hyphens")
    corpus = check(content, Cache(content), lambda name: False).corpus
    asking = sys.stdin.isatty() and sys.stderr.isatty()
    try:
        answers = _answers(kind, options, corpus, asking)
    except ValueError as refused:
        return fail(str(refused))
    except (_GaveUpError, EOFError):
        return fail("nothing was written")
    found = repeats(kind, answers, corpus)
    if found:
        _show(found)
        if not options.force and not (asking and _yes("Write a new record all the same?")):
            print("Nothing was written; --force writes it all the same.", file=sys.stderr)
            return FINDINGS
    record_id = id_of(kind, answers, corpus, options.slug or "")
    text = draft(kind, answers)
    if options.print:
        print(text, end="")
        return OK
    path = content / f"{record_id}{kind.suffix}"
    replace_file(path, text.encode())
    print(path)
    command = sys.argv[0] if Path(sys.argv[0]).name == "docket" else "docket"
    print(f"Fill it in, then run: {command} check {path}", file=sys.stderr)
    return OK


def _answers(
    kind: Kind, options: argparse.Namespace, corpus: Corpus, asking: bool
) -> dict[str, Any]:
    specs = {spec.name: spec for spec in fields_of(kind.model)}
    given = {name: getattr(options, name) for name in COMMON if getattr(options, name) is not None}
    for pair in options.set:
        name, equals, text = pair.partition("=")
        if not equals:
            raise ValueError(f"--set takes FIELD=TEXT, not '{pair}'")
        given[name.strip()] = text
    answers: dict[str, Any] = {}
    for name, text in given.items():
        spec = specs.get(name)
        if spec is None or spec.value is None:
            raise ValueError(f"a {kind.label} has no field '{name}' that an option can fill")
        try:
            answers[spec.name] = read_value(spec, text, corpus)
        except ValueError as refused:
            raise ValueError(f"{name}: {refused}") from refused
    missing = [spec for spec in specs.values() if spec.required and spec.name not in answers]
    if not asking:
        names = [spec.name for spec in missing if spec.name != "sources" or not options.source]
        if names:
            listed = ", ".join(names).replace("sources", "sources (--source ADDRESS)")
            raise ValueError(f"a {kind.label} also needs: {listed}")
    for spec in missing:
        if spec.value is not None:
            answers[spec.name] = _ask(spec, corpus)
    if options.source:
        answers["sources"] = (_source(options.source, kind),)
    elif asking and "sources" in specs:
        found = _ask_source(specs["sources"], kind)
        answers |= {"sources": (found,)} if found is not None else {}
    answers["added"] = PartialDate(*date.today().timetuple()[:3])
    if _still_missing(kind.model, answers):
        needed = ", ".join(_still_missing(kind.model, answers))
        raise ValueError(f"a {kind.label} also needs: {needed}")
    return answers


def _still_missing(model: type[Record], answers: dict[str, Any]) -> list[str]:
    return [spec.name for spec in fields_of(model) if spec.required and not answers.get(spec.name)]


def _source(address: str, kind: Kind) -> Source:
    return source_of(check_url(address), kind)


def _ask(spec: FieldSpec, corpus: Corpus) -> Any:
    """Ask for one field until the answer can be read."""
    words = allowed(spec, corpus)
    print(f"{spec.name} - {spec.help}", file=sys.stderr)
    for word, meaning in words[:MOST_SHOWN]:
        print(f"    {word:<28} {meaning}", file=sys.stderr)
    if len(words) > MOST_SHOWN:
        print(f"    … {len(words)} in all", file=sys.stderr)
    while True:
        text = input("  > ").strip()
        if text in ("quit", "exit"):
            raise _GaveUpError
        if not text:
            print("  it is required; 'quit' ends this", file=sys.stderr)
            continue
        try:
            return read_value(spec, text, corpus)
        except ValueError as refused:
            print(f"  {refused}", file=sys.stderr)


def _ask_source(spec: FieldSpec, kind: Kind) -> Source | None:
    """Ask for the address of the first source until it is one."""
    need = "required" if spec.required else "empty: none"
    print(f"sources - {spec.help}", file=sys.stderr)
    while True:
        text = input(f"  its address ({need}) > ").strip()
        if not text and not spec.required:
            return None
        if text in ("quit", "exit"):
            raise _GaveUpError
        try:
            return _source(text, kind)
        except ValueError as refused:
            print(f"  {refused}", file=sys.stderr)


def _show(found: list[Repeat]) -> None:
    print("It may be in the repository already:", file=sys.stderr)
    for repeat in found[:MOST_SHOWN]:
        print(f"  {repeat.entry.file.name}: {repeat.why}", file=sys.stderr)


def _yes(question: str) -> bool:
    return input(f"{question} [y/N] ").strip().lower() in ("y", "yes")
