"""What is read of a source, before anything is made of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from importing.workshop import MAPPING, Workshop, codes, lines, row, table

from build_tools.importing import csv_rows, json_rows
from build_tools.importing.csv_rows import csv_table
from build_tools.importing.json_rows import json_table
from build_tools.importing.rows import Row, find, leaves

JSON = """
id: {template: "{title} {year}"}
fields:
  title: name
  country: {constant: aq}
  court: court.name
  date: decided
  citations: citations
  anonymised: secret
  parties[*].label: parties.*.name
  parties[*].role: {column: parties.*.as, map: {prosecution: prosecutor}}
  parties[*].kind: {constant: state}
  sources[*].url: links
  sources[*].title: {constant: Register of the Stations}
"""


def csv_rows_of(path: Path, data: str | bytes, delimiter: str = "") -> list[Row]:
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    read, findings = csv_table(path, "a.csv", delimiter)
    assert read is not None, findings
    return list(read.rows())


def test_a_csv_file_gives_rows_with_their_lines(tmp_path: Path) -> None:
    rows = csv_rows_of(tmp_path / "a.csv", 'a,b\r\n1,"two\nlines"\r\n\r\n , \r\n3,4\r\n')
    assert [(each.number, each.line, dict(each.cells)) for each in rows] == [
        (1, 2, {"a": "1", "b": "two\nlines"}),
        (2, 6, {"a": "3", "b": "4"}),
    ]
    assert rows[-1].done == 1.0


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_separator_is_found_in_the_header(sign: str, tmp_path: Path) -> None:
    rows = csv_rows_of(
        tmp_path / "a.csv", f"a{sign}b{sign}c\n1{sign}2, 3; 4{sign}5\n".replace("2, 3; 4", "2 3")
    )
    assert dict(rows[0].cells) == {"a": "1", "b": "2 3", "c": "5"}


def test_a_separator_can_be_given(workshop: Workshop) -> None:
    report = workshop.run(table([row(1)], sign="~"), 'delimiter: "~"\n' + MAPPING)
    assert report.written == 1
    assert workshop.run(table([row(1)], sign="\t"), "delimiter: tab\n" + MAPPING).already_there == 1


def test_a_byte_order_mark_is_no_part_of_the_header(workshop: Workshop) -> None:
    assert workshop.run(b"\xef\xbb\xbf" + table([row(1)]).encode()).written == 1


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        (table([row(1)]).encode("utf-16"), 1, "UTF-16"),
        (table([row(1), row(2, Case="Autorité v M")]).encode("latin-1"), 3, "byte 0xe9"),
        (b"a,b\n1,\xff\xfe\n", 2, "byte 0xff"),
        (b"a,b\n1,\xe2\x82", 2, "byte 0xe2"),
    ],
)
def test_a_file_that_is_not_utf8_is_not_read(
    data: bytes, line: int, words: str, workshop: Workshop
) -> None:
    report = workshop.run(data)
    assert [(each.code, each.place.line) for each in report.findings] == [("not-utf8", line)]
    assert words in report.findings[0].message
    assert (report.rows, report.clean) == (0, False)


def test_a_bad_byte_far_into_a_file_is_found_with_its_line(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_rows, "_BLOCK", 7)
    data = table([row(1), row(2, Abstract="é" * 30), row(3)]).encode() + b"\xe9,\n"
    report = workshop.run(data)
    assert [(each.code, each.place.line) for each in report.findings] == [("not-utf8", 5)]
    assert workshop.run(table([row(1, Abstract="é" * 30)])).written == 1


def test_cells_too_few_and_too_many_are_told_row_by_row(workshop: Workshop) -> None:
    text = table([row(1), row(2), row(3), row(4)]).splitlines()
    text[2] += ",one more"
    text[3] = text[3].rsplit(",", 2)[0]
    report = workshop.run("\n".join(text))
    assert codes(report) == [["row-shape"], ["row-shape"]]
    assert [(each.row, each.line) for each in report.rejected] == [(2, 3), (3, 4)]
    assert "9 cells" in report.rejected[0].reasons[0].message
    assert report.written == 2


def test_a_broken_quote_spoils_its_row_only_where_its_end_is_known(workshop: Workshop) -> None:
    good = table([row(1), row(2), row(3)]).splitlines()
    closed = [good[0], good[1], '"He said "hello", yes",HC,,,,,,', good[3]]
    report = workshop.run("\n".join(closed))
    assert codes(report) == [["row-shape"]]
    assert report.written == 2
    open_ = [good[0], good[1], '"He said "hello" there,HC,,,,,,', good[2], good[3]]
    report = workshop.run("\n".join(open_))
    assert codes(report) == [["row-shape"]]
    assert "nothing after it is read" in report.rejected[0].reasons[0].message
    assert (report.rows, report.already_there) == (2, 1)


def test_a_quote_that_is_never_closed_does_not_swallow_the_file(workshop: Workshop) -> None:
    text = table([row(1)]) + '"Authority v X' + "\n,\n" * 50
    report = workshop.run(text)
    assert codes(report) == [["row-shape"]]
    assert report.written == 1


def test_endless_lines_and_cells_end_the_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_rows, "MAX_LINE", 100)
    rows = csv_rows_of(tmp_path / "a.csv", "a,b\n1,2\n3," + "x" * 200 + "\n5,6\n", ",")
    assert [[each.code for each in got.reasons] for got in rows] == [[], ["row-shape"]]
    rows = csv_rows_of(tmp_path / "a.csv", 'a,b\n1,2\n3,"' + "xy\n" * 60 + '"\n5,6\n', ",")
    assert "more than 100 characters" in rows[1].reasons[0].message
    (tmp_path / "a.csv").write_text("x" * 300 + "\n1\n")
    read, findings = csv_table(tmp_path / "a.csv", "a.csv")
    assert read is None
    assert "header" in findings[0].message


def test_the_csv_module_is_left_as_it_was(tmp_path: Path) -> None:
    import csv

    before = csv.field_size_limit()
    csv_rows_of(tmp_path / "a.csv", "a\n1\n")
    assert csv.field_size_limit() == before


@pytest.mark.parametrize(
    ("data", "code"),
    [("", "missing-field"), ("a,b,a\n1,2,3\n", "duplicate-key"), ("," * 3000 + "\n", "too-large"),
     ('"a\n', "unknown-value"), ('"a"b,c\n', "unknown-value")],
)  # fmt: skip
def test_a_header_must_be_one(data: str, code: str, workshop: Workshop) -> None:
    report = workshop.run(data)
    assert code in [each.code for each in report.findings]
    assert report.findings[0].place.file.endswith("judgments.csv")


def test_columns_without_a_name_are_numbered(tmp_path: Path) -> None:
    assert dict(csv_rows_of(tmp_path / "a.csv", "a,,c\n1,2,3\n")[0].cells) == {
        "a": "1",
        "column 2": "2",
        "c": "3",
    }


# JSONL


def json_rows_of(path: Path, data: bytes | str) -> list[Row]:
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return list(json_table(path, "a.jsonl").rows())


def test_json_keeps_numbers_as_they_are_written(tmp_path: Path) -> None:
    line = '{"a": 4.10, "b": 010, "c": 1e400}\n{"a": 4.10, "b": 10, "c": [true, {"d": null}], "e": NaN}\n'
    rows = json_rows_of(tmp_path / "a.jsonl", line)
    assert [each.code for each in rows[0].reasons] == ["bad-json"]
    assert dict(rows[1].cells) == {"a": "4.10", "b": "10", "c": ["true", {"d": None}], "e": "NaN"}


BAD_LINES = {
    "not JSON": b"{'a': 1}",
    "no object": b"[1, 2]",
    "a bare number": b"1",
    "cut short": b'{"a": "b',
    "not UTF-8": b'{"a": "\xe9"}',
    "half a character": b'{"a": "\\ud83d"}',
    "half a character in a name": b'{"\\udc00": 1}',
    "nested without end": b'{"a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "a name twice": b'{"a": 1, "a": 2}',
    "a number without end": b'{"a": ' + b"9" * 100_000 + b", 1}",
}


@pytest.mark.parametrize("bad", BAD_LINES)
def test_a_bad_line_is_told_and_the_others_are_read(bad: str, tmp_path: Path) -> None:
    data = b'\xef\xbb\xbf{"a": 1}\n\n' + BAD_LINES[bad] + b'\r\n{"a": 3}\r\n'
    rows = json_rows_of(tmp_path / "a.jsonl", data)
    assert [(each.number, each.line, bool(each.reasons)) for each in rows] == [
        (1, 1, False), (2, 3, True), (3, 4, False),
    ]  # fmt: skip


def test_a_line_without_end_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_rows, "MAX_LINE", 50)
    data = '{"a": 1}\n{"a": "' + "x" * 400 + '"}\n{"a": 3}'
    rows = json_rows_of(tmp_path / "a.jsonl", data)
    assert [[each.code for each in got.reasons] for got in rows] == [[], ["too-large"], []]


def test_a_dotted_path_leads_into_groups_and_lists() -> None:
    cells = {"a.b": "own", "a": {"b": "inner", "c": [{"d": "1"}, {}, "x"]}, "e": ["p", "q"]}
    assert find(cells, "a.b") == "own"
    assert find(cells, "a.c.0.d") == "1"
    assert find(cells, "a.c.*.d") == ["1", None, None]
    assert find(cells, "e.1") == "q"
    assert [find(cells, each) for each in ("z", "e.7", "e.x", "a.b.c", "e.*.y", "e.²")] == [
        None, None, None, None, [None, None], None,
    ]  # fmt: skip
    assert list(leaves(cells)) == [
        ("a.b", "own"), ("a.b", "inner"), ("a.c.*.d", "1"), ("a.c", "x"), ("e", "p"), ("e", "q"),
    ]  # fmt: skip


def test_lists_of_objects_become_lists_of_groups(workshop: Workshop) -> None:
    source = lines(
        [
            {
                "name": "Authority v Penguin",
                "court": {"name": "High Court"},
                "decided": "2020-06",
                "citations": ["[2020] ASHC 1", "[2020] ASHC 1", "1 ASR 9"],
                "secret": True,
                "parties": [
                    {"name": "Authority", "as": "prosecution"},
                    {"name": "Ministry", "as": "appellant"},
                ],
                "links": ["https://example.org/1", "https://example.org/2"],
                "judges": [{"name": "A"}, {"name": "B"}],
            }
        ]
    )
    report = workshop.run(source, JSON, name="judgments.jsonl")
    assert report.clean, report
    text = workshop.files()["cases/aq/authority-v-penguin-2020.md"]
    assert 'citations: ["[2020] ASHC 1", 1 ASR 9]' in text
    assert "- {role: prosecutor, kind: state, label: Authority}" in text
    assert "- {role: appellant, kind: state, label: Ministry}" in text
    assert "anonymised: true" in text
    assert text.count("title: Register of the Stations") == 2
    assert [(each.column, each.examples) for each in report.unmapped_columns] == [
        ("judges.*.name", ["A", "B"])
    ]
    assert workshop.errors() == []


def test_a_column_that_no_line_has_is_advice(workshop: Workshop) -> None:
    source = lines([{"name": "Authority v Penguin", "court": {"name": "HC"}, "decided": "2020"}])
    report = workshop.run(source, JSON.replace("decided", "decidde"), name="judgments.jsonl")
    said = [each.message for each in report.findings]
    assert any("there is no column 'decidde'" in each and "'decided'" in each for each in said)
    assert not any("court.name" in each for each in said)
