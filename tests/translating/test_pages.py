"""No text of the interface outside the catalogues, and no record's text inside them."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

from spoken import samples

from build_tools.corpus.corpus import Corpus
from build_tools.translating.claims import claims
from build_tools.translating.marks import settled
from build_tools.translating.speaker import BEGIN, END

CONTENT = Path(__file__).parent.parent / "corpus" / "content"
NAMES = {
    "English", "Pseudo", "Français", "Cybercrime Repository", "CC BY 4.0", "◐", "ICCS", "OSCOLA",
    "Bluebook", "AGLC", "ISO 690", "BibTeX", "RIS", "CSL-JSON", "records.sqlite",
    "datapackage.json", ".jsonl", ".csv", "s 12", "CSV", "SVG", "ISO 3166", "ECLI", "ELI",
    "Akoma Ntoso", "macOS", "Linux, Android (Termux)", "Windows (PowerShell)",
}  # fmt: skip
"""Names that are the same in every language."""


NAMED = re.compile(r"[A-Z]{2}|[\w/-]+\.(?:csv|xml|json)")
"""Codes of countries and names of files."""
VOID = ("meta", "link", "input", "br", "img", "hr")


class Texts(HTMLParser):
    """The texts of a page in their order; what is shut off from translation is left out.

    ``said``: what stands in the pseudo-language's brackets, which may span elements.
    ``other``: the rest.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.other: list[str] = []
        self._stack: list[bool] = []
        self._depth = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        shut = tag in ("code", "pre", "script", "head") or given.get("translate") == "no"
        if tag not in VOID:
            self._stack.append(shut)
        for name in ("aria-label", "placeholder", "alt", "data-label", "title"):
            if given.get(name):
                self._depth, before = 0, self._depth
                self._read(given[name] or "")
                self._depth = before

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and self._stack:
            self._stack.pop()

    def handle_data(self, data: str) -> None:
        if not any(self._stack):
            self._read(data)

    def _read(self, text: str) -> None:
        outside: list[str] = []
        for sign in text:
            self._depth += sign == "["
            if not self._depth:
                outside.append(sign)
            self._depth -= sign == "]" and self._depth > 0
        rest = " ".join("".join(outside).split())
        if rest:
            self.other.append(rest)


def is_record(text: str, said: str) -> bool:
    """True for a text that is made of what records say, digits and signs."""
    parts = re.split(r"[;,:()·‹›…*]|\. |\.$|(?<=\d)\. ", text)
    return all(
        part.strip(" .0123456789").lower() in said or re.fullmatch(r"[\W\d]*", part)
        for part in parts
    )


def test_no_text_stands_outside_the_catalogues(spoken_site: Path) -> None:
    said = " ".join(
        " ".join(file.read_text(encoding="utf-8").split()) for file in sorted(CONTENT.rglob("*.*"))
    ).lower()
    left: dict[str, str] = {}
    pages = 0
    for file in sorted((spoken_site / "qps").rglob("*.html")):
        path = file.relative_to(spoken_site / "qps").as_posix()
        pages += 1
        for text in Texts(file.read_text(encoding="utf-8")).other:
            if not (text in NAMES or NAMED.fullmatch(text) or is_record(text, said)):
                left.setdefault(text, path)
    assert not left, "\n".join(f"{p}: {t}" for t, p in left.items())
    assert pages > 50


def test_no_mark_is_left_in_a_page(spoken_site: Path) -> None:
    for file in [*spoken_site.rglob("*.html"), *spoken_site.rglob("*.js")]:
        text = file.read_text(encoding="utf-8")
        assert BEGIN not in text, file
        assert END not in text, file


def test_a_records_words_are_shut_off_where_they_are_the_interfaces() -> None:
    with samples():
        held = claims("en")
        marked = f"<h2>{BEGIN}Sources{END}</h2><li>Sources</li><li>Antarctica, 3 June 2021</li><li>A title</li>"
        assert settled(marked, held) == (
            "<h2>Sources</h2><li><bdi>Sources</bdi></li>"
            "<li><bdi>Antarctica, 3 June 2021</bdi></li><li>A title</li>"
        )


def test_a_text_beside_a_records_words_gets_an_element() -> None:
    with samples():
        held = claims("en")
        html = f"<dd>{BEGIN}3 June 2021{END}, Oslo</dd><dd>{BEGIN}Sources{END}, {BEGIN}Cases{END} (3)</dd>"
        assert (
            settled(html, held)
            == "<dd><span>3 June 2021</span>, Oslo</dd><dd>Sources, Cases (3)</dd>"
        )


def test_editions_lead_to_their_own_pages_and_to_one_copy_of_the_rest(
    spoken_site: Path, corpus: Corpus
) -> None:
    html = (spoken_site / "fr/treaties/ice-convention.html").read_text(encoding="utf-8")
    assert '<html lang="fr">' in html
    for address in ("../cases/index.html", "../../assets/docket.css", "../../treaties/ice-convention.json",
                    "../../search.html", "../../about.html?lang=fr", "ice-convention/art-2.html"):  # fmt: skip
        assert f'"{address}"' in html or address.startswith("../ice"), address
    assert ">Affaires<" in html
    for file in (spoken_site / "fr").rglob("*.html"):
        for address in re.findall(
            r'(?:href|src)="([^"#?:]+)[#?"]', file.read_text(encoding="utf-8")
        ):
            assert (file.parent / address).resolve().exists(), (file, address)


def test_pages_name_their_other_languages(spoken_site: Path) -> None:
    html = (spoken_site / "treaties/ice-convention.html").read_text(encoding="utf-8")
    assert '<link rel="alternate" hreflang="fr" href="../fr/treaties/ice-convention.html">' in html
    assert 'lang="fr" dir="ltr" hreflang="fr">Français</a>' in html


def test_without_further_languages_a_page_has_no_menu_and_no_alternates(site: Path) -> None:
    html = (site / "treaties/ice-convention.html").read_text(encoding="utf-8")
    assert "hreflang" not in html
    assert "d-languages" not in html
