"""`netmap workbook` as a coordinator uses it: out to Excel, changed there, and back, with others at work meanwhile."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from netmap.cli import run
from netmap.store import open_store
from tests.workbooks import column, drop, edited, put

ROSTOCK = Path(__file__).parent.parent / "graphs" / "rostock"
Capture = pytest.CaptureFixture[str]
Call = Callable[..., str]


@pytest.fixture(autouse=True)
def _own_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("COLUMNS", "200")
    for name in ("NETMAP_STORE", "NETMAP_AUTHOR", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def rostock(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = tmp_path_factory.mktemp("store") / "rostock.db"
    assert run(["--store", str(store), "load", str(ROSTOCK), "--yes", "--author", "BK"]) == 0
    return store


@pytest.fixture
def call(rostock: Path, tmp_path: Path, capsys: Capture) -> Call:
    """Return what runs a command on a store of the test's own, and gives all that it says."""
    store = tmp_path / "rostock.db"
    shutil.copy(rostock, store)

    def netmap(*arguments: str, code: int = 0, on: Path = store) -> str:
        capsys.readouterr()
        assert run(["--store", str(on), *arguments]) == code, capsys.readouterr().err
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return re.sub(r"\n +", " ", said.out + said.err)  # long sentences go on in the next line

    return netmap


def revisions(store: Path = Path("rostock.db")) -> int:
    with open_store(str(store)) as opened:
        return len(opened.revisions())


def test_export_and_import_change_nothing(call: Call):
    said = call("workbook", "export", "a.xlsx")
    assert "Das ist die ganze Landschaft mit allem Internen darin: nicht zur Weitergabe." in said
    assert "Nichts zu ändern." in call("workbook", "import", "a.xlsx")
    assert revisions() == 1


def test_the_german_name_runs_the_same(call: Call):
    assert "Geschrieben: a.xlsx" in call("arbeitsmappe", "export", "a.xlsx")


def test_edits_are_shown_in_words_and_become_one_revision(call: Call):
    call("workbook", "export", "a.xlsx")

    def change(book: Any) -> None:
        put(book, "Akteure", "Ärztekammer MV", "Kurzname", "ÄK")
        put(book, "Akteure", "Hafenschule", "Bildungsbereiche", "Schule")
        drop(book, "Angebote", book["Angebote"]["A2"].value)

    edited(Path("a.xlsx"), change)
    said = call("workbook", "import", "a.xlsx", "--yes", "--author", "BK")
    assert "Akteur Ärztekammer MV: Kurzname: – → ÄK" in said
    assert "1 Akteur neu: Hafenschule" in said
    assert "Nicht mehr in der Arbeitsmappe; davon wird nichts gelöscht. Mit --delete-missing wäre es:" in said
    assert "Geschrieben als Revision r2. Zurücknehmen: netmap zurueck" in said
    with open_store("rostock.db") as store:
        assert store.read().actors["hafenschule"].areas == ("school",)
        assert store.revisions()[0].reason == "eingelesen aus a.xlsx"
    assert "Nichts zu ändern." in call("workbook", "import", "a.xlsx", "--yes")
    call("undo", "--yes")
    with open_store("rostock.db") as store:
        assert "hafenschule" not in store.read()


def test_deleting_lines_deletes_only_when_it_is_said(call: Call):
    call("workbook", "export", "a.xlsx")
    name = openpyxl.load_workbook("a.xlsx")["Angebote"]["A2"].value
    edited(Path("a.xlsx"), lambda book: drop(book, "Angebote", name))
    assert "Nichts zu ändern." in call("workbook", "import", "a.xlsx", "--yes")
    said = call("workbook", "import", "a.xlsx", "--yes", "--delete-missing")
    assert f"1 Angebot entfernt: {name}" in said
    with open_store("rostock.db") as store:
        assert name not in {one.name for one in store.read().offers.values()}


