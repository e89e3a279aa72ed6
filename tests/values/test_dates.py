from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.values.dates import PartialDate, parse_date


@pytest.mark.parametrize("text", ["2019", "2019-04", "2019-04-30", "2020-02-29"])
def test_a_date_is_written_as_it_is_read(text: str) -> None:
    assert str(parse_date(text)) == text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2021-02-30", "February 2021 has 28 days"),
        ("2021-13", "there is no month 13"),
        ("2021-00-01", "there is no month 00"),
        ("1066", "the year must lie between"),
        ("21-02-03", "a date is written"),
        ("2021-2-3", "a date is written"),
        ("3 June 2021", "a date is written"),
        ("２０２１", "a date is written"),
    ],
)
def test_an_impossible_date_says_why(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        parse_date(text)


def test_words_for_readers() -> None:
    assert PartialDate(2021, 6, 3).in_words == "3 June 2021"
    assert PartialDate(2021, 6).in_words == "June 2021"
    assert PartialDate(2021).in_words == "2021"


def test_a_shortened_date_is_not_surely_before_what_it_may_contain() -> None:
    assert not parse_date("2019").surely_before(parse_date("2019-05"))
    assert not parse_date("2019-05").surely_before(parse_date("2019"))
    assert parse_date("2018").surely_before(parse_date("2019"))
    assert parse_date("2019-04-30").surely_before(parse_date("2019-05"))


@given(st.dates(min_value=date(1500, 1, 1)))
def test_every_day_of_the_calendar_is_read(day: object) -> None:
    text = str(day)
    if int(text[:4]) <= 2199:
        assert str(parse_date(text)) == text


@given(st.text(max_size=12))
def test_any_text_is_a_date_or_a_reason(text: str) -> None:
    try:
        read = str(parse_date(text))
    except ValueError as refused:
        read = text if str(refused) else ""
    assert read == text
