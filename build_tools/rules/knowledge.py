"""How facts are known: marks have their proof, disputes leave the field open."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.corpus.corpus import Corpus
from build_tools.corpus.load import Entry
from build_tools.model.case import AtIssue, Case, Charge
from build_tools.model.spec import fields_of
from build_tools.rules.fault import Fault
from build_tools.values.dates import PartialDate
from build_tools.values.nearest import nearest, suggestion


def check_evidence(entry: Entry, corpus: Corpus) -> Iterator[Fault]:
    """What was seen says where."""
    for number, proof in enumerate(entry.record.evidence):
        if proof.how == "seen" and proof.url is None and proof.note is None:
            message = (
                f"evidence: '{proof.fact}' is marked as seen, but no address or note says where"
            )
            yield Fault("seen-without-address", message, ("evidence", number), absence=True)


def check_has_evidence(entry: Entry, corpus: Corpus) -> Iterator[Fault]:
    """A record that others rely on says how at least some of its facts are known."""
    record = entry.record
    marked = record.evidence or any(
        getattr(part, "how", None)
        for name in ("provisions", "articles", "capabilities", "needs", "terms", "came_after")
        for part in getattr(record, name, ())
    )
    if not marked and record.sources and record.withdrawn is None:
        yield Fault("no-evidence", "the record does not say how any of its facts is known")


def check_disputes(entry: Entry, corpus: Corpus) -> Iterator[Fault]:
    """A disputed field exists, and is empty or no more exact than all sources are."""
    model: type = entry.kind.model
    specs = {spec.name: spec for spec in fields_of(model)}
    for number, dispute in enumerate(entry.record.disputed):
        path = ("disputed", number, "field")
        name = re.split(r"[.,]", dispute.field)[0]
        if name not in specs:
            near = nearest(name, specs)
            message = f"disputed.field: there is no field '{dispute.field}'{suggestion(near)}"
            yield Fault("unknown-field", message, path, near)
            continue
        spec = specs[name]
        value = getattr(entry.record, spec.attribute)
        open_field = spec.many or (spec.required and not isinstance(value, PartialDate))
        settled = value is not None and not open_field
        partial = isinstance(value, PartialDate) and value.day is None
        if settled and not partial and name == dispute.field:
            message = (
                f"{name}: the record says that this is disputed and gives it all the same; leave "
                "it out, or shorten a date to what all sources agree on"
            )
            yield Fault("disputed-value", message, (name,))


def check_review(entry: Entry, corpus: Corpus) -> Iterator[Fault]:
    """A review says who made it and when."""
    review = entry.record.review
    if review.state == "reviewed" and (review.by is None or review.on is None):
        message = "review: say by whom and on which day"
        yield Fault("unsigned-review", message, ("review",), absence=True)


def check_charges(entry: Entry, corpus: Corpus) -> Iterator[Fault]:
    """A charge, a provision at issue or a cited decision names something."""
    if not isinstance(entry.record, Case):
        return
    groups: tuple[tuple[str, tuple[Charge | AtIssue, ...]], ...] = (
        ("charges", entry.record.charges),
        ("provisions", entry.record.provisions),
    )
    for name, items in groups:
        for number, item in enumerate(items):
            if item.provision is None and item.cited is None:
                message = f"{name}: give the provision or how it is cited"
                yield Fault("empty-charge", message, (name, number), absence=True)
    for number, authority in enumerate(entry.record.cites):
        if authority.case is None and authority.cited is None:
            message = "cites: give the case or how it is cited"
            yield Fault("empty-charge", message, ("cites", number), absence=True)
