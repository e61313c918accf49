"""The handover: a folder from which a successor can go on, that says what is what and how the data stand."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from commandline import Capture, answer, call, refusal, stored

from netmap.checks import check
from netmap.cli.handover import FILES
from netmap.export.handover import readme, settings_rows, state_rows
from netmap.files.folder import read_folder
from netmap.files.workbook.reading import read_workbook
from netmap.files.workbook.tables import open_workbook
from netmap.landscape import Landscape
from netmap.model import Actor, Cooperation, Evidence, Settings, Thresholds
from netmap.store import open_store
from netmap.store.archive import read_archive

pytestmark = pytest.mark.usefixtures("own_place")


def table(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file, the sentences under it left out."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [row for row in csv.DictReader(file, delimiter=";") if None not in row.values()]


def test_everything_is_there_and_comes_back(capsys: Capture, rostock_store: str):
    call(capsys, "--store", rostock_store, "edit", "migra", "website=https://www.example.org", "--yes", "--author", "BK")
    _out, err = call(capsys, "--store", rostock_store, "uebergabe", "mappe", "--lang", "en")
    assert "not for passing on" in err
    folder = Path("mappe")
    assert {one.name for one in folder.iterdir()} == set(FILES)
    with open_store(rostock_store) as store:
        whole, history = store.read(), store.history()
    given = {one.id: one.model_copy(update={"version": 0}) for one in whole.records()}
    assert {one.id: one for one in read_folder(folder / "landschaft").landscape.records()} == given
    rows = read_workbook(open_workbook(folder / "landschaft.xlsx")).rows
    assert {row.record.id: row.record for row in rows.values()} == given
    kept = read_archive(folder / "sicherung.netmap")
    assert kept.read() == whole
    told = table(folder / "verlauf-INTERN.csv")
    assert len(told) == len(history) == 699
    assert {name: told[0][name] for name in ("Revision", "Von", "Kennung", "Feld", "Nachher")} == {
        "Revision": "r2", "Von": "BK", "Kennung": "migra", "Feld": "Internetseite", "Nachher": "https://www.example.org",
    }  # fmt: skip
    settings = {row["Feld"]: row["Wert"] for row in table(folder / "einstellungen-INTERN.csv")}
    assert (settings["name"], settings["thresholds.stale_after_months"]) == (whole.settings.name, "36")


def test_the_page_is_german_and_counts_the_rows_of_the_files(capsys: Capture, rostock_store: str):
    call(capsys, "--store", rostock_store, "handover", "mappe", "--lang", "en")
    folder = Path("mappe")
    raw = (folder / "LIESMICH.txt").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in raw
    page = raw.decode("utf-8-sig").replace("\r\n", "\n")
    assert page.startswith("Übergabe: Bildungslandschaft für Neuzugewanderte in Rostock\n")
    assert "Das ist die Landschaft selbst, ganz, mit allem Internen darin: nicht zur Weitergabe." in page
    assert "Beispiel aus öffentlichen Quellen 2012-2024. Nicht von der Stadt geprüft." in page
    assert "netmap --store landschaft.db wiederherstellen sicherung.netmap" in page
    for name in FILES:
        assert f"\n  {name} " in page
    state = Counter(row["Stand"] for row in table(folder / "datenstand-INTERN.csv"))
    assert state == {"alt belegt": 34, "unbestätigt": 255, "unvollständig": 185}
    for sort, n in state.items():
        assert re.search(rf"^ +{n}  {sort}$", page, re.MULTILINE)
    lists = Counter(row["Liste"] for row in table(folder / "offene-fragen-INTERN.csv"))
    assert re.search(rf"^ +{lists['Zu klären']}  offene Fragen", page, re.MULTILINE)
    assert re.search(rf"^ +{lists['Handlungsbedarf']}  Handlungsbedarfe$", page, re.MULTILINE)
    assert re.search(r"^ +154  Akteure$", page, re.MULTILINE)


def test_the_commands_of_the_page_work(capsys: Capture, rostock_store: str, monkeypatch: pytest.MonkeyPatch):
    call(capsys, "--store", rostock_store, "handover", "mappe")
    page = Path("mappe/LIESMICH.txt").read_text(encoding="utf-8-sig")
    monkeypatch.chdir("mappe")
    for number, command in enumerate(re.findall(r"netmap (--store .*)", page)):
        words = command.strip().replace("landschaft.db", f"neu-{number}.db").split()
        call(capsys, *words, "--yes")
        with open_store(f"neu-{number}.db") as store, open_store(rostock_store) as old:
            assert len(store.read()) == len(old.read())


def test_the_state_of_each_record_is_the_checks_own():
    by = Evidence(source="Runde", seen="2018", reported_by="a")
    city = Landscape(
        Settings(id="c", name="City", as_of="2018", coordinating_office="a"),
        [
            Actor(id="a", name="Amt", sector="inside", areas=("school",), evidence=(by,)),
            Actor(id="b", name="Bund", sector="outside", areas=("school",), evidence=(Evidence(source="x", seen="2010"),)),
            Cooperation(id="a--b", source="a", target="b", evidence=(by,)),
            Cooperation(
                id="a--b-2",
                source="a",
                target="b",
                kind="funding",
                evidence=(by, by.model_copy(update={"reported_by": "b"})),
            ),
        ],
    )
    rows = state_rows(city, check(city, lang="en"), {"unanswered": "one side"}, lang="en")
    assert [(row["sort"], row["code"], row["id"]) for row in rows] == [
        ("old", "stale_evidence", "b"),
        ("unconfirmed", "unanswered", "a--b"),
    ]
    assert rows[1]["name"] == "Amt – Bund"
    page = readme(city, {"x": "y"}, revisions=3, state=rows, gaps=(1, 2), lang="en")
    assert "1  unconfirmed\n             1 × one side" in page
    assert "3  Revisions" in page


def test_settings_are_told_in_words():
    settings = Settings(
        id="c", name="City", coordinating_office="a", thresholds=Thresholds(small_count=7), attributes={"Ordner": 3}
    )
    rows = {row["field"]: row["value"] for row in settings_rows(Landscape(settings, [Actor(id="a", name="Amt")]), lang="en")}
    assert (rows["coordinating_office"], rows["thresholds.small_count"], rows["attributes.Ordner"]) == ("Amt", 7, 3)


def test_nothing_that_is_there_is_written_over(capsys: Capture, tmp_path: Path):
    store = stored(tmp_path, Actor(id="a", name="Amt"))
    Path("voll").mkdir()
    Path("voll/brief.txt").write_text("hello")
    Path("datei").write_text("hello")
    for name in ("voll", "datei"):
        assert "bitte nennen Sie einen neuen Ordner" in refusal(capsys, "--store", store, "handover", name)
    assert [one.name for one in Path("voll").iterdir()] == ["brief.txt"]
    Path("leer").mkdir()
    told = json.loads(answer(capsys, "--store", store, "handover", "leer", "--format", "json"))
    assert (told["records"], told["files"]) == (2, [*FILES])
    assert Path("leer/landschaft.xlsx").exists()
    call(capsys, "--store", store, "handover", "tief/neu")
    assert not list(tmp_path.rglob(".netmap-*"))


def test_an_empty_store_and_a_smaller_edition_are_refused(capsys: Capture, rostock_store: str):
    assert "leer" in refusal(capsys, "--store", "new.db", "handover", "mappe")
    assert "--edition meeting" in refusal(capsys, "--store", rostock_store, "handover", "mappe", "--edition", "meeting")
    assert not Path("mappe").exists()


FULL = """
import resource, sys
from netmap.cli import run
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
sys.exit(run(["--store", sys.argv[1], "handover", "mappe", "--lang", "de"]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="only there a limit stands in for a full disk")
def test_a_full_disk_leaves_nothing_and_names_the_folder_that_was_asked_for(rostock_store: str, tmp_path: Path):
    before = {one.name for one in tmp_path.iterdir()}
    ended = subprocess.run([sys.executable, "-c", FULL, rostock_store], capture_output=True, encoding="utf-8", check=False)
    assert ended.returncode == 1
    assert ended.stderr.strip() == "mappe/landschaft kann nicht geschrieben werden: Der Datenträger ist voll."
    assert {one.name for one in tmp_path.iterdir()} == before
