"""A law: one statute with its provisions and their versions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, TypeAlias

from build_tools.model.common import (
    Address,
    CountryCode,
    Day,
    How,
    LawRef,
    PartName,
    Prose,
    ProvisionRef,
    Record,
    Source,
    Title,
    Tongue,
    Words,
)
from build_tools.model.spec import optional, required, several
from build_tools.model.types import Akn, Choice, Term

LawKind: TypeAlias = Annotated[str, Term(("law-kinds",))]
LawStatus: TypeAlias = Annotated[str, Term(("law-statuses",))]
Covered: TypeAlias = Annotated[str, Term(("offences", "measures", "cooperation"))]
AknText: TypeAlias = Annotated[str, Akn()]
PROVISION_STATUSES = Choice(
    (
        ("in-force", "in force"),
        ("not-commenced", "adopted, not yet in force"),
        ("suspended", "its effect is stopped for a time by a court or a law"),
        ("struck-down", "held void by a court"),
        ("struck-down-in-part", "held void in part by a court"),
        ("repealed", "no longer in force"),
    )
)
ProvisionStatus: TypeAlias = Annotated[str, PROVISION_STATUSES]


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherLaw:
    """Another law that amends this one, or that this one repeals; a title alone will do."""

    SHORTHAND: ClassVar[str] = "title"
    """The field that a plain value stands for."""

    title: Title = required("Its title or number.")
    law: LawRef | None = optional("Its record, where it has one.")
    date: Day | None = optional("Its date.")
    note: Words | None = optional("What it changed, in a few words.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """The text of a provision between two dates."""

    from_: Day | None = optional("The first day on which this text was in force.", "From")
    to: Day | None = optional("The last day on which it was in force.")
    by: ProvisionRef | None = optional("The amending provision, where it is recorded.")
    amending: Words | None = optional("The amending law in words, where it is not.", "Amended by")
    note: Words | None = optional("What is different in it, in a few words.")
    text: Prose | None = optional("The text, where its licence allows it to be shown.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """A section or article of a law."""

    id: PartName = required("Its anchor in this record: s1, art-323-1.", "Anchor")
    number: Words = required("Its number as the law prints it.")
    title: Title = required("Its heading; where that was not seen, its subject in our own words.")
    covers: tuple[Covered, ...] = several("The offences or powers on the same subject.")
    status: ProvisionStatus | None = optional("Its status, where it is not the law's.")
    in_force: Day | None = optional("Its date of entry into force, where it is not the law's.")
    formerly: Words | None = optional("Its number in an earlier edition.")
    how: How | None = optional("How its number and subject are known.", "How it is known")
    url: Address | None = optional("The page where it was seen.", "Address")
    note: Words | None = optional("What a reader should know of it.")
    text: Prose | None = optional("Its text, where the licence allows, in the law's language.")
    versions: tuple[Version, ...] = several("Its texts one after the other, the oldest first.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Law(Record):
    """One statute, or the selected articles of a code."""

    title_original: Title | None = optional("The title in the law's own language.")
    country: CountryCode = required("The country whose law it is.")
    language: Tongue | None = optional("The law's own language.")
    kind: LawKind | None = optional("What sort of text it is.")
    citation: Words | None = optional("How it is cited.")
    adopted: Day | None = optional("The date on which it was passed or made.")
    assented: Day | None = optional(
        "The date of assent, signature, promulgation or certification, where that is a step of "
        "its own."
    )
    published: Day | None = optional("The date of publication in the gazette.")
    in_force: Day | None = optional("The date of entry into force; never inferred from adoption.")
    status: LawStatus | None = optional("Whether it is in force.")
    eli: Address | None = optional("The European Legislation Identifier.", "ELI")
    akn: AknText | None = optional("The Akoma Ntoso address.", "Akoma Ntoso")
    amended_by: tuple[OtherLaw, ...] = several("Laws that amended it.")
    repeals: tuple[OtherLaw, ...] = several("Laws that it repealed or replaced.")
    provisions: tuple[Provision, ...] = several("The provisions on cybercrime and evidence.")
    sources: tuple[Source, ...] = required("Where the law can be read; the official address first.")
