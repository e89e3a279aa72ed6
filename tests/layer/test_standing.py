"""Where a judgment stands, and what courts did to a text: recomputed from data/."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from html import unescape
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from build_tools.corpus.corpus import Corpus
from build_tools.model.case import Case
from build_tools.pages.alike import LEAST, MOST, RARE, WEIGHTS, WORDS, CasesAlike
from build_tools.pages.cases import case_page
from build_tools.pages.laws import law_page
from build_tools.pages.site import make_context
from build_tools.rules.check import check
from build_tools.settings import Settings

FRAM = "cases/aq/station-authority-v-fram-2021"
FALLS = {"struck-down", "struck-down-in-part", "held-incompatible"}
STANDS = {"upheld", "read-down"}
Fields = dict[str, Any]


@pytest.fixture(scope="module", params=["fabricated", "real"])
def built(request: pytest.FixtureRequest) -> Path:
    return Path(request.getfixturevalue("site" if request.param == "fabricated" else "real_site"))


def lines(built: Path, name: str) -> dict[str, Fields]:
    file = built / "data" / f"{name}.jsonl"
    records = map(json.loads, file.read_text(encoding="utf-8").splitlines())
    return {record["id"]: record for record in records}


def text(html: str) -> str:
    return re.sub(r" ([,;:.)])", r"\1", " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split()))


def block(html: str, anchor: str) -> str:
    """What stands under a heading of the second level; "" where there is none."""
    if f'<h2 id="{anchor}"' not in html:
        return ""
    return re.split(r"<h2|<footer|<section", html.split(f'<h2 id="{anchor}"', 1)[1], maxsplit=1)[0]


def shared_features(case: Fields) -> set[tuple[str, str]]:
    """What a case can share with others, read from its line of data."""
    fields = case["fields"]
    found = {
        ("provision", each["provision"])
        for name in ("charges", "provisions", "treatment")
        for each in fields.get(name, [])
        if each.get("provision")
    }
    for name, kind in (("offences", "offences"), ("measures", "measures"), ("evidence_topics", "evidence")):  # fmt: skip
        found |= {(kind, term) for term in fields.get(name, [])}
    found |= {("cooperation", each["means"]) for each in fields.get("cooperation", [])}
    summary = case.get("sections", {}).get("Summary", "")
    summary = re.sub(r"\]\([^)]*\)", "]", summary)
    words = re.findall(r"[^\W\d_]{5,}", summary)
    return found | {("word", word) for word in words if word.islower()}


def test_cases_alike_are_what_comparing_every_pair_gives(built: Path) -> None:
    cases = lines(built, "cases")
    features = {name: shared_features(case) for name, case in cases.items()}
    number: defaultdict[tuple[str, str], int] = defaultdict(int)
    for found in features.values():
        for feature in found:
            number[feature] += 1
    matter: defaultdict[str, set[str]] = defaultdict(set)
    for name, case in cases.items():
        for step in case["fields"].get("history", []):
            if step.get("case"):
                matter[name].add(step["case"])
                matter[step["case"]].add(name)
    near: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for one, other in combinations(cases, 2):
        both = features[one] & features[other]
        words = sum(kind == "word" and number[kind, word] <= RARE for kind, word in both)
        score = sum(WEIGHTS[kind] for kind, _ in both if kind != "word")
        score += WEIGHTS["word"] * min(words, WORDS)
        if score >= LEAST and other not in matter[one]:
            near[one].append((-score, other))
            near[other].append((-score, one))
    for name in cases:
        html = block((built / f"{name}.html").read_text(encoding="utf-8"), "alike")
        root = "../" * name.count("/")
        shown = re.findall(rf'<li><a href="{re.escape(root)}(cases/[^"]+)\.html"', html)
        assert shown == [other for _, other in sorted(near[name])][:MOST], name


def test_treatment_stands_with_its_provision_and_opposite_rulings_side_by_side(built: Path) -> None:
    rulings: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for name, case in lines(built, "cases").items():
        for each in case["fields"].get("treatment", []):
            rulings[each["provision"]].append((each["effect"], name))
    assert rulings
    laws = lines(built, "laws")
    for reference, found in rulings.items():
        law, anchor = reference.split("#")
        if law not in laws:
            continue
        html = (built / f"{law}.html").read_text(encoding="utf-8")
        section = html.split(f'id="{anchor}"', 1)[1].split("</section>", 1)[0]
        for effect, name in found:
            assert f"{name}.html" in section
            assert effect.replace("-", " ") in section
        effects = {effect for effect, _ in found}
        opposed = bool(effects & FALLS) and bool(effects & STANDS)
        assert ("Courts have ruled in opposite ways" in section) == opposed, reference
        if opposed:
            falls, stands = section.split("<h4>")[1:3]
            for effect, name in found:
                assert (f"{name}.html" in falls) == (effect in FALLS)
                if effect in STANDS:
                    assert f"{name}.html" in stands


def test_nigeria_s_24_shows_three_rulings_and_two_texts(real_site: Path) -> None:
    law = "laws/ng/cybercrimes-prohibition-prevention-etc-act-2015"
    said = text((real_site / f"{law}/s24.html").read_text(encoding="utf-8"))
    for part in ("Texts 2", "Held void or contrary to a treaty", "Held to stand", "upheld by Solomon Okedara",
                 "(Amendment) Act, 2024, 28 February 2024", "It cannot be shown word by word"):  # fmt: skip
        assert part in said, part


def test_the_number_of_citing_decisions_is_that_of_the_data(built: Path) -> None:
    citing: defaultdict[str, set[str]] = defaultdict(set)
    cases = lines(built, "cases")
    for name, case in cases.items():
        for each in case["fields"].get("cites", []):
            if each.get("case"):
                citing[each["case"]].add(name)
    for name in cases:
        html = block((built / f"{name}.html").read_text(encoding="utf-8"), "cited-by")
        assert bool(html) == bool(citing[name])
        if html:
            assert f'<span class="d-dim">{len(citing[name])}</span>' in html


def edited(project: Path, name: str, **changes: str) -> Corpus:
    """The corpus after some lines of a record have given way to others."""
    file = project / "content" / f"{name}.md"
    content = file.read_text(encoding="utf-8")
    for old, new in changes.items():
        assert old in content
        content = content.replace(old, new)
    file.write_text(content, encoding="utf-8")
    return good(project)


def good(project: Path) -> Corpus:
    checked = check(project / "content")
    assert checked.publishable, checked.findings
    return checked.corpus


def page(corpus: Corpus, name: str) -> str:
    case = corpus.by_id[name].record
    assert isinstance(case, Case)
    return case_page(case, make_context(corpus, Settings())).body


def test_a_charge_leads_to_the_text_in_force_when_the_acts_happened(copy: Path) -> None:
    corpus = edited(copy, FRAM, **{"act-2019#s1, outcome": "act-2019#s4-10, outcome"})
    html = page(corpus, FRAM)
    said = text(html)
    assert 'act-2019/s4-10.html#v1"' in html
    assert 's4-10.html#v2"' not in html
    assert "text 1, from 1 June 2019 to 31 May 2022" in said
    assert "No dated text is recorded for that time: s 9" in said


def test_acts_over_two_texts_name_both(copy: Path) -> None:
    corpus = edited(
        copy, FRAM,
        **{"act-2019#s1, outcome": "act-2019#s4-10, outcome", "to: 2019-10": "to: 2022-07",
           "date: 2021-06-03": "date: 2023-06-03", "until: 2031": "until: 2033"},
    )  # fmt: skip
    html = page(corpus, FRAM)
    assert 's4-10.html#v1"' in html
    assert 's4-10.html#v2"' in html
    assert "The acts span these texts" in text(html)


def test_where_the_time_of_the_acts_is_not_recorded_the_page_says_so(copy: Path) -> None:
    corpus = edited(copy, FRAM, **{"conduct: {from: 2019-08, to: 2019-10}\n": ""})
    assert "When the acts happened is not recorded" in text(page(corpus, FRAM))


def second_record(project: Path, **changes: str) -> Corpus:
    file = project / "content" / f"{FRAM}.md"
    content = file.read_text(encoding="utf-8")
    content = re.sub(r"history:\n(  .*\n)+", "", content)
    for old, new in changes.items():
        assert old in content
        content = content.replace(old, new)
    (file.parent / "fram-again.md").write_text(content, encoding="utf-8")
    return good(project)


def test_two_records_of_one_decision_show_what_the_other_says(copy: Path) -> None:
    corpus = second_record(
        copy, **{"date: 2021-06-03": "date: 2021-06-04", "400 station credits}": "500 station credits}",
                 "asca/2021/14": "asca/2021/14-copy"})  # fmt: skip
    for one, ours, theirs in ((FRAM, "3 June 2021", "4 June 2021"),
                              ("cases/aq/fram-again", "4 June 2021", "3 June 2021")):  # fmt: skip
        html = page(corpus, one)
        said = text(html)
        assert "Another record of this decision" in said
        assert f"Date {ours} {theirs}" in said
        assert "fine of 400 station credits" in said
        assert "fine of 500 station credits" in said
        assert "asca/2021/14-copy" in html


def test_records_that_agree_say_so_and_other_decisions_are_no_twins(copy: Path) -> None:
    said = text(page(second_record(copy), FRAM))
    assert "Where both give a fact, they agree." in said
    first = text(page(good(copy), "cases/aq/station-authority-v-fram-2020"))
    assert "Another record of this decision" not in first


def test_a_disputed_field_shows_as_disputed_where_it_stands(built: Path) -> None:
    for kind in ("cases", "laws"):
        for name, record in lines(built, kind).items():
            html = (built / f"{name}.html").read_text(encoding="utf-8")
            marks = html.count('href="#disputed">disputed</a>')
            assert bool(marks) == bool(record["fields"].get("disputed")), name


def test_cited_decisions_show_on_both_sides(copy: Path) -> None:
    cites = "cites:\n  - {case: cases/bv/signals-v-b-2018, use: followed}\n  - {cited: Old v Older, use: overruled}\nrelated:"
    corpus = edited(copy, FRAM, **{"related:": cites})
    said = text(page(corpus, FRAM))
    assert "Decisions it cites 2" in said
    assert "Old v Older overruled" in said
    other = text(page(corpus, "cases/bv/signals-v-b-2018"))
    assert "Recorded decisions that cite it 1" in other
    assert "Station Authority v Fram" in other


def test_a_cited_decision_names_something(copy: Path) -> None:
    file = copy / "content" / f"{FRAM}.md"
    file.write_text(file.read_text().replace("related:", "cites: [{use: followed}]\nrelated:"))
    assert [each.code for each in check(copy / "content").findings] == ["empty-charge"]


def test_a_matter_is_one_line_over_any_number_of_steps(copy: Path) -> None:
    file = copy / "content" / f"{FRAM}.md"
    content = file.read_text(encoding="utf-8").replace("C 88/2020", "C 90/2022").replace(
        "cases/aq/station-authority-v-fram-2020", FRAM).replace("2020-11-12", "2021-06-03").replace(
        "date: 2021-06-03\ncit", "date: 2022-06-03\ncit").replace("2021] ASCA", "2022] ASCA").replace(
        'docket: "010"', 'docket: "099"').replace("until: 2031", "until: 2032")  # fmt: skip
    (file.parent / "fram-third.md").write_text(content, encoding="utf-8")
    corpus = good(copy)
    first = "cases/aq/station-authority-v-fram-2020"
    said = text(block(page(corpus, first), "history"))
    assert said.index("12 November 2020 (this decision)") < said.index("3 June 2021")
    assert said.index("3 June 2021") < said.index("3 June 2022")


def test_the_law_page_of_a_treated_provision_names_court_and_date(corpus: Corpus) -> None:
    from build_tools.model.law import Law

    law = corpus.by_id["laws/aq/station-computer-offences-act-2019"].record
    assert isinstance(law, Law)
    said = text(law_page(law, make_context(corpus, Settings())).body)
    assert "struck down by Station Authority v Fram" in said
    assert "Court of Appeal of the Stations, 3 June 2021" in said


def test_one_more_case_changes_few_lists_of_cases_alike(tmp_path: Path) -> None:
    from benchmarks.collection import make_project

    make_project(800, tmp_path)
    corpus = good(tmp_path)
    before = CasesAlike(corpus)
    cases = corpus.records(Case)
    lists = {case.id: [each.case.id for each in before.of(case)] for case in cases}
    for gone in cases[:: len(cases) // 5]:
        smaller = Corpus(tuple(each for each in corpus.entries if each.id != gone.id))
        after = CasesAlike(smaller)
        changed = [
            case.id
            for case in smaller.records(Case)
            if [each.case.id for each in after.of(case)] != lists[case.id]
        ]
        assert len(changed) <= 2 * MOST + 10, (gone.id, changed)
