"""What a query shows and does with its results: heads, passages, facets, spelling."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from build_tools.corpus.corpus import Corpus
from build_tools.search.bits import as_text, fixed, gamma, rice
from build_tools.search.blocks import Scale
from build_tools.search.documents import Document
from build_tools.search.fields import FACETS, NUMBERS
from build_tools.search.files import FOLDER, File, name_of, path_of, script
from build_tools.search.inverted import NAME, Inverted, sort_key
from build_tools.search.shards import COLUMN, HEADS, front_coded, turn
from build_tools.values.dates import PartialDate
from build_tools.values.territories import country_name, language_name

HEAD_TEXT = 420
"""How many characters of a document's text come with its head."""
SPELLED = 2
"""From how many documents on a term of texts alone can be offered as what was meant."""
SPELL_MEAN = 40
"""About how many terms stand in a file of spellings."""
BODY = NUMBERS["body"]
_TERMS_OF = {"offence": "offences", "measure": "measures", "level": "court-levels",
             "region": "regions"}  # fmt: skip


def write_heads(documents: Sequence[Document], numbers: Mapping[str, int]) -> Iterator[File]:
    """What a result shows of each document, a few documents to a file, and the longer texts."""
    groups: defaultdict[int, list[list[object]]] = defaultdict(list)
    for document in documents:
        number = numbers[document.key]
        head, rest = cut_text(document.text)
        groups[number >> HEADS].append(_head(document, number, head, bool(rest)))
        if rest:
            name = file_name(number)
            yield File(path_of("r", name), script("r", number, rest))
    for group, heads in groups.items():
        yield File(path_of("d", file_name(group)), script("d", group, *heads))


def _head(document: Document, number: int, text: str, more: bool) -> list[object]:
    date = document.date
    head: list[object] = [
        number,
        document.path,
        document.title,
        document.title_language,
        document.kind,
        document.country,
        country_name(document.country) if document.country else "",
        document.where,
        str(date) if date is not None else "",
        date.in_words if date is not None else "",
        text,
        document.text_language if document.text_language != "en" else "",
        list(document.names),
        int(more),
    ]
    return head


def file_name(number: int) -> str:
    """The name of a numbered file: hexadecimal, last digits as its folder."""
    return f"{number:06x}"


def cut_text(text: str) -> tuple[str, str]:
    """The beginning of a text, cut after a word, and the rest."""
    if len(text) <= HEAD_TEXT * 1.25:
        return text, ""
    at = text.rfind(" ", 0, HEAD_TEXT)
    at = at if at > 0 else HEAD_TEXT
    return text[:at], text[at:]


# Facets


def write_facets(
    documents: Sequence[Document], numbers: Mapping[str, int], corpus: Corpus, scale: Scale
) -> Iterator[File]:
    """A column for each facet, cut by numbers, and one file with all values' names."""
    values = {facet.name: _values(facet.name, documents, corpus) for facet in FACETS}
    ordered = sorted((numbers[document.key], document) for document in documents)
    for facet in FACETS:
        codes = {value: code for code, (value, _) in enumerate(values[facet.name])}
        rows = [(number, [codes[value] for value in document.facets.get(facet.name, ())])
                for number, document in ordered]  # fmt: skip
        yield from _column(facet.name, rows, len(codes), scale)
    dates = [(number, [_day_code(document.date)] if document.date is not None else [])
             for number, document in ordered]  # fmt: skip
    yield from _column("date", dates, 1 << 19, scale)
    labels = [
        [facet.name, facet.label, [[value, name] for value, name in values[facet.name]]]
        for facet in FACETS
    ]
    yield File(f"{FOLDER}/facets.js", script("facets", labels))


def _values(facet: str, documents: Iterable[Document], corpus: Corpus) -> list[tuple[str, str]]:
    """The values of a facet that some document has, with their names, in a fixed order."""
    found = {value for document in documents for value in document.facets.get(facet, ())}
    if facet in _TERMS_OF:
        vocabulary = _TERMS_OF[facet]
        known = corpus.terms.get(vocabulary, {})
        others = sorted(found - known.keys())
        return [(value, known[value].label) for value in known if value in found] + [
            (value, value) for value in others
        ]
    if facet == "country":
        return [(value, country_name(value)) for value in sorted(found)]
    if facet == "language":
        return [(value, language_name(value)) for value in sorted(found)]
    return [(value, value[:1].upper() + value[1:]) for value in sorted(found)]


def _column(
    name: str, rows: Sequence[tuple[int, list[int]]], size: int, scale: Scale
) -> Iterator[File]:
    """The values of all documents in one facet: for each the gap, how many, and which."""
    width = max(1, (size - 1).bit_length())
    groups: defaultdict[int, list[tuple[int, list[int]]]] = defaultdict(list)
    for number, codes in rows:
        groups[number >> COLUMN].append((number, codes))
    for group, inside in groups.items():
        low = scale.gap_low(len(inside), COLUMN)
        parts = [gamma(len(inside))]
        last = (group << COLUMN) - 1
        for number, codes in inside:
            parts.append(rice(number - last - 1, low))
            parts.append(gamma(len(codes) + 1))
            parts.extend(fixed(code, width) for code in codes)
            last = number
        key = f"{name}-{group:x}"
        data = script("f", key, as_text("".join(parts)))
        yield File(f"{FOLDER}/f/{name}/{group:x}.js", data)


def _day_code(date: PartialDate) -> int:
    """A date as a number that sorts: years from 1500, then month and day, 0 where unknown."""
    return max(0, min(date.year - 1500, 1023)) << 9 | (date.month or 0) << 5 | (date.day or 0)


# Spelling


def write_spelling(index: Inverted) -> Iterator[File]:
    """The terms twice, by their beginnings and by their ends, each with a word for it.

    A term of which one letter is wrong has its first or its last letters right, so that
    it lies near what was typed in one of the two lists.
    """
    written: dict[str, tuple[int, str]] = {}
    for (term, word), count in index.words.items():
        written[term] = max((count, word), written.get(term, (0, "")))
    words: list[tuple[str, str]] = []
    sizes = np.diff(index.bounds)
    most: list[int] = sizes.max(axis=1, initial=0).tolist()
    named = sizes[:, :BODY].sum(axis=1).tolist()
    for term, count, outside in zip(index.terms, most, named, strict=True):
        if term.startswith(NAME) or not term.isalpha() or len(term) < 3:
            continue
        if count >= SPELLED or outside:
            _, word = written.get(term, (0, term))
            words.append(
                (term, f"{term}\t{'' if word == term else word}\t{(count.bit_length() + 1) // 2:x}")
            )
    for kind, back in (("w", False), ("v", True)):
        rows = [(term[::-1], term[::-1] + line[len(term) :]) if back else (term, line)
                for term, line in words]  # fmt: skip
        rows.sort(key=lambda row: sort_key(row[0]))
        firsts: list[str] = []
        group: list[str] = []
        for term, line in rows:
            if group and turn(term) % SPELL_MEAN == 0:
                yield _spelled(kind, firsts[-1], group)
                group = []
            if not group:
                firsts.append(term)
            group.append(line)
        if group:
            yield _spelled(kind, firsts[-1], group)
        yield File(f"{FOLDER}/{kind}.js", script(kind, "", front_coded(firsts)))


def _spelled(kind: str, first: str, lines: Sequence[str]) -> File:
    return File(path_of(kind, name_of(first)), script(kind, first, front_coded(lines)))
