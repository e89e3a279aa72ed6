"""All that is wrong with a content folder, and the corpus that it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from pathlib import Path

from build_tools.corpus.cache import Cache
from build_tools.corpus.corpus import Corpus
from build_tools.corpus.load import Entry, load
from build_tools.meter import Meter
from build_tools.processes import in_parts
from build_tools.rules.run import run_rules
from build_tools.rules.withheld import find_withheld
from build_tools.values.findings import Finding, Severity

PART = 2000
"""From so many records on it is worth while to judge a part of them in another process."""


@dataclass(frozen=True, slots=True)
class Checked:
    """The corpus of a content folder, and all that is wrong with it."""

    corpus: Corpus
    findings: tuple[Finding, ...]

    @property
    def publishable(self) -> bool:
        """True where no finding is an error."""
        return all(finding.severity is not Severity.ERROR for finding in self.findings)


def check(
    content: Path,
    cache: Cache | None = None,
    wanted: Callable[[str], bool] | None = None,
    meter: Meter | None = None,
) -> Checked:
    """Load a content folder and run every rule on every record.

    wanted: which files, by their names, to judge; all are known to those that refer to them.
    """
    meter = meter or Meter()
    with meter.stage("read"):
        loaded = load(content, cache, meter)
    corpus = Corpus(loaded.entries, loaded.unreadable)
    faulty = {finding.place.file for finding in loaded.findings}
    entries: Iterable[Entry] = loaded.entries
    found: Iterable[Finding] = loaded.findings
    if wanted is not None:
        entries = [entry for entry in entries if wanted(entry.file.name)]
        found = [finding for finding in found if wanted(finding.place.file)]
    with meter.stage("check"):
        judged = list(entries)
        findings = [*found, *_judged(judged, corpus, faulty)]
        findings += find_withheld(judged, content.parent)
    return Checked(corpus, tuple(sorted(findings, key=lambda finding: finding.order)))


def _judged(entries: Sequence[Entry], corpus: Corpus, faulty: Set[str]) -> Iterator[Finding]:
    """What the rules find, by all processors where there are many records."""
    corpus.link()

    def judge(first: int, last: int) -> list[Finding]:
        return run_rules(entries[first:last], corpus, faulty)

    for part in in_parts(judge, len(entries), PART):
        yield from part
