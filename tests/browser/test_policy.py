"""The content security policy: every kind of page lives with it, and nothing gets past it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from browser.conftest import is_web, opened
from browser.firefox import firefox
from browser.test_reader import PAGES
from playwright.sync_api import Browser, Page, expect

from build_tools.build import build_site
from build_tools.corpus.corpus import Corpus
from build_tools.shell.minimal import MinimalShell
from build_tools.shell.policy import POLICY

LISTEN = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) =>
    window.violations.push(event.violatedDirective + " " + event.blockedURI + " " + event.sample));
"""
LEFT_OUT = ("404.html", "START.html")
"""Pages that a server answers with, or that stand on a stick: not in every copy."""
SINKS = {
    "innerHTML": "document.body.innerHTML = '<b>x</b>'",
    "insertAdjacentHTML": "document.body.insertAdjacentHTML('beforeend', '<b>x</b>')",
    "document.write": "document.write('<b>x</b>')",
    "srcdoc": "document.createElement('iframe').srcdoc = 'x'",
    "script.src": "document.createElement('script').src = 'assets/find.js'",
    "script.text": "document.createElement('script').text = '1'",
    "eval": "eval('1 + 1')",
    "Function": "new Function('return 1')()",
    "string timer": "setTimeout('1', 0)",
    "another policy": "trustedTypes.createPolicy('other', { createHTML: (text) => text })",
    "the same policy again": "trustedTypes.createPolicy('docket', { createScriptURL: (text) => text })",
    "parseFromString": "new DOMParser().parseFromString('<b>x</b>', 'text/html')",
}


def violations(page: Page) -> list[str]:
    return list(page.evaluate("window.violations"))


def pages_of(site: Path) -> list[str]:
    """One page of each kind, and all hand-written ones."""
    by_hand = [path.name for path in site.glob("*.html")]
    decisions = [path.relative_to(site).as_posix() for path in (site / "decisions").glob("*.html")]
    return sorted({*PAGES, *by_hand, *decisions})


def test_every_page_states_the_policy_first(site: Path) -> None:
    stated = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    pages = list(site.rglob("*.html"))
    assert len(pages) > 90
    for path in pages:
        html = path.read_text(encoding="utf-8")
        head = html[html.index("<head>") + 6 :].lstrip()
        assert head.startswith('<meta charset="utf-8">'), path
        assert head.removeprefix('<meta charset="utf-8">').lstrip().startswith(stated), path
        assert 'name="referrer" content="no-referrer"' in head, path


def test_the_policy_has_no_hole() -> None:
    assert POLICY.startswith("default-src 'none'; ")
    for hole in ("unsafe", "http", "*", "blob:", "'strict-dynamic'", '"'):
        assert hole not in POLICY
    assert re.findall(r"data:", POLICY) == ["data:"]


def test_every_kind_of_page_keeps_to_the_policy(browser: Browser, address: str, site: Path) -> None:
    with opened(browser, address) as (page, log, _):
        page.add_init_script(LISTEN)
        for path in pages_of(site):
            if path in LEFT_OUT and not is_web(address):
                continue
            answer = page.goto(address + path)
            assert answer is None or answer.status in (0, 200), path
            assert violations(page) == [], path
        log.assert_quiet()


def test_what_readers_do_keeps_to_the_policy(browser: Browser, address: str) -> None:
    """Search in the head and on its page, narrow, sort, save, the form, citations, the theme."""
    with opened(browser, address) as (page, log, _):
        page.add_init_script(LISTEN)
        page.goto(address + "cases/aq/station-authority-v-fram-2021.html")
        page.locator(".d-theme").click()
        page.locator("details.d-cite > summary").click()
        page.get_by_role("button", name=re.compile("Copy the citation")).first.click()
        page.locator(".d-bar .d-search input").fill("password")
        expect(page.locator("#suggestions a").first).to_be_visible()
        assert violations(page) == []
        page.goto(address + "search.html?q=access&kind=case&sort=newest")
        status = page.locator("#search-status")
        expect(status).to_have_attribute("data-state", re.compile("done"))
        assert violations(page) == []
        page.goto(address + "search.html?q=acces~1 title:fram* -seal")
        expect(status).to_have_attribute("data-state", re.compile("done"))
        assert violations(page) == []
        page.goto(address + "propose.html")
        page.locator("form input, form select, form textarea").first.wait_for()
        assert violations(page) == []
        log.assert_quiet()


