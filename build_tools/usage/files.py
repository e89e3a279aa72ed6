"""The lines of log files, plain or gzipped, in steps of a fixed size."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import IO, cast

from build_tools.usage.lines import MAX_LINE

STEP = 1 << 18
_GZIP = b"\x1f\x8b"


@dataclass(slots=True)
class LogFile:
    """One log while it is read."""

    path: Path
    too_long: int = 0
    """How many lines were too long to be read."""
    broken: str = ""
    """Why the file could not be read to its end, or ``""``."""
    digest: bytes = b""
    """A hash of all that was read: whether two files are the same log."""
    _hash: blake2b = field(default_factory=lambda: blake2b(digest_size=16))

    def lines(self) -> Iterator[list[bytes]]:
        """The lines, many at a time. Raises OSError where the file cannot be opened."""
        rest, skipping = b"", False
        for step in self._steps():
            lines = (rest + step).split(b"\n")
            rest = lines.pop()
            if skipping and lines:
                lines.pop(0)
                skipping = False
            if len(rest) > MAX_LINE or skipping:
                self.too_long += not skipping
                rest, skipping = b"", True
            yield [line for line in lines if self._fits(line)]
        if rest:
            yield [rest]
        self.digest = self._hash.digest()

    def _fits(self, line: bytes) -> bool:
        fits = len(line) <= MAX_LINE
        self.too_long += not fits
        return fits

    def _steps(self) -> Iterator[bytes]:
        with self.path.open("rb") as raw:
            packed = raw.read(2) == _GZIP
            raw.seek(0)
            source = cast("IO[bytes]", gzip.GzipFile(fileobj=raw) if packed else raw)
            while True:
                try:
                    step = source.read(STEP)
                except (EOFError, zlib.error, gzip.BadGzipFile) as fault:
                    self.broken = str(fault)
                    return
                if not step:
                    return
                self._hash.update(step)
                yield step
