import time

import pytest

from build_tools.source.front_matter import split_front_matter
from build_tools.source.markdown import find_marks, split_sections


def test_sections_keep_their_lines() -> None:
    body = "\n## Summary\n\nOne.\nTwo.\n\n## Facts\n```\n## no heading\n```\n"
    summary, facts = split_sections(body, first_line=10)
    assert (summary.name, summary.text, summary.line, summary.text_line) == (
        "Summary",
        "One.\nTwo.",
        11,
        13,
    )
    assert facts.text == "```\n## no heading\n```"


def test_text_before_the_first_heading_is_a_section_without_name() -> None:
    sections = split_sections("\nLost words.\n## Summary\nx\n", first_line=5)
    assert [(each.name, each.text_line) for each in sections] == [("", 6), ("Summary", 8)]


def test_marks_have_their_places() -> None:
    text = "é [a](x.md) <b>x</b>\n\n![i](y.png)\n\n# H\n\nTitle\n=====\n"
    found = [(mark.kind, mark.value, mark.line, mark.column) for mark in find_marks(text)]
    assert found == [
        ("link", "x.md", 1, 3),
        ("html", "<b>", 1, 13),
        ("html", "</b>", 1, 17),
        ("image", "y.png", 3, 1),
        ("heading", "H1", 5, 1),
        ("heading", "H1", 7, 1),
    ]


def test_plain_words_have_no_marks() -> None:
    assert list(find_marks("a < b and *emphasis*, `[code](x)` and ### three\n\n### Heading")) == []


HOSTILE = (
    "[",
    "[a](",
    "<a ",
    "![",
    "*a **a ",
    "> ",
    "`a``",
    "[^1]",
    "&",
    "|a",
    "_a_",
    "<!--",
    "[a]: b\n",
    "(",
    "~~~\n",
)


@pytest.mark.parametrize("pattern", HOSTILE)
def test_hostile_texts_are_read_in_linear_time(pattern: str) -> None:
    def seconds(times: int) -> float:
        started = time.perf_counter()
        list(find_marks(pattern * times + "\n\n[x](y)"))
        return time.perf_counter() - started

    seconds(1_000)
    assert seconds(40_000) < 5


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("title: x\n---\n", "the first line must be '---'"),
        ("---\ntitle: x\n", "the fields are not closed"),
        ("----\ntitle: x\n---\n", "the first line must be '---'"),
    ],
)
def test_a_missing_fence_is_named(text: str, message: str) -> None:
    split, finding = split_front_matter(text, "x.md")
    assert split is None
    assert finding is not None
    assert finding.code == "bad-fence"
    assert message in finding.message
