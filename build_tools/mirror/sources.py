"""Where a copy is made from: a web address, or a folder such as a stick."""

from __future__ import annotations

import http.client
import ssl
import threading
import urllib.request
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol
from urllib.parse import quote, urljoin, urlsplit

BLOCK = 64 * 1024
MAX_REDIRECTS = 5
TIMEOUT = 30.0
"""Seconds without a byte after which a connection is given up."""
Received = Callable[[int], None]
"""Is told how many bytes came over the wire; may wait, to keep to a bandwidth."""


class SourceError(Exception):
    """A source that could not be read; the text is one clear line."""


class NotThereError(SourceError):
    """The source has no such file."""


class Source(Protocol):
    """A site's files by path."""

    name: str

    def open(
        self, path: str, start: int = 0, end: int | None = None
    ) -> tuple[int, Iterator[bytes]]:
        """A file's bytes, from ``start`` and before ``end`` where the source can.

        Returns where they really start (0 where it cannot) and the blocks. Raises SourceError,
        also while the blocks are read.
        """

    def close(self) -> None:
        """Give back what is held open."""


def open_source(address: str, received: Received, timeout: float = TIMEOUT) -> Source:
    """The source at an http(s) address or in a folder. Raises SourceError."""
    if address.lower().startswith(("http://", "https://")):
        return WebSource(address, received, timeout)
    folder = Path(address)
    if not folder.is_dir():
        raise SourceError(f"{address} is neither an http(s) address nor a folder")
    return FolderSource(folder, received)


class FolderSource:
    """A folder on this machine, or a stick."""

    def __init__(self, folder: Path, received: Received) -> None:
        self.name = str(folder)
        self._folder = folder.resolve()
        self._received = received

    def close(self) -> None:
        """See Source."""

    def open(
        self, path: str, start: int = 0, end: int | None = None
    ) -> tuple[int, Iterator[bytes]]:
        """See Source. A symbolic link that leads out of the folder is not followed."""
        place = self._folder / path
        if not place.resolve().is_relative_to(self._folder) or not place.is_file():
            raise NotThereError(f"{path}: {self.name} has no such file")
        return start, self._blocks(place, start, end)

    def _blocks(self, place: Path, start: int, end: int | None) -> Iterator[bytes]:
        try:
            with place.open("rb") as file:
                file.seek(start)
                left = -1 if end is None else end - start
                while block := file.read(BLOCK if left < 0 else min(BLOCK, left)):
                    left -= len(block) if left >= 0 else 0
                    self._received(len(block))
                    yield block
        except OSError as fault:
            raise SourceError(f"{place}: {fault.strerror}") from None


