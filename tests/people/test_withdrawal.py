"""A withdrawn record leaves a notice; its old text is nowhere in the whole output."""

from __future__ import annotations

import dataclasses
import json
import shutil
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from build_tools.command import main
from build_tools.corpus.initials import with_texts
from build_tools.corpus.load import Entry
from build_tools.manifest.edition import Edition
from build_tools.manifest.seal import seal, verify
from build_tools.model.common import Withdrawal
from build_tools.parse.writer import write_record
from build_tools.rules.check import check
from build_tools.values.dates import parse_date

PLANTED = "Zyxplanted"
KINDS = ("case", "law", "treaty", "lesson", "practice", "assessment", "activity", "organisation")


NEEDLE = PLANTED[1:].casefold().encode()
NOTICE = Withdrawal(on=parse_date("2026-11-25"), reason="A person asked for it.")


def plant(project: Path, kind: str, withdrawn: bool) -> Entry:
    """Put the name into every text of a record that is in force, and withdraw it or not."""
    corpus = check(project / "content").corpus
    entry = next(
        each for each in corpus.entries if each.kind.name == kind and each.record.withdrawn is None
    )
    record = with_texts(entry.record, lambda text: f"{PLANTED} {text}")
    if withdrawn:
        record = dataclasses.replace(record, withdrawn=NOTICE)
    sections = [
        dataclasses.replace(section, text=f"\n{PLANTED} was here.\n") for section in entry.sections
    ]
    entry.file.path.write_text(write_record(record, sections))
    assert PLANTED in entry.file.path.read_text()
    return entry


def build(project: Path, out: Path) -> None:
    assert main(["--project", str(project), "build", "--quiet", "--out", str(out)]) == 0


def holding(folder: Path) -> list[str]:
    """The files of a folder in whose bytes or name the planted name stands."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert len(files) > 100
    return [
        path.relative_to(folder).as_posix()
        for path in files
        if NEEDLE in path.read_bytes().lower() or NEEDLE in path.name.lower().encode()
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_a_planted_name_is_found_nowhere(kind: str, copy_project: Path) -> None:
    entry = plant(copy_project, kind, withdrawn=True)
    out = copy_project / "out"
    build(copy_project, out)
    assert holding(out) == []
    assert "A person asked for it." in (out / f"{entry.id}.html").read_text()
    listed = json.loads((out / "data/withdrawn.json").read_text())["withdrawn"]
    assert {"id": entry.id, "on": "2026-11-25", "reason": "A person asked for it."} in listed


def unpacked(file: Path) -> Iterator[bytes]:
    """The name and the bytes of all that a packed copy holds."""
    if file.suffix == ".zip":
        with zipfile.ZipFile(file) as packed:
            for name in packed.namelist():
                yield name.encode() + b"\n" + packed.read(name)
    elif file.suffix == ".gz":
        with tarfile.open(file) as tar:
            for member in tar:
                read = tar.extractfile(member)
                yield member.name.encode() + b"\n" + (read.read() if read else b"")
    else:
        from libzim.reader import Archive

        zim = Archive(file)
        for number in range(zim.all_entry_count):
            found = zim._get_entry_by_id(number)
            data = b"" if found.is_redirect else bytes(found.get_item().content)
            yield f"{found.path} {found.title}\n".encode() + data


def test_nor_in_a_sealed_site_a_packed_copy_or_a_mirror(copy_project: Path, tmp_path: Path) -> None:
    """The site before the withdrawal has the name, in all of these: what searches it finds it."""
    old, new, copy = tmp_path / "old", tmp_path / "new", tmp_path / "copy"
    before = tmp_path / "before"
    shutil.copytree(copy_project, before, ignore=shutil.ignore_patterns("old", "new", "before"))
    plant(before, "treaty", withdrawn=False)
    build(before, old)
    entry = plant(copy_project, "treaty", withdrawn=True)
    build(copy_project, new)
    for serial, folder in enumerate((old, new), start=1):
        shutil.rmtree(folder / "manifest", ignore_errors=True)
        seal(folder, Edition(serial=serial, date=f"2026-11-{24 + serial}"))
        assert main(["mirror", str(folder), str(copy), "--unverified", "--quiet"]) == 0
        assert bool(holding(folder)) is (folder == old)
        assert holding(copy) == holding(folder)
    assert (copy / "manifest").is_dir()
    assert (copy / "SHA256SUMS").is_file()
    assert (copy / f"{entry.id}.html").is_file()
    assert verify(copy) == []
    for form, name in (("stick", "s.zip"), ("archive", "a.tar.gz"), ("zim", "z.zim")):
        for folder in (old, new):
            file = tmp_path / f"{folder.name}-{name}"
            command = ["export", form, str(file), "--site", str(folder), "--quiet"]
            assert main(["--project", str(copy_project), *command]) == 0
            pieces = list(unpacked(file))
            assert len(pieces) > 100
            assert any(NEEDLE in piece.lower() for piece in pieces) is (folder == old), file
            assert folder == old or NEEDLE not in file.read_bytes().lower()
