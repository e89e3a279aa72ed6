"""Which paths a manifest may name: those that every disk can hold and none that leave it."""

from __future__ import annotations

from build_tools.values.disks import fault_of_name

FOLDER = "manifest"
EDITION = f"{FOLDER}/edition.json"
SIGNATURE = f"{FOLDER}/edition.json.sig"
KEYS = f"{FOLDER}/keys.pub"
LISTS = f"{FOLDER}/lists"
DELTAS = f"{FOLDER}/deltas"
SUMS = "SHA256SUMS"
SUMS_SIGNATURE = f"{FOLDER}/SHA256SUMS.sig"
OUTSIDE = (FOLDER, SUMS)
"""What the tree of lists does not name, because it follows from it."""

MAX_PATH = 1000


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


def delta_path(sums: str) -> str:
    """Where the delta stands that leads on from the edition with that hash of SHA256SUMS."""
    return f"{DELTAS}/{sums[:16]}.delta"
