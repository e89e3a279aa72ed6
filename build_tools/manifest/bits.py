"""Texts with long runs of base64, written out as bits: there an insertion is an insertion.

The search packs its postings into bits without gaps. One more of them shifts all that follow, so
that of the letters behind it none stays; of the bits all do.
"""

from __future__ import annotations

import re

_LETTERS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_BITS = {letter: f"{number:06b}".encode() for number, letter in enumerate(_LETTERS)}
_LETTER = {bits: bytes((letter,)) for letter, bits in _BITS.items()}
_RUN = re.compile(rb"[A-Za-z0-9+/]{32,}")
_SPREAD = re.compile(rb"\x00([01]*)\x01")


def spread(text: bytes) -> bytes | None:
    """The text with each long run as ``0`` and ``1`` between two signs; None where it has none,
    or has the signs itself."""
    if b"\0" in text or b"\1" in text:
        return None
    found, runs = _RUN.subn(_spread, text)
    return found if runs else None


def _spread(run: re.Match[bytes]) -> bytes:
    return b"\0" + b"".join(map(_BITS.__getitem__, run[0])) + b"\1"


def gathered(text: bytes) -> bytes:
    """The text again. Raises ValueError where bits are no whole letters."""
    return _SPREAD.sub(_gathered, text)


def _gathered(run: re.Match[bytes]) -> bytes:
    bits = run[1]
    if len(bits) % 6:
        raise ValueError("bits that are no whole letters")
    return b"".join(_LETTER[bits[at : at + 6]] for at in range(0, len(bits), 6))
