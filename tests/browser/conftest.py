"""A real Chromium, the site served over http and opened from the disk, and a log of all that it does."""

from __future__ import annotations

import shutil
import socket
import subprocess
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from browser.firefox import Firefox, firefox
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    sync_playwright,
)

from build_tools.bootstrap import find_browser
from build_tools.packing.metadata import Book
from build_tools.packing.stick import pack_stick
from build_tools.packing.zim import pack_zim

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
         "--disable-background-networking", "--disable-component-update"]  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "/browser/" in item.path.as_posix():
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = find_browser()
    assert path, "no Chromium on this machine; 'make test' installs one"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield started
        started.close()


class Handler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    handler = partial(Handler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="session")
def stick(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fabricated site as it is on a stick."""
    out = tmp_path_factory.mktemp("stick") / "copy"
    pack_stick(site, out)
    return out


@pytest.fixture(scope="session")
def zim(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fabricated site as a ZIM."""
    out = tmp_path_factory.mktemp("zim") / "book.zim"
    pack_zim(site, out, Book("Cybercrime Repository", "repository_en_all", "2026-11-24"))
    return out


@contextmanager
def kiwix(zim: Path) -> Iterator[str]:
    """Serve a ZIM as a hotspot does; the address of its first page's folder."""
    program = shutil.which("kiwix-serve")
    assert program, "no kiwix-serve on this machine; 'make test' installs kiwix-tools"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    bare = ["--nosearchbar", "--nolibrarybutton"]  # Debian 12's bar has inline handlers
    command = [program, "--address=127.0.0.1", f"--port={port}", *bare, str(zim)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield _book(f"http://127.0.0.1:{port}/", zim.stem)
    finally:
        server.terminate()
        server.wait(10)


def _book(root: str, name: str) -> str:
    """Where a server has the book: its releases differ. Waits until it answers."""
    for _ in range(100):
        for folder in (f"{root}content/{name}/", f"{root}{name}/"):
            try:
                with urllib.request.urlopen(f"{folder}index.html", timeout=5) as answer:
                    if answer.status == 200:
                        return folder
            except OSError:
                time.sleep(0.05)
    raise AssertionError("kiwix-serve does not answer")


@pytest.fixture(scope="session", params=["http", "stick", "zim"])
def address(request: pytest.FixtureRequest) -> Iterator[str]:
    """The root of the fabricated site: over http, from a stick, and in a ZIM."""
    if request.param == "stick":
        yield request.getfixturevalue("stick").as_uri() + "/"
    elif request.param == "zim":
        with kiwix(request.getfixturevalue("zim")) as root:
            yield root
    else:
        with served(request.getfixturevalue("site")) as root:
            yield root


def is_web(root: str) -> bool:
    """Whether a root is that of a host, not of a disk or of a book in a server of books."""
    return root.startswith("http:") and root.count("/") == 3


@dataclass
class Log:
    """What a page did that a reader must never meet."""

    errors: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)

    def watch(self, page: Page, root: str) -> None:
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("requestfailed", self._failed)
        page.on("request", lambda request: self._asked(request.url, root))

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.errors.append(message.text)

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # the reader went on to another page
            self.errors.append(f"{request.failure}: {request.url}")

    def _asked(self, url: str, root: str) -> None:
        if not url.startswith((root, "data:")):
            self.outside.append(url)

    def assert_quiet(self) -> None:
        assert self.errors == []
        assert self.outside == []


@contextmanager
def opened(
    browser: Browser, root: str, **options: Any
) -> Iterator[tuple[Page, Log, BrowserContext]]:
    context = browser.new_context(**options)
    context.set_offline(root.startswith("file:"))  # a stick is read with the network cut
    context.set_default_timeout(10_000)
    page = context.new_page()
    log = Log()
    log.watch(page, root)
    try:
        yield page, log, context
    finally:
        context.close()


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    """A Firefox, whose rules for files on a disk are the strictest, with the network cut."""
    with firefox(tmp_path_factory.mktemp("firefox")) as started:
        yield started


@pytest.fixture
def reader(window: Firefox) -> Iterator[Firefox]:
    """Its window, whose pages must say nothing and ask for nothing but files."""
    window.open("about:blank")
    window.said.clear()
    window.asked.clear()
    yield window
    assert window.said == []
    asked = [url for url in window.asked if not url.startswith(("file:", "data:", "about:"))]
    assert asked == []
