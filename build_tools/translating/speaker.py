"""Says the interface's texts in one language, for templates and for titles.

Texts for a page can be *marked*: they stand between two control characters, which no
record may hold, until translating/marks.py has used and removed them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from markupsafe import Markup, escape

from build_tools.translating.catalogue import Catalogue, catalogue
from build_tools.translating.languages import PSEUDO, SOURCE, date_words, number_words
from build_tools.values.dates import PartialDate
from build_tools.values.territories import country_name, language_name
from build_tools.values.wording import N_, Place, Words

BEGIN, END = "\x02", "\x03"
UNCHECKED_NOTE = N_(
    "The words around the records were translated by a machine and not yet checked by a speaker "
    "of this language. The records themselves are not changed."
)
INTERNATIONAL_BODY = N_("International")
"""Where a country's name would stand, for an international court or body."""


def bare(text: str) -> str:
    """A text without marks."""
    return str.replace(str.replace(text, BEGIN, ""), END, "") if BEGIN in text else text


class Speaker:
    """One language's texts. ``marked`` puts marks around each."""

    def __init__(self, language: str, marked: bool = False) -> None:
        self.language = language
        self.marked = marked
        self._catalogue: Catalogue = catalogue(language)
        self._names = SOURCE if language == PSEUDO else language

    @property
    def unchecked(self) -> str:
        """What a page says while no speaker has checked all of its language's texts."""
        return self.plain(UNCHECKED_NOTE) if self._catalogue.unchecked else ""

    # Plain text

    def plain(self, value: Any) -> str:
        """A value as text. A str is what a record says and stays as it is."""
        match value:
            case None:
                return ""
            case Words():
                text = self._of(value)
                said = {name: self.plain(each) for name, each in value.values.items()}
                return text % said if said else text
            case PartialDate():
                return date_words(value, self.language)
            case Place():
                return self._country(value.code)
            case int():
                return number_words(value, self.language)
            case tuple():
                return "".join(map(self.plain, value))
        return bare(str(value))

    def _of(self, value: Words) -> str:
        if value.several:
            return self._catalogue.plural(value.text, value.several, value.values["num"])
        return self._catalogue.get(value.text)

    def _country(self, code: str) -> str:
        if code == "int":
            return self.plain(INTERNATIONAL_BODY)
        return self._foreign(country_name(code, self._names))

    def _foreign(self, text: str) -> str:
        """CLDR has no pseudo-language; its texts get the pseudo-language's brackets."""
        return f"[{text}]" if self.language == PSEUDO else text

    # For templates: HTML

    def say(self, value: Any) -> Markup:
        """A value as HTML; all but a str and a bare number is marked where this speaker marks."""
        if isinstance(value, tuple):
            return Markup("").join(map(self.say, value))
        if isinstance(value, str):
            return escape(value)
        text = escape(self.plain(value))
        return text if isinstance(value, int) else self.mark(text)

    def label(self, text: str | Words) -> Markup:
        """A label that is said already, or the text of one."""
        if isinstance(text, Words):
            return self.say(text)
        return text if isinstance(text, Markup) else self.told(text)

    def told(self, text: str) -> Markup:
        """A text of the interface that a table of the model holds, as HTML."""
        return self.mark(escape(self._catalogue.get(text)))

    def mark(self, html: str) -> Markup:
        """HTML between marks."""
        return Markup(f"{BEGIN}{html}{END}" if self.marked and html else html)  # noqa: S704

    def gettext(self, text: str, /, **values: Any) -> Markup:
        """Jinja's gettext: values that are not Markup are escaped."""
        return self.mark(self._html(self._catalogue.get(text), values))

    def ngettext(self, one: str, several: str, num: int, /, **values: Any) -> Markup:
        """Jinja's ngettext; the number is ``%(num)s``."""
        text = self._catalogue.plural(one, several, num)
        return self.mark(self._html(text, {"num": num, **values}))

    def pgettext(self, context: str, text: str, /, **values: Any) -> Markup:
        """Jinja's pgettext."""
        return self.mark(self._html(self._catalogue.get(text, context), values))

    def npgettext(self, context: str, one: str, several: str, num: int, /, **values: Any) -> Markup:
        """Jinja's npgettext."""
        text = self._catalogue.plural(one, several, num, context)
        return self.mark(self._html(text, {"num": num, **values}))

    def _html(self, text: str, values: Mapping[str, Any]) -> str:
        said = {
            name: bare(value) if isinstance(value, Markup) else escape(self.plain(value))
            for name, value in values.items()
        }
        return text % said

    def date(self, date: PartialDate | None) -> Markup:
        """A date, marked."""
        return self.say(date) if date is not None else Markup()

    def country(self, code: str) -> Markup:
        """A country's name, marked."""
        return self.say(Place(code))

    def tongue(self, tag: str) -> Markup:
        """A language's name, marked."""
        return self.mark(escape(self._foreign(language_name(tag, self._names))))


@lru_cache(maxsize=32)
def speaker(language: str = SOURCE, marked: bool = False) -> Speaker:
    """The speaker of a language."""
    return Speaker(language, marked)
