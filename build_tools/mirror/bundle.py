"""``mirror.pyz``: the mirror as one file for a machine that has Python and nothing else.

Stored, not compressed, and with a fixed date, so that the same source gives the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

NAME = "mirror.pyz"
PACKAGE = Path(__file__).resolve().parent.parent
PARTS = (
    "__init__.py",
    "exports/__init__.py",
    "exports/database.py",
    "manifest/*.py",
    "meter.py",
    "mirror/*.py",
    "locking.py",
    "publish.py",
    "source/__init__.py",
    "source/edition.py",
    "source/git.py",
    "values/__init__.py",
    "values/disks.py",
    "values/findings.py",
    "verbs/__init__.py",
    "verbs/alone.py",
    "verbs/exits.py",
    "verbs/mirror.py",
    "verbs/progress.py",
)
DATE = (1980, 1, 1, 0, 0, 0)
MAIN = """\
import sys
if sys.version_info < (3, 11):
    sys.exit("mirror.pyz: Python 3.11 or later is needed")
from build_tools.verbs.alone import main
sys.exit(main())
"""


def bundle() -> bytes:
    """The bytes of the file: ``python3 mirror.pyz mirror SOURCE DEST``."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_STORED) as archive:
        for name, data in (("__main__.py", MAIN.encode()), *_modules()):
            entry = zipfile.ZipInfo(name, DATE)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            archive.writestr(entry, data)
    return b"#!/usr/bin/env python3\n" + memory.getvalue()


def _modules() -> Iterator[tuple[str, bytes]]:
    for pattern in PARTS:
        for file in sorted(PACKAGE.glob(pattern)):
            yield f"build_tools/{file.relative_to(PACKAGE).as_posix()}", file.read_bytes()
