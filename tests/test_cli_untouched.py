"""What only looks, is refused, or is not agreed to leaves everything as it was, and makes no file."""

from __future__ import annotations

from pathlib import Path

import pytest
from commandline import ROSTOCK, Capture, call, refusal, stored

from netmap.cli import run
from netmap.model import Actor


@pytest.fixture(autouse=True)
def _place(own_place: None) -> None:
    """Work in a place of one's own."""


@pytest.fixture(autouse=True)
def _files(_place: None, capsys: Capture, tmp_path: Path) -> None:
    """Have a list, a list that is refused, a workbook and a backup, of another store."""
    Path("liste.csv").write_text("Name;Ort\nSchule am Meer;Rostock\n", encoding="utf-8")
    Path("kaputt.csv").write_text("Name;Ort\n;Rostock\nSchule;Rostock\n", encoding="utf-8")
    there = stored(tmp_path, Actor(id="vhs", name="VHS"))
    call(capsys, "--store", there, "backup", "alles.netmap")
    call(capsys, "--store", there, "workbook", "export", "alles.xlsx")


def files(folder: Path) -> dict[str, bytes]:
    """Return the files below a folder, with what is in them."""
    return {str(one.relative_to(folder)): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


LOOKS = (
    ("import", "liste.csv", "--dry-run"),
    ("load", str(ROSTOCK), "--dry-run"),
    ("workbook", "import", "alles.xlsx", "--dry-run"),
    ("restore", "alles.netmap", "--dry-run"),
)


@pytest.mark.parametrize("words", LOOKS, ids=lambda words: words[0])
def test_a_look_makes_no_store_and_no_file(capsys: Capture, tmp_path: Path, words: tuple[str, ...]):
    before = files(tmp_path)
    _out, err = call(capsys, "--store", "neu.db", *words)
    assert "Nur nachgesehen: Es wurde nichts geändert." in err
    assert files(tmp_path) == before


@pytest.mark.parametrize(
    "words",
    [
        ("import", "liste.csv"),
        ("import", "kaputt.csv", "--dry-run"),
        ("import", "fehlt.csv", "--yes"),
        ("load", "fehlt", "--yes"),
        ("load", str(ROSTOCK)),
        ("workbook", "import", "alles.xlsx"),
        ("workbook", "export", "neu.xlsx"),
        ("restore", "alles.netmap"),
        ("restore", "liste.csv", "--yes"),
        ("add", "actor", "--name", "VHS", "--yes"),
        ("edit", "vhs", "name=X", "--yes"),
        ("remove", "vhs", "--yes"),
        ("merge", "a", "b", "--yes"),
        ("undo", "--yes"),
        ("gaps",),
        ("export", "netz.graphml"),
        ("backup", "neu.netmap"),
        ("handover", "uebergabe"),
        ("copy", "leer.db", "neu.db"),
    ],
    ids=" ".join,
)
def test_what_is_refused_makes_no_store_and_no_file(capsys: Capture, tmp_path: Path, words: tuple[str, ...]):
    before = files(tmp_path)
    assert refusal(capsys, "--store", "neu.db", *words)
    assert files(tmp_path) == before


@pytest.mark.parametrize("words", [*LOOKS, ("import", "liste.csv"), ("import", "kaputt.csv", "--dry-run")], ids=" ".join)
def test_a_store_stays_as_it_was_byte_for_byte(rostock_store: str, tmp_path: Path, words: tuple[str, ...]):
    before = files(tmp_path)
    run(["--store", rostock_store, *words])
    assert files(tmp_path) == before


def test_a_store_that_is_made_ready_stays(capsys: Capture):
    call(capsys, "--store", "neu.db", "store", "init")
    call(capsys, "--store", "neu.db", "import", "liste.csv", "--dry-run")
    assert Path("neu.db").is_file()


def test_a_store_stays_when_what_was_written_into_it_is_taken_back(capsys: Capture):
    call(capsys, "--store", "neu.db", "import", "liste.csv", "--yes")
    call(capsys, "--store", "neu.db", "undo", "--yes")
    assert Path("neu.db").is_file()
