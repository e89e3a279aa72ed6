"""Lines of data/ that somebody has changed, well or badly."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from build_tools.corpus.corpus import Corpus
from build_tools.corpus.load import load
from build_tools.exports.bulk import line
from build_tools.importing.own_lines import import_own, is_own
from build_tools.importing.report import ImportReport
from build_tools.importing.run import ImportOptions

CASE = "cases/aq/station-authority-v-fram-2021"


def taken(copy: Path, text: str) -> ImportReport:
    source = copy / "lines.jsonl"
    source.write_bytes(text.encode("utf-8", "surrogatepass"))
    loaded = load(copy / "content")
    options = ImportOptions(source, "case", Path(), copy / "content")
    return import_own(options, Corpus(loaded.entries), lambda done, total: None)


def changed(copy: Path, **changes: object) -> str:
    entry = Corpus(load(copy / "content").entries).by_id[CASE]
    data = json.loads(line(entry))
    data["fields"] |= changes.pop("fields", {})
    return json.dumps(data | changes) + "\n"


def test_a_new_record_is_written_once(copy: Path) -> None:
    text = changed(
        copy, id="cases/aq/another-2021", fields={"citations": ["x 1"], "title": "Another"}
    )
    assert taken(copy, text).written == 1
    again = taken(copy, text)
    assert (again.written, again.already_there) == (0, 1)


def test_another_text_is_never_put_over_a_record(copy: Path) -> None:
    before = (copy / f"content/{CASE}.md").read_bytes()
    report = taken(copy, changed(copy, fields={"title": "Changed"}))
    assert [each.reasons[0].code for each in report.rejected] == ["file-exists"]
    assert (copy / f"content/{CASE}.md").read_bytes() == before


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("not json", "bad-json"),
        ("[]", "bad-json"),
        ('{"kind": "case", "id": "cases/aq/x", "fields": []}', "bad-json"),
        ('{"kind": "law", "id": "laws/aq/x", "fields": {}}', "wrong-kind"),
        ('{"kind": "case", "id": "../../x", "fields": {}}', "wrong-folder"),
        ('{"kind": "case", "id": "cases/aq/../../x", "fields": {}}', "wrong-folder"),
        ('{"kind": "case", "id": 7, "fields": {}}', "wrong-folder"),
        ('{"kind": "case", "id": "cases/aq/x", "fields": {}}', "missing-field"),
        ('{"kind": "case", "id": "cases/aq/x", "fields": ' + "[" * 900 + "]" * 900 + "}", "bad-json"),
        ('{"kind": "case", "id": "cases/aq/x", "fields": {"title": ' + "[" * 900 + "]" * 900 + "}}", "bad-json"),
    ],
)  # fmt: skip
def test_hostile_lines_are_rejected(copy: Path, text: str, code: str) -> None:
    report = taken(copy, text)
    assert report.written == 0
    assert code in {each.code for each in report.rejected[0].reasons}


def test_half_a_character_is_rejected(copy: Path) -> None:
    report = taken(copy, changed(copy, id="cases/aq/y", fields={"title": "\ud800"}))
    assert report.written == 0
    assert report.rejected


def test_one_bad_line_does_not_stop_the_others(copy: Path) -> None:
    good = changed(
        copy, id="cases/aq/another-2021", fields={"citations": ["x 1"], "title": "Another"}
    )
    bad = changed(copy, id="cases/aq/z", fields={"related": ["cases/aq/none"], "title": "Z"})
    report = taken(copy, bad + good + "\n" + good)
    assert report.written == 1
    assert {each.reasons[0].code for each in report.rejected} == {
        "unknown-reference",
        "address-taken",
    }


def test_what_is_ours(copy: Path, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(changed(copy))
    assert is_own(tmp_path / "a.jsonl")
    assert is_own(tmp_path)
    (tmp_path / "b.jsonl").write_text('{"title": "x"}\n')
    assert not is_own(tmp_path / "b.jsonl")
    assert not is_own(tmp_path)
    assert not is_own(tmp_path / "none.jsonl")
