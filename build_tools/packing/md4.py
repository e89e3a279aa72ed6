"""MD4 (RFC 1320), which zsync's format asks for and OpenSSL 3 no longer offers.

It finds equal blocks here and guards nothing: a mirror is held against SHA-256.
"""

from __future__ import annotations

import struct

_MASK = 0xFFFFFFFF
_START = (0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476)
_ROUNDS = (
    (tuple(range(16)), (3, 7, 11, 19), 0),
    ((0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15), (3, 5, 9, 13), 0x5A827999),
    ((0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15), (3, 9, 11, 15), 0x6ED9EBA1),
)


def md4(data: bytes) -> bytes:
    """The 16 bytes of the MD4 of some bytes."""
    padded = data + b"\x80" + bytes((55 - len(data)) % 64) + struct.pack("<Q", len(data) * 8)
    state = _START
    for at in range(0, len(padded), 64):
        state = _mix(state, struct.unpack_from("<16I", padded, at))
    return struct.pack("<4I", *state)


def _mix(state: tuple[int, int, int, int], words: tuple[int, ...]) -> tuple[int, int, int, int]:
    a, b, c, d = state
    for number, (order, shifts, constant) in enumerate(_ROUNDS):
        for step, place in enumerate(order):
            if number == 0:
                mixed = d ^ (b & (c ^ d))
            elif number == 1:
                mixed = (b & c) | (d & (b | c))
            else:
                mixed = b ^ c ^ d
            total = (a + mixed + words[place] + constant) & _MASK
            shift = shifts[step & 3]
            turned = ((total << shift) | (total >> (32 - shift))) & _MASK
            a, b, c, d = d, turned, b, c
    return ((state[0] + a) & _MASK, (state[1] + b) & _MASK,
            (state[2] + c) & _MASK, (state[3] + d) & _MASK)  # fmt: skip
