"""What the pages of the fabricated collection say."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest

from build_tools.corpus.corpus import Corpus
from build_tools.model.case import Case
from build_tools.pages.cases import case_page
from build_tools.pages.site import make_context
from build_tools.settings import Settings

Read = Callable[[str], str]
LAW = "laws/aq/station-computer-offences-act-2019.html"
CASE = "cases/aq/station-authority-v-fram-2021.html"


def words(html: str) -> str:
    """The words of a page's content, tags and runs of blanks left out."""
    content = html.split('id="content">', 1)[-1].split("</article>", 1)[0]
    said = " ".join(unescape(re.sub(r"<[^>]*>", " ", content)).split())
    return re.sub(r" ([,;:.)])", r"\1", said)


def test_a_case_page_has_all_that_its_record_holds(page: Read) -> None:
    said = words(page(CASE))
    for part in (
        "Station Authority v Fram", "Not yet reviewed", "Court of Appeal of the Stations", "Intermediate appeal",
        "Antarctica", "3 June 2021", "[2021] ASCA 14", "010", "Criminal appeal", "French", "August 2019 to October 2019",
        "Fram appellant", "a radio operator victim", "Illegal access, Offensive communication", "Search and seizure",
        "Admissibility", "Mutual legal assistance with Bouvet Island", "Appeal allowed in part", "fine of 400 station credits",
        "Disputed The sources disagree", "the report gives 400 station credits, a newspaper 500",
        "A password found by chance gives no right of access.", "s 1 Unauthorised access to a station computer",
        "Cited as s 9(2)", "Acquitted", "Art. 19 Search and seizure Ice Convention", "s 3 Station Charter",
        "struck down s 9 Offensive messages", "First Court of the Stations, 12 November 2020",
        "(this decision)", "Other cases on the same provisions", "Association of Radio Operators v Stations",
        "Assess before training", "Reports of the Court of Appeal of the Stations judgment French", "when the acts happened known",
        "The reasons on the second count were seen in a summary only.",
        "Record cases/aq/station-authority-v-fram-2021, added 24 November 2026",
        "content/cases/aq/station-authority-v-fram-2021.md",
    ):  # fmt: skip
        assert part in said, part


def test_the_file_is_linked_on_its_git_host(page: Read, corpus: Corpus) -> None:
    file = "content/cases/aq/station-authority-v-fram-2021.md"
    html = page(CASE)
    assert f"Its file is <code>{file}</code>" in html
    assert "edit this record" not in html
    assert "Report a mistake" not in html
    settings = Settings(repository="https://git.example/repository")
    context = make_context(corpus, settings)
    record = next(each for each in corpus.records(Case) if each.id == CASE.removesuffix(".html"))
    html = case_page(record, context).body
    assert f'href="https://git.example/repository/edit/main/{file}"' in html
    assert f'href="https://git.example/repository/blob/main/{file}"' in html
    report = "issues/new?template=report-a-mistake.yml&amp;record=content%2Fcases%2Faq%2F"
    assert f'href="https://git.example/repository/{report}' in html


def test_a_law_page_shows_each_provision_with_what_is_known_of_it(page: Read) -> None:
    html = page(LAW)
    said = words(html)
    for anchor in ("s1", "s4-10", "s9", "s12"):
        assert f'id="{anchor}"' in html
    for part in (
        "Loi de 2019 sur les infractions informatiques dans les stations", "In force as amended", "1 June 2019",
        "s 1 Unauthorised access to a station computer Illegal access Same subject: Ice Conv. 2",
        "Protocol to the Convention on Cold Computers 1 (narrower)", "s 4.10 Interference with station data", "Formerly s 4A",
        "s 9 Offensive messages struck down", "struck down by Station Authority v Fram Court of Appeal of the Stations, 3 June 2021",
        "held incompatible by Association of Radio Operators v Stations",
        "Applied in: Station Authority v Fram 2021; Station Authority v Fram (first instance) 2020",
        "Station Computer Offences (Amendment) Act 2022, 10 May 2022 widens s 4.10", "Station Signals Ordinance 1990",
    ):  # fmt: skip
        assert part in said, part
    assert 'lang="fr" dir="auto"' in html


def test_a_partial_overlap_is_not_shown_as_the_same_subject(page: Read) -> None:
    provision = page(LAW).split('id="s4-10"')[1].split("</section>")[0]
    assert "Ice Conv. 4" not in provision


