"""What is not recorded is never worded as absence of a law, on any page of the layer."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

FORBIDDEN = (
    r"not criminali[sz]ed", r"does not criminali[sz]e", r"\bno such (law|offence|power|provision)",
    r"\b(has|have|with) no (law|provision|offence|power)", r"\bno law\b(?! that| of this country is recorded)", r"\black(s|ed|ing)?\b",
    r"\babsen(t|ce)\b", r"\bnon-?complian", r"\bcomplian", r"\bimplemented\b", r"\bnot covered\b",
    r"\bdoes not (exist|provide|cover)", r"\bgaps?\b", r"\bmissing\b", r"\blegal in\b", r"\bnot illegal\b",
    r"dual criminality (is|was) (met|satisfied|fulfilled)", r"\bcannot (help|cooperate|extradite)",
)  # fmt: skip
PAGES = ("coverage", "compare", "cooperate", "countries", "offences", "measures")


@pytest.fixture(scope="module", params=["fabricated", "real"])
def built(request: pytest.FixtureRequest) -> Path:
    return Path(request.getfixturevalue("site" if request.param == "fabricated" else "real_site"))


def own_words(html: str, titles: set[str]) -> str:
    """The page's own words: those of records (in bdi, links to records, quoted notes) left out."""
    content = html.split('id="content">', 1)[-1].split("</article>", 1)[0]
    content = re.sub(r'<section class="d-note.*?</section>', " ", content, flags=re.S)
    content = re.sub(r"<bdi.*?</bdi>|<a [^>]*>.*?</a>|<div class=\"d-text\".*?</div>", " ", content,
                     flags=re.S)  # fmt: skip
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", content)).split()).lower()


def pages(built: Path) -> list[Path]:
    found = [path for part in PAGES for path in sorted((built / part).rglob("*.html"))]
    return found + [built / f"{part}.html" for part in ("compare", "cooperate")]


def test_no_page_says_that_a_law_is_not_there(built: Path) -> None:
    assert len(pages(built)) > 10
    for page in pages(built):
        said = own_words(page.read_text(encoding="utf-8"), set())
        # a term's definition and a disputing note are a record's words, and stand in none of these
        for phrase in FORBIDDEN:
            found = re.search(phrase, said)
            assert found is None, (page.relative_to(built), said[max(0, found.start() - 60):found.end() + 40])  # fmt: skip


def test_every_matrix_and_comparison_says_what_an_empty_cell_means(built: Path) -> None:
    for part in ("coverage", "compare"):
        for page in [*sorted((built / part).rglob("*.html")), built / "compare.html"]:
            html = page.read_text(encoding="utf-8")
            assert "the country may well have a provision: nobody has looked yet" in html, page
            assert "does not show that it implements the article" in html, page


def test_two_countries_are_never_said_to_meet_dual_criminality(built: Path) -> None:
    html = (built / "cooperate.html").read_text(encoding="utf-8")
    assert "Recorded in both. Whether the same act is an offence under both provisions" in html
    assert "That says nothing about the law of the other." in html
