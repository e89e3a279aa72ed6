"""Which texts the client would take for the interface's: its rules, in Python.

client/translate.js looks for the interface's texts in a page by what they say. These
are the same rules, so that a build knows where a record's own words would be taken for
the interface's, and shuts them off (marks.py). tests/translating compares the two.
"""

from __future__ import annotations

import re
from functools import lru_cache

from build_tools.translating.catalogue import catalogue, key_of, template
from build_tools.translating.languages import PSEUDO, SOURCE, date_forms
from build_tools.translating.shape import shaped
from build_tools.values.territories import country_codes, country_name, language_names

EDGE = " \t\n,;:.()·"
_APART = re.compile(r"(?:, |; |: |\. | \()")
_HOLE = re.compile(r"\{(\w+)\}")
_NUMBER = re.compile(r"[\d.,\s\u00a0\u202f]*\d[\d.,\s\u00a0\u202f]*")
NUMERIC = ("num", "number", "count", "total", "first", "last")
"""Names of placeholders that hold a number."""


_INTERFACE = (*NUMERIC, "date", "country", "start", "end", "month", "year", "kind")
"""Names of placeholders that hold nothing of a record."""


def exchanged(text: str) -> bool:
    """True for a message that the client may look for: none of its values is a record's.

    A record's words inside a message stand in a closed element, not in a placeholder.
    """
    return all(hole[1] in _INTERFACE for hole in _HOLE.finditer(text))


def pattern_of(text: str) -> str:
    """The regular expression of a text with placeholders."""
    parts: list[str] = []
    at = 0
    for hole in _HOLE.finditer(text):
        parts.append(re.escape(text[at : hole.start()]))
        parts.append(r"[\d.,\u00a0\u202f]+" if hole[1] in NUMERIC else ".+")
        at = hole.end()
    return "".join([*parts, re.escape(text[at:])])


KEPT = 50_000
"""How many texts are remembered with their answer: many stand on several pages."""


class Claims:
    """The texts of one language's pages that the client translates."""

    def __init__(self, language: str) -> None:
        self.exact: set[str] = set()
        patterns: list[str] = []
        known = catalogue(language).forms
        for message in template():
            ids = (message.id,) if isinstance(message.id, str) else message.id
            for text in map(shaped, known.get(key_of(message), ids)):
                if not exchanged(text):
                    continue
                if "{" in text:
                    patterns.append(pattern_of(text))
                else:
                    self.exact.add(text)
        names = SOURCE if language == PSEUDO else language
        self.exact |= {country_name(code, names) for code in country_codes()}
        self.exact |= set(language_names(names).values())
        dates = date_forms(language)
        for form in (*dates.days, *dates.months):
            plain = re.escape(form).replace(r"\{d\}", r"\d{1,2}").replace(r"\{y\}", r"\d{4}")
            patterns.append(plain)
        self._patterns = re.compile("|".join(patterns) or r"(?!)")
        self._heads = _heads(patterns)
        self._taken: dict[str, bool] = {}

    def one(self, text: str) -> bool:
        """True for a text that is a message, a date or a name as a whole."""
        if text in self.exact:
            return True
        return (text[:2] in self._heads or text[:1].isdigit()) and (
            self._patterns.fullmatch(text) is not None
        )

    def take(self, text: str) -> bool:
        """True for a text that the client would change, as a whole or piece by piece."""
        found = self._taken.get(text)
        if found is None:
            if len(self._taken) > KEPT:
                self._taken.clear()
            found = self._taken[text] = self._take(text)
        return found

    def _take(self, text: str) -> bool:
        core = text.strip(EDGE)
        if not core or _NUMBER.fullmatch(core):
            return False
        if self.one(" ".join(text.split())) or self.one(core):
            return True
        if (
            ", " not in core
            and "; " not in core
            and ": " not in core
            and ". " not in core
            and (" (" not in core)
        ):
            return False
        pieces = [piece.strip(EDGE) for piece in _APART.split(core)]
        worded = [piece for piece in pieces if piece and not _NUMBER.fullmatch(piece)]
        return bool(worded) and all(map(self.one, worded))


def _heads(patterns: list[str]) -> frozenset[str]:
    """The first two letters of patterns that begin with letters."""
    plain = (re.sub(r"\\(.)", r"\1", pattern[:4]) for pattern in patterns)
    return frozenset(text[:2] for text in plain)


@lru_cache(maxsize=16)
def claims(language: str) -> Claims:
    """The claims of a language."""
    return Claims(language)
