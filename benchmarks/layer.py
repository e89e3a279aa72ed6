"""What the legal layer costs: its share of a build, its pages' sizes.

``python -m benchmarks.layer PROJECT`` goes through a project that ``benchmarks.collection``
has made, or any other. ``--countries 200`` gives every ISO country up to that number a record
and shares the laws out among them.
"""

from __future__ import annotations

import argparse
import gzip
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from build_tools.build import build_site
from build_tools.corpus.corpus import Corpus
from build_tools.corpus.load import Entry
from build_tools.exports.coordination import coordination_files
from build_tools.exports.pictures import picture_files
from build_tools.model.case import Case
from build_tools.model.law import Law
from build_tools.model.reference import CountryRecord
from build_tools.pages.capabilities import capability_pages
from build_tools.pages.compare import compare_pages
from build_tools.pages.context import Context
from build_tools.pages.cooperate import cooperate_pages
from build_tools.pages.coordination import coordination_pages
from build_tools.pages.countries import country_page
from build_tools.pages.coverage import coverage_files, coverage_pages
from build_tools.pages.glossary import glossary_pages
from build_tools.pages.layer_data import layer_files
from build_tools.pages.matters import cited, matter, others
from build_tools.pages.page import Page
from build_tools.pages.pictures import pictures_page
from build_tools.pages.site import make_context
from build_tools.pages.versions import version_page, versions_at_conduct
from build_tools.rules.check import check
from build_tools.settings import Settings
from build_tools.shell.mkdocs_shell import MkDocsShell
from build_tools.values.territories import country_codes, country_name

ROOT = Path(__file__).resolve().parent.parent
FRAME = 6_000
"""About how many bytes the frame of a page has."""


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.layer", description=__doc__)
    parser.add_argument("project", type=Path, help="a folder with content/")
    parser.add_argument("--countries", type=int, help="spread the laws over so many countries")
    parser.add_argument("--build", action="store_true", help="measure a whole build beside it")
    options = parser.parse_args()
    corpus = check(options.project / "content").corpus
    if options.countries:
        corpus = _spread(corpus, options.countries)
    _say("records", len(corpus.entries))
    _say("countries", len(corpus.countries))
    _say("provisions", len(corpus.provisions))
    seconds = _measure(make_context(corpus, Settings()))
    _say("seconds of the processor for the layer", f"{seconds:.1f}")
    if options.build:
        with tempfile.TemporaryDirectory() as name:
            started = _spent()
            build_site(corpus, MkDocsShell(ROOT), Path(name))
            whole = _spent() - started
        _say("seconds for a whole build", f"{whole:.1f}")
        _say("the layer adds, in hundredths", f"{seconds / (whole - seconds) * 100:.0f}")
    return 0


def _measure(context: Context) -> float:
    """The layer's seconds, and the largest of each sort of its pages and files."""
    coverage = context.coverage
    sorts: list[tuple[str, Callable[[], Iterable[tuple[str, bytes]]]]] = [
        ("coverage", lambda: _framed(coverage_pages(context, coverage))),
        ("compare", lambda: _framed(compare_pages(context, coverage))),
        ("cooperate", lambda: _framed(cooperate_pages(context, coverage))),
        ("csv", lambda: coverage_files(context, coverage)),
        ("scripts", lambda: layer_files(context, coverage)),
        ("countries", lambda: _framed(_profiles(context))),
        ("glossary", lambda: _framed(glossary_pages(context))),
        ("coordination", lambda: _framed(coordination_pages(context))),
        ("coordination, csv", lambda: coordination_files(context)),
        ("capabilities", lambda: _framed(capability_pages(context))),
        ("pictures", lambda: _framed([pictures_page(context)])),
        ("pictures, svg and csv", lambda: picture_files(context)),
        ("versions", lambda: _framed(_versions(context))),
    ]
    total = _measure_within_pages(context)
    for name, make in sorts:
        started = time.process_time()
        files = list(make())
        seconds = time.process_time() - started
        total += seconds
        if not files:
            _say(name, f"{seconds:.1f} s, none")
            continue
        path, data = max(files, key=lambda file: len(file[1]))
        sizes = Counter({"files": len(files), "MB": sum(len(each) for _, each in files) // 10**6})
        packed = max(len(gzip.compress(each)) for _, each in files)
        _say(name, f"{seconds:.1f} s, {dict(sizes)}, largest {path} {len(data) / 1000:.0f} kB, "
                   f"{packed / 1000:.0f} kB gzipped")  # fmt: skip
    return total


def _measure_within_pages(context: Context) -> float:
    """The seconds of what the layer computes for pages of cases; not of its part of templates."""
    corpus = context.corpus
    texts = {
        entry.id: [(each.name, context.markdown.render(each.text, entry.id))
                   for each in entry.sections]
        for entry in corpus.entries
    }  # fmt: skip
    parts: list[tuple[str, Callable[[Case], object]]] = [
        ("cases alike", lambda case: context.alike.of(case)),
        ("matters, cited and other records", lambda case: (
            matter(case, context), cited(case, corpus), others(case, context))),
        ("texts at the time of the acts", lambda case: versions_at_conduct(case, context)),
        ("terms linked in cases", lambda case: context.glossary.linked(texts[case.id], case.id)),
    ]  # fmt: skip
    total = 0.0
    for name, find in parts:
        started = time.process_time()
        for case in corpus.records(Case):
            find(case)
        seconds = time.process_time() - started
        total += seconds
        _say(name, f"{seconds:.1f} s")
    return total


def _profiles(context: Context) -> Iterable[Page]:
    return (country_page(record, context) for record in context.corpus.records(CountryRecord))


def _versions(context: Context) -> Iterable[Page]:
    pages = (
        version_page(law, provision, context)
        for law in context.corpus.records(Law)
        for provision in law.provisions
    )
    return (page for page in pages if page is not None)


def _framed(pages: Iterable[Page]) -> Iterable[tuple[str, bytes]]:
    """Pages with as many bytes more as a frame has."""
    for page in pages:
        yield page.path, page.body.encode() + b" " * FRAME


def _spread(corpus: Corpus, number: int) -> Corpus:
    """The same laws, shared out among so many countries, each with a record."""
    codes = sorted(country_codes())[:number]
    template = next(entry for entry in corpus.entries if isinstance(entry.record, CountryRecord))
    regions = [country.region for country in corpus.countries.values() if country.region]
    entries: list[Entry] = [
        entry for entry in corpus.entries if not isinstance(entry.record, CountryRecord | Law)
    ]
    for at, code in enumerate(codes):
        region = (
            corpus.countries[code].region
            if code in corpus.countries
            else regions[at % len(regions)]
        )
        record = CountryRecord(id=f"countries/{code}", title=country_name(code), region=region)
        entries.append(replace(template, record=record, file=template.file))
    for at, entry in enumerate(each for each in corpus.entries if isinstance(each.record, Law)):
        assert isinstance(entry.record, Law)
        entries.append(replace(entry, record=replace(entry.record, country=codes[at % number])))
    return Corpus(tuple(entries))


def _spent() -> float:
    """The seconds of the processor that this process and those it made have spent."""
    return sum(os.times()[:4])


def _say(name: str, value: object) -> None:
    print(f"{name:<42} {value}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
