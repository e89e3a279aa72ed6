"""All data files of the search, in their order."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.corpus.corpus import Corpus
from build_tools.search.blocks import Scale
from build_tools.search.documents import Document
from build_tools.search.extras import write_facets, write_heads, write_spelling
from build_tools.search.files import File
from build_tools.search.inverted import invert, numbered
from build_tools.search.shards import write_index


def index_files(documents: list[Document], corpus: Corpus) -> Iterator[File]:
    """What the client's scripts load: the index, what results show, facets and spellings."""
    numbers = numbered(document.key for document in documents)
    documents.sort(key=lambda document: numbers[document.key])
    index = invert(documents, numbers)
    yield from write_index(index)
    yield from write_heads(documents, numbers)
    yield from write_facets(documents, numbers, corpus, Scale.of(index))
    yield from write_spelling(index)
