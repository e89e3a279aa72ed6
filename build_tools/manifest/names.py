"""Which paths a manifest may name: those that every disk can hold and none that leave it."""

from __future__ import annotations

import unicodedata

FOLDER = "manifest"
EDITION = f"{FOLDER}/edition.json"
SIGNATURE = f"{FOLDER}/edition.json.sig"
KEYS = f"{FOLDER}/keys.pub"
LISTS = f"{FOLDER}/lists"
SUMS = "SHA256SUMS"
SUMS_SIGNATURE = f"{FOLDER}/SHA256SUMS.sig"
OUTSIDE = (FOLDER, SUMS)
"""What the tree of lists does not name, because it follows from it."""

MAX_NAME = 255
"""Bytes of one name (ext4, NTFS, exFAT)."""
MAX_PATH = 1000
_FORBIDDEN = frozenset('<>:"/\\|?*')
_RESERVED = frozenset(
    ["con", "prn", "aux", "nul", "conin$", "conout$"]
    + [f"{device}{number}" for device in ("com", "lpt") for number in "0123456789¹²³"]
)


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
    if name.split(".")[0].rstrip().casefold() in _RESERVED:
        return "is the name of a device on Windows"
    if unicodedata.normalize("NFC", name) != name:
        return "is not in Unicode's form NFC"
    return ""


def fault_of_path(path: str) -> str:
    """Why a manifest may not name a path; ``""`` where it may."""
    if len(path) > MAX_PATH:
        return "is too long"
    parts = path.split("/")
    if parts[0].casefold() in (FOLDER, SUMS.casefold()):
        return "is not the manifest's to list"
    return next((fault for part in parts if (fault := fault_of_name(part))), "")


def list_path(digest: str) -> str:
    """Where the list with a hash stands."""
    return f"{LISTS}/{digest}.txt"
