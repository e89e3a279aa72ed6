"""From texts to the terms that the index holds and a query asks for.

English goes through lunr's pipeline: separator, lower case, trimmer, stop words, Porter's
stemmer. Texts in other languages have stop words of lunr-languages and Snowball's
stemmers for their own language. The browser has the English stemmer only; for the
others it finds the stem of a word in a map of the forms that occur (``Forms``).

``search.js`` does the same for queries: what is changed here must be changed there, and
``tests/search/test_words.py`` compares the two.
"""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from unicodedata import category, normalize

import snowballstemmer
from lunr.stemmer import PorterStemmer
from lunr.stop_word_filter import WORDS as ENGLISH_STOP_WORDS

from build_tools.search.lunr_files import stop_words

QUERY_SEPARATORS = (
    r"\s\-‐-―−/\\()\[\]{}<>,;…·•|\"“”„«»‹›!?¡¿=#&@%$§°"
    r"、。，；：！？（）「」『』《》【】〔〕؟،؛"
)
"""What stands between the words of a query, as the inside of a character class in Python
and JavaScript."""
SEPARATORS = QUERY_SEPARATORS + ":+*~^"
"""The same for texts, where the signs of lunr's query language separate too."""
LANGUAGES = {
    "ar": "arabic",
    "de": "german",
    "es": "spanish",
    "fr": "french",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
}
"""Languages with a stemmer of their own, and Snowball's names for them."""
_SPLIT = re.compile(f"[{SEPARATORS}]+")
_BLANKS = {code: " " for code in range(128) if _SPLIT.match(chr(code))}
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]+")
_LATIN_MARKS = re.compile("([a-z])[\u0300-\u036f]+")
_ELISION = re.compile(r"(^|[\W\d_])(?:[cdjlmnst]|qu)'(?=[^\W\d_])")
_POSSESSIVE = re.compile(r"([^\W\d_])'s(?=$|[\W\d_])")
_ARABIC_MARKS = re.compile("[\u0640\u064b-\u065f\u0670]")
_LETTERS = str.maketrans(
    {
        "ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th",
        "ð": "d",
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه",
    }
)  # fmt: skip
_EXCEPTIONS = {"eed": "e", "ies": "ie", "sses": "sse"}
"""Words that lunr.js's stemmer leaves otherwise than lunr.py's."""
_ENDS = frozenset("cdegilmnrstuy")
"""The last letters of the endings that Porter's stemmer knows: it leaves all other words."""
NO_TERM = -1
"""Stands where a stop word's term would."""
Forms = defaultdict[str, set[str]]
"""For a form of a word, folded, in a language other than English: its stems, folded."""


def normalise(text: str) -> str:
    """Small letters and compatible characters, no ``l'`` before and no ``'s`` after a word."""
    if text.isascii():
        text = text.lower()
    else:
        text = normalize("NFKC", text).lower().replace("’", "'").replace("ʼ", "'")
    if "'" not in text:
        return text
    return _POSSESSIVE.sub(r"\1", _ELISION.sub(r"\1 ", text))


def fold(word: str) -> str:
    """A word without the marks that people leave out when they type: é → e, أ → ا."""
    if word.isascii():
        return word
    bare = normalize("NFC", _LATIN_MARKS.sub(r"\1", normalize("NFD", word)))
    return _ARABIC_MARKS.sub("", bare).translate(_LETTERS)


def split(text: str) -> list[str]:
    """The words of a normalised text; Chinese, Japanese and Korean in pairs of characters."""
    if text.isascii():
        return text.translate(_BLANKS).split()
    text = _CJK.sub(_pairs, text)
    return [word for word in _SPLIT.split(text) if word]


def _pairs(run: re.Match[str]) -> str:
    signs = run[0]
    if len(signs) == 1:
        return f" {signs} "
    pairs = (signs[at : at + 2] for at in range(len(signs) - 1))
    return f" {' '.join(pairs)} "


