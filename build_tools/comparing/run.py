"""Both sides read, from a revision or a folder, and compared."""

from __future__ import annotations

from pathlib import Path

from build_tools.comparing.records import Comparison, compare
from build_tools.comparing.revisions import CONTENT, Seen, load_revision, shown
from build_tools.corpus.cache import Cache
from build_tools.corpus.load import Loaded, load
from build_tools.model.kinds import KINDS


def compare_named(project: Path, old: str, new: str | None) -> Comparison:
    """Compare two revisions or folders by their names; no new one: the records as they stand.

    Raises RevisionError with the reason where a name gives no records.
    """
    seen: Seen = {}
    before = _load(project, old, seen)
    after = load(project / CONTENT, Cache(project / CONTENT)) if new is None else _load(
        project, new, seen)  # fmt: skip
    return compare(before, after, shown(old), shown(new) if new is not None else "now")


def _load(project: Path, name: str, seen: Seen) -> Loaded:
    """The records of a folder where the name is one, else of a git revision."""
    folder = records_folder(name)
    return load_revision(project, name, seen) if folder is None else load(folder)


def records_folder(name: str) -> Path | None:
    """The folder of records that a name stands for: a project's folder or its content/."""
    if not name or "\0" in name:
        return None
    for folder in (Path(name) / CONTENT, Path(name)):
        if any((folder / kind.folder).is_dir() for kind in KINDS):
            return folder
    return None
