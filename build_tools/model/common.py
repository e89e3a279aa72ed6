"""What records of all kinds share: sources, marks of how a fact is known, review."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, TypeAlias

from build_tools.model.spec import optional, required, several
from build_tools.model.types import (
    Anchor,
    Choice,
    Count,
    Country,
    Date,
    Flag,
    Language,
    RecordId,
    Ref,
    Term,
    Text,
    Url,
)
from build_tools.values.dates import PartialDate
from build_tools.values.ids import Reference

Title: TypeAlias = Annotated[str, Text(400)]
Words: TypeAlias = Annotated[str, Text(600)]
Prose: TypeAlias = Annotated[str, Text(60_000, markdown=True)]
Day: TypeAlias = Annotated[PartialDate, Date()]
Address: TypeAlias = Annotated[str, Url()]
Tongue: TypeAlias = Annotated[str, Language()]
CountryCode: TypeAlias = Annotated[str, Country()]
CountryOrInt: TypeAlias = Annotated[str, Country(international=True)]
YesNo: TypeAlias = Annotated[bool, Flag()]
Number: TypeAlias = Annotated[int, Count()]
PartName: TypeAlias = Annotated[str, Anchor()]
Alias: TypeAlias = Annotated[str, RecordId()]
ProvisionRef: TypeAlias = Annotated[Reference, Ref(("law", "treaty"), part=True)]
LawRef: TypeAlias = Annotated[Reference, Ref(("law", "treaty"))]
CaseRef: TypeAlias = Annotated[Reference, Ref(("case",))]
OrganisationRef: TypeAlias = Annotated[Reference, Ref(("organisation",))]
ActivityRef: TypeAlias = Annotated[Reference, Ref(("activity",))]
ANY_KIND = (
    "case", "law", "treaty", "lesson", "practice",
    "assessment", "activity", "organisation", "country", "vocabulary",
)  # fmt: skip
AnyRef: TypeAlias = Annotated[Reference, Ref(ANY_KIND, part=None)]
Offence: TypeAlias = Annotated[str, Term(("offences",))]
Measure: TypeAlias = Annotated[str, Term(("measures",))]
Means: TypeAlias = Annotated[str, Term(("cooperation",))]
Theme: TypeAlias = Annotated[str, Term(("themes",))]
Region: TypeAlias = Annotated[str, Term(("regions",))]

HOW = Choice(
    (
        ("seen", "found in a published page or document; its address is given where it has one"),
        ("known", "well established, not yet checked against a source"),
    )
)
How: TypeAlias = Annotated[str, HOW]

SOURCE_KINDS = Choice(
    (
        ("judgment", "the decision itself, published by the court or an official reporter"),
        ("official-text", "the text itself, published by the State or organisation that made it"),
        ("official-summary", "a summary published by the court or authority"),
        ("official-translation", "a translation published by the State or organisation"),
        ("legal-information-institute", "a free-access-to-law publisher's copy"),
        ("copy", "another copy of the text, on a site that is not official"),
        ("report", "an official or scholarly report that describes the text or decision"),
        ("commentary", "a note or article about the text or decision"),
        ("press", "a news report"),
        ("reference", "an encyclopedia, database entry or collection page"),
    )
)
SourceKind: TypeAlias = Annotated[str, SOURCE_KINDS]
REVIEW_STATES = Choice(
    (
        ("unreviewed", "nobody but its author has checked the record"),
        ("reviewed", "a second person has checked the record against its sources"),
    )
)
ReviewState: TypeAlias = Annotated[str, REVIEW_STATES]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where the text of a record can be read."""

    title: Title = required("What the reader will find there.")
    url: Address | None = optional("Its address. Empty only where it is not on the web.", "Address")
    archived: Address | None = optional(
        "The address of a copy in a web archive, for the day on which the first is gone."
    )
    kind: SourceKind | None = optional("What it is: the text itself, a copy, a report.")
    language: Tongue | None = optional("The language it is in.")
    at: Words | None = optional("Where in it to look: a paragraph, a page.", "Place in it")
    note: Words | None = optional("What a reader must know of it, such as 'text of 2013'.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """How one fact of the record is known."""

    fact: Words = required("The fact, in a few words.")
    how: How = required("seen: found in a published page; known: not yet checked.")
    url: Address | None = optional("The page where it was seen.", "Address")
    note: Words | None = optional("What else to know of this evidence.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """A fact on which the sources disagree; the field itself stays empty or partial."""

    field: Words = required("The field that is disputed.")
    note: Words = required("What each source says.")
    urls: tuple[Address, ...] = several("The pages that disagree.", "Addresses")


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """Who checked the record, and when."""

    state: ReviewState = optional("unreviewed, or reviewed.", default="unreviewed", shown=True)
    by: Words | None = optional("Who checked it.", "Reviewer")
    on: Day | None = optional("The day on which it was checked.", "Date")


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """Why a record was taken back; its address then shows this notice only."""

    on: Day = required("The day on which it was withdrawn.", "Date")
    reason: Words = required("Why, without repeating what was withdrawn.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The fields of every record. A kind's own fields stand between title and sources."""

    id: str = ""
    """The path under content/ without suffix; not a field of the file."""

    title: Title = required("The name by which a reader will look for it.")
    sources: tuple[Source, ...] = several("Where its text can be read; the official address first.")
    evidence: tuple[Evidence, ...] = several("Fact by fact: how it is known.", "How it is known")
    disputed: tuple[Dispute, ...] = several("Facts on which the sources disagree.")
    notes: Prose | None = optional("What else a reader should know, in a few sentences.")
    added: Day | None = optional("The day on which the record was added.")
    review: Review = optional(
        "Whether a second person has checked it.", default=Review(), shown=True
    )
    withdrawn: Withdrawal | None = optional("Filled only where the record is taken back.")
    aliases: tuple[Alias, ...] = several("Former ids of the record, so that old links hold.")

    SECTIONS: ClassVar[tuple[str, ...]] = ()
    """The headings that may stand in the text of a Markdown record, in their order."""

    @staticmethod
    def FIELD_ORDER(name: str) -> int:  # noqa: N802
        """title first, then a kind's own fields, then the common ones."""
        tail = (
            "sources", "evidence", "disputed", "notes", "added", "review", "withdrawn", "aliases",
        )  # fmt: skip
        if name == "title":
            return -2
        return tail.index(name) if name in tail else -1
