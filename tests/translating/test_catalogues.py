"""Catalogues: complete, current, with plural forms; and what a message looks like in a page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from spoken import samples

from build_tools.pages.environment import environment
from build_tools.translating.catalogue import catalogue, pseudo, template
from build_tools.translating.extracting import renew
from build_tools.translating.languages import date_words, number_words, own_name, plural_categories
from build_tools.translating.shape import shaped, shaped_like
from build_tools.translating.speaker import speaker
from build_tools.values.dates import parse_date
from build_tools.values.wording import N_, Place, counted, words

ROOT = Path(__file__).resolve().parent.parent.parent


def test_the_template_of_catalogues_is_current() -> None:
    for path, text in renew(ROOT):
        assert path.read_text(encoding="utf-8") == text, f"{path.name}: run docket catalogues"


def test_a_message_keeps_its_placeholders_and_tags() -> None:
    holes = re.compile(r"%\(\w+\)s|</?[a-z][^>]*>")
    for path, text in renew(ROOT):
        if path.suffix == ".po":
            found = catalogue(path.stem)
            for (_, source), forms in found.forms.items():
                for form in forms:
                    assert set(holes.findall(form)) <= set(holes.findall(source)), (path, source)
            assert text


def test_plural_forms_follow_cldr() -> None:
    with samples():
        arabic = catalogue("ar")
        said = [
            arabic.plural("%(num)s provision", "%(num)s provisions", n)
            for n in (0, 1, 2, 5, 11, 100)
        ]
        assert said == [
            "لا أحكام",
            "حكم واحد",
            "حكمان",
            "%(num)s أحكام",
            "%(num)s حكما",
            "%(num)s حكم",
        ]
        french = speaker("fr")
        assert (
            french.plain(counted("%(num)s provision", "%(num)s provisions", 0)) == "0 disposition"
        )
        assert (
            french.plain(counted("%(num)s provision", "%(num)s provisions", 2)) == "2 dispositions"
        )


@pytest.mark.parametrize(
    ("language", "number"), [("ar", 6), ("zh", 1), ("en", 2), ("fr", 2), ("ru", 3), ("es", 2)]
)
def test_each_official_language_has_its_number_of_forms(language: str, number: int) -> None:
    assert len(plural_categories(language)) == number


def test_unchecked_is_shown_and_fuzzy_is_not() -> None:
    with samples():
        french = catalogue("fr")
        assert french.get("Not yet reviewed") == "Pas encore relu"
        assert french.unchecked == {("", "Not yet reviewed")}
        assert french.get("Home") == "Home"


def test_dates_and_numbers_and_names_are_cldrs() -> None:
    day, month = parse_date("2021-06-03"), parse_date("2021-06")
    assert [date_words(day, each) for each in ("en", "fr", "es", "ru", "zh")] == [
        "3 June 2021", "3 juin 2021", "3 de junio de 2021", "3 июня 2021\u202fг.", "2021年6月3日",
    ]  # fmt: skip
    assert date_words(month, "ru").replace("\u202f", " ") == "июнь 2021 г."
    assert date_words(parse_date("2021"), "zh") == "2021"
    assert number_words(12345, "fr").replace("\u202f", " ") == "12 345"
    assert speaker("fr").plain(Place("de")) == "Allemagne"
    assert [own_name(each) for each in ("ar", "zh", "fr")] == ["العربية", "中文", "Français"]


def test_what_a_record_says_is_not_translated() -> None:
    with samples():
        french = speaker("fr")
        assert french.plain("Cases") == "Cases"
        assert french.plain(N_("Cases")) == "Affaires"
        assert french.plain(words("Laws: %(country)s", country=Place("de"))) == "Lois : Allemagne"


def test_constant_texts_are_resolved_when_a_template_is_compiled() -> None:
    with samples():
        env = environment("fr")
        for source in ("{{ _('Cases') }}", "{% trans %}Cases{% endtrans %}"):
            code = env.compile(source, raw=True)
            assert "Affaires" in code
            assert "gettext" not in code
        assert env.from_string("{% trans n='<b>' %}x{{ n }}{% endtrans %}").render() == "x&lt;b&gt;"


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ('See <a href="%(x)s">the check</a>.', "See <1>the check</1>."),
        ("Record <code>%(id)s</code>, added %(date)s.", "Record <1/>, added {date}."),
        ("<a href='x'><bdi>%(t)s</bdi></a>, art.", "<1><2/></1>, art."),
        ("100%% of %(num)s", "100% of {num}"),
    ],
)
def test_the_shape_of_a_message(text: str, shape: str) -> None:
    assert shaped(text) == shape


def test_a_translation_may_move_its_elements() -> None:
    source = "<b>One</b> before <i>two</i>"
    assert shaped_like("<i>Zwei</i> nach <b>eins</b>", source) == "<2>Zwei</2> nach <1>eins</1>"


def test_the_pseudo_language_changes_words_alone() -> None:
    assert (
        pseudo('A <a href="about">%(name)s</a> &amp; on')
        == '[Á <a href="about">%(name)s</a> &amp; óñ]'
    )
    for message in template():
        text = message.id if isinstance(message.id, str) else message.id[0]
        assert re.findall(r"%\(\w+\)s", pseudo(text)) == re.findall(r"%\(\w+\)s", text), text
