"""What compare.js and cooperate.js load: one script of terms and treaties, one of each country.

Each is a classic script that hands itself to ``docketLayer.take(name, data)``, so that it loads
from a disk as well as over http.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from build_tools.corpus.corpus import Corpus, Located
from build_tools.coverage.bonds import Joint, joint_cases, means_of, parties_known
from build_tools.coverage.cells import Coverage
from build_tools.coverage.grids import treaty_grid
from build_tools.coverage.standing import in_force_from, standing
from build_tools.model.reference import NotFound
from build_tools.model.treaty import StateParty, Treaty
from build_tools.pages.compare import CASES, LONGEST_TEXT
from build_tools.pages.context import Context
from build_tools.pages.links import record_path, reference_path
from build_tools.values.dates import PartialDate
from build_tools.values.territories import country_name

FOLDER = "compare/data"
LINES = 3
"""How deep these scripts are cut into lines."""
Plain = dict[str, Any]


def layer_files(context: Context, coverage: Coverage) -> Iterator[tuple[str, bytes]]:
    """All of these scripts."""
    corpus = context.corpus
    joint = joint_cases(corpus)
    yield _script("index", _index(coverage))
    for code in coverage.countries:
        yield _script(code, _country(code, joint.get(code, {}), corpus))


def _script(name: str, data: Plain) -> tuple[str, bytes]:
    text = _lines(data, LINES)
    safe = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"{FOLDER}/{name}.js", f'docketLayer.take("{name}",{safe})\n'.encode()


def _lines(data: Any, depth: int) -> str:
    """JSON with line feeds between its upper parts, so that a mirror fetches only those that
    changed (manifest/chunks.py)."""
    if depth and isinstance(data, dict):
        parts = (f"{_lines(str(key), 0)}:{_lines(data[key], depth - 1)}" for key in data)
        return "{" + ",\n".join(parts) + "}"
    if depth and isinstance(data, list):
        return "[" + ",\n".join(_lines(item, depth - 1) for item in data) + "]"
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _index(coverage: Coverage) -> Plain:
    corpus = coverage.corpus
    names = sorted(coverage.countries, key=country_name)
    return {
        "countries": [[code, country_name(code), code in corpus.countries] for code in names],
        "terms": {
            subject.term.id: [subject.term.label, subject.vocabulary]
            for subject in corpus.subjects.values()
        },
        "treaties": {treaty.id: _treaty(treaty, corpus) for treaty in corpus.records(Treaty)},
    }


def _treaty(treaty: Treaty, corpus: Corpus) -> Plain:
    numbers = {article.id: article.number for article in treaty.articles}
    return {
        "name": treaty.short_title or treaty.title,
        "known": parties_known(treaty),
        "asOf": treaty.standing.as_of.in_words if treaty.standing is not None else "",
        "disputes": [[dispute.field, dispute.note] for dispute in treaty.disputed],
        "columns": [
            [column.key, column.number, column.title, column.terms]
            for column in treaty_grid(treaty, corpus).columns
        ],
        "means": [
            [term.id, [[corpus.present(link.to).anchor,
                        numbers.get(corpus.present(link.to).anchor or "", ""), link.para or "",
                        link.as_]
                       for link in links]]
            for term, links in means_of(treaty, corpus)
        ],
    }  # fmt: skip


def _country(code: str, joint: Mapping[str, Sequence[Joint]], corpus: Corpus) -> Plain:
    country = corpus.countries.get(code)
    return {
        "provisions": _provisions(code, corpus),
        "searches": [_search(each) for each in (country.not_found if country else ())],
        "parties": {
            membership.treaty.id: _party(membership.party, membership.treaty)
            for membership in corpus.memberships.get(code, ())
        },
        "joint": {
            other: [
                [case.title, record_path(case.id), means, bool(case.disputed)]
                for case, means in cases
            ]
            for other, cases in joint.items()
        },
    }


def _provisions(code: str, corpus: Corpus) -> list[Plain]:
    found = []
    for law in corpus.laws_of_country.get(code, ()):
        disputes = [[dispute.field, dispute.note] for dispute in law.disputed]
        for provision in law.provisions:
            if not provision.covers:
                continue
            located = Located(law, provision)
            cases = corpus.cases_on_provision.get(located.reference, ())
            text = provision.text or ""
            found.append({
                "covers": provision.covers,
                "number": provision.number,
                "title": provision.title,
                "path": reference_path(located.reference),
                "law": law.title,
                "standing": standing(located, corpus),
                "since": _day(in_force_from(located)),
                "disputes": disputes,
                "text": text if len(text) <= LONGEST_TEXT else "",
                "language": law.language or "",
                "cases": [[case.title, record_path(case.id), case.date.year, bool(case.disputed)]
                          for case in cases[:CASES]],
                "more": max(0, len(cases) - CASES),
            })  # fmt: skip
    return found


def _search(search: NotFound) -> Plain:
    return {
        "subject": search.subject or "",
        "article": str(search.article) if search.article else "",
        "on": search.on.in_words,
        "searched": search.searched,
    }


def _party(party: StateParty, treaty: Treaty) -> Plain:
    numbers = {article.id: article.number for article in treaty.articles}
    return {
        "status": party.status,
        "signed": _day(party.signed),
        "ratified": _day(party.ratified or party.acceded),
        "inForce": _day(party.in_force),
        "ended": _day(party.ended),
        "note": party.note or "",
        "statements": [
            {
                "kind": each.kind,
                "articles": [[anchor, numbers.get(anchor, "")] for anchor in each.articles],
                "text": each.text,
                "made": _day(each.made),
                "withdrawn": _day(each.withdrawn),
            }
            for each in party.statements
        ],
    }


def _day(date: PartialDate | None) -> list[str] | None:
    """A date as it is written and in words."""
    return [str(date), date.in_words] if date is not None else None
