"""Regular expressions take time linear in the text, whatever stands in it."""

from __future__ import annotations

import json
import re
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest
from hostile.patterns import Used, as_python, pumps, python_patterns, script_patterns
from playwright._impl._driver import compute_driver_executable

SIZES = (*range(16, 65, 2), 96, 400, 1_200, 4_000, 16_000)
"""Characters; where time grows with the square or worse, the last or an earlier one shows it. The
first grow by little, so that what doubles with each letter is seen before it takes hours."""
LIMIT = 0.15
"""Seconds of the processor for one text."""
BOUNDED = {
    "build_tools.exports.akn._NUMBERED": "a citation, which the model bounds",
    "build_tools.exports.akn:144": "an Akoma Ntoso address, which has at most nine parts",
    "build_tools.exports.citations._COURT_SAID": "a citation, which the model bounds",
    "build_tools.exports.citations._NEUTRAL": "a citation, which the model bounds",
    "build_tools.packing.absent._CONTENT": "a page that this package wrote: '<' stands at elements only",
    "build_tools.packing.absent._HEAD_LINK": "a page that this package wrote: '<' stands at elements only",
    "build_tools.packing.absent._LINK": "a page that this package wrote: '<' stands at elements only",
    "build_tools.packing.zim._CONTENT": "a page that this package wrote: it has one article",
    "build_tools.packing.zim._TAG": "a page that this package wrote: '<' stands at elements only",
    "build_tools.search.lunr_files._STOP_WORDS": "a file of lunr-languages, which is locked",
    "build_tools.pages.markdown._ELEMENT": "what the sanitiser wrote: '<' stands at elements only",
    "build_tools.translating.claims._NUMBER": "a text of the interface or a short value",
    "build_tools.translating.extracting._TITLE": "a template of ours",
    "build_tools.translating.shape._TAG": "a translator's text, which is reviewed",
    "build_tools.translating.marks._PLAIN": "a page that this package wrote: a '<' follows every '>'",
    "build_tools.translating.marks._MESSAGE": "a page that this package wrote: each mark has its end",
    "build_tools.translating.marks._MARKED": "a page that this package wrote: '>' stands at elements only",
}
"""Expressions that take time with the square of a text, and why what they get is harmless."""
OWN_TEXT = {
    r"\s+$": "form.js: a line that the reader types into the form",
    r"[ \t]+$": "form.js: a line that the reader types into the form",
    "-+$": "form.js: a name that is cut to 80 letters",
    r"^[\d.,\s\u00a0\u202f]*\d[\d.,\s\u00a0\u202f]*$": "translate.js: a text of the translator's page",
}
"""The same for scripts, where a reader could at most make his own page wait."""
PYTHON = {used.place: used for used in python_patterns()}


def slowest(used: Used) -> tuple[float, int, tuple[str, str, str]]:
    """The time of the worst text, its size, and what it is made of."""
    pattern: Any = used.pattern
    bare = isinstance(pattern.pattern, bytes)
    worst = (0.0, 0, ("", "", ""))
    for parts in pumps(pattern.pattern, pattern.flags):
        before, repeated, end = parts
        for size in SIZES:
            text: Any = before + repeated * -(-size // len(repeated)) + end
            text = text.encode() if bare else text
            took = min(_timed(pattern, text, used.anywhere) for _ in range(1))
            if took > LIMIT:
                took = min(took, _timed(pattern, text, used.anywhere))
            worst = max(worst, (took, size, parts))
            if took > LIMIT:
                return worst
    return worst


def _timed(pattern: Any, text: Any, anywhere: bool) -> float:
    started = time.process_time()
    if anywhere:
        pattern.sub(text[:0], text)
    else:
        pattern.match(text)
        pattern.fullmatch(text)
    return time.process_time() - started


def test_what_is_slow_is_found() -> None:
    for slow in (r"(a+)+$", r"(\w+\s?)*:", r"(?:a|aa)+$", r"\s+$", r"<[^>]*>", r"(.*)x(.*)y"):
        assert slowest(Used("", re.compile(slow), True))[0] > LIMIT / 3, slow
    assert slowest(Used("", re.compile(r"[a-z]+(?:-[a-z]+)*"), True))[0] < LIMIT


def test_all_are_looked_at() -> None:
    assert len(PYTHON) > 130
    assert len(script_patterns()) > 40


@pytest.mark.parametrize("place", sorted(set(PYTHON) - set(BOUNDED)))
def test_an_expression_is_linear(place: str) -> None:
    took, size, parts = slowest(PYTHON[place])
    assert took <= LIMIT, (PYTHON[place].pattern.pattern, size, parts)


def test_expressions_of_scripts_are_linear() -> None:
    scripts = script_patterns()
    given = [
        {"source": each.source, "flags": each.flags, "texts": pumps(as_python(each))}
        for each in scripts
    ]
    node, _ = compute_driver_executable()
    done = subprocess.run(
        [node, str(Path(__file__).with_name("patterns.js"))],
        input=json.dumps({"sizes": SIZES, "limit": LIMIT * 1000, "given": given}),
        capture_output=True, text=True, encoding="utf-8", check=True, timeout=300,
    )  # fmt: skip
    slow = [
        (each.place, each.source, answer)
        for each, answer in zip(scripts, json.loads(done.stdout), strict=True)
        if answer[0] > LIMIT * 1000 and each.source not in OWN_TEXT
    ]
    assert slow == []
