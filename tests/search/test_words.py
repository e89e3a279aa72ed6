"""Words become the terms that lunr.js would make, and are found however people type them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from search.node import LUNR, run

from build_tools.search.documents import number_tokens
from build_tools.search.words import (
    LANGUAGES,
    QUERY_SEPARATORS,
    SEPARATORS,
    Analyser,
    fold,
    normalise,
    split,
    stem_english,
    trim,
)

ROOT = Path(__file__).resolve().parent.parent.parent


def test_stems_are_those_of_lunr_js() -> None:
    texts = "\n".join(path.read_text(encoding="utf-8") for path in ROOT.glob("content/**/*.md"))
    endings = [
        "s",
        "es",
        "ed",
        "ing",
        "ies",
        "eed",
        "sses",
        "y",
        "ly",
        "ally",
        "ization",
        "iveness",
        "fulness",
        "ousli",
        "tional",
        "entli",
    ]
    stems = [
        "cop",
        "li",
        "happ",
        "relat",
        "condit",
        "valenc",
        "hopeful",
        "electric",
        "adjust",
        "commun",
        "tr",
        "la",
        "n",
        "abc",
    ]
    words = sorted(
        set(re.findall("[a-z]+", texts.lower()))
        | {stem + ending for stem in stems for ending in endings}
    )
    assert len(words) > 3000
    theirs = run("judge.js", LUNR, given_words(words))["stems"]
    ours = [stem_english(word) for word in words]
    assert [pair for pair in zip(words, ours, theirs, strict=True) if pair[1] != pair[2]] == []


def given_words(words: list[str]) -> dict[str, object]:
    return {"fields": [], "documents": [], "queries": [], "words": words,
            "separators": SEPARATORS, "querySeparators": QUERY_SEPARATORS}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("The accused's computers, and the seizure of it", ["accus", "comput", "seizur"]),
        ("(unlawful) access—without right", ["unlaw", "access", "without", "right"]),
        ("593 U.S. 374 (2021)", ["593", "u.", "374", "2021"]),
        ("l’accès «illicite»", ["acc", "illicit"]),
        ("O'Brien's and D’Arcy", ["o'brien", "arci"]),
    ],
)
def test_english_texts(text: str, terms: list[str]) -> None:
    assert Analyser().terms_in(text) == terms


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("fr", "les infractions informatiques", "infraction informatique"),
        ("es", "los delitos informáticos", "delito informatico"),
        ("pt-BR", "invasões de dispositivos", "invasão de dispositivo"),
        ("de", "die Durchsuchungen", "Durchsuchung"),
        ("ro", "accesul ilegal", "acces ilegal"),
        (
            "ru",
            "преступления в сфере компьютерной информации",
            "преступление компьютерная информация сфере",
        ),
        ("ar", "الجريمة المعلوماتية", "جريمة"),
        ("zh", "计算机犯罪", "算机"),
        ("ja", "不正アクセス", "アクセス"),
    ],
)
def test_other_languages_meet_in_a_stem(language: str, one: str, other: str) -> None:
    analyser = Analyser()
    known = set(analyser.terms_in(one, language))
    assert known & set(analyser.terms_in(other, language)), known


def test_every_language_has_stop_words_and_a_stemmer() -> None:
    analyser = Analyser()
    for language in LANGUAGES:
        assert analyser.vocabulary(language) is not analyser.vocabulary("en")
    assert analyser.terms_in("et les", "fr") == []
    assert analyser.terms_in("и в", "ru") == []


def test_arabic_is_normalised() -> None:
    assert fold("الإختراقُ") == fold("الاختراق")
    assert fold("محكمة") == fold("محكمه")
    assert fold("قضـــية") == "قضيه"


def test_marks_are_left_out_and_letters_kept() -> None:
    assert fold("données") == "donnees"
    assert fold("straße") == "strasse"
    assert fold("й") == "й"


@given(st.text(max_size=60))
def test_any_text_becomes_words_without_an_error(text: str) -> None:
    for word in split(normalise(text)):
        trimmed = trim(word)
        assert trim(trimmed) == trimmed
        assert fold(fold(trimmed)) == fold(trimmed)


@pytest.mark.parametrize(
    ("number", "tokens"),
    [
        ("14", "sec14"),
        ("24(1)(a)", "sec24 sec24x1 sec24x1xa"),
        ("323-1", "sec323 sec323x1"),
        ("22-23", "sec22 sec22x23 sec23"),
        ("s 3ZA", "sec3za"),
        ("Schedule", ""),
    ],
)
def test_numbers_of_sections(number: str, tokens: str) -> None:
    assert number_tokens(number) == tokens
