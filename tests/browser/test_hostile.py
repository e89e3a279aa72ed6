"""Thousands of hostile texts in every field of every kind: nothing runs, nothing is asked for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from browser.conftest import opened
from browser.test_policy import LISTEN
from hostile.planting import planted
from hostile.vectors import vectors
from playwright.sync_api import Browser, expect

from build_tools.build import build_site
from build_tools.corpus.corpus import Corpus
from build_tools.shell.mkdocs_shell import MkDocsShell

CANARY = LISTEN + "window.ran = 0; window.planted = () => { window.ran += 1; };"
STRUCTURE = """() => {
  const wrong = [];
  const all = [...document.querySelectorAll("*")];
  const tags = "A ARTICLE ASIDE BDI BLOCKQUOTE BODY BUTTON CAPTION CITE CODE COL COLGROUP DD DEL DETAILS DIV DL DT EM FIELDSET FOOTER FORM H1 H2 H3 H4 H5 H6 " +
    "HEAD HEADER HR HTML I INPUT LABEL LEGEND LI LINK MAIN MARK META NAV OL OPTION P PRE SCRIPT SECTION SELECT SMALL SPAN STRONG SUB SUMMARY SUP TABLE TBODY TD " +
    "TEXTAREA TFOOT TH THEAD TIME TITLE TR UL BR B DATALIST OUTPUT ABBR FIGURE FIGCAPTION INS NOSCRIPT OPTGROUP";
  const known = new Set(tags.split(" "));
  for (const element of all) {
    const own = element.tagName === "IMG" ? /^(\\.\\.\\/)*(assets|pictures)\\/[a-z-]+\\.svg$/.test(element.getAttribute("src"))
      : ["svg", "path", "rect", "circle", "title"].includes(element.tagName) && element.closest("svg.d-map, svg.d-years, svg.d-bar, .d-key svg") !== null;
    if (!own && !known.has(element.tagName)) wrong.push("element " + element.tagName);
    for (const attribute of element.attributes) {
      if (/^on|^style$|^srcdoc$|^formaction$/i.test(attribute.name)) wrong.push("attribute " + attribute.name);
    }
  }
  for (const link of document.links) {
    if (!["http:", "https:", "mailto:", location.protocol].includes(link.protocol)) wrong.push("link " + link.href);
    if (link.hostname === "evil.example" && !/^https?:/.test(link.getAttribute("href"))) wrong.push("link " + link.getAttribute("href"));
  }
  for (const script of document.scripts) {
    if (script.src ? !/assets\\/[a-z-]+\\.js$|search\\/|compare\\/data\\/[a-z-]+\\.js$/.test(script.src) : script.type !== "application/ld+json") wrong.push("script " + script.src);
    if (!script.src) JSON.parse(script.textContent);
  }
  if (document.querySelectorAll("head > meta[http-equiv]").length !== 1) wrong.push("meta");
  if ([...document.body.children].map((each) => each.tagName).join() !== "A,HEADER,MAIN,FOOTER") wrong.push("body");
  if (document.querySelectorAll("main > article").length !== 1) wrong.push("article");
  const ids = all.map((each) => each.id).filter(Boolean);
  if (new Set(ids).size !== ids.length) wrong.push("an id twice");
  return wrong;
}"""


@pytest.fixture(scope="module")
def hostile(corpus: Corpus, project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    texts = vectors()
    assert len(texts) >= 2000
    made, taken = planted(corpus, texts)
    assert taken == len(texts), "not every vector found a place"
    out = tmp_path_factory.mktemp("hostile")
    build_site(made, MkDocsShell(project), out)
    return out


def test_nothing_runs_and_nothing_is_asked_for(browser: Browser, hostile: Path) -> None:
    root = hostile.as_uri() + "/"
    pages = sorted(path.relative_to(hostile).as_posix() for path in hostile.rglob("*.html"))
    assert len(pages) > 80
    with opened(browser, root) as (page, log, _):
        dialogs: list[str] = []
        page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
        page.add_init_script(CANARY)
        for path in pages:
            if path == "404.html":
                continue
            page.goto(root + path)
            assert page.url == root + path
            assert page.evaluate(STRUCTURE) == [], path
            assert page.evaluate("[window.ran, window.violations]") == [0, []], path
        page.goto(root + "search.html?q=planted")
        expect(page.locator("#search-status")).to_have_attribute("data-state", re.compile("done"))
        assert page.locator("#search-results > li").count() > 5
        assert page.evaluate("[window.ran, window.violations]") == [0, []]
        assert page.evaluate(STRUCTURE) == []
        assert dialogs == []
        log.assert_quiet()


def test_no_template_is_made_of_a_text(hostile: Path) -> None:
    pages = [path.read_text(encoding="utf-8") for path in hostile.rglob("*.html")]
    assert any("{{7*7}}" in html for html in pages)
    assert not any(">49<" in html and "7*7" not in html for html in pages)
