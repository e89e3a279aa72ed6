"""What is given out is complete, can be read by others, and comes back as it was."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import frictionless
import jsonschema
import pandas
import pytest

from build_tools.command import main
from build_tools.corpus.corpus import Corpus
from build_tools.exports import api
from build_tools.exports.api import File, api_files, record_file, schema_files
from build_tools.exports.bulk import DESCRIPTIONS, entries_of, safe, write_bulk
from build_tools.exports.plain import plain
from build_tools.model.kinds import KINDS
from build_tools.pages.context import Context
from build_tools.pages.site import make_context
from build_tools.parse.writer import write_record
from build_tools.rules.check import check
from build_tools.settings import Settings

ROOT = Path(__file__).resolve().parent.parent.parent
CONTENT = {"fabricated": ROOT / "tests/corpus/content", "real": ROOT / "content"}


@pytest.fixture(scope="module", params=CONTENT)
def content(request: pytest.FixtureRequest) -> Path:
    return CONTENT[request.param]


@pytest.fixture(scope="module")
def corpus(content: Path) -> Corpus:
    return check(content).corpus


@pytest.fixture(scope="module")
def data(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out")
    write_bulk(make_context(corpus, Settings()), out)
    return out / "data"


def own_files(context: Context) -> Iterator[File]:
    for entry in entries_of(context.corpus):
        yield record_file(entry, context)
    yield from schema_files()


def test_lines_come_back_as_the_same_records(
    content: Path, corpus: Corpus, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    project = tmp_path / "project"
    (project / "content").mkdir(parents=True)
    (project / "mkdocs.yml").touch()
    assert main(["--project", str(project), "import", str(data), "--quiet"]) == 0
    before = sorted((project / "content").rglob("*.*"))
    assert main(["--project", str(project), "import", str(data), "--quiet"]) == 0
    assert sorted((project / "content").rglob("*.*")) == before
    for entry in entries_of(corpus):
        made = project / entry.file.name
        assert made.is_file(), entry.id
        assert made.read_text(encoding="utf-8") == write_record(entry.record, entry.sections)
    assert check(project / "content").publishable


def test_every_json_file_fits_its_schema(corpus: Corpus) -> None:
    files = dict(own_files(make_context(corpus, Settings())))
    checkers = {
        kind.name: jsonschema.Draft202012Validator(
            json.loads(files[f"schemas/v1/{kind.name}.json"])
        )
        for kind in KINDS
    }
    found = Counter[str]()
    for path, text in files.items():
        if path.startswith("schemas/"):
            continue
        given = json.loads(text)
        checkers[given["kind"]].validate(given)
        assert (Path(path).parent / given["$schema"]).as_posix().count("..") == path.count("/")
        found[given["kind"]] += 1
    assert found == Counter(entry.kind.name for entry in entries_of(corpus))


def test_links_lead_to_pages(real_site: Path) -> None:
    for path in (real_site / "cases").rglob("*.json"):
        if path.name.endswith(".csl.json"):
            continue
        for link in json.loads(path.read_text(encoding="utf-8")).get("links", ()):
            page = real_site / link["page"].split("#")[0]
            assert page.is_file(), (path, link)


def test_the_database_holds_together(corpus: Corpus, data: Path) -> None:
    with sqlite3.connect(data / "records.sqlite") as base:
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []
        assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        counts = dict(base.execute("SELECT kind, count(*) FROM records GROUP BY kind"))
        assert counts == Counter(entry.kind.name for entry in entries_of(corpus))
        provisions = sum(len(getattr(entry.record, "provisions", ())) for entry in entries_of(corpus)
                         if entry.kind.name == "law")  # fmt: skip
        assert base.execute("SELECT count(*) FROM laws_provisions").fetchone() == (provisions,)
        for (view,) in base.execute(
            "SELECT name FROM sqlite_master WHERE type = 'view'"
        ).fetchall():
            base.execute(f'SELECT * FROM "{view}"').fetchall()
        word = "password" if "tests" in str(data) or len(counts) < 5 else "computer"
        found = base.execute("SELECT count(*) FROM search WHERE search MATCH ?", (word,)).fetchone()
        assert found[0] > 0
    base.close()


def test_tables_can_be_read_by_others(data: Path) -> None:
    package = json.loads((data / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        path = data / resource["path"]
        assert path.stat().st_size == resource["bytes"]
        if resource["format"] != "csv":
            continue
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, strict=True))
        frame = pandas.read_csv(path, dtype=str, keep_default_na=False)
        assert list(frame.columns) == [each["name"] for each in resource["schema"]["fields"]]
        assert len(frame) == len(rows)


def test_the_catalogue_names_every_file(data: Path) -> None:
    catalogue = json.loads((data / "dcat.jsonld").read_text(encoding="utf-8"))
    named = {each["dcat:downloadURL"]["@id"] for each in catalogue["dcat:distribution"]}
    assert named == {path.name for path in data.iterdir()} - set(DESCRIPTIONS)


def test_frictionless_finds_nothing_wrong(data: Path) -> None:
    package = json.loads((data / "datapackage.json").read_text(encoding="utf-8"))
    package["resources"] = [each for each in package["resources"] if each["format"] == "csv"]
    report = frictionless.Package.from_descriptor(package, basepath=str(data)).validate()
    assert report.valid, report.flatten(["name", "type", "message"])[:5]


def test_no_cell_is_a_formula(data: Path) -> None:
    for path in data.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.reader(file):
                assert not any(cell[:1] in "=+-@\t\r" for cell in row if cell), path
    assert safe("=1+1") == "'=1+1"
    assert safe(-1) == -1


def test_lists_name_what_exists(corpus: Corpus) -> None:
    context = make_context(corpus, Settings())
    files = dict(api_files(context))
    known = set(dict(own_files(context)))
    index = json.loads(files["api/v1/index.json"])
    assert index["records"] == len(entries_of(corpus))
    for each in index["lists"]:
        seen: list[str] = []
        path = each["first"]
        while path:
            page = json.loads(files[path])
            assert len(page["items"]) <= 100
            seen += [item["data"] for item in page["items"]]
            path = page["next"]
        assert len(seen) == len(set(seen)) == each["count"]
        assert set(seen) <= known
    described = json.loads(files["api/v1/openapi.json"])
    assert described["openapi"].startswith("3.1")
    parts = json.dumps(described["components"]["schemas"]).replace(
        "#/components/schemas/", "#/$defs/"
    )
    schema = {"$ref": "#/$defs/Page", "$defs": json.loads(parts)}
    checker = jsonschema.Draft202012Validator(schema)
    for path, text in files.items():
        if not path.endswith(("index.json", "openapi.json")):
            checker.validate(json.loads(text))


def test_a_new_record_changes_one_page_of_a_list(corpus: Corpus) -> None:
    entries = entries_of(corpus)[: api.PAGE + 20]
    before = dict(api._paged("list", entries[:3] + entries[4:], {}))
    after = dict(api._paged("list", entries, {}))
    assert len(before) == len(after)
    assert sum(before[path] != after[path] for path in after) == 1


def test_withdrawn_records_are_not_given_out(copy: Path, tmp_path: Path) -> None:
    corpus = check(copy / "content").corpus
    context = make_context(corpus, Settings())
    withdrawn = [entry.id for entry in corpus.entries if entry.record.withdrawn is not None]
    assert withdrawn
    write_bulk(context, tmp_path / "out")
    texts = [path.read_bytes() for path in (tmp_path / "out").rglob("*.*")]
    texts += [data for _, data in (*own_files(context), *api_files(context))]
    for record_id in withdrawn:
        assert not any(f'"{record_id}"'.encode() in text for text in texts)


def test_the_same_records_give_the_same_bytes(corpus: Corpus, data: Path, tmp_path: Path) -> None:
    write_bulk(make_context(corpus, Settings()), tmp_path)
    for path in sorted(data.iterdir()):
        assert path.read_bytes() == (tmp_path / "data" / path.name).read_bytes(), path.name


def test_a_line_has_the_fields_of_its_file(corpus: Corpus) -> None:
    for entry in entries_of(corpus)[:50]:
        line = plain(entry)
        assert line["id"] == entry.id
        assert line["fields"]["title"] == entry.record.title
