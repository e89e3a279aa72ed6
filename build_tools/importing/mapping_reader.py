"""Read a mapping file: a plan, or findings with file, line and column."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from build_tools.corpus.corpus import Corpus
from build_tools.importing.date_forms import date_fault
from build_tools.importing.mapping import NUMBER, REPORT, AddressRule, Plan, Rule, Template
from build_tools.importing.rows import EACH
from build_tools.importing.targets import Target, clash, find_target
from build_tools.importing.terms import Terms
from build_tools.model.kinds import Kind
from build_tools.model.types import Date, Term
from build_tools.source.files import SourceFile, read_text
from build_tools.source.tree import Listing, Mapping, Node, Scalar
from build_tools.source.yaml_reader import read_yaml
from build_tools.values.findings import Finding, Place
from build_tools.values.nearest import nearest, suggestion

TOP = ("id", "fields", "sections", "delimiter")
SOURCES = ("column", "template", "constant")
FIELD = (*SOURCES, "split", "map", "date", "default", "plain")
SECTION = (*SOURCES, "map", "default", "plain")
ADDRESS = ("column", "template", "clash")
OTHERS = "*"
TAB = "tab"
_NAME = re.compile(r"\{([^{}]*)\}")


def read_plan(
    path: Path, kind: Kind, corpus: Corpus, base: str = ""
) -> tuple[Plan | None, list[Finding]]:
    """The plan of a mapping file, or the findings that say why there is none.

    base: the text of a mapping on which this one is laid, field by field; ``""`` for none.
    """
    name = path.as_posix()
    if not path.is_file():
        message = f"there is no mapping file '{name}'"
        return None, [Finding(Place(name), "not-a-file", message)]
    text, unreadable = read_text(SourceFile(str(path), name, "", path.suffix))
    if text is None:
        return None, [unreadable] if unreadable else []
    tree, findings = read_yaml(text, name)
    if tree is None:
        return None, list(findings)
    if base:
        ground, _ = read_yaml(base, name)
        assert ground is not None
        tree = _laid_over(ground, tree)
    reader = _PlanReader(name, kind, Terms(corpus))
    reader.findings.extend(findings)
    plan = reader.read(tree)
    return (None if reader.findings else plan), reader.findings


def _laid_over(ground: Mapping, top: Mapping) -> Mapping:
    """A mapping with the fields of another one on top; an empty field takes those under it away."""
    both = Mapping(top.line, top.column, {**ground.keys, **top.keys}, dict(ground.values))
    both.values.update(top.values)
    under, over = ground.values.get("fields"), top.values.get("fields")
    if isinstance(under, Mapping) and isinstance(over, Mapping):
        kept = [name for name in under.keys if not _taken_away(name, over)]
        both.values["fields"] = Mapping(
            over.line,
            over.column,
            {**{name: under.keys[name] for name in kept}, **over.keys},
            {**{name: under.values[name] for name in kept}, **over.values},
        )
    elif under is not None and over is None:
        both.values["fields"] = under
    return both


def _taken_away(name: str, over: Mapping) -> bool:
    return any(
        isinstance(node, Scalar) and node.empty and name.startswith((f"{each}.", f"{each}["))
        for each, node in over.values.items()
    )


class _PlanReader:
    """Reads one mapping and collects what is wrong with it."""

    def __init__(self, file: str, kind: Kind, terms: Terms) -> None:
        self.file = file
        self.kind = kind
        self.terms = terms
        self.findings: list[Finding] = []

    def read(self, tree: Mapping) -> Plan | None:
        self._check_keys(tree, TOP, "a mapping")
        fields = self._fields(tree.values.get("fields"), tree)
        sections = self._sections(tree.values.get("sections"))
        address = self._address(tree.values.get("id"), tree)
        delimiter = self._delimiter(tree.values.get("delimiter"))
        if address is None:
            return None
        return Plan(self.file, fields, sections, address, delimiter)

    # Fields

    def _fields(self, node: Node | None, tree: Mapping) -> tuple[Rule, ...]:
        if not isinstance(node, Mapping):
            message = "fields: a mapping must say which field comes from which column"
            self._find(node or tree, "missing-field", message)
            return ()
        rules: list[Rule] = []
        for name, value in node.values.items():
            if _empty(value):
                continue
            target = self._target(name, node.keys[name])
            rule = self._rule(name, value, node.keys[name], target, FIELD)
            if target is None or rule is None:
                continue
            other = next(
                (each for each in rules if each.target and clash(each.target, target)), None
            )
            if other is not None:
                message = f"{name}: '{other.name}' fills the same place; keep one of them"
                self._find(node.keys[name], "duplicate-key", message)
            rules.append(rule)
        return tuple(rules)

    def _target(self, name: str, key: Scalar) -> Target | None:
        try:
            return find_target(self.kind.model, name)
        except ValueError as refused:
            self._find(key, "unknown-field", f"{name}: {refused}")
            return None

    def _sections(self, node: Node | None) -> tuple[Rule, ...]:
        if node is None or _empty(node):
            return ()
        known = self.kind.model.SECTIONS
        if not isinstance(node, Mapping) or not known:
            message = (
                "sections: write each heading with its column, {Summary: abstract}"
                if known
                else f"sections: a {self.kind.label} is a file of fields only; it has no sections"
            )
            self._find(node, "wrong-type", message)
            return ()
        rules: dict[str, Rule] = {}
        for name, value in node.values.items():
            if name not in known:
                near = suggestion(nearest(name, known))
                message = (
                    f"sections: there is no section '{name}'; they are {', '.join(known)}{near}"
                )
                self._find(node.keys[name], "unknown-section", message)
                continue
            rule = self._rule(name, value, node.keys[name], None, SECTION)
            if rule is not None:
                rules[name] = rule
        return tuple(rules[name] for name in known if name in rules)

    def _rule(
        self, name: str, node: Node, key: Scalar, target: Target | None, allowed: tuple[str, ...]
    ) -> Rule | None:
        """One rule; None where it cannot be read."""
        if isinstance(node, Scalar):
            place = Place(self.file, node.line, node.column)
            return Rule(name, place, target, column=node.text)
        if not isinstance(node, Mapping):
            self._find(node, "wrong-type", f"{name}: write a column, or {{column: …, …}}")
            return None
        self._check_keys(node, allowed, name)
        given = [each for each in SOURCES if each in node.values]
        if len(given) != 1:
            message = f"{name}: give one of {', '.join(SOURCES)}"
            self._find(node, "missing-field", message)
            return None
        source = node.values[given[0]]
        rule = Rule(name, Place(self.file, source.line, source.column), target)
        rule = self._with_source(rule, given[0], source)
        words, others = self._words(node.values.get("map"), name, target)
        return replace(
            rule,
            split=self._text(node.values.get("split"), f"{name}.split", keep=True),
            words=words,
            others=others,
            dates=self._dates(node.values.get("date"), name, target),
            default=self._ours(node.values.get("default"), f"{name}.default", target),
            plain=self._plain(node, rule),
        )

    def _with_source(self, rule: Rule, kind: str, node: Node) -> Rule:
        """A rule with its column, template or constant."""
        name = f"{rule.name}.{kind}"
        if kind == "constant":
            constant = self._ours(node, name, rule.target)
            if not constant and _empty(node):
                self._find(node, "missing-field", f"{name}: a value must stand here")
            return replace(rule, constant=constant)
        text = self._text(node, name)
        if not text and isinstance(node, Scalar):
            self._find(node, "missing-field", f"{name}: a text must stand here")
        if kind == "column" or not text:
            return replace(rule, column=text)
        return replace(rule, template=self._template(text, node, rule.name))

    def _template(self, text: str, node: Node, name: str) -> Template:
        pieces: list[tuple[str, str]] = []
        end = 0
        for found in _NAME.finditer(text):
            pieces.append((text[end : found.start()], found[1]))
            end = found.end()
            if not found[1].strip() or EACH in found[1].split("."):
                message = f"{name}.template: {{{found[1]}}} names no single column"
                self._find(node, "unknown-value", message)
        pieces.append((text[end:], ""))
        if any("{" in piece or "}" in piece for piece, _ in pieces):
            message = (
                f"{name}.template: each {{ needs its }} with the name of a column between them"
            )
            self._find(node, "unknown-value", message)
        if len(pieces) == 1:
            message = f"{name}.template: no column stands in it as {{column}}; use constant"
            self._find(node, "missing-field", message)
        return Template(tuple(pieces))

    # Options of a rule

    def _words(
        self, node: Node | None, name: str, target: Target | None
    ) -> tuple[dict[str, tuple[str, ...]] | None, tuple[str, ...] | None]:
        if node is None:
            return None, None
        if not isinstance(node, Mapping):
            self._find(node, "wrong-type", f"{name}.map: write {{their word: our word}}")
            return None, None
        words: dict[str, tuple[str, ...]] = {}
        folded: dict[str, tuple[str, ...]] = {}
        for word, value in node.values.items():
            ours = self._ours(value, f"{name}.map", target)
            words[word.strip()] = ours
            folded.setdefault(word.strip().casefold(), ours)
        others = words.pop(OTHERS, None)
        return {**folded, **words}, others

    def _dates(self, node: Node | None, name: str, target: Target | None) -> tuple[str, ...]:
        if node is None:
            return ()
        if target is None or not isinstance(target.spec.value, Date):
            self._find(node, "wrong-type", f"{name}.date: this field is no date")
            return ()
        items = node.items if isinstance(node, Listing) else [node]
        forms = [(each.text, each) for each in items if isinstance(each, Scalar)]
        if len(forms) < len(items):
            self._find(node, "wrong-type", f'{name}.date: write a form such as "%d/%m/%Y"')
        for form, each in forms:
            fault = date_fault(form)
            if fault:
                self._find(each, "unknown-value", f"{name}.date: {fault}")
        return tuple(form for form, _ in forms)

    def _ours(self, node: Node | None, name: str, target: Target | None) -> tuple[str, ...]:
        """Values that the mapping itself gives: each is judged here and not row by row."""
        if node is None or _empty(node):
            return ()
        items = node.items if isinstance(node, Listing) else [node]
        values: list[str] = []
        for item in items:
            if not isinstance(item, Scalar) or _empty(item):
                self._find(item, "wrong-type", f"{name}: a value must stand here")
                continue
            values.append(item.text)
            if target is not None:
                self._judge(item, name, target)
        if len(values) > 1 and (target is None or not target.spec.many):
            self._find(node, "wrong-type", f"{name}: this field takes one value, not a list")
        return tuple(values)

    def _judge(self, node: Scalar, name: str, target: Target) -> None:
        kind = target.spec.value
        assert kind is not None
        try:
            kind.read(node.text.strip())
        except ValueError as refused:
            self._find(node, kind.code, f"{name}: {refused}")
            return
        unknown = self.terms.fault(kind, node.text.strip()) if isinstance(kind, Term) else None
        if unknown is not None:
            self._find(node, "unknown-term", f"{name}: {unknown.message}", unknown.nearest)

    def _plain(self, node: Mapping, rule: Rule) -> bool:
        value = node.values.get("plain")
        if value is None:
            return False
        text = self._text(value, f"{rule.name}.plain")
        if text not in ("true", "false"):
            self._find(value, "wrong-type", f"{rule.name}.plain: write true or false")
        elif not rule.markdown:
            message = f"{rule.name}.plain: this field is no Markdown; its text is plain already"
            self._find(value, "wrong-type", message)
        return text == "true"

    # The address and the file

    def _address(self, node: Node | None, tree: Mapping) -> AddressRule | None:
        if node is None or _empty(node):
            message = 'id: say what the address is made from, {template: "{title} {year}"}'
            self._find(node or tree, "missing-field", message)
            return None
        place = Place(self.file, node.line, node.column)
        if isinstance(node, Scalar):
            return AddressRule(_whole(node.text), place)
        if not isinstance(node, Mapping):
            self._find(node, "wrong-type", "id: write {column: …} or {template: …}")
            return None
        self._check_keys(node, ADDRESS, "id")
        column = self._text(node.values.get("column"), "id.column")
        text = self._text(node.values.get("template"), "id.template")
        if bool(column) == bool(text):
            self._find(node, "missing-field", "id: give one of column, template")
            return None
        double = self._text(node.values.get("clash"), "id.clash") or NUMBER
        if double not in (NUMBER, REPORT):
            message = f"id.clash: '{double}' is not one of {NUMBER}, {REPORT}"
            self._find(node.values["clash"], "unknown-value", message)
        if column:
            return AddressRule(_whole(column), place, double)
        return AddressRule(self._template(text, node.values["template"], "id"), place, double)

    def _delimiter(self, node: Node | None) -> str:
        text = self._text(node, "delimiter", keep=True)
        if node is None or not text:
            return ""
        sign = "\t" if text == TAB else text
        if len(sign) != 1 or sign in "\"'\r\n " or sign.isalnum():
            self._find(node, "unknown-value", 'delimiter: one sign, such as ";", or tab')
            return ""
        return sign

    # Findings

    def _check_keys(self, node: Mapping, allowed: Iterable[str], where: str) -> None:
        known = tuple(allowed)
        for name, key in node.keys.items():
            if name not in known:
                near = nearest(name, known)
                message = (
                    f"{where}: there is no '{name}' here, only {', '.join(known)}{suggestion(near)}"
                )
                self._find(key, "unknown-field", message, near)

    def _text(self, node: Node | None, name: str, keep: bool = False) -> str:
        """A plain text; ``""`` where there is none. keep: blanks at its ends too."""
        if node is None:
            return ""
        if not isinstance(node, Scalar):
            self._find(node, "wrong-type", f"{name}: a text must stand here")
            return ""
        return node.text if keep else node.text.strip()

    def _find(self, node: Node, code: str, message: str, near: str = "") -> None:
        place = Place(self.file, node.line, node.column)
        self.findings.append(Finding(place, code, message, nearest=near))


def _whole(column: str) -> Template:
    """The template that is one column and nothing else."""
    return Template((("", column), ("", "")))


def _empty(node: Node | None) -> bool:
    return isinstance(node, Scalar) and node.empty
