"""Make a folder a whole copy of a source: fetch what it lacks, check all, then swap."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from build_tools.manifest import names, signing
from build_tools.manifest.chunks import chunks_of
from build_tools.manifest.derived import DERIVED
from build_tools.manifest.edition import MAX_BYTES, Edition, read_edition
from build_tools.manifest.lists import File, Known, ManifestError, Part, read_list
from build_tools.manifest.seal import edition_of
from build_tools.manifest.sums import read_sums, write_sums
from build_tools.manifest.tree import Tree, known_of, store
from build_tools.mirror.deltas import find_delta, held_deltas, keep_delta, use_delta
from build_tools.mirror.deriving import derive
from build_tools.mirror.downloads import TRIES, WrongBytesError, patiently
from build_tools.mirror.fetching import Fetching
from build_tools.mirror.place import Place
from build_tools.mirror.plan import Held, Lists, Plan, leftovers, make_plan
from build_tools.mirror.sources import NotThereError, Source, SourceError, read_small
from build_tools.mirror.trust import RefusedError, Wishes, judge

ROUNDS = 3
"""How often an edition is begun anew where the source changed while it was read."""
SPARE = 64 * 1024 * 1024
"""Bytes of a disk that stay free."""


def _silent(*_: object) -> None:
    return


@dataclass(frozen=True, slots=True)
class Tell:
    """How the user hears of it."""

    say: Callable[[str], None] = _silent
    look: Callable[[int, int], None] = _silent
    """Files looked at, and all."""
    fetch: Callable[[int, int], None] = _silent
    """Bytes of finished files, and of all to fetch."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a copy is made."""

    wishes: Wishes = field(default_factory=Wishes)
    dry: bool = False
    quick: bool = False
    """Rely on the size of files here instead of reading them."""
    derive: bool = True
    """Make what follows from other files here instead of fetching it."""
    threads: int = 8
    today: datetime.date = field(default_factory=datetime.date.today)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was done."""

    edition: Edition
    fetched: int
    """Files fetched, or with ``dry`` to be fetched."""
    bytes: int
    """Their bytes, unpacked."""
    removed: int
    """Files that the copy had and the edition has not."""
    patched: int = 0
    """Files that a delta made of those that the copy had."""
    current: bool = False
    """The copy was this edition already, and whole."""


def mirror(source: Source, folder: Path, options: Options, tell: Tell) -> Outcome:
    """Make ``folder`` the source's edition, or leave it as it is.

    Raises RefusedError and ManifestError for what may not be taken, SourceError for what could
    not be read, OSError where the disk does.
    """
    with Place(folder) as place:
        for number in range(1, ROUNDS + 1):
            edition = _Edition(source, place, options, tell)
            try:
                return edition.copy()
            except (SourceError, ManifestError):
                if number == ROUNDS or not edition.replaced():
                    raise
                tell.say("the source has a new edition; beginning with that")
    raise AssertionError


class _Edition:
    """One edition of the source, on its way into the copy's place."""

    def __init__(self, source: Source, place: Place, options: Options, tell: Tell) -> None:
        self._source, self._place, self._options, self._tell = source, place, options, tell
        self._data = patiently(lambda: _edition_bytes(source))
        self._edition = read_edition(self._data)
        self._signature = self._optional(names.SIGNATURE)
        self._lists = Lists(source, [place.folder], place.store)
        self._deltas: list[bytes] = []

    def _optional(
        self, path: str, good: Callable[[bytes], bool] = lambda data: True
    ) -> bytes | None:
        """A small file; where the edition names keys it should be there, and is asked for again,
        as is one that is judged to be damaged. Raises SourceError."""

        def read() -> bytes:
            data = read_small(self._source, path, signing.MAX_SIGNATURE)
            if not good(data):
                raise WrongBytesError(f"{path}: no signature by a known key of what it stands for")
            return data

        try:
            return patiently(read, TRIES if self._edition.keys else 1)
        except NotThereError:
            return None

    def replaced(self) -> bool:
        """Whether the source has another edition by now."""
        try:
            return _edition_bytes(self._source) != self._data
        except SourceError:
            return False

    def copy(self) -> Outcome:
        held = _held_edition(self._place.folder)
        self._place.check_ours(held is not None)
        notes = judge(
            self._edition,
            self._data,
            self._signature,
            held,
            self._options.wishes,
            self._options.today,
        )
        for note in notes:
            self._tell.say(note)
        with ThreadPoolExecutor(self._options.threads) as pool:
            return self._with(pool, held)

    def _with(self, pool: ThreadPoolExecutor, held: Edition | None) -> Outcome:
        have = Held(self._place.folder, self._options.quick)
        patched = self._patched(held)
        derived = DERIVED.keys() & self._edition.derived if self._options.derive else set()
        plan = make_plan(
            self._edition, self._lists, have, self._place.new, pool, self._tell.look, derived
        )
        gone = have.count() - sum(have.has(path) for path in self._paths(plan))
        outcome = Outcome(self._edition, len(plan.fetch), plan.bytes, gone, patched)
        same = held is not None and held.write() == self._edition.write()
        if same and not (plan.fetch or plan.done or plan.derive) and self._place.whole():
            return Outcome(self._edition, 0, 0, 0, current=True)
        if self._options.dry:
            return outcome
        self._place.need(plan.bytes + SPARE)
        digests = {path: digest for path, (_, digest) in plan.keep.items()} | plan.done
        fetching = Fetching(self._source, have, self._lists, self._place)
        digests |= fetching.all(plan.fetch, pool, self._tell.fetch)
        for path, (place, _) in plan.keep.items():
            self._place.take(place, path)
        made = self._derived(plan)
        rest = {path: file for path, file in plan.derive.items() if path not in made}
        digests |= made | fetching.all(rest, pool, self._tell.fetch)
        for stray in leftovers(self._place.new, digests):
            stray.unlink()
        self._check_whole(digests)
        self._write_manifest(plan)
        self._place.swap()
        return outcome

    def _patched(self, held: Edition | None) -> int:
        """Take the short way where the source has one; how many files that made."""
        if held is None or self._options.dry:
            return 0
        if held.sums == self._edition.sums:
            self._deltas = list(held_deltas(self._place.folder))
            return 0
        delta = find_delta(self._source, held, self._edition)
        if delta is None:
            return 0
        try:
            made = use_delta(delta, held, self._edition, self._place, self._lists)
        except ManifestError as fault:
            self._tell.say(f"{fault}; the files are compared one by one")
            return 0
        self._deltas = [delta]
        return made

    def _derived(self, plan: Plan) -> dict[str, str]:
        """Make what follows from files that are there now; the hashes of what came out right."""
        made = {}
        for path, file in plan.derive.items():
            digest = derive(path, file, self._place)
            if digest is None:
                self._tell.say(f"{path} comes out otherwise on this machine; it is fetched")
            else:
                made[path] = digest
        return made

    @staticmethod
    def _paths(plan: Plan) -> set[str]:
        return plan.keep.keys() | plan.done.keys() | plan.fetch.keys() | plan.derive.keys()

    def _check_whole(self, digests: dict[str, str]) -> None:
        """Hold all whole hashes against the one that the edition has, which may be signed."""
        ours = write_sums({path: Known(digest, 0) for path, digest in digests.items()})
        if known_of(ours) == self._edition.sums:
            (self._place.new / names.SUMS).write_bytes(ours)
            return
        data = read_small(self._source, names.SUMS, self._edition.sums.size)
        if known_of(data) != self._edition.sums:
            self._place.forget()
            raise RefusedError("the source's files are not those of its edition, nor SHA256SUMS")
        listed = read_sums(data)
        wrong = sorted(p for p in listed.keys() | digests if listed.get(p) != digests.get(p))
        for path in wrong:
            (self._place.new / path).unlink(missing_ok=True)
        more = f" and {len(wrong) - 1:,} more" if len(wrong) > 1 else ""
        raise RefusedError(f"{wrong[0]}{more}: not the file of this edition")

    def _write_manifest(self, plan: Plan) -> None:
        """The manifest of the copy, so that others can copy it in turn."""
        new = self._place.new
        (new / names.LISTS).mkdir(parents=True, exist_ok=True)
        for short in self._all_lists(plan):
            (new / names.list_path(short)).write_bytes(self._lists.read(short))
        (new / names.EDITION).write_bytes(self._data)
        for delta in self._deltas:
            keep_delta(delta, new)
        if self._edition.keys:
            text = "".join(f"{key}\n" for key in self._edition.keys)
            (new / names.KEYS).write_text(text, encoding="utf-8", newline="\n")
        if self._signature is not None:
            (new / names.SIGNATURE).write_bytes(self._signature)
            other = self._optional(names.SUMS_SIGNATURE, self._signs_sums)
            if other is not None:
                (new / names.SUMS_SIGNATURE).write_bytes(other)

    def _signs_sums(self, signature: bytes) -> bool:
        if not signing.can_check():
            return True
        data = (self._place.new / names.SUMS).read_bytes()
        keys = self._options.wishes.keys or self._edition.keys
        return bool(keys) and signing.check(data, signature, signing.read_keys("\n".join(keys)))

    def _all_lists(self, plan: Plan) -> set[str]:
        found: set[str] = set()
        level = {self._edition.tree}
        while level:
            found |= level
            lines = [line for short in level for line in read_list(self._lists.read(short), "")]
            level = {each.list for each in lines if not isinstance(each, File | Known)} - found
        for path, top in plan.chunks.items():
            found |= self._chunk_lists(path, top)
        return found

    def _chunk_lists(self, path: str, top: str) -> set[str]:
        """The lists of a big file's chunks: worked out here, else taken from the source."""
        tree = Tree()
        if store(chunks_of((self._place.new / path).read_bytes()), tree) == top:
            for short, data in tree.lists.items():
                self._lists.keep(short, data)
            return set(tree.lists)
        found, level = set(), {top}
        while level:
            found |= level
            lines = [line for short in level for line in read_list(self._lists.read(short), "")]
            level = {line.list for line in lines if isinstance(line, Part)} - found
        return found


def _edition_bytes(source: Source) -> bytes:
    return read_small(source, names.EDITION, MAX_BYTES)


def _held_edition(folder: Path) -> Edition | None:
    """The edition of the copy that is there; None where there is none."""
    if not (folder / names.EDITION).exists():
        return None
    return edition_of(folder)
