"""Ids and references: how one record names another.

A record's id is its path under content/ without the suffix
(``laws/gb/computer-misuse-act-1990``). A reference is an id, or an id with an
anchor for one provision, article, need or term of it (``…#s1``).
"""

from __future__ import annotations

import posixpath
import re
from typing import NamedTuple
from urllib.parse import unquote

from build_tools.values.disks import DEVICES

PART = r"[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?"
_PART = re.compile(PART, re.ASCII)
_ID = re.compile(rf"{PART}(?:/{PART}){{1,3}}", re.ASCII)
_INDEX = re.compile(r"index(?:-\d+)?", re.ASCII)


class Reference(NamedTuple):
    """A parsed reference: the record's id, and the anchor inside it or ``""``."""

    id: str
    anchor: str

    def __str__(self) -> str:
        return f"{self.id}#{self.anchor}" if self.anchor else self.id


def is_part(text: str) -> bool:
    """True for one part of an id or an anchor: ``[a-z0-9-]{1,80}``, no hyphen at its ends.

    Names that Windows keeps for devices (``con``, ``nul``, ``com1``) are refused,
    since a copy of the site must open from any disk; so are ``index`` and ``index-2``,
    the names of the site's own lists.
    """
    fits = _PART.fullmatch(text) is not None
    return fits and text not in DEVICES and _INDEX.fullmatch(text) is None


def is_id(text: str) -> bool:
    """True for a record id of two to four parts, each of which is_part."""
    return _ID.fullmatch(text) is not None and all(is_part(part) for part in text.split("/"))


def parse_reference(text: str) -> Reference:
    """Split ``id`` or ``id#anchor``. Raises ValueError with the rule that was broken."""
    name, mark, anchor = text.partition("#")
    if not is_id(name):
        raise ValueError("a reference is a record's path under content/ without its suffix")
    if mark and not is_part(anchor):
        raise ValueError("after # stands an anchor of small letters, digits and hyphens")
    return Reference(name, anchor)


def link_target(target: str, from_id: str) -> tuple[str | None, str]:
    """The record id and anchor that a relative link in a record's text leads to.

    The id is None where the link does not lead to a .md or .yml file under content/.
    """
    path, _, anchor = target.partition("#")
    path = unquote(path)
    if not path:
        return from_id, anchor
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(from_id), path))
    stem, suffix = posixpath.splitext(joined)
    if suffix not in (".md", ".yml") or joined.startswith(("..", "/")):
        return None, anchor
    return stem, anchor
