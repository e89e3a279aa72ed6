"""Measure a search as a reader meets it: in Chromium, over http with gzip, on a slow processor."""

from __future__ import annotations

import gzip
import random
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from playwright.sync_api import Browser, Page

from build_tools.search.documents import Document
from build_tools.search.words import normalise, split

PACKED = (".html", ".js", ".json", ".css", ".svg", ".pf_meta", ".pf_index", ".pf_fragment", ".wasm")
SLOWER = 4


class Bytes(NamedTuple):
    """What came over the wire: all of it, and without the headers of http."""

    all: int
    bodies: int


@dataclass
class Served:
    """A folder on an ordinary host, with gzip and a cache, that counts what it sends."""

    folder: Path
    root: str = ""
    _sent: list[tuple[str, Bytes]] = field(default_factory=list)

    def take(self, leaving_out: tuple[str, ...] = ("\n",)) -> Bytes:
        """The bytes sent since the last time, without those of some files; count anew."""
        kept = [size for path, size in self._sent if not path.endswith(leaving_out)]
        self._sent.clear()
        return Bytes(sum(size.all for size in kept), sum(size.bodies for size in kept))

    def count(self, path: str, headers: int, body: int) -> None:
        """Note one answer."""
        self._sent.append((path, Bytes(headers + body, body)))


class Handler(SimpleHTTPRequestHandler):
    """Answers with gzip and a cache."""

    protocol_version = "HTTP/1.1"

    def __init__(self, served: Served, *arguments: Any) -> None:
        self.served = served
        super().__init__(*arguments, directory=str(served.folder))

    def do_GET(self) -> None:
        """Send a file, packed where its kind can be."""
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return
        data = path.read_bytes()
        packed = path.suffix in PACKED and not data.startswith(b"\x1f\x8b")
        data = gzip.compress(data, 6) if packed else data
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "max-age=600")
        if packed:
            self.send_header("Content-Encoding", "gzip")
        headers = sum(map(len, self._headers_buffer)) + 2  # type: ignore[attr-defined]
        self.end_headers()
        self.wfile.write(data)
        self.served.count(self.path.split("?")[0], headers, len(data))

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """A server that does not mind when a browser goes away."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of broken connections."""


@contextmanager
def serve(folder: Path) -> Iterator[Served]:
    """Serve a folder on this machine."""
    served = Served(folder)
    with Server(("127.0.0.1", 0), partial(Handler, served)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        served.root = f"http://127.0.0.1:{server.server_port}/"
        yield served
        server.shutdown()


class Visit(NamedTuple):
    """A fresh visit: its first query, and the next one."""

    first: Bytes
    following: Bytes


def queries_for(documents: Sequence[Document], number: int, seed: int = 5) -> list[str]:
    """Queries of several sorts from the words of a collection."""
    rng = random.Random(seed)
    counts: Counter[str] = Counter()
    for document in documents:
        words = {
            word for text, _ in document.fields.get("body", ()) for word in split(normalise(text))
        }
        counts.update(word for word in words if word.isalpha() and len(word) > 2)
    order = sorted(counts, key=lambda word: (-counts[word], word))
    common, middle, rare = order[:120], order[120:3000], order[3000:]
    titles = [document.title for document in documents]
    makers = (
        lambda: rng.choice(common),
        lambda: rng.choice(middle),
        lambda: rng.choice(rare or middle),
        lambda: f"{rng.choice(common)} {rng.choice(middle)}",
        lambda: f"{rng.choice(common)} {rng.choice(common)}",
        lambda: f"{rng.choice(common)} {rng.choice(middle)} {rng.choice(rare or middle)}",
        lambda: " ".join(split(normalise(rng.choice(titles)))[:3]),
    )
    return [makers[at % len(makers)]() for at in range(number)]


OURS_BESIDE = ("search.html", ".css", "docket.js", ".svg", ".ico", ".png")
"""The page, the theme and what every page loads."""


def _settled(page: Page) -> None:
    page.wait_for_selector("#search-status[data-state=done]", state="attached")
    page.wait_for_load_state("networkidle")


def bytes_of_ours(browser: Browser, site: Served, queries: Sequence[str]) -> list[Visit]:
    """For each query as the first of a fresh visit, and the next one after it: bytes."""
    found = []
    for query, following in zip(queries, [*queries[1:], queries[0]], strict=True):
        page = browser.new_context().new_page()
        page.goto(f"{site.root}search.html?q={quote(query)}")
        _settled(page)
        first = site.take(OURS_BESIDE)
        page.evaluate("document.getElementById('search-status').setAttribute('data-state', 'x')")
        page.evaluate(
            "q => { const i = document.getElementById('search-input'); i.value = q;"
            " i.form.requestSubmit(); }",
            following,
        )
        _settled(page)
        found.append(Visit(first, site.take(OURS_BESIDE)))
        page.context.close()
    return found


def bytes_of_pagefind(browser: Browser, site: Served, queries: Sequence[str]) -> list[Visit]:
    """The same for Pagefind: its scripts, index and the ten results' fragments."""
    found = []
    for query, following in zip(queries, [*queries[1:], queries[0]], strict=True):
        page = browser.new_context().new_page()
        page.goto(site.root + "search.html")
        page.wait_for_function("() => window.ask")
        page.evaluate("query => window.ask(query)", query)
        page.wait_for_load_state("networkidle")
        first = site.take(("search.html", "ask.js", ".ico"))
        page.evaluate("query => window.ask(query)", following)
        page.wait_for_load_state("networkidle")
        found.append(Visit(first, site.take()))
        page.context.close()
    return found


_WATCH = """() => {
  const status = document.getElementById("search-status");
  window.taken = [];
  let pressed = 0;
  document.addEventListener("keydown", () => { pressed = performance.now(); }, true);
  new MutationObserver(() => {
    if (pressed && status.getAttribute("data-state") === "done") {
      window.taken.push(performance.now() - pressed);
      pressed = 0;
    }
  }).observe(status, { attributes: true });
}"""


def key_to_results(browser: Browser, root: str, queries: Sequence[str]) -> list[float]:
    """Milliseconds from the press of a key to the results in the page, the index warm."""
    page = browser.new_context().new_page()
    session = page.context.new_cdp_session(page)
    page.goto(root + "search.html")
    taken: list[float] = []
    for query in queries:
        page.fill("#search-input", "")
        _type(page, query, 0.35)
    page.evaluate(_WATCH)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    for query in queries:
        page.fill("#search-input", "")
        time.sleep(0.1)
        page.evaluate("() => { window.taken = []; }")
        _type(page, query, 0.15)
        taken += page.evaluate("() => window.taken")
    page.context.close()
    return taken


def _type(page: Page, query: str, gap: float) -> None:
    page.focus("#search-input")
    for letter in query:
        page.keyboard.type(letter)
        time.sleep(gap)
    page.wait_for_load_state("networkidle")
