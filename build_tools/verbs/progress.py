"""How far long work has come: a bar in a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

WIDTH = 30
EVERY = 10.0
"""Seconds between two lines where there is no terminal."""


def progress(what: str, quiet: bool = False) -> Callable[[int, int], None]:
    """A function to be called with what is done and all there is."""
    if quiet:
        return lambda done, total: None
    return _bar(what) if sys.stderr.isatty() else _lines(what)


def _bar(what: str) -> Callable[[int, int], None]:
    started = time.monotonic()

    def tell(done: int, total: int) -> None:
        part = done / total if total else 1.0
        full = int(part * WIDTH)
        left = ""
        spent = time.monotonic() - started
        if 0 < part < 1 and spent > 2:
            left = f"  {_duration(spent / part - spent)} left"
        line = f"{what} [{'#' * full}{'.' * (WIDTH - full)}] {part:4.0%}{left}"
        end = "\n" if done >= total else ""
        print(f"\r{line}\x1b[K", end=end, file=sys.stderr, flush=True)

    return tell


def _lines(what: str) -> Callable[[int, int], None]:
    last = time.monotonic()

    def tell(done: int, total: int) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= EVERY and done < total:
            last = now
            print(f"{what}: {done / total:.0%}", file=sys.stderr, flush=True)

    return tell


def _duration(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes} min {rest:02} s" if minutes else f"{rest} s"
