"""The mapping file: what it can say, and what is said of its slips."""

from __future__ import annotations

import re

import pytest
from importing.workshop import HEADER, MAPPING, Workshop, codes, lines, row, table

from build_tools.importing.date_forms import date_fault, read_date
from build_tools.importing.targets import clash, find_target
from build_tools.model.case import Case
from build_tools.model.law import Law

SLIPS = {
    "no file": ("", 1, 1, "empty"),
    "not YAML": ("fields: [\n", 1, 9, "not closed"),
    "a list": ("- a\n", 1, 1, "must begin with fields"),
    "no fields": ("id: a\n", 1, 1, "fields: a mapping must say"),
    "fields is a text": ("id: a\nfields: b\n", 2, 9, "fields: a mapping must say"),
    "no id": ("fields:\n  title: Case\n", 1, 1, "id: say what the address"),
    "unknown part": ("idd: x\n" + MAPPING, 1, 1, "did you mean 'id'?"),
    "unknown field": (MAPPING.replace("  docket:", "  docet:"), 8, 3, "did you mean 'docket'?"),
    "unknown field in a group": (MAPPING.replace("sources[0].url", "sources[0].ulr"), 11, 3, "no field 'ulr' in sources; did you mean 'url'?"),
    "list without a number": (MAPPING.replace("sources[0].url", "sources.url"), 11, 3, "sources[0]"),
    "number without a list": (MAPPING.replace("  docket:", "  docket[0]:"), 8, 3, "is no list"),
    "group as a field": (MAPPING.replace("  docket:", "  conduct:"), 8, 3, "name one of them: from, to"),
    "field in a value": (MAPPING.replace("  docket:", "  docket.a:"), 8, 3, "nothing stands under it"),
    "not a field at all": (MAPPING.replace("  docket:", "  Docket No:"), 8, 3, "is not written as a field"),
    "each of a plain list": (MAPPING.replace("  docket:", "  offences[*]:"), 8, 3, "after a list of groups"),
    "two [*]": (MAPPING.replace("  docket:", "  sentences[*].kinds[*]:"), 8, 3, "[*] stands once"),
    "the same place twice": (MAPPING.replace("  docket:", "  citations[0]:"), 8, 3, "'citations' fills the same place"),
    "each and one": (MAPPING.replace("  docket:", "  sources[*].note:"), 10, 3, "fills the same place"),
    "a key twice": (MAPPING.replace("  docket:", "  title:"), 8, 3, "a second time"),
    "unknown option": (MAPPING.replace("split:", "spilt:"), 7, 33, "did you mean 'split'?"),
    "no source": (MAPPING.replace("{constant: aq}", "{default: aq}"), 4, 12, "give one of column"),
    "two sources": (MAPPING.replace("{constant: aq}", "{constant: aq, column: Court}"), 4, 12, "give one of column"),
    "a list for a column": (MAPPING.replace("docket: Docket", "docket: [Docket]"), 8, 11, "write a column"),
    "an empty column": (MAPPING.replace("docket: Docket", 'docket: {column: ""}'), 8, 20, "a text must stand here"),
    "a group as a column": (MAPPING.replace("docket: Docket", "docket: {column: {a: b}}"), 8, 20, "a text must stand here"),
    "unknown column": (MAPPING.replace("docket: Docket", "docket: Dockett"), 8, 11, "did you mean 'Docket'?"),
    "unknown column in a template": (MAPPING.replace("docket: Docket", 'docket: {template: "No {Docet}"}'), 8, 22, "did you mean 'Docket'?"),
    "unknown column in the address": (MAPPING.replace("{title} {year}", "{titel}"), 1, 5, "no column 'titel'"),
    "template without a column": (MAPPING.replace("docket: Docket", "docket: {template: Docket}"), 8, 22, "use constant"),
    "template with a conversion": (MAPPING.replace("docket: Docket", 'docket: {template: "{Docket!r}"}'), 8, 22, "no column 'Docket!r'"),
    "template with an attribute": (MAPPING.replace("docket: Docket", 'docket: {template: "{Docket.__class__}"}'), 8, 22, "no column 'Docket.__class__'"),
    "template not closed": (MAPPING.replace("docket: Docket", 'docket: {template: "{Docket} {"}'), 8, 22, "needs its }"),
    "template with nothing": (MAPPING.replace("docket: Docket", 'docket: {template: "{}"}'), 8, 22, "names no single column"),
    "template with a star": (MAPPING.replace("docket: Docket", 'docket: {template: "{a.*.b}"}'), 8, 22, "names no single column"),
    "bad constant": (MAPPING.replace("{constant: aq}", "{constant: Kenya}"), 4, 23, "not a country"),
    "empty constant": (MAPPING.replace("{constant: aq}", "{constant: null}"), 4, 23, "a value must stand here"),
    "two constants for one": (MAPPING.replace("{constant: aq}", "{constant: [aq, bv]}"), 4, 23, "not a list"),
    "bad default": (MAPPING.replace('"https://example.org/aq/"', "example.org"), 11, 43, "begins with https"),
    "map to no term": (MAPPING.replace("illegal-access", "ilegal-access"), 9, 59, "did you mean 'illegal-access'?"),
    "map to a bad term": (MAPPING.replace("illegal-access", "Illegal Access"), 9, 59, "is no term"),
    "map is a text": (MAPPING.replace("{hacking: illegal-access}", "hacking"), 9, 49, "their word: our word"),
    "date of a text": (MAPPING.replace("docket: Docket", 'docket: {column: Docket, date: "%Y"}'), 8, 34, "is no date"),
    "bad form of a date": (MAPPING.replace('"%d/%m/%Y"', '"%d/%m/%q"'), 6, 33, "'%q' is none of"),
    "a form without a year": (MAPPING.replace('"%d/%m/%Y"', '["%Y", "%d/%m"]'), 6, 40, "needs its year"),
    "unknown section": (MAPPING.replace("Summary:", "Sumary:"), 13, 3, "did you mean 'Summary'?"),
    "sections is a text": (MAPPING.replace("sections:\n  Summary: Abstract", "sections: Abstract"), 12, 11, "write each heading"),
    "split of a section": (MAPPING.replace("Summary: Abstract", "Summary: {column: Abstract, split: x}"), 13, 31, "no 'split' here"),
    "plain of a title": (MAPPING.replace("docket: Docket", "docket: {column: Docket, plain: true}"), 8, 35, "is plain already"),
    "plain is no flag": (MAPPING.replace("Summary: Abstract", "Summary: {column: Abstract, plain: maybe}"), 13, 38, "true or false"),
    "id is a list": (MAPPING.replace('{template: "{title} {year}"}', "[a]"), 1, 5, "id: write"),
    "id with both": (MAPPING.replace('{template: "{title} {year}"}', '{template: "{title}", column: Case}'), 1, 5, "give one of column, template"),
    "unknown clash": (MAPPING.replace('{year}"}', '{year}", clash: overwrite}'), 1, 41, "number, report"),
    "delimiter too long": ('delimiter: ";;"\n' + MAPPING, 1, 12, "one sign"),
    "delimiter is a letter": ("delimiter: a\n" + MAPPING, 1, 12, "one sign"),
    "delimiter is a quote": ("delimiter: \"'\"\n" + MAPPING, 1, 12, "one sign"),
    "an anchor of YAML": ("id: &a b\nfields: {title: *a}\n", 1, 5, "anchor"),
}  # fmt: skip


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_in_the_mapping_is_found_at_its_place(slip: str, workshop: Workshop) -> None:
    mapping, line, column, words = SLIPS[slip]
    before = workshop.files()
    report = workshop.run(table([row(1)]), mapping)
    found = {(each.place.line, each.place.column): each.message for each in report.findings}
    assert words in found.get((line, column), ""), found
    assert all(each.place.file.endswith("/mapping.yml") for each in report.findings)
    assert (report.rows, report.clean) == (0, False)
    assert workshop.files() == before


