"""The same records as sites of three kinds: ours, Pagefind's, and MkDocs with Material's search."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from benchmarks.collection import case, make_world, records
from benchmarks.peers import PAGEFIND, installed
from build_tools.build import write_pages
from build_tools.corpus.corpus import Corpus
from build_tools.corpus.load import Entry, load
from build_tools.pages.context import Context
from build_tools.pages.search import search_page
from build_tools.pages.site import make_context
from build_tools.search.build import files_of
from build_tools.search.documents import Document, all_documents
from build_tools.settings import Settings
from build_tools.shell.frames import key_of
from build_tools.shell.mkdocs_shell import MkDocsShell
from build_tools.source.files import SourceFile

ROOT = Path(__file__).resolve().parent.parent.parent


def generated(size: int, extra: int = 0) -> Corpus:
    """A made-up collection, and some cases more."""
    world = make_world(size)
    entries = list(world.corpus.entries)
    made = list(records(world))
    first = world.count("case")
    made += [case(world, first + number) for number in range(extra)]
    for record, sections in made:
        entries.append(Entry(record, SourceFile("", record.id, record.id, ""), sections))
    return Corpus(tuple(sorted(entries, key=lambda entry: entry.id)))


def given(content: Path, without: int = 0) -> Corpus:
    """The records of a folder, without some of its cases."""
    loaded = load(content)
    cases = [entry for entry in loaded.entries if entry.kind.folder == "cases"]
    left_out = {entry.id for entry in cases[len(cases) - without :]}
    return Corpus(tuple(entry for entry in loaded.entries if entry.id not in left_out))


def context_of(corpus: Corpus) -> Context:
    """What pages and documents are made from."""
    return make_context(corpus, Settings())


def search_data(corpus: Corpus) -> dict[str, bytes]:
    """Every file of the search of a collection."""
    documents = list(all_documents(context_of(corpus)))
    return {file.path: file.data for file in files_of(documents, corpus)}


def ours(corpus: Corpus, out: Path) -> None:
    """The search page with all that it loads; the records' own pages are not needed here."""
    context = context_of(corpus)
    shell = MkDocsShell(ROOT)
    pages = [search_page(context)]
    out.mkdir(parents=True)
    frames = shell.build({key_of(page) for page in pages}, out)
    write_pages(pages, frames, context, out)


def whole(documents: Sequence[Document]) -> Iterator[tuple[str, Document]]:
    """The documents that are records, with a name for each one's file."""
    for document in documents:
        if "#" not in document.key:
            yield document.key.replace("/", "-"), document


def pagefind(documents: Sequence[Document], out: Path) -> None:
    """A bare page for each record, indexed by Pagefind: the least that it can have to load."""
    out.mkdir(parents=True)
    for name, document in whole(documents):
        text = " ".join(piece for pieces in document.fields.values() for piece, _ in pieces)
        (out / f"{name}.html").write_text(
            f'<!doctype html><html lang="en"><head><meta charset="utf-8">'
            f"<title>{escape(document.title)}</title></head><body><main data-pagefind-body>"
            f"<h1>{escape(document.title)}</h1><p>{escape(text)}</p></main></body></html>"
        )
    (out / "search.html").write_text(
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Search</title></head>'
        "<body>"
        '<script type="module" src="ask.js"></script></body></html>'
    )
    (out / "ask.js").write_text(
        'import * as pagefind from "./pagefind/pagefind.js";\n'
        "window.ask = async (query) => {\n"
        "  const found = await pagefind.search(query);\n"
        "  const best = found.results.slice(0, 10);\n"
        "  const shown = await Promise.all(best.map((each) => each.data()));\n"
        "  return shown.length;\n};\n"
    )
    python = installed("pagefind", *PAGEFIND) / "python"
    subprocess.run(
        [str(python), "-m", "pagefind", "--site", str(out), "--quiet", "--force-language", "en"],
        check=True,
    )


def material(documents: Sequence[Document], out: Path) -> None:
    """MkDocs with Material and its search, the records kept out of the navigation."""
    project = out.parent / f"{out.name}-project"
    docs = project / "docs"
    docs.mkdir(parents=True)
    (project / "mkdocs.yml").write_text(
        "site_name: Search\nsite_url: ''\ntheme: {name: material, font: false}\n"
        "plugins: [search]\nnav: [index.md]\nvalidation: {nav: {omitted_files: ignore}}\n"
    )
    (docs / "index.md").write_text("# Search\n")
    for name, document in whole(documents):
        text = " ".join(piece for pieces in document.fields.values() for piece, _ in pieces)
        (docs / f"{name}.md").write_text(f"# {document.title}\n\n{text}\n")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f",
               str(project / "mkdocs.yml"), "-d", str(out)]  # fmt: skip
    subprocess.run(command, check=True)
    shutil.rmtree(project)
