"""Lists of records as files: an interface for programs that needs no server.

Each list is cut into pages of at most about PAGE records, which name the next one; how many
records there are in all, the index says. What changed is listed by month. ``openapi.json``
describes all of it.
"""

from __future__ import annotations

import json
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from build_tools.corpus.corpus import Corpus
from build_tools.corpus.load import Entry
from build_tools.exports.bulk import date_of, entries_of
from build_tools.exports.plain import LICENCE, SCHEMAS, VERSION, published, schema
from build_tools.model.case import Case
from build_tools.model.kinds import KINDS
from build_tools.model.law import Law
from build_tools.pages.context import Context
from build_tools.pages.links import article_path, reference_path
from build_tools.values.ids import Reference, parse_reference

ROOT = f"api/v{VERSION}"
PAGE = 64
"""How many records stand on a page of a list at most, on average."""
Item = dict[str, Any]
File = tuple[str, bytes]


def record_file(entry: Entry, context: Context) -> File:
    """``<id>.json`` beside a record's page."""
    return f"{entry.id}.json", _json(published(entry, context.corpus, _page_of))


def schema_files() -> Iterator[File]:
    """The schemas that records' files name."""
    for kind in KINDS:
        yield f"{SCHEMAS}/{kind.name}.json", _json(schema(kind))


def _page_of(reference: str) -> str:
    parsed = parse_reference(reference)
    if parsed.id.startswith("treaties/") and parsed.anchor.startswith("art-"):
        return article_path(parsed)
    return reference_path(parsed)


def api_files(context: Context) -> Iterator[File]:
    """All lists, the index and the description."""
    entries = entries_of(context.corpus)
    lists = _lists(entries, context.corpus)
    index: list[Item] = []
    items: dict[str, str] = {}
    for (group, name), members in sorted(lists.items()):
        path = f"{ROOT}/{group}/{name}" if name else f"{ROOT}/{group}"
        yield from _paged(path, members, items)
        index.append(
            {
                "list": f"{group}/{name}" if name else group,
                "count": len(members),
                "first": f"{path}/1.json",
            }
        )
    changes = _changes(entries)
    for month, members in sorted(changes.items()):
        yield from _paged(f"{ROOT}/changes/{month}", members, items)
    yield (
        f"{ROOT}/changes/index.json",
        _json(
            {
                "months": [
                    {
                        "month": month,
                        "count": len(changes[month]),
                        "first": f"{ROOT}/changes/{month}/1.json",
                    }
                    for month in sorted(changes, reverse=True)
                ]
            }
        ),
    )
    yield (
        f"{ROOT}/index.json",
        _json(
            {
                "version": VERSION,
                "name": context.settings.name,
                "licence": LICENCE,
                "records": len(entries),
                "lists": index,
                "changes": f"{ROOT}/changes/index.json",
                "description": f"{ROOT}/openapi.json",
            }
        ),
    )
    yield f"{ROOT}/openapi.json", _json(_openapi(context.settings.name))


def _lists(entries: Sequence[Entry], corpus: Corpus) -> dict[tuple[str, str], list[Entry]]:
    """The records of each kind, country, offence and treaty article."""
    lists: defaultdict[tuple[str, str], list[Entry]] = defaultdict(list)
    articles = _articles_of_terms(corpus)
    for entry in entries:
        record = entry.record
        lists[entry.kind.folder, ""].append(entry)
        country = getattr(record, "country", None)
        if country:
            lists["by-country", country].append(entry)
        terms = _subjects(record)
        for term in terms:
            lists["by-subject", term].append(entry)
        for article in sorted({each for term in terms for each in articles.get(term, ())}):
            lists["by-article", article.id.split("/")[1] + "/" + article.anchor].append(entry)
    return dict(lists)


def _subjects(record: object) -> Iterable[str]:
    if isinstance(record, Case):
        return dict.fromkeys((*record.offences, *record.measures))
    if isinstance(record, Law):
        return dict.fromkeys(term for each in record.provisions for term in each.covers)
    return ()


def _articles_of_terms(corpus: Corpus) -> dict[str, list[Reference]]:
    """The treaty articles on each subject, by its term."""
    found: defaultdict[str, list[Reference]] = defaultdict(list)
    for article, subjects in corpus.subjects_of_article.items():
        for subject, _ in subjects:
            found[subject.term.id].append(article)
    return found


