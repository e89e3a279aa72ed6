"""An import as a whole: what is written, what is not, and that it can be run again."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from importing.workshop import HEADER, MAPPING, Workshop, codes, lines, row, table

from build_tools.importing.reasons import REASONS
from build_tools.importing.report import as_json, as_text
from build_tools.messages.catalogue import CATALOGUE
from build_tools.values.findings import Severity

ROOT = Path(__file__).resolve().parent.parent.parent
LINKED = """
id: {column: slug}
fields:
  title: title
  country: {constant: aq}
  court: {constant: High Court}
  date: date
  history[*].case: {column: earlier, split: ";"}
  history[*].court: {constant: First Court}
  aliases: {column: former, split: ";"}
  sources[0].title: {constant: Register}
  evidence[0].fact: {constant: all}
  evidence[0].how: {constant: known}
sections: {Summary: text}
"""


def linked(
    slug: str, earlier: str = "", former: str = "", text: str = "Held so.", date: str = "2020"
) -> dict[str, str]:
    return {
        "slug": slug,
        "title": f"Authority v {slug}",
        "date": date,
        "earlier": earlier,
        "former": former,
        "text": text,
    }


def test_nothing_of_the_old_is_touched_and_all_of_the_new_passes_the_check(
    workshop: Workshop,
) -> None:
    before = workshop.files()
    report = workshop.run(table([row(n) for n in range(1, 21)]))
    assert (report.rows, report.accepted, report.written, report.already_there) == (20, 20, 20, 0)
    assert report.clean
    after = workshop.files()
    assert {name: text for name, text in after.items() if name in before} == before
    assert len(after) == len(before) + 20
    assert workshop.errors() == []
    assert dict(report.advice) == {"no-evidence": 20}


def test_run_again_everything_is_already_there(workshop: Workshop) -> None:
    source = table([row(1), row(2), row(2), row(3, Court="")])
    first = workshop.run(source)
    files = workshop.files()
    again = workshop.run(source)
    assert (first.written, first.already_there) == (2, 0)
    assert (again.written, again.already_there) == (0, 2)
    assert again.rejected == first.rejected
    assert workshop.files() == files


def test_a_file_with_another_text_is_never_overwritten(workshop: Workshop) -> None:
    workshop.run(table([row(1)]))
    path = workshop.content / "cases/aq/authority-v-penguin-1-2020.md"
    path.write_text(path.read_text().replace("matters", "mattered"))
    report = workshop.run(table([row(1), row(2)]))
    assert codes(report) == [["file-exists"]]
    assert report.rejected[0].id == "cases/aq/authority-v-penguin-1-2020"
    assert "mattered" in path.read_text()


def test_line_ends_of_another_system_are_the_same_text(workshop: Workshop) -> None:
    workshop.run(table([row(1)]))
    path = workshop.content / "cases/aq/authority-v-penguin-1-2020.md"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert workshop.run(table([row(1)])).already_there == 1


def test_a_dry_run_writes_nothing_and_reports_the_same(workshop: Workshop) -> None:
    rows = [
        row(1),
        row(2, Decided="soon"),
        row(3, Subjects="gossip"),
        row(1),
        row(4, Case="Authority v Penguin 1", Docket=""),
    ]
    workshop.run(table([row(9)]))
    source = table([*rows, row(9), row(5, Court="Court | of \x07")])
    before = workshop.files()
    stamp = {path: path.stat().st_mtime_ns for path in workshop.content.rglob("*")}
    dry = json.loads(as_json(workshop.run(source, dry_run=True)))
    assert workshop.files() == before
    assert {path: path.stat().st_mtime_ns for path in workshop.content.rglob("*")} == stamp
    wet = json.loads(as_json(workshop.run(source)))
    assert dry.pop("dry_run") is True
    assert wet.pop("dry_run") is False
    assert dry == wet
    assert (wet["written"], wet["already_there"], len(wet["rejected"])) == (1, 1, 5)


def test_equal_addresses_get_numbers_in_the_order_of_the_rows(workshop: Workshop) -> None:
    rows = [row(n, Case="Authority v Penguin", Decided=f"0{n}/06/2020") for n in range(1, 5)]
    report = workshop.run(table(rows))
    assert report.written == 4
    names = sorted(
        path.stem for path in (workshop.content / "cases/aq").glob("authority-v-penguin*")
    )
    assert names == [f"authority-v-penguin-2020{end}" for end in ("", "-2", "-3", "-4")]
    assert workshop.run(table(rows)).already_there == 4


def test_equal_addresses_are_reported_where_the_mapping_says_so(workshop: Workshop) -> None:
    rows = [row(n, Case="Authority v Penguin", Decided=f"0{n}/06/2020") for n in range(1, 3)]
    report = workshop.run(table(rows), MAPPING.replace('{year}"}', '{year}", clash: report}'))
    assert codes(report) == [["address-taken"]]
    assert "row 1 has the address" in report.rejected[0].reasons[0].message


def test_a_former_address_of_another_record_is_not_used_again(workshop: Workshop) -> None:
    report = workshop.run(
        table([row(1, Case="Authority v Fram", Decided="01/01/2019")]),
        MAPPING.replace("{title} {year}", "{title}"),
    )
    assert codes(report) == [["address-taken"]]
    assert "station-authority-v-fram-2020" in report.rejected[0].reasons[0].message


@pytest.mark.parametrize(
    ("changed", "what"),
    [
        ({"Citation": "[2021] A.S.C.A. 14"}, "the citation"),
        ({"Docket": "c 1"}, "the docket number"),
        ({"Docket": "C 1", "Decided": "03/06/2020"}, "the docket number"),
        (
            {"Case": "authority v. PENGUIN 1", "Docket": "X", "Citation": ""},
            "the title, place and date",
        ),
    ],
)
def test_duplicates_are_reported_and_not_written(
    changed: dict[str, str], what: str, workshop: Workshop
) -> None:
    report = workshop.run(table([row(1), row(2, **changed)]))
    assert codes(report) == [["duplicate-record"]]
    assert what in report.rejected[0].reasons[0].message
    assert report.rejected[0].row == 2


def test_a_court_may_decide_twice_under_one_number(workshop: Workshop) -> None:
    rows = [
        row(1),
        row(2, Docket="C 1", Decided="04/07/2020"),
        row(3, Docket="C 1", Decided="2020"),
    ]
    report = workshop.run(table(rows), MAPPING.replace('"%d/%m/%Y"', '["%d/%m/%Y", "%Y"]'))
    assert codes(report) == [["duplicate-record"]]
    assert report.rejected[0].row == 3


def test_an_ecli_is_nobody_elses(workshop: Workshop) -> None:
    mapping = MAPPING.replace("  docket: Docket", "  docket: Docket\n  ecli: Ecli")
    rows = [row(n, Ecli="ECLI:EU:C:2020:1") for n in (1, 2)]
    assert codes(workshop.run(table(rows, [*HEADER, "Ecli"]), mapping)) == [["duplicate-record"]]


def test_records_of_one_import_may_refer_to_each_other(workshop: Workshop) -> None:
    rows = [linked("later", "cases/aq/earlier"), linked("earlier"),
            linked("third", text="See [that](earlier.md) and [this](../../laws/aq/station-computer-offences-act-2019.yml#s1).")]  # fmt: skip
    report = workshop.run(lines(rows), LINKED, name="a.jsonl")
    assert report.clean, as_text(report)
    assert workshop.errors() == []
    again = workshop.run(lines(rows), LINKED, name="a.jsonl")
    assert again.already_there == 3


def test_what_refers_to_a_rejected_record_is_rejected_too(workshop: Workshop) -> None:
    rows = [linked("a", "cases/aq/b"), linked("b", "cases/aq/c"), linked("c", "cases/aq/nothing"),
            linked("d", text="See [it](a.md)."), linked("e"), linked("f", "cases/aq/e")]  # fmt: skip
    report = workshop.run(lines(rows), LINKED, name="a.jsonl")
    assert codes(report) == [["depends-on-rejected"]] * 2 + [
        ["unknown-reference"],
        ["depends-on-rejected"],
    ]
    why = report.rejected[2].reasons[0]
    assert (why.field, why.column, why.value) == ("history[*].case", "earlier", "cases/aq/nothing")
    assert report.written == 2
    assert workshop.errors() == []


def test_a_long_chain_to_nothing_is_quick(workshop: Workshop) -> None:
    rows = [linked(f"r{n}", f"cases/aq/r{n + 1}") for n in range(400)]
    started = time.monotonic()
    report = workshop.run(lines(rows), LINKED, name="a.jsonl")
    assert len(report.rejected) == 400
    assert time.monotonic() - started < 10


def test_rules_between_records_hold_for_new_ones(workshop: Workshop) -> None:
    rows = [
        linked("one", "cases/aq/two"), linked("two", "cases/aq/one"),  # a circle
        linked("three", "cases/aq/three"),  # itself
        linked("four", "laws/aq/station-computer-offences-act-2019"),  # no case
        linked("five", former="cases/aq/station-authority-v-fram-2021"),  # another's address
        linked("six", date="2120"),
        linked("seven", text="<b>Held</b> so."), linked("eight", text="See [it](nothing.md)."),
        linked("nine", text="```\nnever closed"), linked("ten", text="Held so.\n\n## Facts\n\nThese."),
        linked("eleven", text="Held\u202e so."), linked("twelve", text="# A title\n\nHeld so."),
    ]  # fmt: skip
    report = workshop.run(lines(rows), LINKED, name="a.jsonl")
    found = {rejected.id.rpartition("/")[2]: rejected.reasons[0] for rejected in report.rejected}
    assert {slug: why.code for slug, why in found.items()} == {
        "one": "circular-history", "two": "circular-history", "three": "self-reference",
        "four": "wrong-kind", "five": "alias-collision", "six": "future-date", "seven": "raw-html",
        "eight": "bad-link", "nine": "unclosed-code", "ten": "heading-in-text",
        "eleven": "control-character", "twelve": "heading-in-text",
    }  # fmt: skip
    assert {
        found[slug].column for slug in ("seven", "eight", "nine", "ten", "eleven", "twelve")
    } == {"text"}
    assert found["seven"].message.startswith("Summary: ")
    assert (found["six"].column, found["six"].value) == ("date", "2120")
    assert workshop.errors() == []


def test_names_of_victims_are_not_imported(workshop: Workshop) -> None:
    mapping = MAPPING.replace(
        "sections:",
        "  parties[0].role: {constant: victim}\n  parties[0].kind: {constant: natural}\n  parties[0].label: Victim\nsections:",
    )
    rows = [row(1, Victim="a keeper of records"), row(2, Victim="Anna Penguin")]
    report = workshop.run(table(rows, [*HEADER, "Victim"]), mapping)
    assert codes(report) == [["named-person"]]
    assert report.rejected[0].reasons[0].column == "Victim"


def test_other_kinds_of_records_can_be_imported(workshop: Workshop) -> None:
    bodies = table(
        [{"Name": "Ice Institute", "Sort": "IGO"}, {"Name": "ice  institute", "Sort": "IGO"}],
        ("Name", "Sort"),
    )
    report = workshop.run(
        bodies, "id: Name\nfields: {title: Name, type: {column: Sort, map: {IGO: intergovernmental}}}\n",
        kind="organisation", name="bodies.csv",
    )  # fmt: skip
    assert (report.written, codes(report)) == (1, [["duplicate-record"]])
    laws = table(
        [
            {"T": "Ice Act 2001", "C": "bv", "D": "2001", "N": "Act 3 of 2001"},
            {"T": "Snow Act", "C": "bv", "D": "2002", "N": "act 3 of 2001"},
        ],
        ("T", "C", "D", "N"),
    )
    report = workshop.run(
        laws, "id: T\nfields:\n  title: T\n  country: C\n  adopted: D\n  citation: N\n  sources[0].title: {constant: Gazette}\n",
        kind="law", name="laws.csv",
    )  # fmt: skip
    assert (report.written, codes(report)) == (1, [["duplicate-record"]])
    lessons = workshop.run(
        "T,S\nAsk first,Ask.\n",
        "id: T\nfields: {title: T}\nsections: {Summary: S}\n",
        kind="lesson",
        name="l.csv",
    )
    assert lessons.written == 1
    assert workshop.errors() == []
    assert {
        "organisations/ice-institute.yml",
        "laws/bv/ice-act-2001.yml",
        "lessons/ask-first.md",
    } <= set(workshop.files())


def test_another_folder_can_be_written_to_and_run_again(workshop: Workshop) -> None:
    out = workshop.project / "review"
    rows = [linked("later", "cases/aq/earlier"), linked("earlier")]
    before = workshop.files()
    for written in (2, 0):
        report = workshop.run(lines(rows), LINKED, name="a.jsonl", out=out)
        assert (report.written, report.accepted) == (written, 2), as_text(report)
    assert workshop.files() == before
    assert sorted(path.name for path in (out / "cases/aq").iterdir()) == ["earlier.md", "later.md"]
    report = workshop.run(
        lines([linked("station-authority-v-fram-2021")]), LINKED, name="a.jsonl", out=out
    )
    assert codes(report) == [["file-exists"]]


def test_progress_goes_up_to_its_end(workshop: Workshop) -> None:
    workshop.run(table([row(n) for n in range(30)]))
    done = [step for step, _ in workshop.steps]
    assert done == sorted(set(done))
    assert workshop.steps[-1] == (1000, 1000)
    workshop.steps.clear()
    workshop.run("Case\n", "id: Case\nfields: {title: Case}\n")
    assert workshop.steps[-1] == (1000, 1000)


def test_the_report_has_all_and_the_summary_is_short(workshop: Workshop) -> None:
    rows = [row(n, Judge="Judge A", Subjects="gossip" if n % 2 else "hacking") for n in range(20)]
    report = workshop.run(table(rows, [*HEADER, "Judge", "Empty"]))
    data = json.loads(as_json(report))
    assert (data["rows"], data["accepted"], data["written"], data["already_there"]) == (
        20,
        10,
        10,
        0,
    )
    assert data["rejected"][0] == {
        "row": 2, "file": str(workshop.project / "judgments.csv"), "line": 3, "id": "cases/aq/authority-v-penguin-1-2020",
        "reasons": [{
            "code": "unknown-term", "field": "offences", "column": "Subjects", "value": "gossip",
            "message": "offences: no term 'gossip' in vocabulary/offences",
        }],
    }  # fmt: skip
    assert data["unmapped_columns"] == [
        {"column": "Judge", "filled": 20, "examples": ["Judge A"] * 3}, {"column": "Empty", "filled": 0, "examples": []},
    ]  # fmt: skip
    assert data["unmapped_values"] == [
        {
            "field": "offences",
            "column": "Subjects",
            "value": "gossip",
            "nearest": "",
            "left_out": False,
            "count": 10,
        }
    ]
    said = as_text(report)
    assert "20 rows: 10 written, 0 already there, 10 rejected." in said
    assert "judgments.csv:3: row 2, column 'Subjects'" in said
    assert "'Judge', 'Empty'" in said
    assert len(said.splitlines()) < 10
    dry = as_text(workshop.run(table(rows, [*HEADER, "Judge", "Empty"]), dry_run=True))
    assert "would be written" in dry
    assert "nothing was imported" in as_text(workshop.run(table([row(1)]), "id: x\n"))


def test_every_reason_stands_in_the_catalogue_or_beside_it() -> None:
    import ast

    used = set()
    for module in (ROOT / "build_tools/importing").glob("*.py"):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in (
                "reason",
                "_Refused",
            ):
                first = node.args[0]
                if isinstance(first, ast.Constant):
                    used.add(first.value)
    assert used - set(CATALOGUE) == set(REASONS) | set()
    assert not set(CATALOGUE) & set(REASONS)


# Stopped in the middle

SCRIPT = """
import sys
from pathlib import Path
from build_tools.corpus.corpus import Corpus
from build_tools.corpus.load import load
from build_tools.importing.run import ImportOptions, run_import
project = Path(sys.argv[1])
loaded = load(project / "content")
options = ImportOptions(project / "judgments.csv", "case", project / "mapping.yml", project / "content")
def tell(done, total):
    if done >= 800:
        print("writing", flush=True)
