"""What belongs to a person and to no record: addresses, numbers, dates of birth, names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from build_tools.corpus.corpus import Corpus
from build_tools.corpus.load import Entry
from build_tools.corpus.walk import walk
from build_tools.model.assistance import Organisation
from build_tools.model.case import Case
from build_tools.model.types import Text
from build_tools.rules.fault import Fault, words
from build_tools.values.findings import Path
from build_tools.values.private import find_private

NUMBERS = frozenset({"citations", "docket", "reference", "citation", "number", "ecli", "cited"})
"""Fields that hold numbers of courts and papers."""
_NAME = r"[^\W\d_a-zß-öø-ÿ][^\W\d_]+(?:[-'’][^\W\d_]+)*"
_WHO = (
    r"(?:victim|complainant|minor|child|boy|girl|pupil|schoolgirl|schoolboy|daughter|son|"
    r"plaignante?|enfant|mineure?|v[íi]ctima|niñ[oa]|menor|Opfer|Kind)s?"
)
_NEVER = re.compile(
    rf"(?<!\w)(?:[Tt]he |[Aa] |[Ll]a |[Ee]l |[Dd]as )?{_WHO},? "
    rf"(?:named |called |known as |nommée? |llamad[oa] |namens )?({_NAME} {_NAME})"
    rf"|(?<!\w){_WHO},? (?:was |is )?(?:named|identified as|known as|nommée?|llamad[oa]|namens)"
    rf" ({_NAME})"
)
_HONORIFIC = re.compile(
    r"(?<!\w)(?:Mr|Mrs|Ms|Miss|Mme|Mlle|Herrn?|Frau|Sr|Sra|Señora?|Dr|Signora?)\.? "
    rf"(?!Justice|Judge|Advocate|Registrar)({_NAME})"
)


def check_private(entry: Entry, corpus: Corpus) -> Iterator[Fault]:
    """No text holds a person's e-mail, telephone, card or identity number, home or birthday.

    An organisation's own addresses and numbers are public.
    """
    if isinstance(entry.record, Organisation):
        return
    for text, fault in _texts(entry):
        for found in find_private(text):
            code = "personal-data" if found.sure else "perhaps-personal"
            shown = _veiled(text[found.start : found.end])
            yield fault(code, f"{found.what}: '{shown}'", found.start)


def check_named_in_text(entry: Entry, corpus: Corpus) -> Iterator[Fault]:
    """No text of a case names a victim or a child; none of an anonymised matter, a person."""
    if not isinstance(entry.record, Case):
        return
    for text, fault in _texts(entry):
        for match in _NEVER.finditer(text):
            name = match.group(1) or match.group(2)
            message = f"'{name}' may name a victim or a child; nobody like that is ever named"
            yield fault("perhaps-named", message, match.start())
        if entry.record.anonymised:
            for match in _HONORIFIC.finditer(text):
                message = f"'{match.group()}' may name a person; the matter is anonymised"
                yield fault("perhaps-named", message, match.start())


Maker = Callable[[str, str, int], Fault]


def _texts(entry: Entry) -> Iterator[tuple[str, Maker]]:
    """Each text of a record, with what makes a fault of a place in it."""
    for path, text, _ in walk(entry.record, Text):
        if not NUMBERS.intersection(path):
            yield text, _in_field(path)
    for section in entry.sections:
        yield section.text, _in_section(section.text, section.text_line, section.name)


def _in_field(path: Path) -> Maker:
    return lambda code, message, at: Fault(code, f"{words(path)}: {message}", path)


def _in_section(text: str, first_line: int, name: str) -> Maker:
    def fault(code: str, message: str, at: int) -> Fault:
        line = first_line + text.count("\n", 0, at)
        column = at - text.rfind("\n", 0, at)
        return Fault(code, f"{name}: {message}" if name else message, (), "", line, column)

    return fault


def _veiled(found: str) -> str:
    """Enough to find it by: a log of findings must not publish what the record should not."""
    line = " ".join(found.split())
    return f"{line[:2]}…{line[-2:]}" if len(line) > 6 else "…"
