"""The pieces of the hand-written pages that are computed from the records."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from build_tools.corpus.corpus import Corpus
from build_tools.model.assistance import Activity, Lesson, Organisation, Practice
from build_tools.model.case import Case
from build_tools.model.common import Record
from build_tools.model.kinds import kind_of
from build_tools.model.law import Law
from build_tools.model.reference import CountryRecord
from build_tools.model.treaty import Treaty
from build_tools.pages.context import Context
from build_tools.pages.environment import render
from build_tools.pages.page import root_of
from build_tools.values.territories import country_name

LATEST = 8


def _ways(context: Context, root: str) -> str:
    corpus = context.corpus

    def count(*models: type[Record]) -> int:
        return sum(len(corpus.records(model)) for model in models)

    ways = [
        ("cases/index.html", "Cases", count(Case),
         "Decisions of courts, by country, year, court and subject"),
        ("laws/index.html", "Laws", count(Law),
         "Statutes with their provisions, by country"),
        ("treaties/index.html", "Treaties", count(Treaty),
         "Article by article, with national provisions on the same subject"),
        ("countries/index.html", "Countries", count(CountryRecord),
         "What is recorded for each: law, cases, treaties, help"),
        ("offences/index.html", "Offences", len(corpus.terms.get("offences", {})),
         "From illegal access to false information"),
        ("measures/index.html", "Investigative measures", len(corpus.terms.get("measures", {})),
         "Powers to preserve, search, intercept and produce data"),
        ("lessons/index.html", "Lessons learned", count(Lesson),
         "What technical assistance has taught"),
        ("practices/index.html", "Best practices", count(Practice),
         "Ways of working that their users recommend"),
        ("activities/index.html", "Assistance", count(Activity),
         "Who helped whom, where and when"),
        ("coordination.html", "Coordination", None,
         "Needs, the help that answers them, and who works where"),
        ("pictures.html", "Pictures", None,
         "A map and charts of what is recorded"),
        ("organisations/index.html", "Organisations", count(Organisation),
         "Partners, donors and providers"),
    ]  # fmt: skip
    return render("home_ways.html", root=root, ways=ways)


def _latest(context: Context, root: str) -> str:
    latest = [
        (record, kind_of(record), _place(record)) for record in newest(context.corpus)[:LATEST]
    ]
    return render("home_latest.html", root=root, latest=latest, corpus=context.corpus)


def newest(corpus: Corpus) -> list[Record]:
    """Cases and laws in the order in which they were added, newest first.

    Of those added on one day, cases and laws take turns, the latest by their own dates first.
    """
    ranked = [
        ((record.added.last_day, -rank), record)
        for model in (Case, Law)
        for rank, record in enumerate(_by_own_date(corpus.records(model)))
        if record.added is not None
    ]
    ranked.sort(key=lambda pair: pair[0], reverse=True)
    return [record for _, record in ranked]


def _by_own_date(records: Sequence[Record]) -> list[Record]:
    return sorted(records, key=_own_date, reverse=True)


def _own_date(record: Record) -> tuple[int, int, int]:
    date = record.date if isinstance(record, Case) else getattr(record, "in_force", None)
    return date.last_day if date is not None else (0, 0, 0)


def _place(record: Record) -> str:
    code = getattr(record, "country", None)
    return country_name(code) if code else ""


FRAGMENTS: dict[str, Callable[[Context, str], str]] = {"ways": _ways, "latest": _latest}
"""What a hand-written page may ask for on a line of its own: ``[[docket:ways]]``."""


def fill_fragments(html: str, path: str, context: Context) -> str:
    """A hand-written page's HTML with its computed pieces put in."""
    for name, make in FRAGMENTS.items():
        marker = f"<p>[[docket:{name}]]</p>"
        if marker in html:
            html = html.replace(marker, make(context, root_of(path)))
    return html
