"""Two states of one record, field by field, through the model."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from build_tools.comparing.wording import (
    in_words,
    is_long,
    item_name,
    shortened,
    word_changes,
    word_count,
)
from build_tools.corpus.corpus import Corpus
from build_tools.corpus.load import Entry
from build_tools.model.case import Case, Party
from build_tools.model.common import Review
from build_tools.model.spec import FieldSpec, fields_of
from build_tools.model.types import Anchor, Text, Url
from build_tools.source.markdown import Section

ALIASES = "aliases"
NAMELESS = ("court", "docket")
"""Texts of a case that name no party."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change, in words."""

    field: str
    """The labels that lead to it: ``Provisions, s 9: Status``."""
    words: str
    """What became of it: ``struck down (was in force)``."""
    old: str | None = None
    """The value before, where it can be shown."""
    new: str | None = None


@dataclass(frozen=True, slots=True)
class Sides:
    """Where the words of each side's values come from."""

    old: Corpus
    new: Corpus
    hide_texts: bool = False
    """True where the former texts must not be repeated, since they may hold names."""


def record_changes(old: Entry, new: Entry, sides: Sides) -> tuple[Change, ...]:
    """All changes between two states of a record, statuses first, then in the model's order."""
    if old.record is new.record and old.sections == new.sections:
        return ()
    record = new.record
    if isinstance(record, Case) and (record.anonymised or _renamed_party(old, record)):
        sides = Sides(sides.old, sides.new, hide_texts=True)
    found = [*_group(old.record, new.record, "", sides), *_sections(old.sections, new.sections)]
    return tuple(sorted(found, key=lambda change: not change.field.endswith("Status")))


def _renamed_party(old: Entry, new: Case) -> bool:
    """Whether a party has another name than before, such as initials."""
    before = {party.label for party in old.record.parties} if isinstance(old.record, Case) else ()
    return any(label not in {party.label for party in new.parties} for label in before)


def _group(old: Any, new: Any, path: str, sides: Sides) -> Iterator[Change]:
    """The changes of a group of fields; both are of one model class."""
    for spec in fields_of(type(new)):
        before, after = getattr(old, spec.attribute), getattr(new, spec.attribute)
        if before is after or before == after or (not path and spec.name == ALIASES):
            continue
        label = f"{path}: {spec.label}" if path else spec.label
        if spec.many:
            yield from _list(before, after, spec, label, path, sides)
        elif spec.group is Review:
            yield _review(before, after, label)
        elif spec.group is not None and before is not None and after is not None:
            yield from _group(before, after, label, sides)
        else:
            yield _single(before, after, spec, label, sides, private=isinstance(new, Party))


def _single(old: Any, new: Any, spec: FieldSpec, label: str, sides: Sides, private: bool) -> Change:
    """The change of a value, or of a group that came or went."""
    hidden = isinstance(spec.value, Text | Url) and (sides.hide_texts or private)
    hidden = hidden and spec.name not in NAMELESS
    before = None if old is None else _shown(old, spec, sides.old)
    after = None if new is None else _shown(new, spec, sides.new)
    if hidden:
        return Change(label, "added" if old is None else "removed" if new is None else "changed")
    if is_long(old or "", spec.value) or is_long(new or "", spec.value):
        return Change(label, _prose(old, new))
    if before is None:
        return Change(label, f"{after} (new)", None, after)
    if after is None:
        return Change(label, f"removed (was {before})", before, None)
    return Change(label, f"{after} (was {before})", before, after)


def _shown(value: Any, spec: FieldSpec, corpus: Corpus) -> str:
    return item_name(value, corpus) if spec.group is not None else in_words(
        value, spec.value, corpus
    )  # fmt: skip


def _prose(old: str | None, new: str | None) -> str:
    if old is None:
        return f"added ({word_count(new or '')})"
    if new is None:
        return f"removed ({word_count(old)})"
    return f"changed ({word_changes(old, new)})"


def _review(old: Review, new: Review, label: str) -> Change:
    before, after = _review_words(old), _review_words(new)
    return Change(label, f"{after} (was {before})", before, after)


def _review_words(review: Review) -> str:
    by = f" by {review.by}" if review.by else ""
    on = f" on {review.on.in_words}" if review.on else ""
    return f"{review.state}{by}{on}"


