"""``docket usage``: numbers of the logs, and nothing about a reader."""

from __future__ import annotations

import argparse
import gzip
import json
import time
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.corpus.corpus import Corpus
from build_tools.pages.site import make_context
from build_tools.pages.usage import usage_page
from build_tools.settings import Settings
from build_tools.usage.counting import Counted, count_logs
from build_tools.usage.lines import host_of, path_of, read_line
from build_tools.usage.merging import merge
from build_tools.usage.robots import is_robot
from build_tools.usage.targets import Target, Targets
from build_tools.values.usage import Month, Ranking, Usage, read_usage, write_usage
from build_tools.verbs import usage as verb

CASE = "cases/aq/station-authority-v-fram-2021"
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"


def line(path: str = f"/{CASE}.html", day: str = "03/Oct/2026", status: int = 200, referrer: str = "-",
         agent: str | None = BROWSER, method: str = "GET", who: str = "203.0.113.7 - -") -> str:  # fmt: skip
    end = "" if agent is None else f' "{referrer}" "{agent}"'
    return f'{who} [{day}:13:55:36 +0000] "{method} {path} HTTP/1.1" {status} 2326{end}'


def log(folder: Path, *lines: str | bytes, name: str = "access.log") -> Path:
    path = folder / name
    data = b"".join((each if isinstance(each, bytes) else each.encode()) + b"\n" for each in lines)
    path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    return path


@pytest.fixture
def targets(corpus: Corpus) -> Targets:
    return Targets(corpus)


def count(targets: Targets, *paths: Path, own: tuple[str, ...] = ()) -> Counted:
    return count_logs(paths, targets, frozenset(own))


def only(counted: Counted) -> Month:
    assert len(counted.usage.months) == 1
    return counted.usage.months[0]


def test_pages_kinds_records_countries_and_downloads(targets: Targets, tmp_path: Path) -> None:
    lines = [line()] * 4 + [
        line("/laws/aq/station-computer-offences-act-2019.html?x=1", status=304)
    ] * 3
    lines += [line("/")] * 3 + [line("/data/records.json")] * 3 + [line(f"/{CASE}.bib")] * 3
    lines += [
        line("/assets/docket.css"),
        line("/search/t/ab.js"),
        line(status=404),
        line(method="HEAD"),
    ]
    lines += [line("/treaties/ice-convention/art-19.html")] * 2
    month = only(count(targets, log(tmp_path, *lines)))
    assert (month.month, month.first, month.last) == ("2026-10", "2026-10-03", "2026-10-03")
    assert (month.requests, month.pages, month.downloads, month.robots) == (22, 12, 6, 0)
    assert month.kinds == Ranking((("case", 4), ("law", 3), ("other", 3)), 1)
    assert month.records.named == ((CASE, 4), ("laws/aq/station-computer-offences-act-2019", 3))
    assert month.countries.named == (("aq", 7),)
    assert month.files.named == ((".bib", 3), ("data/records.json", 3))


def test_robots_are_set_apart(targets: Targets, tmp_path: Path) -> None:
    lines = [line(agent="Mozilla/5.0 (compatible; Googlebot/2.1)")] * 2 + [
        line(agent="-"),
        line(agent="curl/8.5"),
    ]
    month = only(count(targets, log(tmp_path, *lines)))
    assert (month.robots, month.pages) == (4, 0)
    assert not is_robot(BROWSER.encode())


def test_the_common_format_has_no_agents(targets: Targets, tmp_path: Path) -> None:
    month = only(count(targets, log(tmp_path, *[line(agent=None)] * 3)))
    assert (month.pages, month.unnamed, month.robots) == (3, 3, 0)


def test_hosts_are_named_from_ten_on_and_never_an_address(targets: Targets, tmp_path: Path) -> None:
    lines = [line(referrer="https://www.Example.org/secret/page?name=x")] * 10
    lines += [line(referrer="https://few.example/")] * 9 + [
        line(referrer="http://198.51.100.4/")
    ] * 12
    lines += [line(referrer="https://own.example/")] * 12 + [
        line(referrer="http://[2001:db8::1]/")
    ] * 12
    month = only(count(targets, log(tmp_path, *lines), own=("own.example",)))
    assert month.hosts == Ranking((("example.org", 10),), 1)


def test_small_numbers_are_not_written(targets: Targets, tmp_path: Path) -> None:
    month = only(count(targets, log(tmp_path, line(), line())))
    assert month.pages is None
    assert month.records == Ranking((), 1)
    text = write_usage(Usage((month,)))
    assert CASE not in text


