"""Fetch the files of an edition that a copy lacks, several at a time."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

from build_tools.manifest.lists import File, ManifestError
from build_tools.manifest.reading import read_chunks
from build_tools.mirror.downloads import WrongBytesError, download, lacking, patch, patiently
from build_tools.mirror.place import Place
from build_tools.mirror.plan import Held, Lists
from build_tools.mirror.sources import NotThereError, Source, SourceError

PACKED = 5
"""How many times smaller a whole file comes, compressed; parts of one come as they are."""


class IncompleteError(SourceError):
    """Some files could not be fetched; what was finished is kept for the next run."""


class Fetching:
    """Gets files of an edition into the copy's place, several at a time."""

    def __init__(self, source: Source, held: Held, lists: Lists, place: Place) -> None:
        self._source, self._held = source, held
        self._lists, self._place = lists, place
        self._stop = threading.Event()

    def all(
        self,
        files: Mapping[str, File],
        pool: ThreadPoolExecutor,
        progress: Callable[[int, int], None],
    ) -> dict[str, str]:
        """The whole hashes by path. Raises IncompleteError, naming the first file that failed."""
        digests: dict[str, str] = {}
        failed: list[SourceError] = []
        done, total = 0, sum(file.content.size for file in files.values())
        progress(done, total)
        work = {pool.submit(self._one, path, file): path for path, file in files.items()}
        try:
            for future in as_completed(work):
                path = work[future]
                try:
                    digests[path] = future.result()
                except SourceError as fault:
                    failed.append(fault)
                done += files[path].content.size
                progress(done, total)
        except BaseException:
            self._stop.set()
            raise
        if failed:
            more = f" ({len(failed):,} files in all)" if len(failed) > 1 else ""
            wrong = [
                fault for fault in failed if isinstance(fault, WrongBytesError | NotThereError)
            ]
            first = (wrong or failed)[0]
            raise type(first)(f"{first}{more}") if wrong else IncompleteError(f"{first}{more}")
        return digests

    def _one(self, path: str, file: File) -> str:
        if self._stop.is_set():
            raise SourceError("stopped")
        wanted = file.content
        part = self._place.part(path, wanted)
        digest = self._patched(path, file, part)
        if digest is None:
            digest = patiently(lambda: download(self._source, path, wanted, part))
        self._place.finish(part, path)
        return digest

    def _patched(self, path: str, file: File, part: Path) -> str | None:
        """A big file made from the old one; None where that does not help or does not work."""
        old = self._held.old(path)
        if not file.chunks or old is None or part.exists():
            return None
        aside = part.with_suffix(".patch")
        try:
            chunks = list(read_chunks(file.chunks, file.content.size, self._lists.read))
            if lacking(chunks, old) > file.content.size // PACKED:
                return None
            digest = patch(self._source, path, file.content, chunks, old, aside)
        except (SourceError, ManifestError):
            return None
        finally:
            if aside.exists():
                aside.replace(part)
        return digest
