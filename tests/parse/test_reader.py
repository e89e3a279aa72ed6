from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.corpus.load import Entry
from build_tools.model.case import Case
from build_tools.model.kinds import BY_NAME, KINDS
from build_tools.model.law import Law
from build_tools.model.spec import fields_of
from build_tools.model.types import Choice, Term
from build_tools.parse.reader import Reader
from build_tools.parse.records import parse_file
from build_tools.parse.writer import write_record
from build_tools.rules.check import Checked
from build_tools.source.files import SourceFile, list_files
from build_tools.source.tree import Listing, Mapping, Node, Scalar
from build_tools.source.yaml_reader import read_yaml
from build_tools.values.dates import PartialDate

FILES = list_files(Path(__file__).parent.parent / "corpus" / "content")[0]
REAL = list_files(Path(__file__).parent.parent.parent / "content")[0]


def entry_of(checked: Checked, record_id: str) -> Entry:
    return checked.corpus.by_id[record_id]


def test_norway_is_no_and_sections_keep_their_zeros(checked: Checked) -> None:
    assert entry_of(checked, "countries/no").record.title == "Norway"
    law = entry_of(checked, "laws/aq/station-computer-offences-act-2019").record
    assert isinstance(law, Law)
    assert law.provisions[1].number == "4.10"
    tree, _ = read_yaml(
        "title: x\ncountry: no\ncourt: y\ndate: 2020\ndocket: 010\nsources: [{title: z}]\n", "x.md"
    )
    assert tree is not None
    case = Reader("x.md").read(Case, tree)
    assert (case.country, case.docket) == ("no", "010")


def test_a_plain_title_will_do_for_another_law(checked: Checked) -> None:
    law = entry_of(checked, "laws/aq/station-computer-offences-act-2019").record
    assert isinstance(law, Law)
    assert law.repeals[0].title == "Station Signals Ordinance 1990"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.id)
def test_what_is_written_is_read_again(file: SourceFile, tmp_path: Path) -> None:
    parsed = parse_file(file)
    assert parsed.record is not None
    text = write_record(parsed.record, parsed.sections)
    copy = tmp_path / f"copy{file.suffix}"
    copy.write_text(text, encoding="utf-8")
    again = parse_file(SourceFile(str(copy), file.name, file.id, file.suffix))
    assert again.findings == ()
    assert again.record == parsed.record
    assert [(part.name, part.text) for part in again.sections] == [
        (part.name, part.text) for part in parsed.sections
    ]
    assert again.record is not None
    assert write_record(again.record, again.sections) == text


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs"], exclude_characters="\r\n"), min_size=1, max_size=40
).filter(lambda text: text.strip() == text and text != "")  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(WORDS, st.lists(WORDS, max_size=3))
def test_any_words_survive_writing_and_reading(title: str, citations: list[str]) -> None:
    case = Case(
        title=title, country="no", court=title, date=PartialDate(2020),
        citations=tuple(citations), sources=(),
    )  # fmt: skip
    text = write_record(case)
    fields = text.split("---\n")[1] if text.count("---\n") == 2 else text[4 : text.rindex("---\n")]
    tree, findings = read_yaml(fields, "x.md")
    assert findings == ()
    assert tree is not None
    again = tree.values["title"]
    assert isinstance(again, Scalar)
    assert again.text == title
    listed = tree.values.get("citations")
    found = (
        [item.text for item in listed.items if isinstance(item, Scalar)]
        if isinstance(listed, Listing)
        else []
    )
    assert found == citations


NODES: st.SearchStrategy[Node] = st.recursive(
    st.text(max_size=12).map(lambda text: Scalar(text, 1, 1)),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: Listing(items, 1, 1))
        | st.dictionaries(st.sampled_from(["title", "date", "url", "provision", "x"]), inner, max_size=3).map(
            lambda values: Mapping(1, 1, {key: Scalar(key, 1, 1) for key in values}, dict(values))
        )
    ),
    max_leaves=8,
)  # fmt: skip


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_no_tree_makes_the_reader_raise(kind: object, data: st.DataObject) -> None:
    assert hasattr(kind, "model")
    names = [spec.name for spec in fields_of(kind.model)]
    values = data.draw(st.dictionaries(st.sampled_from(names), NODES, max_size=6))
    keys = {key: Scalar(key, 1, 1) for key in values}
    reader = Reader("x.yml")
    record = reader.read(kind.model, Mapping(1, 1, keys, values))
    assert record is not None or reader.findings


def test_every_field_has_help_and_a_label() -> None:
    todo, seen = [kind.model for kind in KINDS], set[type]()
    while todo:
        model = todo.pop()
        for spec in fields_of(model):
            assert spec.help.endswith("."), f"{model.__name__}.{spec.name}"
            assert spec.label
            if spec.group is not None and spec.group not in seen:
                seen.add(spec.group)
                todo.append(spec.group)


def test_terms_of_the_model_name_vocabularies_that_exist(checked: Checked) -> None:
    todo: list[type] = [kind.model for kind in KINDS]
    names = set()
    while todo:
        for spec in fields_of(todo.pop()):
            if isinstance(spec.value, Term):
                names |= set(spec.value.vocabularies)
            if spec.group is not None:
                todo.append(spec.group)
    assert names == set(checked.corpus.terms)
    assert all(f"vocabulary/{name}" in {file.id for file in REAL} for name in names)


def test_choices_have_meanings() -> None:
    todo: list[type] = [BY_NAME["case"].model, BY_NAME["law"].model, BY_NAME["treaty"].model]
    while todo:
        for spec in fields_of(todo.pop()):
            if isinstance(spec.value, Choice):
                assert all(meaning for _, meaning in spec.value.words)
            if spec.group is not None:
                todo.append(spec.group)
