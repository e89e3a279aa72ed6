"""The recipe for nginx, word for word as docs/mirroring.md has it, in Debian's nginx."""

from __future__ import annotations

import gzip
import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from email.message import Message
from pathlib import Path

import pytest
from publishing.nginx import nginx, program, recipe

from build_tools.mirror.copying import Options, Tell, mirror
from build_tools.mirror.sources import open_source

pytestmark = pytest.mark.skipif(program() is None, reason="nginx is not installed")


@pytest.fixture(scope="module")
def root(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with nginx(site, tmp_path_factory.mktemp("nginx")) as address:
        yield address


def ask(url: str, **headers: str) -> tuple[int, Message, bytes]:
    request = urllib.request.Request(
        url, headers={k.replace("_", "-"): v for k, v in headers.items()}
    )
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as fault:
        with fault:
            return fault.code, fault.headers, fault.read()


@pytest.mark.parametrize(
    ("path", "kind"),
    [("index.html", "text/html"), ("assets/docket.css", "text/css"), ("assets/docket.js", "javascript"),
     ("assets/icon.svg", "image/svg"), ("data/cases.csv", "text/csv"), ("data/cases.jsonl", "jsonl"),
     ("data/datapackage.json", "json"), ("feed.xml", "xml"), ("SHA256SUMS", "octet-stream")],
)  # fmt: skip
def test_what_a_file_is_and_that_it_is_compressed(
    root: str, site: Path, path: str, kind: str
) -> None:
    status, headers, body = ask(root + path, Accept_Encoding="gzip")
    assert status == 200
    assert kind in headers["Content-Type"]
    data = (site / path).read_bytes()
    if kind != "octet-stream" and len(data) > 400:
        assert headers["Content-Encoding"] == "gzip"
        assert headers["Vary"] == "Accept-Encoding"
        body = gzip.decompress(body)
    assert body == data


@pytest.mark.parametrize(
    "path", ["", "index.html", "data/records.sqlite", "data/cases.csv", "no/such.html"]
)
def test_every_answer_has_the_headers(root: str, site: Path, path: str) -> None:
    _, headers, _ = ask(root + path)
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cache-Control"] == "no-cache"
    policy = set(headers["Content-Security-Policy"].split("; "))
    page = (site / "index.html").read_text(encoding="utf-8")
    said = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert said
    assert policy - set(said[1].split("; ")) == {"frame-ancestors 'none'"}
    assert "/" not in headers["Server"]  # no release is told


def test_pages_are_asked_anew_and_lists_kept(root: str, site: Path) -> None:
    _, headers, _ = ask(root + "index.html")
    assert ask(root + "index.html", If_None_Match=headers["ETag"])[0] == 304
    some = next((site / "manifest/lists").iterdir()).name
    assert "immutable" in ask(f"{root}manifest/lists/{some}")[1]["Cache-Control"]


def test_ranges_and_what_is_not_there(root: str, site: Path) -> None:
    status, headers, body = ask(root + "data/records.sqlite", Range="bytes=16-31")
    data = (site / "data/records.sqlite").read_bytes()
    assert (status, body) == (206, data[16:32])
    assert headers["Content-Range"] == f"bytes 16-31/{len(data)}"
    status, _, body = ask(root + "cases/no-such.html")
    assert (status, body) == (404, (site / "404.html").read_bytes())


def test_a_mirror_of_it_is_the_site(root: str, site: Path, tmp_path: Path) -> None:
    source = open_source(root, lambda number: None)
    mirror(source, tmp_path / "copy", Options(), Tell())
    source.close()
    for file in site.rglob("*"):
        if file.is_file() and "manifest/lists" not in file.as_posix():
            assert (tmp_path / "copy" / file.relative_to(site)).read_bytes() == file.read_bytes()


def test_the_recipes_say_the_same_policy() -> None:
    nginx_says = re.findall(r'Content-Security-Policy "([^"]+)"', recipe("nginx"))
    text = (Path(__file__).resolve().parents[2] / "docs/mirroring.md").read_text(encoding="utf-8")
    policies = re.findall(r"(default-src 'none'[^\"\n]+)", text)
    assert len(policies) == 4
    assert set(policies) == set(nginx_says)
