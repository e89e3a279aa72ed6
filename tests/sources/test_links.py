"""Sources are asked politely, and whatever a server does becomes an answer."""

from __future__ import annotations

import json
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from build_tools.command import main
from build_tools.corpus.load import load
from build_tools.pages.site import all_pages, make_context
from build_tools.rules.check import check
from build_tools.settings import Settings
from build_tools.sources import fetching
from build_tools.sources.addresses import addresses
from build_tools.sources.asking import due
from build_tools.sources.fetching import ask
from build_tools.values.answers import Answer, read_answers, write_answers

RECORD = """---
title: R v Example
country: aq
court: First Court of the Stations
date: 2020-01-02
sources:
{sources}
evidence:
  - {{fact: the decision, how: known}}
---
## Summary

A text with [a link]({link}).
"""


LEFT = ("/slow", "/endless", "/drop-by-drop", "/cut", "/noise")
"""Answers that are left before their end: the server is still at them when the next question comes."""


class _Bad(BaseHTTPRequestHandler):
    """A server that misbehaves as its paths say."""

    asked: defaultdict[str, list[tuple[str, float]]]
    running = 0
    most = 0
    rules_are_broken = False

    def do_HEAD(self) -> None:
        self._answer(False)

    def do_GET(self) -> None:
        self._answer(True)

    def _answer(self, body: bool) -> None:
        kind = type(self)
        if self.path in LEFT:
            self._say(self.path, body)
            return
        kind.running += 1
        kind.most = max(kind.most, kind.running)
        try:
            self._say(self.path, body)
        finally:
            kind.running -= 1

    def _say(self, path: str, body: bool) -> None:
        self.asked[path].append((self.command, time.monotonic()))
        if path == "/robots.txt" and self.rules_are_broken:
            self._send(503)
        elif path == "/robots.txt":
            self._send(200, b"User-agent: *\nDisallow: /secret\n")
        elif path == "/gone":
            self._send(404)
        elif path == "/head-is-not-known":
            self._send(200 if body else 405)
        elif path == "/moved":
            self._send(301, to="/new")
        elif path == "/away":
            self._send(302, to="/new")
        elif path == "/circle":
            self._send(301, to="/circle")
        elif path == "/evil":
            self._send(301, to="javascript:alert(1)")
        elif path == "/forbidden":
            self._send(403)
        elif path == "/flaky" and len(self.asked[path]) < 3:
            self._send(503)
        elif path == "/broken":
            self._send(500)
        elif path == "/cut":
            self.wfile.write(b"HTTP/1.1 2")
        elif path == "/noise":
            self.wfile.write(b"\x00\xff\xfe nothing of HTTP\r\n\r\n")
        elif path == "/slow":
            time.sleep(1.5)
        elif path == "/drop-by-drop":
            with suppress(OSError):
                for byte in b"HTTP/1.1 200 OK\r\nX-Slow: " + b"x" * 40:
                    self.wfile.write(bytes([byte]))
                    time.sleep(0.2)
        elif path == "/endless":
            self.send_response(200)
            for number in range(300):
                self.send_header(f"X-{number}", "x" * 200)
            self.end_headers()
        else:
            self._send(200, b"ok")

    def _send(self, status: int, data: bytes = b"", to: str = "") -> None:
        self.send_response(status)
        if to:
            self.send_header("Location", to)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, type[_Bad]]]:
    monkeypatch.setattr(fetching, "SECONDS", 0.7)
    handler = type("Bad", (_Bad,), {"asked": defaultdict(list), "running": 0, "most": 0})
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    httpd.handle_error = lambda request, address: None  # type: ignore[method-assign]
    thread = threading.Thread(target=httpd.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{httpd.server_port}", handler
    httpd.shutdown()
    httpd.server_close()
    thread.join()


STATES = {
    "/well": "ok", "/gone": "gone", "/head-is-not-known": "ok", "/moved": "moved", "/away": "ok",
    "/circle": "failing", "/evil": "failing", "/forbidden": "refused", "/flaky": "ok",
    "/broken": "failing", "/cut": "failing", "/noise": "failing", "/slow": "failing",
    "/endless": "failing", "/secret/x": "refused",
}  # fmt: skip


def project_with(copy: Path, base: str, paths: list[str]) -> Path:
    """A project whose only record names some addresses of a server."""
    content = copy / "content"
    for file in [*content.rglob("*.md"), *content.rglob("*.yml")]:
        if "vocabulary" not in file.parts and "countries" not in file.parts:
            file.unlink()
    lines = "\n".join(f'  - {{title: A source, url: "{base}{path}"}}' for path in paths)
    place = content / "cases/aq/r-v-example.md"
    place.write_text(RECORD.format(sources=lines, link=f"{base}/well"))
    return place


def run(project: Path, *more: str) -> int:
    return main(
        ["--project", str(project), "links", "--private", "--pause", "0.01", "--quiet", *more]
    )


def test_whatever_a_server_does_becomes_an_answer(
    copy: Path, server: tuple[str, type[_Bad]], capsys: pytest.CaptureFixture[str]
) -> None:
    base, handler = server
    project_with(copy, base, list(STATES))
    report = copy / "report.json"
    assert run(copy, "--report", str(report)) == 1
    answers = read_answers((copy / "sources.json").read_text())
    got = {address.removeprefix(base): each.state for address, each in answers.items()}
    assert {path: got[path] for path in STATES} == STATES
    assert answers[f"{base}/moved"].to == f"{base}/new"
    assert answers[f"{base}/evil"].to == ""
    said = capsys.readouterr()
    assert f"gone: {base}/gone" in said.out
    assert "1 are gone" in said.err
    rows = json.loads(report.read_text())
    assert rows[0]["state"] == "gone"
    assert rows[0]["records"] == ["cases/aq/r-v-example"]
    assert "/secret/x" not in handler.asked, "robots.txt was not heeded"
    assert handler.most == 1, "one question at a time"
    assert len(handler.asked["/well"]) == 1


def test_what_was_well_is_not_asked_again(copy: Path, server: tuple[str, type[_Bad]]) -> None:
    base, handler = server
    project_with(copy, base, ["/well", "/gone"])
    assert run(copy) == 1
    assert run(copy) == 1
    assert len(handler.asked["/well"]) == 1
    assert len([each for each in handler.asked["/gone"] if each[0] == "HEAD"]) == 2
    assert run(copy, "--days", "0") == 1
    assert len(handler.asked["/well"]) == 2


def test_rules_that_cannot_be_had_forbid_all(copy: Path, server: tuple[str, type[_Bad]]) -> None:
    base, handler = server
    handler.rules_are_broken = True
    project_with(copy, base, ["/well"])
    run(copy)
    answers = read_answers((copy / "sources.json").read_text())
    assert answers[f"{base}/well"].state == "refused"
    assert "/well" not in handler.asked


def test_a_server_that_sends_a_byte_now_and_then_holds_nobody(
    server: tuple[str, type[_Bad]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "SECONDS_IN_ALL", 1.0)
    started = time.monotonic()
    reply = ask(f"{server[0]}/drop-by-drop", private=True)
    assert time.monotonic() - started < 4
    assert reply.trouble


def test_the_machine_itself_is_not_asked(copy: Path, server: tuple[str, type[_Bad]]) -> None:
    base, handler = server
    for address in (
        base,
        base.replace("127.0.0.1", "localhost"),
        "http://10.0.0.1/",
        "http://[::1]/",
    ):
        reply = ask(f"{address}/well")
        assert reply.status == 0
        assert "private" in reply.trouble
    assert not handler.asked


def test_another_site_that_is_down_fails_no_build(copy: Path, copy_project: Path) -> None:
    answers = {
        "https://example.org/1": Answer(
            "failing", "no answer in time", "2026-11-01", "", "2026-11-01"
        ),
    }
    (copy / "sources.json").write_text(write_answers(answers))
    out = copy / "out"
    assert main(["--project", str(copy_project), "build", "--quiet", "--out", str(out)]) == 0


def test_the_page_of_sources(copy: Path) -> None:
    corpus = check(copy / "content").corpus
    named = addresses(corpus.entries)
    one, two, *_ = named
    answers = {
        one: Answer("gone", "404", "2026-11-20", "2026-01-01", "2026-10-05"),
        two: Answer("ok", "200", "2026-11-01", "2026-11-01", "2026-01-01"),
        "https://nobody.example/": Answer("gone", "404", "2026-11-20", "", "2026-10-05"),
    }
    page = next(
        page
        for page in all_pages(make_context(corpus, Settings(answers=answers)))
        if page.path == "sources.html"
    )
    assert f'href="{one}"' in page.body
    assert "5 October 2026" in page.body
    assert "nobody.example" not in page.body
    assert "between 1 November 2026 and 20 November 2026" in page.body


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", '{"version": 2}', '{"version": 1}', '{"version": 1, "answers": {"a": 1}}',
        '{"version": 1, "answers": {"https://a.example/": {"state": "fine", "checked": ""}}}',
        '{"version": 1, "answers": {"javascript:1": {"state": "ok", "said": "", "checked": ""}}}',
        '{"version": 1, "answers": {"https://a.example/": {"state": "ok", "to": "javascript:1"}}}',
    ],
)  # fmt: skip
def test_a_file_of_answers_that_cannot_be_used(
    text: str, copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        read_answers(text)
    (copy / "sources.json").write_text(text)
    assert run(copy) == 2
    assert (copy / "sources.json").read_text() == text


def test_when_an_address_is_due() -> None:
    today = date(2026, 11, 24)
    long_ago = (today - timedelta(days=31)).isoformat()
    known = {
        "a": Answer("ok", "200", today.isoformat()),
        "b": Answer("ok", "200", long_ago),
        "c": Answer("gone", "404", today.isoformat()),
    }
    assert due(["a", "b", "c", "d"], known, today, 30) == ["b", "c", "d"]


def test_addresses_of_all_records_without_their_fragments(copy: Path) -> None:
    found = addresses(load(copy / "content").entries)
    assert found
    assert all("#" not in address for address in found)
    assert "https://example.org/gone" not in found, "withdrawn"
