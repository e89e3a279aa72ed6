"""``docket diff``: what changed, in words a lawyer would use, and nothing that must not be said."""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from build_tools.comparing.records import Comparison
from build_tools.comparing.report import as_json, as_markdown, as_text
from build_tools.comparing.revisions import RevisionError, load_revision
from build_tools.comparing.run import compare_named
from build_tools.comparing.wording import word_changes
from build_tools.verbs import diff

CONTENT = Path(__file__).resolve().parent.parent / "corpus/content"
CASE = "cases/aq/station-authority-v-fram-2021"
LAW = "laws/aq/station-computer-offences-act-2019"
GIT = ["git", "-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]


@pytest.fixture
def before(tmp_path: Path) -> Path:
    folder = tmp_path / "before"
    shutil.copytree(CONTENT, folder / "content")
    return folder


@pytest.fixture
def after(tmp_path: Path) -> Path:
    folder = tmp_path / "after"
    shutil.copytree(CONTENT, folder / "content")
    return folder


Said = Callable[[], Comparison]


@pytest.fixture
def said(before: Path, after: Path) -> Said:
    return lambda: compare_named(before, str(before), str(after))


def edit(project: Path, record: str, *pairs: tuple[str, str]) -> None:
    path = next((project / "content").glob(f"{record}.*"))
    text = path.read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")


def lines(found: Comparison) -> list[str]:
    return [f"{each.field}: {each.words}" for record in found.records for each in record.changes]


def git(project: Path, *arguments: str, data: bytes | None = None) -> str:
    done = subprocess.run(
        [*GIT, "-C", str(project), *arguments], input=data, capture_output=True, check=True
    )
    return done.stdout.decode().strip()


@pytest.fixture
def repository(before: Path) -> Path:
    git(before, "init", "-q")
    git(before, "add", "-A")
    git(before, "commit", "-q", "-m", "one")
    git(before, "tag", "one")
    return before


def test_nothing_changed(said: Said) -> None:
    assert as_text(said()) == "Nothing changed."
    assert "Nothing changed." in as_markdown(said())
    assert json.loads(as_json(said()))["records"] == []


def test_values_are_said_in_words(said: Said, after: Path) -> None:
    edit(after, CASE,
         ("date: 2021-06-03", "date: 2021-06-04"),
         ('docket: "010"\n', ""),
         ("language: fr", "language: en"),
         ("[illegal-access, offensive-communication]", "[illegal-access, data-interference]"),
         ("{with: bv, means", "{with: 'no', means"),
         ("outcome: convicted}", "outcome: acquitted}"),
         ("related: [lessons/assess-before-training]\n", ""),
         ("## Facts\n\nBetween August", "## Facts\n\nSurely between early August"))  # fmt: skip
    assert lines(said()) == [
        "Date: 4 June 2021 (was 3 June 2021)",
        "Docket: removed (was 010)",
        "Language: English (was French)",
        "Offences: added Data interference; removed Offensive communication",
        "Cooperation: added Norway, Mutual legal assistance; removed Bouvet Island, Mutual legal assistance",
        "Charges, s 1 of the Station Computer Offences Act 2019: Outcome: Acquitted (was Convicted)",
        "Related: removed Assess before training",
        "Section 'Facts': changed (3 words added, 1 removed)",
    ]


def test_the_status_of_a_provision_comes_first(said: Said, after: Path) -> None:
    edit(after, LAW, ("status: struck-down", "status: in-force"), ("covers: [illegal-access]", "covers: [illegal-access]\n    status: repealed"),
         ("citation: Act 7", "citation: Act 8"))  # fmt: skip
    text = as_text(said()).splitlines()
    assert text[:5] == [
        "Record: 1 changed.",
        "",
        "Status of provisions",
        "  s 1 of the Station Computer Offences Act 2019 is now repealed.",
        "  s 9 of the Station Computer Offences Act 2019 is now in force (was struck down).",
    ]
    assert text[6:9] == [
        "Laws",
        "  Antarctica",
        f"    Station Computer Offences Act 2019 ({LAW}): changed",
    ]
    assert text[9].strip().startswith("Provisions, s 1 ")
    assert text[-1].strip() == "Citation: Act 8 of 2019 (was Act 7 of 2019)"


def test_items_are_added_removed_and_set_in_another_order(said: Said, after: Path) -> None:
    edit(
        after, LAW, ("  - id: s12\n", "  - {id: s13, number: '13', title: Attempts}\n  - id: s12\n")
    )
    edit(
        after,
        CASE,
        ("[illegal-access, offensive-communication]", "[offensive-communication, illegal-access]"),
    )
    assert lines(said()) == ["Offences: in another order", "Provisions: added s 13 Attempts"]


def test_added_removed_and_review(said: Said, after: Path) -> None:
    (after / "content/cases/aq/station-authority-v-fram-2020.md").unlink()
    text = (after / f"content/{LAW}.yml").read_text()
    (after / "content/laws/aq/new-act.yml").write_text(
        text.replace("title: Station Computer", "title: New Computer")
    )
    edit(
        after,
        CASE,
        ("review: {state: unreviewed}", "review: {state: reviewed, by: A. Reader, on: 2026-11-25}"),
    )
    found = said()
    assert found.counts() == {"added": 1, "changed": 1, "removed": 1}
    assert lines(found) == ["Review: reviewed by A. Reader on 25 November 2026 (was unreviewed)"]
    text = as_text(found)
    assert "cases/aq/station-authority-v-fram-2020: removed" in text
    assert "New Computer Offences Act 2019 (laws/aq/new-act): added" in text


@pytest.mark.parametrize("alias", [True, False])
def test_a_record_under_another_id_was_renamed(said: Said, after: Path, alias: bool) -> None:
    path = after / f"content/{LAW}.yml"
    path = path.rename(path.with_name("act-7.yml"))
    if alias:
        path.write_text(path.read_text().replace("Act 7 of", "Act 8 of") + f"aliases: [{LAW}]\n")
    found = said()
    law = next(record for record in found.records if record.kind == "law")
    assert (law.id, law.former, law.what) == ("laws/aq/act-7", LAW, "renamed")
    assert [each.words for each in law.changes] == (
        ["Act 8 of 2019 (was Act 7 of 2019)"] if alias else []
    )
    assert "removed" not in found.counts()


def test_what_was_withdrawn_is_not_said_again(said: Said, after: Path) -> None:
    edit(
        after,
        CASE,
        ("added: 2026-11-24", "withdrawn: {on: 2026-11-25, reason: Sealed.}\nadded: 2026-11-24"),
    )
    for form in (as_text, as_markdown, as_json):
        assert "Fram" not in form(said())
    assert f"    {CASE}: withdrawn on 25 November 2026: Sealed." in as_text(said())


def test_a_name_that_gave_way_to_initials_is_not_said_again(said: Said, after: Path) -> None:
    edit(after, CASE, ("title: Station Authority v Fram", "title: Station Authority v F"), ("label: Fram,", "label: F,"),
         ("title: Reports of", "title: New reports of"))  # fmt: skip
    for form in (as_text, as_markdown, as_json):
        text = form(said())
        assert "Fram" not in text
        assert "Title" in text


def test_old_faults_are_said_and_are_no_traceback(said: Said, before: Path, after: Path) -> None:
    (before / f"content/{LAW}.yml").write_text("title: [\n")
    edit(before, CASE, ("docket:", "docet:"))
    found = said()
    assert [record.id for record in found.records] == [CASE]
    text = as_text(found)
    assert f"content/{LAW}.yml in {before}: " in text
    assert "there is no field 'docet'" in text


def test_markdown_is_not_marked_up_by_a_record(said: Said, after: Path) -> None:
    edit(after, LAW, ("citation: Act 7 of 2019", 'citation: "[x](https://evil.example) <b>*_`"'))
    text = as_markdown(said())
    assert r"\[x\](https://evil.example) \<b\>\*\_\`" in text


def test_revisions_and_the_records_as_they_stand(repository: Path) -> None:
    edit(repository, CASE, ("date: 2021-06-03", "date: 2021-06-04"))
    assert lines(compare_named(repository, "one", None)) == ["Date: 4 June 2021 (was 3 June 2021)"]
    git(repository, "commit", "-qam", "two")
    assert as_json(compare_named(repository, "one", "HEAD")) == as_json(
        compare_named(repository, "one", "HEAD")
    )
    assert len(compare_named(repository, "HEAD~1", "HEAD").records) == 1
    assert compare_named(repository, "HEAD", None).records == ()


def test_a_project_in_a_folder_of_a_repository(tmp_path: Path) -> None:
    shutil.copytree(CONTENT, tmp_path / "inner/content")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "one")
    files = sum(path.is_file() for path in CONTENT.rglob("*.*"))
    assert len(load_revision(tmp_path / "inner", "HEAD", {}).entries) == files


