"""A corpus that notes what is looked up in it, and hashes of what such look-ups give.

A page is made anew only where a look-up that it was made from gives something else now.
Whatever a look-up gives is hashed with all records that can be reached from it, each as a whole.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import ItemsView, Iterator, KeysView, Mapping, ValuesView
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from typing import Any

from build_tools.corpus.corpus import Corpus
from build_tools.corpus.load import Entry
from build_tools.corpus.same import Twin
from build_tools.coverage.cells import Coverage
from build_tools.model.common import Record
from build_tools.model.kinds import KINDS
from build_tools.pages.alike import CasesAlike
from build_tools.pages.context import Context
from build_tools.pages.mentions import Glossary
from build_tools.values.ids import Reference

ALL = ("all",)
"""The key of a look-up that may have seen all of an index."""
ENTRIES = "entries"
Key = tuple[str, ...]
"""A key of an index as words, so that it can be kept: its sort, then its parts."""
Lookup = tuple[str, Key]
"""The name of an index, and the key that was looked up in it."""
SIZE = 16
_MODELS: dict[str, type] = {kind.model.__name__: kind.model for kind in KINDS}
INDICES = tuple(name for name, value in vars(Corpus).items() if isinstance(value, cached_property))


class Log:
    """The look-ups since the last ``start``."""

    def __init__(self) -> None:
        self.seen: set[Lookup] = set()

    def start(self) -> set[Lookup]:
        """Begin a new set of look-ups, and give it."""
        self.seen = set()
        return self.seen


class _Seen(Mapping[Any, Any]):
    """An index whose look-ups are noted."""

    def __init__(self, name: str, real: Mapping[Any, Any], log: Log) -> None:
        self._name, self._real, self._log = name, real, log

    def __getitem__(self, key: Any) -> Any:
        self._log.seen.add((self._name, words_of(key)))
        return self._real[key]

    def get(self, key: Any, default: Any = None) -> Any:
        self._log.seen.add((self._name, words_of(key)))
        return self._real.get(key, default)

    def __contains__(self, key: object) -> bool:
        self._log.seen.add((self._name, words_of(key)))
        return key in self._real

    def __iter__(self) -> Iterator[Any]:
        return iter(self._whole())

    def __len__(self) -> int:
        return len(self._whole())

    def keys(self) -> KeysView[Any]:
        return self._whole().keys()

    def values(self) -> ValuesView[Any]:
        return self._whole().values()

    def items(self) -> ItemsView[Any, Any]:
        return self._whole().items()

    def _whole(self) -> Mapping[Any, Any]:
        self._log.seen.add((self._name, ALL))
        return self._real


class ReadCorpus(Corpus):
    """Another corpus, with a note of each look-up."""

    def __init__(self, real: Corpus, log: Log) -> None:
        self.__dict__.update(_real=real, _log=log, _maps={})


def _noted(name: str) -> property:
    def get(self: Any) -> Any:
        if name in self._maps:
            return self._maps[name]
        value = getattr(self._real, name)
        if isinstance(value, Mapping):
            return self._maps.setdefault(name, _Seen(name, value, self._log))
        self._log.seen.add((name, ALL))
        return value

    return property(get)


for _name in (*INDICES, ENTRIES, "unreadable"):
    setattr(ReadCorpus, _name, _noted(_name))


@dataclass(frozen=True)
class ReadContext(Context):
    """A context whose corpus notes each look-up."""

    real: Context | None = None

    @property
    def coverage(self) -> Coverage:  # not kept here but in the real one
        """What is recorded for each country: made from all records, for all that is known here."""
        return self._from_all().coverage

    @property
    def alike(self) -> CasesAlike:
        """The cases alike: made from all cases."""
        return self._from_all().alike

    @property
    def twins(self) -> Mapping[str, tuple[Twin, ...]]:
        """The records of one decision: made from all cases."""
        return self._from_all().twins

    @property
    def glossary(self) -> Glossary:
        """The terms that texts link: made from the vocabularies."""
        assert isinstance(self.corpus, ReadCorpus)
        assert self.real is not None
        _ = len(self.corpus.terms)
        return self.real.glossary

    def _from_all(self) -> Context:
        """The real context, noted as a look-up of everything."""
        assert self.real is not None
        assert isinstance(self.corpus, ReadCorpus)
        _ = self.corpus.entries
        return self.real


def words_of(key: Any) -> Key:
    """A key as words."""
    if isinstance(key, Reference):
        return ("reference", key.id, key.anchor)
    if isinstance(key, str):
        return ("text", key)
    if isinstance(key, tuple) and all(isinstance(part, str) for part in key):
        return ("tuple", *key)
    if isinstance(key, type) and _MODELS.get(key.__name__) is key:
        return ("model", key.__name__)
    return ALL


def key_of_words(words: Key) -> Any:
    """The key again."""
    sort, *parts = words
    if sort == "reference":
        return Reference(*parts)
    if sort == "text":
        return parts[0]
    if sort == "tuple":
        return tuple(parts)
    return _MODELS[parts[0]]


@dataclass
class Digests:
    """Hashes of what look-ups give in a corpus. Equal hashes: all that could be read is equal."""

    corpus: Corpus
    _known: dict[Lookup, bytes] = field(default_factory=dict)

    def of(self, lookup: Lookup) -> bytes:
        """The hash of what a look-up gives now."""
        if lookup not in self._known:
            self._known[lookup] = self._digest(self._value(*lookup))
        return self._known[lookup]

    def _value(self, name: str, words: Key) -> object:
        index = getattr(self.corpus, name)
        if words == ALL:
            return tuple(index.items()) if isinstance(index, Mapping) else index
        return index.get(key_of_words(words))

    @cached_property
    def _records(self) -> dict[str, str]:
        return {
            entry.id: _hash(_dumped((entry.record, entry.sections, entry.file.name))).hex()
            for entry in self.corpus.entries
        }

    def _digest(self, value: object) -> bytes:
        out = io.BytesIO()
        pickler = _ByRecord(out, self._records)
        pickler.dump(value)
        return _hash(out.getvalue())


class _ByRecord(pickle.Pickler):
    """Pickles a value with the hash of each record in place of it; only ever to be hashed."""

    def __init__(self, out: io.BytesIO, records: Mapping[str, str]) -> None:
        super().__init__(out, pickle.HIGHEST_PROTOCOL)
        self.fast = True  # no back references: equal values give equal bytes
        self._records = records

    def persistent_id(self, value: Any) -> str | None:
        if isinstance(value, Record | Entry):
            return f"{type(value).__name__} {value.id} {self._records[value.id]}"
        return None


def _dumped(value: object) -> bytes:
    out = io.BytesIO()
    pickler = pickle.Pickler(out, pickle.HIGHEST_PROTOCOL)
    pickler.fast = True
    pickler.dump(value)
    return out.getvalue()


def _hash(data: bytes) -> bytes:
    return blake2b(data, digest_size=SIZE).digest()