def test_all_slips_are_told_at_once(workshop: Workshop) -> None:
    mapping = (
        MAPPING.replace("docket:", "docet:").replace("aq}", "Kenya}").replace("Summary", "Sum")
    )
    assert len(workshop.run(table([row(1)]), mapping).findings) == 3


def test_a_law_has_no_sections(workshop: Workshop) -> None:
    report = workshop.run(
        table([row(1)]),
        "id: Case\nfields: {title: Case}\nsections: {Summary: Abstract}\n",
        kind="law",
    )
    assert "a law is a file of fields only" in report.findings[0].message


def test_what_is_not_there_or_no_source_is_a_finding(workshop: Workshop) -> None:
    assert [each.code for each in workshop.run_path(workshop.project / "none.csv").findings] == [
        "not-a-file"
    ]
    assert [each.code for each in workshop.run("x", name="a.xlsx").findings] == ["wrong-suffix"]
    folder = workshop.project / "empty"
    folder.mkdir()
    law = "fields: {title: title}\n"
    assert [each.code for each in workshop.run_path(folder, law, kind="law").findings] == [
        "unknown-value"
    ]
    report = workshop.run_path(folder, kind="case")
    assert "gives laws" in report.findings[0].message
    (workshop.project / "judgments.csv").write_text(table([row(1)]))
    (workshop.project / "mapping.yml").write_bytes(b"id: \xff\n")
    from build_tools.importing.run import ImportOptions, run_import

    for name, code in (("mapping.yml", "not-utf8"), ("no.yml", "not-a-file")):
        options = ImportOptions(
            workshop.project / "judgments.csv", "case", workshop.project / name, workshop.content
        )
        assert [
            each.code for each in run_import(options, workshop.corpus(), lambda *_: None).findings
        ] == [code]


