"""Sources that mean harm, or hold what nobody thought of: no traceback, nothing outside, no bad record."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from importing.workshop import HEADER, MAPPING, Workshop, codes, lines, row, table

from build_tools.importing.plain_text import as_markdown
from build_tools.importing.report import as_json, as_text
from build_tools.importing.slugs import make_slug, numbered
from build_tools.importing.writing import Shelf, Standing
from build_tools.source.markdown import find_marks
from build_tools.values.ids import is_part

CORPUS = Path(__file__).parent.parent / "corpus/content"
SLUG = MAPPING.replace('{template: "{title} {year}"}', "Slug")
COUNTRY = MAPPING.replace("{constant: aq}", "Country")


@pytest.mark.parametrize(
    "slug",
    ["../../../../tmp/evil", "/etc/passwd", "..\\..\\evil", "a/b/c", "CON", "nul.md", "index", "index-2", ".", "..", "~", "-rf",
     "%2e%2e%2fevil", "evil\x00.md", "evil\n../x", "ｅｖｉｌ／..", "e" * 5000, "lpt1", "…", "C:evil", "evil.md.part", "&&", "\u202elive"],
)  # fmt: skip
def test_no_slug_leads_out_of_the_folder(slug: str, workshop: Workshop) -> None:
    around = {path for path in workshop.project.rglob("*") if "content" not in path.parts}
    before = set(workshop.files())
    report = workshop.run(table([row(1, Slug=slug)], [*HEADER, "Slug"]), SLUG)
    for name in set(workshop.files()) - before:
        assert name.startswith("cases/aq/")
        assert is_part(name.removeprefix("cases/aq/").removesuffix(".md"))
    made = {path for path in workshop.project.rglob("*") if "content" not in path.parts} - around
    assert {path.name for path in made} <= {"judgments.csv", "mapping.yml"}
    assert codes(report) in ([], [["no-address"]], [["bad-text"]])
    assert workshop.errors() == []


@pytest.mark.parametrize(
    "country", ["..", "../..", "/", "con", "a/../..", "AQ", "", "xx", "aq\x00", "int/..", "."]
)
def test_no_country_leads_out_of_the_folder(country: str, workshop: Workshop) -> None:
    before = workshop.files()
    report = workshop.run(table([row(1, Country=country)], [*HEADER, "Country"]), COUNTRY)
    assert len(report.rejected) == 1
    assert workshop.files() == before


def test_a_link_in_the_folder_is_not_followed(workshop: Workshop, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (workshop.content / "cases/ke").symlink_to(outside)
    report = workshop.run(table([row(1, Country="ke")], [*HEADER, "Country"]), COUNTRY)
    assert codes(report) == [["file-exists"]]
    assert list(outside.iterdir()) == []
    (workshop.content / "cases/aq/authority-v-penguin-1-2020.md").symlink_to(outside / "x.md")
    assert codes(workshop.run(table([row(1)]))) == [["file-exists"]]
    part = workshop.content / "cases/aq/.authority-v-penguin-2-2020.md.part"
    part.symlink_to(outside / "y.md")
    assert workshop.run(table([row(2)])).written == 1
    assert list(outside.iterdir()) == []


def test_a_folder_beside_with_a_like_name_is_outside(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content-evil").mkdir()
    (tmp_path / "content/cases").symlink_to(tmp_path / "content-evil")
    shelf = Shelf(tmp_path / "content")
    assert shelf.write(shelf.file("cases/aq/a", ".md").path, "x") is Standing.OTHER
    assert list((tmp_path / "content-evil").iterdir()) == []


FORMULAS = [
    "=1+1",
    '=HYPERLINK("https://evil.example","x")',
    "=cmd|' /C calc'!A0",
    "＝1+1",
    "#REF!",
    "#N/A",
    "#NAME?",
]


@pytest.mark.parametrize("cell", FORMULAS)
def test_a_formula_is_told_as_one(cell: str, workshop: Workshop) -> None:
    for column in ("Case", "Abstract", "Citation"):
        report = workshop.run(table([row(1, **{column: cell})]))
        assert codes(report) == [["formula"]]
        assert report.rejected[0].reasons[0].column == column


@pytest.mark.parametrize(
    "cell", ["-1+1", "@SUM(A1)", "+254 20 123", "- none -", "== heading", "=", "= see below"]
)
def test_other_signs_are_text(cell: str, workshop: Workshop) -> None:
    report = workshop.run(table([row(1, Docket=cell)]))
    assert report.written == 1, as_text(report)
    assert workshop.errors() == []


@pytest.mark.parametrize(
    "hidden", ["\x00", "\x1b[31m", "\x7f", "\u202e", "\u200b", "\ufeff", "\x85", "\u2028"]
)
def test_characters_that_hide_are_refused_everywhere(hidden: str, workshop: Workshop) -> None:
    for column in ("Case", "Court", "Docket", "Abstract", "Citation"):
        report = workshop.run(table([row(1, **{column: f"Word{hidden}word"})]))
        assert len(report.rejected) == 1, column
        assert hidden not in as_text(report)
    assert workshop.errors() == []


def test_huge_cells_are_bounded(workshop: Workshop) -> None:
    rows = [row(1, Abstract="x" * 250_000), row(2, Case="x" * 100_000), row(3, Court="y" * 3_000_000), row(4, Docket="z " * 5000),
            row(5, Citation=";".join(f"c{n}" for n in range(6000))), row(6, Unmapped="w" * 1_000_000), row(7, Abstract="word " * 20_000)]  # fmt: skip
    report = workshop.run(table(rows, [*HEADER, "Unmapped"]))
    assert codes(report) == [
        ["too-large"],
        ["bad-text"],
        ["too-large"],
        ["bad-text"],
        ["too-large"],
    ]
    assert report.written == 2
    assert len(as_json(report)) < 10_000


@pytest.mark.parametrize(
    "text",
    [
        "[" * 20_000,
        "[a](" * 5_000,
        "*" * 20_000,
        "> " * 5_000,
        "`" * 20_001,
        "<a " * 10_000,
        "- " * 5_000,
        "\\" * 20_000,
        "=" * 20_000,
        "1. " * 9_000,
        "&#" * 9_000,
    ],
)
def test_pathological_texts_are_quick(text: str, workshop: Workshop) -> None:
    started = time.monotonic()
    workshop.run(table([row(1, Abstract=text, Case=text[:3000])]))
    plain = MAPPING.replace("Summary: Abstract", "Summary: {column: Abstract, plain: true}")
    workshop.run(table([row(1, Abstract=text)]), plain)
    assert time.monotonic() - started < 3
    assert workshop.errors() == []


def test_a_template_is_no_program(workshop: Workshop) -> None:
    mapping = MAPPING.replace("docket: Docket", 'docket: {template: "{Docket} {Docket}"}')
    report = workshop.run(
        table([row(1, Docket="{Docket.__class__.__mro__} %(x)s {{7*7}} ${HOME}")]), mapping
    )
    assert report.written == 1
    text = workshop.files()["cases/aq/authority-v-penguin-1-2020.md"]
    assert text.count("{Docket.__class__.__mro__} %(x)s {{7*7}} ${HOME}") == 2


def test_yaml_in_a_cell_is_text(workshop: Workshop) -> None:
    evil = [
        "a: b",
        "!!python/object:os.system x",
        "&a *a",
        "---",
        "null",
        "~",
        "true",
        "2020-01-01",
        "'",
        '"',
        "# x",
        "x # y",
        "{a: b}",
        "[a]",
        "|",
        ">",
        "a\tb",
        "\\n",
        "no",
    ]
    rows = [
        row(n, Docket=cell, Case=f"{cell} {n}", Decided=f"{n + 1:02}/06/2020")
        for n, cell in enumerate(evil)
    ]
    report = workshop.run(table(rows))
    assert report.written == len(evil), as_text(report)
    assert workshop.errors() == []
    dockets = {
        entry.record.docket
        for entry in workshop.corpus().entries
        if hasattr(entry.record, "docket")
    }
    assert set(evil) <= dockets


def test_many_rows_with_one_address_or_docket_are_quick(workshop: Workshop) -> None:
    rows = [
        row(n, Case="Authority v Penguin", Docket="C 1", Court=f"Court {n}", Decided="2020")
        for n in range(1500)
    ]
    started = time.monotonic()
    report = workshop.run(table(rows), MAPPING.replace('"%d/%m/%Y"', '"%Y"'))
    assert report.written == 1500
    assert time.monotonic() - started < 20


def test_many_wrong_references_are_quick(workshop: Workshop) -> None:
    mapping = MAPPING.replace("sections:", "  related: {column: Related, split: ';'}\nsections:")
    rows = [
        row(
            n,
            Related=f"cases/aq/authority-v-pengiun-{n}-2020",
            Abstract=f"See [it](authority-v-pengiun-{n}.md).",
        )
        for n in range(1500)
    ]
    started = time.monotonic()
    report = workshop.run(table(rows, [*HEADER, "Related"]), mapping)
    assert codes(report) == [["unknown-reference", "bad-link"]] * 1500
    assert time.monotonic() - started < 20


CELLS = st.text(st.characters(codec="utf-8"), max_size=60) | st.sampled_from(
    ["", " ", "=1", "[x](y) z", "## Facts", "```", "---", "03/06/2020", "hacking", "hacking;;", "HC", "https://x.example", "\x00", "\u202e", "../..", "<b>"]
)  # fmt: skip


@pytest.fixture(scope="module")
def module_workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    folder = tmp_path_factory.mktemp("random")
    shutil.copytree(CORPUS, folder / "content")
    workshop = Workshop(folder)
    workshop.known = workshop.corpus()
    return workshop


WIDE = MAPPING.replace(
    "sections:",
    """  related: {column: Related, split: ";"}
  charges[*].cited: {column: Charges, split: ";"}
  charges[*].outcome: {column: Outcomes, split: ";", map: {guilty: convicted}}
  parties[0].role: {constant: appellant}
  parties[0].kind: {constant: natural}
  parties[0].label: {template: "{Name} {Docket}"}
  conduct.from: Conduct
  anonymised: {column: Secret, map: {"yes": "true", "*": "false"}}
  notes: Notes
  ecli: Ecli
  language: {column: Tongue, default: en}
