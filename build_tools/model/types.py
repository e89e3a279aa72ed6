"""The types of single values: what may stand in a field and how it is read.

A type turns the text of a scalar into a value, or raises ValueError with a reason
for a lawyer. References and terms are only checked in their form here; whether what
they name exists is asked once all records are known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Protocol

from build_tools.values import identifiers
from build_tools.values.dates import PartialDate, parse_date
from build_tools.values.hidden import HIDDEN
from build_tools.values.ids import Reference, is_id, is_part, parse_reference
from build_tools.values.nearest import nearest, suggestion
from build_tools.values.territories import INTERNATIONAL, check_language, country_codes

Schema = dict[str, Any]
"""A JSON Schema (draft 2020-12) as plain data."""


class ValueType(Protocol):
    """How one scalar is read and described."""

    @property
    def code(self) -> str:
        """The code of the finding for a text that the type refuses."""

    @property
    def name(self) -> str:
        """What the contributor is asked for: ``a date``, ``a country``."""

    def read(self, text: str) -> Any:
        """The value of a text. Raises ValueError with the reason."""

    def schema(self) -> Schema:
        """The JSON Schema of the text."""


@dataclass(frozen=True, slots=True)
class Text:
    """Words. ``longest`` counts characters; ``markdown`` allows paragraphs with links."""

    longest: int = 300
    markdown: bool = False
    code: str = "bad-text"
    name: str = "text"

    def read(self, text: str) -> str:
        if len(text) > self.longest:
            raise ValueError(f"{len(text):,} characters; at most {self.longest:,} are allowed")
        if not self.markdown and "\n" in text:
            raise ValueError("this field is one line")
        hidden = HIDDEN.search(text)
        if hidden is not None:
            raise ValueError(
                f"a character that cannot be seen (U+{ord(hidden[0]):04X}) stands in it; delete it"
            )
        return text

    def schema(self) -> Schema:
        return {"type": "string", "minLength": 1, "maxLength": self.longest}


@dataclass(frozen=True, slots=True)
class Date:
    """A date, shortened where only the month or the year is known."""

    code: str = "impossible-date"
    name: str = "a date"

    def read(self, text: str) -> PartialDate:
        return parse_date(text)

    def schema(self) -> Schema:
        return {"type": ["string", "integer"], "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}


@dataclass(frozen=True, slots=True)
class Country:
    """An ISO 3166-1 alpha-2 code in small letters; with ``int`` where a field allows it."""

    international: bool = False
    code: str = "unknown-country"
    name: str = "a country's code"

    def read(self, text: str) -> str:
        codes = country_codes()
        if text in codes or (self.international and text == INTERNATIONAL):
            return text
        also = ", or int for an international court or body" if self.international else ""
        raise ValueError(
            f"'{text}' is not a country; use its ISO 3166-1 code in two small letters{also}"
        )

    def schema(self) -> Schema:
        codes = sorted(country_codes() | ({INTERNATIONAL} if self.international else set()))
        return {"type": "string", "enum": codes}


@dataclass(frozen=True, slots=True)
class Language:
    """A BCP 47 language tag."""

    code: str = "unknown-language"
    name: str = "a language"

    def read(self, text: str) -> str:
        return check_language(text)

    def schema(self) -> Schema:
        return {"type": "string", "pattern": "^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$"}


@dataclass(frozen=True, slots=True)
class Url:
    """A web address."""

    code: str = "bad-address"
    name: str = "a web address"

    def read(self, text: str) -> str:
        return identifiers.check_url(text)

    def schema(self) -> Schema:
        return {"type": "string", "format": "uri", "pattern": "^https?://"}


@dataclass(frozen=True, slots=True)
class Ecli:
    """A European Case Law Identifier."""

    code: str = "bad-identifier"
    name: str = "an ECLI"

    def read(self, text: str) -> str:
        return identifiers.check_ecli(text)

    def schema(self) -> Schema:
        return {"type": "string", "pattern": "^ECLI:[A-Z]{2}:[A-Z0-9]{1,7}:[0-9]{4}:[A-Za-z0-9.]+$"}


@dataclass(frozen=True, slots=True)
class Akn:
    """An Akoma Ntoso address."""

    code: str = "bad-identifier"
    name: str = "an Akoma Ntoso address"

    def read(self, text: str) -> str:
        return identifiers.check_akn(text)

    def schema(self) -> Schema:
        return {"type": "string", "pattern": "^/akn/"}


@dataclass(frozen=True, slots=True)
class Anchor:
    """A name for a part of a record, unique in it: the part after ``#`` in a reference."""

    code: str = "bad-identifier"
    name: str = "an anchor"

    def read(self, text: str) -> str:
        if not is_part(text):
            raise ValueError("an anchor has 1 to 80 small letters, digits and hyphens")
        return text

    def schema(self) -> Schema:
        return {"type": "string", "pattern": "^[a-z0-9]([a-z0-9-]{0,78}[a-z0-9])?$"}


