"""Letters that look like others: one word in two alphabets, and addresses in letters beyond ASCII.

A Cyrillic а in a Latin word cannot be seen, is not found by a search, and can make one name
pass for another (Unicode Technical Standard 39). Latin, Greek, Cyrillic, Armenian and Cherokee
share such shapes; a word has letters of one of them. Letters made for formulas, and letters of
full width between Latin ones, look like the plain ones and are none.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

_SCRIPTS = ("LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "CHEROKEE")
_WORD = re.compile(r"[^\W\d_]+")
_SUSPECT = re.compile(
    "[\u0370-\u058f\u13a0-\u13ff\u1c80-\u1c8f\uab70-\uabbf\uff21-\uff5a\U0001d400-\U0001d7ff]"
)
"""No word without one of these can have letters of two such alphabets."""
_ALIKE = frozenset("асеорхуіјѕһԁԛԝАВСЕНІЈКМОРЅТХУΑΒΕΖΗΙΚΜΝΟΡΤΥΧοѵν")
"""Cyrillic and Greek letters with the shape of a Latin one."""


class Lookalike(NamedTuple):
    """A word with a letter that is not what it looks like: where it begins, and its name."""

    start: int
    word: str
    letter: str
    name: str


def lookalike(text: str) -> Lookalike | None:
    """The first word of a text that is written in two alphabets, or in letters for formulas.

    Also a word whose letters all have Latin shapes and are not Latin, in a text of Latin
    words. Texts in other alphabets pass, and so do single letters (the α in α-particle).
    """
    if _SUSPECT.search(text) is None:
        return None
    words = list(_WORD.finditer(text))
    latin = sum(len(each[0]) > 1 and each[0].isascii() for each in words)
    for found in words:
        odd = _odd_letter(found[0]) or (_disguised(found[0]) if 2 * latin > len(words) else "")
        if odd:
            return Lookalike(found.start(), found[0], odd, unicodedata.name(odd, "").lower())
    return None


def _odd_letter(word: str) -> str:
    """A letter of another alphabet than the word's first letter; "" where there is none."""
    first = ""
    for letter in word:
        if ord(letter) < 0x80:
            script = "LATIN"
        elif "\U0001d400" <= letter <= "\U0001d7ff":
            return letter
        else:
            name = unicodedata.name(letter, "")
            if name.startswith("FULLWIDTH LATIN"):
                return letter
            script = next((each for each in _SCRIPTS if name.startswith(each)), "")
        if not script:
            continue
        if first and script != first:
            return letter
        first = script
    return ""


def _disguised(word: str) -> str:
    """The first letter of a word made of nothing but letters with Latin shapes."""
    return word[0] if len(word) > 1 and all(letter in _ALIKE for letter in word) else ""


def ascii_host(host: str) -> str:
    """A host as the network asks for it: letters beyond ASCII as punycode (``xn--…``).

    What has no such form is given with its letters escaped, so that it cannot deceive. The
    letters ß and ς stay themselves (IDNA 2008), where Python's own encoding would change the host.
    """
    labels = host.lower().split(".")
    if any(letter in host for letter in "ßς"):
        return ".".join(
            label if label.isascii() else f"xn--{label.encode('punycode').decode()}"
            for label in labels
        )
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return host.encode("ascii", "backslashreplace").decode("ascii")
