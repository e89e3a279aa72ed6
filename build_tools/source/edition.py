"""The day of an edition: the same for the same input, whatever the clock says."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

from build_tools.source.git import ask_git

Day = tuple[int, int, int]
"""Year, month and day."""


def edition_day(project: Path) -> Day | None:
    """The day for which a project is built; None where nothing says it.

    SOURCE_DATE_EPOCH says it where it is set (reproducible-builds.org), else the date of the
    commit that is checked out. Raises ValueError where the variable holds no number.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    if not epoch:
        shown = ask_git(project, "show", "-s", "--format=%ct", "HEAD")
        epoch = shown.stdout.decode("ascii").strip() if shown and not shown.returncode else ""
    if not epoch:
        return None
    try:
        day = datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError):
        raise ValueError(f"SOURCE_DATE_EPOCH is '{epoch}', which is no time in seconds") from None
    return (day.year, day.month, day.day)
