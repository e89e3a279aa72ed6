"""The seam holds: the whole site is built with a second shell that knows no MkDocs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from site_links import broken_links, read_site

from build_tools.build import build_site
from build_tools.corpus.corpus import Corpus
from build_tools.shell.minimal import MinimalShell

ROOT = Path(__file__).resolve().parent.parent.parent
LINKED = ("about", "contributing", "coverage-explained", "mirroring")
"""The hand-written pages that computed ones link to: any docs folder has them."""
DOCS = """# Home

[[docket:ways]]

[[docket:latest]]
"""


def docs(folder: Path) -> Path:
    folder.mkdir()
    (folder / "index.md").write_text(DOCS)
    for name in LINKED:
        (folder / f"{name}.md").write_text(f"# {name}\n\n[home](index.md)\n")
    return folder


def test_the_site_is_whole_in_a_second_shell(corpus: Corpus, site: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    count = build_site(corpus, MinimalShell(docs(tmp_path / "docs")), out)
    pages = read_site(out)
    assert list(broken_links(out, pages)) == []
    records = {path for path in read_site(site) if not path.startswith(("decisions/", "404"))}
    by_hand = {f"{path.stem}.html" for path in (ROOT / "docs").glob("*.md")}
    assert records - set(pages) <= by_hand
    assert count == len(pages) - len(["index", *LINKED])
    assert "Station Authority v Fram" in (out / "index.html").read_text()


def test_the_second_shell_does_not_import_mkdocs() -> None:
    code = "import sys, build_tools.shell.minimal, build_tools.build; sys.exit('mkdocs' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
