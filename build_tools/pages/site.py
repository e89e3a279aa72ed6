"""All pages of the site, in the order of their kinds."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.corpus.corpus import Corpus
from build_tools.corpus.initials import latest_day, with_initials
from build_tools.corpus.load import Entry
from build_tools.corpus.withdrawals import without_withdrawn
from build_tools.form.data import form_page
from build_tools.model.assistance import Activity, Assessment, Learned, Organisation
from build_tools.model.case import Case
from build_tools.model.law import Law
from build_tools.model.reference import CountryRecord, Vocabulary
from build_tools.model.treaty import Treaty
from build_tools.pages.assistance import (
    activity_page,
    assessment_page,
    assistance_lists,
    learned_page,
    organisation_page,
)
from build_tools.pages.capabilities import capability_pages
from build_tools.pages.cases import case_lists, case_page, court_lists
from build_tools.pages.changes import change_pages, copy_pages
from build_tools.pages.compare import compare_pages
from build_tools.pages.context import Context
from build_tools.pages.cooperate import cooperate_pages
from build_tools.pages.coordination import coordination_pages
from build_tools.pages.countries import country_list, country_page
from build_tools.pages.coverage import coverage_pages
from build_tools.pages.downloads import downloads_page
from build_tools.pages.glossary import glossary_pages
from build_tools.pages.laws import law_lists, law_pages
from build_tools.pages.links import SUBJECT_PAGES, record_path
from build_tools.pages.markdown import MarkdownRenderer
from build_tools.pages.page import Page
from build_tools.pages.pictures import pictures_page
from build_tools.pages.reference import reference_pages
from build_tools.pages.search import search_page
from build_tools.pages.sources import sources_page
from build_tools.pages.subjects import (
    subject_pages,
    treaty_list,
    treaty_pages,
    vocabulary_list,
    vocabulary_page,
)
from build_tools.pages.usage import usage_page
from build_tools.settings import Settings
from build_tools.shell.frames import FrameKey
from build_tools.values.wording import N_


def make_context(corpus: Corpus, settings: Settings) -> Context:
    """What the page makers share: the corpus as it may be shown on the day of the edition,
    without what was withdrawn and with initials for names whose time is over."""
    day = settings.edition or latest_day(corpus)
    shown = with_initials(without_withdrawn(corpus), day)
    return Context(shown, MarkdownRenderer(shown), settings)


def all_pages(context: Context) -> Iterator[Page]:
    """Every page that is computed from the records."""
    for entry in context.corpus.entries:
        yield from record_pages(entry, context)
    yield from list_pages(context)


def list_pages(context: Context) -> Iterator[Page]:
    """The pages that are of no single record."""
    yield from case_lists(context)
    yield from court_lists(context)
    yield from law_lists(context)
    yield from treaty_list(context)
    yield from country_list(context)
    yield from subject_pages(context)
    yield from coverage_pages(context, context.coverage)
    yield from compare_pages(context, context.coverage)
    yield from cooperate_pages(context, context.coverage)
    yield from vocabulary_list(context)
    yield from glossary_pages(context)
    yield from assistance_lists(context)
    yield from coordination_pages(context)
    yield from capability_pages(context)
    yield pictures_page(context)
    yield from reference_pages(context)
    yield downloads_page(context)
    yield from change_pages(context)
    yield from copy_pages(context)
    if context.settings.usage is not None:
        yield usage_page(context, context.settings.usage)
    if context.settings.answers is not None:
        yield sources_page(context, context.settings.answers)
    yield form_page(context)
    yield search_page(context)


def foreseen(context: Context) -> set[FrameKey]:
    """The frames that the pages surely need; others cost another run of the shell."""
    keys = {FrameKey("about", 0), FrameKey("search", 0)}
    for entry in context.corpus.entries:
        depth = record_path(entry.id).count("/")
        keys.add(FrameKey(entry.kind.folder, depth))
        if isinstance(entry.record, Law):  # a page for each provision with texts over time
            keys.add(FrameKey(entry.kind.folder, depth + 1))
    for section in ("cases", "laws", "treaties", *SUBJECT_PAGES):
        keys |= {FrameKey(section, 1), FrameKey(section, 2)}
    others = set(context.settings.languages) - {context.settings.language}
    return keys | {key._replace(language=language) for key in keys for language in others}


def record_pages(entry: Entry, context: Context) -> Iterator[Page]:
    """The pages of one record: its own, those of its parts, and its former addresses."""
    record = entry.record
    if record.withdrawn is not None:
        yield _withdrawn_page(entry, context)
        return
    match record:
        case Case():
            yield case_page(record, context)
        case Law():
            yield from law_pages(record, context)
        case Treaty():
            yield from treaty_pages(record, context)
        case CountryRecord():
            yield country_page(record, context)
        case Vocabulary():
            yield vocabulary_page(record, context)
        case Learned():
            yield learned_page(record, context)
        case Activity():
            yield activity_page(record, context)
        case Assessment():
            yield assessment_page(record, context)
        case Organisation():
            yield organisation_page(record, context)
    for alias in record.aliases:
        yield _moved_page(alias, entry, context)


def _withdrawn_page(entry: Entry, context: Context) -> Page:
    return context.page(
        "withdrawn.html",
        record_path(entry.id),
        N_("Withdrawn record"),
        N_("The record that stood here was withdrawn."),
        entry.kind.folder,
        kind=entry.kind,
        withdrawal=entry.record.withdrawn,
    )


def _moved_page(alias: str, entry: Entry, context: Context) -> Page:
    return context.page(
        "moved.html",
        record_path(alias),
        N_("This record has moved"),
        N_("This record has moved."),
        entry.kind.folder,
        record=entry.record,
    )
