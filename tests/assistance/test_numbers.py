"""Every number of needs, help and pictures is counted again from data/, by other means."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

Records = dict[str, list[dict[str, Any]]]
KINDS = (
    "assessments",
    "activities",
    "organisations",
    "countries",
    "cases",
    "laws",
    "lessons",
    "practices",
    "vocabulary",
)


@pytest.fixture(scope="module", params=["site", "real_site"])
def built(request: pytest.FixtureRequest) -> Path:
    folder: Path = request.getfixturevalue(request.param)
    return folder


@pytest.fixture(scope="module")
def data(built: Path) -> Records:
    def read(line: str) -> dict[str, Any]:
        record = json.loads(line)
        return {"id": record["id"], **record["fields"]}

    return {
        kind: [
            read(line) for line in (built / f"data/{kind}.jsonl").read_text("utf-8").splitlines()
        ]
        for kind in KINDS
    }


def table(built: Path, name: str) -> list[dict[str, str]]:
    with (built / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def page_rows(built: Path, name: str) -> int:
    """The rows of a table on all its pages."""
    stem = name.removesuffix(".html")
    pages = [built / name, *built.glob(f"{stem}-[0-9]*.html")]
    return sum(part.read_text("utf-8").count('<tr><th scope="row">') for part in pages)


def needs_of(data: Records) -> dict[str, list[str]]:
    """Each need, by the reference that names it, with the ids of the activities that answer it."""
    found = {
        f"{each['id']}#{need['id']}": []
        for each in data["assessments"]
        for need in each.get("needs", [])
    }
    for activity in data["activities"]:
        for answer in set(activity.get("answers", [])):
            found[answer].append(activity["id"])
    return found


def reference(page: str) -> str:
    return page.replace(".html", "")


def test_needs_and_their_answers(built: Path, data: Records) -> None:
    rows = table(built, "coordination/needs.csv")
    assert {reference(row["need_page"]): int(row["number"]) for row in rows} == {
        need: len(answers) for need, answers in needs_of(data).items()
    }
    assert page_rows(built, "coordination/needs.html") == len(rows)


def test_needs_that_nothing_answers_and_those_answered_twice(built: Path, data: Records) -> None:
    needs = needs_of(data)
    for name, wanted in (
        ("needs-not-answered", {need for need, answers in needs.items() if not answers}),
        ("needs-answered-twice", {need for need, answers in needs.items() if len(answers) > 1}),
    ):
        rows = table(built, f"coordination/{name}.csv")
        assert len(rows) == len(wanted)
        assert {reference(row["need_page"]) for row in rows} == wanted
        assert page_rows(built, f"coordination/{name}.html") == len(wanted)
        page = (built / f"coordination/{name}.html").read_text("utf-8")
        assert f"{len(wanted)} of {len(needs)} recorded." in page or len(wanted) == len(needs)


def test_countries_that_nobody_has_assessed(built: Path, data: Records) -> None:
    assessed = {each["country"] for each in data["assessments"]}
    helped = Counter(code for each in data["activities"] for code in set(each.get("countries", [])))
    rows = table(built, "coordination/countries-not-assessed.csv")
    codes = {country["id"].split("/")[1] for country in data["countries"]} - assessed
    assert {Path(row["country_page"]).stem: int(row["activities"]) for row in rows} == {
        code: helped[code] for code in codes
    }
    assert page_rows(built, "coordination/countries-not-assessed.html") == len(codes)


def years(activity: dict[str, Any]) -> list[int]:
    first = activity.get("start") or activity.get("end")
    if not first:
        return []
    last = activity.get("end") or first
    return list(range(int(str(first)[:4]), int(str(last)[:4]) + 1))


def test_who_works_where_by_funder_provider_and_year(built: Path, data: Records) -> None:
    activities = data["activities"]
    regions = {each["id"].split("/")[1]: each.get("region") for each in data["countries"]}

    def of(name: str) -> int:
        return sum(max(1, len(set(each.get(name, [])))) for each in activities)

    wanted = {
        "by-funder": of("funders"),
        "by-provider": of("providers"),
        "by-year": sum(max(1, len(years(each))) for each in activities),
        "by-country": sum(
            max(1, len(set(each.get("countries", []))) + len(set(each.get("regions", []))))
            for each in activities
        ),
        "by-region": sum(
            max(
                1,
                len(
                    {
                        *each.get("regions", []),
                        *(regions[code] for code in each.get("countries", []) if regions.get(code)),
                    }
                ),
            )
            for each in activities
        ),
    }
    for name, number in wanted.items():
        rows = table(built, f"coordination/{name}.csv")
        assert len(rows) == number, name
        assert page_rows(built, f"coordination/{name}.html") == number, name
        assert {row["activity_page"] for row in rows} == {
            f"{each['id']}.html" for each in activities
        }


def test_capabilities(built: Path, data: Records) -> None:
    found = Counter(
        item["capability"] for each in data["assessments"] for item in each.get("capabilities", [])
    )
    named = Counter(
        term
        for each in data["assessments"]
        for need in each.get("needs", [])
        for term in need.get("capabilities", [])
    )
    page = (built / "capabilities/index.html").read_text("utf-8")
    rows = re.findall(
        r'<a href="\.\./capabilities/([a-z0-9-]+)\.html">[^\n]*data-label="findings">(\d+)</td><td data-label="needs">(\d+)</td>',
        page,
    )
    assert rows
    for term, findings, needs in rows:
        assert (int(findings), int(needs)) == (found[term], named[term]), term


def test_pictures_of_cases_laws_and_activities(built: Path, data: Records) -> None:
    def check(name: str, wanted: Counter[str], of: int, without: int, key: str = "name") -> None:
        rows = table(built, f"pictures/{name}.csv")
        assert {row[key]: int(row["number"]) for row in rows if row["number"] != "0"} == dict(
            wanted
        )
        page = (built / "pictures.html").read_text("utf-8")
        part = page.split(f'<h2 id="{name}">')[1].split("<h2")[0]
        assert f"Counted from {of - without} of {of} records." in part
        assert (f"In {without} the value is not recorded." in part) == bool(without)
        assert "Records, not crimes." in part

    def by_year(kind: str, field: str) -> tuple[Counter[str], int, int]:
        found = [str(each[field])[:4] if each.get(field) else None for each in data[kind]]
        return Counter(year for year in found if year), len(found), found.count(None)

    def by_term(terms: list[set[str]]) -> tuple[Counter[str], int, int]:
        return (
            Counter(term for each in terms for term in each),
            len(terms),
            sum(not each for each in terms),
        )

    check("cases-by-year", *by_year("cases", "date"))
    check("laws-by-year", *by_year("laws", "adopted"))
    check("activities-by-year", *by_year("activities", "start"))
    check(
        "cases-by-offence",
        *by_term([set(case.get("offences", [])) for case in data["cases"]]),
        key="term",
    )
    kinds = [
        {kind for each in case.get("sentences", []) for kind in each.get("kinds", [])}
        for case in data["cases"]
    ]
    check("sentences-by-kind", *by_term(kinds), key="term")


def test_the_map(built: Path, data: Records) -> None:
    laws = Counter(law["country"] for law in data["laws"])
    cases = Counter(case["country"] for case in data["cases"])
    rows = {
        row["country"]: (int(row["laws"]), int(row["cases"]))
        for row in table(built, "pictures/world.csv")
    }
    codes = {each["id"].split("/")[1] for each in data["countries"]} | (
        laws.keys() | cases.keys()
    ) - {"int"}
    assert rows == {code: (laws[code], cases[code]) for code in codes}
    page = (built / "pictures.html").read_text("utf-8")
    shown = sum(bool(law + case) for law, case in rows.values())
    assert f"A law or case is recorded for {shown} of {len(codes)} countries." in page


def test_a_country_s_page(built: Path, data: Records) -> None:
    needs = needs_of(data)
    for country in data["countries"]:
        code = country["id"].split("/")[1]
        page = (built / f"countries/{code}.html").read_text("utf-8")
        cases = [
            each for each in data["cases"] if code in (each["country"], each.get("respondent"))
        ]
        if len(cases) > 1:
            by_year = Counter(str(each["date"])[:4] for each in cases)
            drawn = dict(re.findall(r"<title>(\d{4}): (\d+)</title></rect>", page))
            assert drawn == {year: str(number) for year, number in by_year.items()}
            offences = Counter(term for each in cases for term in set(each.get("offences", [])))
            part = page.split('id="cases-by-offence"')[1].split("</table>")[0] if offences else ""
            listed = re.findall(r'offences/([a-z0-9-]+)\.html">[^<]*</a></th><td>(\d+)</td>', part)
            assert dict(listed) == {term: str(number) for term, number in offences.items()}
        own = [each for each in data["assessments"] if each["country"] == code]
        help_part = page.split('<h2 id="assistance">')[1]
        unmet = sum(
            not needs[f"{each['id']}#{need['id']}"]
            for each in own
            for need in each.get("needs", [])
        )
        assert help_part.count("No activity recorded that answers it.") == unmet
        received = [each for each in data["activities"] if code in each.get("countries", [])]
        part = (
            help_part.split('<h3 id="received">')[1].split("<h3")[0].split('<p class="d-dim"><a')[0]
        )
        assert part.count("<li>") == len(received)
        bodies = {each["id"] for each in data["organisations"] if each.get("country") == code}
        offered = [
            each
            for each in data["activities"]
            if bodies & {*each.get("providers", []), *each.get("funders", [])}
        ]
        part = help_part.split('<h3 id="offered">')[1].split("<h3")[0] if offered else ""
        assert part.count("<li>") == len(offered)
