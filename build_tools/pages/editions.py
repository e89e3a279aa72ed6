"""Further editions of the pages, each in a folder of its language: ``fr/cases/…``.

They are for readers without JavaScript, on sites that choose to build them. Only pages
are rendered a second time: data, scripts, styles, the search and the hand-written pages
stand once, and the editions lead to them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from html import escape
from posixpath import dirname, join, normpath

from build_tools.pages.context import Context
from build_tools.pages.home import home_body
from build_tools.pages.page import Page, root_of
from build_tools.pages.site import all_pages
from build_tools.translating.languages import own_name, writing
from build_tools.translating.speaker import speaker
from build_tools.values.wording import N_

SCRIPTED = frozenset({"search.html", "propose.html"})
"""Pages that need JavaScript: they have no editions, the client changes their language."""
HOME = "index.html"
_ADDRESS = re.compile(r'(?<= )(href|src|action)="([^"#?:]+)([#?][^"]*)?"')


def every_page(context: Context) -> Iterator[Page]:
    """The main pages, then those of each edition, with links between them."""
    for own in in_every_language(context):
        yield from in_edition(all_pages(own), own)
        yield from homes(own)


def in_every_language(context: Context) -> Iterator[Context]:
    """The context of the main pages, then that of each edition."""
    yield context
    for language in editions(context):
        yield replace(context, edition=language)


def in_edition(pages: Iterable[Page], context: Context) -> Iterator[Page]:
    """The pages of a context as they stand in its edition, with links to the others."""
    languages = editions(context)
    if not languages:
        yield from pages
        return
    for page in pages:
        if page.path in SCRIPTED:
            if not context.edition:
                yield page
            continue
        linked = joined(page, page.path, languages, context)
        if context.edition:
            path = f"{context.edition}/{page.path}"
            linked = replace(linked, path=path, language=context.edition)
        yield linked


def homes(context: Context) -> Iterator[Page]:
    """The front page of an edition; that of the main pages is written by hand."""
    if context.edition:
        name = context.settings.name
        home = Page(HOME, name, name, "", home_body(context, ""))
        yield from in_edition([home], context)


def standing_once(by_hand: Iterable[str]) -> frozenset[str]:
    """The pages that no edition has, given the files that the shell wrote."""
    return SCRIPTED.union(path for path in by_hand if path.endswith(".html") and path != HOME)


def editions(context: Context) -> tuple[str, ...]:
    """The languages of further editions: those chosen, without the main pages' own."""
    settings = context.settings
    return tuple(each for each in settings.languages if each != settings.language)


def joined(page: Page, path: str, languages: Iterable[str], context: Context) -> Page:
    """A page with its alternates in its head and its menu of languages, which needs no script.

    Addresses are those of the main pages; an edition's are set one folder higher later.
    """
    main = context.settings.language
    root = root_of(path) + ("../" if context.edition else "")
    ways = {main: f"{root}{path}"} | {each: f"{root}{each}/{path}" for each in languages}
    head = "\n".join(
        f'<link rel="alternate" hreflang="{each}" href="{way}">' for each, way in ways.items()
    )
    items = "".join(
        f'<li><a href="{way}" lang="{each}" dir="{writing(each)}" hreflang="{each}"'
        + (' aria-current="true">' if each == context.language else ">")
        + f"{escape(own_name(each))}</a></li>"
        for each, way in ways.items()
    )
    label = escape(speaker(context.language).plain(N_("Language of the interface")))
    menu = f'<nav class="d-languages d-jump" aria-label="{label}"><ul>{items}</ul></nav>\n'
    return replace(page, head="\n".join(filter(None, (page.head, head))), body=menu + page.body)


def led(html: str, page: Page, once: frozenset[str]) -> str:
    """An edition's HTML whose addresses lead to its own pages, or else to the one copy outside.

    ``once`` are the pages that no edition has (standing_once).
    """

    def lead(found: re.Match[str]) -> str:
        name, address, rest = found[1], found[2], found[3] or ""
        edition, _, target = normpath(join(dirname(page.path), address)).partition("/")
        if edition != page.language or (target.endswith(".html") and target not in once):
            return found[0]
        if name == "href" and target.endswith(".html") and not rest.startswith("?"):
            rest = f"?lang={page.language}{rest}"
        return f'{name}="{"../" * page.depth}{target}{rest}"'

    html = _ADDRESS.sub(lead, html)
    field = f'<input type="hidden" name="lang" value="{page.language}">'
    return html.replace('role="search">', f'role="search">{field}')