def test_linked_data_stands_in_the_page(browser: Browser, address: str) -> None:
    with opened(browser, address) as (page, log, _):
        page.goto(address + "cases/aq/station-authority-v-fram-2021.html")
        data = page.evaluate(
            "JSON.parse(document.querySelector('script[type=\"application/ld+json\"]').textContent)"
        )
        assert data["name"] == "Station Authority v Fram"
        log.assert_quiet()


@pytest.mark.parametrize("sink", SINKS)
def test_no_text_becomes_html_or_code(browser: Browser, address: str, sink: str) -> None:
    with opened(browser, address) as (page, _, _):
        page.add_init_script(LISTEN)
        page.goto(address + "about.html")
        attempt = f"try {{ {SINKS[sink]} }} catch (error) {{ done(error.name) }} done('')"
        # in a task of the page's own: DevTools may evaluate what the page may not
        code = f"() => new Promise((done) => setTimeout(() => {{ {attempt} }}, 0))"
        blocked = page.evaluate(code)
        seen = violations(page)
        assert blocked or seen, sink


@pytest.mark.parametrize(
    "path",
    ["https://example.net/x.js", "//example.net/x.js", "../../../etc/x.js", "data:text/javascript,1//.js", "assets/find.js?x",
     "assets/%2e%2e/%2e%2e/x.js", "javascript:alert(1)//.js", "blob:x.js", "cases/index.html", "\\\\example.net\\x.js"],
)  # fmt: skip
def test_only_own_scripts_have_an_address(browser: Browser, address: str, path: str) -> None:
    with opened(browser, address) as (page, _, _):
        page.goto(address + "about.html")
        given = page.evaluate(
            "(path) => { try { return docketAddress(path) } catch { return '' } }", path
        )
        assert given == "" or (given.startswith(address) and given.endswith("/x.js"))


def test_the_second_shell_keeps_to_it_too(browser: Browser, corpus: Corpus, tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "index.md").write_text("# Home\n")
    out = tmp_path / "site"
    build_site(corpus, MinimalShell(docs), out)
    root = out.as_uri() + "/"
    with opened(browser, root) as (page, log, _):
        page.add_init_script(LISTEN)
        for path in (
            "index.html",
            "cases/aq/station-authority-v-fram-2021.html",
            "search.html?q=password",
        ):
            page.goto(root + path)
            assert POLICY in page.content().replace("&#39;", "'")
            assert violations(page) == [], path
        expect(page.locator("#search-status")).to_have_attribute("data-state", "done")
        log.assert_quiet()


def test_no_script_of_ours_has_a_sink() -> None:
    """What the browser would refuse does not stand in the source either."""
    package = Path(__file__).resolve().parents[2] / "build_tools"
    sinks = re.compile(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|DOMParser|"
        r"createContextualFragment|srcdoc|\.cssText|\.src = (?!docketAddress\()|"
        r"importScripts\((?!\"assets/tree\.js\"\))|\.register\((?!docketAddress\()"
    )
    scripts = list(package.rglob("*.js"))
    assert len(scripts) >= 7
    for script in scripts:
        assert sinks.search(script.read_text(encoding="utf-8")) is None, script


def test_firefox_searches_under_the_policy(address: str, tmp_path: Path) -> None:
    with firefox(tmp_path / "profile") as browser:
        browser.open(address + "search.html?q=password")
        browser.until("document.getElementById('search-status').dataset.state === 'done'")
        assert browser.run("document.querySelectorAll('#search-results > li').length") > 0
        browser.open(address + "cases/aq/station-authority-v-fram-2021.html")
        # a window that is not the active one, as none is without a screen, tells of no focus
        focus = "dispatchEvent(new FocusEvent('focus'))"
        browser.run(f"document.querySelector('.d-bar .d-search input').{focus}")
        browser.until("typeof window.docketFind === 'object'")
        # in a task of the page's own: what drives the browser may do what the page may not
        attempt = "try { window.eval('1'); done('') } catch (error) { done(error.name) }"
        sink = f"new Promise(done => setTimeout(() => {{ {attempt} }}, 0))"
        assert browser.run(sink) == "EvalError"
