"""What a search costs: bytes, milliseconds, and files that change with one record more.

``python -m benchmarks.search`` measures 10,000 made-up records, ``--records N`` another
number, ``--content DIR`` a folder of records. Pagefind and MkDocs with Material index the
same texts in the same run. Figures go to the terminal and, with ``--json FILE``, to a file.
"""

from __future__ import annotations

import argparse
import gzip
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from benchmarks.search import measure, sites
from build_tools.bootstrap import find_browser
from build_tools.search.documents import all_documents


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search", description=__doc__)
    parser.add_argument("--records", type=int, default=10_000, help="how many to make up")
    parser.add_argument("--content", type=Path, help="a folder of records instead")
    parser.add_argument("--queries", type=int, default=28, help="how many to ask")
    parser.add_argument("--without", nargs="*", default=[], help="peers to leave out")
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    options = parser.parse_args()
    browser = find_browser()
    if browser is None:
        print("no Chromium on this machine; 'make test' installs one", file=sys.stderr)
        return 2
    figures = run(options, browser)
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n")
    return 0


def run(options: argparse.Namespace, browser_path: str) -> dict[str, Any]:
    """Every measurement, printed as it is made."""
    figures: dict[str, Any] = {}

    def say(name: str, value: object) -> None:
        figures[name] = value
        print(f"{name:<58} {value}", flush=True)

    corpus = sites.given(options.content) if options.content else sites.generated(options.records)
    documents = list(all_documents(sites.context_of(corpus)))
    say("records", len(corpus.entries))
    say("documents", len(documents))
    queries = measure.queries_for(documents, options.queries)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        say("ours: seconds to make", _timed(lambda: sites.ours(corpus, folder / "ours")))
        with measure.serve(folder / "ours") as site:
            mine = measure.bytes_of_ours(browser, site, queries)
            _say_bytes(say, "ours", mine)
            taken = measure.key_to_results(browser, site.root, queries[:14])
            say(
                f"ours: key to results, ms, p50, processor x{measure.SLOWER} slower",
                _part(taken, 0.5),
            )
            say("ours: the same, p95", _part(taken, 0.95))
            say("ours: the same, most", round(max(taken), 1))
        if "pagefind" not in options.without:
            out = folder / "pagefind"
            say("pagefind: seconds to make", _timed(lambda: sites.pagefind(documents, out)))
            with measure.serve(out) as site:
                theirs = measure.bytes_of_pagefind(browser, site, queries)
            _say_bytes(say, "pagefind", theirs)
            ratio = _first(mine) / _first(theirs)
            say("ours / pagefind, first query, medians", round(ratio, 3))
        if "material" not in options.without:
            out = folder / "material"
            say("material: seconds to make", _timed(lambda: sites.material(documents, out)))
            say("material: index, bytes gzipped", _packed_file(out / "search/search_index.json"))
        browser.close()
    if options.content:
        before, after = sites.given(options.content, 1), corpus
    else:
        before, after = corpus, sites.generated(options.records, 1)
    _say_change(say, sites.search_data(before), sites.search_data(after))
    return figures


def _first(visits: Sequence[measure.Visit]) -> float:
    return statistics.median(visit.first.all for visit in visits)


def _timed(act: Callable[[], None]) -> float:
    started = time.perf_counter()
    act()
    return round(time.perf_counter() - started, 1)


def _say_bytes(
    say: Callable[[str, object], None], who: str, visits: Sequence[measure.Visit]
) -> None:
    for name, values in (
        ("first query of a visit", [visit.first for visit in visits]),
        ("next query", [visit.following for visit in visits]),
    ):
        for kind, numbers in (
            ("bytes", [value.all for value in values]),
            ("without headers", [value.bodies for value in values]),
        ):
            parts = {"median": int(statistics.median(numbers)), "p95": int(_part(numbers, 0.95)),
                     "most": max(numbers)}  # fmt: skip
            say(f"{who}: {name}, {kind}", parts)


def _say_change(
    say: Callable[[str, object], None], before: dict[str, bytes], after: dict[str, bytes]
) -> None:
    changed = {path: data for path, data in after.items() if before.get(path) != data}
    say("one record more: files of the search", len(after))
    say("one record more: files changed or new", len(changed))
    say("one record more: files gone", len(set(before) - set(after)))
    say(
        "one record more: bytes gzipped", sum(len(gzip.compress(data)) for data in changed.values())
    )
    kinds: dict[str, int] = {}
    for path, data in changed.items():
        kind = path.split("/")[1] if "/" in path else path
        kinds[kind] = kinds.get(kind, 0) + len(gzip.compress(data))
    say("one record more: bytes by folder", dict(sorted(kinds.items(), key=lambda each: -each[1])))


def _part(values: Sequence[float], part: float) -> float:
    ordered = sorted(values)
    return round(ordered[min(len(ordered) - 1, int(len(ordered) * part))], 1)


def _packed_file(path: Path) -> int:
    return len(gzip.compress(path.read_bytes()))


if __name__ == "__main__":
    sys.exit(main())
