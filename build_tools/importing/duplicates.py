"""Records that are in the collection already, under whatever address."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from build_tools.corpus.load import Entry
from build_tools.model.assistance import Activity
from build_tools.model.case import Case
from build_tools.model.common import Record
from build_tools.model.law import Law
from build_tools.model.treaty import Treaty
from build_tools.values.dates import PartialDate

_DOTS = re.compile(r"[.'’]")
_OTHER = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"\d+")
_EXPRESSION = re.compile(
    r"(/akn/.*?/\d{4}(?:-\d{2}){0,2}(?:/[^/@!]+)?)/[a-z]{3}(?:@|/|$)", re.ASCII
)


class Key(NamedTuple):
    """What no two records share."""

    what: str
    """In words: ``the citation``."""
    shown: str
    parts: tuple[str, ...]


class Known:
    """What the records of a collection, and the rows before, are known by."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._owners: dict[tuple[str, ...], str] = {}
        self._dockets: dict[tuple[str, ...], list[tuple[PartialDate, str]]] = {}
        for entry in entries:
            self.add(entry.record, f"'{entry.id}'")

    def add(self, record: Record, owner: str) -> None:
        """Take note of a record. owner: how to name it in a reason, from now on."""
        for key in keys_of(record):
            self._owners[key.what, *key.parts] = owner
        if isinstance(record, Case) and plain(record.docket or ""):
            self._dockets.setdefault(_docket(record), []).insert(0, (record.date, owner))

    def twin(self, record: Record) -> tuple[str, str] | None:
        """What a record shares with another one, in words, and who that is."""
        for key in keys_of(record):
            owner = self._owners.get((key.what, *key.parts))
            if owner is not None:
                return f"{key.what} '{key.shown}'", owner
        if isinstance(record, Case) and plain(record.docket or ""):
            for date, owner in self._dockets.get(_docket(record), ()):
                if not date.surely_before(record.date) and not record.date.surely_before(date):
                    return f"the docket number '{record.docket}' of that court and date", owner
        return None


def _docket(case: Case) -> tuple[str, ...]:
    """A court may decide more than once under one number, but not twice on one day."""
    docket = plain(case.docket or "")
    return (case.country, plain(case.court), docket, str(case.date.year))


def keys_of(record: Record) -> Iterator[Key]:
    """The identifiers of a record, and last what makes it look the same to a reader.

    A citation without a number is none; nor is that of a law with one number, since
    'No. 5' comes every year.
    """
    if isinstance(record, Case):
        if record.ecli:
            yield Key("the ECLI", record.ecli, (record.ecli.casefold(),))
        for citation in record.citations:
            if _NUMBER.search(citation):
                yield Key("the citation", citation, (record.country, plain(citation)))
        docket = plain(record.docket or "")
        if docket and record.date.day is not None:
            parts = (record.country, docket, str(record.date))
            yield Key("the docket number and date", f"{record.docket}, {record.date}", parts)
    if isinstance(record, Law) and len(_NUMBER.findall(record.citation or "")) > 1:
        assert record.citation is not None
        yield Key("the citation", record.citation, (record.country, plain(record.citation)))
    if isinstance(record, Law | Treaty):
        if record.akn:
            work = _work(record.akn)
            yield Key("the Akoma Ntoso work", work, (work,))
        if record.eli:
            yield Key("the ELI", record.eli, (record.eli,))
    yield Key("the title, place and date", record.title, tuple(_looks(record)))


def _looks(record: Record) -> Iterator[str]:
    yield type(record).__name__
    yield plain(record.title) or record.title
    yield getattr(record, "country", None) or ""
    if isinstance(record, Case):
        yield plain(record.court)
    date = record.start if isinstance(record, Activity) else None
    yield str(getattr(record, "date", None) or getattr(record, "adopted", None) or date or "")


def _work(akn: str) -> str:
    """The address of the work: without language, version and what follows them."""
    found = _EXPRESSION.match(akn)
    return found[1] if found else akn.partition("/!")[0]


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """A text without case, dots and other signs, so that ``U.S.`` is ``US``."""
    folded = _DOTS.sub("", unicodedata.normalize("NFKC", text).casefold())
    return _OTHER.sub(" ", folded).strip()
