"""What a contributor most likely did where a text is not YAML.

libyaml says where it could not go on, in its own words, and often a line or more after
the slip. These are the slips that people make in records; each is looked for in the
lines up to that place, and named with how to mend it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

REACH = 40
"""How many lines before the place are looked at; an open quote can lie that far back."""
_FIELD = re.compile(r"(?P<lead>\s*(?:- +)?)(?P<name>[A-Za-z_]\w*) *:(?P<gap>\s+|$)(?P<value>.*)")
_ITEM = re.compile(r"(?P<lead>\s*- +)(?P<name>)(?P<gap>)(?P<value>[\[{].*)")
_TIGHT = re.compile(r"\s*(?:- +)?([A-Za-z_]\w*):(?=[^\s:/])")
_WORD_QUOTES = "“”„‘’‚«»"
_INVISIBLE = "\u00a0\u2007\u202f\u200b\u200c\u200d\u2060\ufeff"
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_SPECIAL = {
    "*": "an asterisk",
    "&": "an ampersand",
    "!": "an exclamation mark",
    "%": "a per cent sign",
    "@": "an at sign",
    "`": "a backtick",
}
QUOTE_IT = 'put the whole text in straight quotes: "…"'


class Slip(NamedTuple):
    """A likely cause: the line from 0, the column from 1, and the sentence."""

    line: int
    column: int
    message: str


def explain(lines: list[str], line: int) -> Slip | None:
    """The likeliest slip at or before a line (from 0), or None."""
    first = max(0, line - REACH)
    for look in (_unseen, _value):
        for number in range(min(line, len(lines) - 1), max(first, line - 2) - 1, -1):
            slip = look(lines[number], number)
            if slip is not None:
                return slip
    return _left_open(lines, first, line) or _stray(lines, line)


def _unseen(text: str, number: int) -> Slip | None:
    """Characters that cannot be seen, as a word processor leaves them."""
    control = _CONTROL.search(text)
    if control:
        what = f"a control character (U+{ord(control[0]):04X}) stands here; delete it"
        return Slip(number, control.start() + 1, what)
    for column, letter in enumerate(text, start=1):
        if letter in _INVISIBLE:
            what = (
                f"a blank that is not an ordinary one (U+{ord(letter):04X}), as word processors "
                "leave it, stands here; write an ordinary blank"
            )
            if not text[: column - 1].strip() or text[: column - 1].rstrip().endswith(":"):
                return Slip(number, column, what)
    return None


def _value(text: str, number: int) -> Slip | None:
    """A value that needs quotes, or that has no blank before it."""
    tight = _TIGHT.match(text)
    if tight:
        what = f"a blank is missing after the colon of '{tight[1]}:'"
        return Slip(number, tight.end(), what)
    found = _FIELD.fullmatch(text) or _ITEM.fullmatch(text)
    if found is None:
        return None
    value, name = found["value"].rstrip(), found["name"]
    column = found.start("value") + 1
    if not value:
        return None
    if value[0] in _SPECIAL:
        return Slip(number, column, f"{_of(name)}a text that begins with {_SPECIAL[value[0]]} "
                                    f"needs quotes; {QUOTE_IT}")  # fmt: skip
    return _quotes(value, name, number, column) or _brackets(value, name, number, column)


def _quotes(value: str, name: str, number: int, column: int) -> Slip | None:
    odd = next((at for at, letter in enumerate(value) if letter in _WORD_QUOTES), None)
    if odd is not None and value[0] in "[{" and value[odd - 1 : odd].strip() in ("", "[", "{", ","):
        what = f"{_of(name)}the quotes are those of a word processor; write straight ones: \" or '"
        return Slip(number, column + odd, what)
    if value[0] == "'" and value.count("'") % 2:
        what = f'{_of(name)}an apostrophe stands inside the single quotes; use double ones: "…"'
        return Slip(number, column, what)
    if value[0] in "\"'":
        end = value.find(value[0], 1)
        rest = value[end + 1 :].strip() if end > 0 else ""
        if rest and not rest.startswith("#"):
            what = f"{_of(name)}the text goes on after the closing quote; {QUOTE_IT}"
            return Slip(number, column + end, what)
        return None
    plain = value[0] not in "[{|>"
    colon = re.search(r":(\s|$)", value)
    if plain and colon:
        what = f"{_of(name)}a text with a colon in it needs quotes; {QUOTE_IT}"
        return Slip(number, column + colon.start(), what)
    return None


def _brackets(value: str, name: str, number: int, column: int) -> Slip | None:
    if value[0] not in "[{":
        return None
    if value.startswith("[["):
        what = (
            f'{_of(name)}inside a list, a text that begins with [ needs quotes: ["[2021] EWCA 1"]'
        )
        return Slip(number, column + 1, what)
    close = _closing(value)
    rest = value[close + 1 :].strip() if close is not None else ""
    if rest and not rest.startswith("#"):
        what = f"{_of(name)}a text that begins with {value[0]} needs quotes; {QUOTE_IT}"
        return Slip(number, column, what)
    inner = re.search(r":\s+[^\s,{}\[\]\"'][^,{}\[\]]*?:(?=\s)", value)
    if close is not None and inner:
        what = (
            f"{_of(name)}a text with a colon in it needs quotes; put that text in straight quotes"
        )
        return Slip(number, column + inner.end() - 1, what)
    return None


def _closing(value: str) -> int | None:
    """Where the bracket that a value begins with is closed; None where it is not."""
    depth, quote = 0, ""
    for at, letter in enumerate(value):
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "\"'":
            quote = letter
        elif letter in "[{":
            depth += 1
        elif letter in "]}":
            depth -= 1
            if depth == 0:
                return at
    return None


def _left_open(lines: list[str], first: int, last: int) -> Slip | None:
    """The last field before a place whose bracket or quote is not closed on its line."""
    for number in range(min(last, len(lines) - 1), first - 1, -1):
        found = _FIELD.fullmatch(lines[number])
        value = found["value"].strip() if found else lines[number].strip().removeprefix("- ")
        column = lines[number].find(value) + 1 if value else 1
        name = found["name"] if found else ""
        for quote in "\"'":
            opening = re.search(rf"(?:^|[\[{{,:] *){quote}", value)
            if opening and value.count(quote) % 2:
                what = f"{_of(name)}a quote {quote} is not closed"
                return Slip(number, column + opening.end() - 1, what)
        if value[:1] in ("[", "{") and _closing(value) is None:
            end = {"[": "]", "{": "}"}[value[0]]
            what = f"{_of(name)}the {value[0]} is not closed; {end} is missing"
            return Slip(number, column, what)
    return None


def _of(name: str) -> str:
    return f"{name}: " if name else ""


def _stray(lines: list[str], last: int) -> Slip | None:
    """A line that is no field: the second line of a text, or a field at a wrong depth."""
    for number in range(min(last, len(lines) - 1), max(-1, last - 3), -1):
        text = lines[number]
        bare = text.strip()
        if not bare or bare.startswith(("#", "- ")):
            continue
        column = len(text) - len(text.lstrip()) + 1
        if ":" not in bare:
            what = (
                "this line is no field; where it belongs to the line before, write both as one "
                "line, or put a > after the field's colon and indent the text under it"
            )
            return Slip(number, column, what)
    return _indent(lines, last)


def _indent(lines: list[str], last: int) -> Slip | None:
    if not 0 < last < len(lines):
        return None
    text, before = lines[last], lines[last - 1]
    depth = len(text) - len(text.lstrip())
    above = len(before) - len(before.lstrip())
    if depth != above and _FIELD.fullmatch(text):
        what = (
            f"the line stands {depth} blanks in, the one before it {above}; fields of one group "
            "stand one under the other"
        )
        return Slip(last, depth + 1, what)
    return None
