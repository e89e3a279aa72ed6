from build_tools.corpus.corpus import Corpus
from build_tools.values.ids import Reference

S1 = Reference("laws/aq/station-computer-offences-act-2019", "s1")
S9 = Reference("laws/aq/station-computer-offences-act-2019", "s9")


def ids(records: tuple[object, ...]) -> list[str]:
    return [getattr(record, "id") for record in records]  # noqa: B009


def test_a_one_way_link_from_a_case_is_seen_from_the_law(corpus: Corpus) -> None:
    assert ids(corpus.cases_on_provision[S1]) == [
        "cases/aq/station-authority-v-fram-2021",
        "cases/aq/station-authority-v-fram-2020",
    ]
    assert ids(corpus.cases_on_provision[S9]) == [
        "cases/int/polar-court-association-v-aq-2022",
        "cases/aq/station-authority-v-fram-2021",
    ]


def test_a_treaty_article_finds_the_provisions_on_its_subject(corpus: Corpus) -> None:
    subjects = corpus.subjects_of_article[Reference("treaties/ice-convention", "art-2")]
    assert [(subject.term.id, link.as_) for subject, link in subjects] == [
        ("illegal-access", "same-subject")
    ]
    located = corpus.provisions_on["illegal-access"]
    assert [each.reference for each in located] == [S1]


def test_a_former_id_leads_to_the_present_record(corpus: Corpus) -> None:
    entry = corpus.resolve("cases/aq/authority-v-fram")
    assert entry is not None
    assert entry.id == "cases/aq/station-authority-v-fram-2020"
    assert corpus.resolve("cases/aq/nothing") is None


def test_a_history_shows_on_both_sides(corpus: Corpus) -> None:
    (later, step), *_ = corpus.matters["cases/aq/station-authority-v-fram-2020"]
    assert later.id == "cases/aq/station-authority-v-fram-2021"
    assert step.court == "First Court of the Stations"


def test_a_country_has_its_courts_cases_and_those_against_it(corpus: Corpus) -> None:
    assert ids(corpus.cases_of_country["aq"]) == [
        "cases/int/polar-court-association-v-aq-2022",
        "cases/aq/station-authority-v-fram-2021",
        "cases/aq/station-authority-v-fram-2020",
    ]
    treaties = [each.treaty.id for each in corpus.memberships["aq"]]
    assert treaties == ["treaties/ice-convention", "treaties/ice-protocol"]
    assert ids(corpus.linked_from["countries/aq"]) == [
        "activities/parts-by-ship",
        "activities/winter-course",
        "assessments/aq/stations-2020",
        "assessments/aq/stations-2022",
        "lessons/assess-before-training",
    ]


def test_a_withdrawn_record_is_in_no_index(corpus: Corpus) -> None:
    assert "cases/bv/withdrawn-2017" in corpus.by_id
    assert "cases/bv/withdrawn-2017" not in ids(corpus.cases_newest_first)
    assert ids(corpus.cases_of_country["bv"]) == ["cases/bv/signals-v-b-2018"]


def test_cases_stand_newest_first(corpus: Corpus) -> None:
    dates = [case.date.last_day for case in corpus.cases_newest_first]
    assert dates == sorted(dates, reverse=True)
