"""A record as an entry for programs that keep references: BibTeX, RIS and CSL-JSON.

The whole citation of a report stands where the formats have the reporter, since records
keep it as one text; there it comes out right in a list of references.
"""

from __future__ import annotations

import json
from typing import Any

from build_tools.exports.citing import Cited, Origin
from build_tools.values.dates import PartialDate
from build_tools.values.territories import language_name

BIBTEX_TYPES = {"case": "jurisdiction", "law": "legislation", "treaty": "legal", "page": "online"}
"""The types of biblatex; plain BibTeX sets what it does not know as ``misc``."""
RIS_TYPES = {"case": "CASE", "law": "STAT", "treaty": "STAT", "page": "ELEC"}
CSL_TYPES = {"case": "legal_case", "law": "legislation", "treaty": "treaty", "page": "webpage"}
_LATEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{mark: rf"\{mark}" for mark in "$&#%_"},
    }
)
_VERBATIM = str.maketrans({"\\": "%5C", "{": "%7B", "}": "%7D"})


def bibtex(item: Cited, origin: Origin) -> str:
    """An entry for BibTeX and biblatex, in Unicode."""
    fields = {
        "title": f"{{{_latex(item.title)}}}",
        "shorttitle": _latex(item.short),
        "origtitle": _latex(item.original),
        "titleaddon": _latex("; ".join(item.citations)),
        "institution": f"{{{_latex(item.court)}}}" if item.court else "",
        "organization": f"{{{_latex(origin.site)}}}" if item.form == "page" else "",
        "number": _latex(item.number),
        "date": str(item.date or ""),
        "year": str(item.date.year) if item.date else "",
        "location": _latex(item.country or item.place),
        "language": language_name(item.language).lower() if item.language else "",
        "eprint": item.ecli,
        "eprinttype": "ecli" if item.ecli else "",
        "url": item.url.translate(_VERBATIM),
        "note": _latex(item.note),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    key = item.id.replace("/", "-")
    return "\n".join([f"@{BIBTEX_TYPES[item.form]}{{{key},", *lines, "}", ""])


def ris(item: Cited, origin: Origin) -> str:
    """An entry in RIS, a tag to a line; the tags are those that Zotero and EndNote read."""
    case = item.form == "case"
    tags = (
        ("TY", RIS_TYPES[item.form]),
        ("ID", item.id.replace("/", "-")),
        ("TI", item.title),
        ("ST", item.short),
        ("T2", origin.site if item.form == "page" else ""),
        ("A2", "; ".join(item.citations)),
        ("PB", item.court),
        ("SV" if case else "M1", item.number),
        ("DA", _ris_date(item.date)),
        ("PY", str(item.date.year) if item.date else ""),
        ("CY", item.country or item.place),
        ("LA", item.language),
        ("UR", item.url),
        ("N1", item.original),
        ("N1", item.ecli),
        ("N1", item.note),
    )
    lines = [f"{tag}  - {_line(value)}" for tag, value in tags if value]
    return "\n".join([*lines, "ER  - ", ""])


def csl_json(item: Cited, origin: Origin) -> str:
    """A list of one item in CSL-JSON."""
    page = item.form == "page"
    fields: dict[str, Any] = {
        "id": item.id,
        "type": CSL_TYPES[item.form],
        "title": item.title,
        "title-short": item.short,
        "original-title": item.original,
        "container-title": origin.site if page else "; ".join(item.citations),
        "authority": item.court,
        "number": item.number,
        "issued": {"date-parts": [_date_parts(item.date)]} if item.date else None,
        "jurisdiction": item.country,
        "event-place": item.place,
        "language": item.language,
        "URL": item.url,
        "note": "; ".join(part for part in (item.ecli, item.note) if part),
    }
    kept = {name: value for name, value in fields.items() if value}
    return json.dumps([kept], ensure_ascii=False, indent=1) + "\n"


def _latex(text: str) -> str:
    """Text with all that LaTeX reads as a command made plain; braces stay in pairs."""
    return _line(text).translate(_LATEX)


def _line(text: str) -> str:
    return " ".join(text.split())


def _ris_date(date: PartialDate | None) -> str:
    """``2021/06/03/``; what is not known stays empty between its strokes."""
    if date is None:
        return ""
    month = f"{date.month:02}" if date.month else ""
    day = f"{date.day:02}" if date.day else ""
    return f"{date.year:04}/{month}/{day}/"


def _date_parts(date: PartialDate) -> list[int]:
    return [part for part in (date.year, date.month, date.day) if part is not None]
