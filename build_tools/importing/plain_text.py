"""Plain text to Markdown that shows the same words."""

from __future__ import annotations

import re

from build_tools.source.markdown import find_marks

_SIGNS = re.compile(r"[\\`*_\[\]<>|]|&(?=#?\w+;)")
_LINE = re.compile(r"^([ \t]*)(#{1,6}(?=\s|$)|[-+](?=\s|$)|=+\s*$|-+\s*$|~{3,})", re.MULTILINE)
_NUMBER = re.compile(r"^([ \t]*\d{1,9})([.)])(?=\s|$)", re.MULTILINE)
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)


def as_markdown(text: str) -> str:
    """Plain text with the signs of Markdown made harmless; lines and paragraphs stay."""
    plain = _INDENT.sub("", text)
    plain = _SIGNS.sub(r"\\\g<0>", plain)
    plain = _NUMBER.sub(r"\1\\\2", _LINE.sub(r"\1\\\2", plain))
    if "[" in plain and next(find_marks(plain), None) is not None:
        return plain.replace("\\[", "&#91;").replace("\\]", "&#93;")
    return plain
