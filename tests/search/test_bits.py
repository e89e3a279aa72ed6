"""Codes of numbers, read back."""

from __future__ import annotations

import base64

from hypothesis import given
from hypothesis import strategies as st

from build_tools.search.bits import as_text, fixed, gamma, rice

LARGE = st.integers(0, 1 << 20)


def test_known_codes() -> None:
    assert [gamma(number) for number in (1, 2, 3, 4)] == ["1", "010", "011", "00100"]
    assert [rice(number, 2) for number in (0, 3, 4, 9)] == ["000", "011", "1000", "11001"]
    assert fixed(5, 4) == "0101"
    assert fixed(0, 0) == ""


@given(st.lists(LARGE), st.integers(5, 18))
def test_rice_codes_are_read_back(numbers: list[int], low: int) -> None:
    bits = iter("".join(rice(number, low) for number in numbers))
    read = []
    for _ in numbers:
        high = 0
        while next(bits) == "1":
            high += 1
        read.append(high << low | int("".join(next(bits) for _ in range(low)), 2))
    assert read == numbers


@given(st.lists(LARGE.map(lambda number: number + 1)))
def test_gamma_codes_are_read_back(numbers: list[int]) -> None:
    bits = iter("".join(gamma(number) for number in numbers))
    read = []
    for _ in numbers:
        zeros = 0
        while next(bits) == "0":
            zeros += 1
        read.append(int("1" + "".join(next(bits) for _ in range(zeros)), 2))
    assert read == numbers


@given(st.text("01"))
def test_bits_become_base64(bits: str) -> None:
    data = base64.b64decode(as_text(bits) + "===")
    whole = "".join(f"{byte:08b}" for byte in data)
    assert whole.startswith(bits)
    assert len(whole) - len(bits) < 8
