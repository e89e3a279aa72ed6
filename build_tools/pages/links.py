"""Where things stand on the site, as paths from its root."""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256

from build_tools.values.ids import Reference

SUBJECT_PAGES = ("offences", "measures", "cooperation", "evidence", "themes")
"""The vocabularies whose terms have a page of their own, in the folder of that name."""
PAGED = (*SUBJECT_PAGES, "capabilities")
"""Those and the capabilities, whose pages say what assessments found."""
MAX_SLUG = 60


def record_path(record_id: str) -> str:
    """The page of a record."""
    return f"{record_id}.html"


def reference_path(reference: Reference) -> str:
    """The page of a record, at one part of it."""
    mark = f"#{reference.anchor}" if reference.anchor else ""
    return f"{reference.id}.html{mark}"


def term_path(vocabulary: str, term_id: str) -> str:
    """The page of a term, or its place on its vocabulary's page."""
    if vocabulary in PAGED:
        return f"{vocabulary}/{term_id}.html"
    return f"vocabulary/{vocabulary}.html#{term_id}"


def article_path(reference: Reference) -> str:
    """The page of a treaty article."""
    return f"{reference.id}/{reference.anchor}.html"


def version_path(law_id: str, anchor: str, number: int = 0) -> str:
    """The page of a provision's versions, at one of them where a number is given."""
    mark = f"#v{number}" if number else ""
    return f"{law_id}/{anchor}.html{mark}"


def court_path(country: str, court: str) -> str:
    """The page of a court."""
    return f"courts/{country}/{court_slug(court)}.html"


def court_slug(court: str) -> str:
    """A court's name as part of an address: Latin letters and a check of the whole name.

    The check keeps apart names that differ only in letters left out.
    """
    plain = unicodedata.normalize("NFKD", court).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain)[:MAX_SLUG].strip("-")
    check = sha256(court.encode()).hexdigest()[:6]
    return f"{words}-{check}" if words else f"court-{check}"


def numbered_path(path: str, number: int) -> str:
    """The path of a list's further pages: ``cases/index.html``, ``cases/index-2.html``."""
    return path if number == 1 else path.replace(".html", f"-{number}.html")
