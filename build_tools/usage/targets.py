"""What an address of the site stands for: a page of a record, another page, or data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from build_tools.corpus.corpus import Corpus, anchors_of
from build_tools.model.kinds import BY_FOLDER
from build_tools.model.treaty import Treaty
from build_tools.values.usage import OTHER

DATA = "data/"
DATA_SUFFIXES = (
    ".json", ".jsonl", ".bib", ".ris", ".csv", ".zip", ".sqlite", ".db", ".akn.xml",
)  # fmt: skip
"""What is taken away to be used elsewhere."""
OWN_FILES = ("assets/", "search/", "form/")
"""Files that the pages themselves ask for."""


@dataclass(frozen=True, slots=True)
class Target:
    """One thing that can be asked for."""

    kind: str = ""
    """The kind of record, or ``other``; empty for data."""
    record: str = ""
    country: str = ""
    file: str = ""
    """For data: its path under data/, or its suffix where it stands beside a record."""


class Targets:
    """The addresses of one site."""

    def __init__(self, corpus: Corpus, base: str = "/") -> None:
        self._base = base.strip("/") + "/" if base.strip("/") else ""
        self._records = _records(corpus)
        self.find = lru_cache(maxsize=8192)(self._find)

    def _find(self, path: str) -> Target | None:
        """What a path (without its first ``/``) stands for; None for what is not counted."""
        if not path.startswith(self._base):
            return None
        path = path.removeprefix(self._base)
        if path.startswith(OWN_FILES):
            return None
        name = path.rpartition("/")[2]
        if path.startswith(DATA) or name.endswith(DATA_SUFFIXES):
            return _data(path, name)
        if "." in name and not name.endswith(".html"):
            return None
        return self._page(path.removesuffix(".html"))

    def _page(self, path: str) -> Target:
        known = self._records.get(path)
        if known is not None:
            return known
        kind = BY_FOLDER.get(path.split("/")[0])
        return Target(kind.name if kind is not None else OTHER)


def _data(path: str, name: str) -> Target | None:
    if not name or name.endswith(".html"):
        return Target(OTHER)
    return Target(file=path if path.startswith(DATA) else f".{name.rpartition('.')[2]}")


def _records(corpus: Corpus) -> Mapping[str, Target]:
    """By path without suffix: each record, its former addresses and a treaty's articles."""
    found: dict[str, Target] = {}
    for entry in corpus.entries:
        parts = entry.id.split("/")
        country = parts[1] if entry.kind.by_country or entry.kind.name == "country" else ""
        target = Target(entry.kind.name, entry.id, country)
        for path in (entry.id, *entry.record.aliases):
            found[path] = target
        if isinstance(entry.record, Treaty):
            found.update((f"{entry.id}/{anchor}", target) for anchor in anchors_of(entry.record))
    return found
