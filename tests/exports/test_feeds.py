"""Feeds, sitemap and the other files for programs: well-formed, bounded, the same every time."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urljoin

import feedparser
import pytest
from conftest import CORPUS, ROOT
from lxml import etree

from build_tools.corpus.corpus import Corpus
from build_tools.exports.feeds import (
    PART_ENTRIES,
    WHOLE_ENTRIES,
    newest_first,
    record_feeds,
    repository_name,
    tag_uri,
    uri,
)
from build_tools.exports.sitemap import MOST_ADDRESSES, site_files
from build_tools.model.case import Case
from build_tools.model.common import Review
from build_tools.pages.context import Context
from build_tools.pages.site import all_pages, make_context
from build_tools.rules.check import check
from build_tools.settings import Settings
from build_tools.values.dates import PartialDate

SETTINGS = Settings(repository="https://example.org/cybercrime-repository")
SITE = replace(SETTINGS, site_url="https://law.example/repo")
HOSTILE = "a\x00\x0b\x1f\ufffe\ud800b ]]> & <b>\"'</b> \u202e&#0; --> <![CDATA[ \U0001f600"
CASE = "cases/aq/station-authority-v-fram-2021"


@pytest.fixture(scope="module")
def context(corpus: Corpus) -> Context:
    return make_context(corpus, SETTINGS)


def parsed(data: bytes) -> feedparser.FeedParserDict:
    feed = feedparser.parse(data)
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.version == "atom10"
    assert feed.feed.id.startswith("tag:")
    assert feed.feed.author
    assert "Creative Commons" in feed.feed.rights
    for entry in feed.entries:
        assert entry.id.startswith("tag:")
        assert entry.title
        assert entry.summary
        assert entry.updated_parsed
    return feed


def test_the_feeds_of_the_collection(context: Context) -> None:
    feeds = {path: parsed(data) for path, data in record_feeds(context)}
    assert "feed.xml" in feeds
    assert "countries/aq.atom" in feeds
    assert "offences/illegal-access.atom" in feeds
    assert "treaties/ice-convention/art-19.atom" in feeds
    assert all(feed.entries for feed in feeds.values()), "no feed without a record"
    ids = [entry.id for entry in feeds["feed.xml"].entries]
    assert ids[0].startswith("tag:cybercrime-repository,2026:")
    assert len(ids) == len(set(ids))
    assert not any("must go" in str(feed) for feed in feeds.values()), "withdrawn"


def test_the_repository_s_own_feeds() -> None:
    context = make_context(check(ROOT / "content").corpus, SETTINGS)
    for _, data in record_feeds(context):
        assert parsed(data).entries


def test_links_lead_to_pages(context: Context) -> None:
    pages = {page.path for page in all_pages(context)} | {"index.html"}
    for path, data in record_feeds(context):
        root = etree.fromstring(data)
        links = [
            each.get("href") for each in root.iter("{*}link") if each.get("rel") == "alternate"
        ]
        for link in links:
            assert urljoin(f"https://x.example/{path}", link)[18:] in pages, (path, link)
    for path, data in record_feeds(make_context(context.corpus, SITE)):
        feed = parsed(data)
        assert feed.feed.links[0].href == f"https://law.example/repo/{path}"
        for entry in feed.entries:
            assert entry.link.startswith("https://law.example/repo/")
            assert entry.link.removeprefix("https://law.example/repo/") in pages


def test_dates_are_the_records(context: Context) -> None:
    entry = context.corpus.by_id[CASE]
    day = PartialDate(2027, 3, 4)
    record = replace(entry.record, review=Review(state="reviewed", by="x", on=day))
    others = tuple(each for each in context.corpus.entries if each.id != CASE)
    changed = make_context(Corpus((*others, replace(entry, record=record))), SETTINGS)
    feed = parsed(dict(record_feeds(changed))["feed.xml"])
    found = next(each for each in feed.entries if each.id.endswith(CASE))
    assert (found.updated, found.published) == ("2027-03-04T00:00:00Z", "2026-11-24T00:00:00Z")
    assert feed.feed.updated == "2027-03-04T00:00:00Z"
    assert [tag.term for tag in found.tags] == ["case"]
    assert dict(record_feeds(changed)) == dict(record_feeds(changed))


def test_newest_first_then_by_id(context: Context) -> None:
    records = newest_first(context.corpus.records(Case))
    keys = [(record.added.last_day if record.added else (), record.id) for record in records]
    by_id = sorted(keys, key=lambda key: key[1])
    assert keys == sorted(by_id, key=lambda key: key[0], reverse=True)
    undated = replace(records[0], id="cases/aq/undated", added=None)
    assert undated not in newest_first([undated, *records])


def test_feeds_do_not_grow_without_bound(context: Context) -> None:
    entry = context.corpus.by_id[CASE]
    text = replace(entry.sections[0], text="word " * 10_000)
    many = tuple(
        replace(
            entry,
            record=replace(entry.record, id=f"cases/aq/copy-{number}", history=()),
            sections=(text,),
        )
        for number in range(WHOLE_ENTRIES * 3)
    )
    crowd = make_context(Corpus((*context.corpus.entries, *many)), SETTINGS)
    before, after = dict(record_feeds(context)), dict(record_feeds(crowd))
    assert set(before) == set(after)
    for path, data in after.items():
        most = WHOLE_ENTRIES if path == "feed.xml" else PART_ENTRIES
        assert len(parsed(data).entries) <= most
        assert len(data) < 2_000 * most


def test_hostile_texts(context: Context) -> None:
    entry = context.corpus.by_id[CASE]
    section = replace(entry.sections[0], text=HOSTILE.encode(errors="replace").decode())
    record = replace(entry.record, title=HOSTILE, court=HOSTILE.replace("\ud800", ""))
    others = tuple(each for each in context.corpus.entries if each.id != CASE)
    corpus = Corpus((*others, replace(entry, record=record, sections=(section,))))
    settings = Settings(name=HOSTILE, site_url="https://law.example/a b&c/")
    hostile = make_context(corpus, settings)
    for _, data in record_feeds(hostile):
        parsed(data)
    for path, data in site_files(["index.html", "a&<b>.html"], hostile):
        if path.endswith(".xml"):
            etree.fromstring(data)
        data.decode()


def test_names_and_addresses() -> None:
    assert repository_name(Settings(repository="")) == "cybercrime-repository"
    assert repository_name(Settings(repository="https://h.example/g/My_Repo.git/")) == "my-repo-git"
    assert repository_name(Settings(name="数", repository="")) == "repository"
    assert tag_uri("cases/aq/x", SETTINGS) == "tag:cybercrime-repository,2026:cases/aq/x"
    assert uri("https://a.example/ü?x=[1]&y=%zz%20#p#q") == (
        "https://a.example/%C3%BC?x=%5B1%5D&y=%25zz%20#p%23q"
    )


# The site's root


def locations(data: bytes) -> list[str]:
    return [each.text or "" for each in etree.fromstring(data).iter("{*}loc")]


def test_a_sitemap_needs_the_site_s_address(context: Context) -> None:
    files = dict(site_files(["index.html"], context))
    assert set(files) == {"robots.txt", "llms.txt"}
    assert b"Sitemap" not in files["robots.txt"]


def test_the_sitemap(context: Context) -> None:
    pages = [page.path for page in all_pages(context)]
    site = make_context(context.corpus, replace(SITE, index_persons=True))
    files = dict(site_files([*pages, "index.html", "404.html", "feed.xml"], site))
    found = locations(files["sitemap.xml"])
    assert "https://law.example/repo/" in found
    assert f"https://law.example/repo/{CASE}.html" in found
    assert len(found) == len(set(found))
    hidden = ("404.html", "feed.xml", "cases/aq/authority-v-fram.html")
    assert not any(place.endswith(hidden) for place in found)
    withdrawn = [entry.id for entry in site.corpus.entries if entry.record.withdrawn]
    assert withdrawn
    assert not any(f"/{name}.html" in place for name in withdrawn for place in found)
    assert b"Sitemap: https://law.example/repo/sitemap.xml" in files["robots.txt"]


def test_a_large_sitemap_is_split(context: Context) -> None:
    pages = [f"p/{number}.html" for number in range(2 * MOST_ADDRESSES + 1)]
    files = dict(site_files(pages, make_context(context.corpus, SITE)))
    index = locations(files["sitemap.xml"])
    assert index == [f"https://law.example/repo/sitemap-{number}.xml" for number in (1, 2, 3)]
    parts = [locations(files[place.rsplit("/", 1)[1]]) for place in index]
    assert [len(part) for part in parts] == [MOST_ADDRESSES, MOST_ADDRESSES, 1]
    assert len({place for part in parts for place in part}) == len(pages)
    assert all(len(data) < 50_000_000 for data in files.values())


def test_opensearch(context: Context) -> None:
    root = etree.fromstring(
        dict(site_files([], make_context(context.corpus, SITE)))["opensearch.xml"]
    )
    assert len(root.findtext("{*}ShortName") or "") <= 16
    assert root.find("{*}Url").get("template") == (
        "https://law.example/repo/search.html?q={searchTerms}"
    )


def test_llms_names_only_what_is_there(context: Context) -> None:
    text = dict(site_files(["about.html"], context))["llms.txt"].decode()
    assert text.startswith("# Cybercrime Repository\n")
    assert "(about.html)" in text
    assert "(feed.xml)" in text
    assert "downloads" not in text
    assert len(text) < 4_000


def test_the_fabricated_records_are_the_ones_read(context: Context) -> None:
    assert all(str(CORPUS) in entry.file.place for entry in context.corpus.entries)
