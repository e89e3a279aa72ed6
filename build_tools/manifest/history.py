"""Which edition a project is: asked of its git history, else of its records."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from build_tools.manifest.edition import Edition
from build_tools.source.edition import commit_of

DAYS = 365
"""After how many days an edition expires, where the configuration does not say."""


def edition_of_project(
    project: Path | None, name: str, counts: Mapping[str, int], newest: date, days: int = DAYS
) -> Edition:
    """The edition of the commit that is checked out; where there is none, of the newest record.

    ``counts`` are the records by kind, ``newest`` the last day on which one was added.
    """
    commit = commit_of(project) if project is not None else None
    newest_added = datetime(newest.year, newest.month, newest.day, tzinfo=UTC)
    moment = commit.time if commit is not None else newest_added
    expires = (moment + timedelta(days=days)).date().isoformat() if days else ""
    return Edition(
        serial=int(moment.timestamp()),
        date=moment.date().isoformat(),
        expires=expires,
        name=name,
        commit=commit.hash if commit is not None else "",
        previous=commit.parent if commit is not None else "",
        counts=counts,
    )
