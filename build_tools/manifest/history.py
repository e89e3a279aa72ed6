"""Which edition a project is: asked of its git history, else of its records."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from build_tools.manifest.edition import Edition
from build_tools.source.git import ask_git

DAYS = 365
"""After how many days an edition expires, where the configuration does not say."""


def edition_of_project(
    project: Path | None, name: str, counts: Mapping[str, int], newest: date, days: int = DAYS
) -> Edition:
    """The edition of the commit that is checked out; where there is none, of the newest record.

    ``counts`` are the records by kind, ``newest`` the last day on which one was added.
    """
    moment = datetime(newest.year, newest.month, newest.day, tzinfo=UTC)
    commit, previous, committed = _head(project) if project is not None else ("", "", None)
    moment = committed or moment
    expires = (moment + timedelta(days=days)).date().isoformat() if days else ""
    return Edition(
        serial=int(moment.timestamp()),
        date=moment.date().isoformat(),
        expires=expires,
        name=name,
        commit=commit,
        previous=previous,
        counts=counts,
    )


def _head(project: Path) -> tuple[str, str, datetime | None]:
    """The commit, its first parent, its time; read raw, so that a shallow clone says the same."""
    raw = _ask(project, "cat-file", "commit", "HEAD")
    commit = _ask(project, "rev-parse", "HEAD").strip()
    if not raw or not commit:
        return "", "", None
    if _ask(project, "status", "--porcelain", "--untracked-files=normal", "--", "."):
        commit += "+"
    head = raw.split("\n\n", 1)[0].splitlines()
    parents = [line.split()[1] for line in head if line.startswith("parent ")]
    seconds = next(int(line.split()[-2]) for line in head if line.startswith("committer "))
    return commit, parents[0] if parents else "", datetime.fromtimestamp(seconds, tz=UTC)


def _ask(project: Path, *arguments: str) -> str:
    answer = ask_git(project, *arguments)
    if answer is None or answer.returncode != 0:
        return ""
    return answer.stdout.decode("utf-8", "replace")