def test_nothing_of_a_reader_is_kept(targets: Targets, tmp_path: Path) -> None:
    lines = [
        line(
            "/search.html?q=my+illness",
            who="198.51.100.99 - jane",
            referrer="https://example.org/u/jane",
        )
    ] * 12
    text = write_usage(count(targets, log(tmp_path, *lines)).usage)
    for secret in ("198.51", "jane", "illness", "Firefox", "13:55"):
        assert secret not in text
    assert '"example.org": 12' in text


HOSTILE: list[bytes] = [
    b"\x16\x03\x01\x02\x00\xff", b"a" * 1_000_000, b"no line", b"\x00" * 50,
    line("/../../etc/passwd").encode(), line("/cases/%2e%2e/%2e%2e/x.html").encode(), line("/<script>alert(1)</script>").encode(),
    line("/%3Cimg%20src=x%3E").encode(), line("/%c0%ae%c0%ae/").encode(), line("/%252e%252e/").encode(), line("/%ff.html").encode(),
    line("/a%00b").encode(), line("/\\x22").encode(), line("http://other.example/").encode(), line(day="99/Oct/2026").encode(),
    line(day="03/Foo/2026").encode(), line(day="03/Oct/9999").encode(), line("/a%0ab").encode(), line("/x\"y").encode(),
    "203.0.113.7 - - [03/Oct/2026:13:55:36 +0000] \"GET / HTTP/1.1\" ٢٠٠ 5".encode(),
]  # fmt: skip


def test_hostile_lines_are_unread(targets: Targets, tmp_path: Path) -> None:
    for each in HOSTILE:
        counted = count(targets, log(tmp_path, each))
        assert (counted.read, counted.unread, counted.usage.months) == (0, 1, ()), each[:80]
    counted = count(targets, log(tmp_path, *HOSTILE, *[line()] * 3))
    assert (counted.read, counted.unread) == (3, len(HOSTILE))


def test_a_very_long_line_at_any_place(targets: Targets, tmp_path: Path) -> None:
    for size in (16_384, 16_385, 262_143, 262_144, 262_145, 600_000):
        counted = count(targets, log(tmp_path, line(), b"x" * size, line(), line()))
        assert (counted.read, counted.unread) == (3, 1), size
    path = tmp_path / "access.log"
    path.write_bytes(line().encode() + b"\n" + b"y" * 300_000)
    counted = count(targets, path)
    assert (counted.read, counted.unread) == (1, 1)


def test_a_line_made_to_be_slow_is_not(targets: Targets, tmp_path: Path) -> None:
    start = time.perf_counter()
    for each in (b"a " * 8000, b'a b c [03/Oct/2026:13:55:36 +0000] "GET / HTTP/1.1" 200 5 "' + b"\\x" * 7000,
                 b"a b " + b"[" * 16000, line(referrer="https://" + "a." * 7000).encode(),
                 line(agent="Spider" * 1300).encode()):  # fmt: skip
        count(targets, log(tmp_path, *[each] * 20))
    assert time.perf_counter() - start < 3


def test_gzip_whole_and_broken(targets: Targets, tmp_path: Path) -> None:
    whole = log(tmp_path, *[line()] * 400, name="a.log.gz")
    assert count(targets, whole).read == 400
    data = whole.read_bytes()
    for broken in (data[:-12], data[:20] + b"\xff" * 20, b"\x1f\x8b", b"\x1f\x8bnot gzip at all"):
        whole.write_bytes(broken)
        counted = count(targets, whole)
        assert counted.unread >= 1
        assert len(counted.remarks) == 1


def test_a_log_is_counted_once(targets: Targets, tmp_path: Path) -> None:
    plain, packed = log(tmp_path, *[line()] * 5), log(tmp_path, *[line()] * 5, name="b.gz")
    counted = count(targets, plain, packed, plain)
    assert counted.read == 5
    assert "the same log" in counted.remarks[0]


def test_several_logs_and_months(targets: Targets, tmp_path: Path) -> None:
    one = log(tmp_path, *[line(day="30/Sep/2026")] * 3, *[line()] * 3)
    two = log(tmp_path, *[line(day="31/Oct/2026")] * 4, name="two.log")
    months = count(targets, one, two).usage.months
    assert [(m.month, m.pages, m.first, m.last) for m in months] == [
        ("2026-09", 3, "2026-09-30", "2026-09-30"), ("2026-10", 7, "2026-10-03", "2026-10-31"),
    ]  # fmt: skip


