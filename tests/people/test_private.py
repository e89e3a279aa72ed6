"""What belongs to a person is found in made-up texts, and hardly anything else is."""

from __future__ import annotations

import time
from collections import defaultdict

import pytest
from conftest import CORPUS, ROOT
from people.samples import PUBLIC, private

from build_tools.corpus.load import load
from build_tools.corpus.walk import walk
from build_tools.model.types import Text
from build_tools.rules.private import NUMBERS
from build_tools.values.private import find_private


def test_recall_on_made_up_samples() -> None:
    found: defaultdict[str, list[bool]] = defaultdict(list)
    for what, sentence in private():
        found[what].append(any(each.what == what for each in find_private(sentence)))
    total = [hit for hits in found.values() for hit in hits]
    assert len(total) >= 300
    assert sum(total) / len(total) >= 0.95
    for what, hits in found.items():
        assert sum(hits) / len(hits) >= 0.9, what


def test_no_false_alarm_on_what_only_looks_like_it() -> None:
    alarms = [(text, each.what) for text in PUBLIC for each in find_private(text)]
    assert alarms == []


@pytest.mark.parametrize("content", [ROOT / "content", CORPUS / "content"], ids=["real", "made up"])
def test_false_alarms_on_whole_records(content: object) -> None:
    loaded = load(content)  # type: ignore[arg-type]
    texts = [
        text
        for entry in loaded.entries
        for path, text, _ in walk(entry.record, Text)
        if not NUMBERS.intersection(path)
    ]
    texts += [section.text for entry in loaded.entries for section in entry.sections]
    alarms = sum(1 for text in texts if any(find_private(text)))
    assert alarms <= len(texts) / 1000


@pytest.mark.parametrize(
    "piece",
    [
        "1 ",
        "a@",
        "a.",
        "+1 ",
        "(at) ",
        "born in a ",
        "12 Aa Aa ",
        "GB82 ",
        "0123 ",
        "Via Aa ",
        "-1",
    ],
)
def test_the_time_grows_with_the_text_only(piece: str) -> None:
    def seconds(text: str) -> float:
        started = time.process_time()
        for _ in range(3):
            list(find_private(text))
        return time.process_time() - started

    short = seconds(piece * 4_000)
    assert seconds(piece * 16_000) <= 8 * max(short, 0.02)
