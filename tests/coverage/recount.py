"""The same figures again, from the data files of a built site alone: no code of the layer."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

OUT = {"not-commenced", "suspended", "struck-down", "repealed", "draft"}
LAW = {"in-force": "in-force", "in-force-as-amended": "in-force", "not-yet-in-force": "not-commenced",
       "suspended": "suspended", "repealed": "repealed", "replaced": "repealed",
       "struck-down-law": "struck-down", "draft": "draft"}  # fmt: skip
VOCABULARIES = ("offences", "measures", "cooperation")


class Data:
    """The data of a site, and the state of any country in any column."""

    def __init__(self, site: Path) -> None:
        self.laws = _lines(site, "laws")
        self.treaties = {each["id"]: each for each in _lines(site, "treaties")}
        self.cases = _lines(site, "cases")
        self.countries = {each["id"].split("/")[1]: each for each in _lines(site, "countries")}
        self.vocabularies = {each["id"].split("/")[1]: each for each in _lines(site, "vocabulary")}
        self.codes = {*self.countries, *(law["country"] for law in self.laws)}
        self.on: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
        for law in self.laws:
            for provision in law.get("provisions", ()):
                said = provision.get("status") or LAW.get(law.get("status"), "")
                for term in provision.get("covers", ()):
                    self.on[law["country"], term].append((f"{law['id']}#{provision['id']}", said))

    def columns(self, grid: str) -> dict[str, dict[str, set[str]]]:
        """Each column's terms, each with the strengths of its maps."""
        if grid in self.vocabularies:
            return {term: {term: {"same-subject"}} for term in self.looked_for(grid)}
        found: dict[str, dict[str, set[str]]] = {}
        for article in self.treaties[f"treaties/{grid}"].get("articles", ()):
            terms: dict[str, set[str]] = defaultdict(set)
            for name in VOCABULARIES:
                for term in self.vocabularies[name].get("terms", ()):
                    for link in term.get("maps", ()):
                        if link["to"] == f"treaties/{grid}#{article['id']}":
                            terms[term["id"]].add(link["as"])
            if terms:
                found[article["id"]] = terms
        return found

    def cell(self, grid: str, column: str, code: str) -> tuple[str, set[str]]:
        """The state of a cell, and its provisions."""
        terms = self.columns_of(grid)[column]
        close = {term for term, strengths in terms.items() if strengths != {"partial"}}
        all_ = {each for term in terms for each in self.on.get((code, term), ())}
        said = {status for term in close for _, status in self.on.get((code, term), ())}
        provisions = {reference for reference, _ in all_}
        if said & {"in-force", "struck-down-in-part"}:
            return "in-force", provisions
        if said - OUT:
            return "recorded", provisions
        if said:
            return "out-of-force", provisions
        if all_:
            return "overlap", provisions
        searches = self.countries.get(code, {}).get("not_found", ())
        subjects = {each.get("subject") for each in searches}
        articles = {each.get("article") for each in searches}
        if f"treaties/{grid}#{column}" in articles or (close and close <= subjects):
            return "searched", provisions
        return "not-looked-at", provisions

    def columns_of(self, grid: str) -> dict[str, dict[str, set[str]]]:
        if not hasattr(self, "_columns"):
            self._columns: dict[str, Any] = {}
        if grid not in self._columns:
            self._columns[grid] = self.columns(grid)
        found: dict[str, dict[str, set[str]]] = self._columns[grid]
        return found

    def totals(self, grid: str, column: str) -> Counter[str]:
        return Counter(self.cell(grid, column, code)[0] for code in self.codes)

    def things(self) -> list[str]:
        """The offences and powers, headings left out."""
        return [term for name in ("offences", "measures") for term in self.looked_for(name)]

    def looked_for(self, name: str) -> list[str]:
        """The terms of a vocabulary that are mapped to an article, or have no narrower ones."""
        terms = self.vocabularies[name].get("terms", ())
        broader = {term.get("broader") for term in terms}
        return [term["id"] for term in terms if term.get("maps") or term["id"] not in broader]


def _lines(site: Path, name: str) -> list[dict[str, Any]]:
    text = (site / f"data/{name}.jsonl").read_text(encoding="utf-8")
    found = (json.loads(line) for line in text.splitlines())
    return [{"id": each["id"], **each["fields"]} for each in found]
