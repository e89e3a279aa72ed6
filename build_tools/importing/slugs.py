"""The last part of a record's address, made from words."""

from __future__ import annotations

import re
import unicodedata

from build_tools.values.ids import is_part

LONGEST = 80
_MAX_READ = 600
_LETTERS = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th",
        "ı": "i", "ħ": "h", "'": None, "’": None, "ʼ": None,
    }
)  # fmt: skip
_OTHER = re.compile(r"[^a-z0-9]+")


def make_slug(text: str) -> str:
    """Small letters, digits and hyphens from a text; ``""`` where it holds none that fit.

    Accents are taken off. Letters of other scripts are passed over, for want of a rule
    that holds in every language. What is too long ends with a whole word.
    """
    low = text[:_MAX_READ].lower().translate(_LETTERS)
    plain = "".join(
        letter for letter in unicodedata.normalize("NFKD", low) if not unicodedata.combining(letter)
    )
    slug = _shortened(_OTHER.sub("-", plain).strip("-"), LONGEST)
    return slug if is_part(slug) else ""


def numbered(slug: str, number: int) -> str:
    """A slug with a number after it, within the length that an address allows."""
    end = f"-{number}"
    return _shortened(slug, LONGEST - len(end)) + end


def _shortened(slug: str, longest: int) -> str:
    if len(slug) <= longest:
        return slug
    cut = slug[: longest + 1].rpartition("-")[0]
    return (cut if len(cut) > longest // 2 else slug[:longest]).strip("-")
