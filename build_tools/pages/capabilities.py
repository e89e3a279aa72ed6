"""The pages of capabilities: what the frameworks ask, and what assessments answered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from build_tools.corpus.corpus import Corpus
from build_tools.model.assistance import Assessment, CapabilityFinding
from build_tools.model.reference import VocabularyTerm
from build_tools.pages.context import Context
from build_tools.pages.coordination import StatedNeed, stated_needs
from build_tools.pages.links import term_path
from build_tools.pages.page import Page
from build_tools.values.wording import N_

NAME = "capabilities"


class Answers(NamedTuple):
    """What one assessment says on one framework."""

    framework: VocabularyTerm
    asked: int
    """How many capabilities or tools the framework has."""
    answers: list[tuple[CapabilityFinding, str]]
    """The findings, each with its text as HTML."""


class Framework(NamedTuple):
    """A framework, its capabilities under their areas, and how often each was answered."""

    term: VocabularyTerm
    areas: list[tuple[VocabularyTerm | None, list[tuple[VocabularyTerm, int, int]]]]
    """For each area its capabilities with the number of findings and of needs."""


def framework_of(term_id: str, corpus: Corpus) -> VocabularyTerm | None:
    """The framework at the top of a capability."""
    term = corpus.term(NAME, term_id)
    while term is not None and term.broader is not None:
        term = corpus.term(NAME, term.broader)
    return term


def capabilities_of(framework: str, corpus: Corpus) -> list[VocabularyTerm]:
    """The terms of a framework that have none below them: what it asks, one by one."""
    below = corpus.narrower.get((NAME, framework), ())
    found: list[VocabularyTerm] = []
    for term_id in below:
        inner = capabilities_of(term_id, corpus)
        term = corpus.term(NAME, term_id)
        found += inner or ([term] if term is not None else [])
    return found


def answers_by_framework(assessment: Assessment, context: Context) -> list[Answers]:
    """The findings of an assessment under the frameworks they belong to."""
    corpus = context.corpus
    groups: dict[str, Answers] = {}
    for finding in assessment.capabilities:
        framework = framework_of(finding.capability, corpus)
        if framework is None:
            continue
        asked = len(capabilities_of(framework.id, corpus))
        group = groups.setdefault(framework.id, Answers(framework, asked, []))
        group.answers.append((finding, context.markdown.render(finding.text, assessment.id)))
    return list(groups.values())


def capability_pages(context: Context) -> Iterator[Page]:
    """The list of all frameworks, and a page for each term of theirs."""
    corpus = context.corpus
    terms = corpus.terms.get(NAME, {})
    findings = _findings(corpus)
    needs = stated_needs(corpus.records(Assessment), corpus)
    asking = {term: [each for each in needs if term in each.need.capabilities] for term in terms}
    frameworks = [
        Framework(top, _areas(top, findings, asking, corpus))
        for top in terms.values()
        if top.broader is None
    ]
    yield context.page(
        "capabilities.html",
        f"{NAME}/index.html",
        N_("Capabilities"),
        N_("What frameworks of assessment ask, and what recorded assessments answered."),
        "assessments",
        frameworks=frameworks,
        assessments=len(corpus.records(Assessment)),
    )
    for term in terms.values():
        yield _capability_page(term, findings.get(term.id, []), asking[term.id], context)


def _capability_page(
    term: VocabularyTerm,
    findings: list[tuple[Assessment, CapabilityFinding]],
    needs: list[StatedNeed],
    context: Context,
) -> Page:
    corpus = context.corpus
    found = [
        (assessment, finding, context.markdown.render(finding.text, assessment.id))
        for assessment, finding in findings
    ]
    path = [term]
    while (up := corpus.term(NAME, path[0].broader or "")) is not None:
        path.insert(0, up)
    return context.page(
        "capability.html",
        term_path(NAME, term.id),
        term.label,
        term.definition or term.label,
        "assessments",
        term=term,
        above=path[:-1],
        below=[corpus.terms[NAME][each] for each in corpus.narrower.get((NAME, term.id), ())],
        findings=found,
        needs=needs,
    )


def _findings(corpus: Corpus) -> dict[str, list[tuple[Assessment, CapabilityFinding]]]:
    """The findings on each capability, newest assessment first."""
    found: dict[str, list[tuple[Assessment, CapabilityFinding]]] = {}
    newest = sorted(corpus.records(Assessment), key=lambda a: (a.date.last_day, a.id), reverse=True)
    for assessment in newest:
        for finding in assessment.capabilities:
            found.setdefault(finding.capability, []).append((assessment, finding))
    return found


def _areas(
    top: VocabularyTerm,
    findings: dict[str, list[tuple[Assessment, CapabilityFinding]]],
    asking: dict[str, list[StatedNeed]],
    corpus: Corpus,
) -> list[tuple[VocabularyTerm | None, list[tuple[VocabularyTerm, int, int]]]]:
    def counted(terms: list[VocabularyTerm]) -> list[tuple[VocabularyTerm, int, int]]:
        return [(each, len(findings.get(each.id, ())), len(asking[each.id])) for each in terms]

    areas: list[tuple[VocabularyTerm | None, list[tuple[VocabularyTerm, int, int]]]] = []
    direct: list[VocabularyTerm] = []
    for term_id in corpus.narrower.get((NAME, top.id), ()):
        term = corpus.terms[NAME][term_id]
        inner = capabilities_of(term_id, corpus)
        if inner:
            areas.append((term, counted(inner)))
        else:
            direct.append(term)
    return [*areas, (None, counted(direct))] if direct else areas