def _list(
    old: tuple[Any, ...], new: tuple[Any, ...], spec: FieldSpec, label: str, path: str, sides: Sides
) -> Iterator[Change]:
    """What came into a list, what went, and what changed in its items."""
    pairs, gone, come = paired(old, new, spec)
    private = sides.hide_texts and (spec.group is not None or isinstance(spec.value, Text | Url))
    private = private or spec.group is Party
    came = [_named(item, spec, sides.new) for item in come]
    went = [_named(item, spec, sides.old) for item in gone]
    if came or went:
        yield _came_and_went(came, went, label, hide=private)
    changed = False
    for before, after in pairs:
        if before != after:
            changed = True
            name = _short_name(after, sides.new)
            yield from _group(before, after, f"{label}, {name}" if name else label, sides)
    if not (came or went or changed):
        yield Change(label, "in another order")


def _came_and_went(came: list[str], went: list[str], label: str, hide: bool) -> Change:
    if hide:
        parts = [f"{len(names)} {word}" for names, word in ((came, "added"), (went, "removed"))
                 if names]  # fmt: skip
        return Change(label, ", ".join(parts))
    parts = [f"{word} {'; '.join(names)}" for names, word in ((came, "added"), (went, "removed"))
             if names]  # fmt: skip
    return Change(label, "; ".join(parts), "; ".join(went) or None, "; ".join(came) or None)


def _named(item: Any, spec: FieldSpec, corpus: Corpus) -> str:
    if spec.group is not None:
        return item_name(item, corpus)
    return shortened(in_words(item, spec.value, corpus))


def _short_name(item: Any, corpus: Corpus) -> str:
    """The name of an item before its own changes; a party's part, not its name."""
    if isinstance(item, Party):
        return in_words(item.role, next(s for s in fields_of(Party) if s.name == "role").value,
                        corpus)  # fmt: skip
    return item_name(item, corpus, parts=1)


Pairs = tuple[list[tuple[Any, Any]], list[Any], list[Any]]


def paired(old: tuple[Any, ...], new: tuple[Any, ...], spec: FieldSpec) -> Pairs:
    """The items of two lists that are the same or one another's successor, and the rest.

    Items are the same by their anchor where they have one. Others first where they are
    equal, then by their first field, then by their address.
    """
    if spec.group is None:
        return _match(old, new, lambda item: item)
    fields = fields_of(spec.group)
    anchor = next((each for each in fields if isinstance(each.value, Anchor)), None)
    if anchor is not None and anchor.name == "id":
        return _match(old, new, lambda item: getattr(item, anchor.attribute))
    pairs, gone, come = _match(old, new, lambda item: item)
    keys = [lambda item: _first(item, fields)]
    address = next((each for each in fields if isinstance(each.value, Url)), None)
    if address is not None and not address.many:
        keys.append(lambda item: getattr(item, address.attribute))
    for key in keys:
        more, gone, come = _match(tuple(gone), tuple(come), key)
        pairs += more
    place = {id(after): number for number, after in enumerate(new)}
    return sorted(pairs, key=lambda pair: place[id(pair[1])]), gone, come


def _first(item: Any, fields: tuple[FieldSpec, ...]) -> Any:
    values = ((spec.name, getattr(item, spec.attribute)) for spec in fields)
    return next(((name, value) for name, value in values if value not in (None, ())), None)


def _match(old: tuple[Any, ...], new: tuple[Any, ...], key: Any) -> Pairs:
    """Pair the items with equal keys, the first with the first; None is no key."""
    waiting: defaultdict[Any, list[int]] = defaultdict(list)
    for number in reversed(range(len(old))):
        waiting[key(old[number])].append(number)
    pairs: list[tuple[Any, Any]] = []
    come: list[Any] = []
    for item in new:
        name = key(item)
        if name is not None and waiting.get(name):
            pairs.append((old[waiting[name].pop()], item))
        else:
            come.append(item)
    gone = sorted(number for numbers in waiting.values() for number in numbers)
    return pairs, [old[number] for number in gone], come


def _sections(old: tuple[Section, ...], new: tuple[Section, ...]) -> Iterator[Change]:
    """The sections that came, went or have other words."""
    before = {section.name: section.text for section in old}
    after = {section.name: section.text for section in new}
    for name in dict.fromkeys([*after, *before]):
        if before.get(name) != after.get(name):
            yield Change(f"Section '{name}'" if name else "Text before the first heading",
                         _prose(before.get(name), after.get(name)))  # fmt: skip
