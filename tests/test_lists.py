"""Lists are cut so that a new row changes few pages, wherever it stands."""

from __future__ import annotations

import random

import pytest

from build_tools.pages.lists import FEWEST, ROWS, cut

NAMES = [f"cases/us/case-{number}" for number in range(2000)]


def test_a_short_list_is_one_page() -> None:
    assert cut([], str) == [[]]
    assert len(cut(NAMES[:ROWS], str)) == 1
    assert len(cut(NAMES[: ROWS + 1], str)) > 1


def test_pages_hold_all_rows_in_their_order() -> None:
    parts = cut(NAMES, str)
    assert [name for part in parts for name in part] == NAMES
    assert all(FEWEST <= len(part) <= ROWS for part in parts[:-1])


def test_a_heavy_row_is_never_split() -> None:
    parts = cut(NAMES[:300], str, lambda name: int(name[-1]) * 12)
    assert all(sum(int(name[-1]) * 12 for name in part) <= ROWS + 108 for part in parts)
    assert all(parts)


@pytest.mark.parametrize("seed", range(5))
def test_one_row_more_changes_few_pages(seed: int) -> None:
    chance = random.Random(seed)
    changed = []
    for _ in range(100):
        at = chance.randrange(len(NAMES))
        more = [*NAMES[:at], f"cases/gb/{chance.random()}", *NAMES[at:]]
        before = {tuple(part) for part in cut(NAMES, str)}
        changed.append(sum(tuple(part) not in before for part in cut(more, str)))
    assert sum(changed) / len(changed) < 2
    assert max(changed) <= 8
