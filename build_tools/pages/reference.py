"""The two reference pages for contributors: every field, and every finding of the check."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from build_tools.messages.catalogue import CATALOGUE, Message
from build_tools.messages.examples import Example, example
from build_tools.model.kinds import KINDS, Kind
from build_tools.model.spec import FieldSpec, fields_of
from build_tools.model.types import Choice, Country, Date, Language, Ref, Term, Text
from build_tools.pages.context import Context
from build_tools.pages.page import Page
from build_tools.values.findings import Severity
from build_tools.values.wording import N_, Words

FIELDS_PATH = "fields.html"
MESSAGES_PATH = "messages.html"


@dataclass(frozen=True, slots=True)
class Shown:
    """A message with its example."""

    message: Message
    example: Example | None

    @property
    def advice(self) -> bool:
        """True where the record can be published all the same."""
        return self.message.severity is Severity.ADVICE


@dataclass(frozen=True, slots=True)
class Line:
    """One field, in words."""

    spec: FieldSpec
    form: str
    """What may stand in it: ``a date, such as 2021-06-03``."""
    words: tuple[tuple[str, str], ...] = ()
    """Where the model fixes the values: each with its meaning."""
    vocabularies: tuple[str, ...] = ()
    group: str = ""
    """The anchor of the group of fields that stands in it."""


@dataclass(frozen=True, slots=True)
class Group:
    """A kind of record, or a group of fields inside records."""

    anchor: str
    title: str
    about: str
    lines: tuple[Line, ...]
    kind: Kind | None = None


def reference_pages(context: Context) -> Iterator[Page]:
    """Both pages."""
    yield context.page(
        "fields.html", FIELDS_PATH, N_("Fields of the records"),
        N_("Every field of every kind of record: what stands in it, and which values are allowed."),
        "about", kinds=[_kind_group(kind) for kind in KINDS], groups=_groups(),
        ways=[(kind.name, Words(kind.plural)) for kind in KINDS],
    )  # fmt: skip
    shown = [Shown(message, example(code)) for code, message in sorted(CATALOGUE.items())]
    yield context.page(
        "messages.html", MESSAGES_PATH, N_("Messages of the check"),
        N_("Every message of docket check: what is wrong, why it matters, how to mend it."),
        "about", messages=shown,
    )  # fmt: skip


def _kind_group(kind: Kind) -> Group:
    about = (kind.model.__doc__ or "").strip()
    return Group(kind.name, kind.plural, about, _lines(kind.model), kind)


def _groups() -> list[Group]:
    """The groups inside records, each once, in the order in which they are met."""
    found: dict[type, None] = {}

    def follow(model: type) -> None:
        for spec in fields_of(model):
            if spec.group is not None and spec.group not in found:
                found[spec.group] = None
                follow(spec.group)

    for kind in KINDS:
        follow(kind.model)
    return [Group(_anchor(model), _name(model), (model.__doc__ or "").strip(), _lines(model))
            for model in found]  # fmt: skip


def _anchor(model: type) -> str:
    return f"group-{model.__name__.lower()}"


def _name(model: type) -> str:
    return "".join(f" {letter.lower()}" if letter.isupper() else letter
                   for letter in model.__name__).strip().capitalize()  # fmt: skip


def _lines(model: type) -> tuple[Line, ...]:
    return tuple(_line(spec) for spec in fields_of(model))


def _line(spec: FieldSpec) -> Line:
    if spec.group is not None:
        return Line(spec, "", group=_anchor(spec.group))
    value = spec.value
    match value:
        case Choice():
            return Line(spec, "one of", words=value.words)
        case Term():
            return Line(spec, "a term of", vocabularies=value.vocabularies)
        case Ref():
            part = {True: ", with a part: id#part", False: "", None: ", with or without a part"}
            kinds = ", ".join(value.kinds)
            return Line(spec, f"the id of a record ({kinds}){part[value.part]}")
        case Text():
            prose = "paragraphs" if value.markdown else "one line"
            return Line(spec, f"{prose}, at most {value.longest:,} characters")
        case Date():
            return Line(spec, "a date: 2021-06-03, 2021-06 or 2021")
        case Country():
            also = ", or int" if value.international else ""
            return Line(spec, f"an ISO 3166-1 code in small letters{also}: ke")
        case Language():
            return Line(spec, "a BCP 47 tag: en, pt-BR, zh-Hans")
        case _:
            assert value is not None
            return Line(spec, value.name)
