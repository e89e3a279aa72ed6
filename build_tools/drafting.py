"""A new record: its file with help in it, its place, and the records that it may repeat."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from build_tools.corpus.corpus import Corpus
from build_tools.corpus.load import Entry
from build_tools.model.case import Case
from build_tools.model.common import Record, Source
from build_tools.model.kinds import Kind
from build_tools.model.mending import mended
from build_tools.model.spec import FieldSpec, fields_of
from build_tools.model.types import Choice, Country, Term
from build_tools.parse.writer import write_field
from build_tools.source.front_matter import FENCE
from build_tools.values.dates import PartialDate
from build_tools.values.ids import is_part
from build_tools.values.nearest import nearest, suggestion

ALIKE = 0.86
"""From which likeness on two titles count as nearly the same."""
Answers = Mapping[str, Any]
"""Values of fields by the fields' names, as the model has them."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """A record that the new one may repeat, and why it seems so."""

    entry: Entry
    why: str


def read_value(spec: FieldSpec, text: str, corpus: Corpus) -> Any:
    """The value of a text for a field that is a scalar or a list of scalars (``a; b``).

    Raises ValueError with the reason, and with the nearest value where there is one.
    """
    assert spec.value is not None
    if spec.many:
        parts = [part.strip() for part in text.split(";") if part.strip()]
        return tuple(_read_one(spec, part, corpus) for part in parts)
    return _read_one(spec, text.strip(), corpus)


def _read_one(spec: FieldSpec, text: str, corpus: Corpus) -> Any:
    kind = spec.value
    assert kind is not None
    text = mended(kind, text) or text
    value = kind.read(text)
    if isinstance(kind, Term):
        known = [term for name in kind.vocabularies for term in corpus.terms.get(name, ())]
        if known and value not in known:
            near = suggestion(nearest(text, known))
            raise ValueError(f"no term '{text}' in {' or '.join(kind.vocabularies)}{near}")
    return value


def allowed(spec: FieldSpec, corpus: Corpus) -> list[tuple[str, str]]:
    """The words that a field takes, with their meanings, where they are a list."""
    match spec.value:
        case Choice():
            return list(spec.value.words)
        case Term():
            return [
                (term.id, term.label)
                for name in spec.value.vocabularies
                for term in corpus.terms.get(name, {}).values()
            ]
        case _:
            return []


def repeats(kind: Kind, answers: Answers, corpus: Corpus) -> list[Repeat]:
    """The records of a kind that have the same citation, number or nearly the same title."""
    return [
        Repeat(entry, why)
        for entry in corpus.entries
        if entry.kind is kind and (why := _same(entry.record, answers))
    ]


def _same(record: Record, answers: Answers) -> str:
    """Why a record may be the one that the answers describe; "" where it is not."""
    if isinstance(record, Case):
        if answers.get("ecli") and answers["ecli"] == record.ecli:
            return f"the same ECLI, {record.ecli}"
        ours = {_bare(each) for each in record.citations}
        both = [each for each in answers.get("citations", ()) if _bare(each) in ours]
        if both:
            return f"the same citation, {both[0]}"
    country = getattr(record, "country", None)
    if answers.get("country") and country and answers["country"] != country:
        return ""
    docket = getattr(record, "docket", None)
    if answers.get("docket") and docket and _bare(answers["docket"]) == _bare(docket):
        return f"the same number, {docket}"
    if not _alike(str(answers.get("title", "")), record.title):
        return ""
    one, other = answers.get("date"), getattr(record, "date", None)
    if isinstance(one, PartialDate) and isinstance(other, PartialDate) and one.year != other.year:
        return ""
    return f"nearly the same title, {record.title}"


def _bare(text: str) -> str:
    return "".join(letter for letter in text.lower() if letter.isalnum())


def _alike(one: str, other: str) -> bool:
    a, b = _bare(one), _bare(other)
    if not a or not b:
        return False
    matcher = SequenceMatcher(None, a[:80], b[:80], autojunk=False)
    return matcher.real_quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


def slug_of(title: str, date: object = None) -> str:
    """A name for the record's file, from its title and year: ``r-v-smith-2021``."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    year = str(date.year) if isinstance(date, PartialDate) else ""
    if year and not words.endswith(year):
        words = f"{words[:70].strip('-')}-{year}".strip("-")
    slug = words[:80].strip("-")
    return slug if is_part(slug) else f"record-{slug}".strip("-")[:80]


def id_of(kind: Kind, answers: Answers, corpus: Corpus, slug: str = "") -> str:
    """The id of a new record, with a number where another has the name already."""
    country = f"{answers['country']}/" if kind.by_country else ""
    title = str(answers.get("title", ""))
    code = mended(Country(), title) if kind.name == "country" else ""
    name = slug or code or slug_of(title, answers.get("date"))
    base = f"{kind.folder}/{country}{name}"
    number, found = 2, base
    while corpus.resolve(found) is not None or found in corpus.unreadable:
        found = f"{base}-{number}"
        number += 1
    return found


def draft(kind: Kind, answers: Answers) -> str:
    """The text of a new record's file: what is known, and all other fields as comments."""
    lines: list[str] = []
    for spec in fields_of(kind.model):
        if spec.name in ("withdrawn", "aliases"):
            continue
        lines += _help(spec)
        value = answers.get(spec.name, spec.default)
        if value in (None, ()):
            lines.append(f"# {spec.name}: {_example(spec)}")
        else:
            lines += write_field(spec, value).rstrip("\n").split("\n")
    text = "\n".join(lines) + "\n"
    if not kind.model.SECTIONS:
        return text
    headings = ", ".join(kind.model.SECTIONS)
    about = f"# Below the next line: the text, under headings such as '## Summary' ({headings}).\n"
    return f"{FENCE}\n{text}{about}{FENCE}\n"


def _help(spec: FieldSpec) -> Iterator[str]:
    words = spec.help
    if isinstance(spec.value, Choice):
        words += " One of " + ", ".join(word for word, _ in spec.value.words) + "."
    if isinstance(spec.value, Term):
        words += f" See content/vocabulary/{spec.value.vocabularies[0]}.yml."
    yield f"# {words}"


def _example(spec: FieldSpec) -> str:
    inner = "…"
    if spec.group is not None:
        inner = "{" + ", ".join(f"{each.name}: …" for each in fields_of(spec.group)[:3]) + "}"
    return f"[{inner}]" if spec.many else inner


def source_of(address: str, kind: Kind) -> Source:
    """The source that an address alone gives."""
    named = {"case": ("Judgment", "judgment"), "law": ("Official text", "official-text")}
    title, sort = named.get(kind.name, ("Source", None))
    return Source(title=title, url=address, kind=sort)
