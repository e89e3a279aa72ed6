"""A warm build gives what a cold one gives, byte for byte, whatever changed and whatever was damaged."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from build_tools.build import build_site
from build_tools.publish import staged
from build_tools.rules.check import check
from build_tools.shell.minimal import MinimalShell
from build_tools.warm.run import Warm
from build_tools.warm.state import state_file

CONTENT = Path(__file__).resolve().parents[1] / "corpus" / "content"
EXAMPLES = int(os.environ.get("DOCKET_WARM_EXAMPLES", "3"))
"""How many random histories are tried; more by the environment."""


class Project:
    """Records that change, with a warm site of them and, when asked, a cold one."""

    def __init__(self, folder: Path) -> None:
        self.content = folder / "content"
        self.docs = folder / "docs"
        self.site = folder / "site"
        self.cold = folder / "cold"
        shutil.copytree(CONTENT, self.content)
        self.docs.mkdir()
        (self.docs / "index.md").write_text("# Home\n\nWelcome.\n", encoding="utf-8")

    def build(self, out: Path, warm: Warm | None) -> None:
        checked = check(self.content)
        assert checked.publishable
        with staged(out) as folder:
            build_site(checked.corpus, MinimalShell(self.docs), folder, warm=warm)

    def build_warm(self) -> Warm:
        warm = Warm(self.site)
        self.build(self.site, warm)
        return warm

    def assert_same_as_cold(self) -> None:
        self.build(self.cold, None)
        assert tree(self.site) == tree(self.cold)


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    project = Project(tmp_path)
    project.build_warm()
    return project


CASE = "cases/aq/station-authority-v-fram-2021"


def change(project: Project, name: str, old: str, new: str) -> None:
    file = project.content / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def remade(project: Project) -> set[str]:
    """The records whose files a warm build makes anew."""
    before = {path: path.stat().st_mtime_ns for path in (project.site).rglob("*.json")}
    project.build_warm()
    return {
        path.relative_to(project.site).with_suffix("").as_posix()
        for path in project.site.rglob("*.json")
        if before.get(path) != path.stat().st_mtime_ns
    }


def test_one_edit_makes_anew_what_mentions_the_record_and_little_else(built: Project) -> None:
    change(built, f"{CASE}.md", "A password found by chance", "A password found on a note")
    records = {entry.id for entry in check(built.content).corpus.entries}
    new = remade(built) & records
    built.assert_same_as_cold()
    assert CASE in new
    assert "countries/aq" in new
    assert not any(each.startswith("organisations/") for each in new)
    assert len(new) < len(records) / 2


def test_nothing_of_a_record_is_made_anew_when_nothing_changed(built: Project) -> None:
    records = {entry.id for entry in check(built.content).corpus.entries}
    assert remade(built) & records == set()
    built.assert_same_as_cold()


def test_the_old_site_is_not_touched_while_the_new_one_is_made(built: Project) -> None:
    before = tree(built.site)
    change(built, f"{CASE}.md", "A password found by chance", "A password found on a note")

    def broken_off() -> None:
        checked = check(built.content)
        with staged(built.site) as folder:
            build_site(checked.corpus, MinimalShell(built.docs), folder, warm=Warm(built.site))
            raise KeyError

    with pytest.raises(KeyError):
        broken_off()
    assert tree(built.site) == before
    built.build_warm()
    built.assert_same_as_cold()


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-100])


def _flip(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)


def _other(file: Path) -> None:
    file.write_bytes(b"not a state")


def _open_to_all(file: Path) -> None:
    file.chmod(0o666)


@pytest.mark.parametrize("damage", [_cut, _flip, _other, _open_to_all, Path.unlink])
def test_a_damaged_cache_means_a_cold_build(built: Project, damage: Callable[[Path], None]) -> None:
    damage(state_file(built.site))
    old = {path: path.stat().st_mtime_ns for path in built.site.rglob("*.html")}
    built.build_warm()
    assert not any(path.stat().st_mtime_ns == time for path, time in old.items())
    built.assert_same_as_cold()


def test_files_of_the_old_site_that_were_changed_or_lost_are_made_anew(built: Project) -> None:
    (built.site / f"{CASE}.html").write_text("vandalised", encoding="utf-8")
    (built.site / f"{CASE}.json").unlink()
    shutil.rmtree(built.site / "laws")
    built.build_warm()
    built.assert_same_as_cold()


def test_a_lost_site_is_made_anew(built: Project) -> None:
    shutil.rmtree(built.site)
    built.build_warm()
    built.assert_same_as_cold()


# Random histories

Edit = Callable[[Path, Path], None]


def _text(file: Path, content: Path) -> None:
    with file.open("a", encoding="utf-8") as end:
        end.write("\nA further sentence.\n" if file.suffix == ".md" else "\n# a note\n")


def _title(file: Path, content: Path) -> None:
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r"(?m)^title: .*$", "title: Another title", text, count=1), "utf-8")


def _label(file: Path, content: Path) -> None:
    file = sorted((content / "vocabulary").glob("*.yml"))[len(str(file)) % 5]
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r"(?m)(label: )(.*)$", r"\1Other words", text, count=1), "utf-8")


def _remove(file: Path, content: Path) -> None:
    file.unlink()


def _add(file: Path, content: Path) -> None:
    text = re.sub(r"(?m)^aliases:.*\n", "", file.read_text(encoding="utf-8"))
    file.with_stem(f"{file.stem}-again").write_text(text, encoding="utf-8")


def _rename(file: Path, content: Path) -> None:
    """Move a record, which keeps its old address."""
    old = file.relative_to(content).with_suffix("").as_posix()
    _alias(file, old)
    file.rename(file.with_stem(f"{file.stem}-moved"))


def _new_alias(file: Path, content: Path) -> None:
    _alias(file, file.relative_to(content).with_suffix("").as_posix() + "-formerly")


def _alias(file: Path, alias: str) -> None:
    text = file.read_text(encoding="utf-8")
    if "\naliases:" not in text:
        file.write_text(text.replace("\ntitle:", f"\naliases: [{alias}]\ntitle:", 1)
                        if "\ntitle:" in text else f"aliases: [{alias}]\n{text}", "utf-8")  # fmt: skip


def _withdraw(file: Path, content: Path) -> None:
    text = file.read_text(encoding="utf-8")
    notice = "\nwithdrawn: {on: 2026-11-01, reason: error}\ntitle:"
    file.write_text(text.replace("\ntitle:", notice, 1), encoding="utf-8")


EDITS: tuple[Edit, ...] = (_text, _title, _label, _remove, _add, _rename, _new_alias, _withdraw)


@pytest.fixture
def history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], Project]]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    count = 0

    def new() -> Project:
        nonlocal count
        count += 1
        return Project(tmp_path / str(count))

    return new


@given(
    st.lists(
        st.lists(st.tuples(st.sampled_from(EDITS), st.integers(0, 10_000)), min_size=1, max_size=4),
        min_size=1,
        max_size=3,
    )
)
@settings(max_examples=EXAMPLES, deadline=None, derandomize=EXAMPLES <= 3,
          suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])  # fmt: skip
def test_random_histories_give_what_cold_builds_give(
    history: Callable[[], Project], steps: list[list[tuple[Edit, int]]]
) -> None:
    project = history()
    project.build_warm()
    for step in steps:
        for edit, number in step:
            _try(project, edit, number)
        project.build_warm()
        project.assert_same_as_cold()


def _try(project: Project, edit: Edit, number: int) -> None:
    """Make an edit, unless the records would then have an error."""
    before = tree(project.content)
    files = sorted(path for path in project.content.rglob("*") if path.is_file())
    edit(files[number % len(files)], project.content)
    if not check(project.content).publishable:
        shutil.rmtree(project.content)
        for name, data in before.items():
            (project.content / name).parent.mkdir(parents=True, exist_ok=True)
            (project.content / name).write_bytes(data)


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__.strip("_"))
def test_each_edit_gives_what_a_cold_build_gives(built: Project, edit: Edit) -> None:
    before = tree(built.content)
    for number in range(7, 400, 31):
        _try(built, edit, number)
        if tree(built.content) != before:
            break
    assert tree(built.content) != before, "no such edit is without an error"
    built.build_warm()
    built.assert_same_as_cold()
