"""One build that takes over what the last one made."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from build_tools.corpus.load import Entry
from build_tools.pages.context import Context
from build_tools.pages.markdown import MarkdownRenderer
from build_tools.publish import Writer, Written
from build_tools.shell.frames import Frame, FrameKey
from build_tools.warm.reading import Digests, Log, ReadContext, ReadCorpus
from build_tools.warm.state import State, Unit, made_by, read_state, state_file, write_state


@dataclass
class Warm:
    """The old site and what is known of how it was made; then the same of the new one."""

    site: Path
    """The old site's folder, which is only read."""
    units: dict[str, Unit] = field(default_factory=dict)
    """What each record gave, in this build."""
    _before: State = field(default_factory=State)
    _made_by: bytes = b""
    _digests: Digests | None = None
    _log: Log = field(default_factory=Log)

    def begin(
        self, context: Context, frames: Mapping[FrameKey, Frame], once: frozenset[str]
    ) -> None:
        """Find the records whose files can be taken over: in ``units`` afterwards."""
        self._made_by = made_by([context.settings, sorted(frames.items()), sorted(once)])
        self._digests = Digests(context.corpus)
        self._before = read_state(state_file(self.site), self._made_by)
        now = self._digests.of
        stale = {lookup for lookup, before in self._before.digests.items() if now(lookup) != before}
        for record_id, unit in self._before.units.items():
            same = record_id in context.corpus.by_id and stale.isdisjoint(unit.lookups)
            if same and all(_is_still(self.site, *file) for file in unit.files.items()):
                self.units[record_id] = unit

    def context(self, context: Context) -> Context:
        """The same context, whose look-ups are noted."""
        corpus = ReadCorpus(context.corpus, self._log)
        return ReadContext(
            corpus, MarkdownRenderer(corpus), context.settings, context.edition, context
        )

    @contextmanager
    def noting(self, entry: Entry, writer: Writer, found: dict[str, Unit]) -> Iterator[None]:
        """Note what is looked up and written inside, for a record."""
        count = len(writer.files)
        lookups = self._log.start()
        lookups.add(("by_id", ("text", entry.id)))
        yield
        new = islice(writer.files.items(), count, None)
        files = {path: note for path, note in new if note is not None}
        found.setdefault(entry.id, Unit()).add(Unit(files, set(lookups)))

    def take_over(self, out: Path) -> dict[str, Written]:
        """Bring the files that are right from the old site, without copying where possible.

        To be called when all others stand: who wrote to a file that two sites share would
        change the old one.
        """
        taken: dict[str, Written] = {}
        folders: set[str] = set()
        for unit in self.units.values():
            for path, note in unit.files.items():
                folder = path.rpartition("/")[0]
                if folder not in folders:
                    folders.add(folder)
                    os.makedirs(out / folder, exist_ok=True)
                _bring(f"{self.site}/{path}", f"{out}/{path}")
                taken[path] = note
        return taken

    def finish(self, made: Mapping[str, Unit]) -> None:
        """Keep what the next build needs."""
        assert self._digests is not None
        self.units |= {record_id: unit for record_id, unit in made.items() if unit.whole}
        lookups = {lookup for unit in self.units.values() for lookup in unit.lookups}
        digests = {lookup: self._digests.of(lookup) for lookup in lookups}
        write_state(state_file(self.site), self._made_by, State(self.units, digests))


def _is_still(site: Path, path: str, note: Written) -> bool:
    """Whether a file of the old site is the one that was written."""
    try:
        status = os.lstat(f"{site}/{path}")
    except OSError:
        return False
    return (status.st_size, status.st_mtime_ns) == (note.size, note.time)


def _bring(old: str, new: str) -> None:
    try:
        os.link(old, new)
    except FileExistsError:  # another output has made it in this build
        return
    except OSError:  # no links on this disk
        shutil.copy2(old, new)
