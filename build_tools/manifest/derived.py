"""Files of a site that follow from others: a copy makes them itself instead of fetching them.

What comes out is held against the manifest like any other file; where it is another (SQLite
may write its files in a new way one day), the copy fetches the file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path


def _database(site: Path, target: Path) -> None:
    from build_tools.exports.database import build_database  # a Python may lack SQLite

    build_database(site / "data", target)


DERIVED: Mapping[str, Callable[[Path, Path], None]] = {"data/records.sqlite": _database}
"""By path: makes the file from the site's folder. Raises ValueError, OSError, ImportError."""
