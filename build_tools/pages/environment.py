"""The templates' environment: escaping on, undefined names refused, no file but ours."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from build_tools.model.case import EFFECTS, USES
from build_tools.model.common import HOW, SOURCE_KINDS, Record
from build_tools.model.law import PROVISION_STATUSES
from build_tools.model.reference import LABEL_STATUSES, MAP_STRENGTHS
from build_tools.model.treaty import PARTY_STATUSES
from build_tools.pages import links
from build_tools.values.dates import PartialDate
from build_tools.values.territories import country_name, direction, language_name

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
}


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The one environment of all page templates."""
    env = Environment(
        loader=PackageLoader("build_tools.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        extensions=["jinja2.ext.i18n"],
    )
    env.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    env.filters.update(
        date=_date,
        country=country_name,
        language=language_name,
        dir=direction,
        words=_words,
        meaning=_meaning,
        host=_host,
        section=section,
        first_capital=_first_capital,
        slug=_slug,
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


def render(template: str, **context: Any) -> str:
    """The HTML of a template."""
    return environment().get_template(template).render(context)


def _date(date: PartialDate | None) -> str:
    return date.in_words if date is not None else ""


def _words(word: str) -> str:
    """A controlled word for readers: ``official-text`` → ``official text``."""
    return word.replace("-", " ")


def _slug(heading: str) -> str:
    """A heading as an anchor: ``By country`` → ``by-country``."""
    return heading.lower().replace(" ", "-")


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
