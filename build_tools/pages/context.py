"""What every page maker needs at hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from build_tools.corpus.corpus import Corpus
from build_tools.corpus.same import Twin, twins
from build_tools.coverage.cells import Coverage
from build_tools.exports.citations import citations
from build_tools.exports.citing import Origin, cited
from build_tools.exports.head import head
from build_tools.model.case import Case
from build_tools.model.common import Record, Source
from build_tools.model.kinds import Kind, kind_of
from build_tools.pages.alike import CasesAlike
from build_tools.pages.environment import render
from build_tools.pages.links import record_path
from build_tools.pages.markdown import MarkdownRenderer
from build_tools.pages.mentions import Glossary
from build_tools.pages.page import Page, root_of
from build_tools.settings import Settings
from build_tools.translating.speaker import speaker
from build_tools.values.wording import Said

DESCRIPTION_LENGTH = 200
NOT_INDEXED = '<meta name="robots" content="noindex">'


@dataclass(frozen=True)
class Context:
    """The corpus, the renderer of texts and the settings of the site."""

    corpus: Corpus
    markdown: MarkdownRenderer
    settings: Settings
    edition: str = ""
    """The language of a further edition of the pages; ``""`` for the main pages."""

    @cached_property
    def coverage(self) -> Coverage:
        """What is recorded for each country, computed once."""
        return Coverage(self.corpus)

    @cached_property
    def alike(self) -> CasesAlike:
        """The index of what cases have in common."""
        return CasesAlike(self.corpus)

    @cached_property
    def twins(self) -> Mapping[str, tuple[Twin, ...]]:
        """For a case: other records of the same decision."""
        return twins(self.corpus)

    @cached_property
    def glossary(self) -> Glossary:
        """The terms of the vocabularies as they stand in texts."""
        return Glossary(self.corpus)

    def page(
        self,
        template: str,
        path: str,
        title: Said | tuple[Any, ...],
        description: Said | tuple[Any, ...],
        section: str,
        **values: Any,
    ) -> Page:
        """A page made from a template, which gets the corpus and the way to the root.

        Title and description are texts marked with N_, Words, or what a record says.
        """
        body = self.render(
            template, root=root_of(path), path=path, title=title, corpus=self.corpus, **values
        )
        said = speaker(self.language)
        return Page(path, said.plain(title), shorten(said.plain(description)), section, body)

    @property
    def language(self) -> str:
        """The language in which pages are rendered."""
        return self.edition or self.settings.language

    def render(self, template: str, **values: Any) -> str:
        """A template's HTML; on the site's main pages the client can change its language."""
        return render(template, self.language, marked=not self.edition, **values)

    def record_page(
        self, template: str, record: Record, description: Said | tuple[Any, ...], **values: Any
    ) -> Page:
        """A record's page: as page, with what all records show."""
        entry = self.corpus.by_id[record.id]
        file = entry.file.name
        origin = self.origin(record)
        page = self.page(
            template,
            record_path(record.id),
            record.title,
            description,
            entry.kind.folder,
            record=record,
            kind=entry.kind,
            file=file,
            view_url=self.settings.view_url(file),
            edit_url=self.settings.edit_url(file),
            report_url=self.settings.report_url(file),
            notes=self.markdown.render(record.notes, record.id),
            cite=citations(record, origin),
            **values,
        )
        said = head(record, cited(record, origin), origin, self.corpus)
        return replace(page, head=said if self.indexed(record) else f"{NOT_INDEXED}\n{said}")

    def indexed(self, record: Record) -> bool:
        """Whether search engines may list a record's page."""
        return self.settings.index_persons or not (
            isinstance(record, Case) and record.may_name_a_person
        )

    def origin(self, record: Record) -> Origin:
        """What a citation says of the site and of the record's place on it."""
        return Origin(self.settings.name, self.settings.address(record_path(record.id)))

    def kind(self, record: Record) -> Kind:
        """The kind of a record."""
        return kind_of(record)


def first_address(record: Record) -> Source | None:
    """The first source of a record that has an address: where to read its text."""
    return next((source for source in record.sources if source.url), None)


def counted_jumps(parts: Sequence[tuple[str, Said, int]]) -> list[tuple[str, tuple[Any, ...]]]:
    """Links to the parts of a page that hold something: anchor and name with its number."""
    return [(anchor, (name, " (", number, ")")) for anchor, name, number in parts if number]


def shorten(text: str) -> str:
    """A description: one line, cut at a word."""
    line = " ".join(text.split())
    if len(line) <= DESCRIPTION_LENGTH:
        return line
    return line[:DESCRIPTION_LENGTH].rsplit(" ", 1)[0] + " …"
