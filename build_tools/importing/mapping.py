"""The mapping file: what a field of the record is filled from, and how."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from build_tools.importing.rows import Cell, find
from build_tools.importing.targets import Target
from build_tools.model.types import Text
from build_tools.values.findings import Place

YEAR = "year"
"""In the template of an address: the year of the record's date, where no column is called so."""
NUMBER, REPORT = "number", "report"
"""What happens where two rows give the same address."""


@dataclass(frozen=True, slots=True)
class Template:
    """A text with the names of columns in { }, as (text, name) from left to right."""

    pieces: tuple[tuple[str, str], ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The columns named, in their order."""
        return tuple(name for _, name in self.pieces if name)


@dataclass(frozen=True, slots=True)
class Rule:
    """How one field or section is filled."""

    name: str
    """As the mapping writes it: ``sources[0].url``, or the heading of a section."""
    place: Place
    target: Target | None
    """None for a section."""
    column: str = ""
    template: Template | None = None
    constant: tuple[str, ...] = ()
    split: str = ""
    words: Mapping[str, tuple[str, ...]] | None = None
    """Their words and ours; none of ours for a word that means nothing."""
    others: tuple[str, ...] | None = None
    """What all other words stand for; None leaves them as they are."""
    dates: tuple[str, ...] = ()
    default: tuple[str, ...] = ()
    plain: bool = False
    """True where the text is not Markdown and its signs mean themselves."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that the rule reads."""
        return self.template.names if self.template else ((self.column,) if self.column else ())

    @property
    def shown_columns(self) -> str:
        """The columns as reports name them."""
        return ", ".join(self.columns)

    @property
    def markdown(self) -> bool:
        """True where the text may have paragraphs."""
        kind = self.target.spec.value if self.target is not None else None
        return self.target is None or (isinstance(kind, Text) and kind.markdown)


@dataclass(frozen=True, slots=True)
class AddressRule:
    """What the last part of a record's address is made from."""

    template: Template
    place: Place
    clash: str = NUMBER


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole mapping file."""

    file: str
    fields: tuple[Rule, ...]
    sections: tuple[Rule, ...]
    """In the order in which a record has its headings."""
    address: AddressRule
    delimiter: str = ""

    @property
    def rules(self) -> tuple[Rule, ...]:
        """All rules."""
        return (*self.fields, *self.sections)

    def columns(self) -> Iterator[tuple[str, Place]]:
        """Each column that a rule reads, with the place in the mapping that names it."""
        for rule in self.rules:
            for column in rule.columns:
                yield column, rule.place

    def rule_of(self, path: tuple[str | int, ...]) -> Rule | None:
        """The rule that fills a value of a record, given the path to it."""
        names = [step for step in path if isinstance(step, str)]
        alike = [
            rule
            for rule in self.fields
            if rule.target is not None and rule.target.words.split(".")[: len(names)] == names
        ]
        exact = [rule for rule in alike if rule.target and path[:2] == rule.target.steps[:2]]
        found = exact or alike
        return next((rule for rule in found if rule.columns), found[0] if found else None)


def fill(template: Template, cells: Mapping[str, Cell], blank: bool = False) -> str:
    """A template's text for one row; ``""`` where a cell is empty, unless blanks are allowed."""
    texts: list[str] = []
    for text, name in template.pieces:
        texts.append(text)
        if name:
            cell = find(cells, name)
            words = cell.strip() if isinstance(cell, str) else ""
            if not words and not blank:
                return ""
            texts.append(words)
    return "".join(texts)
