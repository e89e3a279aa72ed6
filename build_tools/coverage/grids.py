"""The columns of the matrices: the articles of a treaty that the crosswalk names, or terms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from build_tools.corpus.corpus import SUBJECTS, Corpus
from build_tools.model.reference import VocabularyTerm
from build_tools.model.treaty import Treaty
from build_tools.values.ids import Reference

STRENGTHS = ("same-subject", "broader", "narrower", "partial")
"""How an article can stand to a term, the closest first."""


@dataclass(frozen=True, slots=True)
class Column:
    """One thing that can be looked for in a country's law."""

    key: str
    """Its anchor in the treaty, or the term's id."""
    number: str
    """The article's number; empty for a term."""
    title: str
    terms: Mapping[str, str]
    """The terms on its subject, each with the strength of the crosswalk."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Countries against the columns of one treaty or vocabulary."""

    name: str
    """Its name in addresses: ``budapest-convention``, ``offences``."""
    title: str
    columns: tuple[Column, ...]
    treaty: Treaty | None = None


def grids(corpus: Corpus) -> list[Grid]:
    """A grid for each vocabulary that provisions cover and each treaty that the crosswalk names."""
    found = [grid for name in SUBJECTS if (grid := vocabulary_grid(name, corpus)).columns]
    treaties = (treaty_grid(treaty, corpus) for treaty in corpus.records(Treaty))
    return found + sorted((grid for grid in treaties if grid.columns), key=lambda grid: grid.title)


def vocabulary_grid(name: str, corpus: Corpus) -> Grid:
    """The grid of a vocabulary: each of its terms that is no mere heading is a column."""
    entry = corpus.resolve(f"vocabulary/{name}")
    columns = tuple(
        Column(term.id, "", term.label, {term.id: STRENGTHS[0]})
        for term in looked_for(name, corpus)
    )
    return Grid(name, entry.record.title if entry is not None else name, columns)


def looked_for(name: str, corpus: Corpus) -> list[VocabularyTerm]:
    """The terms of a vocabulary that can be looked for in a country's law.

    A term that has narrower ones and to which no article of a treaty is mapped is a heading over
    others ("computer-related offences"): provisions are recorded on these, never on it.
    """
    return [
        term
        for term in corpus.terms.get(name, {}).values()
        if term.maps or (name, term.id) not in corpus.narrower
    ]


def treaty_grid(treaty: Treaty, corpus: Corpus) -> Grid:
    """The grid of a treaty: each article that is mapped to a term is a column."""
    columns = []
    for article in treaty.articles:
        terms: dict[str, str] = {}
        for subject, link in corpus.subjects_of_article.get(Reference(treaty.id, article.id), ()):
            terms[subject.term.id] = closest(link.as_, terms.get(subject.term.id))
        if terms:
            columns.append(Column(article.id, article.number, article.title, terms))
    name = treaty.id.split("/")[1]
    return Grid(name, treaty.short_title or treaty.title, tuple(columns), treaty)


def closest(one: str, other: str | None) -> str:
    """The closer of two strengths."""
    return one if other is None else min(one, other, key=STRENGTHS.index)