def _changes(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """Records by the month in which they were added or reviewed."""
    months: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        dates = {entry.record.added, entry.record.review.on} - {None}
        for month in sorted({str(date)[:7] for date in dates}):
            months[month].append(entry)
    return dict(months)


def _paged(path: str, members: Sequence[Entry], items: dict[str, str]) -> Iterator[File]:
    """The pages of a list. items: what was written of each record before, by its id.

    Which page a record stands on follows from its id, and the number of pages only doubles, so
    that a new record changes one page and not all behind it.
    """
    pages = 1
    while len(members) > pages * PAGE:
        pages *= 2
    parts: list[list[str]] = [[] for _ in range(pages)]
    for entry in members:
        if entry.id not in items:
            items[entry.id] = _text(_item(entry))
        parts[zlib.crc32(entry.id.encode()) % pages].append(items[entry.id])
    for number, part in enumerate(parts, start=1):
        following = f"{path}/{number + 1}.json" if number < pages else None
        head = _text({"page": number, "pages": pages, "next": following})
        yield f"{path}/{number}.json", f'{head[:-1]},"items":[{",".join(part)}]}}\n'.encode()


def _item(entry: Entry) -> Item:
    record = entry.record
    date = date_of(record)
    item: Item = {"id": entry.id, "kind": entry.kind.name, "title": record.title}
    country = getattr(record, "country", None)
    if country:
        item["country"] = country
    if date:
        item["date"] = str(date)
    item |= {"review": record.review.state, "page": f"{entry.id}.html", "data": f"{entry.id}.json"}
    return item


def _json(data: object) -> bytes:
    return f"{_text(data)}\n".encode()


def _text(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _openapi(name: str) -> Item:
    """The description of the interface (OpenAPI 3.1)."""
    text = {"type": "string"}
    number = {"type": "integer"}
    item = {
        "type": "object",
        "properties": dict.fromkeys(
            ("id", "kind", "title", "country", "date", "review", "page", "data"), text
        ),
        "required": ["id", "kind", "title", "review", "page", "data"],
    }
    page = {
        "type": "object",
        "properties": {
            "page": number,
            "pages": number,
            "next": {"type": ["string", "null"]},
            "items": {"type": "array", "items": {"$ref": "#/components/schemas/Item"}},
        },
        "required": ["page", "pages", "next", "items"],
    }

    numbers = {
        "page": {"type": "integer", "minimum": 1},
        "kind": {"type": "string", "enum": [kind.folder for kind in KINDS]},
    }
    counted = {"count": number, "first": text}

    def index_of(list_name: str, key: str) -> Item:
        each = {"type": "object", "properties": {key: text, **counted}}
        return {"type": "object", "properties": {list_name: {"type": "array", "items": each}}}

    def get(summary: str, answer: Item, *names: str) -> Item:
        parameters = [
            {"name": each, "in": "path", "required": True, "schema": numbers.get(each, text)}
            for each in names
        ]
        content = {"application/json": {"schema": answer}}
        return {
            "get": {
                "summary": summary,
                "parameters": parameters,
                "responses": {"200": {"description": summary, "content": content}},
            }
        }

    listed = {"$ref": "#/components/schemas/Page"}
    kinds = {"oneOf": [{"$ref": f"../../{SCHEMAS}/{kind.name}.json"} for kind in KINDS]}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": name,
            "version": f"{VERSION}.0.0",
            "license": {"name": LICENCE, "identifier": LICENCE},
            "description": (
                "Files, not a service: every address below is a file beside the pages, so it works "
                "from a disk too. Within a version fields and lists are only added, never changed "
                "or taken away; a new version gets an address of its own and the old one stays for "
                "a year. Which page of a list a record stands on follows from its id; follow "
                "'next' to the end for all of them. The number of records is in the index."
            ),
        },
        "servers": [{"url": "../.."}],
        "paths": {
            f"/{ROOT}/index.json": get("All lists with their lengths", index_of("lists", "list")),
            f"/{ROOT}/{{kind}}/{{page}}.json": get("Records of a kind", listed, "kind", "page"),
            f"/{ROOT}/by-country/{{country}}/{{page}}.json": get(
                "Records of a country, by its ISO 3166-1 code", listed, "country", "page"
            ),
            f"/{ROOT}/by-subject/{{term}}/{{page}}.json": get(
                "Cases and laws on an offence or a measure", listed, "term", "page"
            ),
            f"/{ROOT}/by-article/{{treaty}}/{{article}}/{{page}}.json": get(
                "Cases and laws on the subject of a treaty's article",
                listed,
                "treaty",
                "article",
                "page",
            ),
            f"/{ROOT}/changes/index.json": get(
                "The months in which records were added or reviewed", index_of("months", "month")
            ),
            f"/{ROOT}/changes/{{month}}/{{page}}.json": get(
                "Records added or reviewed in a month (2026-11)", listed, "month", "page"
            ),
            "/{folder}/{name}.json": get("One record, with its links", kinds, "folder", "name"),
            "/{folder}/{country}/{name}.json": get(
                "One case, law or assessment, with its links", kinds, "folder", "country", "name"
            ),
        },
        "components": {"schemas": {"Item": item, "Page": page}},
    }
