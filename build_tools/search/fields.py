"""The fields that a query can name, with their weights; and the facets."""

from __future__ import annotations

from typing import NamedTuple


class Field(NamedTuple):
    """A field of the index: its name in queries, its boost, what it holds."""

    name: str
    boost: float
    help: str


FIELDS = (
    Field("title", 10, "titles, in every language that the record gives"),
    Field("citation", 10, "citations, ECLI, numbers of sections and articles"),
    Field("docket", 10, "the court's own number"),
    Field("party", 4, "names of parties, as the decision's title has them"),
    Field("heading", 5, "headings of provisions and articles"),
    Field("subject", 4, "offences, powers and themes, with their other names"),
    Field("court", 3, "the court"),
    Field("law", 2, "titles of the laws charged or applied, or that a provision is of"),
    Field("country", 3, "the country's name"),
    Field("body", 1, "the text"),
)
BODY = "body"
PARTS = PROVISION, ARTICLE, SUBJECT = ("Provision", "Treaty article", "Subject")
"""What results are that are a part of a record."""
NUMBERS = {field.name: number for number, field in enumerate(FIELDS)}


class Facet(NamedTuple):
    """Something by which results are counted and narrowed."""

    name: str
    label: str


FACETS = (
    Facet("kind", "Kind"),
    Facet("country", "Country"),
    Facet("region", "Region"),
    Facet("offence", "Offence"),
    Facet("measure", "Investigative measure"),
    Facet("year", "Year"),
    Facet("language", "Language"),
    Facet("level", "Level of court"),
    Facet("review", "Review"),
)
