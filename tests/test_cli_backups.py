"""Backup and restore on the command line: shown first, asked about, and nothing lost on the way."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commandline import Capture, answer, call, refusal, stored

from netmap.model import Actor
from netmap.store import open_store
from netmap.store.archive import read_archive

pytestmark = pytest.mark.usefixtures("own_place")


@pytest.fixture
def city(tmp_path: Path) -> str:
    return stored(tmp_path, Actor(id="a", name="Amt"), Actor(id="b", name="Bund"))


def test_there_and_back_again(capsys: Capture, city: str):
    _out, err = call(capsys, "--store", city, "sichern", "s.netmap")
    assert err.splitlines() == [
        "Gesichert und verglichen, in s.netmap. Einträge: 3, Revisionen: 1, Änderungen: 3.",
        "Das ist die ganze Landschaft mit allem Internen darin: nicht zur Weitergabe.",
        "Dorthin zurück: netmap wiederherstellen s.netmap",
    ]
    call(capsys, "--store", city, "layout", "--yes")
    before = Path(city).read_bytes()
    out, err = call(capsys, "--store", city, "restore", "s.netmap", "--dry-run")
    assert out == "2 Kartenpositionen entfernt: Amt, Bund\n"
    assert "Die Sicherung enthält 3 Datensätze, Stand Revision r1" in err
    assert "die die Sicherung nicht kennt, 1; sie entfallen:\n  r2 " in err
    assert Path(city).read_bytes() == before
    _out, err = call(capsys, "--store", city, "wiederherstellen", "s.netmap", "--yes")
    assert "Der vorige Stand ist in city-r2.netmap gesichert." in err
    assert err.endswith("Zurücknehmen: netmap wiederherstellen city-r2.netmap\n")
    with open_store(city) as store:
        assert len(store.revisions()) == 1
        assert len(store.read().positions) == 0
    assert "nichts zu ändern" in call(capsys, "--store", city, "restore", "s.netmap")[1]
    call(capsys, "--store", city, "restore", "city-r2.netmap", "--yes")
    with open_store(city) as store:
        assert len(store.read().positions) == 2
        assert len(store.revisions()) == 2


def test_an_earlier_saving_is_never_written_over(capsys: Capture, city: str):
    call(capsys, "--store", city, "backup", "s.netmap")
    for saved in ("city-r2.netmap", "city-r2-2.netmap"):
        call(capsys, "--store", city, "layout", "--yes")
        call(capsys, "--store", city, "restore", "s.netmap", "--yes")
        assert len(read_archive(Path(saved)).history) == 2


def test_into_a_new_store(capsys: Capture, city: str):
    call(capsys, "--store", city, "backup", "s.netmap")
    told = json.loads(answer(capsys, "--store", "new.db", "restore", "s.netmap", "--yes", "--format", "json"))
    assert {(one["revision"], one["change"]) for one in told} == {("r1", "added")}
    with open_store(city) as one, open_store("new.db") as other:
        assert (one.read(), one.history()) == (other.read(), other.history())
    assert not list(Path.cwd().glob("city-r*"))


def test_programs_are_told_what_was_saved(capsys: Capture, city: str):
    said = answer(capsys, "--store", city, "backup", "s.netmap", "--format", "json")
    assert json.loads(said) == {"file": "s.netmap", "revisions": 1, "changes": 3, "records": 3}


def test_nothing_is_written_over_without_asking(capsys: Capture, city: str):
    call(capsys, "--store", city, "backup", "s.netmap")
    kept = Path("s.netmap").read_bytes()
    assert "--yes" in refusal(capsys, "--store", city, "backup", "s.netmap")
    assert Path("s.netmap").read_bytes() == kept
    call(capsys, "--store", city, "backup", "s.netmap", "--yes")
    call(capsys, "--store", city, "layout", "--yes")
    before = Path(city).read_bytes()
    assert "--yes" in refusal(capsys, "--store", city, "restore", "s.netmap")
    assert Path(city).read_bytes() == before


def test_what_is_no_backup_is_never_written_over(capsys: Capture, city: str):
    Path("liste.xlsx").write_bytes(b"PK")
    for name in (city, "liste.xlsx", "."):
        before = Path(name).read_bytes() if Path(name).is_file() else b""
        assert "bleibt also stehen" in refusal(capsys, "--store", city, "backup", name, "--yes")
        assert not before or Path(name).read_bytes() == before


def test_bad_files_leave_the_store_alone(capsys: Capture, city: str, tmp_path: Path):
    call(capsys, "--store", city, "backup", "s.netmap")
    call(capsys, "--store", city, "layout", "--yes")
    whole, before = Path("s.netmap").read_bytes(), Path(city).read_bytes()
    Path("cut.netmap").write_bytes(whole[:-5])
    Path("other.txt").write_text("hello")
    other = stored(tmp_path, Actor(id="a", name="Amt"), name="town")
    call(capsys, "--store", other, "backup", "town.netmap")
    for name, words in (
        ("cut.netmap", "beschädigt"),
        ("other.txt", "keine Sicherung von netmap"),
        ("none.netmap", "gibt es nicht"),
        ("town.netmap", "die Sicherung ist von „town“"),
        (other, "ist ein Speicher, keine Sicherung"),
    ):
        assert words in refusal(capsys, "--store", city, "restore", name, "--yes")
        assert Path(city).read_bytes() == before
    assert sorted(one.name for one in Path.cwd().glob("*.netmap")) == ["cut.netmap", "s.netmap", "town.netmap"]


def test_a_bad_file_makes_no_store(capsys: Capture):
    Path("other.txt").write_text("hello")
    refusal(capsys, "--store", "new.db", "restore", "other.txt", "--yes")
    assert not Path("new.db").exists()


def test_nothing_is_nothing_to_be_saved(capsys: Capture):
    assert "leer" in refusal(capsys, "--store", "new.db", "backup", "s.netmap")
    assert not Path("s.netmap").exists()


def test_a_backup_is_always_whole(capsys: Capture, city: str):
    for words in (["backup", "s.netmap"], ["restore", "s.netmap"]):
        assert "--edition public" in refusal(capsys, "--store", city, *words, "--edition", "public")


@pytest.mark.xdist_group("neo4j")
def test_from_a_file_to_the_server_and_back(capsys: Capture, rostock_store: str, neo4j_empty: str):
    call(capsys, "--store", rostock_store, "backup", "file.netmap")
    call(capsys, "--store", neo4j_empty, "restore", "file.netmap", "--yes")
    call(capsys, "--store", neo4j_empty, "undo", "--yes")
    call(capsys, "--store", neo4j_empty, "restore", "file.netmap", "--yes")
    call(capsys, "--store", neo4j_empty, "backup", "server.netmap")
    assert Path("server.netmap").read_bytes() == Path("file.netmap").read_bytes()
    assert len(read_archive(Path("rostock-r2.netmap")).history) == 2