@pytest.mark.parametrize(
    "name", ["-x", "--output=/tmp/x", "", "nope", "HEAD:content", "a\nb", "one^{/x}", "\x1b[31m"]
)
def test_a_name_that_is_no_revision(repository: Path, name: str) -> None:
    with pytest.raises(RevisionError):
        load_revision(repository, name, {})


def test_links_and_names_that_lead_out_are_not_followed(repository: Path, tmp_path: Path) -> None:
    blob = git(repository, "hash-object", "-w", "--stdin", data=b"/etc/passwd")
    up = git(repository, "mktree", data=f"100644 blob {blob}\tx.yml\n".encode())
    laws = git(
        repository,
        "mktree",
        data=f"120000 blob {blob}\tlink.yml\n040000 tree {up}\t..\n100644 blob {blob}\t\\x1b.yml\n".encode(),
    )
    content = git(repository, "mktree", data=f"040000 tree {laws}\tlaws\n".encode())
    top = git(repository, "mktree", data=f"040000 tree {content}\tcontent\n".encode())
    commit = git(repository, "commit-tree", top, "-m", "hostile")
    loaded = load_revision(repository, commit, {})
    assert loaded.entries == ()
    assert {"not-a-file", "bad-file-name"} <= {finding.code for finding in loaded.findings}
    assert not (tmp_path / "x.yml").exists()


def test_the_verb(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    parser = argparse.ArgumentParser()
    diff.add(parser.add_subparsers())
    for arguments, status, out in (
        (["diff", "one"], 0, "Nothing changed.\n"),
        (
            ["diff", "one", "HEAD", "--format", "markdown"],
            0,
            "# What changed from one to HEAD\n\nNothing changed.\n",
        ),
        (["diff", "nope"], 2, ""),
    ):
        options = parser.parse_args(arguments)
        options.project = repository
        assert options.run(options) == status
        assert capsys.readouterr().out == out


@pytest.mark.parametrize(("old", "new", "words"), [
    ("a b", "a b c", "1 word added"), ("a b c", "a", "2 words removed"), ("a b", "b a", "the same words, set otherwise"),
    ("a b", "c d", "2 words added, 2 removed"),
])  # fmt: skip
def test_words_are_counted(old: str, new: str, words: str) -> None:
    assert word_changes(old, new) == words
