"""In a part of the site: links to what is not in it become text, and every page says so."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

from build_tools.pages.environment import render
from build_tools.pages.page import root_of
from build_tools.publish import write_file

_LINK = re.compile(r'<a\b([^>]*?)\shref="([^"]*)"([^>]*)>(.*?)</a>', re.S)
_HEAD_LINK = re.compile(r'<link\b[^>]*?\shref="([^"]*)"[^>]*>\n?')
_CONTENT = re.compile(r'(<article\b[^>]*\sid="content"[^>]*>)')
_CLASS = re.compile(r'\sclass="([^"]*)"')


def settle(site: Path, part: str) -> int:
    """Mend a built part of the site in place; the number of links that became text.

    ``part`` says in words what it holds.
    """
    files = {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}
    changed = 0
    for path in sorted(files):
        if path.endswith(".html"):
            html, count = settled(path, (site / path).read_text(encoding="utf-8"), files)
            note = render("part.html", root=root_of(path), part=part)
            write_file(site / path, _noted(html, note).encode())
            changed += count
    return changed


def _noted(html: str, note: str) -> str:
    found = _CONTENT.search(html)
    return html[: found.end()] + note + html[found.end() :] if found else html


def settled(path: str, html: str, files: set[str]) -> tuple[str, int]:
    """A page's HTML without links to files that are not there, and how many those were."""
    count = 0

    def mend(found: re.Match[str]) -> str:
        nonlocal count
        if _is_there(path, found[2], files):
            return found[0]
        count += 1
        own = _CLASS.search(found[1] + found[3])
        names = f"{own[1]} d-absent" if own else "d-absent"
        return f'<span class="{names}">{found[4]}</span>'

    def drop(found: re.Match[str]) -> str:
        return found[0] if _is_there(path, found[1], files) else ""

    return _HEAD_LINK.sub(drop, _LINK.sub(mend, html)), count


def _is_there(path: str, href: str, files: set[str]) -> bool:
    parts = urlsplit(href)
    if parts.scheme or parts.netloc or not parts.path:
        return True
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))
    return target in files
