"""All that is wrong with a content folder, and the corpus that it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from build_tools.corpus.cache import Cache
from build_tools.corpus.corpus import Corpus
from build_tools.corpus.load import Entry, load
from build_tools.rules.run import run_rules
from build_tools.rules.withheld import find_withheld
from build_tools.values.findings import Finding, Severity


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
    content: Path, cache: Cache | None = None, wanted: Callable[[str], bool] | None = None
) -> Checked:
    """Load a content folder and run every rule on every record.

    wanted: which files, by their names, to judge; all are known to those that refer to them.
    """
    loaded = load(content, cache)
    corpus = Corpus(loaded.entries, loaded.unreadable)
    faulty = {finding.place.file for finding in loaded.findings}
    entries: Iterable[Entry] = loaded.entries
    found: Iterable[Finding] = loaded.findings
    if wanted is not None:
        entries = [entry for entry in entries if wanted(entry.file.name)]
        found = [finding for finding in found if wanted(finding.place.file)]
    entries = tuple(entries)
    findings = [
        *found,
        *run_rules(entries, corpus, faulty),
        *find_withheld(entries, content.parent),
    ]
    return Checked(corpus, tuple(sorted(findings, key=lambda finding: finding.order)))
