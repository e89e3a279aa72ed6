"""Akoma Ntoso: acts with their provisions, and files that mean harm."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from importing.workshop import Workshop, codes

from build_tools.importing import akn_provisions, akn_rows, akn_xml
from build_tools.importing.report import as_json, as_text
from build_tools.model.law import Law

NAMESPACES = {
    "3.0": ' xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"',
    "2.0": ' xmlns="http://www.akomantoso.org/2.0"',
    "none": "",
}
ACT = """<?xml version="1.0" encoding="UTF-8"?>
<akomaNtoso{namespace}>
  <act name="act" contains="singleVersion">
    <meta>
      <identification source="#stations">
        <FRBRWork>
          <FRBRthis value="/akn/aq/act/2021/4/!main"/>
          <FRBRuri value="/akn/aq/act/2021/4"/>
          <FRBRalias value="Ice Signals Act, 2021" name="title"/>
          <FRBRalias value="https://example.org/eli/aq/act/2021/4" name="eli"/>
          <FRBRdate date="2021-02-03" name="Generation"/>
          <FRBRdate date="2021-02-10" name="assent"/>
          <FRBRauthor href="#assembly"/>
          <FRBRcountry value="AQ"/>
          <FRBRsubtype value="act"/>
          <FRBRnumber value="4"/>
        </FRBRWork>
        <FRBRExpression>
          <FRBRuri value="/akn/aq/act/2021/4/eng@2021-03-01"/>
          <FRBRdate date="2021-03-01" name="Generation"/>
          <FRBRlanguage language="eng"/>
        </FRBRExpression>
      </identification>
      <publication date="2021-02-20" name="Gazette of the Stations" number="7"/>
      <lifecycle source="#s"><eventRef date="2022-05-01" type="amendment" source="#am1"/></lifecycle>
      <references source="#s"><passiveRef eId="am1" href="/akn/aq/act/2022/1" showAs="Ice Signals (Amendment) Act, 2022"/></references>
    </meta>
    <preface><longTitle><p>To keep signals apart</p></longTitle></preface>
    <body>
      <chapter eId="chp_1"><num>1</num><heading>Offences</heading>
        <section eId="chp_1__sec_1"><num>1.</num><heading>Access <b>without</b> right</heading>
          <subsection eId="chp_1__sec_1__subsec_1"><num>(1)</num><content><p>Whoever reads a <term>signal</term> [of others] (or writes)<authorialNote><p>a footnote</p></authorialNote> commits an offence.</p></content></subsection>
          <subsection><num>(2)</num><intro><p>It is no offence:</p></intro>
            <paragraph><num>(a)</num><content><p>for a keeper &lt;of&gt; the log;</p></content></paragraph>
            <paragraph><num>(b)</num><content><p>1. with *leave*.</p></content></paragraph>
          </subsection>
        </section>
        <section eId="chp_1__sec_2A"><num>Section 2A</num>
          <content><p>The old act is amended: <mod><quotedStructure><section eId="q"><num>9.</num><heading>Quoted</heading><content><p>Old words.</p></content></section></quotedStructure></mod></p></content>
        </section>
      </chapter>
      <part><section eId="part_A"><num>A</num><heading>Holder</heading>
        <article eId="art_3"><num>Art. 3</num><heading>Seizure</heading><content><p>May be seized.</p></content></article>
        <article eId="art_3_bis"><num>Art. 3</num><heading>Seizure again</heading><content><p>Once more.</p></content></article>
      </section></part>
    </body>
    <attachments><attachment><doc name="schedule"><meta><identification source="#x"><FRBRWork><FRBRuri value="/other"/></FRBRWork></identification></meta>
      <mainBody><section><num>77</num><heading>Not the act's</heading></section></mainBody></doc></attachment></attachments>
  </act>
