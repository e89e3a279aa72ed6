"""Citations in four styles, the files for reference managers, and the head of a page."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import Entry as BibEntry
from pybtex.database import parse_string

from build_tools.corpus.corpus import Corpus
from build_tools.exports.bibliography import bibtex, csl_json, ris
from build_tools.exports.citations import citations
from build_tools.exports.citing import Cited, Origin, cited
from build_tools.exports.files import citation_files
from build_tools.exports.head import json_ld
from build_tools.model.case import Case
from build_tools.model.common import Record, Source
from build_tools.model.kinds import KINDS
from build_tools.model.law import Law
from build_tools.model.treaty import Treaty
from build_tools.pages.laws import law_page
from build_tools.pages.site import make_context, record_pages
from build_tools.settings import Settings
from build_tools.values.dates import PartialDate, parse_date

SITE = Origin("Cybercrime Repository")
CASE = "cases/aq/station-authority-v-fram-2021"
LAW = "laws/aq/station-computer-offences-act-2019"
CSL_TYPES = {"legal_case", "legislation", "treaty", "webpage"}
CSL_VARIABLES = {
    "id", "type", "title", "title-short", "original-title", "container-title", "authority",
    "number", "issued", "jurisdiction", "event-place", "language", "URL", "note",
}  # fmt: skip
LINE = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1)

Read = Callable[[str], str]


def texts(record: Record, origin: Origin = SITE) -> dict[str, str]:
    return {each.style: each.text for each in citations(record, origin)}


def a_case(**fields: Any) -> Case:
    needed = {"title": "R v Smith", "country": "gb", "court": "Court of Appeal", "sources": ()}
    return Case(**{"id": "cases/gb/x", "date": parse_date("2021-06-03"), **needed, **fields})


def a_law(**fields: Any) -> Law:
    return Law(**{"id": "laws/gb/x", "title": "Computer Misuse Act 1990", "country": "gb",
                  "sources": (), **fields})  # fmt: skip


def item(**fields: Any) -> Cited:
    return Cited(**{"id": "cases/gb/x", "form": "case", "title": "x", "note": "n", **fields})


def bib(text: str) -> BibEntry:
    (entry,) = parse_string(text, "bibtex").entries.values()
    return entry


def test_a_case_with_a_neutral_citation() -> None:
    said = texts(
        a_case(
            title="Director v Smith", citations=("[2006] EWHC 1201 (Admin)", "[2006] 1 W.L.R. 3")
        )
    )
    assert said["OSCOLA"] == "Director v Smith [2006] EWHC 1201 (Admin), [2006] 1 WLR 3."
    assert said["AGLC"].startswith("Director v Smith [2006] 1 WLR 3 (Court")
    assert said["Bluebook"].startswith("Director v. Smith [2006] EWHC 1201 (Admin)")
    assert said["Bluebook"].endswith("(U.K.).")


def test_a_case_in_an_american_report() -> None:
    said = texts(
        a_case(title="Van Buren v. United States", country="us", citations=("593 U.S. 374 (2021)",))
    )
    assert said["Bluebook"] == "Van Buren v. United States, 593 U.S. 374 (2021)."
    assert said["OSCOLA"] == "Van Buren v United States 593 US 374 (2021) (Court of Appeal)."
    assert said["AGLC"] == "Van Buren v United States, 593 US 374 (2021)."


def test_what_a_report_says_is_not_said_again() -> None:
    ours = ("474 F. Supp. 3d 76 (D.D.C. 2020)",)
    said = texts(a_case(title="US v. K. L. Harmon", country="us", citations=ours))
    assert said["OSCOLA"] == "US v KL Harmon 474 F Supp 3d 76 (DDC 2020)."
    assert "(Court of Appeal" not in said["OSCOLA"]
    law = texts(a_law(citation="Computer Misuse Act 1990 (2020 Revised Edition)"))
    assert law["OSCOLA"].count("Computer Misuse Act 1990") == 1


def test_a_publishers_number_for_strasbourg_is_no_report() -> None:
    case = a_case(title="Benedik v. Slovenia", country="int", docket="62357/14",
                  court="European Court of Human Rights", citations=("[2018] ECHR 363",))  # fmt: skip
    assert "ECHR 363" not in texts(case)["OSCOLA"]
    assert "62357/14" in texts(case)["OSCOLA"]


def test_an_unreported_case_is_cited_by_its_number_and_day() -> None:
    said = texts(a_case(country="fr", docket="14-81.336", date=parse_date("2015-05")))
    assert said["OSCOLA"] == "R v Smith (Court of Appeal, 14-81.336, May 2015)."
    assert said["Bluebook"] == "R v. Smith, No. 14-81.336 (Court of Appeal May 2015) (France)."
    assert said["ISO 690"] == "France. Court of Appeal. R v Smith. 14-81.336. May 2015."


def test_the_court_of_the_union_is_cited_by_number_and_ecli() -> None:
    case = a_case(title="M.N.", country="int", docket="C-670/22", ecli="ECLI:EU:C:2024:372",
                  citations=("C-670/22",))  # fmt: skip
    assert texts(case)["OSCOLA"] == "Case C-670/22 MN ECLI:EU:C:2024:372."
    assert "International" not in texts(case)["Bluebook"]


def test_laws_of_the_kingdom_and_of_others() -> None:
    assert texts(a_law(citation="1990 c. 18")) == {
        "OSCOLA": "Computer Misuse Act 1990.",
        "Bluebook": "Computer Misuse Act 1990, 1990 c. 18 (U.K.).",
        "AGLC": "Computer Misuse Act 1990 (UK) 1990 c. 18.",
        "ISO 690": "United Kingdom. Computer Misuse Act 1990. 1990 c. 18.",
    }
    law = a_law(title="Penal Code", title_original="Karistusseadustik", country="ee",
                adopted=parse_date("2001-06-06"), citation="RT I 61 (Estonia)")  # fmt: skip
    assert texts(law)["OSCOLA"] == "Karistusseadustik [Penal Code], RT I 61, 6 June 2001 (Estonia)."
    assert texts(law)["AGLC"] == "Karistusseadustik [Penal Code] (Estonia) RT I 61, 6 June 2001."


def test_a_treaty_is_cited_with_its_days(corpus: Corpus) -> None:
    treaty = next(each for each in corpus.records(Treaty) if each.id == "treaties/ice-convention")
    said = texts(treaty)
    assert said["OSCOLA"] == (
        "Convention on Cold Computers (adopted 8 November 2001, opened for signature 23 November 2001, "
        "entered into force 1 July 2004) (Ice Convention)."
    )
    assert said["Bluebook"] == "Convention on Cold Computers, Nov. 23, 2001."
    assert said["AGLC"].endswith("signature 23 November 2001 (entered into force 1 July 2004).")


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_every_kind_of_record_is_cited_in_four_styles(kind: str, corpus: Corpus) -> None:
    for entry in corpus.entries:
        if entry.kind.name == kind:
            said = texts(entry.record)
            assert list(said) == ["OSCOLA", "Bluebook", "AGLC", "ISO 690"]
            for text in said.values():
                assert "None" not in text
                assert "()" not in text
                assert ", ," not in text
                assert "  " not in text


def test_the_address_is_that_of_the_text_and_never_of_a_report_of_it() -> None:
    press = Source(title="News", url="https://example.org/news", kind="press")
    text = Source(title="Judgment", url="https://example.org/judgment", kind="judgment")
    origin = Origin("S", "https://s.example/cases/gb/x.html")
    assert cited(a_case(sources=(press,)), SITE).url == ""
    assert cited(a_case(sources=(press,)), origin).url == origin.address
    assert cited(a_case(sources=(press, text)), origin).url == text.url


HOSTILE = r"Ünïcode & 100 % #1 {a} \b $x$ ~_^ 中文"


def test_bibtex_is_read_back() -> None:
    entry = bib(bibtex(item(title=HOSTILE, number="a_b", date=parse_date("2021-06")), SITE))
    assert entry.type == "jurisdiction"
    assert entry.key == "cases-gb-x"
    assert entry.fields["date"] == "2021-06"
    assert entry.fields["number"] == r"a\_b"
    assert entry.fields["title"] == (
        r"{Ünïcode \& 100 \% \#1 \textbraceleft{}a\textbraceright{} \textbackslash{}b "
        r"\$x\$ \textasciitilde{}\_\textasciicircum{} 中文}"
    )


def test_an_address_in_bibtex_stays_as_it_is() -> None:
    entry = bib(bibtex(item(url="https://example.org/a_b%20c?d=1&e#f{g}"), SITE))
    assert entry.fields["url"] == "https://example.org/a_b%20c?d=1&e#f%7Bg%7D"


@given(LINE, LINE)
def test_any_title_survives_the_three_formats(title: str, number: str) -> None:
    thing = item(title=f"x{title}x", number=f"y{number}y", date=PartialDate(2021, 6))
    entry = bib(bibtex(thing, SITE))
    assert set(entry.fields) == {"title", "number", "date", "year", "note"}
    (read,) = rispy.loads(ris(thing, SITE))
    assert read["title"] == " ".join(thing.title.split())
    (data,) = json.loads(csl_json(thing, SITE))
    assert data["title"] == thing.title


def test_ris_has_a_tag_to_a_line() -> None:
    thing = item(title="A\nTY  - BOOK", court="Court", number="12", citations=("[2021] X 1",),
                 date=parse_date("2021-06-03"), url="https://example.org/")  # fmt: skip
    text = ris(thing, SITE)
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in text.splitlines())
    (read,) = rispy.loads(text)
    assert read["type_of_reference"] == "CASE"
    assert read["title"] == "A TY - BOOK"
    assert read["date"] == "2021/06/03/"
    assert "DA  - 2021//" in ris(replace(thing, date=parse_date("2021")), SITE)


def test_csl_json_uses_the_words_of_csl(corpus: Corpus) -> None:
    for entry in corpus.entries:
        (data,) = json.loads(csl_json(cited(entry.record, SITE), SITE))
        assert data["type"] in CSL_TYPES
        assert set(data) <= CSL_VARIABLES
        for (parts,) in [data["issued"]["date-parts"]] if "issued" in data else []:
            assert 1 <= len(parts) <= 3
            assert all(isinstance(part, int) for part in parts)


def test_a_date_is_never_filled_up() -> None:
    (data,) = json.loads(csl_json(item(date=parse_date("2019-04")), SITE))
    assert data["issued"] == {"date-parts": [[2019, 4]]}


def test_every_form_says_whether_the_record_was_reviewed(corpus: Corpus) -> None:
    context = make_context(corpus, Settings())
    files = dict(citation_files(corpus.by_id[CASE], context))
    assert list(files) == [f"{CASE}.bib", f"{CASE}.ris", f"{CASE}.csl.json"]
    for data in files.values():
        assert b"not yet reviewed" in data


def test_a_withdrawn_record_is_not_cited(corpus: Corpus) -> None:
    context = make_context(corpus, Settings())
    entry = next(each for each in corpus.entries if each.record.withdrawn is not None)
    assert list(citation_files(entry, context)) == []
    (page,) = record_pages(entry, context)
    assert page.head == ""


class Head(HTMLParser):
    """The elements of a head: values of meta by name and property, links and data."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.meta: dict[str, str] = {}
        self.links: list[tuple[str, str]] = []
        self.data: dict[str, Any] = {}
        self._in_data = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        self._in_data = tag == "script"
        if tag == "meta":
            for key in ("name", "property"):
                if key in named:
                    self.meta[named[key]] = named["content"]
        elif tag == "link":
            self.links.append((named["rel"], named["href"]))

    def handle_data(self, data: str) -> None:
        if self._in_data and data.strip():
            self.data = json.loads(data)

    def handle_endtag(self, tag: str) -> None:
        self._in_data = False


