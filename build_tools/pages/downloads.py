"""The page that leads to the data."""

from __future__ import annotations

from collections import Counter

from build_tools.model.kinds import KINDS
from build_tools.pages.context import Context
from build_tools.pages.page import Page
from build_tools.values.wording import N_


def downloads_page(context: Context) -> Page:
    """What can be taken away, in which form, under which licence."""
    records = [entry for entry in context.corpus.entries if entry.record.withdrawn is None]
    numbers = Counter(entry.kind.name for entry in records)
    return context.page(
        "downloads.html",
        "downloads.html",
        N_("Take the data"),
        N_("Every record and every list as files: JSON, CSV, SQLite, and lists for programs."),
        "about",
        records=records,
        counts=[(kind, numbers[kind.name]) for kind in KINDS],
        used=context.settings.usage is not None,
        unreviewed=sum(entry.record.review.state != "reviewed" for entry in records),
    )