def test_what_hangs_on_a_deleted_line_goes_with_it_and_is_named_before(call: Call):
    call("workbook", "export", "a.xlsx")
    edited(Path("a.xlsx"), lambda book: drop(book, "Akteure", "AOK Nordost"))
    said = call("workbook", "import", "a.xlsx", "--yes", "--delete-missing")
    for one in ("1 Akteur entfernt: AOK Nordost", "1 Kooperation entfernt: AOK Nordost – ", "1 Kartenposition entfernt"):
        assert one in said
    with open_store("rostock.db") as store:
        assert "aok-nordost" not in {end for tie in store.read().cooperations.values() for end in (tie.source, tie.target)}


def test_a_new_line_that_names_a_deleted_one_is_refused(call: Call):
    call("workbook", "export", "a.xlsx")

    def change(book: Any) -> None:
        drop(book, "Akteure", "AOK Nordost")
        put(book, "Akteure", "Hafenschule", "Gehört zu", "AOK Nordost")

    edited(Path("a.xlsx"), change)
    assert "verweist auf „aok-nordost“" in call("workbook", "import", "a.xlsx", "--yes", "--delete-missing", code=1)
    assert revisions() == 1


def test_a_stale_workbook_is_merged_field_by_field(call: Call):
    call("workbook", "export", "a.xlsx")
    call("workbook", "export", "b.xlsx")

    def theirs(book: Any) -> None:
        put(book, "Akteure", "Ärztekammer MV", "Kurzname", "ihr Kürzel")
        put(book, "Akteure", "Ärztekammer MV", "Anschrift", "August-Bebel-Straße 9a")

    def mine(book: Any) -> None:
        put(book, "Akteure", "Ärztekammer MV", "Kurzname", "mein Kürzel")
        put(book, "Akteure", "Ärztekammer MV", "Stadtweit", "ja")

    edited(Path("a.xlsx"), theirs)
    edited(Path("b.xlsx"), mine)
    call("workbook", "import", "a.xlsx", "--yes")
    said = call("workbook", "import", "b.xlsx", "--yes")
    assert "in der Datei steht mein Kürzel, andere schrieben ihr Kürzel. Das bleibt." in " ".join(said.split())
    with open_store("rostock.db") as store:
        actor = store.read().actors["aerztekammer-mv"]
    assert (actor.short_name, actor.address, actor.citywide) == ("ihr Kürzel", "August-Bebel-Straße 9a", True)


def test_a_dry_run_changes_nothing(call: Call):
    call("workbook", "export", "a.xlsx")
    said = call("workbook", "import", "a.xlsx", "--dry-run")
    assert "Nichts zu ändern." in said
    assert "Nur nachgesehen" in said
    edited(Path("a.xlsx"), lambda book: put(book, "Akteure", "Ärztekammer MV", "Kurzname", "ÄK"))
    said = call("workbook", "import", "a.xlsx", "--dry-run")
    assert "Kurzname: – → ÄK" in said
    assert revisions() == 1


