"""The glossary: every term of every vocabulary, from A to Z."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from build_tools.model.reference import Vocabulary, VocabularyTerm
from build_tools.pages.context import Context
from build_tools.pages.links import numbered_path
from build_tools.pages.lists import paged
from build_tools.pages.mentions import is_abbreviation, names_of
from build_tools.pages.page import Page
from build_tools.values.wording import N_

GLOSSARY_PATH = "glossary.html"
ROWS = 150
"""About how many terms stand on one page."""


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


Letter = tuple[str, list[GlossaryTerm]]


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


def glossary_pages(context: Context) -> Iterator[Page]:
    """All terms, on as many pages as keep each small; letters are never cut."""
    letters = [
        (letter, list(group))
        for letter, group in groupby(glossary_terms(context), lambda each: each.letter)
    ]
    parts = _split(letters)
    places = {
        (each.vocabulary, each.term.id): f"{path}#{each.vocabulary}-{each.term.id}"
        for path, part in parts
        for _, terms in part
        for each in terms
    }
    jumps = [(f"{path}#{_anchor(letter)}", letter) for path, part in parts for letter, _ in part]
    for number, (path, part) in enumerate(parts, start=1):
        yield context.page(
            "glossary.html",
            path,
            N_("Glossary") if number == 1 else paged(N_("Glossary"), number),
            N_("What the terms of records mean: offences, powers, evidence, cooperation and more."),
            "vocabulary",
            letters=[(_anchor(letter), letter, terms) for letter, terms in part],
            jumps=jumps,
            places=places,
            total=len(places),
            first=GLOSSARY_PATH,
            number=number,
            last=len(parts),
        )


def _split(letters: list[Letter]) -> list[tuple[str, list[Letter]]]:
    """The letters in pages of about ROWS terms, each with its page's path."""
    pages: list[list[Letter]] = [[]]
    for letter in letters:
        if pages[-1] and sum(len(terms) for _, terms in (*pages[-1], letter)) > ROWS:
            pages.append([])
        pages[-1].append(letter)
    return [(numbered_path(GLOSSARY_PATH, n), page) for n, page in enumerate(pages, start=1)]


def _anchor(letter: str) -> str:
    return "letter-0" if letter == "#" else f"letter-{letter.lower()}"
