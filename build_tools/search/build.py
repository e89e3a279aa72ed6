"""The whole search of a site: the index, what results show, and the client's scripts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import rjsmin

from build_tools.corpus.corpus import Corpus
from build_tools.pages.context import Context
from build_tools.search.documents import Document, all_documents
from build_tools.search.files import File
from build_tools.search.lunr_files import query_parts
from build_tools.search.words import QUERY_SEPARATORS

CLIENT = Path(__file__).parent / "client"


def search_files(context: Context) -> Iterator[File]:
    """Every file of a site's search."""
    return files_of(list(all_documents(context)), context.corpus)


def files_of(documents: list[Document], corpus: Corpus) -> Iterator[File]:
    """Every file of the search of some documents."""
    from build_tools.search.whole import index_files  # numpy: not for every verb

    yield from index_files(documents, corpus)
    for source in sorted(CLIENT.glob("*.js")):
        text = rjsmin.jsmin(source.read_text(encoding="utf-8"))
        before = query_parts(QUERY_SEPARATORS) if source.name == "find.js" else ""
        yield File(f"assets/{source.name}", f"{before}{text}\n".encode())
