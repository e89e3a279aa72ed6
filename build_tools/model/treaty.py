"""A treaty: one international instrument, its articles and its parties."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, TypeAlias

from build_tools.model.common import (
    Address,
    CountryCode,
    Day,
    How,
    LawRef,
    Number,
    OrganisationRef,
    PartName,
    Record,
    Title,
    Tongue,
    Words,
    YesNo,
)
from build_tools.model.law import LawKind
from build_tools.model.spec import optional, required, several
from build_tools.model.types import Akn, Choice

AknText: TypeAlias = Annotated[str, Akn()]
PARTY_STATUSES = Choice(
    (
        ("party", "bound by the instrument"),
        ("ratified-not-in-force", "has ratified or acceded; not yet bound"),
        ("signatory", "has signed; not bound"),
    )
)
PartyStatus: TypeAlias = Annotated[str, PARTY_STATUSES]
STATEMENT_KINDS = Choice(
    (
        ("reservation", "excludes or changes the effect of a provision for the State"),
        ("declaration", "says how the State reads or applies a provision"),
        ("objection", "opposes another State's reservation"),
    )
)
StatementKind: TypeAlias = Annotated[str, STATEMENT_KINDS]


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article of an instrument."""

    id: PartName = required("Its anchor in this record: art-2.", "Anchor")
    number: Words = required("Its number as the instrument prints it.")
    title: Title = required("Its title; where it has none, its subject in our own words.")
    group: Title | None = optional("The chapter, section or title in which it stands.")
    how: How | None = optional("How its number and title are known.", "How it is known")
    url: Address | None = optional("The page where it was seen.", "Address")


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A reservation, declaration or objection that a State made."""

    kind: StatementKind = required("A reservation, a declaration or an objection.")
    articles: tuple[PartName, ...] = several("The anchors of the articles that it concerns: art-2.")
    text: Words = required("What it says, in a few words.")
    made: Day | None = optional("The date on which it was made.")
    withdrawn: Day | None = optional("The date on which it was taken back.")
    how: How | None = optional("How it is known.", "How it is known")
    url: Address | None = optional("The page where it was seen.", "Address")


@dataclass(frozen=True, slots=True, kw_only=True)
class StateParty:
    """A State, or an organisation of States, and its relation to the instrument."""

    country: CountryCode | None = optional("The State.")
    organisation: OrganisationRef | None = optional(
        "The organisation of States, where the party is one."
    )
    status: PartyStatus = required("Bound, ratified but not bound yet, or signed only.")
    signed: Day | None = optional("The date of signature.")
    ratified: Day | None = optional("The date of ratification, acceptance or approval.")
    acceded: Day | None = optional("The date of accession.")
    in_force: Day | None = optional("The date on which it entered into force for the State.")
    ended: Day | None = optional("The date from which it is bound no more: denounced, withdrawn.")
    statements: tuple[Statement, ...] = several(
        "Its reservations, declarations and objections.", "Reservations and declarations"
    )
    note: Words | None = optional("What else a reader should know of its relation to it.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The state of the instrument on a day: counts change, so each carries its date."""

    as_of: Day = required("The day for which the figures hold.")
    parties: Number | None = optional("How many States are bound.")
    ratifications: Number | None = optional("How many have ratified, bound yet or not.")
    signatories: Number | None = optional("How many have signed.")
    signatories_not_parties: Number | None = optional("How many have signed and are not bound.")
    invited: tuple[CountryCode, ...] = several("States invited to accede.")
    how: How | None = optional("How the figures are known.", "How it is known")
    url: Address | None = optional("The page where they were seen.", "Address")
    note: Words | None = optional("Whose figures they are and what they lack.")


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherTitle:
    """The title in another language."""

    language: Tongue = required("The language.")
    title: Title = required("The title in it.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Treaty(Record):
    """One international instrument: a treaty, a directive or a model law."""

    short_title: Title | None = optional("The name in common use.")
    abbreviation: Title | None = optional("A still shorter name for tables: Budapest Conv.")
    other_titles: tuple[OtherTitle, ...] = several("Its titles in other languages.")
    also_called: tuple[Title, ...] = several("Other names in use.")
    kind: LawKind | None = optional("A treaty, a directive or a model law.")
    series: Words | None = optional("Its number in a treaty series or journal.")
    adopted: Day | None = optional("The date of adoption.")
    place: Words | None = optional("The place of adoption.")
    opened: Day | None = optional("The date on which it was opened for signature.")
    opened_place: Words | None = optional("Where it was opened, and until when.")
    in_force: Day | None = optional("The date of its entry into force.")
    in_force_rule: Words | None = optional("What its entry into force needs.")
    transposition_deadline: Day | None = optional("The date by which States must transpose it.")
    depositary: Words | None = optional("Who keeps the instruments.")
    publisher: Words | None = optional("Who publishes it, where there is no depositary.")
    languages: tuple[Tongue, ...] = several("The languages of its authentic texts.")
    eli: Address | None = optional("The European Legislation Identifier.", "ELI")
    akn: AknText | None = optional("The Akoma Ntoso address.", "Akoma Ntoso")
    supplements: LawRef | None = optional("The instrument that it supplements.")
    replaces: LawRef | None = optional("The instrument that it replaces.")
    replaced_by: LawRef | None = optional("The instrument that replaces it.")
    articles: tuple[Article, ...] = several("Its articles.")
    articles_complete: YesNo = optional("false where articles are left out.", default=True)
    parties: tuple[StateParty, ...] = several("States and their relation to it.")
    parties_complete: YesNo = optional("false where the list is known to lack some.", default=True)
    standing: Standing | None = optional("The figures of a day.")
