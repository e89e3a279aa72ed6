"""Every figure of the layer is counted again from the site's own data, by other code."""

from __future__ import annotations

import csv
import json
import re
import sqlite3
from collections import Counter, defaultdict
from html.parser import HTMLParser
from pathlib import Path
from posixpath import join, normpath

from coverage.recount import Data

STATES = ("in-force", "recorded", "out-of-force", "overlap", "searched", "not-looked-at")


class Cells(HTMLParser):
    """The rows of a page's tables: attributes of the row, then links and words of each cell."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[tuple[dict[str, str], list[tuple[list[str], str, str]]]] = []
        self.cell = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        if tag == "tr":
            self.rows.append((named, []))
        elif tag in ("td", "th") and self.rows:
            self.rows[-1][1].append(([], "", named.get("class", "")))
            self.cell = True
        elif tag == "a" and self.cell:
            self.rows[-1][1][-1][0].append(named["href"])

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self.cell = False

    def handle_data(self, data: str) -> None:
        if self.cell:
            links, text, name = self.rows[-1][1][-1]
            self.rows[-1][1][-1] = (links, text + data, name)


def table(path: Path) -> Cells:
    cells = Cells()
    cells.feed(path.read_text(encoding="utf-8"))
    return cells


def grids(built: Path) -> list[str]:
    return sorted(path.stem for path in (built / "coverage").glob("*.csv"))


def test_every_treaty_that_the_crosswalk_names_has_a_matrix(built: Path, data: Data) -> None:
    named = {name for name in ("offences", "measures", "cooperation") if data.columns_of(name)}
    named |= {each.split("/")[1] for each in data.treaties if data.columns_of(each.split("/")[1])}
    assert set(grids(built)) == named
    for name in named:
        assert (built / f"coverage/{name}.html").is_file()


def test_totals_of_each_column(built: Path, data: Data) -> None:
    for grid in grids(built):
        rows = {row["data-column"]: cells for row, cells in table(built / f"coverage/{grid}.html").rows
                if "data-column" in row}  # fmt: skip
        assert list(rows) == list(data.columns_of(grid))
        for column, cells in rows.items():
            said = [int(text) for _, text, _ in cells[1:]]
            counted = data.totals(grid, column)
            assert said == [counted[state] for state in STATES], (grid, column)
            assert sum(said) == len(data.codes)


def test_the_index_counts_cells(built: Path, data: Data) -> None:
    for row, cells in table(built / "coverage/index.html").rows:
        if "data-grid" not in row:
            continue
        grid = row["data-grid"]
        columns = data.columns_of(grid)
        counted: Counter[str] = sum((data.totals(grid, each) for each in columns), Counter())
        texts = [text.replace(",", "") for _, text, _ in cells[1:]]
        said = [int(re.findall(r"\d+", text)[0]) for text in texts]
        silent, searched = counted["not-looked-at"], counted["searched"]
        assert said == [len(columns), counted.total() - silent - searched, searched, silent]


def test_each_cell_leads_to_its_provisions(built: Path, data: Data) -> None:
    for grid in grids(built):
        columns = list(data.columns_of(grid))
        seen: set[str] = set()
        for page in sorted((built / f"coverage/{grid}").glob("*.html")):
            for row, cells in table(page).rows:
                if "id" not in row:
                    continue
                code = row["id"]
                seen.add(code)
                for column, (links, text, name) in zip(columns, cells[1:], strict=True):
                    state, provisions = data.cell(grid, column, code)
                    if state == "not-looked-at":
                        assert (links, text) == ([], "–")
                        continue
                    assert name == f"d-{state}", (grid, code, column)
                    targets = {normpath(join(f"coverage/{grid}", link)) for link in links}
                    if state == "searched":
                        assert targets == {f"countries/{code}.html#not-found"}
                    else:
                        assert targets == {each.replace("#", ".html#") for each in provisions}
        for code in data.codes - seen:
            assert all(data.cell(grid, column, code)[0] == "not-looked-at" for column in columns)


def test_the_csv_has_the_same_cells(built: Path, data: Data) -> None:
    for grid in grids(built):
        found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        states = {}
        with (built / f"coverage/{grid}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                key = row["country"], row["column"]
                states[key] = row["state"]
                found[key] |= {row["provision"]} - {""}
        for code in data.codes:
            for column in data.columns_of(grid):
                state, provisions = data.cell(grid, column, code)
                assert states.get((code, column), "not-looked-at") == state
                assert found.get((code, column), set()) == provisions


def test_the_view_of_the_database_joins_the_same(built: Path, data: Data) -> None:
    with sqlite3.connect(built / "data/records.sqlite") as base:
        rows = base.execute("SELECT country, article, relation, provision FROM coverage").fetchall()
    base.close()
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for country, article, _, provision in rows:
        found[country, article].add(provision)
    for treaty in data.treaties:
        grid = treaty.split("/")[1]
        for column in data.columns_of(grid):
            for code in data.codes:
                wanted = data.cell(grid, column, code)[1]
                assert found.get((code, f"{treaty}#{column}"), set()) == wanted


def test_comparisons_count_countries(built: Path, data: Data) -> None:
    for vocabulary in ("offences", "measures", "cooperation"):
        for term in data.columns_of(vocabulary):
            pages = sorted((built / "compare").glob(f"{term}.html"))
            pages += sorted((built / "compare").glob(f"{term}-[0-9]*.html"))
            html = "".join(page.read_text(encoding="utf-8") for page in pages)
            states = data.totals(vocabulary, term)
            recorded = len(data.codes) - states["searched"] - states["not-looked-at"]
            assert (
                f'data-recorded="{recorded}" data-searched="{states["searched"]}" '
                f'data-countries="{len(data.codes)}"'
            ) in html
            for code in data.codes:
                state, provisions = data.cell(vocabulary, term, code)
                block = re.search(rf'<section id="{code}">(.*?)</section>', html, re.S)
                assert (block is None) == (state == "not-looked-at"), (term, code)
                if block is not None:
                    links = set(re.findall(r'href="\.\./(laws/[^"]*#[^"]*)"', block[1]))
                    wanted = {each.replace("#", ".html#") for each in provisions}
                    assert {each for each in links if not each.endswith("#disputed")} == wanted


def test_a_countrys_completeness_and_framework(built: Path, data: Data) -> None:
    things = data.things()
    for code, country in data.countries.items():
        html = (built / f"countries/{code}.html").read_text(encoding="utf-8")
        recorded = {term for term in things if data.on.get((code, term))}
        searches = {each.get("subject") for each in country.get("not_found", ())}
        searched = {term for term in things if term in searches} - recorded
        assert (
            f"{len(recorded | searched)} of {len(things)} offences and powers were looked at: for "
            f"{len(recorded)} a provision is recorded, for {len(searched)} one was searched for"
        ) in html
        own = [law for law in data.laws if law["country"] == code]
        own += [case for case in data.cases if code in (case["country"], case.get("respondent"))]
        reviewed = sum(each["review"]["state"] == "reviewed" for each in own)
        assert not own or f"{reviewed} of its {len(own)} laws and cases were reviewed" in html
        for row, cells in table(built / f"countries/{code}.html").rows:
            if "data-treaty" not in row:
                continue
            grid = row["data-treaty"].split("/")[1]
            columns = data.columns_of(grid)
            counted = Counter(data.cell(grid, column, code)[0] for column in columns)
            said = [int(re.findall(r"\d+", text)[0]) for _, text, _ in cells[2:]]
            assert said == [counted["in-force"] + counted["recorded"], counted["out-of-force"],
                            counted["overlap"], counted["searched"], counted["not-looked-at"]]  # fmt: skip


def test_bonds_of_two_countries(built: Path, data: Data) -> None:
    bound: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for treaty in data.treaties.values():
        for party in treaty.get("parties", ()):
            if party.get("country") and party["status"] == "party":
                bound[party["country"]][treaty["id"]] = party.get("in_force", "")
    for code in data.countries:
        html = (built / f"cooperate/{code}.html").read_text(encoding="utf-8")
        for other in data.codes - {code}:
            shared = bound[code].keys() & bound[other].keys()
            row = re.search(rf'<tr id="with-{other}">.*?</td><td', html, re.S)
            cases = [
                case
                for case in data.cases
                for link in case.get("cooperation", ())
                if {code, other} == {link["with"], case["respondent"] if case["country"] == "int"
                                     else case["country"]}
            ]  # fmt: skip
            assert (row is not None) == bool(shared or cases), (code, other)
            if row is None:
                continue
            since = sorted(re.findall(r'datetime="([^"]*)"', row[0]))
            dates = [(bound[code][each], bound[other][each]) for each in shared]
            assert since == sorted(max(pair) for pair in dates if all(pair)), (code, other)


def test_the_scripts_data_are_the_same(built: Path, data: Data) -> None:
    for code in data.codes:
        text = (built / f"compare/data/{code}.js").read_text(encoding="utf-8")
        given = json.loads(text[text.index(",") + 1 : text.rindex(")")])
        on: defaultdict[str, set[str]] = defaultdict(set)
        for provision in given["provisions"]:
            for term in provision["covers"]:
                on[term].add(provision["path"].replace(".html#", "#"))
        wanted = {term: {each for each, _ in found} for (country, term), found in data.on.items()
                  if country == code}  # fmt: skip
        assert dict(on) == wanted
