"""Gathers every text of the interface into the template of all catalogues.

Texts stand in templates, in our scripts, in Python tables marked with N_, words or
counted, in the menus of mkdocs.yml, and in the model: kinds, labels, helps and the words
that the model fixes. The model's need no marks; they are read from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

from build_tools.model.common import REVIEW_STATES
from build_tools.model.kinds import KINDS
from build_tools.model.spec import fields_of
from build_tools.model.types import Choice
from build_tools.search.fields import FACETS, FIELDS, PARTS
from build_tools.translating.catalogue import FOLDER, TEMPLATE

PACKAGE = Path(__file__).parent.parent
_PYTHON = {"N_": None, "words": None, "counted": (1, 2)}
_MARKUP = {"_": None, "gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2),
           "npgettext": ((1, "c"), 2, 3)}  # fmt: skip
_SCRIPT = {"_": None, "ngettext": (1, 2), "text": None, "plural": (1, 2)}
_TITLE = re.compile(r"\{title: ([^,}]+),")


class Place(NamedTuple):
    """Where texts stand: files, how Babel reads them, and the functions that mark them."""

    pattern: str
    method: str
    keywords: Any


PLACES = (
    Place("pages/templates/**/*.html", "jinja2", _MARKUP),
    Place("shell/**/*.html", "jinja2", _MARKUP),
    Place("**/*.py", "python", _PYTHON),
    Place("**/*.js", "javascript", _SCRIPT),
)


def gathered(project: Path) -> Catalog:
    """All messages, in the order of their files. No date and no line number is kept."""
    found = Catalog(project="Cybercrime Repository", charset="utf-8")
    found.header_comment = (
        "# Texts of the interface. Made by 'docket catalogues'; see docs/translating.md."
    )
    for place in PLACES:
        for path in sorted(PACKAGE.glob(place.pattern)):
            where = path.relative_to(PACKAGE).as_posix()
            options = {"extensions": "jinja2.ext.i18n", "silent": "false"}
            for _, text, comments, context in extract_from_file(
                place.method, path, place.keywords, ("Translators:",),
                options if place.method == "jinja2" else None,
            ):  # fmt: skip
                found.add(text, locations=[(where, 0)], auto_comments=comments, context=context)
    for where, text in (*_of_model(), *_of_menus(project)):
        found.add(text, locations=[(where, 0)])
    return found


def _of_model() -> Iterator[tuple[str, str]]:
    """The texts of the model, each with the place that it is reported under."""
    seen: list[type] = []

    def follow(model: type) -> Iterator[str]:
        if model in seen:
            return
        seen.append(model)
        for spec in fields_of(model):
            yield spec.label
            yield spec.help
            if isinstance(spec.value, Choice):
                for word, meaning in spec.value.words:
                    yield word.replace("-", " ")
                    yield meaning
            if spec.group is not None:
                yield from follow(spec.group)

    for kind in KINDS:
        yield from (("model", text) for text in (kind.label, kind.plural))
        yield from (("model", text) for text in kind.model.SECTIONS)
        yield from (("model", text) for text in follow(kind.model) if text)
    yield from (("search/fields.py", each.label) for each in FACETS)
    yield from (("search/fields.py", each) for each in PARTS)
    named = (*(kind.label for kind in KINDS), *(word for word, _ in REVIEW_STATES.words))
    yield from (("search/extras.py", each[:1].upper() + each[1:]) for each in named)
    yield from (("search/fields.py", each.help) for each in FIELDS)


def _of_menus(project: Path) -> Iterator[tuple[str, str]]:
    """The titles in the menus of the site's configuration."""
    text = (project / "mkdocs.yml").read_text(encoding="utf-8")
    yield from (("mkdocs.yml", title.strip()) for title in _TITLE.findall(text))


def as_text(catalog: Catalog, template: bool) -> str:
    """A catalogue as the file that is kept: sorted as gathered, without any date."""
    file = BytesIO()
    write_po(file, catalog, width=100, omit_header=False, include_lineno=False,
             ignore_obsolete=True)  # fmt: skip
    text = file.getvalue().decode()
    kept = [line for line in text.split("\n") if not _MOVING.match(line)]
    return (
        "\n".join(kept).replace('#, fuzzy\nmsgid ""', 'msgid ""', 1)
        if template
        else ("\n".join(kept))
    )


_MOVING = re.compile(r'"(?:POT-Creation-Date|PO-Revision-Date|Generated-By|Last-Translator):')


def renew(project: Path) -> Iterator[tuple[Path, str]]:
    """The files as they should be: the template, and each catalogue brought up to it."""
    template = gathered(project)
    yield TEMPLATE, as_text(template, template=True)
    for path in sorted(FOLDER.glob("*.po")):
        with path.open("rb") as file:
            known = read_po(file, locale=path.stem)
        known.update(template, no_fuzzy_matching=True, update_header_comment=False)
        known.obsolete.clear()
        yield path, as_text(known, template=False)
