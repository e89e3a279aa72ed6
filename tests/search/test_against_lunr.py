"""The ten best of 200 queries are lunr.js's own, in the same order, at 2,000 records.

The judge is lunr.js in Node with its own builder, tokenizer, trimmer, stop words, stemmer,
query parser and scores. Ours answers from the files that the site would serve.
"""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from search.node import LUNR, run

from benchmarks.collection import make_world, records
from build_tools.corpus.corpus import Corpus
from build_tools.corpus.load import Entry
from build_tools.pages.site import make_context
from build_tools.publish import write_file
from build_tools.search.build import files_of
from build_tools.search.documents import Document, all_documents
from build_tools.search.fields import FIELDS
from build_tools.search.words import (
    ENGLISH_STOP_WORDS,
    QUERY_SEPARATORS,
    SEPARATORS,
    normalise,
    split,
)
from build_tools.settings import Settings
from build_tools.source.files import SourceFile

RECORDS = 2000
QUERIES = 200


def english(document: Document) -> Document:
    """A document with its English texts only: lunr.js has one language at a time."""
    document.fields = {
        name: kept
        for name, pieces in document.fields.items()
        if (kept := [piece for piece in pieces if piece[1] == "en" and piece[0].isascii()])
    }
    document.names = ()
    return document


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    world = make_world(RECORDS)
    entries = list(world.corpus.entries)
    for record, sections in records(world):
        entries.append(Entry(record, SourceFile("", record.id, record.id, ""), sections))
    entries.sort(key=lambda entry: entry.id)
    context = make_context(Corpus(tuple(entries)), Settings())
    return [english(document) for document in all_documents(context)]


@pytest.fixture(scope="module")
def site(documents: list[Document], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("index")
    for file in files_of(documents, Corpus(())):
        write_file(folder / file.path, file.data)
    return folder


@pytest.fixture(scope="module")
def queries(documents: list[Document]) -> list[str]:
    """One word, two, three; rare and common; in a field; the beginning of a word."""
    rng = random.Random(7)
    counts: Counter[str] = Counter()
    titles: Counter[str] = Counter()
    for document in documents:
        counts.update(
            {word for text, _ in document.fields.get("body", []) for word in split(normalise(text))}
        )
        titles.update(
            {
                word
                for text, _ in document.fields.get("title", [])
                for word in split(normalise(text))
            }
        )
    plain = sorted(word for word in counts if word.isalpha() and len(word) > 2)
    by_count = sorted(plain, key=lambda word: (-counts[word], word))
    common, middle, rare = by_count[:150], by_count[150:3000], by_count[3000:]
    # With lunr, "+the accused" finds nothing; we look for "accused".
    asked = [word for word in common if word not in ENGLISH_STOP_WORDS]
    named = sorted(word for word in titles if word.isalpha() and len(word) > 2)

    def mixed(number: int) -> str:
        return " ".join(rng.choice(rng.choice((common, middle, rare))) for _ in range(number))

    makers = [
        lambda: rng.choice(common),
        lambda: rng.choice(middle),
        lambda: rng.choice(rare),
        lambda: mixed(2),
        lambda: f"{rng.choice(common)} {rng.choice(common)}",
        lambda: mixed(3),
        lambda: f"title:{rng.choice(named)}",
        lambda: f"subject:access body:{rng.choice(middle)}",
        lambda: rng.choice(middle)[:4] + "*",
        lambda: f"+{rng.choice(asked)} -{rng.choice(common)} {rng.choice(middle)}^3",
    ]
    return [makers[number % len(makers)]() for number in range(QUERIES)]


@pytest.fixture(scope="module")
def judged(documents: list[Document], queries: list[str]) -> list[dict[str, Any]]:
    given = {
        "fields": [{"name": field.name, "boost": field.boost} for field in FIELDS],
        "separators": SEPARATORS,
        "querySeparators": QUERY_SEPARATORS,
        "documents": [
            {"path": document.path}
            | {
                name: " ".join(text for text, _ in pieces)
                for name, pieces in document.fields.items()
            }
            for document in documents
        ],
        "queries": queries,
    }
    return list(run("judge.js", LUNR, given)["answers"])


def test_the_ten_best_are_those_of_lunr(
    site: Path, queries: list[str], judged: list[dict[str, Any]]
) -> None:
    ours = run("engine.js", site, [{"query": query, "heads": 10} for query in queries])
    answered = 0
    for mine, judge in zip(ours, judged, strict=True):
        query = judge["query"]
        assert mine["exact"], query
        assert mine["total"] == judge["total"], query
        best = [judge["scores"][path] for path in judge["top"]]
        assert [hit["score"] for hit in mine["hits"]] == pytest.approx(best, abs=1e-9), query
        for hit in mine["hits"]:
            assert judge["scores"][hit["path"]] == pytest.approx(hit["score"], abs=1e-9), query
        answered += bool(best)
    assert answered > QUERIES * 0.95
