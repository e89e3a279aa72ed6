"""Names that must not return, kept so that the list itself names nobody.

A line of the list is a short sum and a long one of a name, each made with the list's own
salt. The short one has 16 bits: it rules out nearly every word at once, and many names
share it. The long one is scrypt's (RFC 7914), slow on purpose. Who guesses a name can ask
the list whether it is there, at some 30 milliseconds a guess; nobody can read it out.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

MOST_WORDS = 4
"""How many words of a text are tried together as one name."""
_HEAD = "# Names that must not return, as sums that nobody can read. See docs/people.md.\n"
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_COST, _BLOCK = 2**14, 8


@dataclass(frozen=True)
class Withheld:
    """The list: its salt, and each name's short sum with the long ones that share it."""

    salt: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    sums: dict[bytes, frozenset[bytes]] = field(default_factory=dict)
    _known: dict[str, bool] = field(default_factory=dict, repr=False, compare=False)

    def __contains__(self, name: str) -> bool:
        """Whether a name, in any case and with or without accents, is on the list."""
        plain = plain_name(name)
        if self._short(plain) not in self.sums:
            return False
        if plain not in self._known:
            long = self._long(plain)
            self._known[plain] = any(
                hmac.compare_digest(long, each) for each in self.sums[self._short(plain)]
            )
        return self._known[plain]

    def with_name(self, name: str) -> Withheld:
        """The list with one name more. Raises ValueError where it has no letters."""
        plain = plain_name(name)
        if not plain:
            raise ValueError("a name has letters")
        if len(plain.split()) > MOST_WORDS:
            raise ValueError(f"a name has at most {MOST_WORDS} words here; leave some out")
        short = self._short(plain)
        sums = {**self.sums, short: self.sums.get(short, frozenset()) | {self._long(plain)}}
        return Withheld(self.salt, sums)

    def find(self, text: str) -> Iterator[str]:
        """The names on the list that stand in a text, as it writes them."""
        if not self.sums:
            return
        words = list(_WORD.finditer(text))
        for at, first in enumerate(words):
            for last in words[at : at + MOST_WORDS]:
                if last.start() - first.start() > 120:
                    break
                name = text[first.start() : last.end()]
                if name in self:
                    yield name

    def _short(self, plain: str) -> bytes:
        return hashlib.blake2b(plain.encode(), digest_size=2, key=self.salt).digest()

    def _long(self, plain: str) -> bytes:
        return hashlib.scrypt(plain.encode(), salt=self.salt, n=_COST, r=_BLOCK, p=1, dklen=16)


def plain_name(name: str) -> str:
    """A name without case, accents and all that is no letter: ``José O'Neil`` → ``jose o neil``."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    bare = (each for each in letters if not unicodedata.combining(each))
    return " ".join("".join(each if each.isalpha() else " " for each in bare).split())


def read_withheld(text: str) -> Withheld:
    """The list that a file holds. Raises ValueError with the line that is not one."""
    salt = b""
    sums: dict[bytes, frozenset[bytes]] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        try:
            first, second = words
            if first == "salt":
                salt = bytes.fromhex(second)
            else:
                short = bytes.fromhex(first)
                sums[short] = sums.get(short, frozenset()) | {bytes.fromhex(second)}
        except ValueError:
            raise ValueError(f"line {number} is not one that 'docket withhold' writes") from None
    if sums and not salt:
        raise ValueError("the line with the salt is missing")
    return Withheld(salt, sums) if salt else Withheld()


def write_withheld(names: Withheld) -> str:
    """The file of a list, in an order that says nothing of when a name came."""
    lines = sorted(
        f"{short.hex()} {long.hex()}" for short, all_ in names.sums.items() for long in all_
    )
    return _HEAD + "".join(f"{line}\n" for line in (f"salt {names.salt.hex()}", *lines))