sections:
  Facts: {column: Notes, plain: true}""",
)
WIDE_HEADER = (
    *HEADER,
    "Related",
    "Charges",
    "Outcomes",
    "Name",
    "Conduct",
    "Secret",
    "Notes",
    "Ecli",
    "Tongue",
)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.dictionaries(st.sampled_from(WIDE_HEADER), CELLS), min_size=1, max_size=6))
def test_no_cells_give_a_traceback_or_a_record_with_a_fault(
    module_workshop: Workshop, cells: list[dict[str, str]]
) -> None:
    rows = [dict.fromkeys(WIDE_HEADER, "") | row(n) | each for n, each in enumerate(cells)]
    before = set(module_workshop.files())
    report = module_workshop.run(table(rows, WIDE_HEADER), WIDE)
    assert as_text(report)
    assert module_workshop.errors() == []
    for name in set(module_workshop.files()) - before:
        os.unlink(module_workshop.content / name)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.binary(max_size=300))
def test_no_bytes_give_a_traceback(module_workshop: Workshop, data: bytes) -> None:
    header = (",".join(HEADER) + "\n").encode()
    module_workshop.run(data)
    module_workshop.run(header + data)
    mapping = "id: {template: '{a}'}\nfields: {title: a, country: b.c, court: d.*.e, date: f}\n"
    module_workshop.run(data, mapping, name="a.jsonl")
    module_workshop.run(b'{"a": "x", "b": {"c": "aq"}}\n' + data, mapping, name="a.jsonl")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from("abcdef") | st.text(max_size=4), inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(st.dictionaries(st.sampled_from("abcdef"), JSON, max_size=6), min_size=1, max_size=4)
)
def test_no_json_gives_a_traceback(module_workshop: Workshop, values: list[object]) -> None:
    mapping = (
        "id: {template: '{a}'}\nfields: {title: a, country: {constant: aq}, court: a.b, date: {constant: 2020}, "
        "citations: c, 'charges[*].cited': 'd.*.a', 'charges[*].outcome': e.0, 'parties[0].label': b}\nsections: {Facts: f}\n"
    )
    module_workshop.run(lines(values), mapping, name="a.jsonl", dry_run=True)


MAPPINGS = st.text(st.characters(codec="utf-8"), max_size=80) | st.builds(
    lambda words: "id: {template: '{Case}'}\nfields:\n" + "".join(f"  {name}: {value}\n" for name, value in words),
    st.lists(
        st.tuples(
            st.sampled_from(["title", "date", "citations", "sources[0].url", "charges[*].cited", "x", "conduct", "a[", "provisions[*].provision", "'*'", "parties[99].role"]),
            st.sampled_from(["Case", "{column: Case, split: ''}", "{constant: [a, b]}", "{template: '{'}", "{column: Case, map: {a: [b, null]}}", "{column: Case, date: ['%Y', []]}", "[]", "null", "{}", "{column: [], default: {}}", "{constant: {}}", "{column: Case, map: {'*': '*'}}", "{column: Case, plain: true}"]),
        ),
        max_size=5,
    ),
)  # fmt: skip


@settings(
    max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(MAPPINGS)
def test_no_mapping_gives_a_traceback(module_workshop: Workshop, mapping: str) -> None:
    for kind in ("case", "law"):
        module_workshop.run(table([row(1)]), mapping, kind=kind, dry_run=True)


@settings(max_examples=400, deadline=None)
@given(st.text(max_size=200))
def test_a_slug_is_a_part_of_an_address_or_nothing(text: str) -> None:
    slug = make_slug(text)
    assert slug == "" or is_part(slug)
    if slug:
        assert all(is_part(numbered(slug, number)) for number in (2, 99, 123456))


def test_slugs_of_real_titles() -> None:
    assert (
        make_slug("R (Smith) v. Attorney-General’s Office & Others [2020]")
        == "r-smith-v-attorney-generals-office-others-2020"
    )
    assert make_slug("Łódź Straße Ærø İstanbul Đặng Þór") == "lodz-strasse-aero-istanbul-dang-thor"
    assert make_slug("最高人民法院") == ""
    long = make_slug("the " * 40)
    assert (len(long) <= 80, long.endswith("the")) == (True, True)
    assert make_slug("x" * 300) == "x" * 80


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from("ab1 \n\t.)#-+*_`~[]()<>!&;|\\=:/"), max_size=60))
def test_plain_text_has_nothing_that_markdown_reads(text: str) -> None:
    assert list(find_marks(as_markdown(text))) == []
