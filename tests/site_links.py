"""Follow every link of a built site, and find what it names of other hosts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

LOADS = {("script", "src"), ("link", "href"), ("img", "src"), ("iframe", "src"), ("source", "src"), ("object", "data"),
         ("embed", "src"), ("video", "src"), ("audio", "src"), ("form", "action")}  # fmt: skip
HARMLESS = {"canonical", "license"}


@dataclass
class Links(HTMLParser):
    """The links, anchors and loads of one page."""

    links: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    inline: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        if "id" in named:
            self.ids.append(named["id"])
        if tag == "a" and "href" in named:
            self.links.append(named["href"])
        for name, value in named.items():
            if (tag, name) in LOADS and named.get("rel") not in HARMLESS:
                self.loads.append(value)
            if name.startswith("on") or name == "style":
                self.inline.append(f"<{tag} {name}>")
        runs = tag == "script" and "src" not in named and named.get("type") != "application/ld+json"
        if runs or tag == "style":
            self.inline.append(f"<{tag}>")


def read_site(site: Path) -> dict[str, Links]:
    pages = {}
    for file in sorted(site.rglob("*.html")):
        links = Links()
        links.feed(file.read_text(encoding="utf-8"))
        pages[file.relative_to(site).as_posix()] = links
    return pages


def broken_links(site: Path, pages: dict[str, Links]) -> Iterator[str]:
    """Each link or load inside the site that leads to no file, or to no anchor of it."""
    files = {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}
    for path, page in pages.items():
        for link in [*page.links, *page.loads]:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = resolve(path, unquote(parts.path))
            if target not in files:
                yield f"{path}: {link}"
            elif parts.fragment and target in pages and parts.fragment not in pages[target].ids:
                yield f"{path}: {link} (no such anchor)"


def resolve(path: str, target: str) -> str:
    """Where a relative link on a page leads, as a path from the site's root."""
    if target.startswith("/"):
        return target[1:]
    steps = path.split("/")[:-1] if target else path.split("/")
    for step in target.split("/") if target else []:
        if step == "..":
            if not steps:
                return "outside the site"
            steps.pop()
        elif step != ".":
            steps.append(step)
    return "/".join(steps)
