"""``SHA256SUMS``, as ``sha256sum -c`` reads it: the list that a whole copy is held against."""

from __future__ import annotations

from collections.abc import Mapping

from build_tools.manifest.lists import Known, ManifestError
from build_tools.manifest.names import fault_of_path


def write_sums(files: Mapping[str, Known]) -> bytes:
    """One line for each file, sorted by path."""
    return "".join(f"{files[path].digest}  {path}\n" for path in sorted(files)).encode()


def read_sums(data: bytes) -> dict[str, str]:
    """The SHA-256 of each path. Raises ManifestError, also for a path that a disk cannot hold."""
    found = {}
    try:
        lines = data.decode("utf-8").split("\n")[:-1]
    except UnicodeDecodeError:
        raise ManifestError("SHA256SUMS is not UTF-8") from None
    for line in lines:
        digest, _, path = line.partition("  ")
        if len(digest) != 64 or (fault := fault_of_path(path)):
            raise ManifestError(f"SHA256SUMS: {path[:80]!r} {fault or 'has no hash'}")
        found[path] = digest
    return found
