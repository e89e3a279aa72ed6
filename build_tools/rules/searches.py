"""Searches that found nothing say for what; statements of States name articles that exist."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.corpus.corpus import Corpus, Located
from build_tools.corpus.load import Entry
from build_tools.model.reference import CountryRecord, NotFound
from build_tools.model.treaty import Treaty
from build_tools.rules.fault import Fault
from build_tools.values.nearest import nearest, suggestion


def check_searches(entry: Entry, corpus: Corpus) -> Iterator[Fault]:
    """A search names one subject or article, of which no provision is recorded."""
    record = entry.record
    if not isinstance(record, CountryRecord):
        return
    code = record.id.split("/")[1]
    for number, search in enumerate(record.not_found):
        path = ("not_found", number)
        if (search.subject is None) == (search.article is None):
            message = "not_found: give either subject or article, one of them"
            yield Fault("search-for-nothing", message, path)
            continue
        for located in _on(search, corpus):
            if located.law.country == code:
                name = "subject" if search.subject else "article"
                sought = (
                    f"'{search.subject}'"
                    if search.subject
                    else f"the subject of '{search.article}'"
                )
                message = f"not_found: '{located.reference}' is recorded on {sought}"
                yield Fault("found-after-all", message, (*path, name))
                break


def _on(search: NotFound, corpus: Corpus) -> Iterator[Located]:
    """The provisions of any country on what was searched for; of an article, on its own subject."""
    terms = [search.subject] if search.subject else []
    if search.article is not None:
        mapped = corpus.subjects_of_article.get(corpus.present(search.article), ())
        terms = [subject.term.id for subject, link in mapped if link.as_ == "same-subject"]
    for term in terms:
        yield from corpus.provisions_on.get(term, ())


def check_statements(entry: Entry, corpus: Corpus) -> Iterator[Fault]:
    """A State's reservation or declaration names articles that the treaty has."""
    record = entry.record
    if not isinstance(record, Treaty) or not record.articles_complete:
        return
    anchors = [article.id for article in record.articles]
    for number, party in enumerate(record.parties):
        for place, statement in enumerate(party.statements):
            for index, anchor in enumerate(statement.articles):
                if anchor not in anchors:
                    path = ("parties", number, "statements", place, "articles", index)
                    near = nearest(anchor, anchors)
                    message = (
                        f"statements.articles: the treaty has no article "
                        f"'{anchor}'{suggestion(near)}"
                    )
                    yield Fault("unknown-part", message, path, near)
