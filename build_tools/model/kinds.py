"""The ten kinds of records, and where each stands under content/."""

from __future__ import annotations

from dataclasses import dataclass

from build_tools.model.assistance import Activity, Assessment, Lesson, Organisation, Practice
from build_tools.model.case import Case
from build_tools.model.common import Record
from build_tools.model.law import Law
from build_tools.model.reference import CountryRecord, Vocabulary
from build_tools.model.treaty import Treaty


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record."""

    name: str
    folder: str
    model: type[Record]
    suffix: str
    by_country: bool = False
    """True where a folder for each country stands between the kind's folder and the file."""
    label: str = ""
    """For readers, one of them: ``case``, ``best practice``."""
    plural: str = ""
    """For readers, several: ``Cases``, ``Best practices``."""

    @property
    def pattern(self) -> str:
        """Where its files stand: ``content/cases/<cc>/<slug>.md``."""
        country = "<cc>/" if self.by_country else ""
        slug = "<cc>" if self.name == "country" else "<slug>"
        return f"content/{self.folder}/{country}{slug}{self.suffix}"


KINDS: tuple[Kind, ...] = (
    Kind("case", "cases", Case, ".md", True, "case", "Cases"),
    Kind("law", "laws", Law, ".yml", True, "law", "Laws"),
    Kind("treaty", "treaties", Treaty, ".yml", False, "treaty", "Treaties"),
    Kind("lesson", "lessons", Lesson, ".md", False, "lesson learned", "Lessons learned"),
    Kind("practice", "practices", Practice, ".md", False, "best practice", "Best practices"),
    Kind("assessment", "assessments", Assessment, ".yml", True, "assessment", "Needs assessments"),
    Kind("activity", "activities", Activity, ".yml", False, "activity", "Technical assistance"),
    Kind("organisation", "organisations", Organisation, ".yml", False, "organisation",
         "Organisations"),
    Kind("country", "countries", CountryRecord, ".yml", False, "country", "Countries"),
    Kind("vocabulary", "vocabulary", Vocabulary, ".yml", False, "vocabulary", "Vocabularies"),
)  # fmt: skip
BY_NAME = {kind.name: kind for kind in KINDS}
BY_FOLDER = {kind.folder: kind for kind in KINDS}
BY_MODEL = {kind.model: kind for kind in KINDS}


def kind_of(record: Record) -> Kind:
    """The kind of a record."""
    return BY_MODEL[type(record)]
