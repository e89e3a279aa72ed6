"""Two states of the collection: which records came, went, moved or changed."""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from build_tools.comparing.fields import Change, Sides, record_changes
from build_tools.comparing.wording import shortened, the
from build_tools.corpus.corpus import Corpus
from build_tools.corpus.load import Entry, Loaded
from build_tools.model.case import Case
from build_tools.model.kinds import BY_FOLDER, KINDS
from build_tools.model.law import PROVISION_STATUSES, Law
from build_tools.pages.environment import section
from build_tools.parse.writer import write_record
from build_tools.values.findings import Finding
from build_tools.values.territories import country_name

ADDED, REMOVED, WITHDRAWN, RESTORED = "added", "removed", "withdrawn", "restored"
RENAMED, CHANGED = "renamed", "changed"
WHATS = (ADDED, CHANGED, RENAMED, WITHDRAWN, RESTORED, REMOVED)


@dataclass(frozen=True, slots=True)
class RecordChange:
    """What became of one record."""

    id: str
    kind: str
    country: str
    """The code of the country in whose folder it stands, or ``""``."""
    what: str
    """One of WHATS."""
    title: str = ""
    """Empty where the record was taken back: its title must not be repeated."""
    former: str = ""
    """Its id before, where that was another."""
    note: str = ""
    """For a withdrawn record: when and why."""
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Unread:
    """What could not be read or compared, and on which side."""

    side: str
    file: str
    reason: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that changed between two states."""

    old: str
    new: str
    statuses: tuple[str, ...]
    """Sentences: ``s 9 of the Act is now struck down (was in force)``."""
    records: tuple[RecordChange, ...]
    unread: tuple[Unread, ...]

    def counts(self) -> dict[str, int]:
        """How many records were added, changed and so on."""
        found = Counter(record.what for record in self.records)
        return {what: found[what] for what in WHATS if found[what]}


def compare(old: Loaded, new: Loaded, old_name: str, new_name: str) -> Comparison:
    """What changed from one state to another, in a fixed order."""
    sides = Sides(Corpus(old.entries, old.unreadable), Corpus(new.entries, new.unreadable))
    pairs, gone, come = _pair(old, new)
    changed = [found for before, after in pairs if (found := _changed(before, after, sides))]
    changed += [_added(entry) for entry in come]
    changed += [_line(entry, REMOVED, titled=False) for entry in gone]
    return Comparison(
        old_name,
        new_name,
        tuple(line for pair in pairs for line in _statuses(*pair)),
        tuple(sorted(changed, key=_order)),
        tuple(_unread(old, new, old_name, new_name)),
    )


def _order(record: RecordChange) -> tuple[int, str, str]:
    kinds = [kind.name for kind in KINDS]
    country = country_name(record.country) if record.country else ""
    return (kinds.index(record.kind), country, record.id)


def _pair(old: Loaded, new: Loaded) -> tuple[list[tuple[Entry, Entry]], list[Entry], list[Entry]]:
    """Each record with what it was before; those that went, and those that came.

    A record that cannot be read on one side neither came nor went.
    """
    before = {entry.id: entry for entry in old.entries}
    after = {entry.id: entry for entry in new.entries}
    gone = {key: entry for key, entry in before.items() if key not in after}
    come = {key: entry for key, entry in after.items() if key not in before}
    moved = _moved(gone, come)
    pairs = [(moved.get(key) or before[key], entry) for key, entry in after.items()
             if key in moved or key in before]  # fmt: skip
    used = {entry.id for entry in moved.values()}
    left = [e for key, e in gone.items() if key not in used and key not in new.unreadable]
    fresh = [e for key, e in come.items() if key not in moved and key not in old.unreadable]
    return pairs, left, fresh


def _moved(gone: dict[str, Entry], come: dict[str, Entry]) -> dict[str, Entry]:
    """By new id: what a record was under its former id, known by alias or by its very text."""
    moved: dict[str, Entry] = {}
    free = dict(gone)
    for key, entry in come.items():
        alias = next((a for a in entry.record.aliases if a in free), None)
        if alias is not None and free[alias].kind == entry.kind:
            moved[key] = free.pop(alias)
    texts: defaultdict[str, list[str]] = defaultdict(list)
    for key in sorted(free, reverse=True):
        texts[_text(free[key])].append(key)
    for key, entry in come.items():
        if key not in moved and free and texts.get(_text(entry)):
            moved[key] = free.pop(texts[_text(entry)].pop())
    return moved


def _text(entry: Entry) -> str:
    """The canonical text of a record, its kind with it and its former ids left out."""
    bare = dataclasses.replace(entry.record, aliases=())
    return entry.kind.name + "\n" + write_record(bare, entry.sections)


def _added(entry: Entry) -> RecordChange:
    if entry.record.withdrawn is not None:
        return _withdrawn(entry)
    return _line(entry, ADDED)


def _changed(old: Entry, new: Entry, sides: Sides) -> RecordChange | None:
    """What became of a record that stands on both sides; None for nothing."""
    was, now = old.record.withdrawn, new.record.withdrawn
    former = old.id if old.id != new.id else ""
    if now is not None:
        return _withdrawn(new) if was != now or former else None
    if was is not None:
        return _line(new, RESTORED, former=former)
    changes = record_changes(old, new, sides)
    if not changes and not former:
        return None
    if isinstance(new.record, Case) and new.record.anonymised and former:
        former = "another id"  # the former one may hold a name
    return _line(new, RENAMED if former else CHANGED, former=former, changes=changes)


def _withdrawn(entry: Entry) -> RecordChange:
    notice = entry.record.withdrawn
    assert notice is not None
    note = f"on {notice.on.in_words}: {shortened(notice.reason)}"
    return dataclasses.replace(_line(entry, WITHDRAWN, titled=False), note=note)


def _line(
    entry: Entry, what: str, titled: bool = True, former: str = "", changes: tuple[Change, ...] = ()
) -> RecordChange:
    title = shortened(entry.record.title) if titled else ""
    return RecordChange(entry.id, entry.kind.name, _country(entry.id), what, title, former,
                        changes=changes)  # fmt: skip


def _country(record_id: str) -> str:
    parts = record_id.split("/")
    return parts[1] if BY_FOLDER[parts[0]].by_country else ""


def _statuses(old: Entry, new: Entry) -> Iterator[str]:
    """The provisions of a law whose status changed, as sentences."""
    if not (isinstance(old.record, Law) and isinstance(new.record, Law)):
        return
    if new.record.withdrawn is not None or old.record.provisions is new.record.provisions:
        return
    before = {provision.id: provision.status for provision in old.record.provisions}
    for provision in new.record.provisions:
        was = before.get(provision.id, provision.status)
        if was == provision.status:
            continue
        of = f"{section(provision.number)} of {the(new.record.title)}"
        if provision.status is None:
            yield f"{of} has the law's own status again (was {_say(was)})"
        else:
            yield f"{of} is now {_say(provision.status)}" + (f" (was {_say(was)})" if was else "")


def _say(status: str | None) -> str:
    assert status is None or PROVISION_STATUSES.meaning(status)
    return (status or "").replace("-", " ")


def _unread(old: Loaded, new: Loaded, old_name: str, new_name: str) -> Iterator[Unread]:
    """What is wrong on one side only, and all files that cannot be read."""
    sides = ((old, old_name, new), (new, new_name, old))
    for loaded, name, other in sides:
        known = {_key(finding) for finding in other.findings}
        for finding in loaded.findings:
            lost = _id(finding) in loaded.unreadable
            if lost or _key(finding) not in known:
                yield Unread(name, finding.place.file, shortened(finding.message))


def _key(finding: Finding) -> tuple[str, str, str]:
    return (finding.place.file, finding.code, finding.message)


def _id(finding: Finding) -> str:
    return finding.place.file.rpartition(".")[0].partition("/")[2]
