"""A web server for one folder, whose pages know of changes while they are open.

What is added for that stands in the answers only, never in the site's files.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import unquote, urlsplit

from build_tools.serve.news import News

HOST = "127.0.0.1"
OWN = "/_docket/"
"""Where the server's own files stand, which no site has."""
CLIENT = Path(__file__).parent / "client"
BREATH = 10.0
"""Seconds after which an open page hears that the server is still there."""
STATE = "X-Docket-State"
"""The header with a hash of a page, by which it knows whether it changed."""
Fresh = Callable[[str], bytes | None]
"""A file by its path in the site as it should be now, or None where the built one is right."""


class Server(ThreadingHTTPServer):
    """Serves a site's folder, and before its files what is fresher."""

    daemon_threads = True

    def __init__(self, site: Path, port: int, fresh: Fresh, news: News) -> None:
        """Listen on a port of this machine; 0 takes a free one. Raises OSError."""
        super().__init__((HOST, port), _Handler)
        self.site = site
        self.fresh = fresh
        self.news = news

    @property
    def address(self) -> str:
        """The address of the site's root."""
        return f"http://{HOST}:{self.server_port}/"


class _Handler(SimpleHTTPRequestHandler):
    """Keeps each request to itself, and nothing in the browser's cache."""

    server: Server

    def __init__(self, request: Any, client: Any, server: Server) -> None:
        super().__init__(request, client, server, directory=str(server.site))

    def do_GET(self) -> None:
        """Answer with a page, a file or the news."""
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        """Answer with the headers alone."""
        self._answer(with_body=False)

    def _answer(self, with_body: bool) -> None:
        path = unquote(urlsplit(self.path).path)
        if path.startswith(OWN):
            self._own(path.removeprefix(OWN))
            return
        path = path.removeprefix("/")
        if not path or path.endswith("/"):
            path += "index.html"
        fresh = self.server.fresh(path)
        if path.endswith(".html"):
            self._page(fresh, with_body)
        elif fresh is not None:
            self._send(fresh, self.guess_type(path), with_body)
        elif with_body:
            super().do_GET()
        else:
            super().do_HEAD()

    def _page(self, fresh: bytes | None, with_body: bool) -> None:
        """A page, with the script that keeps it fresh; a missing one too waits to be made."""
        data, status = fresh, 200
        if data is None:
            place = Path(self.translate_path(self.path))
            data = _read(place / "index.html" if place.is_dir() else place)
        if data is None:
            data, status = _read(self.server.site / "404.html") or b"<head></head>", 404
        state = _hash(data)
        html = live(data, state)
        self._send(html, "text/html; charset=utf-8", with_body, status, {STATE: state})

    def _send(
        self,
        data: bytes,
        kind: str,
        with_body: bool,
        status: int = 200,
        more: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        for name, value in more.items():
            self.send_header(name, value)
        self.end_headers()
        if with_body:
            self.wfile.write(data)

    def _own(self, name: str) -> None:
        if name == "events":
            self._events()
        elif name in ("live.js", "live.css"):
            self._send((CLIENT / name).read_bytes(), self.guess_type(name), with_body=True)
        else:
            self.send_error(404)

    def _events(self) -> None:
        """Server-sent events until the page is left: a word on each change, and the findings."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.end_headers()
        number = 0
        try:
            while True:
                known = number
                number, findings = self.server.news.after(number, BREATH)
                said = f"event: change\ndata: {findings}\n\n" if number != known else ":\n\n"
                self.wfile.write(said.encode())
                self.wfile.flush()
        except OSError:  # the page was left
            return

    def end_headers(self) -> None:
        """Let nothing be kept."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


def live(html: bytes, state: str) -> bytes:
    """A page with the script that reloads it when it changes and shows findings over it.

    state: the hash of the page as it is without them.
    """
    added = (
        f'<link rel="stylesheet" href="{OWN}live.css">'
        f'<script src="{OWN}live.js" data-state="{state}" defer></script></head>'
    )
    return html.replace(b"</head>", added.encode(), 1)


def _hash(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=12).hexdigest()


def _read(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError:
        return None
