"""The files by which a reader changes the interface's language in the browser.

One classic script for each language, loaded only by readers who chose it: it hands its
texts to translate.js, which exchanges those of the page.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import rjsmin

from build_tools.settings import Settings
from build_tools.translating.catalogue import Catalogue, catalogue, catalogues, key_of, template
from build_tools.translating.claims import exchanged
from build_tools.translating.languages import (
    PSEUDO,
    SOURCE,
    date_forms,
    own_name,
    plural_categories,
    writing,
)
from build_tools.translating.shape import shaped, shaped_like
from build_tools.translating.speaker import UNCHECKED_NOTE
from build_tools.values.territories import country_codes, country_name, language_names

CLIENT = Path(__file__).parent / "client"
FOLDER = "assets/i18n"


def languages_offered(settings: Settings) -> tuple[str, ...]:
    """The languages in which a reader can have the interface: the pages' own first."""
    others = {SOURCE, *catalogues(), *settings.languages} - {settings.language}
    return (settings.language, *sorted(others))


def client_files(page_language: str, offered: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """The client, and the texts of each language that a reader can choose."""
    yield f"{FOLDER}/translate.js", _minified(CLIENT / "translate.js")
    for language in offered:
        if language != SOURCE or page_language != SOURCE:
            data = texts(language, page_language)
            safe = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
            safe = safe.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
            yield f"{FOLDER}/{language}.js", f"docketWords.learn({safe})\n".encode()


def words_script(offered: Sequence[str]) -> bytes:
    """The beginning of docket.js: the way to load scripts, the choice of a language, and the
    scripts' own texts."""
    names = json.dumps({each: own_name(each) for each in offered}, ensure_ascii=False)
    words = _minified(CLIENT / "addresses.js") + _minified(CLIENT / "words.js")
    return words.replace(b'"docket-languages"', names.encode())


def _minified(path: Path) -> bytes:
    return f"{rjsmin.jsmin(path.read_text(encoding='utf-8'))}\n".encode()


def texts(language: str, page_language: str) -> dict[str, Any]:
    """What the client must know to show pages of one language in another.

    ``texts``: from the page's text to the reader's. ``forms``: the same where a text has
    placeholders or plural forms, as two lists. ``scripts``: the scripts' texts, which are
    always asked for in the source language, where that is not the pages'.
    """
    page, wanted = catalogue(page_language), catalogue(language)
    plain: dict[str, str] = {}
    forms: list[list[list[str]]] = []
    for message in template():
        ids = (message.id,) if isinstance(message.id, str) else tuple(message.id)
        sources = [shaped(text) for text in page.forms.get(key_of(message), ids)]
        targets = [shaped_like(text, ids[0]) for text in _targets(wanted, message, ids)]
        if not all(map(exchanged, sources)):
            continue
        if len(sources) == 1 and "{" not in sources[0]:
            plain[sources[0]] = targets[0]
        else:
            forms.append([sources, targets])
    plain = _names(language, page_language) | plain
    found: dict[str, Any] = {
        "language": language,
        "dir": writing(language),
        "categories": plural_categories(language),
        "texts": plain,
        "forms": forms,
        "dates": [date_forms(page_language), date_forms(language)],
    }
    if page_language != SOURCE:
        found["scripts"] = texts(language, SOURCE) if language != SOURCE else None
    if wanted.unchecked:
        found["unchecked"] = wanted.get(UNCHECKED_NOTE.text)
    return found


def _targets(wanted: Catalogue, message: Any, ids: tuple[str, ...]) -> tuple[str, ...]:
    found = wanted.forms.get(key_of(message))
    if found is not None:
        return found
    return tuple(wanted.get(text) for text in ids)


def _names(language: str, page_language: str) -> dict[str, str]:
    """CLDR's names of countries and languages in both languages."""
    pseudo = language == PSEUDO
    language, page_language = (SOURCE if each == PSEUDO else each
                               for each in (language, page_language))  # fmt: skip
    found = {
        country_name(code, page_language): country_name(code, language)
        for code in sorted(country_codes())
    }
    wanted = language_names(language)
    for code, name in sorted(language_names(page_language).items()):
        found[name] = wanted.get(code, name)
    return {name: f"[{own}]" for name, own in found.items()} if pseudo else found
