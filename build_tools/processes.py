"""Long work spread over the processors of the machine."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")
_work: Callable[[int, int], Any] | None = None


def in_parts(work: Callable[[int, int], T], total: int, smallest: int) -> list[T]:
    """Call ``work(first, last)`` for consecutive parts of ``range(total)``; the results in order.

    Parts have at least ``smallest`` items. They run in processes that share the memory of
    this one as it is (``fork``), so that nothing but results is sent; where that is not
    safe or not possible (Windows, other threads running) it is one part, done here.
    """
    global _work
    parts = min(processors(), total // max(smallest, 1))
    if parts < 2 or not _can_fork():
        return [work(0, total)]
    cuts = [total * number // parts for number in range(parts + 1)]
    _work = work
    try:
        with ProcessPoolExecutor(parts, multiprocessing.get_context("fork")) as pool:
            return list(pool.map(_call, cuts[:-1], cuts[1:]))
    finally:
        _work = None


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _can_fork() -> bool:
    return "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1


def _call(first: int, last: int) -> Any:
    assert _work is not None
    return _work(first, last)
