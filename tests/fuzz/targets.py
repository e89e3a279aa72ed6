"""What is fuzzed: each target takes bytes and must end quickly, in a value and no exception."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from build_tools.corpus.corpus import Corpus
from build_tools.corpus.load import Entry
from build_tools.pages.markdown import MarkdownRenderer
from build_tools.parse.records import parse_file
from build_tools.rules.check import check
from build_tools.rules.run import run_rules
from build_tools.source.files import SourceFile
from build_tools.source.markdown import find_marks, split_sections
from build_tools.source.yaml_reader import read_yaml
from tests.fuzz.asking import SEEDS, query

CONTENT = Path(__file__).parents[1] / "corpus/content"
CASE = CONTENT / "cases/aq/station-authority-v-fram-2021.md"


@cache
def _corpus() -> Corpus:
    return check(CONTENT).corpus


@cache
def _renderer() -> MarkdownRenderer:
    return MarkdownRenderer(_corpus())


@cache
def _scratch() -> Path:
    return Path(tempfile.mkdtemp(prefix="docket-fuzz-"))


def source(data: bytes) -> None:
    """YAML and front matter to a tree."""
    read_yaml(data.decode("utf-8", "replace"), "x.yml")


def record(data: bytes) -> None:
    """A file to a record, and every rule on it."""
    for suffix, name in ((".md", "cases/aq/fuzz"), (".yml", "laws/aq/fuzz")):
        place = _scratch() / f"fuzz{suffix}"
        place.write_bytes(data)
        file = SourceFile(str(place), f"content/{name}{suffix}", name, suffix)
        parsed = parse_file(file)
        if parsed.record is not None:
            found = run_rules([Entry(parsed.record, file, parsed.sections)], _corpus())
            assert not any(each.code == "rule-failed" for each in found), found


def markdown(data: bytes) -> None:
    """A text to HTML: the sanitiser has nothing left to do, and no mark is out of its place."""
    text = data.decode("utf-8", "replace")
    lines = text.split("\n")
    for mark in find_marks(text):
        assert 1 <= mark.line <= len(lines)
        assert mark.column >= 1
    for section in split_sections(text):
        html = _renderer().render(section.text, "cases/aq/fuzz")
        assert "<script" not in html.lower()
        _renderer().plain(section.text, "cases/aq/fuzz")


TARGETS: dict[str, Callable[[bytes], None]] = {
    "source": source,
    "record": record,
    "markdown": markdown,
    "query": query,
}


def seeds(name: str) -> list[bytes]:
    """Where chance begins: the fabricated records, or queries."""
    if name == "query":
        return [text.encode() for text in SEEDS]
    return [path.read_bytes() for path in sorted(CONTENT.rglob("*.*"))]
