"""Needs and help: lessons, practices, assessments, activities and organisations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, TypeAlias

from build_tools.model.common import (
    ActivityRef,
    Address,
    AnyRef,
    CountryCode,
    CountryOrInt,
    Day,
    How,
    Number,
    OrganisationRef,
    PartName,
    Prose,
    Record,
    Region,
    Theme,
    Title,
    Words,
)
from build_tools.model.spec import optional, required, several
from build_tools.model.types import Choice, Ref, Term
from build_tools.values.ids import Reference

Capability: TypeAlias = Annotated[str, Term(("capabilities",))]
OrganisationType: TypeAlias = Annotated[str, Term(("organisation-types",))]
NeedRef: TypeAlias = Annotated[Reference, Ref(("assessment",), part=True)]
PHASES = Choice(
    (
        ("1", "the first of the four phases of the Model National Response's maturity model"),
        ("2", "the second of the four phases"),
        ("3", "the third of the four phases"),
        ("4", "the fourth of the four phases"),
    )
)
Phase: TypeAlias = Annotated[str, PHASES]
AFTERMATHS = Choice(
    (
        ("law-adopted", "a law was adopted or came into force"),
        ("policy-adopted", "a strategy, policy or procedure was adopted"),
        ("first-conviction", "a first conviction of its sort was handed down"),
        ("investigation-opened", "an investigation or prosecution was begun"),
        ("people-trained", "people were trained; the number says how many"),
        ("unit-founded", "a unit, laboratory, network or contact point began its work"),
        ("cooperation-given", "a request for cooperation was made or answered"),
        ("other", "something else, which the text says"),
    )
)
Aftermath: TypeAlias = Annotated[str, AFTERMATHS]


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned(Record):
    """What lessons and practices share."""

    themes: tuple[Theme, ...] = several("The themes of assistance it belongs to.")
    countries: tuple[CountryCode, ...] = several("The countries it comes from.")
    regions: tuple[Region, ...] = several("The regions it comes from.")
    organisations: tuple[OrganisationRef, ...] = several("The organisations that learned it.")
    activities: tuple[ActivityRef, ...] = several("The activities in which it was learned.")
    tool: Words | None = optional("The tool or model it relies on.")
    related: tuple[AnyRef, ...] = several("Records to read with it.")

    SECTIONS: ClassVar[tuple[str, ...]] = (
        "Summary", "Problem", "What was done", "Conditions", "Evidence of effect",
        "What failed", "Taken up by",
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson(Learned):
    """A lesson learned: what experience taught, whether it went well or not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice(Learned):
    """A best practice: a way of working that its users recommend."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CapabilityFinding:
    """What an assessment found on one capability."""

    capability: Capability = required("The capability of the framework.")
    level: Words | None = optional("The level found, in the words of the source.")
    phase: Phase | None = optional(
        "The phase of the maturity model, from 1 to 4.", "Phase of maturity"
    )
    as_of: Day | None = optional("The date of the finding, where it is not the assessment's.")
    text: Prose | None = optional("What was found.", "Finding")
    how: How | None = optional("How it is known.", "How it is known")
    at: Words | None = optional("Where in the source it is stated.", "Place in the source")
    url: Address | None = optional("The page where it was seen.", "Address")


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """A need that an assessment states."""

    id: PartName = required("Its anchor in this record.", "Anchor")
    title: Title = required("The need, in a line.")
    themes: tuple[Theme, ...] = several("The themes of assistance that would answer it.")
    capabilities: tuple[Capability, ...] = several("The capabilities that it would build.")
    text: Prose | None = optional("What is needed and why.", "Need")
    at: Words | None = optional("Where in the source it is stated.", "Place in the source")
    how: How | None = optional("How it is known.", "How it is known")


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment(Record):
    """Needs and capability of one country, or of an international body, at one date."""

    country: CountryOrInt = required("The country assessed; int for an international body.")
    organisation: OrganisationRef | None = optional("The international body, where it is one.")
    date: Day = required("The date for which it holds.")
    framework: Capability | None = optional("The framework that was used.")
    framework_version: Words | None = optional(
        "Its edition, such as 2022.", "Version of the framework"
    )
    assessed_by: tuple[OrganisationRef, ...] = several("Who made the assessment.")
    capabilities: tuple[CapabilityFinding, ...] = several(
        "What was found, capability by capability."
    )
    needs: tuple[Need, ...] = several("The needs it states.")


@dataclass(frozen=True, slots=True, kw_only=True)
class CameAfter:
    """What is recorded to have come after an activity. It is not said to be its effect."""

    kind: Aftermath = required("What sort of thing came after.")
    text: Words | None = optional("What it was, in a line.", "What it was")
    date: Day | None = optional("When it came.")
    number: Number | None = optional("How many, such as people trained.")
    record: AnyRef | None = optional("The record of it: a law, a provision, a case.")
    need: NeedRef | None = optional("The need that it goes towards.")
    how: How | None = optional("How it is known.", "How it is known")
    at: Words | None = optional("Where in the source it is stated.", "Place in the source")
    url: Address | None = optional("The page where it was seen.", "Address")


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity(Record):
    """Technical assistance: who did what, where, when, for whom, with what result."""

    summary: Prose | None = optional("What was done, in a few sentences.")
    themes: tuple[Theme, ...] = several("The themes of assistance.")
    start: Day | None = optional("When it began.")
    end: Day | None = optional("When it ended.")
    countries: tuple[CountryCode, ...] = several("The countries helped.")
    regions: tuple[Region, ...] = several("The regions helped.")
    providers: tuple[OrganisationRef, ...] = several("Who provided it.")
    funders: tuple[OrganisationRef, ...] = several("Who paid for it.")
    partners: tuple[OrganisationRef, ...] = several("Who took part.")
    audience: Words | None = optional("For whom it was.")
    reach: Words | None = optional("How many it reached, with the date of the figure.")
    result: Prose | None = optional("What came of it.")
    part_of: ActivityRef | None = optional("The programme it belongs to.")
    answers: tuple[NeedRef, ...] = several("The needs it answers.", "Needs answered")
    came_after: tuple[CameAfter, ...] = several(
        "What came after it: a law, a first conviction, people trained; each with its source."
    )
    related: tuple[AnyRef, ...] = several("Records to read with it.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation(Record):
    """A partner, donor, provider or network."""

    type: OrganisationType = required("What sort of body it is.")
    country: CountryCode | None = optional("Its country, where it belongs to one.")
    also_called: tuple[Title, ...] = several("Other names and abbreviations.")
    part_of: OrganisationRef | None = optional("The body it belongs to.")
    summary: Prose | None = optional("What it has to do with this field.")