# What a mapping can do


def imported(workshop: Workshop, mapping: str, **cells: str) -> str:
    """The one new file that a row gives."""
    before = set(workshop.files())
    header = [*HEADER, *(name for name in cells if name not in HEADER)]
    report = workshop.run(table([row(1, **cells)], header), mapping)
    assert report.clean, report
    assert workshop.errors() == []
    (name,) = set(workshop.files()) - before
    return workshop.files()[name]


def with_fields(*added: str, without: str = "") -> str:
    kept = (
        MAPPING
        if not without
        else re.sub(rf"^  {re.escape(without)}: .*\n", "", MAPPING, flags=re.M)
    )
    return kept.replace("fields:\n", "fields:\n" + "".join(f"  {each}\n" for each in added))


def test_a_record_is_written_as_the_writer_writes(workshop: Workshop) -> None:
    assert imported(workshop, MAPPING, Citation="[2020] ASHC 1; 1 ASR 7") == (
        "---\n"
        "title: Authority v Penguin 1\n"
        "country: aq\n"
        "court: High Court of the Stations\n"
        "date: 2020-06-03\n"
        'citations: ["[2020] ASHC 1", 1 ASR 7]\n'
        "docket: C 1\n"
        "offences: [illegal-access]\n"
        "sources:\n"
        '  - {title: Register of the Stations, url: "https://example.org/aq/1"}\n'
        "review: {state: unreviewed}\n"
        "---\n"
        "## Summary\n\n"
        "What was decided, and why it matters.\n"
    ).replace('"https://example.org/aq/1"', "https://example.org/aq/1")


def test_a_template_is_empty_where_a_cell_is(workshop: Workshop) -> None:
    mapping = with_fields(
        'title: {template: "{One} v {Two}", default: Anonymous matter}', without="title"
    )
    assert "title: Authority v Seal" in imported(workshop, mapping, One="Authority", Two="Seal")
    assert "title: Anonymous matter" in imported(
        workshop, mapping, One="Authority", Two=" ", Citation="", Docket=""
    )


