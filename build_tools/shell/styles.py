"""The part of a theme's stylesheet that a site uses.

A theme styles everything its authors thought of; these pages use a small part of it.
A rule is kept where every class it names stands in some page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

import tinycss2
from tinycss2.ast import AtRule, Declaration, Node, ParseError, QualifiedRule

_CLASS = re.compile(r'class="([^"]*)"')
_NESTING = frozenset({"media", "supports", "layer"})
_COLOUR_SCHEME = "data-md-color"


def classes_in(html: str) -> set[str]:
    """The classes that stand in a page."""
    return {name for names in _CLASS.findall(html) for name in names.split()}


def used_rules(css: str, classes: Iterable[str]) -> str:
    """The rules of a stylesheet that can match pages with these classes, without comments.

    Selectors of the theme's own colour schemes are left out, and so are fonts and
    animations: the site's colours are its own, and it has neither.
    """
    known = frozenset(classes)
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    return "".join(_kept(rules, lambda name: name in known))


def _kept(rules: Sequence[Node], known: Callable[[str], bool]) -> Iterable[str]:
    for rule in rules:
        if isinstance(rule, QualifiedRule):
            selectors = [part for part in _parts(rule.prelude) if _can_match(part, known)]
            declarations = _declarations(rule.content)
            if selectors and declarations:
                prelude = ",".join(tinycss2.serialize(part).strip() for part in selectors)
                yield f"{prelude}{{{declarations}}}"
        elif isinstance(rule, AtRule) and rule.at_keyword in _NESTING and rule.content:
            inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            body = "".join(_kept(inner, known))
            if body:
                yield f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude).rstrip()}{{{body}}}"


def _declarations(content: Sequence[Node]) -> str:
    """Declarations without those that point to a file, which would have to come along."""
    kept = []
    found = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    for item in found:
        if isinstance(item, ParseError):
            continue
        text = item.serialize()
        if isinstance(item, Declaration) and "url(" not in text:
            kept.append(text)
    return ";".join(kept)


def _parts(prelude: Sequence[Node]) -> list[list[Node]]:
    """A list of selectors, cut at its commas."""
    parts: list[list[Node]] = [[]]
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _can_match(selector: Sequence[Node], known: Callable[[str], bool]) -> bool:
    previous: Node | None = None
    for token in selector:
        after_dot = previous is not None and previous.type == "literal" and previous.value == "."
        if token.type == "ident" and after_dot and not known(token.value):
            return False
        if token.type == "[] block" and _COLOUR_SCHEME in tinycss2.serialize(token.content):
            return False
        if token.type == "function" and token.lower_name in ("is", "where", "matches"):
            options = _parts(token.arguments)
            if not any(_can_match(option, known) for option in options):
                return False
        previous = token
    return True