def test_a_site_in_a_folder(corpus: Corpus) -> None:
    targets = Targets(corpus, "/law/")
    assert targets.find("law/" + CASE) == Target("case", CASE, "aq")
    assert targets.find(CASE + ".html") is None


@given(st.binary(max_size=300))
def test_any_bytes_can_be_read(data: bytes) -> None:
    read_line(data)
    path = path_of(b"/" + data)
    assert path is None or not set(path) & set('<>"\\\x00\n')
    assert "/" not in host_of(b"https://" + data)


def month(name: str, pages: int = 5) -> Month:
    none = Ranking()
    return Month(
        name,
        f"{name}-01",
        f"{name}-28",
        9,
        0,
        pages,
        0,
        0,
        Ranking((("case", pages),), 0),
        none,
        none,
        none,
        none,
    )


def test_a_month_that_is_there_stays_unless_replaced() -> None:
    kept, new = (
        Usage((month("2026-09"), month("2026-10"))),
        Usage((month("2026-10", 7), month("2026-11"))),
    )
    merged = merge(kept, new, replace=False)
    assert (merged.added, merged.replaced, merged.skipped) == (("2026-11",), (), ("2026-10",))
    assert [each.pages for each in merged.usage.months] == [5, 5, 5]
    merged = merge(kept, new, replace=True)
    assert (merged.replaced, merged.skipped) == (("2026-10",), ())
    assert [each.pages for each in merged.usage.months] == [5, 7, 5]


def test_the_file_is_read_as_it_was_written() -> None:
    usage = Usage((month("2026-09"), month("2026-10")))
    assert read_usage(write_usage(usage)) == usage


@pytest.mark.parametrize("text", [
    "", "[]", "{}", '{"version": 2, "months": {}}', '{"version": 1}', '{"version": 1, "months": {"x": {}}}', "[" * 100_000,
    write_usage(Usage((month("2026-09"),))).replace('"case"', '"<b>"'), write_usage(Usage((month("2026-09"),))).replace("9,", '"9",'),
])  # fmt: skip
def test_a_file_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_usage(text)


def run(project: Path, *arguments: str) -> int:
    parser = argparse.ArgumentParser()
    verb.add(parser.add_subparsers())
    options = parser.parse_args(["usage", *arguments])
    options.project = project
    status: int = options.run(options)
    return status


def test_the_verb(
    copy: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(copy / "cache"))
    path = str(log(copy, *[line()] * 3, "junk"))
    assert run(copy, path) == 0
    assert "3 lines read, 1 not" in capsys.readouterr().err
    first = (copy / "usage.json").read_bytes()
    assert json.loads(first)["months"]["2026-10"]["pages"] == 3
    assert run(copy, path) == 0
    said = capsys.readouterr().err
    assert "2026-10: there already, skipped" in said
    assert "nothing written" in said
    assert run(copy, path, "--replace") == 0
    assert (copy / "usage.json").read_bytes() == first
    assert run(copy, "nope.log") == 2
    (copy / "usage.json").write_text("{")
    assert run(copy, path) == 2
    assert (copy / "usage.json").read_text() == "{"


def test_the_page(corpus: Corpus) -> None:
    kinds = Ranking((("case", 40), ("other", 3)), 2)
    records = Ranking(((CASE, 20), ("cases/bv/withdrawn-2017", 5), ("cases/aq/gone", 3)), 0)
    full = Month("2026-10", "2026-10-01", "2026-10-31", 1234, 12, 1000, None, 3, kinds, records,
                 Ranking((("aq", 30),), 0), Ranking((("data/records.json", 4),), 0), Ranking((("example.org", 10),), 7))  # fmt: skip
    context = make_context(corpus, Settings())
    page = usage_page(context, Usage((month("2026-09"), full)))
    assert page.path == "usage.html"
    html = page.body
    for part in ("October 2026", "1,000", "fewer than 3", "Antarctica", "example.org", "Station Authority v Fram", "cases/aq/gone",
                 "7 with fewer than 10", "October 2026: 1,000 pages", "robots count among the pages"):  # fmt: skip
        assert part in html, part
    assert "A title that must go" not in html
    for never in ("<script", "style=", "onload"):
        assert never not in html
    ElementTree.fromstring(f"<div>{html.replace('&nbsp;', ' ').replace(' open>', '>')}</div>")
    assert "Nothing has been counted yet" in usage_page(context, Usage()).body
