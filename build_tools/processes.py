"""Long work spread over the processors of the machine.

Processes are made by ``fork``: they share the memory of this one as it is, so that nothing
but results is sent. This process works too, and what it does itself is not sent at all. Where
forking is not safe or not possible (Windows, other threads running, or in a process made
here) all is done in this process.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import struct
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from itertools import pairwise
from multiprocessing.connection import Connection
from typing import Any, TypeVar

T = TypeVar("T")
Task = Callable[[], T]
Beside = Callable[[], AbstractContextManager[None]]
_NUMBER = struct.Struct("H")
MOST_TASKS = 65536 // _NUMBER.size
"""How many numbers of tasks a pipe holds."""
_helping = False
"""True in a process that was made here."""


class LostProcessError(OSError):
    """A process ended before its work was done: killed, or out of memory."""


def _same(value: Any) -> Any:
    return value


def spread(
    tasks: Sequence[Task[T]],
    pack: Callable[[T], Any] = _same,
    unpack: Callable[[Any], T] = _same,
    beside: Beside = nullcontext,
) -> list[T]:
    """The results of tasks, in their order; each process takes the next task when it is free.

    pack, unpack: what a result becomes to be sent to this process, and how it comes back.
    beside: entered when all processes stand, so that it may start a thread. Raises what a
    task raises, and LostProcessError.
    """
    helpers = min(processors(), len(tasks)) - 1
    if helpers < 1 or not _can_fork() or len(tasks) > MOST_TASKS:
        with beside():
            return [task() for task in tasks]
    queue = _queue(len(tasks))
    forking = multiprocessing.get_context("fork")
    started: list[tuple[Any, Connection]] = []
    try:
        sys.stdout.flush()
        sys.stderr.flush()
        with _no_new_rubbish():
            for _ in range(helpers):
                here, there = forking.Pipe(duplex=False)
                process = forking.Process(
                    target=_help, args=(queue, tasks, pack, there), daemon=True
                )
                process.start()
                there.close()
                started.append((process, here))
            with beside():
                found = dict(_taken(queue, tasks))
                for process, here in started:
                    found |= {at: unpack(value) for at, value in _received(process, here)}
        return [found[number] for number in range(len(tasks))]
    finally:
        os.close(queue)
        for process, here in started:
            process.terminate()
            process.join()
            here.close()


def in_parts(
    work: Callable[[int, int], T],
    total: int,
    smallest: int,
    pack: Callable[[T], Any] = _same,
    unpack: Callable[[Any], T] = _same,
    beside: Beside = nullcontext,
) -> list[T]:
    """Call ``work(first, last)`` for consecutive parts of ``range(total)``; the results in order.

    There is a part for each processor, of at least ``smallest`` items.
    """
    parts = max(1, min(processors(), total // max(smallest, 1)))
    if not _can_fork():
        parts = 1
    cuts = [total * number // parts for number in range(parts + 1)]

    def task(first: int, last: int) -> Task[T]:
        return lambda: work(first, last)

    return spread([task(*ends) for ends in pairwise(cuts)], pack, unpack, beside)


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _can_fork() -> bool:
    return (
        not _helping
        and "fork" in multiprocessing.get_all_start_methods()
        and threading.active_count() == 1
    )


@contextmanager
def _no_new_rubbish() -> Iterator[None]:
    """Keep the collector of garbage away from what stands in memory now.

    It would write into every object, and so make a copy of all memory in each process.
    """
    frozen = gc.get_freeze_count()
    gc.freeze()
    try:
        yield
    finally:
        if not frozen:
            gc.unfreeze()


# The tasks' numbers stand in a pipe, from which each process reads the next one.


def _queue(count: int) -> int:
    reading, writing = os.pipe()
    os.write(writing, b"".join(map(_NUMBER.pack, range(count))))
    os.close(writing)
    return reading


def _taken(queue: int, tasks: Sequence[Task[T]]) -> Iterator[tuple[int, T]]:
    while number := os.read(queue, _NUMBER.size):
        (at,) = _NUMBER.unpack(number)
        yield at, tasks[at]()


def _help(
    queue: int, tasks: Sequence[Task[T]], pack: Callable[[T], Any], there: Connection
) -> None:
    """What a process does that was made here."""
    global _helping
    _helping = True
    answer: tuple[str, Any]
    try:
        answer = "done", [(number, pack(value)) for number, value in _taken(queue, tasks)]
    except KeyboardInterrupt:
        os._exit(130)
    except Exception as fault:
        answer = "failed", fault
    try:
        data = pickle.dumps(answer, pickle.HIGHEST_PROTOCOL)
    except Exception as fault:  # it cannot be sent: say at least what it was
        data = pickle.dumps(("failed", RuntimeError(f"{answer[1]!r}: {fault}")))
    there.send_bytes(data)
    there.close()


def _received(process: Any, here: Connection) -> Any:
    try:
        kind, value = pickle.loads(here.recv_bytes())  # noqa: S301 - from a process of our own
    except EOFError:
        process.join()
        raise LostProcessError(
            f"a process that helped ended too early (status {process.exitcode}); perhaps there is "
            "too little memory"
        ) from None
    if kind == "failed":
        raise value
    return value
