"""The glossary: every term of every vocabulary, from A to Z."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from build_tools.model.reference import Vocabulary, VocabularyTerm
from build_tools.pages.context import Context
from build_tools.pages.mentions import is_abbreviation, names_of
from build_tools.pages.page import Page

GLOSSARY_PATH = "glossary.html"


@dataclass(frozen=True, slots=True)
class GlossaryTerm:
    """A term as the glossary shows it."""

    vocabulary: str
    """The vocabulary's name: ``offences``."""
    title: str
    """The vocabulary's title."""
    term: VocabularyTerm
    names: tuple[str, ...]
    """Its other names in English."""
    abbreviations: tuple[str, ...]
    narrower: tuple[str, ...]

    @property
    def letter(self) -> str:
        """The letter under which it stands; ``#`` for digits and other signs."""
        first = unicodedata.normalize("NFKD", self.term.label)[:1].upper()
        return first if first.isascii() and first.isalpha() else "#"


def glossary_terms(context: Context) -> list[GlossaryTerm]:
    """All terms by their labels, whatever their vocabulary; equal labels by vocabulary."""
    found = [
        _entry(vocabulary, term, context)
        for vocabulary in context.corpus.records(Vocabulary)
        for term in vocabulary.terms
    ]
    return sorted(found, key=lambda each: (each.letter, each.term.label.lower(), each.vocabulary))


def _entry(vocabulary: Vocabulary, term: VocabularyTerm, context: Context) -> GlossaryTerm:
    name = vocabulary.id.split("/")[1]
    others = [each for each in names_of(term) if each.lower() != term.label.lower()]
    return GlossaryTerm(
        name,
        vocabulary.title,
        term,
        tuple(each for each in others if not is_abbreviation(each)),
        tuple(each for each in others if is_abbreviation(each)),
        context.corpus.narrower.get((name, term.id), ()),
    )


def glossary_page(context: Context) -> Iterator[Page]:
    """The one page of all terms."""
    terms = glossary_terms(context)
    letters = [(letter, list(group)) for letter, group in groupby(terms, lambda each: each.letter)]
    yield context.page(
        "glossary.html",
        GLOSSARY_PATH,
        "Glossary",
        "What the terms of the records mean: offences, powers, evidence, cooperation and more.",
        "vocabulary",
        letters=letters,
        jumps=[(_anchor(letter), letter) for letter, _ in letters],
        total=len(terms),
    )


def _anchor(letter: str) -> str:
    return "letter-0" if letter == "#" else f"letter-{letter.lower()}"