def head_of(page: Read, path: str) -> Head:
    html = page(path)
    start, end = html.index('<link rel="alternate"'), html.index("</head>")
    return Head(html[start:end])


def test_the_head_of_a_case_is_read_by_reference_managers(page: Read) -> None:
    head = head_of(page, f"{CASE}.html")
    for name, value in {
        "citation_title": "Station Authority v Fram",
        "og:title": "Station Authority v Fram",
        "DC.title": "Station Authority v Fram",
        "citation_date": "2021/06/03",
        "DC.date": "2021-06-03",
        "DC.identifier": "[2021] ASCA 14",
        "z:itemType": "case",
        "z:court": "Court of Appeal of the Stations",
        "z:docketNumber": "010",
        "og:type": "article",
        "og:site_name": "Cybercrime Repository",
    }.items():
        assert head.meta[name] == value
    assert not {"citation_author", "citation_public_url", "og:url"} & set(head.meta)
    slug = CASE.rsplit("/", 1)[-1]
    assert [href for rel, href in head.links if rel == "alternate"] == [
        f"{slug}.json", f"{slug}.bib", f"{slug}.ris", f"{slug}.csl.json",
    ]  # fmt: skip
    assert head.data["@type"] == "CreativeWork"
    assert head.data["about"][0] == "Illegal access"
    assert head.data["dateCreated"] == "2021-06-03"
    assert 'property="og:description"' in page(f"{CASE}.html")


