"""A provision over time: a page for each provision with versions, and what others say of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from build_tools.corpus.corpus import Located
from build_tools.corpus.versions import (
    ALWAYS,
    FALLS,
    NEVER,
    STANDS,
    Day,
    InForce,
    Period,
    changes,
    in_force,
    opposed,
    periods,
    treatments,
)
from build_tools.model.case import Case, Treatment
from build_tools.model.law import Law, Provision
from build_tools.pages.context import Context
from build_tools.pages.environment import section
from build_tools.pages.links import version_path
from build_tools.pages.page import Page
from build_tools.pages.wording import Piece, word_changes
from build_tools.values.dates import PartialDate
from build_tools.values.wording import N_

EXPLAINED = N_("From when to when each text was in force, and what changed.")
EARLIEST = PartialDate(1500)
"""A year before every recorded version."""
Treated = Sequence[tuple[Treatment, Case]]


@dataclass(frozen=True, slots=True)
class Rulings:
    """What courts did to a text: two sides where they disagree, and all else."""

    falls: Treated
    stands: Treated
    other: Treated


@dataclass(frozen=True, slots=True)
class Change:
    """One version against the one before it; no pieces where a text is not recorded."""

    old: Period
    new: Period
    pieces: list[Piece]


@dataclass(frozen=True, slots=True)
class OnDate:
    """The text of a charge's provision when the acts happened."""

    located: Located
    found: InForce


def rulings(law: Law, provision: Provision, context: Context) -> Rulings:
    """What decisions did to a provision, newest first; sides only where they are opposed."""
    found = treatments(law, provision, context.corpus)
    if not opposed(found):
        return Rulings([], [], found)
    falls = [each for each in found if each[0].effect in FALLS]
    stands = [each for each in found if each[0].effect in STANDS]
    rest = [each for each in found if each[0].effect not in FALLS | STANDS]
    return Rulings(falls, stands, rest)


def iso(day: Day) -> str:
    """A day for the page's script; ``""`` where there is no bound."""
    return "" if day in (ALWAYS, NEVER) else "{:04}-{:02}-{:02}".format(*day)


def bounds(period: Period) -> str:
    """The four bounds of a version for the page's script, with commas between them."""
    return ",".join(iso(day) for day in (*period.start, *period.end))


def version_page(law: Law, provision: Provision, context: Context) -> Page | None:
    """The page of a provision's versions; None where none is recorded."""
    if not provision.versions:
        return None
    found = periods(law, provision, context.corpus)
    number = section(provision.number)
    title = f"{number} {provision.title}"
    texts = [context.markdown.render(each.version.text, law.id) for each in found]
    return context.page(
        "versions.html",
        version_path(law.id, provision.id),
        (title, ": ", N_("versions")),
        (title, ", ", law.title, ". ", EXPLAINED),
        "laws",
        law=law,
        provision=provision,
        versions=[(each, bounds(each), text) for each, text in zip(found, texts, strict=True)],
        changes=[_change(*pair, law, context) for pair in changes(found)],
        rulings=rulings(law, provision, context),
    )


def _change(old: Period, new: Period, law: Law, context: Context) -> Change:
    before, after = old.version.text, new.version.text
    if not before or not after:
        return Change(old, new, [])
    words = [context.markdown.paragraphs(text, law.id) for text in (before, after)]
    return Change(old, new, word_changes(*words))


def versions_at_conduct(case: Case, context: Context) -> list[OnDate]:
    """For each recorded provision that a case charges: its text when the acts happened.

    Where that time is not recorded, what is known is that the acts came before the decision;
    it tells something only of provisions with versions.
    """
    time = (EARLIEST, case.date)
    if case.conduct is not None:
        time = (case.conduct.from_, case.conduct.to or case.conduct.from_)
    charged = dict.fromkeys(
        context.corpus.present(charge.provision)
        for charge in case.charges
        if charge.provision is not None
    )
    located = [context.corpus.provisions.get(reference) for reference in charged]
    return [
        OnDate(place, in_force(place.law, place.provision, time, context.corpus))
        for place in located
        if place is not None and (case.conduct is not None or place.provision.versions)
    ]