def test_braces_in_cells_are_no_template(workshop: Workshop) -> None:
    mapping = with_fields('docket: {template: "No {Docket}"}', without="docket")
    assert "No {Case} {0} %s {{7*7}}" in imported(workshop, mapping, Docket="{Case} {0} %s {{7*7}}")


def test_a_map_knows_words_in_any_case_and_gives_several(workshop: Workshop) -> None:
    mapping = with_fields(
        'offences: {column: Subjects, split: ",", map: {Hacking: [illegal-access, data-interference], "N/A": null}}',
        without="offences",
    )
    text = imported(workshop, mapping, Subjects="HACKING, n/a ,hacking, illegal-access,")
    assert "offences: [illegal-access, data-interference]" in text


def test_other_words_can_be_left_out_or_stand_for_one_term(workshop: Workshop) -> None:
    mapping = with_fields(
        'offences: {column: Subjects, split: ";", map: {hacking: illegal-access, "*": null}}',
        without="offences",
    )
    report = workshop.run(
        table([row(1, Subjects="hacking; gossip"), row(2, Subjects="gossip")]), mapping
    )
    assert report.written == 2
    assert [
        (each.unread.value, each.unread.left_out, each.count) for each in report.unread_values
    ] == [("gossip", True, 2)]
    assert "offences" not in workshop.files()["cases/aq/authority-v-penguin-2-2020.md"]
    mapping = mapping.replace('"*": null', '"*": offensive-communication')
    assert "offences: [offensive-communication]" in imported(
        workshop, mapping, Subjects="gossip", Case="Authority v Seal", Docket="", Citation=""
    )


def test_words_that_cannot_be_mapped_are_counted_with_the_nearest(workshop: Workshop) -> None:
    rows = [row(n, Subjects="ilegal-access") for n in range(3)] + [
        row(9, Subjects="Gossip, wild"),
        row(10, Decided="31/02/2020"),
    ]
    report = workshop.run(table(rows))
    assert codes(report) == [
        ["unknown-term"],
        ["unknown-term"],
        ["unknown-term"],
        ["unknown-term"],
        ["impossible-date"],
    ]
    found = {
        each.unread.value: (each.unread.field, each.unread.column, each.count, each.unread.nearest)
        for each in report.unread_values
    }
    assert found["ilegal-access"] == ("offences", "Subjects", 3, "illegal-access")
    assert found["Gossip, wild"][:3] == ("offences", "Subjects", 1)
    assert found["31/02/2020"] == ("date", "Decided", 1, "")


@pytest.mark.parametrize(
    ("cell", "written"),
    [("03/06/2020", "2020-06-03"), ("6/2020", "2020-06"), ("2020", "2020"), ("3 June 2020", "2020-06-03"), ("Jun 3, 2020 14:05", "2020-06-03")],
)  # fmt: skip
def test_dates_are_as_exact_as_they_are_written(
    cell: str, written: str, workshop: Workshop
) -> None:
    forms = '["%d/%m/%Y", "%m/%Y", "%Y", "%d %B %Y", "%b %d, %Y %H:%M"]'
    assert f"date: {written}\n" in imported(
        workshop, MAPPING.replace('"%d/%m/%Y"', forms), Decided=cell
    )


def test_a_refused_date_is_told_once_with_row_and_column(workshop: Workshop) -> None:
    report = workshop.run(table([row(1), row(2, Decided="2020-06-03")]))
    (rejected,) = report.rejected
    (why,) = rejected.reasons
    assert (rejected.row, rejected.line) == (2, 3)
    assert (why.code, why.field, why.column, why.value) == (
        "impossible-date",
        "date",
        "Decided",
        "2020-06-03",
    )
    assert "no date of the form %d/%m/%Y" in why.message