def trim(word: str) -> str:
    """A word without what is neither letter, mark, digit nor underscore at its ends."""
    if word.isalnum():
        return word
    first, last = 0, len(word)
    while first < last and not _in_word(word[first]):
        first += 1
    while last > first and not _in_word(word[last - 1]):
        last -= 1
    return word[first:last]


def _in_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_" or category(letter)[0] == "M"


class _LunrStemmer(PorterStemmer):  # type: ignore[misc]  # lunr.py has no types
    """lunr.py's stemmer with lunr.js's rule for a final y: ``try`` → ``tri``, ``lay`` stays."""

    b: str
    k: int
    k0: int

    def step1c(self) -> None:
        if self.b[self.k] == "y" and self.k > self.k0 + 1 and self.b[self.k - 1] not in "aeiou":
            self.b = self.b[: self.k] + "i" + self.b[self.k + 1 :]


@cache
def _english() -> Callable[[str], str]:
    stemmer = _LunrStemmer()

    def stem(word: str) -> str:
        if word[-1:] not in _ENDS:
            return word
        return _EXCEPTIONS.get(word) or str(stemmer.stem(word))

    return stem


def stem_english(word: str) -> str:
    """The stem that lunr.js gives a word."""
    return _english()(word)


class Vocabulary(dict[str, int]):
    """The numbers of one language's words, each analysed once."""

    def __init__(self, language: str, analyser: Analyser) -> None:
        super().__init__()
        self._analyser = analyser
        name = LANGUAGES.get(language)
        self._stop: frozenset[str] = frozenset(ENGLISH_STOP_WORDS)
        self._stem: Callable[[str], str] | None = None
        if name is not None:
            self._stop = stop_words(language)
            self._stem = snowballstemmer.stemmer(name).stemWord

    def __missing__(self, word: str) -> int:
        trimmed = trim(word)
        number = self[word] = self._analyser.add(trimmed, self._term(trimmed))
        return number

    def _term(self, trimmed: str) -> str | None:
        if trimmed in self._stop:
            return None
        folded = fold(trimmed)
        if self._stem is None:
            return stem_english(folded)
        term = fold(self._stem(trimmed))
        if term and term != stem_english(folded):
            self._analyser.forms[folded].add(term)
        return term


class Analyser:
    """Texts to numbers of words, in several languages, with the forms met on the way.

    ``words`` and ``term_of`` give for each number the word, trimmed, and the number of its
    term: NO_TERM for a stop word, 0 for a word of signs alone, which has the term ``""``.
    """

    def __init__(self) -> None:
        self.forms: Forms = defaultdict(set)
        self.words: list[str] = []
        self.term_of = array("i")
        self.terms: dict[str, int] = {"": 0}
        """The number of each term."""
        self._vocabularies: dict[str, Vocabulary] = {}

    def add(self, word: str, term: str | None) -> int:
        """The number of a new word with its term."""
        self.words.append(word)
        self.term_of.append(NO_TERM if term is None else self.term_number(term))
        return len(self.words) - 1

    def term_number(self, term: str) -> int:
        """The number of a term."""
        return self.terms.setdefault(term, len(self.terms))

    def vocabulary(self, language: str) -> Vocabulary:
        """The words of a language; English for a language without a stemmer here."""
        primary = language.split("-")[0]
        key = primary if primary in LANGUAGES else "en"
        if key not in self._vocabularies:
            self._vocabularies[key] = Vocabulary(key, self)
        return self._vocabularies[key]

    def numbers(self, text: str, language: str = "en") -> Iterator[int]:
        """The numbers of a text's words in their order."""
        return map(self.vocabulary(language).__getitem__, split(normalise(text)))

    def terms_in(self, text: str, language: str = "en") -> list[str]:
        """The terms of a text in their order, stop words left out.

        A word of signs alone becomes ``""``: lunr counts it in the length of a field.
        """
        found = [self.term_of[number] for number in self.numbers(text, language)]
        names = list(self.terms)
        return [names[term] for term in found if term != NO_TERM]