def test_a_program_gets_the_changes_as_rows(call: Call, capsys: Capture):
    call("workbook", "export", "a.xlsx")
    edited(Path("a.xlsx"), lambda book: put(book, "Akteure", "Ärztekammer MV", "Kurzname", "ÄK"))
    capsys.readouterr()
    assert run(["--store", "rostock.db", "workbook", "import", "a.xlsx", "--dry-run", "--format", "json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["id"], row["change"], row["fields"]) == ("aerztekammer-mv", "changed", ["short_name"])


def test_a_new_workbook_makes_a_landscape_in_an_empty_store(call: Call, tmp_path: Path):
    call("workbook", "new", "neu.xlsx")

    def fill(book: Any) -> None:
        book["Einstellungen"]["B2"] = "Neustadt"
        put(book, "Akteure", "Hafenschule", "Kurzname", "HS")

    edited(Path("neu.xlsx"), fill)
    said = call("workbook", "import", "neu.xlsx", "--yes", on=tmp_path / "neu.db")
    assert "1 Akteur neu: Hafenschule" in said
    assert "Nichts zu ändern." in call("workbook", "import", "neu.xlsx", "--yes", on=tmp_path / "neu.db")


def test_a_new_workbook_adds_to_the_landscape_that_there_is(call: Call):
    call("workbook", "new", "neu.xlsx")
    edited(Path("neu.xlsx"), lambda book: put(book, "Akteure", "Hafenschule", "Kurzname", "HS"))
    assert "1 Akteur neu: Hafenschule" in call("workbook", "import", "neu.xlsx", "--yes")
    assert revisions() == 2


def test_an_older_state_can_be_exported(call: Call):
    call("workbook", "export", "a.xlsx")
    edited(Path("a.xlsx"), lambda book: put(book, "Akteure", "Ärztekammer MV", "Kurzname", "ÄK"))
    call("workbook", "import", "a.xlsx", "--yes")
    call("workbook", "export", "old.xlsx", "--revision", "r1")
    sheet = openpyxl.load_workbook("old.xlsx")["Akteure"]
    row = next(row for row in sheet.iter_rows() if row[0].value == "Ärztekammer MV")
    assert row[column(sheet, "Kurzname") - 1].value is None
    assert "Nichts zu ändern." in call("workbook", "import", "old.xlsx", "--yes")


def test_every_problem_is_listed_and_nothing_is_changed(call: Call):
    call("workbook", "export", "a.xlsx")

    def spoil(book: Any) -> None:
        put(book, "Akteure", "Ärztekammer MV", "Art der Einrichtung", "Kammmer")
        put(book, "Akteure", "Ärztekammer MV", "Seit", "gestern")
        put(book, "Kooperationen", "Nirgendwer", "Nach", "Ärztekammer MV")

    edited(Path("a.xlsx"), spoil)
    said = call("workbook", "import", "a.xlsx", "--yes", code=1)
    assert "a.xlsx: nicht eingelesen, 3 Fehler. Der Speicher ist, wie er war." in said
    for part in (
        "Akteure!E13",
        "„Kammmer“. Meinten Sie „Kammer“?",
        "erwartet wird ein Datum",
        "Kooperationen!A",
        "Nirgendwer",
    ):
        assert part in said
    assert revisions() == 1


def test_what_the_checks_refuse_is_said_with_its_row(call: Call):
    call("workbook", "export", "a.xlsx")
    edited(Path("a.xlsx"), lambda book: put(book, "Akteure", "Ärztekammer MV", "Gehört zu", "Ärztekammer MV"))
    assert "Akteure!A" in call("workbook", "import", "a.xlsx", "--yes", code=1)
    assert revisions() == 1


def test_a_workbook_of_another_landscape_is_refused(call: Call, tmp_path: Path):
    call("workbook", "new", "neu.xlsx")
    edited(Path("neu.xlsx"), lambda book: book["Einstellungen"].__setitem__("B2", "Neustadt"))
    call("workbook", "import", "neu.xlsx", "--yes", on=tmp_path / "neu.db")
    call("workbook", "export", "andere.xlsx", on=tmp_path / "neu.db")
    assert "die Arbeitsmappe ist von „neustadt“" in call("workbook", "import", "andere.xlsx", "--yes", code=1)


def test_a_file_is_not_written_over_unasked(call: Call):
    call("workbook", "export", "a.xlsx")
    said = call("workbook", "export", "a.xlsx", code=1)
    assert "Unbeantwortet: „a.xlsx ist schon da. Überschreiben?“ Nichts geändert" in said
    assert "--yes" in said
    call("workbook", "export", "a.xlsx", "--yes")
    assert "endet auf .xlsx" in call("workbook", "export", "a.csv", code=1)


def test_only_the_whole_landscape_comes_back(call: Call):
    call("workbook", "export", "a.xlsx", "--edition", "public", code=1)
    assert not Path("a.xlsx").exists()


def test_a_file_open_in_excel(call: Call):
    call("workbook", "export", "a.xlsx")
    Path("~$a.xlsx").write_bytes(b"")
    assert "Bitte die Datei in Excel schließen" in call("workbook", "import", "a.xlsx", code=1)
    assert "Bitte die Datei in Excel schließen" in call("workbook", "export", "a.xlsx", "--yes", code=1)
