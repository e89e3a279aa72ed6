"""The figures that stand on the pages round the layer, counted again from data/."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any

from coverage.recount import VOCABULARIES, Data

FIELDS = dict[str, Any]


def page(built: Path, path: str) -> str:
    return (built / path).read_text(encoding="utf-8")


def numbers(html: str) -> list[int]:
    """The numbers in a piece of a page, in their order."""
    words = unescape(re.sub(r"<[^>]*>", " ", html))
    return [int(each.replace(",", "")) for each in re.findall(r"\d[\d,]*", words)]


def after_heading(html: str, anchor: str) -> int | None:
    """The number that stands in a heading."""
    found = re.search(rf'<h2 id="{anchor}">[^<]*<span class="d-dim">(\d+)</span>', html)
    return int(found[1]) if found else None


def jumped(html: str) -> dict[str, int]:
    """The numbers of the links to the parts of a page."""
    nav = re.search(r'<nav class="d-jump".*?</nav>', html, re.S)
    found = re.findall(r'href="#([^"]*)">[^<]*\((\d+)\)', nav[0]) if nav else []
    return {anchor: int(number) for anchor, number in found}


def part(html: str, anchor: str) -> str:
    """What stands under a heading of the second level."""
    return re.split(r"<h2|<footer", html.split(f'<h2 id="{anchor}"', 1)[1], maxsplit=1)[0]


def cases_of(code: str, data: Data) -> list[FIELDS]:
    return [case for case in data.cases if code in (case["country"], case.get("respondent"))]


def laws_of(code: str, data: Data) -> list[FIELDS]:
    return [law for law in data.laws if law["country"] == code]


def test_the_ways_in(built: Path, data: Data) -> None:
    html = page(built, "index.html")
    said = dict(
        re.findall(r'href="([^"]*)"><strong>[^<]*</strong> <span class="d-count">(\d+)<', html)
    )
    lines = {kind: len(page(built, f"data/{kind}.jsonl").splitlines())
             for kind in ("lessons", "practices", "activities", "organisations")}  # fmt: skip
    assert {path.split("/")[0]: int(number) for path, number in said.items()} == {
        "cases": len(data.cases),
        "laws": len(data.laws),
        "treaties": len(data.treaties),
        "countries": len(data.countries),
        "coverage": len(list((built / "coverage").glob("*.csv"))),
        "offences": len(data.vocabularies["offences"]["terms"]),
        "measures": len(data.vocabularies["measures"]["terms"]),
        **lines,
    }


def test_the_list_of_countries(built: Path, data: Data) -> None:
    html = page(built, "countries/index.html")
    for code in data.countries:
        found = re.findall(
            rf'countries/{code}\.html">[^<]*</a> <span class="d-count">([^<]*)<', html
        )
        laws, cases = len(laws_of(code, data)), len(cases_of(code, data))
        said = [numbers(each) for each in found]
        assert said == ([[each for each in (laws, cases) if each]] if laws or cases else []), code


def test_a_country_s_headings_and_the_links_to_them(built: Path, data: Data) -> None:
    for code in data.countries:
        html = page(built, f"countries/{code}.html")
        members = [
            treaty["id"]
            for treaty in data.treaties.values()
            if any(party.get("country") == code for party in treaty.get("parties", ()))
        ]
        wanted = {
            "laws": len(laws_of(code, data)),
            "treaties": len(members),
            "cases": len(cases_of(code, data)),
        }
        assert {anchor: after_heading(html, anchor) for anchor in wanted} == wanted, code
        terms = {term for law in laws_of(code, data) for each in law.get("provisions", ())
                 for term in each.get("covers", ())}  # fmt: skip
        wanted |= {"coverage": len(terms), "framework": html.count("<tr data-treaty=")}
        jumps = jumped(html)
        if not jumps:  # one part alone needs no links to parts
            assert sum(map(bool, wanted.values())) <= 1, code
            continue
        assistance = jumps.pop("assistance", 0)
        assert assistance == (after_heading(html, "assistance") or 0)
        assert jumps == {anchor: number for anchor, number in wanted.items() if number}, code
        if terms:
            assert part(html, "coverage").count("<li>") == len(terms), code


def test_each_subject_counts_provisions_and_countries(built: Path, data: Data) -> None:
    for vocabulary in VOCABULARIES:
        for term in data.looked_for(vocabulary):
            html = page(built, f"{vocabulary}/{term}.html")
            on = {code: found for (code, each), found in data.on.items() if each == term}
            assert after_heading(html, "provisions") == sum(map(len, on.values())), term
            if on:
                assert numbers(part(html, "provisions"))[1] == len(on), term


def test_a_matrix_counts_the_countries_of_each_region(built: Path, data: Data) -> None:
    for path in sorted((built / "coverage").glob("*.csv")):
        grid = path.stem
        html = page(built, f"coverage/{grid}.html")
        looked, total = 0, 0
        for row in re.findall(r"<li>(.*?)</li>", part(html, "regions"), re.S):
            number, of = numbers(row.split('<span class="d-dim">')[1])
            name = re.findall(r'href="([^"]*)"', row)[0]
            pages = [built / "coverage" / name]
            pages += (built / "coverage").glob(f"{name.removesuffix('.html')}-[0-9]*.html")
            rows = sum(each.read_text("utf-8").count('<tr id="') for each in pages)
            assert (rows, after_heading(page(built, f"coverage/{name}"), "not-looked-at") or 0) == (
                number, of - number,
            )  # fmt: skip
            looked, total = looked + number, total + of
        some = sum(
            any(
                data.cell(grid, column, code)[0] != "not-looked-at"
                for column in data.columns_of(grid)
            )
            for code in data.codes
        )
        assert (looked, total) == (some, len(data.codes)), grid


def test_two_countries_count_what_they_list(built: Path, data: Data) -> None:
    for code in data.countries:
        html = page(built, f"cooperate/{code}.html")
        members = sum(
            any(party.get("country") == code for party in treaty.get("parties", ()))
            for treaty in data.treaties.values()
        )
        assert after_heading(html, "treaties") == members
        others = html.count('<tr id="with-')
        assert after_heading(html, "with") == others
        silent = re.findall(r"With (\d+) other countries no common treaty", html)
        assert [int(each) for each in silent] == (
            [len(data.codes - {code}) - others] if len(data.codes) - 1 > others else []
        )
        for treaty in data.treaties.values():
            section = re.search(
                rf'<section id="t-{treaty["id"].split("/")[1]}">(.*?)</section>', html, re.S
            )
            if section is None:
                continue
            means = sum(
                any(link["to"].startswith(f"{treaty['id']}#") for link in term.get("maps", ()))
                for term in data.vocabularies["cooperation"]["terms"]
            )
            said = re.findall(r"Means of cooperation: (\d+)", section[1])
            assert [int(each) for each in said] == ([means] if means else [])


def test_a_law_counts_its_provisions_and_cases(built: Path, data: Data) -> None:
    for law in data.laws:
        html = page(built, f"{law['id']}.html")
        assert (after_heading(html, "provisions") or 0) == len(law.get("provisions", ()))
        cases = after_heading(html, "cases")
        if cases is not None:
            assert part(html, "cases").count("<li>") == cases