def test_a_missing_value_is_told_with_its_column(workshop: Workshop) -> None:
    report = workshop.run(table([row(1, Court=" ")]))
    (why,) = report.rejected[0].reasons
    assert (why.code, why.field, why.column) == ("missing-field", "court", "Court")


def test_a_group_without_its_column_is_missed_by_the_columns_name(workshop: Workshop) -> None:
    report = workshop.run(
        table([row(1, Link="")]), MAPPING.replace(', default: "https://example.org/aq/"', "")
    )
    (why,) = report.rejected[0].reasons
    assert (why.code, why.field, why.column) == ("missing-field", "sources[0].url", "Link")


def test_groups_are_filled_one_by_one(workshop: Workshop) -> None:
    mapping = with_fields(
        "parties[0].label: A", "parties[0].role: {constant: prosecutor}", "parties[0].kind: {constant: state}",
        "parties[1].label: B", "parties[1].role: {constant: appellant}", "parties[1].kind: {constant: natural}",
        'conduct.from: {column: From, date: "%Y"}', "review.state: {constant: unreviewed}",
        "evidence[0].fact: {constant: all fields}", "evidence[0].how: {constant: known}",
        "sources[1].title: {column: Report, default: Reports}", "sources[1].url: {constant: \"https://example.org/r\"}",
    )  # fmt: skip
    text = imported(workshop, mapping, A="Authority", B="Penguin", From="2019", Report="ASR")
    assert "conduct: {from: 2019}" in text
    assert "- {role: prosecutor, kind: state, label: Authority}" in text
    assert "- {role: appellant, kind: natural, label: Penguin}" in text
    assert "- {fact: all fields, how: known}" in text
    assert "- {title: ASR, url: https://example.org/r}" in text
    text = imported(
        workshop,
        mapping,
        A="",
        B="Seal",
        From="",
        Report="",
        Case="Authority v Seal",
        Docket="",
        Citation="",
    )
    assert "prosecutor" not in text
    assert "- {role: appellant, kind: natural, label: Seal}" in text
    assert "- {title: Reports, url: https://example.org/r}" in text


def test_lists_that_belong_together_make_groups(workshop: Workshop) -> None:
    mapping = with_fields(
        'charges[*].cited: {column: Charges, split: ";"}',
        'charges[*].outcome: {column: Outcomes, split: ";", map: {guilty: convicted, "not guilty": acquitted, "?": null}}',
    )
    text = imported(workshop, mapping, Charges="s 1; s 2;s 3 ;", Outcomes="guilty;?;not guilty")
    assert "- {cited: s 1, outcome: convicted}" in text
    assert "- {cited: s 2}" in text
    assert "- {cited: s 3, outcome: acquitted}" in text
    text = imported(
        workshop,
        mapping,
        Charges="s 1; s 2",
        Outcomes="",
        Case="Authority v Seal",
        Docket="",
        Citation="",
    )
    assert "charges:\n  - {cited: s 1}\n  - {cited: s 2}\n" in text
    assert "charges" not in imported(
        workshop, mapping, Charges="", Outcomes="", Case="Authority v Orca", Docket="", Citation=""
    )
    header = [*HEADER, "Charges", "Outcomes"]
    report = workshop.run(
        table([row(7, Charges="s 1;s 2;s 3", Outcomes="guilty;guilty")], header), mapping
    )
    assert codes(report) == [["lists-differ"]]
    assert report.rejected[0].reasons[0].column == "Charges, Outcomes"


def test_one_cell_makes_one_group_where_nothing_splits_it(workshop: Workshop) -> None:
    mapping = with_fields("charges[*].cited: Charges")
    assert "charges:\n  - {cited: s 1; s 2}\n" in imported(workshop, mapping, Charges="s 1; s 2")


