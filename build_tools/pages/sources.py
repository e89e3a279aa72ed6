"""The page that says which sources still answer, as last asked by ``docket links``."""

from __future__ import annotations

from collections import Counter, defaultdict

from build_tools.corpus.walk import walk
from build_tools.model.common import Record
from build_tools.model.types import Url
from build_tools.pages.context import Context
from build_tools.pages.page import Page
from build_tools.values.answers import OK, STATES, Answers
from build_tools.values.dates import parse_date
from build_tools.values.wording import N_

SOURCES_PATH = "sources.html"
MOST_ROWS = 300
"""How many addresses of one state are listed."""


def sources_page(context: Context, answers: Answers) -> Page:
    """How many sources are well, moved, gone or failing, and which records name the latter."""
    naming: defaultdict[str, list[Record]] = defaultdict(list)
    for entry in context.corpus.entries:
        for _, address, _ in walk(entry.record, Url):
            bare = address.partition("#")[0]
            if entry.record not in naming[bare][-1:]:
                naming[bare].append(entry.record)
    shown = {address: answer for address, answer in answers.items() if address in naming}
    counts = Counter(answer.state for answer in shown.values())
    days = sorted(answer.checked for answer in shown.values())
    return context.page(
        "sources.html",
        SOURCES_PATH,
        N_("Sources that last"),
        N_(
            "Which of the sources that the records name still answer, and since when others do not."
        ),
        "about",
        counts=[(state, counts[state]) for state in reversed(STATES)],
        asked=len(shown),
        named=len(naming),
        first=parse_date(days[0]) if days else None,
        last=parse_date(days[-1]) if days else None,
        most=MOST_ROWS,
        states=[
            (
                state,
                [
                    (address, answer, parse_date(answer.since), naming[address])
                    for address, answer in sorted(shown.items())
                    if answer.state == state
                ],
            )
            for state in STATES
            if state != OK
        ],
    )
