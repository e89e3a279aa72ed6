"""What the form needs to know, as one script: kinds, fields, vocabularies, countries."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import rjsmin

from build_tools.model.kinds import KINDS, Kind
from build_tools.model.spec import FieldSpec, fields_of
from build_tools.model.types import (
    Choice,
    Count,
    Country,
    Date,
    Flag,
    Language,
    Ref,
    Term,
    Text,
    ValueType,
)
from build_tools.pages.context import Context
from build_tools.pages.page import Page
from build_tools.values.territories import (
    INTERNATIONAL,
    country_codes,
    country_name,
    language_names,
)
from build_tools.values.wording import N_

CLIENT = Path(__file__).parent / "client"
PATH = "propose.html"
OFFERED = ("case", "law", "lesson", "practice", "assessment", "activity", "organisation", "treaty")
"""Kinds that the form makes; countries and vocabularies are kept by the editors."""
LEFT_OUT = frozenset({"withdrawn", "aliases", "review"})
"""Fields that no proposal has."""
Data = dict[str, Any]


def form_page(context: Context) -> Page:
    """The page of the form."""
    return context.page(
        "propose.html", PATH, N_("Propose a record"),
        N_(
            "A form that makes the file of a case, a law or another record, and checks it as you "
            "type."
        ),
        "about",
    )  # fmt: skip


def form_files(context: Context) -> Iterator[tuple[str, bytes]]:
    """The form's scripts: the data, and the client."""
    data = json.dumps(form_data(context), ensure_ascii=False, separators=(",", ":"))
    safe = data.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    yield "assets/form-data.js", f"docketForm.open({safe})\n".encode()
    for source in sorted(CLIENT.glob("*.js")):
        text = rjsmin.jsmin(source.read_text(encoding="utf-8"))
        yield f"assets/{source.name}", f"{text}\n".encode()


def form_data(context: Context) -> Data:
    """The model and the vocabularies as plain data."""
    groups: dict[str, list[Data]] = {}
    kinds = [_kind(kind, groups) for kind in KINDS if kind.name in OFFERED]
    terms = context.corpus.terms
    return {
        "kinds": kinds,
        "groups": groups,
        "folders": {kind.name: kind.folder for kind in KINDS},
        "terms": {name: [[term.id, term.label] for term in terms[name].values()] for name in terms},
        "countries": sorted(
            ([code, country_name(code)] for code in country_codes()),
            key=lambda each: _sorted_as(each[1]),
        ),
        "international": [INTERNATIONAL, "International"],
        "languages": sorted(language_names().items(), key=lambda each: _sorted_as(each[1])),
        "newFile": context.settings.new_url(),
    }


def _sorted_as(name: str) -> str:
    """A name without its marks: Côte d'Ivoire stands among the C's."""
    plain = unicodedata.normalize("NFKD", name)
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).lower()


def _kind(kind: Kind, groups: dict[str, list[Data]]) -> Data:
    return {
        "name": kind.name,
        "label": kind.label,
        "folder": kind.folder,
        "suffix": kind.suffix,
        "byCountry": kind.by_country,
        "sections": list(kind.model.SECTIONS),
        "fields": _fields(kind.model, groups),
    }


def _fields(model: type, groups: dict[str, list[Data]]) -> list[Data]:
    return [_field(spec, groups) for spec in fields_of(model) if spec.name not in LEFT_OUT]


def _field(spec: FieldSpec, groups: dict[str, list[Data]]) -> Data:
    data: Data = {"name": spec.name, "label": spec.label, "help": spec.help}
    if spec.required:
        data["required"] = True
    if spec.many:
        data["many"] = True
    if spec.group is not None:
        name = spec.group.__name__
        if name not in groups:
            groups[name] = []
            groups[name] = _fields(spec.group, groups)
        data["group"] = name
        return data
    assert spec.value is not None
    return {**data, **_type(spec.value)}


def _type(value: ValueType) -> Data:
    match value:
        case Text():
            return {"type": "text", "longest": value.longest, "prose": value.markdown}
        case Date():
            return {"type": "date"}
        case Country():
            return {"type": "country", "international": value.international}
        case Language():
            return {"type": "language"}
        case Choice():
            return {"type": "choice", "words": [list(pair) for pair in value.words]}
        case Term():
            return {"type": "term", "vocabularies": list(value.vocabularies)}
        case Ref():
            return {"type": "ref", "kinds": list(value.kinds), "part": value.part}
        case Flag():
            return {"type": "flag"}
        case Count():
            return {"type": "count"}
        case _:
            return {"type": value.name}
