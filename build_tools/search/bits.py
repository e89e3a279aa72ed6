"""Numbers as bits, and bits as text that a script can carry.

Rice codes for gaps and lengths (a number's high part in unary, its low part in binary),
Elias gamma codes for counts. ``search.js`` reads what is written here.
"""

from __future__ import annotations

from base64 import b64encode
from functools import cache

_TABLE = 1 << 12


def gamma(number: int) -> str:
    """The Elias gamma code of a number from 1."""
    if number < _TABLE:
        return _gammas()[number]
    binary = f"{number:b}"
    return "0" * (len(binary) - 1) + binary


def rice(number: int, low: int) -> str:
    """The Rice code of a number from 0 with some low bits in binary."""
    if number < _TABLE:
        return rices(low)[number]
    return _rice(number, low)


@cache
def _gammas() -> list[str]:
    return [""] + ["0" * (number.bit_length() - 1) + f"{number:b}" for number in range(1, _TABLE)]


@cache
def rices(low: int) -> list[str]:
    """The Rice codes of small numbers."""
    return [_rice(number, low) for number in range(_TABLE)]


def _rice(number: int, low: int) -> str:
    head = "1" * (number >> low) + "0"
    return head + f"{number & ((1 << low) - 1):0{low}b}" if low else head


def fixed(number: int, width: int) -> str:
    """A number in a fixed number of bits."""
    return f"{number:0{width}b}" if width else ""


def as_text(bits: str) -> str:
    """Bits as base64, filled up with zeros to whole bytes and without padding signs."""
    if not bits:
        return ""
    size = -(-len(bits) // 8)
    data = int(bits.ljust(size * 8, "0"), 2).to_bytes(size, "big")
    return b64encode(data).decode("ascii").rstrip("=")
