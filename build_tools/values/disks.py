"""Which names of files every disk can hold: Linux, macOS, Windows, and FAT on a stick."""

from __future__ import annotations

import unicodedata

MAX_NAME = 255
"""Bytes of one name (ext4, NTFS, exFAT)."""
DEVICES = frozenset(
    ["con", "prn", "aux", "nul", "conin$", "conout$"]
    + [f"{device}{number}" for device in ("com", "lpt") for number in "0123456789¹²³"]
)
"""Names that Windows keeps for devices, with any suffix and in any case."""
_FORBIDDEN = frozenset('<>:"/\\|?*')


def fault_of_name(name: str) -> str:
    """Why a file or folder may not have a name; ``""`` where it may."""
    if name in ("", ".", ".."):
        return "is no name"
    if len(name.encode("utf-8", "surrogatepass")) > MAX_NAME:
        return "is too long"
    if not name.isprintable() or _FORBIDDEN.intersection(name):
        return "has a character that some disks do not allow"
    if name[-1] in ". " or name[0] == " ":
        return "begins or ends with a character that Windows drops"
    if name.split(".")[0].rstrip().casefold() in DEVICES:
        return "is the name of a device on Windows"
    if unicodedata.normalize("NFC", name) != name:
        return "is not in Unicode's form NFC"
    return ""