def test_a_treaty_counts_provisions_and_says_what_that_does_not_mean(page: Read) -> None:
    said = words(page("treaties/ice-convention.html"))
    assert "2. Illegal access 1" in said
    assert "It does not say that they implement it" in said
    assert "2 parties. 1 signatory. As of 1 January 2026." in said
    article = words(page("treaties/ice-convention/art-2.html"))
    assert "Antarctica s 1 Unauthorised access to a station computer" in article
    parties = words(page("treaties/ice-convention/parties.html"))
    assert (
        "Signatories 1 State Signed Ratified or acceded In force Bouvet Island 5 January 2002"
        in parties
    )
    assert "Polar Union 5 May 2010 (accession) 1 August 2010" in parties


def test_nothing_recorded_is_never_said_to_be_no_law(site: Path) -> None:
    for file in site.rglob("*.html"):
        said = words(file.read_text(encoding="utf-8")).lower()
        for claim in (
            "not criminalised",
            "not criminalized",
            "no such law",
            "has no law",
            "no law exists",
        ):
            assert claim not in said or file.name in ("about.html", "contributing.html"), (
                file,
                claim,
            )
    assert "may well have one" in (site / "offences/illegal-access.html").read_text(
        encoding="utf-8"
    )


def test_a_country_page_is_computed(page: Read) -> None:
    said = words(page("countries/aq.html"))
    for part in ("Station Computer Offences Act 2019", "Illegal access: s 1", "Offensive communication: s 9 struck down",
                 "Ice Convention party 23 November 2001", "Help received Winter course May 2020 until August 2020", "Polar regions"):  # fmt: skip
        assert part in said, part
    assert "No law of this country is recorded yet." in words(page("countries/no.html"))


def test_a_subject_page_names_its_labels_and_codes(page: Read) -> None:
    html = page("offences/illegal-access.html")
    assert '<td lang="ar" dir="rtl">الدخول غير المشروع</td>' in html
    said = words(html)
    assert "Accès illicite; intrusion treaty text" in said
    assert "UNODC draft study (2013) A1 ICCS 09031" in said
    assert "Ice Convention, art. 2 Illegal access" in said


def test_an_assessment_joins_needs_and_answers(page: Read) -> None:
    said = words(page("assessments/aq/stations-2020.html"))
    assert "Training in reading radio logs" in said
    assert "Activities that say they answer it: Winter course" in said
    assert "Training in reading radio logs Needs of the stations, 2020" in words(
        page("activities/winter-course.html")
    )


def test_links_between_texts_become_links_between_pages(page: Read) -> None:
    assert 'href="../assessments/aq/stations-2020.html#radio-logs"' in page(
        "lessons/assess-before-training.html"
    )
    assert 'href="../../laws/aq/station-computer-offences-act-2019.html#s1"' in page(CASE)


def test_a_former_address_says_where_the_record_is(page: Read) -> None:
    assert 'href="../../cases/aq/station-authority-v-fram-2020.html"' in page(
        "cases/aq/authority-v-fram.html"
    )


def test_a_withdrawn_record_leaves_a_notice_and_nothing_else(site: Path) -> None:
    notice = words((site / "cases/bv/withdrawn-2017.html").read_text(encoding="utf-8"))
    assert "withdrawn on 22 November 2026" in notice
    assert "its text is sealed" in notice
    for file in site.rglob("*"):
        if file.is_file():
            data = file.read_bytes()
            for gone in (
                b"A title that must go",
                b"A source that must go",
                b"A sentence that must go",
            ):
                assert gone not in data, file


def test_home_has_ways_in_and_what_was_added_last(page: Read) -> None:
    html = page("index.html")
    assert 'action="search.html"' in html
    said = words(html)
    assert "Cases 4" in said
    assert said.index("Station Authority v Fram case") < said.index("Signals v B case")
    assert "[[docket" not in html


@pytest.mark.parametrize(
    "path",
    ["cases/index.html", "cases/aq/index.html", "cases/by-year/2021.html", "courts/index.html", "laws/index.html",
     "laws/aq/index.html", "treaties/index.html", "countries/index.html", "offences/index.html", "measures/index.html",
     "cooperation/index.html", "evidence/index.html", "themes/index.html", "lessons/index.html", "practices/index.html",
     "activities/index.html", "assessments/index.html", "organisations/index.html", "vocabulary/index.html", "search.html"],
)  # fmt: skip
def test_every_list_exists(page: Read, path: str) -> None:
    assert "<h1>" in page(path)
