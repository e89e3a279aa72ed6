"""The commit that is checked out, and the day of an edition: the same for the same input,
whatever the clock says."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from build_tools.source.git import ask_git

Day = tuple[int, int, int]
"""Year, month and day."""


class Commit(NamedTuple):
    """A commit: its hash, with ``+`` where files differ from it; its first parent's; its time."""

    hash: str
    parent: str
    time: datetime


def commit_of(project: Path) -> Commit | None:
    """The commit that is checked out, read raw, so that a shallow clone says the same; None where
    there is none."""
    head = _head(project)
    name = _ask(project, "rev-parse", "HEAD").strip()
    if not head or not name:
        return None
    if _ask(project, "status", "--porcelain", "--untracked-files=normal", "--", "."):
        name += "+"
    parents = [line.split()[1] for line in head if line.startswith("parent ")]
    return Commit(name, parents[0] if parents else "", _time(head))


def edition_day(project: Path) -> Day | None:
    """The day for which a project is built; None where nothing says it.

    SOURCE_DATE_EPOCH says it where it is set (reproducible-builds.org), else the date of the
    commit that is checked out. Raises ValueError where the variable holds no number.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    try:
        day = datetime.fromtimestamp(int(epoch), UTC) if epoch else None
    except (ValueError, OverflowError, OSError):
        raise ValueError(f"SOURCE_DATE_EPOCH is '{epoch}', which is no time in seconds") from None
    if day is None and (head := _head(project)):
        day = _time(head)
    return (day.year, day.month, day.day) if day is not None else None


def _head(project: Path) -> list[str]:
    """The lines of the commit that stand above its message; none where there is no commit."""
    return _ask(project, "cat-file", "commit", "HEAD").split("\n\n", 1)[0].splitlines()


def _time(head: list[str]) -> datetime:
    seconds = next(int(line.split()[-2]) for line in head if line.startswith("committer "))
    return datetime.fromtimestamp(seconds, tz=UTC)


def _ask(project: Path, *arguments: str) -> str:
    answer = ask_git(project, *arguments)
    if answer is None or answer.returncode != 0:
        return ""
    return answer.stdout.decode("utf-8", "replace")
