"""Every regular expression of the package, and texts made to make each one slow."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

import build_tools

PACKAGE = Path(build_tools.__file__).parent
FUNCTIONS = {"compile", "search", "match", "fullmatch", "findall", "finditer", "sub", "split"}
PLAIN = ("a", "A", "0", " ", "-", ".", '"', "é", "\n")
"""Letters that many classes share, so that two repetitions in a row may quarrel about them."""
MOST = 60
"""Texts made for one expression; the first of each kind come first."""


_LITERAL = re.compile(
    r"(?:[=(,:!&|?;{}\[]|return)\s*"
    r"/(?P<source>(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\[\n])+)/(?P<flags>[a-z]*)"
)
"""A regular expression between strokes where a script's value may begin."""


class Used(NamedTuple):
    """An expression, where it stands, and whether it is looked for at every place of a text."""

    place: str
    pattern: re.Pattern[Any]
    anywhere: bool


def python_patterns() -> list[Used]:
    """Those that stand in a module under a name, and those that are written where they are used."""
    found: dict[tuple[Any, int], Used] = {}
    for info in pkgutil.walk_packages([str(PACKAGE)], "build_tools."):
        if info.name.endswith("__main__"):
            continue
        module = importlib.import_module(info.name)
        source = Path(str(module.__file__)).read_text(encoding="utf-8")
        for name, value in vars(module).items():
            many = value if isinstance(value, tuple | list) else (value,)
            for each in many:
                if isinstance(each, re.Pattern):
                    uses = set(re.findall(rf"\b{name}\.(\w+)\b", source))
                    anywhere = not uses or bool(uses - {"fullmatch", "match", "pattern"})
                    _keep(found, Used(f"{info.name}.{name}", each, anywhere))
        for call in ast.walk(ast.parse(source)):
            written = _written(call)
            if written is not None:
                where = f"{info.name}:{call.lineno}"  # type: ignore[attr-defined]
                _keep(found, Used(where, re.compile(written[0]), written[1]))
    return list(found.values())


def _keep(found: dict[tuple[Any, int], Used], used: Used) -> None:
    known = found.get((used.pattern.pattern, used.pattern.flags))
    if known is None or (used.anywhere and not known.anywhere):
        found[used.pattern.pattern, used.pattern.flags] = used


def _written(call: ast.AST) -> tuple[str | bytes, bool] | None:
    """The expression of a call such as ``re.sub("…", …)`` and whether it is looked for anywhere."""
    match call:
        case ast.Call(
            func=ast.Attribute(value=ast.Name(id="re"), attr=attr),
            args=[ast.Constant(value=str() | bytes() as text), *_],
        ) if attr in FUNCTIONS - {"compile"}:
            return text, attr not in ("fullmatch", "match")
    return None


class Script(NamedTuple):
    """A regular expression as a script of ours has it."""

    place: str
    source: str
    flags: str


def script_patterns() -> list[Script]:
    """Those between strokes in the scripts of the site."""
    found: dict[tuple[str, str], Script] = {}
    for path in sorted(PACKAGE.rglob("*.js")):
        text = path.read_text(encoding="utf-8")
        for token in _LITERAL.finditer(text):
            source, flags = token["source"], token["flags"]
            place = f"{path.relative_to(PACKAGE)}:{text.count(chr(10), 0, token.start()) + 1}"
            found.setdefault((source, flags), Script(place, source, flags))
    return list(found.values())


def as_python(script: Script) -> str:
    """The expression of a script as Python's reader takes it, good enough to make texts from."""
    text = re.sub(
        r"\\p\{([^}]*)\}", lambda found: {"L": "a-zé", "N": "0-9"}.get(found[1], "_"), script.source
    )
    text = re.sub(
        r"\\u\{?([0-9a-fA-F]{4,5})\}?", lambda found: re.escape(chr(int(found[1], 16))), text
    )
    return (
        text.replace(r"\/", "/")
        .replace("(?<", "(?P<")
        .replace("(?P<=", "(?<=")
        .replace("(?P<!", "(?<!")
    )


def pumps(pattern: str | bytes, flags: int = 0) -> list[tuple[str, str, str]]:
    """Texts for an expression: a beginning, what is repeated, and an end that does not fit."""
    tree = _parser.parse(pattern, flags & (re.IGNORECASE | re.VERBOSE | re.DOTALL | re.MULTILINE))
    made: dict[tuple[str, str, str], None] = {}
    repeats = list(_repeats(tree, ""))
    letters = [*dict.fromkeys(letter for _, body in repeats for letter in body), *PLAIN]
    for before, body in repeats:
        if body:
            made |= dict.fromkeys(
                [("", before + body, "\x01"), (before, body, "\x01"), (before, body, "")]
            )
        if before:
            made[("", before, "\x01")] = None
    for before, _ in repeats:
        made |= {(before, letter, "\x01"): None for letter in letters}
    return list(made)[:MOST] if repeats else []


def _repeats(tree: Any, before: str) -> Iterator[tuple[str, str]]:
    """For each repetition without a low bound: a text that comes before it, and one that it takes."""
    for code, value in tree:
        if code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            _, most, inside = value
            if most > 9:
                for body in _samples(inside):
                    yield before, body
            yield from _repeats(inside, before)
        elif code is op.SUBPATTERN:
            yield from _repeats(value[-1], before)
        elif code is op.ATOMIC_GROUP:
            yield from _repeats(value, before)
        elif code is op.BRANCH:
            for branch in value[1]:
                yield from _repeats(branch, before)
        elif code in (op.ASSERT, op.ASSERT_NOT):
            yield from _repeats(value[1], before)
        before += _sample([(code, value)])


def _samples(tree: Any) -> list[str]:
    """A text that fits, for each way of the first fork in it; the first alone where none is."""
    for place, (code, value) in enumerate(tree):
        inside = value[-1] if code is op.SUBPATTERN else [(code, value)]
        for inner, branches in inside:
            if inner is op.BRANCH:
                rest = _sample(list(tree)[place + 1 :])
                return [_sample(branch) + rest for branch in branches[1]]
    return [_sample(tree)]


def _sample(tree: Any) -> str:
    return "".join(_one(code, value) for code, value in tree)


def _one(code: Any, value: Any) -> str:
    if code is op.LITERAL:
        return chr(value)
    if code is op.NOT_LITERAL:
        return next(letter for letter in PLAIN if ord(letter) != value)
    if code is op.ANY:
        return "a"
    if code is op.IN:
        return _member(value)
    if code is op.BRANCH:
        return _sample(value[1][0])
    if code is op.SUBPATTERN:
        return _sample(value[-1])
    if code is op.ATOMIC_GROUP:
        return _sample(value)
    if code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        return _sample(value[2]) * (value[0] or (1 if value[1] > 1 else 0))
    return ""


def _member(items: Any) -> str:
    """A letter of a class, one that many classes have where it can be."""
    sense = items[0][0] is not op.NEGATE
    for letter in (*PLAIN, *"<>[](){}:;,/_*'é中"):
        if any(_has(item, letter) for item in items) is sense:
            return letter
    code, value = items[0]
    return chr(value) if code is op.LITERAL else chr(value[0]) if code is op.RANGE else "a"


def _has(item: Any, letter: str) -> bool:
    code, value = item
    if code is op.LITERAL:
        return ord(letter) == value
    if code is op.RANGE:
        return value[0] <= ord(letter) <= value[1]
    if code is op.CATEGORY:
        name = str(value).lower()
        kind = {"digit": r"\d", "space": r"\s", "word": r"\w"}[name.rpartition("_")[2]]
        return (re.match(kind, letter) is None) is ("not" in name)
    return False
