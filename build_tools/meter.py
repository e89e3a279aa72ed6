"""Floor 0: how far long work has come, and where its time went."""

from __future__ import annotations

import multiprocessing
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

Tell = Callable[[str, int, int], None]
"""Shows how far a stage has come: its name, what is done, all there is."""
EVERY = 0.2
"""Seconds between two looks at how far the work has come."""


@dataclass(slots=True)
class Spent:
    """What a stage took."""

    seconds: float = 0.0
    """Of the clock, in all processes together."""
    processor: float = 0.0
    """Of the processor, likewise."""
    files: int = 0
    """How many files it wrote."""

    def add(self, other: Spent) -> None:
        """Add what the same stage took elsewhere."""
        self.seconds += other.seconds
        self.processor += other.processor
        self.files += other.files


@dataclass
class Meter:
    """Counts what is done, in this process and in those forked from it."""

    tell: Tell | None = None
    stages: dict[str, Spent] = field(default_factory=dict)
    """What each stage took, in the order in which they first came."""

    def __post_init__(self) -> None:
        self._done = multiprocessing.Value("Q", 0)

    def advance(self, number: int = 1) -> None:
        """Say that some more is done."""
        with self._done.get_lock():
            self._done.value += number

    def add(self, name: str, spent: Spent) -> None:
        """Add what a stage took."""
        self.stages.setdefault(name, Spent()).add(spent)

    @contextmanager
    def stage(self, name: str) -> Iterator[Spent]:
        """Measure a stage that is done in this process; how many files it wrote may be added."""
        with measured() as spent:
            yield spent
        self.add(name, spent)

    @contextmanager
    def showing(self, name: str, total: int) -> Iterator[None]:
        """Show how far the work comes, by a thread: no process may be forked inside."""
        self._done.value = 0
        if self.tell is None or not total:
            yield
            return
        over = threading.Event()
        watcher = threading.Thread(target=self._watch, args=(name, total, over), daemon=True)
        watcher.start()
        try:
            yield
        finally:
            over.set()
            watcher.join()
        self.tell(name, total, total)

    def _watch(self, name: str, total: int, over: threading.Event) -> None:
        assert self.tell is not None
        while not over.wait(EVERY):
            self.tell(name, min(self._done.value, total - 1), total)


@contextmanager
def measured() -> Iterator[Spent]:
    """What the block takes of the clock and of the processor."""
    spent = Spent()
    clock, processor = time.perf_counter(), time.process_time()
    try:
        yield spent
    finally:
        spent.seconds += time.perf_counter() - clock
        spent.processor += time.process_time() - processor
