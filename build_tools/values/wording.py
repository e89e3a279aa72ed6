"""Text of the interface that Python holds: marked here, translated where it is shown.

``N_`` makes a text, ``words`` one with values in it, ``counted`` one that depends on a
number. They are put together only when the language is known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Words:
    """A text of the interface with its values, in no language yet.

    Values are of the interface: numbers, dates, names from CLDR, other Words. What a
    record says is never put into one, because a text is replaced as a whole.
    """

    text: str
    values: Mapping[str, Any] = field(default_factory=dict)
    several: str = ""
    """The text for other numbers than one, where ``values`` holds the number ``num``."""

    def __str__(self) -> str:
        raise TypeError(f"not said in a language yet: {self.text}")


@dataclass(frozen=True, slots=True)
class Place:
    """A country or region by its code, to be named in the reader's language."""

    code: str


Said = str | Words | Place
"""A text of the interface; or a str, which is what a record or a name says, shown as it is."""


def N_(text: str) -> Words:  # noqa: N802 - the name that gettext's tools know
    """A text of the interface."""
    return Words(text)


def words(text: str, /, **values: Any) -> Words:
    """A text with values: ``words("Cases: %(country)s", country=Place("gb"))``."""
    return Words(text, values)


def counted(one: str, several: str, num: int, /, **values: Any) -> Words:
    """A text that depends on a number, which stands in it as ``%(num)s``."""
    return Words(one, {**values, "num": num}, several)
