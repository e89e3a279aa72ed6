from pathlib import Path

import pytest

from build_tools.pages.page import Page
from build_tools.shell.frames import BODY, DESCRIPTION, HEAD, TITLE, ShellError, cut
from build_tools.shell.mkdocs_shell import MkDocsShell

PAGE = Page("cases/aq/x.html", 'A <b> & "c"', "d'e", "cases", "<p>body</p>", "<meta>")


def test_a_frame_escapes_words_and_keeps_the_body() -> None:
    frame = cut(
        f"<title>{TITLE} - x</title><meta content='{DESCRIPTION}'>{HEAD}<h1>{TITLE}</h1>{BODY}!"
    )
    assert frame.fill(PAGE) == (
        "<title>A &lt;b&gt; &amp; &quot;c&quot; - x</title><meta content='d&#x27;e'><meta>"
        "<h1>A &lt;b&gt; &amp; &quot;c&quot;</h1><p>body</p>!"
    )


@pytest.mark.parametrize(
    "html",
    [
        "",
        BODY,
        f"{TITLE}{DESCRIPTION}{HEAD}",
        f"{TITLE}{DESCRIPTION}{BODY}",
        f"{TITLE}{DESCRIPTION}{HEAD}{BODY}{BODY}",
        f"{TITLE}{DESCRIPTION}{HEAD}{HEAD}{BODY}",
    ],
)
def test_a_frame_without_its_markers_is_refused(html: str) -> None:
    with pytest.raises(ValueError, match="the shell's frame lacks"):
        cut(html)


def test_markers_in_a_record_are_words(project: Path) -> None:
    frame = cut(f"{TITLE}|{DESCRIPTION}|{HEAD}|{BODY}")
    page = Page("x.html", BODY, TITLE, "cases", TITLE, BODY)
    assert frame.fill(page) == f"{BODY}|{TITLE}|{BODY}|{TITLE}"


def test_a_project_without_the_plugin_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: x\nplugins: []\n")
    with pytest.raises(ShellError, match="does not name the plugin 'docket'"):
        MkDocsShell(tmp_path).build([], tmp_path / "out")


def test_a_broken_configuration_is_told(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: [\n")
    with pytest.raises(ShellError, match=r"mkdocs\.yml"):
        MkDocsShell(tmp_path).settings()
