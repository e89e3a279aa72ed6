"""The pages of lessons, practices, activities, assessments and organisations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from build_tools.corpus.corpus import Corpus
from build_tools.model.assistance import (
    Activity,
    Assessment,
    Learned,
    Lesson,
    Need,
    Organisation,
    Practice,
)
from build_tools.model.common import Record
from build_tools.model.kinds import BY_MODEL
from build_tools.pages.capabilities import answers_by_framework
from build_tools.pages.context import Context, counted_jumps
from build_tools.pages.coordination import stated_needs
from build_tools.pages.lists import List, Row, list_pages
from build_tools.pages.page import Page
from build_tools.values.ids import Reference
from build_tools.values.wording import N_, Place, Said, Words, words

INTROS: dict[type[Record], Words] = {
    Lesson: N_("What experience of technical assistance has taught."),
    Practice: N_("Ways of working that their users recommend."),
    Assessment: N_("Needs and capabilities, each at one date."),
    Activity: N_("Technical assistance: who did what, where and when, for whom, with what result."),
    Organisation: N_("Partners, donors, providers and networks of technical assistance."),
}

EMPTY: dict[type[Record], Words] = {
    Lesson: N_("No lesson is recorded yet."),
    Practice: N_("No practice is recorded yet."),
    Assessment: N_("No assessment is recorded yet."),
    Activity: N_("No activity is recorded yet."),
    Organisation: N_("No organisation is recorded yet."),
}
SEE = (
    ("coordination.html", N_("Coordination")),
    ("capabilities/index.html", N_("Capabilities")),
)
"""What leads from each list to what is computed from them."""


def _records(references: Iterable[Reference], corpus: Corpus) -> list[Record]:
    found = (corpus.resolve(reference.id) for reference in references)
    return [entry.record for entry in found if entry is not None]


def _one(reference: Reference | None, corpus: Corpus) -> Record | None:
    found = _records([reference], corpus) if reference is not None else []
    return found[0] if found else None


def learned_page(record: Learned, context: Context) -> Page:
    """The page of a lesson or a practice."""
    corpus = context.corpus
    entry = corpus.by_id[record.id]
    named = {each.id for each in _records((*record.activities, *record.related), corpus)}
    return context.record_page(
        "learned.html",
        record,
        context.markdown.plain(entry.section("Summary"), record.id) or record.title,
        texts=context.glossary.linked(
            [
                (section.name, context.markdown.render(section.text, record.id))
                for section in entry.sections
            ],
            record.id,
        ),
        silent=[name for name in type(record).SECTIONS if not entry.section(name)],
        taken_up=[each for each in corpus.linked_from.get(record.id, ()) if each.id not in named],
        organisations=_records(record.organisations, corpus),
        activities=_records(record.activities, corpus),
        related=_records(record.related, corpus),
    )


def activity_page(activity: Activity, context: Context) -> Page:
    """The page of an activity."""
    corpus = context.corpus
    people = [
        (N_("Provided by"), _records(activity.providers, corpus)),
        (N_("Paid for by"), _records(activity.funders, corpus)),
        (N_("With"), _records(activity.partners, corpus)),
    ]
    needs = [found for answer in activity.answers if (found := _need(answer, corpus)) is not None]
    after = [
        (each, _one(each.record, corpus), found[1] if (found := _need(each.need, corpus)) else None)
        for each in activity.came_after
    ]
    linked = corpus.linked_from.get(activity.id, ())
    parts = [
        record
        for record in linked
        if isinstance(record, Activity)
        and record.part_of is not None
        and corpus.present_id(record.part_of.id) == activity.id
    ]
    named = {record.id for record in parts}
    related = _records(activity.related, corpus)
    shown = named | {record.id for record in related}
    related += [
        record
        for record in linked
        if record.id not in shown and not isinstance(record, Organisation)
    ]
    return context.record_page(
        "activity.html",
        activity,
        context.markdown.plain(activity.summary, activity.id) or activity.title,
        summary=context.markdown.render(activity.summary, activity.id),
        result=context.markdown.render(activity.result, activity.id),
        people=people,
        parent=_one(activity.part_of, corpus),
        needs=needs,
        after=after,
        parts=parts,
        related=related,
    )


def assessment_page(assessment: Assessment, context: Context) -> Page:
    """The page of an assessment, need by need and capability by capability."""
    corpus = context.corpus
    needs = [
        (stated, context.markdown.render(stated.need.text, assessment.id))
        for stated in stated_needs([assessment], corpus)
    ]
    jumps: list[tuple[str, Said, int]] = [
        ("needs", N_("Needs"), len(needs)),
        ("capabilities", N_("Capabilities"), len(assessment.capabilities)),
    ]
    return context.record_page(
        "assessment.html",
        assessment,
        f"{assessment.title}. {'; '.join(need.title for need in assessment.needs)}",
        organisation=_one(assessment.organisation, corpus),
        assessed_by=_records(assessment.assessed_by, corpus),
        needs=needs,
        groups=answers_by_framework(assessment, context),
        jumps=counted_jumps(jumps),
    )


def _need(answer: Reference | None, corpus: Corpus) -> tuple[Assessment, Need] | None:
    """The need that a reference names, with its assessment."""
    assessment = _one(answer, corpus)
    if answer is None or not isinstance(assessment, Assessment):
        return None
    found = (need for need in assessment.needs if need.id == answer.anchor)
    return next(((assessment, need) for need in found), None)


def organisation_page(organisation: Organisation, context: Context) -> Page:
    """The page of an organisation, with its part in activities."""
    corpus = context.corpus
    activities = corpus.records(Activity)

    def having(field: str) -> list[Activity]:
        return [
            activity
            for activity in activities
            if any(corpus.present_id(ref.id) == organisation.id for ref in getattr(activity, field))
        ]

    linked = corpus.linked_from.get(organisation.id, ())
    roles = [
        (N_("Provides"), having("providers")),
        (N_("Pays for"), having("funders")),
        (N_("Takes part in"), having("partners")),
        (N_("Lessons and practices"), [each for each in linked if isinstance(each, Learned)]),
        (N_("Assessments"), [each for each in linked if isinstance(each, Assessment)]),
        (
            N_("Its bodies and programmes"),
            [each for each in linked if isinstance(each, Organisation)],
        ),
    ]
    return context.record_page(
        "organisation.html",
        organisation,
        context.markdown.plain(organisation.summary, organisation.id) or organisation.title,
        summary=context.markdown.render(organisation.summary, organisation.id),
        parent=_one(organisation.part_of, corpus),
        roles=roles,
    )


def assistance_lists(context: Context) -> Iterator[Page]:
    """The list of each kind."""
    for model, intro in INTROS.items():
        kind = BY_MODEL[model]
        found: tuple[Record, ...] = context.corpus.records(model)
        records = sorted(found, key=lambda record: record.title)
        if model is Activity:
            records.sort(key=_start, reverse=True)
        rows = [_row(record, context) for record in records]
        listing = List(
            f"{kind.folder}/index.html", Words(kind.plural), kind.folder, (), intro,
            empty=EMPTY[model], see=SEE,
        )  # fmt: skip
        yield from list_pages(context, listing, rows)


def _row(record: Record, context: Context) -> Row:
    dim: object = ""
    if isinstance(record, Organisation):
        dim = context.corpus.label("organisation-types", record.type)
    elif isinstance(record, Activity):
        places: list[Said | Place] = [Place(code) for code in record.countries]
        places += [context.corpus.label("regions", region) for region in record.regions]
        years = _years(record)
        dim = (*_listed(places), *(("; ",) if places and years else ()), years)
    elif isinstance(record, Assessment):
        dim = (Place(record.country), ", ", record.date)
    elif isinstance(record, Learned):
        dim = ", ".join(context.corpus.label("themes", theme) for theme in record.themes)
    return "record", {"record": record, "dim": dim}


def _start(record: Record) -> tuple[int, int, int]:
    start = getattr(record, "start", None)
    return start.first_day if start is not None else (0, 0, 0)


def _listed(parts: Sequence[Said | Place]) -> tuple[Said | Place, ...]:
    """Names with commas between them."""
    return tuple(each for part in parts for each in (", ", part))[1:]


def _years(activity: Activity) -> Said:
    """``2013``, ``2013 to 2014``, ``from 2013``; nothing where no year is recorded."""
    if activity.start is None:
        return words("until %(end)s", end=str(activity.end.year)) if activity.end else ""
    if activity.end is None:
        return words("from %(start)s", start=str(activity.start.year))
    if activity.end.year == activity.start.year:
        return str(activity.start.year)
    return words("%(start)s to %(end)s", start=str(activity.start.year), end=str(activity.end.year))
