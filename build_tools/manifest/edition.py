"""What is known of an edition as a whole: the one file of a manifest that moves every time."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from build_tools.manifest.lists import Known, ManifestError

FORMAT = 1
MAX_BYTES = 64 * 1024
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SHORT = re.compile(r"[0-9a-f]{10}")
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Edition:
    """One state of the site. All of it follows from the records' history, none from the clock."""

    serial: int
    """Grows with every edition: the seconds since 1970 of the records' last change."""
    date: str
    """The day of that change, ``2026-11-24`` (UTC)."""
    expires: str = ""
    """The day after which a copy should be renewed; ``""`` for none."""
    name: str = ""
    """The site's name."""
    commit: str = ""
    """The git commit, where it is known; ``+`` behind it where files differed from it."""
    previous: str = ""
    """The commit before it."""
    counts: Mapping[str, int] = field(default_factory=dict)
    """How many records of each kind there are."""
    keys: tuple[str, ...] = ()
    """The public keys that may sign the next edition (OpenSSH's form)."""
    derived: tuple[str, ...] = ()
    """The files that follow from others and can be made of them (derived.py)."""
    files: int = 0
    """The files that SHA256SUMS lists."""
    size: int = 0
    """Their bytes."""
    tree: str = ""
    """The short hash of the first list."""
    sums: Known = Known("", 0)
    """The hash and size of ``SHA256SUMS``: what the whole edition is held against."""

    def sealed(self, files: int, size: int, tree: str, sums: Known) -> Edition:
        """The same with what only the finished folder tells."""
        return replace(self, files=files, size=size, tree=tree, sums=sums)

    def write(self) -> bytes:
        """The bytes of ``manifest/edition.json``."""
        data = {
            "format": FORMAT,
            "name": self.name,
            "serial": self.serial,
            "date": self.date,
            "expires": self.expires,
            "commit": self.commit,
            "previous": self.previous,
            "counts": dict(sorted(self.counts.items())),
            "files": self.files,
            "bytes": self.size,
            "tree": self.tree,
            "derived": list(self.derived),
            "sums": {"sha256": self.sums.digest, "size": self.sums.size},
            "keys": list(self.keys),
        }
        return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def read_edition(data: bytes) -> Edition:
    """The edition that some bytes describe. Raises ManifestError."""
    try:
        if len(data) > MAX_BYTES:
            raise ManifestError(f"longer than {MAX_BYTES:,} bytes")
        read = json.loads(data)
        if not isinstance(read, dict) or read.get("format") != FORMAT:
            raise ManifestError("of a form that this version does not know")
        return Edition(
            serial=_number(read, "serial"),
            date=_day(read, "date"),
            expires=_day(read, "expires") if read.get("expires") else "",
            name=_text(read, "name"),
            commit=_text(read, "commit"),
            previous=_text(read, "previous"),
            counts={str(kind): int(count) for kind, count in dict(read["counts"]).items()},
            keys=tuple(_text({"key": key}, "key") for key in list(read["keys"])),
            derived=tuple(_text({"path": path}, "path") for path in list(read.get("derived", ()))),
            files=_number(read, "files"),
            size=_number(read, "bytes"),
            tree=_match(read, "tree", _SHORT),
            sums=_known(read["sums"]),
        )
    except (ValueError, TypeError, KeyError, RecursionError) as fault:
        raise ManifestError(f"manifest/edition.json is no edition: {fault}") from None


def _number(read: Mapping[str, Any], name: str) -> int:
    value = read[name]
    if type(value) is not int or not 0 <= value < 10**15:
        raise ValueError(f"{name} is no number")
    return value


def _text(read: Mapping[str, Any], name: str) -> str:
    value = read[name]
    if not isinstance(value, str) or len(value) > 2000 or not value.isprintable():
        raise ValueError(f"{name} is no line of text")
    return value


def _day(read: Mapping[str, Any], name: str) -> str:
    value = _text(read, name)
    if not _DAY.fullmatch(value):
        raise ValueError(f"{name} is no day")
    datetime.date.fromisoformat(value)
    return value


def _known(read: Mapping[str, Any]) -> Known:
    return Known(_match(read, "sha256", _SHA256), _number(read, "size"))


def _match(read: Mapping[str, Any], name: str, pattern: re.Pattern[str]) -> str:
    value = _text(read, name)
    if not pattern.fullmatch(value):
        raise ValueError(f"{name} is no hash")
    return value
