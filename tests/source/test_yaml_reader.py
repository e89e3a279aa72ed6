import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.source.tree import Listing, Mapping, Scalar, locate
from build_tools.source.yaml_reader import MAX_DEPTH, read_yaml


def read(text: str) -> Mapping:
    tree, findings = read_yaml(text, "x.yml")
    assert not findings
    assert tree is not None
    return tree


def code_of(text: str) -> tuple[str, int, int]:
    tree, findings = read_yaml(text, "x.yml")
    assert tree is None or findings
    found = findings[0]
    return found.code, found.place.line, found.place.column


def test_scalars_are_the_text_that_stands_there() -> None:
    tree = read(
        "country: no\nsection: 4.10\ndocket: 010\ndate: 2021-06-03\nflag: yes\nwhen: 12:30\n"
    )
    texts = {name: node.text for name, node in tree.values.items() if isinstance(node, Scalar)}
    assert texts == {
        "country": "no", "section": "4.10", "docket": "010", "date": "2021-06-03", "flag": "yes", "when": "12:30",
    }  # fmt: skip


@pytest.mark.parametrize("text", ["a:", "a: null", "a: ~"])
def test_nothing_is_empty(text: str) -> None:
    node = read(text).values["a"]
    assert isinstance(node, Scalar)
    assert node.empty


def test_a_quoted_null_is_a_word() -> None:
    node = read('a: "null"').values["a"]
    assert isinstance(node, Scalar)
    assert not node.empty


def test_places_count_from_one_and_from_the_line_given() -> None:
    tree, _ = read_yaml("a: 1\nb:\n  - {c: 2}\n", "x.md", first_line=2)
    assert tree is not None
    assert locate(tree, ("a",)) == (2, 4)
    assert locate(tree, ("b", 0, "c")) == (4, 9)
    assert locate(tree, ("b", 7, "c")) == (4, 3)
    assert locate(tree, ("zzz",)) == (tree.line, tree.column)


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("a: &x 1\nb: *x\n", "yaml-feature", 1, 4),
        ("b: *x\n", "yaml-feature", 1, 4),
        ("a: !!python/object:os.system x\n", "yaml-feature", 1, 4),
        ("a: !custom x\n", "yaml-feature", 1, 4),
        ("%YAML 1.1\n---\na: 1\n", "yaml-feature", 1, 1),
        ("a: 1\n---\nb: 2\n", "yaml-feature", 2, 1),
        ("a: 1\na: 2\n", "duplicate-key", 2, 1),
        ("a:\n\tb: 1\n", "tab-indentation", 2, 1),
        ("a: [1, 2\nb: 3\n", "yaml-syntax", 1, 4),
        ('a: "x\n', "yaml-syntax", 1, 4),
        ("? [a, b]\n: 1\n", "yaml-syntax", 1, 3),
        ("- a\n- b\n", "not-a-record", 1, 1),
        ("just words\n", "not-a-record", 1, 1),
        ("a: " + "[" * 40_000, "too-large", 1, MAX_DEPTH + 3),
        ("a: \x00\n", "yaml-syntax", 1, 4),
    ],
)
def test_what_no_record_needs_is_refused_with_its_place(
    text: str, code: str, line: int, column: int
) -> None:
    assert code_of(text) == (code, line, column)


BOMBS = {
    "aliases": "a: &a [x,x]\n" + "".join(f"b{n}: &b{n} [*a,*a]\n" for n in range(50)),
    "merge keys": "a: &a {k: v}\n" + "".join(f"b{n}: {{<<: *a}}\n" for n in range(50)),
    "brackets": "[" * 100_000,
    "dashes": "- " * 100_000,
    "braces": "{a: " * 50_000,
    "keys": "a: {" + ", ".join(f"k{n}: v" for n in range(250_000)) + "}",
    "equal keys": "".join("a: 1\n" for _ in range(20_000)),
    "long scalar": "a: " + "x" * 1_900_000,
    "quotes": '"' * 100_000,
    "question marks": "? " * 50_000,
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_end_soon(name: str) -> None:
    started = time.monotonic()
    read_yaml(BOMBS[name], "x.yml")
    assert time.monotonic() - started < 5


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab:-[]{}&*!|>'\"%@`#,?\n\t 0~é"), max_size=80))
def test_any_text_gives_a_tree_or_a_finding(text: str) -> None:
    tree, findings = read_yaml(text, "x.yml")
    assert tree is not None or findings
    for finding in findings:
        assert finding.place.line >= 1
        assert finding.place.column >= 1
        assert finding.message


def test_lists_and_maps_nest() -> None:
    tree = read("a: [{b: c}, d]\n")
    listing = tree.values["a"]
    assert isinstance(listing, Listing)
    assert isinstance(listing.items[0], Mapping)
