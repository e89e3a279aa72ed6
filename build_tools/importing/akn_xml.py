"""Akoma Ntoso files to trees, safely: no DTD, no entities, no network, bounded in all ways."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import (
    Element,
    TreeBuilder,
)

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser, ParseError

MAX_BYTES = 20_000_000
MAX_DEPTH = 100
MAX_ELEMENTS = 300_000


class Unreadable(Exception):  # noqa: N818 - what a file holds is no error of ours
    """A file that gives no tree, with the sentence that says why."""


def read_xml(path: Path) -> Element:
    """The root of an XML file. Raises Unreadable; OSError where the disk does."""
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise Unreadable(f"the file has {size:,} bytes; at most {MAX_BYTES:,} are read")
    parser = DefusedXMLParser(target=_Bounded(), forbid_dtd=True)
    try:
        parser.feed(path.read_bytes())
        root: Element = parser.close()
    except DefusedXmlException:
        raise Unreadable(
            "the file has a DTD or declares entities; these are never read. Save it without"
        ) from None
    except ParseError as fault:
        line, column = fault.position
        raise Unreadable(f"the file is not XML: line {line}, column {column + 1}") from None
    except (ValueError, LookupError) as fault:
        raise Unreadable(f"the file cannot be decoded: {fault}") from None
    return root


class _Bounded(TreeBuilder):
    """Builds a tree that is neither too deep nor too large."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = 0
        self._count = 0

    def start(self, tag: str, attrs: dict[str, str]) -> Element:
        self._depth += 1
        self._count += 1
        if self._depth > MAX_DEPTH:
            raise Unreadable(f"elements are nested more than {MAX_DEPTH} deep")
        if self._count > MAX_ELEMENTS:
            raise Unreadable(f"the file has more than {MAX_ELEMENTS:,} elements")
        return super().start(tag, attrs)

    def end(self, tag: str) -> Element:
        self._depth -= 1
        return super().end(tag)


def local(element: Element) -> str:
    """An element's name without its namespace: every version of the standard has its own."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(element: Element | None, *names: str) -> Element | None:
    """The element at the end of a way of first children with these names."""
    for name in names:
        if element is None:
            return None
        element = next((each for each in element if local(each) == name), None)
    return element


def children(element: Element | None, name: str) -> list[Element]:
    """All children with a name."""
    return [each for each in element if local(each) == name] if element is not None else []


def words_of(element: Element | None) -> str:
    """An element's text on one line, without footnotes; ``""`` where there is none."""
    return " ".join("".join(_texts(element)).split()) if element is not None else ""


def _texts(element: Element) -> list[str]:
    found = [element.text or ""]
    for each in element:
        if local(each) != "authorialNote":
            found += _texts(each)
        found.append(each.tail or "")
    return found
