"""Words are written in one alphabet, so that what is read is what stands there."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.corpus.corpus import Corpus
from build_tools.corpus.load import Entry
from build_tools.corpus.walk import walk
from build_tools.model.types import Text
from build_tools.rules.fault import Fault, words
from build_tools.values.lookalike import Lookalike, lookalike


def check_letters(entry: Entry, corpus: Corpus) -> Iterator[Fault]:
    """Every field that is text, and the sections of the body."""
    for path, text, _ in walk(entry.record, Text):
        found = lookalike(text)
        if found is not None:
            yield Fault("mixed-letters", f"{words(path)}: {_words(found)}", path)
    for section in entry.sections:
        found = lookalike(section.text)
        if found is None:
            continue
        before = section.text[: found.start]
        line = section.text_line + before.count("\n")
        column = found.start - (before.rfind("\n") + 1) + 1
        yield Fault("mixed-letters", f"{section.name}: {_words(found)}", line=line, column=column)


def _words(found: Lookalike) -> str:
    shown = found.word if len(found.word) <= 40 else found.word[:39] + "…"
    return (
        f"in '{shown}' the letter '{found.letter}' (U+{ord(found.letter):04X}, {found.name}) is "
        "not the one it looks like; write the word in the letters of one alphabet"
    )
