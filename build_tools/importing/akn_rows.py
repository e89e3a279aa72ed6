"""Rows from a folder of Akoma Ntoso files: one act, one row."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import pycountry

from build_tools.importing.akn_provisions import provisions_of
from build_tools.importing.akn_xml import Unreadable, child, children, local, read_xml, words_of
from build_tools.importing.reasons import reason
from build_tools.importing.rows import Cell, Row, Table
from build_tools.values.findings import Finding, Place
from build_tools.values.identifiers import check_akn

MAX_FILES = 100_000
COLUMNS = (
    "file", "type", "subtype", "title", "title_original", "long_title", "country", "language",
    "number", "year", "date", "expression_date", "published", "publication",
    "publication_number", "work", "expression", "akn", "eli", "amendments.*.title",
    "amendments.*.date", "provisions.*.id", "provisions.*.kind", "provisions.*.number",
    "provisions.*.title", "provisions.*.text",
)  # fmt: skip
MAPPING = """
id: {template: "{title}"}
fields:
  title: title
  title_original: title_original
  country: country
  language: language
  adopted: date
  published: published
  akn: akn
  eli: eli
  provisions[*].id: provisions.*.id
  provisions[*].number: provisions.*.number
  provisions[*].title: {column: provisions.*.title, default: (without heading)}
"""
"""What every mapping for Akoma Ntoso begins with; its own fields come on top."""
_TYPES = ("act", "bill", "doc", "amendment", "documentCollection")
_PLACEHOLDER = "0001"


def akn_table(folder: Path, name: str) -> tuple[Table | None, list[Finding]]:
    """A folder of XML files, with the folders in it, as a table."""
    files = _files(folder)
    if not files or len(files) > MAX_FILES:
        message = f"{len(files):,} files end in .xml in this folder; 1 to {MAX_FILES:,} are read"
        return None, [Finding(Place(name), "unknown-value", message)]
    return Table(name, COLUMNS, lambda: _rows(folder, name, files)), []


def _files(folder: Path) -> list[str]:
    """The XML files under a folder, by their paths in it; links are not followed."""
    found: list[str] = []
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        for each in names:
            path = Path(here, each)
            hidden = each.startswith((".", "~"))
            if each.lower().endswith(".xml") and not hidden and not path.is_symlink():
                found.append(path.relative_to(folder).as_posix())
    return sorted(found)


def _rows(folder: Path, name: str, files: list[str]) -> Iterator[Row]:
    for number, file in enumerate(files, start=1):
        shown = file.encode("utf-8", "replace").decode()
        place, done = f"{name}/{shown}", number / len(files)
        try:
            if not (folder / file).is_file():
                raise Unreadable("this is no ordinary file")
            cells = {"file": shown, **act_cells(read_xml(folder / file))}
            yield Row(place, number, 1, cells, done=done)
        except Unreadable as fault:
            yield Row(place, number, 1, {}, (reason("bad-xml", str(fault)),), done)


def act_cells(root: Element) -> dict[str, Cell]:
    """The cells of one act, from the root of its file. Raises Unreadable where it is none."""
    act = next((each for each in root if local(each) in _TYPES), None)
    if local(root) != "akomaNtoso" or act is None:
        raise Unreadable("the file is not an act in Akoma Ntoso (akomaNtoso/act)")
    meta = child(act, "meta")
    work = child(meta, "identification", "FRBRWork")
    expression = child(meta, "identification", "FRBRExpression")
    if work is None:
        raise Unreadable("the file has no meta/identification/FRBRWork")
    title = _title(act, work)
    language = _language(expression)
    publication = child(meta, "publication")
    dates = {_name(each): _date(each) for each in children(work, "FRBRdate")}
    return {
        "type": local(act),
        "subtype": _value(child(work, "FRBRsubtype")),
        "title": title,
        "title_original": None if language in (None, "en") else title,
        "long_title": words_of(_first(child(act, "preface"), "longTitle")) or None,
        "country": _country(work),
        "language": language,
        "number": _value(child(work, "FRBRnumber")),
        "year": _year(work),
        "date": next(iter(dates.values()), None),
        "dates": dates,
        "expression_date": _date(child(expression, "FRBRdate")),
        "published": _date(publication),
        "publication": publication.get("name") if publication is not None else None,
        "publication_number": publication.get("number") if publication is not None else None,
        "work": _value(child(work, "FRBRuri")),
        "expression": _value(child(expression, "FRBRuri")),
        "akn": _akn(work, expression),
        "eli": _eli(work, expression),
        "amendments": _amendments(meta),
        "provisions": provisions_of(child(act, "body")),
    }


def _value(element: Element | None) -> str | None:
    return (element.get("value") or "").strip() or None if element is not None else None


def _name(element: Element) -> str:
    return (element.get("name") or "").strip().lower()


def _date(element: Element | None) -> str | None:
    """The day of a date attribute; what stands for 'unknown' (0001-01-01) is none."""
    text = (element.get("date") or "").strip()[:10] if element is not None else ""
    return None if not text or text.startswith(_PLACEHOLDER) else text


def _title(act: Element, work: Element) -> str | None:
    """The title: an alias of the work, else the title in the preface, else the work's name."""
    named = {
        _name(each): each.get("value", "")
        for each in children(work, "FRBRalias")
        if _is_title(each.get("value", ""))
    }
    for name in ("title", "shorttitle", "short", ""):
        if named.get(name):
            return named[name]
    preface = child(act, "preface")
    printed = words_of(_first(preface, "shortTitle")) or words_of(_first(preface, "docTitle"))
    return printed or _value(child(work, "FRBRname")) or next(iter(named.values()), None)


