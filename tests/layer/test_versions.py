"""The law over time: recomputed from data/, and by trying every day."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from datetime import date, timedelta
from html import unescape
from itertools import product
from pathlib import Path

import pytest

from build_tools.corpus.corpus import Corpus
from build_tools.corpus.versions import periods
from build_tools.model.law import Law, Provision, Version
from build_tools.pages.wording import word_changes
from build_tools.rules.check import check
from build_tools.values.dates import PartialDate, parse_date

LAW = "laws/aq/station-computer-offences-act-2019"


@pytest.fixture(scope="module", params=["fabricated", "real"])
def built(request: pytest.FixtureRequest) -> Path:
    return Path(request.getfixturevalue("site" if request.param == "fabricated" else "real_site"))


def lines(built: Path, name: str) -> Iterator[tuple[str, dict]]:  # type: ignore[type-arg]
    for line in (built / "data" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        yield record["id"], record["fields"]


def text(html: str) -> str:
    said = " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())
    return re.sub(r" ([,;:.)])", r"\1", said)


def part(html: str, start: str, end: str) -> str:
    return html.split(start, 1)[1].split(end, 1)[0]


def test_each_provision_with_versions_has_a_page_of_as_many(built: Path) -> None:
    pages = 0
    for law_id, law in lines(built, "laws"):
        page = (built / f"{law_id}.html").read_text(encoding="utf-8")
        for provision in law.get("provisions", []):
            own = built / law_id / f"{provision['id']}.html"
            number = len(provision.get("versions", []))
            assert own.exists() == bool(number), own
            if number:
                html = own.read_text(encoding="utf-8")
                assert re.findall(r'<li id="v(\d+)"', html) == [
                    str(n) for n in range(1, number + 1)
                ]
                assert f'Texts <span class="d-dim">{number}</span>' in html
                section = part(page, f'id="{provision["id"]}"', "</section>")
                assert section.count("data-days=") == number
                pages += 1
    assert pages >= 1


def test_known_days_stand_on_the_page_and_unknown_ones_are_said_to_be_so(built: Path) -> None:
    for law_id, law in lines(built, "laws"):
        for provision in law.get("provisions", []):
            for number, version in enumerate(provision.get("versions", []), start=1):
                html = (built / law_id / f"{provision['id']}.html").read_text(encoding="utf-8")
                item = part(html, f'<li id="v{number}"', "</li>")
                said = text(item)
                for name in ("from", "to"):
                    if name in version:
                        assert f"{name} {parse_date(version[name]).in_words}" in said
                if "from" not in version:
                    assert "from a day not recorded" in said
                days = re.search(r'data-days="([^"]*)"', item)
                assert days is not None
                if len(version.get("from", "")) == 10:
                    assert days[1].split(",")[:2] == [version["from"]] * 2
                if len(version.get("to", "")) == 10:
                    assert days[1].split(",")[2:] == [version["to"]] * 2
                if "amending" in version:
                    assert version["amending"] in said
                if "text" not in version:
                    assert "The words of this text are not recorded here." in said


def days_of(shown: PartialDate) -> list[date]:
    first, last = date(*shown.first_day), date(*shown.last_day)
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def some_date(rng: random.Random) -> PartialDate:
    month = rng.randrange(1, 4)
    return PartialDate(2019, month, rng.choice((None, rng.randrange(1, 29))))


def test_sure_and_may_are_what_trying_every_day_gives() -> None:
    """One text with shortened days: every first and last day it can have had is tried."""
    rng = random.Random(5)
    law = Law(title="A law", country="aq", sources=())
    for _ in range(60):
        begins, ends = sorted((some_date(rng), some_date(rng)), key=lambda day: day.first_day)
        spans = [(a, b) for a, b in product(days_of(begins), days_of(ends)) if a <= b]
        if not spans:
            continue
        version = Version(from_=begins, to=ends)
        provision = Provision(id="s1", number="1", title="One", versions=(version,))
        (period,) = periods(law, provision, Corpus(()))
        for day in days_of(PartialDate(2019, rng.randrange(1, 5))):
            among = [a <= day <= b for a, b in spans]
            wanted = "sure" if all(among) else "may" if any(among) else "no"
            found = period.on(*[(day.year, day.month, day.day)] * 2)
            assert found == wanted, (begins, ends, day)


def made(**law: object) -> tuple[Law, Provision]:
    versions = law.pop("versions")
    provision = Provision(id="s1", number="1", title="One", versions=versions)  # type: ignore[arg-type]
    return Law(title="A", country="aq", sources=(), provisions=(provision,), **law), provision  # type: ignore[arg-type]


def answers(law: Law, provision: Provision, day: str) -> list[str]:
    on = parse_date(day)
    found = periods(law, provision, Corpus(()))
    return [each.on(on.first_day, on.last_day) for each in found]


def test_a_text_ends_where_the_next_one_begins() -> None:
    law, provision = made(
        versions=(Version(from_=parse_date("2010-01-01")), Version(from_=parse_date("2019-05-01")))
    )
    assert answers(law, provision, "2019-04-30") == ["sure", "no"]
    assert answers(law, provision, "2019-05-01") == ["no", "sure"]
    assert answers(law, provision, "2019-05") == ["no", "sure"]
    assert answers(law, provision, "2019") == ["may", "may"]
    assert answers(law, provision, "2009") == ["no", "no"]


def test_an_undated_text_is_not_older_than_its_amending_law() -> None:
    from build_tools.model.law import OtherLaw

    law, provision = made(
        versions=(Version(), Version(amending="Act 2")),
        amended_by=(OtherLaw(title="Act 2", date=parse_date("2024-02-28")),),
    )
    assert answers(law, provision, "2019") == ["may", "no"]
    assert answers(law, provision, "2025") == ["may", "may"]


def test_a_gap_between_two_texts_stays_a_gap() -> None:
    one = Version(from_=parse_date("2010-01-01"), to=parse_date("2012-12-31"))
    law, provision = made(versions=(one, Version(from_=parse_date("2015-01-01"))))
    assert answers(law, provision, "2013-06-01") == ["no", "no"]


def test_the_end_of_a_repealed_text_without_a_day_is_not_sure() -> None:
    law, provision = made(versions=(Version(from_=parse_date("2010-01-01")),), status="repealed")
    assert answers(law, provision, "2020-01-01") == ["may"]


def test_versions_stand_in_the_order_of_time(copy: Path) -> None:
    file = copy / "content" / f"{LAW}.yml"
    file.write_text(file.read_text().replace("from: 2022-06-01", "from: 2018-06-01"))
    assert [each.code for each in check(copy / "content").findings] == ["date-order"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Whoever deletes data.", "Whoever deletes, alters or suppresses data."),
        ("", "All of it is new."),
        ("All of it goes.", ""),
        ("One.\nTwo.", "One.\nOne and a half.\nTwo."),
        ("the same", "the same"),
    ],
)
def test_pieces_give_both_texts_again(old: str, new: str) -> None:
    pieces = word_changes(old, new)
    before = "".join(each.text for each in pieces if each.kind != "added")
    after = "".join(each.text for each in pieces if each.kind != "removed")
    assert before.split() == old.split() or before.replace(" ", "") == old.replace(" ", "")
    assert after == new
    if old == new:
        assert {each.kind for each in pieces} <= {"same"}


def test_what_changed_is_marked_word_by_word_with_text_that_is_read_out(site: Path) -> None:
    html = (site / f"{LAW}/s4-10.html").read_text(encoding="utf-8")
    changes = part(html, 'id="changes"', "</article>")
    assert re.findall(r"<ins>.*?</ins>", changes) == [
        '<ins><span class="d-spoken">[<span>added:</span> </span>, alters or suppresses '
        '<span class="d-spoken">]</span></ins>'
    ]
    assert "<del>" not in changes
    assert "By Station Computer Offences (Amendment) Act 2022, 10 May 2022" in text(changes)


def test_long_hostile_texts_are_compared_in_short_time() -> None:
    old = "a b " * 15_000
    new = "b a c " * 10_000
    assert word_changes(old, new)
