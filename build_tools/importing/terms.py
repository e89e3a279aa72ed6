"""Which terms the vocabularies have; each question is answered once."""

from __future__ import annotations

from dataclasses import dataclass

from build_tools.corpus.corpus import Corpus
from build_tools.model.types import Term
from build_tools.values.nearest import nearest, suggestion


@dataclass(frozen=True, slots=True)
class Unknown:
    """A term that no vocabulary has."""

    message: str
    nearest: str


class Terms:
    """The terms of a corpus. Databases repeat their words; suggestions are slow to find."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._answers: dict[tuple[tuple[str, ...], str], Unknown | None] = {}

    def fault(self, kind: Term, term: str) -> Unknown | None:
        """What is wrong with a term of one of some vocabularies; None where it exists."""
        key = (kind.vocabularies, term)
        if key not in self._answers:
            self._answers[key] = self._fault(kind.vocabularies, term)
        return self._answers[key]

    def _fault(self, names: tuple[str, ...], term: str) -> Unknown | None:
        if any(f"vocabulary/{name}" in self._corpus.unreadable for name in names):
            return None
        known = {each for name in names for each in self._corpus.terms.get(name, ())}
        if term in known:
            return None
        near = nearest(term, sorted(known))
        places = " or ".join(f"vocabulary/{name}" for name in names)
        return Unknown(f"no term '{term}' in {places}{suggestion(near)}", near)
