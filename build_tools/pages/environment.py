"""The templates' environment: escaping on, undefined names refused, no file but ours."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from jinja2 import PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from build_tools.model.assistance import AFTERMATHS, PHASES
from build_tools.model.case import EFFECTS, USES
from build_tools.model.common import HOW, SOURCE_KINDS, Record
from build_tools.model.law import PROVISION_STATUSES
from build_tools.model.reference import LABEL_STATUSES, MAP_STRENGTHS
from build_tools.model.treaty import PARTY_STATUSES
from build_tools.pages import links
from build_tools.pages.quick_templates import QuickContext, QuickGenerator
from build_tools.translating.claims import claims
from build_tools.translating.languages import SOURCE
from build_tools.translating.marks import settled
from build_tools.translating.resolving import SpeakingEnvironment
from build_tools.translating.speaker import speaker
from build_tools.values.territories import direction
from build_tools.values.wording import Place, Said

_LATIN = re.compile(r"[\u0000-\u024f\u1e00-\u1eff\u2000-\u214f]*")
_RANGE = re.compile(r"\d[A-Z]{0,3}-\d")
MEANINGS = {
    "effect": EFFECTS,
    "use": USES,
    "how": HOW,
    "source": SOURCE_KINDS,
    "provision": PROVISION_STATUSES,
    "map": MAP_STRENGTHS,
    "label": LABEL_STATUSES,
    "party": PARTY_STATUSES,
    "phase": PHASES,
    "aftermath": AFTERMATHS,
}


@lru_cache(maxsize=16)
def environment(language: str = SOURCE, marked: bool = False) -> SpeakingEnvironment:
    """The environment of all page templates in one language."""
    said = speaker(language, marked)
    env = SpeakingEnvironment(
        said,
        loader=PackageLoader("build_tools.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    env.code_generator_class, env.context_class = QuickGenerator, QuickContext
    env.filters.update(
        date=said.date,
        country=said.country,
        language=said.tongue,
        dir=direction,
        words=lambda word: said.told(_words(word)),
        meaning=lambda word, kind: said.told(_meaning(word, kind)),
        host=_host,
        section=section,
        first_capital=_first_capital,
        slug=slug,
        title_language=_title_language,
    )
    env.globals.update(
        record_path=links.record_path,
        reference_path=links.reference_path,
        term_path=links.term_path,
        article_path=links.article_path,
        version_path=links.version_path,
        court_path=links.court_path,
        numbered_path=links.numbered_path,
    )
    return env


def _first_capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def render(template: str, language: str = SOURCE, marked: bool = False, **context: Any) -> str:
    """The HTML of a template in one language; see Speaker on marks."""
    html = environment(language, marked).get_template(template).render(context)
    return settled(html, claims(language)) if marked else html


def _words(word: str) -> str:
    """A controlled word for readers: ``official-text`` → ``official text``."""
    return word.replace("-", " ")


def slug(heading: Said | Place) -> str:
    """A heading as an anchor: ``By country`` → ``by-country``; the same in every language."""
    text = speaker().plain(heading)
    return text.lower().replace(" ", "-")


def _title_language(record: Record) -> Markup:
    """The lang attribute of a title in another script than the page's: the record's language."""
    language = getattr(record, "language", None)
    if language is None or _LATIN.fullmatch(record.title):
        return Markup()
    return Markup(' lang="{}"').format(escape(language))


def _meaning(word: str, kind: str) -> str:
    return MEANINGS[kind].meaning(word)


def _host(url: str) -> str:
    return url.split("/")[2].removeprefix("www.")


def section(number: str) -> str:
    """A provision's number as lawyers say it: ``14`` → ``s 14``, ``22-23`` → ``ss 22-23``."""
    if not number[0].isdigit():
        return number
    several = (
        any(mark in number for mark in (" and ", " with ", ", "))
        or _RANGE.search(number) is not None
    )
    return f"{'ss' if several else 's'} {number}"
