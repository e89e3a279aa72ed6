"""Every reference and every term must exist."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from build_tools.corpus.corpus import Corpus, anchors_of
from build_tools.corpus.load import Entry
from build_tools.corpus.walk import walk
from build_tools.model.kinds import BY_NAME
from build_tools.model.types import Ref, Term
from build_tools.rules.fault import Fault, words
from build_tools.values.findings import Path
from build_tools.values.ids import Reference
from build_tools.values.nearest import nearest, suggestion


def check_references(entry: Entry, corpus: Corpus) -> Iterator[Fault]:
    """Each reference names a record of an allowed kind, and a part that it has."""
    for path, reference, kind in walk(entry.record, Ref):
        yield from check_reference(reference, kind, path, corpus)


def check_reference(reference: Reference, kind: Ref, path: Path, corpus: Corpus) -> Iterator[Fault]:
    """What is wrong with one reference."""
    if reference.id in corpus.unreadable:
        return
    target = corpus.resolve(reference.id)
    where = words(path)
    if target is None:
        near = nearest_id(reference.id, kind.kinds, corpus)
        message = f"{where}: there is no record '{reference.id}'{suggestion(near)}"
        yield Fault("unknown-reference", message, path, near)
        return
    if target.kind.name not in kind.kinds:
        wanted = " or ".join(BY_NAME[name].label for name in kind.kinds)
        message = f"{where}: '{reference.id}' is a {target.kind.label}; a {wanted} is needed here"
        yield Fault("wrong-kind", message, path)
        return
    if target.id != reference.id:
        message = f"{where}: '{reference.id}' is now '{target.id}'"
        yield Fault("old-reference", message, path, str(corpus.present(reference)), certain=True)
    if reference.anchor and reference.anchor not in anchors_of(target.record):
        near = nearest(reference.anchor, anchors_of(target.record))
        message = f"{where}: '{target.id}' has no part '{reference.anchor}'{suggestion(near)}"
        yield Fault("unknown-part", message, path, near)


def nearest_id(record_id: str, kinds: Iterable[str], corpus: Corpus) -> str:
    """The existing id of one of some kinds that is most like one that does not exist."""
    folders = tuple(f"{BY_NAME[name].folder}/" for name in kinds)
    folder = record_id.rpartition("/")[0] + "/"
    ids = [each for each in corpus.by_id if each.startswith(folders)]
    neighbours = [each for each in ids if each.startswith(folder)]
    return nearest(record_id, neighbours) or nearest(record_id, ids)


def check_terms(entry: Entry, corpus: Corpus) -> Iterator[Fault]:
    """Each term stands in one of the vocabularies that its field allows."""
    for path, term, kind in walk(entry.record, Term):
        names = kind.vocabularies
        if any(f"vocabulary/{name}" in corpus.unreadable for name in names):
            continue
        if any(term in corpus.terms.get(name, ()) for name in names):
            continue
        near = nearest_term(term, names, corpus)
        places = " or ".join(f"vocabulary/{name}" for name in names)
        message = f"{words(path)}: no term '{term}' in {places}{suggestion(near)}"
        if not near:
            message += f"; its terms are listed in content/{places.split(' or ')[0]}.yml"
        yield Fault("unknown-term", message, path, near)


def nearest_term(word: str, vocabularies: Iterable[str], corpus: Corpus) -> str:
    """The term that a word most likely stands for, by its id or by one of its names."""
    names: dict[str, str] = {}
    for vocabulary in vocabularies:
        for term in corpus.terms.get(vocabulary, {}).values():
            for label in term.labels:
                for name in (label.label, *label.synonyms):
                    names.setdefault(_as_id(name), term.id)
            names.setdefault(_as_id(term.label), term.id)
            names[term.id] = term.id
    found = names.get(_as_id(word)) or names.get(nearest(_as_id(word), names))
    return found or ""


def _as_id(name: str) -> str:
    return "-".join(name.lower().replace("-", " ").split())
