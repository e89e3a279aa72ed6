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

from playwright.sync_api import Browser, CDPSession, Page

from build_tools.search.documents import Document
from build_tools.search.words import normalise, split

PACKED = (".html", ".js", ".json", ".css", ".svg", ".pf_meta", ".pf_index", ".pf_fragment", ".wasm")
SLOWER = 4


class Handler(SimpleHTTPRequestHandler):
    """Serves a folder with gzip and a cache, as an ordinary host does."""

    protocol_version = "HTTP/1.1"

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
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a folder."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


class Bytes(NamedTuple):
    """What came over the wire: all of it, and without the headers of http."""

    all: int
    bodies: int


class Visit(NamedTuple):
    """A fresh visit: its first query, and the next one."""

    first: Bytes
    following: Bytes


@dataclass
class Traffic:
    """What comes over the wire, by address."""

    _urls: dict[str, str] = field(default_factory=dict)
    _heads: dict[str, int] = field(default_factory=dict)
    _cached: set[str] = field(default_factory=set)
    _sizes: dict[str, Bytes] = field(default_factory=dict)

    def watch(self, session: CDPSession) -> None:
        """Count from now on."""
        session.on("Network.requestWillBeSent", self._begun)
        session.on("Network.requestServedFromCache", lambda e: self._cached.add(e["requestId"]))
        session.on("Network.responseReceived", self._answered)
        session.on("Network.loadingFinished", self._done)
        session.send("Network.enable")

    def _begun(self, event: dict[str, Any]) -> None:
        self._urls[event["requestId"]] = event["request"]["url"].split("?")[0]

    def _answered(self, event: dict[str, Any]) -> None:
        self._heads[event["requestId"]] = int(event["response"]["encodedDataLength"])

    def _done(self, event: dict[str, Any]) -> None:
        key = event["requestId"]
        if key not in self._cached:
            size = int(event["encodedDataLength"])
            self._sizes[self._urls.get(key, key)] = Bytes(size, size - self._heads.get(key, 0))

    def take(self, leaving_out: tuple[str, ...] = ("\n",)) -> Bytes:
        """The bytes since the last time, without those of some files; start anew."""
        kept = [size for url, size in self._sizes.items() if not url.endswith(leaving_out)]
        self._sizes.clear()
        return Bytes(sum(size.all for size in kept), sum(size.bodies for size in kept))


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


def _page(browser: Browser) -> tuple[Page, Traffic, CDPSession]:
    context = browser.new_context()
    page = context.new_page()
    session = context.new_cdp_session(page)
    traffic = Traffic()
    traffic.watch(session)
    return page, traffic, session


OURS_BESIDE = ("search.html", ".css", "docket.js", ".svg", ".ico", ".png")
"""The page, the theme and what every page loads."""


def _settled(page: Page) -> None:
    page.wait_for_selector("#search-status[data-state=done]", state="attached")
    page.wait_for_load_state("networkidle")


def bytes_of_ours(browser: Browser, root: str, queries: Sequence[str]) -> list[Visit]:
    """For each query as the first of a fresh visit, and the next one after it: bytes."""
    found = []
    for query, following in zip(queries, [*queries[1:], queries[0]], strict=True):
        page, traffic, _ = _page(browser)
        page.goto(f"{root}search.html?q={quote(query)}")
        _settled(page)
        first = traffic.take(OURS_BESIDE)
        page.fill("#search-input", "")
        page.evaluate("document.getElementById('search-status').setAttribute('data-state', 'x')")
        page.evaluate(
            "q => { const i = document.getElementById('search-input'); i.value = q;"
            " i.form.requestSubmit(); }",
            following,
        )
        _settled(page)
        found.append(Visit(first, traffic.take(OURS_BESIDE)))
        page.context.close()
    return found


def bytes_of_pagefind(browser: Browser, root: str, queries: Sequence[str]) -> list[Visit]:
    """The same for Pagefind: its script, index and the ten results' fragments."""
    found = []
    for query, following in zip(queries, [*queries[1:], queries[0]], strict=True):
        page, traffic, _ = _page(browser)
        page.goto(root + "search.html")
        page.wait_for_function("() => window.ask")
        page.evaluate("query => window.ask(query)", query)
        page.wait_for_load_state("networkidle")
        first = traffic.take(("search.html", "ask.js", ".ico"))
        page.evaluate("query => window.ask(query)", following)
        page.wait_for_load_state("networkidle")
        found.append(Visit(first, traffic.take()))
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
    page, _, session = _page(browser)
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