</akomaNtoso>
"""
SOURCE = "fields:\n  sources[0].title: {constant: Gazette of the Stations}\n  sources[0].kind: {constant: official-text}\n"


def act(namespace: str = "3.0", **changed: str) -> str:
    text = ACT.replace("{namespace}", NAMESPACES[namespace])
    for old, new in changed.items():
        assert old in text
        text = text.replace(old, new)
    return text


def folder_of(workshop: Workshop, **files: str | bytes) -> Path:
    folder = workshop.project / "acts"
    folder.mkdir(exist_ok=True)
    for name, data in files.items():
        path = folder / f"{name}.xml"
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return folder


@pytest.mark.parametrize("namespace", NAMESPACES)
def test_an_act_becomes_a_law(namespace: str, workshop: Workshop) -> None:
    report = workshop.run_path(folder_of(workshop, one=act(namespace)), SOURCE, kind="law")
    assert report.clean, as_text(report)
    assert workshop.errors() == []
    assert workshop.files()["laws/aq/ice-signals-act-2021.yml"] == (
        'title: "Ice Signals Act, 2021"\n'
        "country: aq\n"
        "language: en\n"
        "adopted: 2021-02-03\n"
        "published: 2021-02-20\n"
        "eli: https://example.org/eli/aq/act/2021/4\n"
        "akn: /akn/aq/act/2021/4/eng@2021-03-01\n"
        "provisions:\n"
        '  - {id: s1, number: "1", title: Access without right}\n'
        "  - {id: s2a, number: 2A, title: (without heading)}\n"
        '  - {id: art-3, number: "3", title: Seizure}\n'
        '  - {id: art-3-bis, number: "3", title: Seizure again}\n'
        "sources:\n"
        "  - {title: Gazette of the Stations, kind: official-text}\n"
        "review: {state: unreviewed}\n"
    ).replace('"Ice Signals Act, 2021"', "Ice Signals Act, 2021")
    assert workshop.run_path(workshop.project / "acts", SOURCE, kind="law").already_there == 1


def test_texts_come_only_where_the_mapping_says_so(workshop: Workshop) -> None:
    mapping = SOURCE + "  provisions[*].text: provisions.*.text\n"
    workshop.run_path(folder_of(workshop, one=act()), mapping, kind="law")
    law = workshop.corpus().by_id["laws/aq/ice-signals-act-2021"].record
    assert isinstance(law, Law)
    assert law.provisions[0].text == (
        "(1) Whoever reads a signal \\[of others\\] (or writes) commits an offence.".replace(
            "\\[", "&#91;"
        ).replace("\\]", "&#93;")
        + "\n\n(2) It is no offence:\n\n(a) for a keeper \\<of\\> the log;\n\n(b) 1. with \\*leave\\*."
    )
    assert law.provisions[2].text == "May be seized."
    assert workshop.errors() == []


def test_a_mapping_adds_changes_and_takes_away(workshop: Workshop) -> None:
    mapping = (
        'id: {template: "act {number} of {year}"}\n' + SOURCE + '  citation: {template: "Act {number} of {year}"}\n  adopted: null\n'
        "  assented: dates.assent\n  provisions: null\n  kind: {column: subtype, map: {act: act}}\n"
        "  amended_by[*].title: amendments.*.title\n  amended_by[*].date: amendments.*.date\n"
        "  sources[0].url: {template: \"https://example.org{expression}\"}\n"
    )  # fmt: skip
    report = workshop.run_path(folder_of(workshop, one=act()), mapping, kind="law")
    text = workshop.files()["laws/aq/act-4-of-2021.yml"]
    for line in ("citation: Act 4 of 2021", "assented: 2021-02-10", "kind: act", "https://example.org/akn/aq/act/2021/4/eng@2021-03-01",
                 "Amendment) Act, 2022"):  # fmt: skip
        assert line in text
    assert "adopted" not in text
    assert "provisions" not in text
    assert workshop.errors() == []
    assert "provisions.*.title" in [each.column for each in report.unmapped_columns]


def test_a_column_that_no_act_has_is_found(workshop: Workshop) -> None:
    report = workshop.run_path(
        folder_of(workshop, one=act()), SOURCE + "  citation: nummber\n", kind="law"
    )
    assert "did you mean 'number'?" in report.findings[0].message


def test_the_same_work_is_recorded_once(workshop: Workshop) -> None:
    later = act(
        **{
            "eng@2021-03-01": "eng@2022-05-01",
            "Ice Signals Act, 2021": "Ice Signals Act 2021 (as amended)",
        }
    )
    report = workshop.run_path(
        folder_of(workshop, a=act(), b=later.replace("eli/aq", "eli/xx")), SOURCE, kind="law"
    )
    assert codes(report) == [["duplicate-record"]]
    assert "Akoma Ntoso work '/akn/aq/act/2021/4'" in report.rejected[0].reasons[0].message


def test_a_law_in_another_language_keeps_its_title(workshop: Workshop) -> None:
    french = act(
        **{'language="eng"': 'language="fra"', "Ice Signals Act, 2021": "Loi sur les signaux"}
    )
    workshop.run_path(
        folder_of(workshop, a=french),
        SOURCE + '  title: {template: "Act {number} of {year}"}\n',
        kind="law",
    )
    text = workshop.files()["laws/aq/act-4-of-2021.yml"]
    assert "title_original: Loi sur les signaux\n" in text
    assert "language: fr\n" in text


def test_a_file_may_have_any_name(workshop: Workshop) -> None:
    folder = folder_of(workshop, a=act())
    os.rename(os.fsencode(folder / "a.xml"), os.fsencode(folder) + b"/\xff\n.xml")
    report = workshop.run_path(folder, SOURCE, kind="law")
    assert report.written == 1
    (folder / "b.xml").write_text("x")
    os.rename(os.fsencode(folder / "b.xml"), os.fsencode(folder) + b"/\xfe.xml")
    report = workshop.run_path(folder, SOURCE, kind="law")
    assert as_text(report).encode()
    assert as_json(report).encode()


def test_files_in_folders_are_read_and_links_are_not(workshop: Workshop, tmp_path: Path) -> None:
    folder = folder_of(workshop, a=act())
    (folder / "inner").mkdir()
    (folder / "inner/b.XML").write_text(
        act(**{"/2021/4": "/2021/5", "Ice Signals Act, 2021": "Ice Roads Act 2021"})
    )
    (folder / "c.xml").symlink_to(folder / "a.xml")
    (folder / "inner/d").symlink_to(folder)
    (folder / "e.txt").write_text("x")
    os_fifo = folder / "f.xml"
    os.mkfifo(os_fifo)
    report = workshop.run_path(folder, SOURCE, kind="law")
    assert report.written == 2
    assert codes(report) == [["bad-xml"]]
    assert report.rejected[0].file.endswith("acts/f.xml")


# Harm

LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {after} "{("&" + before + ";") * 10}">' for before, after in zip("abcdefgh", "bcdefghi", strict=True)
)  # fmt: skip
EVIL: dict[str, str | bytes] = {
    "billion laughs": LAUGHS + "]><akomaNtoso><act><meta>&i;</meta></act></akomaNtoso>",
    "quadratic": '<!DOCTYPE x [<!ENTITY a "'
    + "x" * 50_000
    + '">]><akomaNtoso>'
    + "&a;" * 50_000
    + "</akomaNtoso>",
    "a file of the machine": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><akomaNtoso>&a;</akomaNtoso>',
    "a network address": '<!DOCTYPE x [<!ENTITY a SYSTEM "http://127.0.0.1:9/x">]><akomaNtoso>&a;</akomaNtoso>',
    "an outer DTD": '<!DOCTYPE akomaNtoso SYSTEM "http://127.0.0.1:9/akn.dtd"><akomaNtoso/>',
    "a parameter entity": '<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///etc/passwd">%p;]><akomaNtoso/>',
    "a harmless DTD": "<!DOCTYPE akomaNtoso>" + act().split("?>", 1)[1],
    "an unknown entity": "<akomaNtoso>&nbsp;</akomaNtoso>",
    "nested without end": "<a>" * 200_000,
    "nested too deep": "<akomaNtoso><act>"
    + "<part>" * 500
    + "</part>" * 500
    + "</act></akomaNtoso>",
    "too many elements": "<akomaNtoso><act>" + "<p/>" * 300_001 + "</act></akomaNtoso>",
    "not closed": act()[:-30],
    "not XML": "PK\x03\x04",
    "empty": "",
    "another root": "<html><body/></html>",
    "a judgment": "<akomaNtoso><judgment><meta/></judgment></akomaNtoso>",
    "no meta": "<akomaNtoso><act/></akomaNtoso>",
    "unknown encoding": '<?xml version="1.0" encoding="klingon"?><akomaNtoso/>',
    "encoding of many bytes": '<?xml version="1.0" encoding="euc-jp"?><akomaNtoso/>',
    "not UTF-8": act().encode().replace(b"keeper", b"k\xffper"),
    "NUL": act().replace("keeper", "kee\x00per"),
}


@pytest.mark.parametrize("evil", EVIL)
def test_harm_is_a_reason_and_the_others_are_read(
    evil: str, workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a network call")

    monkeypatch.setattr("socket.socket.connect", refuse)
    started = time.monotonic()
    report = workshop.run_path(folder_of(workshop, bad=EVIL[evil], good=act()), SOURCE, kind="law")
    assert time.monotonic() - started < 5
    assert codes(report) == [["bad-xml"]]
    assert report.written == 1
    assert "root:" not in as_text(report)
    assert workshop.errors() == []


def test_files_and_acts_are_bounded(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(akn_xml, "MAX_BYTES", 100)
    assert codes(workshop.run_path(folder_of(workshop, a=act()), SOURCE, kind="law")) == [
        ["bad-xml"]
    ]
    monkeypatch.undo()
    monkeypatch.setattr(akn_provisions, "MAX_PROVISIONS", 2)
    report = workshop.run_path(folder_of(workshop, a=act()), SOURCE, kind="law")
    assert "4 provisions" in report.rejected[0].reasons[0].message
    monkeypatch.undo()
    monkeypatch.setattr(akn_rows, "MAX_FILES", 0)
    assert workshop.run_path(folder_of(workshop, a=act()), SOURCE, kind="law").findings


def test_other_encodings_of_xml_are_read(workshop: Workshop) -> None:
    latin = (
        act().replace("UTF-8", "ISO-8859-1").replace("Ice Signals", "Eïs Signals").encode("latin-1")
    )
    wide = (
        act(**{"/2021/4": "/2021/5", "Ice Signals": "Îce Signals"})
        .replace("UTF-8", "UTF-16")
        .encode("utf-16")
    )
    report = workshop.run_path(
        folder_of(workshop, a=latin, b=wide.replace(b"eli/aq", b"eli/aq")),
        SOURCE + "  eli: null\n",
        kind="law",
    )
    assert report.written == 2, as_text(report)
    assert "title: Eïs Signals Act, 2021" in workshop.files()["laws/aq/eis-signals-act-2021.yml"]


def test_hostile_values_in_an_act_stay_inside(workshop: Workshop) -> None:
    evil = act(**{'"AQ"': '"../.."', "Ice Signals Act, 2021": "../../../evil"})
    report = workshop.run_path(folder_of(workshop, a=evil), SOURCE, kind="law")
    assert codes(report) == [["unknown-country"]]
    evil = act(**{"chp_1__sec_2A": "../../x", "Section 2A": "§ ../\u202e"})
    report = workshop.run_path(folder_of(workshop, a=evil), SOURCE, kind="law")
    assert codes(report) == [["bad-text"]]


@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_no_damage_to_a_file_gives_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    text = act()
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 300)))
    put = data.draw(
        st.text(max_size=20)
        | st.sampled_from(["<p>", "</act>", "<section>", "&x;", "<num/>", "<![CDATA[", "<!--"])
    )
    folder = tmp_path_factory.mktemp("akn")
    workshop = Workshop(folder)
    (folder / "content").mkdir()
    workshop.run_path(
        folder_of(workshop, a=text[:start] + put + text[end:]), SOURCE, kind="law", dry_run=True
    )
