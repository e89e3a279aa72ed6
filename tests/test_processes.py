import os
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest

from build_tools import processes
from build_tools.meter import Meter
from build_tools.processes import LostProcessError, in_parts, spread


@pytest.fixture(autouse=True)
def several(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "processors", lambda: 3)


def test_results_come_in_the_order_of_the_tasks() -> None:
    tasks = [lambda number=number: number * number for number in range(200)]
    assert spread(tasks) == [number * number for number in range(200)]
    assert spread([]) == []


def test_results_are_packed_only_on_their_way() -> None:
    here = os.getpid()
    tasks = [lambda: [os.getpid()] for _ in range(50)]
    found = spread(tasks, pack=lambda value: (value[0], "packed"), unpack=list)
    assert all(value == [here] or (value[0] != here and value[1] == "packed") for value in found)


def test_parts_cover_the_whole() -> None:
    parts = in_parts(lambda first, last: list(range(first, last)), 100, smallest=10)
    assert [value for part in parts for value in part] == list(range(100))
    assert len(parts) == 3
    assert len(in_parts(lambda first, last: 0, 100, smallest=60)) == 1


def test_where_another_thread_runs_all_is_done_here() -> None:
    over = threading.Event()
    other = threading.Thread(target=over.wait)
    other.start()
    try:
        assert set(spread([os.getpid] * 20)) == {os.getpid()}
        assert len(in_parts(lambda first, last: 0, 100, smallest=1)) == 1
    finally:
        over.set()
        other.join()


def test_a_process_that_helps_makes_no_others() -> None:
    def inner() -> tuple[int, set[int]]:
        return os.getpid(), set(spread([os.getpid] * 5))

    for made_by, inside in spread([inner] * 6):
        assert made_by == os.getpid() or inside == {made_by}


@pytest.mark.parametrize("at", [0, 7])
def test_a_fault_is_raised_here(at: int) -> None:
    def task(number: int) -> int:
        if number == at:
            raise ValueError("on purpose")
        return number

    with pytest.raises(ValueError, match="on purpose"):
        spread([lambda number=number: task(number) for number in range(8)])


def test_a_fault_that_cannot_be_sent_is_named() -> None:
    here = os.getpid()

    class LocalError(Exception):
        pass

    def task() -> None:
        if os.getpid() != here:
            raise LocalError("not to be pickled")

    with pytest.raises(RuntimeError, match="not to be pickled"):
        spread([task] * 200, beside=_patience)


def test_a_process_that_is_killed_is_no_silence() -> None:
    here = os.getpid()

    def task() -> None:
        if os.getpid() != here:
            os._exit(9)

    with pytest.raises(LostProcessError, match="ended too early"):
        spread([task] * 200, beside=_patience)


@contextmanager
def _wait() -> Iterator[None]:
    threading.Event().wait(0.5)  # so that the others take their share
    yield


def _patience() -> AbstractContextManager[None]:
    return _wait()


def test_a_meter_counts_in_all_processes() -> None:
    told: list[tuple[str, int, int]] = []
    meter = Meter(lambda name, done, total: told.append((name, done, total)))

    def task() -> None:
        meter.advance()
        threading.Event().wait(0.02)

    spread([task] * 60, beside=lambda: meter.showing("work", 60))
    assert told[-1] == ("work", 60, 60)
    assert [done for _, done, _ in told] == sorted(done for _, done, _ in told)
    assert any(0 < done < 60 for _, done, _ in told)
    assert threading.active_count() == 1
