"""Run a command to its end, and measure it with all processes that it starts."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

EVERY = 0.05
"""Seconds between two looks at the memory."""
PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, slots=True)
class Run:
    """What one build came to."""

    seconds: float
    processor: float
    """Seconds of the processor, in all processes and in the system for them."""
    memory: int
    """Bytes at the most, all processes together; memory that they share counts once."""


def run(commands: Sequence[Sequence[str]], folder: Path) -> Run:
    """Run commands one after the other. Raises CalledProcessError."""
    before, started = os.times(), time.perf_counter()
    memory = 0
    for command in commands:
        memory = max(memory, _one(command, folder))
    after = os.times()
    processor = sum(after[2:4]) - sum(before[2:4])
    return Run(time.perf_counter() - started, processor, memory)


def _one(command: Sequence[str], folder: Path) -> int:
    most = 0
    over = threading.Event()
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL) as process:

        def watch() -> None:
            nonlocal most
            while not over.wait(EVERY):
                most = max(most, sum(map(_memory, _family(process.pid))))

        watcher = threading.Thread(target=watch)
        watcher.start()
        status = process.wait()
        over.set()
        watcher.join()
    if status:
        raise subprocess.CalledProcessError(status, list(command))
    return most


def _family(process: int) -> list[int]:
    """A process and all that come from it."""
    found = [process]
    try:
        for task in os.listdir(f"/proc/{process}/task"):
            children = Path(f"/proc/{process}/task/{task}/children").read_text().split()
            for child in children:
                found += _family(int(child))
    except OSError:  # it has ended
        pass
    return found


def _memory(process: int) -> int:
    """The memory of a process, with its part of what it shares (proportional set size)."""
    try:
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0


def size_of(site: Path) -> tuple[int, int, int]:
    """Of a folder: its files, their bytes, and how many of them are pages."""
    files = size = pages = 0
    for at, _, names in os.walk(site):
        for name in names:
            files += 1
            size += os.stat(os.path.join(at, name)).st_size
            pages += name.endswith(".html")
    return files, size, pages
