"""The tree of one row: the same that a file gives, with the origin of each text as its place."""

from __future__ import annotations

from collections.abc import Mapping as Cells
from typing import TypeAlias, cast

from build_tools.importing.drawing import Drawer, Drawn
from build_tools.importing.mapping import Rule
from build_tools.importing.reasons import Reason, reason
from build_tools.importing.rows import EACH, Cell
from build_tools.importing.targets import Step, Target
from build_tools.source.tree import Listing, Mapping, Node, Scalar

Branch: TypeAlias = "dict[Step, Branch | Node]"
Place: TypeAlias = tuple[Step, ...]


class RowTree:
    """Collects the texts of a row and makes the tree that the Reader reads.

    The line of a node is the row's; its column counts from 1 in ``origins``, so that a
    finding of the Reader leads back to the rule and the text. Groups have column 0.
    """

    def __init__(self, line: int) -> None:
        self.line = line
        self.origins: list[tuple[Rule, str]] = []
        self.failed: set[str] = set()
        """Fields in which a text was refused already."""
        self._placed: dict[Place, tuple[Rule, Node]] = {}
        self._with_columns: set[Place] = set()

    def grow(
        self, rules: tuple[Rule, ...], drawer: Drawer, cells: Cells[str, Cell]
    ) -> list[Reason]:
        """Fill all fields from one row. Returns what was refused."""
        reasons: list[Reason] = []
        lists: dict[Place, list[tuple[Rule, Target, Drawn]]] = {}
        for rule in rules:
            target = rule.target
            assert target is not None
            drawn = drawer.draw(rule, cells, reasons)
            if drawn.failed:
                self.failed.add(target.words)
            if rule.columns:
                self._with_columns.add(_group_of(target.steps))
            if target.each:
                lists.setdefault(_list_of(target), []).append((rule, target, drawn))
            elif drawn.items[0]:
                self._place(target.steps, rule, target, drawn.items[0])
        for members in lists.values():
            self._place_list(members, reasons)
        return reasons

    def text(self, name: str) -> str:
        """The one text of a field of the record; ``""`` where it has none, or several."""
        rule_and_node = self._placed.get((name,))
        node = rule_and_node[1] if rule_and_node is not None else None
        return node.text if isinstance(node, Scalar) else ""

    def tree(self) -> Mapping:
        """The whole tree, without the groups that hold nothing but constants beside empty cells."""
        root: Branch = {}
        lonely = self._lonely_groups()
        for place, (_, node) in self._placed.items():
            if any(place[: len(group)] == group for group in lonely):
                continue
            branch = root
            for step in place[:-1]:
                branch = cast("Branch", branch.setdefault(step, {}))
            branch[place[-1]] = node
        return cast("Mapping", self._node(root))

    # Placing

    def _place(self, place: Place, rule: Rule, target: Target, texts: tuple[str, ...]) -> None:
        nodes: list[Node] = [self._scalar(rule, text) for text in texts]
        node = Listing(nodes, self.line, nodes[0].column) if target.whole else nodes[0]
        self._placed[place] = (rule, node)

    def _scalar(self, rule: Rule, text: str) -> Scalar:
        self.origins.append((rule, text))
        return Scalar(text, self.line, len(self.origins), plain=False)

    def _place_list(self, members: list[tuple[Rule, Target, Drawn]], reasons: list[Reason]) -> None:
        """One group for each item of the lists that belong together."""
        count = _groups(members)
        lists = [drawn for _, _, drawn in members if not drawn.spread]
        if any(_filled(drawn) and len(drawn.items) < count for drawn in lists):
            rule = members[0][0]
            names = ", ".join(each.name for each, _, drawn in members if not drawn.spread)
            columns = ", ".join(each.shown_columns for each, _, _ in members if each.columns)
            message = f"{names}: the lists in this row have different lengths"
            reasons.append(reason("lists-differ", message, rule.name, columns))
            self.failed.update(target.words for _, target, _ in members)
            return
        for number in range(count):
            if not any(_texts_at(drawn, number) for drawn in _leading(members)):
                continue
            for rule, target, drawn in members:
                texts = _texts_at(drawn, number) or rule.default
                steps = tuple(number if step == EACH else step for step in target.steps)
                if texts:
                    self._place(steps, rule, target, texts)

    def _lonely_groups(self) -> set[Place]:
        """Groups of a list of which every column is empty: constants alone make none.

        A group of which no rule reads a column is meant as it stands.
        """
        groups: dict[Place, list[Rule]] = {}
        for place, (rule, _) in self._placed.items():
            group = _group_of(place)
            if group:
                groups.setdefault(group, []).append(rule)
        return {
            group
            for group, rules in groups.items()
            if group in self._with_columns and not any(rule.columns for rule in rules)
        }

    # The tree

    def _node(self, branch: Branch | Node) -> Node:
        if not isinstance(branch, dict):
            return branch
        if branch and all(isinstance(step, int) for step in branch):
            numbers = sorted(step for step in branch if isinstance(step, int))
            items = [self._node(branch[number]) for number in numbers]
            return Listing(items, self.line, 0)
        mapping = Mapping(self.line, 0)
        for step, inner in branch.items():
            name = str(step)
            mapping.keys[name] = Scalar(name, self.line, 0)
            mapping.values[name] = self._node(inner)
        return mapping


def _list_of(target: Target) -> Place:
    """The steps to the list whose groups a target fills: those before [*]."""
    return target.steps[: target.steps.index(EACH)]


def _group_of(place: Place) -> Place:
    """The steps to the outermost group of a list in which a place lies; () where in none."""
    at = next((at for at, step in enumerate(place[:-1]) if isinstance(step, int)), None)
    return place[: at + 1] if at is not None else ()


def _filled(drawn: Drawn) -> int:
    """How many items a list has up to the last that is not empty."""
    return max((at for at, item in enumerate(drawn.items, start=1) if item), default=0)


def _leading(members: list[tuple[Rule, Target, Drawn]]) -> list[Drawn]:
    """What says how many groups there are: the lists, or single cells where there are none."""
    lists = [drawn for _, _, drawn in members if not drawn.spread]
    return lists or [drawn for rule, _, drawn in members if rule.columns]


def _groups(members: list[tuple[Rule, Target, Drawn]]) -> int:
    """How many groups the lists of a row make; one, where there are no lists but a text."""
    return max((_filled(drawn) for drawn in _leading(members)), default=0)


def _texts_at(drawn: Drawn, number: int) -> tuple[str, ...]:
    if drawn.spread:
        return drawn.items[0]
    return drawn.items[number] if number < len(drawn.items) else ()
