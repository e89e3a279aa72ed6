"""What several tests share: the fabricated collection, checked and built once."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from spoken import samples

from build_tools.build import build_site
from build_tools.command import main
from build_tools.corpus.corpus import Corpus
from build_tools.rules.check import Checked, check
from build_tools.shell.mkdocs_shell import MkDocsShell

ROOT = Path(__file__).resolve().parent.parent
CORPUS = Path(__file__).parent / "corpus"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of forked processes come first: later ones leave servers and browsers in threads,
    beside which nothing is forked."""
    items.sort(key=lambda item: item.path.name != "test_processes.py")


@pytest.fixture(scope="session")
def checked() -> Checked:
    return check(CORPUS / "content")


@pytest.fixture(scope="session")
def corpus(checked: Checked) -> Corpus:
    return checked.corpus


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of its own: the fabricated records with the repository's configuration and docs."""
    folder = tmp_path_factory.mktemp("project")
    shutil.copytree(CORPUS / "content", folder / "content")
    shutil.copytree(ROOT / "docs", folder / "docs")
    for name in ("mkdocs.yml", "CONTRIBUTING.md"):
        shutil.copy(ROOT / name, folder / name)
    return folder


@pytest.fixture(scope="session")
def site(project: Path, corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site of the fabricated collection."""
    out = tmp_path_factory.mktemp("site")
    build_site(corpus, MkDocsShell(project), out)
    return out


@pytest.fixture(scope="session")
def spoken_site(project: Path, corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fabricated site with sample catalogues, and editions in French and pseudo-language."""
    folder = tmp_path_factory.mktemp("spoken")
    shutil.copytree(project, folder / "project")
    config = folder / "project" / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(
        text.replace("  docket:\n", "  docket:\n    languages: [fr, qps]\n", 1), encoding="utf-8"
    )
    with samples():
        build_site(corpus, MkDocsShell(folder / "project"), folder / "site")
    return folder / "site"


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site of the repository's own records, for what must hold of its pages."""
    out = tmp_path_factory.mktemp("real") / "site"
    assert main(["--project", str(ROOT), "build", "--quiet", "--out", str(out)]) == 0
    return out


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the fabricated records that a test may change; returns its project folder."""
    shutil.copytree(CORPUS / "content", tmp_path / "content")
    return tmp_path


@pytest.fixture
def copy_project(copy: Path) -> Path:
    """A copy of the fabricated records with all that a build needs beside them."""
    shutil.copytree(ROOT / "docs", copy / "docs")
    for name in ("mkdocs.yml", "CONTRIBUTING.md"):
        shutil.copy(ROOT / name, copy / name)
    return copy


Read = Callable[[str], str]


@pytest.fixture(scope="session")
def page(site: Path) -> Read:
    """The HTML of a page of the fabricated site."""
    return lambda path: (site / path).read_text(encoding="utf-8")
