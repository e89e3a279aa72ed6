"""The glossary, and terms linked in texts at first mention."""

from __future__ import annotations

import json
import re
import time
from html import escape, unescape
from pathlib import Path

import pytest

from build_tools.corpus.corpus import Corpus
from build_tools.pages.mentions import Glossary

ID = "cases/aq/some"
LINK = '<a class="d-term" href="../../offences/illegal-access.html">'


@pytest.fixture(scope="module", params=["fabricated", "real"])
def built(request: pytest.FixtureRequest) -> Path:
    return Path(request.getfixturevalue("site" if request.param == "fabricated" else "real_site"))


@pytest.fixture(scope="module")
def glossary(corpus: Corpus) -> Glossary:
    return Glossary(corpus)


def linked(glossary: Glossary, *texts: str, own: str = "") -> str:
    return "|".join(html for _, html in glossary.linked([("", each) for each in texts], ID, own))


def test_every_term_stands_once_with_its_definition(built: Path) -> None:
    files = sorted(built.glob("glossary*.html"), key=lambda file: (len(file.name), file.name))
    pages = "".join(file.read_text(encoding="utf-8") for file in files)
    shown = re.findall(r'<dt id="([^"]+)">', pages)
    terms = {}
    for line in (built / "data/vocabulary.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        name = record["id"].split("/")[1]
        terms.update({f"{name}-{term['id']}": term for term in record["fields"]["terms"]})
    assert sorted(shown) == sorted(terms)
    assert f"{len(terms)} terms" in pages
    for term in terms.values():
        assert term["definition"] in unescape(pages), term["id"]
    labels = [terms[each]["label"].lower() for each in shown if terms[each]["label"][0].isalpha()]
    assert labels == sorted(labels)


def test_a_term_is_linked_at_its_first_mention_only(glossary: Glossary) -> None:
    html = linked(glossary, "<p>Of Illegal access and illegal access.</p>", "<p>illegal access</p>")
    assert html == f"<p>Of {LINK}Illegal access</a> and illegal access.</p>|<p>illegal access</p>"


@pytest.mark.parametrize(
    "html",
    [
        "<p>illegal accessory</p>",
        "<p>nonillegal access</p>",
        "<p>il-illegal access</p>",
        '<p><a href="x.html">illegal access</a></p>',
        "<p><code>illegal access</code></p>",
        "<pre>illegal access</pre>",
        "<h3>Illegal access</h3>",
        "<blockquote><p>illegal access</p></blockquote>",
        '<p><a href="x" title="illegal access > all">here</a></p>',
        "<p>illegal <em>access</em></p>",
        "<p>&illegal access;</p>",
    ],
)
def test_what_is_no_plain_mention_stays_as_it_is(glossary: Glossary, html: str) -> None:
    assert linked(glossary, html) == html


def test_after_a_closed_element_words_are_linked_again(glossary: Glossary) -> None:
    html = linked(glossary, "<blockquote><p>illegal access</p></blockquote><p>illegal access</p>")
    assert html.endswith(f"<p>{LINK}illegal access</a></p>")


def test_a_page_does_not_link_its_own_term(glossary: Glossary) -> None:
    assert "<a" not in linked(glossary, "<p>illegal access</p>", own="offences/illegal-access.html")


def test_the_longest_name_wins(real_site: Path) -> None:
    from build_tools.corpus.load import load

    found = load(Path(__file__).resolve().parents[2] / "content")
    glossary = Glossary(Corpus(found.entries))
    html = linked(glossary, "<p>The computer-related fraud.</p>")
    assert re.findall(r'href="([^"]+)"', html) == ["../../offences/computer-related-fraud.html"]


def test_an_abbreviation_is_explained(copy: Path) -> None:
    from build_tools.rules.check import check

    file = copy / "content/vocabulary/offences.yml"
    content = file.read_text(encoding="utf-8")
    label = "    labels:\n      - {language: en, label: Illegal access, synonyms: [IAC], status: common-legal-usage}\n"
    at = content.index("labels:", content.index("id: illegal-access"))
    content = content[: at - 4] + label + content[at + len("labels:\n") :]
    file.write_text(content, encoding="utf-8")
    html = linked(Glossary(check(copy / "content").corpus), "<p>An IAC, no iac.</p>")
    assert html == f'<p>An {LINK}<abbr title="Illegal access">IAC</abbr></a>, no iac.</p>'


def test_links_of_mentions_lead_to_pages(built: Path) -> None:
    number = 0
    for file in built.glob("cases/*/*.html"):
        for path in re.findall(r'class="d-term" href="([^"#]+)', file.read_text(encoding="utf-8")):
            assert (file.parent / path).resolve().exists(), (file, path)
            number += 1
    assert number or "corpus" not in built.parts


def test_nothing_but_links_is_added(glossary: Glossary) -> None:
    html = f"<p>{escape('<script>')} illegal access &amp; <em>a &lt; b</em></p>"
    plain = re.sub(r'<a class="d-term" [^>]*>|</a>', "", linked(glossary, html))
    assert plain == html


@pytest.mark.parametrize("piece", ["illegal ", "<", '<a "', "illegal access ", "-illegal", "&lt;"])
def test_hostile_texts_take_linear_time(glossary: Glossary, piece: str) -> None:
    def seconds(number: int) -> float:
        started = time.process_time()
        linked(glossary, f"<p>{piece * number} illegal access</p>")
        return time.process_time() - started

    seconds(10)
    assert seconds(40_000) < 2
