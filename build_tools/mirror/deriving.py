"""Make the files that follow from others where the copy is, instead of fetching them."""

from __future__ import annotations

from build_tools.manifest.derived import DERIVED
from build_tools.manifest.lists import File
from build_tools.mirror.place import Place
from build_tools.mirror.plan import digest_of


def derive(path: str, file: File, place: Place) -> str | None:
    """Make a file from those that the new edition has already. Returns its whole SHA-256.

    None where that gives other bytes than are listed, or where the file is half fetched: an
    earlier run has tried to make it then.
    """
    part = place.part(path, file.content)
    if part.exists():
        return None
    made = part.with_suffix(".made")
    try:
        DERIVED[path](place.new, made)
    except (ValueError, OSError, ImportError):
        made.unlink(missing_ok=True)
        return None
    digest = digest_of(made, file.content)
    if digest is None:
        made.unlink()
    else:
        place.finish(made, path)
    return digest