@dataclass(frozen=True, slots=True)
class RecordId:
    """A record id, whether or not the record exists (any more)."""

    code: str = "bad-identifier"
    name: str = "a record's id"

    def read(self, text: str) -> str:
        if not is_id(text):
            raise ValueError("an id is a path under content/ without suffix: cases/gb/r-v-smith")
        return text

    def schema(self) -> Schema:
        return {"type": "string", "pattern": "^[a-z0-9-]+(/[a-z0-9-]+){1,3}$"}


@dataclass(frozen=True, slots=True)
class Ref:
    """A reference to a record of one of some kinds, or to a part of it."""

    kinds: tuple[str, ...]
    part: bool | None = False
    """Whether the reference must name a part of the record after ``#``; None: it may."""
    code: str = "bad-reference"
    name: str = "a reference"

    def read(self, text: str) -> Reference:
        reference = parse_reference(text)
        if self.part and not reference.anchor:
            raise ValueError("the reference must name a part of the record: 'record#part'")
        if self.part is False and reference.anchor:
            raise ValueError(f"the reference names a whole record: '{reference.id}'")
        return reference

    def schema(self) -> Schema:
        end = {True: "#[a-z0-9-]+", False: "", None: "(#[a-z0-9-]+)?"}[self.part]
        kinds = "|".join(self.kinds)
        return {
            "type": "string",
            "pattern": f"^[a-z0-9-]+(/[a-z0-9-]+)+{end}$",
            "x-refers-to": kinds,
        }


@dataclass(frozen=True, slots=True)
class Term:
    """The id of a term in one of some vocabularies (``content/vocabulary/<name>.yml``)."""

    vocabularies: tuple[str, ...]
    code: str = "unknown-term"
    name: str = "a term"

    def read(self, text: str) -> str:
        if not is_part(text):
            raise ValueError(f"'{text}' is no term: terms are small letters, digits and hyphens")
        return text

    def schema(self) -> Schema:
        return {
            "type": "string",
            "pattern": "^[a-z0-9-]+$",
            "x-vocabulary": list(self.vocabularies),
        }


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words that the model itself fixes, each with its meaning."""

    words: tuple[tuple[str, str], ...]
    code: str = "unknown-value"
    name: str = "one of the allowed words"

    def read(self, text: str) -> str:
        allowed = [word for word, _ in self.words]
        if text not in allowed:
            near = suggestion(nearest(text, allowed))
            raise ValueError(f"'{text}' is not one of {', '.join(allowed)}{near}")
        return text

    def schema(self) -> Schema:
        return {"type": "string", "enum": [word for word, _ in self.words]}

    def meaning(self, word: str) -> str:
        """What a word stands for; ``""`` for a word that is not one of them."""
        return dict(self.words).get(word, "")


@dataclass(frozen=True, slots=True)
class Flag:
    """``true`` or ``false``."""

    code: str = "wrong-type"
    name: str = "true or false"

    def read(self, text: str) -> bool:
        if text not in ("true", "false"):
            raise ValueError(f"write true or false, not '{text}'")
        return text == "true"

    def schema(self) -> Schema:
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class Count:
    """A whole number from 0 up."""

    code: str = "wrong-type"
    name: str = "a whole number"

    def read(self, text: str) -> int:
        if re.fullmatch(r"\d{1,9}", text, re.ASCII) is None:
            raise ValueError(f"write a whole number in digits, not '{text}'")
        return int(text)

    def schema(self) -> Schema:
        return {"type": "integer", "minimum": 0}
