"""What is kept of a build: which files each record gave, and what it looked up for them.

The file lies in the user's own cache folder, begins with a hash of what follows and holds
plain values only (marshal), so that reading it runs nothing. Whatever is odd about it, or about
a file of the old site, means that the record's files are made anew.
"""

from __future__ import annotations

import importlib.metadata
import marshal
import os
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from pathlib import Path

from build_tools.corpus.cache import ours, user_folder
from build_tools.publish import Written, replace_file
from build_tools.warm.reading import SIZE, Lookup

PACKAGE = Path(__file__).resolve().parent.parent
_HASH = 32


@dataclass(slots=True)
class Unit:
    """The files that one record gave, and the look-ups that they were made from."""

    files: dict[str, Written] = field(default_factory=dict)
    lookups: set[Lookup] = field(default_factory=set)
    whole: bool = True
    """False where a page could not be put into a frame then, and was made later."""

    def add(self, other: Unit) -> None:
        """Add what another process made of the same record."""
        self.files |= other.files
        self.lookups |= other.lookups
        self.whole = self.whole and other.whole


@dataclass(frozen=True, slots=True)
class State:
    """All that is kept of one build."""

    units: Mapping[str, Unit] = field(default_factory=dict)
    """By the record's id."""
    digests: Mapping[Lookup, bytes] = field(default_factory=dict)
    """What each look-up gave."""


def state_file(site: Path) -> Path:
    """Where the state of a site's folder is kept."""
    key = blake2b(str(site.resolve()).encode(), digest_size=12).hexdigest()
    return user_folder() / f"{key}.built"


def read_state(file: Path, made_by: bytes) -> State:
    """What was kept, if the same code made it with the same settings; else nothing."""
    try:
        with file.open("rb") as opened:
            if not ours(os.fstat(opened.fileno())):
                return State()
            digest, data = opened.read(_HASH), opened.read()
        if digest != _hash(data):
            return State()
        by, lookups, units = marshal.loads(data)  # noqa: S302 - our own, hashed; plain values
    except (OSError, ValueError, EOFError, TypeError):
        return State()
    if by != made_by:
        return State()
    table: list[Lookup] = [lookup for lookup, _ in lookups]
    return State(
        {
            record_id: Unit(
                {path: Written(*note) for path, note in files.items()},
                {table[number] for number in numbers},
            )
            for record_id, (files, numbers) in units.items()
        },
        dict(lookups),
    )


def write_state(file: Path, made_by: bytes, state: State) -> None:
    """Keep a state; where the disk does not let it, nothing is kept."""
    numbers = {lookup: number for number, lookup in enumerate(state.digests)}
    units = {
        record_id: (
            {path: tuple(note) for path, note in unit.files.items()},
            [numbers[lookup] for lookup in unit.lookups],
        )
        for record_id, unit in state.units.items()
    }
    data = marshal.dumps((made_by, list(state.digests.items()), units))
    with suppress(OSError):
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        replace_file(file, _hash(data) + data)


def made_by(parts: Iterable[object]) -> bytes:
    """A hash of the code, its libraries, and what else all pages are made with."""
    seen = blake2b(_code(), digest_size=SIZE)
    for part in parts:
        seen.update(repr(part).encode())
    return seen.digest()


@cache
def _code() -> bytes:
    seen = blake2b(sys.version.encode())
    for each in sorted(
        f"{dist.name} {dist.version}" for dist in importlib.metadata.distributions()
    ):
        seen.update(each.encode())
    for file in sorted(PACKAGE.rglob("*")):
        if file.is_file() and "__pycache__" not in file.parts:
            seen.update(f"{file.relative_to(PACKAGE)}\0".encode() + file.read_bytes())
    return seen.digest()


def _hash(data: bytes) -> bytes:
    return blake2b(data, digest_size=_HASH).digest()
