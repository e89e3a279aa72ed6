from pathlib import Path

import pytest

from build_tools import publish
from build_tools.publish import staged, write_file


def leftovers(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith(".docket-")]


@pytest.mark.parametrize("exchange", [True, False])
def test_a_new_site_takes_the_old_ones_place(
    tmp_path: Path, exchange: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not exchange:
        monkeypatch.setattr(publish, "_exchange", lambda one, other: False)
    site = tmp_path / "site"
    for text in ("old", "new"):
        with staged(site) as folder:
            write_file(folder / "a/b/c.html", text.encode())
            write_file(folder / f"{text}.html", b"")
    assert (site / "a/b/c.html").read_text() == "new"
    assert not (site / "old.html").exists()
    assert leftovers(tmp_path) == []


def test_a_fault_leaves_the_old_site(tmp_path: Path) -> None:
    site = tmp_path / "site"
    with staged(site) as folder:
        write_file(folder / "a.html", b"old")

    def half() -> None:
        with staged(site) as folder:
            write_file(folder / "a.html", b"half")
            raise RuntimeError("on purpose")

    with pytest.raises(RuntimeError, match="on purpose"):
        half()
    assert (site / "a.html").read_bytes() == b"old"
    assert leftovers(tmp_path) == []


def test_the_exchange_is_one_step_on_linux(tmp_path: Path) -> None:
    for name in ("one", "other"):
        write_file(tmp_path / name / "name", name.encode())
    if publish._exchange(tmp_path / "one", tmp_path / "other"):
        assert (tmp_path / "one/name").read_text() == "other"
        assert (tmp_path / "other/name").read_text() == "one"
