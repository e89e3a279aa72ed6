"""How far long work has come: a bar in a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping

from build_tools.meter import Spent

WIDTH = 30
EVERY = 10.0
"""Seconds between two lines where there is no terminal."""


SOON = 1.0
"""Seconds after which rate and time left are worth saying."""


def stages(quiet: bool = False) -> Callable[[str, int, int], None] | None:
    """A function to be called with a stage's name, what is done of it and all there is.

    Each stage has a bar or lines of its own, as progress gives them; None for quiet.
    """
    if quiet:
        return None
    current: tuple[str, Callable[[int, int], None]] = ("", lambda done, total: None)

    def tell(name: str, done: int, total: int) -> None:
        nonlocal current
        if name != current[0]:
            current = (name, progress(name))
        current[1](done, total)
        if done >= total:
            current = ("", current[1])

    return tell


def table(stages: Mapping[str, Spent], total: float) -> str:
    """What each stage took, as a table in text: seconds of all processes together."""
    summed = Spent()
    for spent in stages.values():
        summed.add(spent)
    rows = [("stage", "seconds", "processor", "files")]
    for name, spent in [*stages.items(), ("together", summed)]:
        files = f"{spent.files:,}" if spent.files else ""
        rows.append((name, f"{spent.seconds:.2f}", f"{spent.processor:.2f}", files))
    rows.append(("by the clock", f"{total:.2f}", "", ""))
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if column else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


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
        said = ""
        spent = time.monotonic() - started
        if spent > SOON:
            said = f"  {done / spent:,.0f}/s"
            if 0 < part < 1:
                said += f"  {_duration(spent / part - spent)} left"
        line = f"{what} [{'#' * full}{'.' * (WIDTH - full)}] {part:4.0%}{said}"
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