class WebSource:
    """A site on the web, over connections that stay open, one a thread."""

    def __init__(self, address: str, received: Received, timeout: float) -> None:
        base = address if address.endswith(("/", ".html")) else f"{address}/"
        self.name = address
        self._base = urljoin(base, ".")
        self._received = received
        self._timeout = timeout
        self._local = threading.local()
        self._made: list[http.client.HTTPConnection] = []

    def close(self) -> None:
        """See Source."""
        for connection in self._made:
            connection.close()

    def open(
        self, path: str, start: int = 0, end: int | None = None
    ) -> tuple[int, Iterator[bytes]]:
        """See Source. A whole file comes compressed where the server can."""
        headers = {"Cache-Control": "no-cache", "User-Agent": "docket-mirror"}
        ranged = start > 0 or end is not None
        if ranged:
            headers["Range"] = f"bytes={start}-{'' if end is None else end - 1}"
        headers["Accept-Encoding"] = "identity" if ranged else "gzip"
        answer = self._ask(urljoin(self._base, quote(path)), path, headers)
        if answer.status == 206:
            span = answer.headers.get("Content-Range", "")
            if not span.startswith(f"bytes {start}-"):
                self._drop()
                raise SourceError(f"{path}: the server sent another part than was asked for")
        elif answer.status in (404, 410):
            self._drop()
            raise NotThereError(f"{path}: the server has no such file ({answer.status})")
        elif answer.status != 200:
            self._drop()
            raise SourceError(f"{path}: the server answered {answer.status} {answer.reason}")
        return (start if answer.status == 206 else 0), self._blocks(answer, path)

    def _blocks(self, answer: http.client.HTTPResponse, path: str) -> Iterator[bytes]:
        """The body's blocks, unpacked; a block is never much longer than what came."""
        packed = answer.headers.get("Content-Encoding", "").lower() in ("gzip", "x-gzip")
        unpacker = zlib.decompressobj(wbits=31) if packed else None
        done = False
        with self._faults(path):
            try:
                while block := answer.read1(BLOCK):
                    self._received(len(block))
                    if unpacker is None:
                        yield block
                        continue
                    yield from _unpacked(unpacker, block)
                if answer.length:
                    raise SourceError(f"{path}: the connection broke off")
                if unpacker is not None and not unpacker.eof:
                    raise SourceError(f"{path}: the compressed answer broke off")
                answer.close()
                done = True
            finally:
                if not done:
                    self._drop()

    def _ask(self, url: str, path: str, headers: dict[str, str]) -> http.client.HTTPResponse:
        for _ in range(MAX_REDIRECTS):
            with self._faults(path):
                parts = urlsplit(url)
                connection = self._connection(parts.scheme, parts.netloc)
                target = parts.path + (f"?{parts.query}" if parts.query else "")
                if connection is getattr(self._local, "proxied", None):
                    target = url
                connection.request("GET", target or "/", headers=headers)
                answer = connection.getresponse()
                where = answer.headers.get("Location")
                if answer.status not in (301, 302, 303, 307, 308) or not where:
                    return answer
                answer.read(BLOCK)
                self._drop()
                url, before = urljoin(url, where), parts
                if (before.scheme, urlsplit(url).scheme) not in _REDIRECTS:
                    raise SourceError(f"{path}: the server sends us to {url}, which is refused")
        raise SourceError(f"{path}: the server sends us round in circles")

    def _connection(self, scheme: str, netloc: str) -> http.client.HTTPConnection:
        key = (scheme, netloc)
        if getattr(self._local, "key", None) == key:
            open_one: http.client.HTTPConnection = self._local.connection
            return open_one
        self._drop()
        proxy = (
            ""
            if urllib.request.proxy_bypass(netloc)
            else urllib.request.getproxies().get(scheme, "")
        )
        host = urlsplit(proxy).netloc.rpartition("@")[2] if proxy else netloc
        made: http.client.HTTPConnection
        if scheme == "https":
            context = ssl.create_default_context()
            made = http.client.HTTPSConnection(host, timeout=self._timeout, context=context)
            if proxy:
                made.set_tunnel(netloc)
        else:
            made = http.client.HTTPConnection(host, timeout=self._timeout)
        self._local.proxied = made if proxy and scheme == "http" else None
        self._local.connection, self._local.key = made, key
        self._made.append(made)
        return made

    def _drop(self) -> None:
        if getattr(self._local, "key", None) is not None:
            self._local.connection.close()
            self._made.remove(self._local.connection)
            self._local.key = None

    @contextmanager
    def _faults(self, path: str) -> Iterator[None]:
        try:
            yield
        except (OSError, http.client.HTTPException, zlib.error, ValueError) as fault:
            self._drop()
            said = str(fault) or type(fault).__name__
            raise SourceError(f"{path}: {said}") from None


_REDIRECTS = {("http", "http"), ("http", "https"), ("https", "https")}


def _unpacked(unpacker: zlib._Decompress, block: bytes) -> Iterator[bytes]:
    """What a block unpacks to, in bounded pieces: few bytes can be packed from very many."""
    while block:
        piece = unpacker.decompress(block, BLOCK)
        block = unpacker.unconsumed_tail
        if piece:
            yield piece
        elif not block:
            return


def read_small(source: Source, path: str, limit: int) -> bytes:
    """A small file whole. Raises SourceError, also where it is longer than ``limit`` bytes."""
    found = bytearray()
    for block in source.open(path)[1]:
        found += block
        if len(found) > limit:
            raise SourceError(f"{path}: longer than the {limit:,} bytes that it may have")
    return bytes(found)