def test_parts_of_a_list_can_have_columns_of_their_own(workshop: Workshop) -> None:
    mapping = with_fields("citations[0]: Citation", "citations[1]: Reported", without="citations")
    assert "citations: [A 1, B 2]" in imported(workshop, mapping, Citation="A 1", Reported="B 2")
    assert "citations: [B 3]" in imported(
        workshop, mapping, Citation="", Reported="B 3", Case="Authority v Seal", Docket=""
    )


def test_texts_of_one_line_are_made_one(workshop: Workshop) -> None:
    assert "title: Authority v Penguin" in imported(
        workshop, MAPPING, Case="Authority v \r\n Penguin"
    )


def test_sections_stand_in_the_models_order_and_empty_ones_are_left_out(workshop: Workshop) -> None:
    mapping = MAPPING.replace(
        "  Summary:",
        "  Outcome: {column: Result, map: {D: The appeal was dismissed.}}\n  Facts: Facts\n  Summary:",
    )
    text = imported(workshop, mapping, Result="D", Facts=" ", Abstract="One.\r\n\r\nTwo.")
    assert text.endswith(
        "---\n## Summary\n\nOne.\n\nTwo.\n\n## Outcome\n\nThe appeal was dismissed.\n"
    )


def test_plain_text_keeps_its_signs(workshop: Workshop) -> None:
    mapping = MAPPING.replace("Summary: Abstract", "Summary: {column: Abstract, plain: true}")
    said = "# 1. No <b>HTML</b>, *no* emphasis; see [2019] (SC) and [x](y).\n- a_b\n    1) `code`"
    text = imported(workshop, mapping, Abstract=said)
    assert "\\# 1. No \\<b\\>HTML\\</b\\>, \\*no\\* emphasis; see &#91;2019&#93; (SC)" in text


def test_a_group_where_a_value_must_stand_is_told(workshop: Workshop) -> None:
    good = {"name": "A v B", "court": "HC", "decided": "2020"}
    mapping = "id: {template: '{title}'}\nfields:\n  title: name\n  country: {constant: aq}\n  court: court\n  date: decided\n  citations: cites\n  sources[0].title: {constant: R}\n"
    source = lines([{**good, "court": {"name": "x"}}, {**good, "name": ["a", "b"]}, {**good, "cites": [["a"]]},
                    {**good, "cites": [{"a": "b"}]}, {**good, "cites": [str(n) for n in range(6000)]}])  # fmt: skip
    report = workshop.run(source, mapping, name="a.jsonl")
    assert codes(report) == [["wrong-type"]] * 3 + [["too-large"]]
    assert "not 2" in report.rejected[1].reasons[0].message


# The parts by themselves


def test_targets_and_their_clashes() -> None:
    url = find_target(Case, "sources[0].url")
    assert (url.steps, url.words, url.each, url.whole) == (
        ("sources", 0, "url"),
        "sources.url",
        False,
        False,
    )
    kinds = find_target(Case, "sentences[*].kinds")
    assert (kinds.each, kinds.whole) == (True, True)
    version = find_target(Law, "provisions[*].versions[0].from")
    assert version.words == "provisions.versions.from"
    assert not clash(url, find_target(Case, "sources[1].url"))
    assert not clash(url, find_target(Case, "sources[0].title"))
    assert clash(url, find_target(Case, "sources[*].title"))
    assert clash(find_target(Case, "citations"), find_target(Case, "citations[3]"))


def test_forms_of_dates() -> None:
    assert date_fault("%d.%m.%Y") == ""
    for form, words in {
        "%d.%m.%y": "two digits",
        "%d %Y": "needs its month",
        "%d%d%m%Y": "twice",
        "%m %B %Y": "twice",
        "%": "none of",
        "x": "year",
    }.items():
        assert words in date_fault(form), form
    assert read_date("4.5.2020", ["%d.%m.%Y"]) == "2020-05-04"
    assert read_date("0099", ["%Y"]) == "0099"
    assert read_date("٣/٤/٢٠٢٠", ["%d/%m/%Y"]) is None
    assert read_date("x" * 10_000, ["%d/%m/%Y"]) is None
