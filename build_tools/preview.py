"""Pages of records as they should be now, made from memory while a whole build is under way."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from posixpath import dirname

from build_tools.corpus.cache import Memory
from build_tools.corpus.corpus import Corpus
from build_tools.corpus.load import Entry, Loaded, load
from build_tools.outputs import record_data
from build_tools.pages.context import Context
from build_tools.pages.site import foreseen, make_context, record_pages
from build_tools.rules.run import run_rules
from build_tools.shell.frames import Frame, FrameKey, Shell, key_of
from build_tools.values.findings import Finding, Severity


@dataclass(frozen=True, slots=True)
class _Shown:
    """A collection that has no known error, ready to make pages of."""

    context: Context
    frames: Mapping[FrameKey, Frame]


@dataclass
class Preview:
    """The records in memory. Its methods may be called by several threads."""

    content: Path
    shell: Shell
    memory: Memory = field(default_factory=Memory)
    _loaded: Loaded | None = None
    _frames: Mapping[FrameKey, Frame] | None = None
    _shown: _Shown | None = None
    _lock: threading.RLock = field(default_factory=threading.RLock)
    number: int = 0
    """Grows with each change."""

    def read(self) -> None:
        """Read all records and make the frames, before anything changes. Raises ShellError."""
        with self._lock:
            self._loaded = load(self.content, self.memory)
            self._make_frames(Corpus(self._loaded.entries))

    def refresh(self, shell_changed: bool) -> list[Finding]:
        """Read what changed; findings in the files that did. Pages are made when asked for.

        shell_changed: whether hand-written pages or the configuration changed, on which
        frames depend. While a record that changed has an error, the pages stay as they were.
        Raises ShellError, OSError.
        """
        with self._lock:
            self.number += 1
            before = self._loaded.entries if self._loaded is not None else ()
            loaded = load(self.content, self.memory)
            corpus = Corpus(loaded.entries, loaded.unreadable)
            if shell_changed or self._frames is None:
                self._make_frames(corpus)
            known = {id(entry.record) for entry in before}
            new = [entry for entry in loaded.entries if id(entry.record) not in known]
            faulty = {finding.place.file for finding in loaded.findings}
            found = [*loaded.findings, *run_rules(new, corpus, faulty)]
            if not any(finding.severity is Severity.ERROR for finding in found):
                self._loaded = loaded
                assert self._frames is not None
                context = make_context(corpus, self.shell.settings())
                self._shown = _Shown(context, self._frames)
            return found

    def settled(self, number: int) -> None:
        """Say that the site was built as the records were at a number: files are right again."""
        with self._lock:
            if number == self.number:
                self._shown = None

    def fresh(self, path: str) -> bytes | None:
        """The file at a path of the site, if it belongs to one record and may have changed."""
        with self._lock:
            if self._shown is None:
                return None
            entry = _entry_at(path, self._shown.context.corpus)
            if entry is None:
                return None
            files = chain(_pages(entry, self._shown), record_data(entry, self._shown.context))
            return next((data for name, data in files if name == path), None)

    def _make_frames(self, corpus: Corpus) -> None:
        context = make_context(corpus, self.shell.settings())
        with tempfile.TemporaryDirectory() as folder:
            self._frames = self.shell.build(foreseen(context), Path(folder))


def _pages(entry: Entry, shown: _Shown) -> Iterator[tuple[str, bytes]]:
    for page in record_pages(entry, shown.context):
        frame = shown.frames.get(key_of(page))
        if frame is not None:
            yield page.path, frame.fill(page).encode()


def _entry_at(path: str, corpus: Corpus) -> Entry | None:
    """The record of a page, of a part's page, or of data beside it."""
    folder, _, name = path.rpartition("/")
    stem = f"{folder}/{name.partition('.')[0]}"
    return corpus.resolve(stem) or corpus.resolve(dirname(path))
