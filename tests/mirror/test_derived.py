"""What follows from other files is made by the copy itself, and fetched where that goes wrong."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from benchmarks.mirror.servers import served
from build_tools.command import main
from build_tools.exports.database import (
    NAME,
    DatabaseError,
    Field,
    Filled,
    build_database,
    kept,
    write_plan,
)
from build_tools.manifest.edition import Edition
from build_tools.manifest.seal import edition_of, seal

PATH = f"data/{NAME}"


def write_data(site: Path, title: str) -> None:
    """The tables and lines of one record, and the database made of them."""
    data = site / "data"
    data.mkdir(parents=True, exist_ok=True)
    id_, text = Field("id", "text", True, ""), Field("title", "text", False, "")
    number = Field("year", "integer", False, "")
    texts = {name: Field(name, "text", False, "") for name in ("country", "kind", "record")}
    ends = [Field("to_record", "text", True, "records"), Field("to_part", "text", False, "")]
    tables = [
        Filled("records", "records.csv", [id_, texts["country"], texts["kind"]], ["id"]),
        Filled("links", "links.csv", [texts["record"], *ends], []),
        Filled("cases", "cases.csv", [id_, text, number], ["id"]),
    ]
    write_plan(data, tables, ["cases.jsonl"])
    (data / "cases.csv").write_text(f"id,title,year\ncases/a,{kept(title)},2020\ncases/b,,\n")
    line = '{"id":"cases/a","fields":{"title":"%s"},"sections":{"Facts":"He read mail."}}\n'
    (data / "cases.jsonl").write_text(line % title)
    build_database(data, data / NAME)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    write_data(folder, "=A")
    seal(folder, Edition(serial=1, date="2026-11-01"))
    return folder


def test_the_same_files_give_the_same_database(site: Path, tmp_path: Path) -> None:
    build_database(site / "data", tmp_path / "other")
    assert (tmp_path / "other").read_bytes() == (site / PATH).read_bytes()
    base = sqlite3.connect(site / PATH)
    rows = base.execute("SELECT * FROM cases ORDER BY id").fetchall()
    assert rows == [("cases/a", "=A", 2020), ("cases/b", None, None)]
    found = base.execute("SELECT id FROM search WHERE search MATCH 'mail'").fetchall()
    assert found == [("cases/a",)]
    base.close()


@pytest.mark.parametrize("text", ["plain", "=1", "'=1", "''=1", "'quoted'", "-", "'"])
def test_a_text_comes_back_as_it_was(text: str, tmp_path: Path) -> None:
    write_data(tmp_path, text)
    base = sqlite3.connect(tmp_path / PATH)
    assert base.execute("SELECT title FROM cases WHERE id = 'cases/a'").fetchone() == (text,)
    base.close()


def test_the_copy_makes_the_database_itself(site: Path, tmp_path: Path) -> None:
    assert edition_of(site).derived == (PATH,)
    copy = tmp_path / "copy"
    with served(site) as server:
        assert main(["mirror", server.address, str(copy), "--unverified"]) == 0
        assert PATH not in server.asked
        write_data(site, "B")
        shutil.rmtree(site / "manifest")
        seal(site, Edition(serial=2, date="2026-11-02"))
        assert main(["mirror", server.address, str(copy), "--unverified"]) == 0
        assert PATH not in server.asked
    assert (copy / PATH).read_bytes() == (site / PATH).read_bytes()
    assert main(["verify", str(copy)]) == 0


def test_it_is_fetched_where_asked(site: Path, tmp_path: Path) -> None:
    with served(site) as server:
        to = [server.address, str(tmp_path / "copy"), "--unverified"]
        assert main(["mirror", *to, "--no-derive"]) == 0
        assert PATH in server.asked


def test_it_is_fetched_where_another_comes_out(
    site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (site / PATH).open("ab") as file:
        file.write(b"\0" * 4096)
    shutil.rmtree(site / "manifest")
    seal(site, Edition(serial=1, date="2026-11-01"))
    with served(site) as server:
        assert main(["mirror", server.address, str(tmp_path / "copy"), "--unverified"]) == 0
        assert server.asked.count(PATH) == 1
    assert (tmp_path / "copy" / PATH).read_bytes() == (site / PATH).read_bytes()
    assert "comes out otherwise" in capsys.readouterr().err


@pytest.mark.parametrize(
    "plan",
    [
        '{"tables":[["a\\" (b); --","x.csv",[["id","text",true,""]],["id"]]],"search":[]}',
        '{"tables":[["a","x.csv",[["id","text",true,"b); --"]],["id"]]],"search":[]}',
        '{"tables":[["a","x.csv",[["id","text","",""]],["id); --"]]],"search":[]}',
        '{"tables":[["a","../x.csv",[["id","text",true,""]],["id"]]],"search":[]}',
        '{"tables":[],"search":["/etc/passwd"]}',
        '{"tables":[["sqlite_x","x.csv",[["id","text",true,""]],["id"]]],"search":[]}',
        "[" * 100_000,
        "no plan",
    ],
)
def test_a_strangers_plan_is_only_tables(plan: str, tmp_path: Path) -> None:
    (tmp_path / "database.json").write_text(plan)
    with pytest.raises(DatabaseError):
        build_database(tmp_path, tmp_path / NAME)
