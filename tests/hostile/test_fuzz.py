"""A short run of each fuzzing target; ``python -m tests.fuzz`` runs longer ones."""

from __future__ import annotations

import random

import pytest

from tests.fuzz.__main__ import mutated
from tests.fuzz.targets import TARGETS, seeds


@pytest.mark.parametrize("name", TARGETS)
def test_nothing_fails_by_chance(name: str) -> None:
    chance, known = random.Random(2013), seeds(name)
    for _ in range(300):
        TARGETS[name](mutated(chance, known))
