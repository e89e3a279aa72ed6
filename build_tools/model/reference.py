"""Countries and vocabularies: the records that the others point to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, TypeAlias

from build_tools.model.common import (
    Address,
    Day,
    How,
    PartName,
    ProvisionRef,
    Record,
    Region,
    Title,
    Tongue,
    Words,
)
from build_tools.model.law import Covered
from build_tools.model.spec import optional, required, several
from build_tools.model.types import Choice

MAP_STRENGTHS = Choice(
    (
        ("same-subject", "the article is on the same subject"),
        ("narrower", "the article covers less than the term"),
        ("broader", "the article covers more than the term"),
        ("partial", "the article and the term overlap"),
    )
)
MapStrength: TypeAlias = Annotated[str, MAP_STRENGTHS]
LABEL_STATUSES = Choice(
    (
        ("treaty-text", "stands in an authentic language version of a treaty"),
        ("common-legal-usage", "usual in the laws and writing of the language"),
        ("unchecked", "a rendering that a speaker has still to check"),
    )
)
LabelStatus: TypeAlias = Annotated[str, LABEL_STATUSES]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFound:
    """A search for a country's provision that found none. It says nothing about the law itself."""

    subject: Covered | None = optional("The offence or power that was looked for.")
    article: ProvisionRef | None = optional("Or the treaty article whose subject was looked for.")
    on: Day = required("The day of the search.", "Date")
    searched: Words = required("What was searched, and how: which texts, which words.")
    by: Words | None = optional("Who searched.")
    url: Address | None = optional("The collection or page that was searched.", "Address")


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryRecord(Record):
    """A country. Its page is computed from the records that name it."""

    region: Region | None = optional("Its UN M49 subregion, a term of vocabulary/regions.")
    languages: tuple[Tongue, ...] = several("Its official languages, by CLDR.")
    not_found: tuple[NotFound, ...] = several(
        "What was searched for in its law and not found.", "Searched for and not found"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """The term's name in one language."""

    language: Tongue = required("The language.")
    label: Title = required("The name in it.")
    synonyms: tuple[Title, ...] = several("Other names in use in that language.")
    status: LabelStatus = required("How sure the name is.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Crosswalk:
    """A treaty article on the term's subject."""

    to: ProvisionRef = required("The article.", "Article")
    para: Words | None = optional("The paragraph of it.", "Paragraph")
    as_: MapStrength = required("How the article stands to the term.", "Relation")


@dataclass(frozen=True, slots=True, kw_only=True)
class VocabularyTerm:
    """A controlled term."""

    id: PartName = required("The word that records use.", "Id")
    label: Title = required("The name shown to readers.")
    definition: Words = required("What it means, in one sentence.")
    broader: PartName | None = optional("The broader term of the same vocabulary.")
    note: Words | None = optional("What a contributor should know.")
    maps: tuple[Crosswalk, ...] = several("Treaty articles on its subject.", "Treaty articles")
    study: tuple[Words, ...] = several(
        "Codes of the acts in the UNODC draft Comprehensive Study on Cybercrime (2013).",
        "UNODC study",
    )
    iccs: Words | None = optional(
        "Code in the International Classification of Crime for Statistical Purposes.", "ICCS"
    )
    labels: tuple[Label, ...] = several("Its names in other languages.", "Other languages")
    how: How | None = optional("How it is known.", "How it is known")


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary(Record):
    """A list of controlled terms."""

    description: Words | None = optional("What the terms are for.")
    version: Words | None = optional("The version of the list, where it is somebody else's.")
    publisher: Words | None = optional("Whose list it is.")
    url: Address | None = optional("Where the list is published.", "Address")
    terms: tuple[VocabularyTerm, ...] = several("The terms.")
