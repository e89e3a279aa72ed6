"""Whether a recorded provision is in force, as far as the records say."""

from __future__ import annotations

from collections.abc import Mapping

from build_tools.corpus.corpus import Corpus, Located
from build_tools.model.case import Case
from build_tools.values.dates import PartialDate

UNKNOWN = "not-recorded"
"""The standing of a provision of which neither its own record nor its law's tells it."""
OF_LAW: Mapping[str, str] = {
    "in-force": "in-force",
    "not-yet-in-force": "not-commenced",
    "suspended": "suspended",
    "repealed": "repealed",
    "struck-down-law": "struck-down",
    "draft": "draft",
}
"""What the status of a law (vocabulary/law-statuses) says of a provision that has none."""
HELD = frozenset({"in-force", "struck-down-in-part"})
"""The standings of a provision that applies, in part at least."""
WEIGHTY = frozenset({"struck-down", "struck-down-in-part", "read-down", "held-incompatible"})
"""What a decision can have done to a provision that its reader must know."""


def standing(located: Located, corpus: Corpus) -> str:
    """A provision's own status, or else its law's: a word of PROVISION_STATUSES, draft or UNKNOWN.

    A status of the law that has no entry of its own stands for its broader term. That a law
    is partly in force says nothing of one provision, so it gives UNKNOWN.
    """
    if located.provision.status is not None:
        return located.provision.status
    word = located.law.status
    while word is not None and word not in OF_LAW:
        term = corpus.term("law-statuses", word)
        word = term.broader if term is not None else None
    return OF_LAW[word] if word is not None else UNKNOWN


def in_force_from(located: Located) -> PartialDate | None:
    """The date of entry into force: the provision's own, or else its law's."""
    return located.provision.in_force or located.law.in_force


def disputes_of(located: Located) -> tuple[str, ...]:
    """The fields of the law on which its sources disagree, as its record names them."""
    return tuple(dispute.field for dispute in located.law.disputed)


def tested_by(located: Located, corpus: Corpus) -> list[tuple[str, Case]]:
    """Decisions that struck the provision down, read it down or held it contrary to a treaty."""
    return [
        (treated.effect, case)
        for case in corpus.cases_on_provision.get(located.reference, ())
        for treated in case.treatment
        if treated.effect in WEIGHTY and corpus.present(treated.provision) == located.reference
    ]
