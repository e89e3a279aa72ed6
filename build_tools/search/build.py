"""The whole search of a site: the index, what results show, and the client's scripts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import rjsmin

from build_tools.corpus.corpus import Corpus
from build_tools.pages.context import Context
from build_tools.search.blocks import Scale
from build_tools.search.documents import Document, all_documents
from build_tools.search.extras import write_facets, write_heads, write_spelling
from build_tools.search.inverted import invert, numbered
from build_tools.search.lunr_files import query_parts
from build_tools.search.shards import File, write_index
from build_tools.search.words import QUERY_SEPARATORS

CLIENT = Path(__file__).parent / "client"


def search_files(context: Context) -> Iterator[File]:
    """Every file of a site's search."""
    return files_of(list(all_documents(context)), context.corpus)


def files_of(documents: list[Document], corpus: Corpus) -> Iterator[File]:
    """Every file of the search of some documents."""
    numbers = numbered(document.key for document in documents)
    documents.sort(key=lambda document: numbers[document.key])
    index = invert(documents, numbers)
    yield from write_index(index)
    yield from write_heads(documents, numbers)
    yield from write_facets(documents, numbers, corpus, Scale.of(index))
    yield from write_spelling(index)
    for source in sorted(CLIENT.glob("*.js")):
        text = rjsmin.jsmin(source.read_text(encoding="utf-8"))
        before = query_parts(QUERY_SEPARATORS) if source.name == "find.js" else ""
        yield File(f"assets/{source.name}", f"{before}{text}\n".encode())
