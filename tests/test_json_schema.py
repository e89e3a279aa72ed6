"""The JSON Schema of each kind accepts what the reader accepts."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from build_tools.model.json_schema import kind_schema
from build_tools.model.kinds import KINDS, Kind
from build_tools.parse.records import open_file
from build_tools.rules.check import Checked
from build_tools.source.tree import Listing, Node, Scalar


def plain(node: Node) -> Any:
    """A tree as another YAML reader would give it, all scalars text."""
    if isinstance(node, Scalar):
        if node.empty:
            return None
        return {"true": True, "false": False}.get(node.text, node.text)
    if isinstance(node, Listing):
        return [plain(item) for item in node.items]
    return {key: plain(value) for key, value in node.values.items()}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_the_schema_is_one_and_accepts_the_fabricated_records(kind: Kind, checked: Checked) -> None:
    schema = kind_schema(kind)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    entries = [entry for entry in checked.corpus.entries if entry.kind == kind]
    assert entries
    for entry in entries:
        tree = open_file(entry.file).fields
        assert tree is not None
        data = plain(tree)
        if "standing" in data:
            data["standing"] |= {"parties": 2, "signatories": 1}
        for after in data.get("came_after", []):
            after |= {"number": int(after["number"])} if "number" in after else {}
        assert list(validator.iter_errors(data)) == []


def test_the_schema_refuses_what_the_reader_refuses() -> None:
    validator = Draft202012Validator(kind_schema(KINDS[0]))
    good = {
        "title": "x",
        "country": "no",
        "court": "y",
        "date": "2020-01",
        "sources": [{"title": "z"}],
    }
    assert validator.is_valid(good)
    for wrong in (
        {"datee": "2020"},
        {"country": "uk"},
        {"date": "3 June 2020"},
        {"sources": []},
        {"offences": "illegal-access"},
        {"charges": [{"provision": "laws/gb/x"}]},
        {"review": {"state": "checked"}},
    ):
        assert not validator.is_valid(good | wrong), wrong