def _is_title(text: str) -> bool:
    """False for the identifiers that are aliases too."""
    return bool(text.strip()) and not re.match(r"https?:|/|eli[/:]|urn:", text, re.IGNORECASE)


def _first(element: Element | None, name: str) -> Element | None:
    if element is None:
        return None
    return next((each for each in element.iter() if local(each) == name), None)


def _country(work: Element) -> str | None:
    """Two letters; of ``za-wc``, a part of a country, those of the country."""
    text = _value(child(work, "FRBRcountry")) or ""
    return text.lower().partition("-")[0] or None


def _language(expression: Element | None) -> str | None:
    """The standard gives three letters (ISO 639-2); BCP 47 wants two where there are two."""
    element = child(expression, "FRBRlanguage")
    text = (element.get("language") or "").strip().lower() if element is not None else ""
    known = pycountry.languages.get(alpha_3=text) or pycountry.languages.get(bibliographic=text)
    return getattr(known, "alpha_2", None) or text or None


def _year(work: Element) -> str | None:
    """The year in the work's address."""
    found = re.search(r"/(\d{4})(?=[-/]|$)", _value(child(work, "FRBRuri")) or "", re.ASCII)
    return found[1] if found else None


def _akn(work: Element, expression: Element | None) -> str | None:
    """The address of the expression, else of the work, where it has the form of version 3."""
    for element in (child(expression, "FRBRuri"), child(work, "FRBRuri")):
        try:
            return check_akn(_value(element) or "")
        except ValueError:
            continue
    return None


def _eli(work: Element, expression: Element | None) -> str | None:
    aliases = [*children(work, "FRBRalias"), *children(expression, "FRBRalias")]
    found = (each.get(name, "") for each in aliases for name in ("value", "other"))
    return next((text for text in found if re.match(r"https?://\S+/eli/", text)), None)


def _amendments(meta: Element | None) -> list[Cell]:
    """The amending laws that the file names, with the dates of the amendments."""
    references = child(meta, "references")
    titles = {
        f"#{each.get('eId') or each.get('id')}": each.get("showAs", "")
        for each in (references if references is not None else ())
    }
    events = children(child(meta, "lifecycle"), "eventRef")
    return [
        {"title": titles[source], "date": _date(each)}
        for each in events
        if each.get("type") == "amendment" and titles.get(source := each.get("source", ""))
    ]
