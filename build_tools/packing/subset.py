"""A part of the records, by language, region or kind, as a collection of its own.

The vocabularies stay whole, as records are told by their terms. A record without the field in
question (a treaty has no region) stays too: what is left out was told apart, not forgotten.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from build_tools.corpus.corpus import Corpus
from build_tools.corpus.load import Entry
from build_tools.model.kinds import KINDS
from build_tools.model.reference import CountryRecord, Vocabulary
from build_tools.packing.members import PackingError
from build_tools.values.nearest import nearest, suggestion
from build_tools.values.territories import INTERNATIONAL, country_codes, country_name, language_name

_REGIONS = "regions"


@dataclass(frozen=True, slots=True)
class Choice:
    """What to take; an empty set takes all."""

    languages: frozenset[str] = frozenset()
    """The primary tags of languages: ``fr``."""
    regions: frozenset[str] = frozenset()
    """Codes of countries, and terms of vocabulary/regions: ``ke``, ``m49-002``."""
    kinds: frozenset[str] = frozenset()
    """Names of kinds: ``case``."""

    def __bool__(self) -> bool:
        return bool(self.languages or self.regions or self.kinds)

    @property
    def slug(self) -> str:
        """For names of files: ``all``, ``case-law_ke``."""
        groups = (self.kinds, self.regions, self.languages)
        return "_".join("-".join(sorted(group)) for group in groups if group) or "all"

    def in_words(self, corpus: Corpus) -> str:
        """For readers: ``cases, laws; Eastern Africa, Kenya; in French``; ``""`` for all."""
        plural = {kind.name: kind.plural.lower() for kind in KINDS}
        regions = sorted(_place_name(each, corpus) for each in self.regions)
        languages = sorted(language_name(each) for each in self.languages)
        groups = ([plural[each] for each in sorted(self.kinds)], regions, languages)
        return "; ".join(", ".join(group) for group in groups if group)


def check_choice(choice: Choice, corpus: Corpus) -> None:
    """Raise PackingError for a kind, region or language that does not exist or has no record."""
    regions = {*corpus.terms.get(_REGIONS, {}), *country_codes(), INTERNATIONAL}
    languages = {tag for entry in corpus.entries for tag in _languages(entry)}
    kinds = {kind.name for kind in KINDS}
    for what, wanted, known in (
        ("kind", choice.kinds, kinds),
        ("country or region", choice.regions, regions),
        ("language of a record", choice.languages, languages),
    ):
        for word in sorted(wanted - known):
            near = suggestion(nearest(word, known))
            raise PackingError(f"there is no {what} '{word}'{near}")


def part_of(corpus: Corpus, choice: Choice) -> Corpus:
    """The records chosen, as a corpus. Raises PackingError."""
    check_choice(choice, corpus)
    entries = tuple(entry for entry in corpus.entries if _is_chosen(entry, choice, corpus))
    return Corpus(entries)


def _is_chosen(entry: Entry, choice: Choice, corpus: Corpus) -> bool:
    if isinstance(entry.record, Vocabulary):
        return True
    if choice.kinds and entry.kind.name not in choice.kinds:
        return False
    languages = _languages(entry)
    if choice.languages and languages and not choice.languages & languages:
        return False
    places = _places(entry, corpus)
    return not choice.regions or not places or bool(choice.regions & places)


def _languages(entry: Entry) -> frozenset[str]:
    tag = getattr(entry.record, "language", None)
    return frozenset({tag.split("-")[0]} if tag else ())


def _places(entry: Entry, corpus: Corpus) -> frozenset[str]:
    """The countries of a record and the regions that they and it lie in."""
    record = entry.record
    if isinstance(record, CountryRecord):
        countries = [record.id.split("/")[1]]
    else:
        one = [getattr(record, name, None) for name in ("country", "respondent")]
        countries = [code for code in (*one, *getattr(record, "countries", ())) if code]
    if not countries and record.withdrawn is not None and entry.id.count("/") == 2:
        countries = [entry.id.split("/")[1]]
    terms = [*getattr(record, "regions", ()), *_regions_of(countries, corpus)]
    return frozenset([*countries, *_with_wider(terms, corpus)])


def _regions_of(countries: Iterable[str], corpus: Corpus) -> list[str]:
    found = (corpus.countries.get(code) for code in countries)
    return [country.region for country in found if country is not None and country.region]


def _with_wider(terms: Iterable[str], corpus: Corpus) -> Iterable[str]:
    for term_id in terms:
        chain: list[str] = []
        current: str | None = term_id
        while current is not None and current not in chain:
            chain.append(current)
            term = corpus.term(_REGIONS, current)
            current = term.broader if term is not None else None
        yield from chain


def _place_name(place: str, corpus: Corpus) -> str:
    term = corpus.term(_REGIONS, place)
    return term.label if term is not None else country_name(place)
