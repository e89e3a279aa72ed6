"""The files of the index: every term can be reached, and a change stays where it belongs."""

from __future__ import annotations

import gzip
import json
import random
from pathlib import Path

import pytest
from search.node import run

from build_tools.corpus.corpus import Corpus
from build_tools.publish import write_file
from build_tools.search import inverted, runs
from build_tools.search.build import files_of
from build_tools.search.documents import Document
from build_tools.search.files import name_of, script
from build_tools.search.inverted import invert, name_key, numbered
from build_tools.search.shards import front_coded
from build_tools.values.dates import PartialDate


def made_up(number: int) -> Document:
    rng = random.Random(number)
    document = Document(f"cases/aq/n{number}", f"cases/aq/n{number}", f"cases/aq/n{number}.html",
                        f"Authority v N{number}", "Case")  # fmt: skip
    document.add("title", document.title)
    words = [f"w{int(rng.paretovariate(0.5)) % 40_000}" for _ in range(120)]
    document.body(" ".join(["court", *words, *(["court"] * rng.randrange(5))]))
    document.facets = {"kind": ("Case",), "year": (str(1990 + number % 30),)}
    document.date = PartialDate(1990 + number % 30)
    document.names = (f"[2021] ASCA {number}",)
    return document


def made(numbers: range) -> dict[str, bytes]:
    files = files_of([made_up(number) for number in numbers], Corpus(()))
    return {file.path: file.data for file in files}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("index")
    for path, data in made(range(1500)).items():
        write_file(folder / path, data)
    return folder


def test_every_term_is_found_and_nothing_else(site: Path) -> None:
    index = invert([made_up(number) for number in range(1500)],
                   numbered(made_up(number).key for number in range(1500)))  # fmt: skip
    words = sorted(term for term in index.terms if not term.startswith("="))
    rng = random.Random(3)
    asked = [*rng.sample(words, 400), words[0], words[-1], "zzzzzz", "000", "\u0001", "court"]
    answers = run("engine.js", site, [{"query": f"body:{word}", "heads": 0} for word in asked])
    body = dict(zip(index.terms, (index.bounds[:, -1] - index.bounds[:, -2]).tolist(), strict=True))
    assert [answer["total"] for answer in answers] == [body.get(word, 0) for word in asked]


def test_a_name_is_first_however_it_is_written(site: Path) -> None:
    asked = ["[2021] ASCA 77", "2021 asca 77", "(2021) A.S.C.A. 77"]
    for answer in run("engine.js", site, [{"query": query} for query in asked]):
        assert answer["hits"][0]["path"] == "cases/aq/n77.html"
        assert answer["hits"][0]["score"] == "first"


def test_one_record_more_changes_few_files() -> None:
    before, after = made(range(1023)), made(range(1024))
    changed = [path for path, data in after.items() if before.get(path) != data]
    assert len(set(before) - set(after)) < 20
    assert sum(len(gzip.compress(after[path])) for path in changed) < 90_000
    assert len(changed) < len(after) / 6


def test_the_order_of_records_changes_nothing() -> None:
    documents = [made_up(number) for number in range(300)]
    one = {file.path: file.data for file in files_of(list(documents), Corpus(()))}
    random.Random(5).shuffle(documents)
    assert {file.path: file.data for file in files_of(documents, Corpus(()))} == one


def test_what_is_done_at_once_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    alone = made(range(400))
    monkeypatch.setattr(inverted, "AT_ONCE", 1000)
    monkeypatch.setattr(runs, "AT_ONCE", 100)
    assert made(range(400)) == alone


def test_every_file_is_a_script_that_only_hands_over_data() -> None:
    for path, data in made(range(60)).items():
        if path.startswith("assets/"):
            continue
        text = data.decode()
        assert text.startswith("docketSearch(")
        assert text.endswith(")\n")
        json.loads("[" + text[len("docketSearch(") : -2] + "]")
        assert all(len(part) < 60 for part in path.split("/"))


def test_hostile_texts_stay_data() -> None:
    nasty = '</script><script>alert(1)</script>\u2028"\\'
    text = script("d", nasty).decode()
    assert json.loads("[" + text[len("docketSearch(") : -2] + "]") == ["d", nasty]
    assert "\u2028" not in text


def test_numbers_are_stable_and_unique() -> None:
    few, more = numbered(map(str, range(1000))), numbered(map(str, range(1020)))
    assert len(set(more.values())) == 1020
    assert sum(few[key] != more[key] for key in few) < 20


def test_an_empty_collection_has_a_search() -> None:
    assert any(file.path == "search/root.js" for file in files_of([], Corpus(())))


def test_front_coding() -> None:
    assert front_coded(["access", "accessed", "b"]) == "0access\n6ed\n0b"


def test_names_of_files_are_short_and_differ() -> None:
    names = {name_of(f"term{number}") for number in range(50_000)}
    assert len(names) == 50_000
    assert all(len(name) == 14 and name.isalnum() for name in names)


def test_names_lose_blanks_and_signs() -> None:
    assert name_key("593 U.S. 374") == "=593us374"
    assert name_key("ECLI:NL:HR:2010:BM4212") == "=eclinlhr2010bm4212"
    assert name_key("§") == ""