def test_the_head_of_a_law_is_legislation(page: Read) -> None:
    data = head_of(page, f"{LAW}.html").data
    assert data["@type"] == "Legislation"
    assert data["legislationDate"] == "2019-02-14"
    assert data["legislationLegalForce"] == "https://schema.org/InForce"
    assert data["legislationJurisdiction"] == {"@type": "Country", "name": "Antarctica"}


def test_addresses_are_absolute_only_where_the_site_has_one(corpus: Corpus) -> None:
    law = next(each for each in corpus.records(Law) if each.id == LAW)
    assert "canonical" not in law_page(law, make_context(corpus, Settings())).head
    context = make_context(corpus, Settings(site_url="https://law.example/"))
    head = Head(law_page(law, context).head)
    address = f"https://law.example/{LAW}.html"
    assert head.links[0] == ("canonical", address)
    assert head.meta["og:url"] == head.meta["citation_public_url"] == head.data["url"] == address


def test_no_value_ends_the_script() -> None:
    html = json_ld({"name": "</script><script>alert(1)</script><!-- & \u2028"})
    assert html.count("<") == 2
    assert json.loads(html[html.index(">") + 1 : html.rindex("<")])["name"].startswith("</script>")


def test_the_page_has_its_citations_as_plain_text(page: Read) -> None:
    html = page(f"{CASE}.html")
    block = html[html.index('<details class="d-cite') : html.index("</details>")]
    assert "<dt>OSCOLA</dt><dd><i>Station Authority v Fram</i> [2021] ASCA 14.</dd>" in block
    assert block.count("<dt>") == 4
    assert "<button" not in block
    for suffix in (".bib", ".ris", ".csl.json"):
        assert f'href="{CASE.rsplit("/", 1)[-1]}{suffix}"' in block
    assert html.index("</details>") < html.index('aria-label="About this record"')
