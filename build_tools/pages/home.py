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
from build_tools.pages.page import root_of
from build_tools.values.wording import N_, Place

LATEST = 8


def _ways(context: Context, root: str) -> str:
    corpus = context.corpus

    def count(*models: type[Record]) -> int:
        return sum(len(corpus.records(model)) for model in models)

    ways = [
        ("cases/index.html", N_("Cases"), count(Case),
         N_("Decisions of courts, by country, year, court and subject")),
        ("laws/index.html", N_("Laws"), count(Law),
         N_("Statutes with their provisions, by country")),
        ("treaties/index.html", N_("Treaties"), count(Treaty),
         N_("Article by article, with national provisions on the same subject")),
        ("countries/index.html", N_("Countries"), count(CountryRecord),
         N_("What is recorded for each: law, cases, treaties, help")),
        ("coverage/index.html", N_("Coverage"), len(context.coverage.grids),
         N_("What is recorded, searched for, and never looked at")),
        ("compare.html", N_("Compare"), None,
         N_("Countries side by side on an offence or power")),
        ("cooperate.html", N_("Cooperation"), None,
         N_("Two countries: treaties of both, means, cases")),
        ("offences/index.html", N_("Offences"), len(corpus.terms.get("offences", {})),
         N_("From illegal access to false information")),
        ("measures/index.html", N_("Investigative measures"), len(corpus.terms.get("measures", {})),
         N_("Powers to preserve, search, intercept and produce data")),
        ("lessons/index.html", N_("Lessons learned"), count(Lesson),
         N_("What technical assistance has taught")),
        ("practices/index.html", N_("Best practices"), count(Practice),
         N_("Ways of working that their users recommend")),
        ("activities/index.html", N_("Assistance"), count(Activity),
         N_("Who helped whom, where and when")),
        ("coordination.html", N_("Coordination"), None,
         N_("Needs, the help that answers them, and who works where")),
        ("pictures.html", N_("Pictures"), None, N_("A map and charts of what is recorded")),
        ("organisations/index.html", N_("Organisations"), count(Organisation),
         N_("Partners, donors and providers")),
    ]  # fmt: skip
    return context.render("home_ways.html", root=root, ways=ways)


def _latest(context: Context, root: str) -> str:
    latest = [
        (record, kind_of(record), _place(record)) for record in newest(context.corpus)[:LATEST]
    ]
    return context.render("home_latest.html", root=root, latest=latest, corpus=context.corpus)


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


def _place(record: Record) -> Place | None:
    code = getattr(record, "country", None)
    return Place(code) if code else None


def _lead(context: Context, root: str) -> str:
    return context.render("home_lead.html", root=root)


def home_body(context: Context, root: str) -> str:
    """The home page of an edition: the computed pieces of docs/index.md."""
    return "\n".join(make(context, root) for make in FRAGMENTS.values())


FRAGMENTS: dict[str, Callable[[Context, str], str]] = {
    "lead": _lead,
    "ways": _ways,
    "latest": _latest,
}
"""What a hand-written page may ask for on a line of its own: ``[[docket:ways]]``."""


def fill_fragments(html: str, path: str, context: Context) -> str:
    """A hand-written page's HTML with its computed pieces put in."""
    for name, make in FRAGMENTS.items():
        marker = f"<p>[[docket:{name}]]</p>"
        if marker in html:
            html = html.replace(marker, make(context, root_of(path)))
    return html
