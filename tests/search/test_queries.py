"""What readers type, answered by the site's own scripts from the files of the fabricated site."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from search.node import run
from site_links import read_site

from build_tools.pages.site import make_context
from build_tools.rules.check import Checked
from build_tools.search.documents import all_documents
from build_tools.settings import Settings

FRAM = "cases/aq/station-authority-v-fram-2021.html"
ACT = "laws/aq/station-computer-offences-act-2019.html"


def ask(site: Path, *queries: str, **options: object) -> list[dict[str, Any]]:
    return list(run("engine.js", site, [{"query": query, "options": options} for query in queries]))


def first(answer: dict[str, Any]) -> str:
    return str(answer["hits"][0]["path"]) if answer["hits"] else ""


@pytest.mark.parametrize(
    ("query", "path"),
    [
        ("station authority fram", FRAM),
        ("[2021] ASCA 14", FRAM),
        ("2021 asca 14", FRAM),
        ('"password that a colleague"', FRAM),
        ('"The appellant had read"', FRAM),
        ("s 9 computer offences", f"{ACT}#s9"),
        ("section 9(2) computer offences", f"{ACT}#s9"),
        ("قانون الإشارات", "laws/bv/signals-code.html"),
        ("الاشارات", "laws/bv/signals-code.html"),
        ("title:fram court:appeal", FRAM),
        ("authoritty fram~1", FRAM),
        ("password*", FRAM),
    ],
)
def test_the_first_result(site: Path, query: str, path: str) -> None:
    answer = ask(site, query)[0]
    assert first(answer) == path, answer["hits"][:4]


def test_every_result_leads_to_a_place_that_exists(site: Path, checked: Checked) -> None:
    pages = read_site(site)
    documents = list(all_documents(make_context(checked.corpus, Settings())))
    assert len(documents) > 40
    assert len({document.key for document in documents}) == len(documents)
    for document in documents:
        path, _, anchor = document.path.partition("#")
        page = pages.get(path)
        assert page is not None, document.path
        assert not anchor or anchor in page.ids, document.path


def test_withdrawn_records_are_not_found(site: Path) -> None:
    for answer in ask(site, "withdrawn", "withdrawn 2017", "country:bouvet"):
        assert all("withdrawn" not in hit["path"] for hit in answer["hits"])


def test_prefixes_complete_while_one_types(site: Path) -> None:
    assert ask(site, "passw", completing=True)[0]["hits"]
    assert not ask(site, "passw")[0]["hits"]


def test_what_was_meant(site: Path) -> None:
    once, named = ask(site, "authorty", "sttion framm")
    assert once["meant"] == {"authorty": "authority"}
    assert named["meant"] == {"sttion": "station", "framm": "fram"}


def test_a_phrase_needs_its_words_together(site: Path) -> None:
    together, apart = ask(site, '"radio log"', '"log radio"')
    assert together["hits"]
    assert not apart["hits"]


def test_words_left_out_are_left_out(site: Path) -> None:
    with_word, without = ask(site, "authority", "authority -fram")
    assert FRAM in {hit["path"] for hit in with_word["hits"]}
    assert FRAM not in {hit["path"] for hit in without["hits"]}


HOSTILE = (
    "", " ", "(", "((((((((((", "*", "**", "* *", "a*", "~", "~99", "access~99", "^", "access^", "access^^2",
    "+", "-", "+-", "+ access", "title:", ":", "::", "title::x", "nofield:word", "body:*", "\\", "\\*", "'", '"',
    '""""', '"', '"a', "\u200f\u202e", "\u202eaccess", "\u0000", "<img src=x onerror=alert(1)>", "</script>",
    "__proto__", "constructor", "toString hasOwnProperty", "=", "=593us374", "\t\n", "a" * 5000, "a " * 3000,
    "*a" * 200, "a*" * 100, "+a -a", "s 1" * 100, "((a) (b", "%00", "\ud800", "𝔞𝔠𝔠𝔢𝔰𝔰", "🙂", "１２３",
    "~1~1~1", "access~1~2^3^4", "-title:access", "title:access body:", "a:b:c:d",
)  # fmt: skip


def test_hostile_queries_are_answered(site: Path) -> None:
    asked = [
        query.encode("utf-16", "surrogatepass").decode("utf-16", "replace") for query in HOSTILE
    ]
    for completing in (False, True):
        for answer in ask(site, *asked, completing=completing):
            assert answer["took"] < 200, answer["query"][:40]
            assert answer["total"] >= 0


def test_a_query_of_only_left_out_words_says_what_to_do(site: Path) -> None:
    answer = ask(site, "-access")[0]
    assert answer["total"] == 0
    assert answer["notes"] == ["Add a word to look for beside the ones to leave out."]
