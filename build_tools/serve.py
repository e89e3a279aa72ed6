"""A site on this machine, built again when a file changes. For looking, not for the web."""

from __future__ import annotations

import errno
import sys
import threading
import time
from collections.abc import Callable, Iterable
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

State = frozenset[tuple[str, int, int]]
HOST = "127.0.0.1"
INTERVAL = 0.5
"""Seconds between two looks at the files."""


def serve(site: Path, port: int, watched: Iterable[Path], rebuild: Callable[[], bool]) -> int:
    """Build, then serve a folder until interrupted. Returns the exit status.

    watched: files and folders whose change calls rebuild, which builds the site and
    returns False where the records have errors; the old site is then served on.
    """
    paths = list(watched)
    seen = _state(paths)  # before the build: what changes during it must not be missed
    if not rebuild() and not site.is_dir():
        print("There is no site to serve: mend the records first.", file=sys.stderr)
        return 1
    handler = partial(_QuietHandler, directory=str(site))
    try:
        server = ThreadingHTTPServer((HOST, port), handler)
    except OSError as fault:
        if fault.errno != errno.EADDRINUSE:
            raise
        message = f"Port {port} is in use, perhaps by another 'serve'; choose one with --port."
        print(message, file=sys.stderr)
        return 2
    with server:
        place = f"http://{HOST}:{server.server_port}/"
        print(f"Serving {site}/ on {place} (Ctrl+C ends it)", flush=True)
        watcher = threading.Thread(target=_watch, args=(paths, seen, rebuild), daemon=True)
        watcher.start()
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print()
    return 0


def _watch(watched: list[Path], seen: State, rebuild: Callable[[], bool]) -> None:
    while True:
        time.sleep(INTERVAL)
        now = _state(watched)
        if now == seen:
            continue
        seen = now
        started = time.monotonic()
        try:
            built = rebuild()
        except Exception as fault:  # the server goes on; the fault is shown
            print(f"The site could not be built: {fault}", file=sys.stderr)
            continue
        if built:
            print(f"Built again in {time.monotonic() - started:.1f} s", flush=True)
        else:
            print("Not built: the page in the browser is still the old one.", flush=True)


def _state(watched: list[Path]) -> State:
    """Names, times and sizes of all files under the paths watched."""
    found = set()
    for top in watched:
        for path in top.rglob("*") if top.is_dir() else [top]:
            try:
                info = path.stat()
            except OSError:
                continue
            found.add((str(path), info.st_mtime_ns, info.st_size))
    return frozenset(found)


class _QuietHandler(SimpleHTTPRequestHandler):
    """Serves files; keeps each request to itself, and nothing in the browser's cache."""

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""