run_import(options, Corpus(loaded.entries, loaded.unreadable), tell)
"""


def test_killed_while_it_writes_it_can_be_run_again(workshop: Workshop) -> None:
    source = table([row(n) for n in range(300)])
    (workshop.project / "judgments.csv").write_text(source)
    (workshop.project / "mapping.yml").write_text(MAPPING)
    command = [sys.executable, "-c", SCRIPT, str(workshop.project)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"writing\n"
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()
    there = len(list((workshop.content / "cases/aq").glob("authority-v-*.md")))
    assert 0 < there <= 300
    assert workshop.errors() == []
    report = workshop.run(source)
    assert (report.written, report.already_there) == (300 - there, there)
    assert workshop.errors() == []
    assert [path for path in workshop.content.rglob("*") if path.name.startswith(".")] == []


def test_half_a_file_that_a_killed_run_left_is_taken_away(workshop: Workshop) -> None:
    half = workshop.content / "cases/aq/.authority-v-penguin-1-2020.md.part"
    half.write_text("---\ntit")
    assert workshop.errors() == []
    assert workshop.run(table([row(1)])).written == 1
    assert not half.exists()


def test_a_disk_that_refuses_is_a_fault_of_the_machine(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(old: object, new: object) -> None:
        raise OSError(28, "No space left on device", str(new))

    monkeypatch.setattr("build_tools.importing.writing.os.rename", refuse)
    before = workshop.files()
    with pytest.raises(OSError, match="No space"):
        workshop.run(table([row(1)]))
    assert workshop.files() == before


# At length


def test_two_thousand_rows_end_in_records_without_a_fault(workshop: Workshop) -> None:
    rows = []
    for n in range(2000):
        cells = row(
            n,
            Case=f"Authority v Penguin No. {n % 700}",
            Decided=f"{n % 28 + 1:02}/{n % 12 + 1:02}/20{n % 20:02}",
        )
        if n % 10 == 3:
            cells["Subjects"] = "hacking; Gossip"
        if n % 25 == 4:
            cells["Decided"] = "31/02/2020"
        if n % 40 == 5:
            cells["Citation"] = f"[2020] ASHC {n - 1}"
        if n % 50 == 6:
            cells["Abstract"] = "A <script>alert(1)</script> text."
        rows.append(cells)
    started = time.monotonic()
    report = workshop.run(table(rows))
    assert time.monotonic() - started < 30
    assert report.rows == 2000
    assert report.written > 1600
    assert {each.code for rejected in report.rejected for each in rejected.reasons} == {
        "unknown-term", "impossible-date", "duplicate-record", "raw-html",
    }  # fmt: skip
    assert workshop.errors() == []
    from build_tools.rules.check import check

    checked = check(workshop.content)
    before = sum(path.is_file() for path in (ROOT / "tests/corpus/content").rglob("*.*"))
    assert len(checked.corpus.entries) == report.written + before
    assert {each.code for each in checked.findings if each.severity is Severity.ADVICE} <= {
        "no-evidence"
    }
    assert workshop.run(table(rows)).already_there == report.written
