"""``docket links``: whether the sources of the records still answer."""

from __future__ import annotations

import argparse
import json
import sys
import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path

from build_tools.corpus.cache import Cache
from build_tools.corpus.load import load
from build_tools.publish import replace_file
from build_tools.sources.addresses import addresses
from build_tools.sources.asking import Manner, ask_all, due
from build_tools.values.answers import OK as WELL
from build_tools.values.answers import REFUSED, STATES, Answer, read_answers, write_answers
from build_tools.verbs.exits import FINDINGS, OK, fail
from build_tools.verbs.progress import progress

FILE = "sources.json"
WORDS = {
    "gone": "are gone",
    "failing": "do not answer well",
    "moved": "have moved for good",
    "refused": "do not let programs ask",
    "ok": "are well",
}


def add(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Tell the parser of the verb."""
    verb = verbs.add_parser(
        "links", help="ask whether the records' sources still answer", description=run.__doc__
    )
    verb.add_argument("--days", type=int, default=30, metavar="N",
                      help="ask again what was well from N days on (default: 30)")  # fmt: skip
    verb.add_argument("--pause", type=float, default=1.0, metavar="SECONDS",
                      help="between two questions to one host (default: 1)")  # fmt: skip
    verb.add_argument("--hosts", type=int, default=8, metavar="N",
                      help="how many hosts to ask at the same time (default: 8)")  # fmt: skip
    verb.add_argument(
        "--out", type=Path, metavar="FILE",
        help=f"where the answers are kept (default: {FILE} in the project)",
    )  # fmt: skip
    verb.add_argument("--report", type=Path, metavar="FILE",
                      help="write all answers with the records that name them as JSON")  # fmt: skip
    verb.add_argument("--private", action="store_true",
                      help="also ask hosts of this machine's own network")  # fmt: skip
    verb.add_argument("--quiet", action="store_true", help="no progress")
    verb.set_defaults(run=run, reads_records=True)


def run(options: argparse.Namespace) -> int:
    """Ask each address that a record names whether it still answers, one question at a time to
    each host, as its robots.txt allows. The answers are kept for the site's page of sources.

    No build ever does this, and none fails because another site is down. Status 1: some are
    gone or do not answer well.
    """
    content: Path = options.project / "content"
    file: Path = options.out or options.project / FILE
    if options.days < 0 or options.pause < 0 or options.hosts < 1:
        return fail("--days and --pause are 0 or more, --hosts is 1 or more")
    try:
        known = read_answers(file.read_text(encoding="utf-8")) if file.is_file() else {}
    except ValueError as fault:
        return fail(f"{file} cannot be used: {fault}; nothing was asked")
    named = addresses(load(content, Cache(content)).entries)
    today = date.today()
    answers = {address: known[address] for address in named if address in known}
    wanted = due(named, answers, today, options.days)
    manner = Manner(options.hosts, options.pause, private=options.private)
    tell = progress("asking sources", options.quiet)
    stop = threading.Event()
    try:
        answers.update(ask_all(wanted, dict(answers), today, manner, tell, stop))
    finally:
        replace_file(file, write_answers(answers).encode())
    if options.report is not None:
        replace_file(options.report, _report(answers, named))
    return _say(answers, named, file)


def _report(answers: Mapping[str, Answer], named: Mapping[str, tuple[str, ...]]) -> bytes:
    rows = [
        {"address": address, **asdict(answer), "records": named[address]}
        for address, answer in answers.items()
    ]
    rows.sort(key=lambda row: (STATES.index(str(row["state"])), str(row["address"])))
    return (json.dumps(rows, indent=1, ensure_ascii=False) + "\n").encode()


def _say(answers: Mapping[str, Answer], named: Mapping[str, tuple[str, ...]], file: Path) -> int:
    counts = Counter(answer.state for answer in answers.values())
    for state in STATES:
        if state in (WELL, REFUSED):
            continue
        for address in sorted(answers):
            answer = answers[address]
            if answer.state == state:
                where = f" → {answer.to}" if answer.to else ""
                records = ", ".join(named[address][:3])
                print(f"{state}: {address}{where} ({answer.said}, since {answer.since}): {records}")
    said = ", ".join(f"{counts[state]:,} {WORDS[state]}" for state in STATES if counts[state])
    print(f"{len(answers):,} of {len(named):,} addresses: {said or 'none asked'}; kept in {file}",
          file=sys.stderr)  # fmt: skip
    return FINDINGS if counts["gone"] or counts["failing"] else OK
