"""Web servers for tests: an honest one with ranges and gzip, and one that breaks everything."""

from __future__ import annotations

import gzip
import random
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote


class Served(ThreadingHTTPServer):
    """A folder served on this machine; ``bad`` is the share of answers that go wrong."""

    daemon_threads = True

    def __init__(self, folder: Path, bad: float = 0.0, ranges: bool = True, seed: int = 1) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.folder, self.bad, self.ranges = folder, bad, ranges
        self.random = random.Random(seed)
        self.asked: list[str] = []
        self.replies: dict[str, bytes] = {}
        self.endless: set[str] = set()
        self.cut_at: dict[str, int] = {}

    @property
    def address(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.server_port}/"

    def handle_error(self, *_: object) -> None:
        """A client that goes away is what these tests are about."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Served

    def log_message(self, *_: object) -> None:
        return

    def do_GET(self) -> None:
        path = unquote(self.path).lstrip("/")
        self.server.asked.append(path)
        if path in self.server.endless:
            self.send_response(200)
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            while True:
                self.wfile.write(b"10000\r\n" + b"x" * 65536 + b"\r\n")
        file = self.server.folder / path
        data = self.server.replies.get(path)
        if data is None:
            if not file.is_file():
                self._answer(404, b"no")
                return
            data = file.read_bytes()
        fault = self.server.random.random()
        if fault < self.server.bad:
            self._break(fault / self.server.bad, data)
            return
        asked = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        if asked and self.server.ranges:
            start = int(asked[1])
            end = int(asked[2]) + 1 if asked[2] else len(data)
            where = {"Content-Range": f"bytes {start}-{end - 1}/{len(data)}"}
            self._answer(206, data[start:end], where)
            return
        if path in self.server.cut_at:
            at = self.server.cut_at.pop(path)
            self._answer(200, data[:at], length=len(data))
            return
        if "gzip" in self.headers.get("Accept-Encoding", ""):
            self._answer(200, gzip.compress(data, 6), {"Content-Encoding": "gzip"})
            return
        self._answer(200, data)

    def _answer(
        self, status: int, data: bytes, headers: dict[str, str] | None = None, length: int = -1
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(length if length >= 0 else len(data)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)
        if length > len(data):
            self.close_connection = True

    def _break(self, how: float, data: bytes) -> None:
        if how < 0.2:
            self._answer(404, b"not now")
        elif how < 0.4:
            self._answer(500, b"not well")
        elif how < 0.6:
            self._answer(200, data[: len(data) // 2], length=len(data))
        elif how < 0.7:
            self._answer(200, data + b"more")
        elif how < 0.8:
            self._answer(200, data[:-1])
        elif how < 0.9:
            time.sleep(0.05)
            self._answer(200, data)
        else:
            self.close_connection = True


@contextmanager
def served(folder: Path, **options: object) -> Iterator[Served]:
    """A folder served while the context lasts; the options are those of Served."""
    server = Served(folder, **options)  # type: ignore[arg-type]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
