"""What programs look for at a site's root: sitemap, robots, OpenSearch description, llms.txt.

A sitemap and an OpenSearch description must hold whole addresses. They are made only where
the site's address is set; all else here works on any copy.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from build_tools.exports.feeds import LICENCE, WHOLE, child, plain_xml, site_address, uri, xml_bytes
from build_tools.model.case import Case
from build_tools.model.common import Record
from build_tools.model.law import Law
from build_tools.model.treaty import Treaty
from build_tools.pages.context import Context
from build_tools.pages.links import record_path

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"
MOST_ADDRESSES = 50_000
"""How many addresses the sitemaps' protocol allows in one file."""
SHORT_NAME = 16
LONG_NAME = 48
"""How long OpenSearch lets the two names be."""
WORTH_READING = (
    ("downloads.html", "Downloads", "all records as JSON lines, CSV and SQLite"),
    ("data/datapackage.json", "Data package", "the tables, and what each column means"),
    (WHOLE, "Feed", "the newest records, as Atom"),
    ("cases/index.html", "Cases", "decisions of courts"),
    ("laws/index.html", "Laws", "statutes with their provisions"),
    ("treaties/index.html", "Treaties", "article by article"),
    ("countries/index.html", "Countries", "what is recorded for each"),
    ("about.html", "About", "how far a record can be relied on"),
)
"""What llms.txt links to, where the site has it: path, name, what it is."""


def site_files(pages: Sequence[str], context: Context) -> Iterator[tuple[str, bytes]]:
    """The files at the site's root, as path and bytes.

    ``pages`` are the paths of the whole site's files from its root; those ending in .html
    go into the sitemap, and llms.txt names no file that is not among them.
    """
    base = site_address(context.settings)
    if base:
        yield from _sitemaps(base, listed_pages(pages, context))
        yield "opensearch.xml", _opensearch(base, context)
    yield "robots.txt", _robots(base)
    yield "llms.txt", _llms(base, frozenset(pages), context)


def listed_pages(pages: Sequence[str], context: Context) -> list[str]:
    """The pages that a search engine should know, in the order of their paths.

    Not the page of errors, not those that only say that a record moved or is withdrawn, and
    not those of cases that name a person, unless the settings allow it.
    """
    hidden = {record_path(alias) for alias in context.corpus.aliases}
    hidden |= {
        record_path(entry.id)
        for entry in context.corpus.entries
        if entry.record.withdrawn is not None or not context.indexed(entry.record)
    }
    hidden |= {"404.html", "START.html"}
    return sorted(page for page in set(pages) - hidden if page.endswith(".html"))


def _sitemaps(base: str, pages: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    parts = [pages[at : at + MOST_ADDRESSES] for at in range(0, len(pages), MOST_ADDRESSES)]
    if len(parts) <= 1:
        yield "sitemap.xml", _sitemap("urlset", "url", base, pages)
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    yield "sitemap.xml", _sitemap("sitemapindex", "sitemap", base, names)
    for name, part in zip(names, parts, strict=True):
        yield name, _sitemap("urlset", "url", base, part)


def _sitemap(root_name: str, item: str, base: str, paths: Sequence[str]) -> bytes:
    root = Element(root_name, {"xmlns": SITEMAP})
    for path in paths:
        # the front page is known by the site's address
        place = child(root, item)
        child(place, "loc", uri(base + ("" if path == "index.html" else path)))
        place.tail = "\n"
    return xml_bytes(root)


def _robots(base: str) -> bytes:
    lines = ["User-agent: *", "Allow: /"]
    if base:
        lines += ["", f"Sitemap: {uri(base)}sitemap.xml"]
    return ("\n".join(lines) + "\n").encode()


def _opensearch(base: str, context: Context) -> bytes:
    name = context.settings.name
    root = Element("OpenSearchDescription", {"xmlns": OPENSEARCH})
    child(root, "ShortName", _cut(name, SHORT_NAME))
    child(root, "LongName", _cut(name, LONG_NAME))
    child(root, "Description", "Cases, laws and treaties on cybercrime and electronic evidence.")
    template = f"{uri(base)}search.html?q={{searchTerms}}"
    child(root, "Url", type="text/html", method="get", template=template)
    child(root, "InputEncoding", "UTF-8")
    return xml_bytes(root)


def _cut(name: str, length: int) -> str:
    """As many of a name's words as there is room for."""
    line = " ".join(name.split())
    if len(line) <= length:
        return line
    return line[: length + 1].rsplit(" ", 1)[0][:length]


def _llms(base: str, pages: frozenset[str], context: Context) -> bytes:
    links = [
        f"- [{name}]({uri(base + path)}): {what}"
        for path, name, what in WORTH_READING
        if path in pages or path == WHOLE
    ]
    lines = [
        f"# {' '.join(context.settings.name.split())}",
        "",
        f"> {_held(context)} on cybercrime and electronic evidence, kept as plain files.",
        "",
        "The records describe law in the words of their authors; they are not the official texts",
        "and not legal advice. Each lists how its facts are known: *seen* in a published page, or",
        "*known* and not yet checked; and each says whether a second person has reviewed it. What",
        "is not recorded may exist all the same. Cite a record by its title and address, and the",
        "source that it names for its facts.",
        "",
        f"Licence: {LICENCE}.",
        "",
        "## Data",
        "",
        *links,
        "",
        "Laws and cases are also Akoma Ntoso: put `.akn.xml` in place of `.html` in the address.",
    ]
    return plain_xml("\n".join(lines) + "\n").encode()


def _held(context: Context) -> str:
    def count(model: type[Record]) -> int:
        return len(context.corpus.records(model))

    return f"{count(Case):,} cases, {count(Law):,} laws and {count(Treaty):,} treaties"
