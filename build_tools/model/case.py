"""A case: one decision of a court."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, TypeAlias

from build_tools.model.common import (
    AnyRef,
    CaseRef,
    CountryCode,
    CountryOrInt,
    Day,
    Means,
    Measure,
    Offence,
    ProvisionRef,
    Record,
    Source,
    Title,
    Tongue,
    Words,
    YesNo,
)
from build_tools.model.spec import optional, required, several
from build_tools.model.types import Choice, Ecli, Term
from build_tools.values.persons import is_anonymous

CaseKind: TypeAlias = Annotated[str, Term(("case-kinds",))]
CourtLevel: TypeAlias = Annotated[str, Term(("court-levels",))]
Outcome: TypeAlias = Annotated[str, Term(("outcomes",))]
SentenceKind: TypeAlias = Annotated[str, Term(("sentence-kinds",))]
Role: TypeAlias = Annotated[str, Term(("party-roles",))]
EvidenceTopic: TypeAlias = Annotated[str, Term(("evidence",))]
EcliText: TypeAlias = Annotated[str, Ecli()]
EFFECTS = Choice(
    (
        ("upheld", "the provision was tested and stands"),
        ("struck-down", "the provision was held void"),
        ("struck-down-in-part", "part of the provision, or some of its uses, was held void"),
        ("read-down", "the provision stands only in a narrower reading"),
        (
            "held-incompatible",
            "the provision was held contrary to a treaty; it stands until changed",
        ),
        ("interpreted", "the decision settles what the provision means"),
    )
)
Effect: TypeAlias = Annotated[str, EFFECTS]
USES = Choice(
    (
        ("followed", "the decision follows it"),
        ("distinguished", "the decision sets it apart on the facts or the law"),
        ("not-followed", "the decision does not follow it"),
        ("overruled", "the decision holds it to be no longer good law"),
        ("considered", "the decision weighs it, or merely names it"),
    )
)
Use: TypeAlias = Annotated[str, USES]
PARTY_KINDS = Choice(
    (
        ("natural", "a person"),
        ("legal", "a company or another body"),
        ("state", "a State or a public authority"),
    )
)
PartyKind: TypeAlias = Annotated[str, PARTY_KINDS]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A time from one date to another."""

    from_: Day = required("The first date.", "From")
    to: Day | None = optional("The last date, where it is not the first.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """One charge, and what became of it in this decision."""

    provision: ProvisionRef | None = optional("The provision charged, where its law is recorded.")
    cited: Words | None = optional(
        "The provision as the decision cites it, where its law is not recorded here, "
        "or the part of it.",
        "As cited",
    )
    outcome: Outcome | None = optional("What became of the charge.")


@dataclass(frozen=True, slots=True, kw_only=True)
class AtIssue:
    """A provision that the decision turns on without being a charge."""

    provision: ProvisionRef | None = optional("The provision, where its law is recorded.")
    cited: Words | None = optional(
        "The provision as the decision cites it, where its law is not recorded here.", "As cited"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Treatment:
    """What the decision did to the text of a law."""

    provision: ProvisionRef = required("The provision that was tested or read.")
    effect: Effect = required("What the decision did to it.")
    note: Words | None = optional("How far it goes.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cooperation:
    """Cooperation with another country that the decision shows."""

    with_: CountryCode = required("The other country.", "With")
    means: Means = required("By what means.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A party. Victims and minors are never named; others only as the title has them."""

    role: Role = required("The part taken in the proceedings.")
    kind: PartyKind = required("A person, a body or a State.")
    label: Words = required("The name as the decision's own title has it, or a description.")
    minor: YesNo = optional(
        "true for a person who was under 18 when the acts happened; such a person is never named.",
        default=False,
    )
    named_until: Day | None = optional(
        "After this date the site shows initials in place of the name, and the check says so."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence that was passed."""

    kinds: tuple[SentenceKind, ...] = several("The kinds of sanction in it.")
    text: Words = required("The sentence in a few words: term, sum, conditions.", "In words")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Another decision in the same matter."""

    court: Words = required("The court.")
    date: Day | None = optional("The date of that decision.")
    reference: Words | None = optional("Its citation or docket number.")
    outcome: Words | None = optional("What it decided, in a few words.")
    case: CaseRef | None = optional("Its record, where it has one.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """A decision that this one cites."""

    case: CaseRef | None = optional("Its record, where it has one.")
    cited: Words | None = optional(
        "The decision as it is cited, where it is not recorded here.", "As cited"
    )
    use: Use | None = optional("What this decision makes of it.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case(Record):
    """One decision of a court."""

    country: CountryOrInt = required("The country of the court; int for an international court.")
    respondent: CountryCode | None = optional("Before an international court: the State concerned.")
    court: Title = required("The court's name, with its chamber or division.")
    level: CourtLevel | None = optional("Where the court stands in the order of courts.")
    kind: CaseKind | None = optional("What sort of decision it is.")
    date: Day = required("The date of the decision.")
    citations: tuple[Words, ...] = several("Neutral and report citations.")
    docket: Words | None = optional("The court's own number for the case.")
    ecli: EcliText | None = optional("The European Case Law Identifier.", "ECLI")
    language: Tongue | None = optional("The language of the decision.")
    conduct: Span | None = optional("When the acts happened.", "Conduct")
    offences: tuple[Offence, ...] = several("The offences that the case is about.")
    measures: tuple[Measure, ...] = several("The investigative powers at issue.")
    evidence_topics: tuple[EvidenceTopic, ...] = several(
        "The questions of electronic evidence in it.", "Electronic evidence"
    )
    cooperation: tuple[Cooperation, ...] = several("Cooperation between countries that it shows.")
    charges: tuple[Charge, ...] = several("The provisions charged.")
    provisions: tuple[AtIssue, ...] = several("Other provisions the decision turns on.")
    treatment: tuple[Treatment, ...] = several("What it did to the text of a law.")
    outcomes: tuple[Outcome, ...] = several("The result.")
    sentences: tuple[Sentence, ...] = several("The sentences passed.")
    parties: tuple[Party, ...] = several("The parties.")
    anonymised: YesNo = optional("true forbids names in the record for ever.", default=False)
    history: tuple[Step, ...] = several("The same matter's other decisions.", "History")
    cites: tuple[Authority, ...] = several("Decisions that it cites.", "Cited decisions")
    related: tuple[AnyRef, ...] = several("Records to read with it.")
    sources: tuple[Source, ...] = required(
        "Where the decision can be read; the official address first."
    )

    @property
    def may_name_a_person(self) -> bool:
        """Whether the record may name a natural person: by a party, or by the title of a matter
        whose parties are not recorded."""
        if self.anonymised:
            return False
        if self.parties:
            return any(
                party.kind == "natural" and not is_anonymous(party.label) for party in self.parties
            )
        return self.kind in (None, "criminal", "extradition")

    SECTIONS: ClassVar[tuple[str, ...]] = (
        "Summary", "Facts", "Reasoning", "Outcome", "Commentary",
    )  # fmt: skip
