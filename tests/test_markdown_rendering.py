import pytest

from build_tools.pages.markdown import MarkdownRenderer
from build_tools.rules.check import Checked

FROM = "cases/aq/station-authority-v-fram-2021"


@pytest.fixture(scope="module")
def renderer(checked: Checked) -> MarkdownRenderer:
    return MarkdownRenderer(checked.corpus)


def test_words_and_tables(renderer: MarkdownRenderer) -> None:
    html = renderer.render("*a* **b** `c`\n\n| x | y |\n|---|:-:|\n| 1 | 2 |\n\n1. one\n", FROM)
    assert "<em>a</em> <strong>b</strong> <code>c</code>" in html
    assert "<td>1</td><td>2</td>" in html
    assert "style" not in html


def test_links_to_records_and_to_the_web(renderer: MarkdownRenderer) -> None:
    html = renderer.render(
        "[a](authority-v-fram.md) [b](../../nothing.md) [c](https://example.org/)", FROM
    )
    assert 'href="../../cases/aq/station-authority-v-fram-2020.html"' in html
    assert "<a" in html.split("b</a>")[0]
    assert "nothing" not in html
    assert 'rel="noopener noreferrer nofollow"' in html


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[a](javascript:alert(1))", "[a](java\tscript:alert(1))",
        "[a](data:text/html,x)", "[a](vbscript:x)", "<a href='x' onclick='y'>z</a>", "<iframe src=//x></iframe>",
        "![a](https://example.org/x.png)", "<style>*{}</style>", "<form action=x><input></form>", "<svg onload=alert(1)>",
        "<meta http-equiv=refresh content=0;url=x>", "[a](//evil.example/x)", "[a](\\\\evil.example\\x)", "<base href=//x>",
        "[a]: javascript:alert(1)\n\n[a]", "<!-- x -->", "<math><mi//xlink:href='data:x'>", "&lt;script&gt;alert(1)&lt;/script&gt;",
    ],
)  # fmt: skip
def test_nothing_active_comes_through(renderer: MarkdownRenderer, text: str) -> None:
    html = renderer.render(text, FROM).lower()
    for sign in ("<script", "<img", "<iframe", "<style", "<form", "<svg", "<meta", "<base", "<math", "<!--",
                 "onerror=", "onclick=", "onload=", 'href="javascript', 'href="data', 'href="vbscript', "evil.example"):  # fmt: skip
        assert sign not in html, (text, html)


def test_a_template_in_a_text_is_text(renderer: MarkdownRenderer) -> None:
    assert "{{ 7 * 7 }}" in renderer.render("{{ 7 * 7 }} {% x %}", FROM)


def test_one_paragraph_without_its_element(renderer: MarkdownRenderer) -> None:
    assert renderer.inline("a *b*", FROM) == "a <em>b</em>"
    assert renderer.inline("a\n\nb", FROM).startswith("<p>")
    assert renderer.render(None, FROM) == ""
