"""The command line takes care: of what is there already, of what may be shown, of what a person meant."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from commandline import ROSTOCK, Capture, call, examples, stored

from netmap.cli.commands import DAILY, FAMILIES, FURTHER
from netmap.files.folder import write_folder
from netmap.landscape import Landscape
from netmap.model import (
    Actor,
    Cooperation,
    District,
    Forum,
    GapNote,
    Inventory,
    Membership,
    Offer,
    Position,
    Record,
    Settings,
)

pytestmark = pytest.mark.usefixtures("own_place")


ACTORS = (Actor(id="a", name="Amt", sector="inside"), Actor(id="b", name="Verein", sector="outside"))


# ----------------------------------------------------------------------------------------------------------- the examples


def test_every_example_of_the_help_runs_as_it_stands(capsys: Capture):
    given = examples()
    call(capsys, "load", "rostock", "--yes")
    call(capsys, "layout", "--anew", "--yes")
    for one in given:
        call(capsys, *one)


def test_german_help_lists_the_german_names_first(capsys: Capture):
    said, _ = call(capsys, "--help")
    assert "luecken" in said
    assert "gaps" not in said
    said, _ = call(capsys, "--lang", "en", "--help")
    assert "gaps" in said
    assert "luecken" not in said


PAIRED = [f"{family.name} {one.name}" for family in FAMILIES for one in family.commands]


@pytest.mark.parametrize("command", [*(one.name for one in [*DAILY, *FURTHER]), *PAIRED])
def test_german_help_is_german(capsys: Capture, command: str):
    said, _ = call(capsys, *command.split(), "--help")
    for word in ("Usage", "OPTIONS", "Options", "Arguments", "Show", "FOLDER", "FILE ", "DATE ", "default:", "<bool>"):
        assert word not in said, word


# ------------------------------------------------------------------------------------------------- what is there already


def test_save_does_not_touch_the_folder_of_another_landscape(capsys: Capture, tmp_path: Path):
    store = stored(tmp_path, *ACTORS)
    other = tmp_path / "other"
    write_folder(Landscape(Settings(id="leipzig", name="Leipzig"), [Actor(id="x", name="X")]), other)
    before = {path.name: path.read_bytes() for path in other.iterdir()}
    _, said = call(capsys, "--store", store, "save", str(other), "--yes", code=1)
    assert "leipzig" in said
    assert {path.name: path.read_bytes() for path in other.iterdir()} == before


def test_save_shows_what_changes_in_a_folder_and_asks(capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    store = stored(tmp_path, *ACTORS)
    folder = tmp_path / "folder-city"
    (folder / "actors.yaml").write_text("- id: a\n  name: Amt alt\n", encoding="utf-8")
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    _, said = call(capsys, "--store", store, "save", str(folder), code=1)
    assert "Amt alt" in said
    assert "Amt alt" in (folder / "actors.yaml").read_text(encoding="utf-8")
    call(capsys, "--store", store, "save", str(folder), "--yes")
    assert "Amt alt" not in (folder / "actors.yaml").read_text(encoding="utf-8")
    call(capsys, "--store", store, "save", str(folder))  # nothing would change: nobody needs to be asked


def test_load_names_what_stays_although_the_folder_has_it_no_more(capsys: Capture, tmp_path: Path):
    store = stored(tmp_path, *ACTORS)
    folder = tmp_path / "folder-city"
    (folder / "actors.yaml").write_text("- id: a\n  name: Amt\n  sector: inside\n", encoding="utf-8")
    _, said = call(capsys, "--store", store, "load", str(folder), "--yes")
    assert "Verein" in said
    assert "--delete-missing" in said
    assert json.loads(call(capsys, "--store", store, "show", "b", "--format", "json")[0])["name"] == "Verein"
    call(capsys, "--store", store, "load", str(folder), "--yes", "--delete-missing")
    call(capsys, "--store", store, "show", "b", code=1)


def test_undo_of_nothing_and_of_what_others_changed_since(capsys: Capture, tmp_path: Path):
    store = stored(tmp_path, *ACTORS)
    assert "r0" in call(capsys, "--store", store, "undo", "r0", "--yes", code=1)[1]
    folder = tmp_path / "folder-city"
    path = folder / "actors.yaml"
    for name in ("Amt zwei", "Amt drei"):
        path.write_text(path.read_text(encoding="utf-8").replace("name: Amt", f"name: {name}", 1), encoding="utf-8")
        call(capsys, "--store", store, "load", str(folder), "--yes")
    _, said = call(capsys, "--store", store, "undo", "r2", "--yes", code=1)
    assert "zuerst diese" in said
    assert "neu:" not in said


def test_undoing_the_first_load_can_be_undone_too(capsys: Capture, tmp_path: Path):
    store = stored(tmp_path, *ACTORS)
    call(capsys, "--store", store, "undo", "--yes")
    call(capsys, "--store", store, "list", "actors", code=1)
    call(capsys, "--store", store, "undo", "--yes")
    assert len(json.loads(call(capsys, "--store", store, "list", "actors", "--format", "json")[0])) == 2


def test_the_history_of_a_record_is_found_by_its_name(capsys: Capture, tmp_path: Path):
    store = stored(tmp_path, Actor(id="vhs", name="Volkshochschule"))
    assert "r1" in call(capsys, "--store", store, "history", "Volkshochschule")[0]
    assert "Volkshochschule (vhs)" in call(capsys, "--store", store, "history", "Volkshochschul", code=1)[1]
    said = call(capsys, "--store", store, "history", "r2", code=1)[1]
    assert said == "„r2“ ist eine Revision. Was sie geändert hat: netmap vergleichen r1 r2\n"


def test_undo_takes_a_reason(capsys: Capture, tmp_path: Path):
    store = stored(tmp_path, *ACTORS)
    call(capsys, "--store", store, "layout", "--yes", "--reason", "erste Karte")
    call(capsys, "--store", store, "undo", "--yes", "--reason", "zu eng")
    reasons = [one["reason"] for one in json.loads(call(capsys, "--store", store, "history", "--format", "json")[0])]
    assert reasons[:2] == ["zu eng", "erste Karte"]


def test_demo_never_removes_a_store_of_another_landscape(capsys: Capture, tmp_path: Path):
    store = stored(tmp_path, *ACTORS)
    out = tmp_path / "out"
    out.mkdir()
    shutil.copy(store, out / "rostock.db")
    before = (out / "rostock.db").read_bytes()
    call(capsys, "demo", "--output", str(out), code=1)
    assert (out / "rostock.db").read_bytes() == before


# ----------------------------------------------------------------------------------------------------- what a person meant


@pytest.mark.parametrize("text", ["2018-03-1", "2018x03", "+201", "٢٠١٨", "2018-03-01-99", "", "gestern", "2018-02-30"])
def test_what_is_no_date_is_refused(capsys: Capture, tmp_path: Path, text: str):
    store = stored(tmp_path, *ACTORS)
    assert "ist kein Datum" in call(capsys, "--store", store, "gaps", "--at", text, code=1)[1]


def test_the_day_asked_for_stands_in_the_head(capsys: Capture, tmp_path: Path):
    store = stored(tmp_path, *ACTORS)
    assert "Stand 31.12.2017" in call(capsys, "--store", store, "gaps", "--at", "2017")[0]
    assert "Stand 31.12.2018" in call(capsys, "--store", store, "gaps")[0]


@pytest.mark.parametrize("text", ["school", "Schule", "schule", "School"])
def test_an_area_is_named_by_key_or_label(capsys: Capture, tmp_path: Path, text: str):
    store = stored(tmp_path, *ACTORS)
    said, _ = call(capsys, "--store", store, "gaps", text)
    assert "Schule" in said
    assert "Hochschule" not in said


def test_an_area_there_is_not_names_those_there_are(capsys: Capture, tmp_path: Path):
    store = stored(tmp_path, *ACTORS)
    _, said = call(capsys, "--store", store, "gaps", "Kita", code=1)
    assert "Einen Bildungsbereich „Kita“ gibt es nicht" in said
    assert "Frühe Bildung" in said


def test_usage_errors_are_german(capsys: Capture):
    assert "mehr, als verstanden wird" in call(capsys, "load", "a", "b", code=2)[1]
    assert "gehört nicht zu" in call(capsys, "gaps", "--groups", "x", code=2)[1]
    assert "gehört nicht zu" in call(capsys, "--lang", "fr", "list", code=2)[1]
    assert "Meinten Sie" in call(capsys, "gapps", code=2)[1]
    assert (
        "keine Option" in call(capsys, "gaps", "--nope", code=2)[1] or "Option" in call(capsys, "gaps", "--nope", code=2)[1]
    )


@pytest.mark.parametrize("command", ["list", "find x", "gaps", "brokers", "doctor", "history", "map", "layout"])
def test_an_empty_landscape_is_no_accident(capsys: Capture, tmp_path: Path, command: str):
    store = stored(tmp_path)
    call(capsys, "--store", store, *command.split(), *(["--yes"] if command == "layout" else []))


def test_a_name_cannot_steer_the_terminal(capsys: Capture, tmp_path: Path):
    store = stored(tmp_path, Actor(id="a", name="Amt", note="rot \x1b[31m und \x9b2J"))
    said, _ = call(capsys, "--store", store, "show", "a")
    assert "\x1b" not in said
    assert "\x9b" not in said


# --------------------------------------------------------------------------------------------------- what may be shown


def test_open_questions_are_not_public(capsys: Capture, tmp_path: Path):
    store = stored(tmp_path, *ACTORS)
    call(capsys, "--store", store, "gaps", "--edition", "public", code=1)
    call(capsys, "--store", store, "gaps", "--edition", "public", "--output", str(tmp_path / "g.csv"), code=1)
    assert not (tmp_path / "g.csv").exists()


def test_what_the_edition_withholds_is_never_called_open(capsys: Capture, tmp_path: Path):
    kita = {"type": "childcare_facility", "districts": ("nord",), "areas": ("early_childhood",)}
    hidden = Actor(id="haus", name="Haus", protected=True, **kita)
    store = stored(
        tmp_path,
        District(id="nord", name="Nord"),
        hidden,
        Offer(
            id="gruppe",
            name="Gruppe",
            providers=("haus",),
            area="early_childhood",
            districts=("nord",),
            target_groups=("all",),
        ),
        Inventory(id="i", area="early_childhood", district="nord", state="complete", date="2018-06-01"),
    )
    rows = json.loads(call(capsys, "--store", store, "gaps", "--edition", "meeting", "--format", "json")[0])
    assert not [row for row in rows if row["rule"] == "uncovered"]
    near = [row for row in rows if "nord" in row["districts"] and row["area"] == "early_childhood"]
    assert not [row for row in near if row["kind"] == "coverage"]
    assert "daycare" not in {row["id"].split("/")[2] for row in near}


def test_what_was_dropped_stays_dropped_in_every_edition(capsys: Capture, tmp_path: Path):
    store = stored(tmp_path, *ACTORS)
    first = json.loads(call(capsys, "--store", store, "gaps", "--edition", "meeting", "--format", "json")[0])[0]["id"]
    noted = stored(tmp_path, *ACTORS, GapNote(id="n", gap=first, status="dropped"), name="noted")
    rows = json.loads(call(capsys, "--store", noted, "gaps", "--edition", "meeting", "--format", "json")[0])
    assert first not in {row["id"] for row in rows}


def test_where_others_stand_on_the_map_does_not_tell_of_a_protected_actor():
    from netmap.cli.making import place_all

    open_ones = [Actor(id=key, name=key) for key in "abc"]
    ties = [Cooperation(id="ab", source="a", target="b")]
    hidden = Actor(id="p", name="P", protected=True)
    secret = [
        Cooperation(id="cp", source="c", target="p"),
        Forum(id="f", name="F"),
        Membership(id="pf", actor="p", forum="f"),
    ]
    settings = Settings(id="city", name="City")

    def places(*records: Record) -> dict[str, tuple[float, float]]:
        placed = place_all(Landscape(settings, records))
        return {one.subject: (one.x, one.y) for one in placed.table(Position).values() if one.subject != "p"}

    bare = [*open_ones, *ties, hidden, Forum(id="f", name="F")]
    assert places(*bare) == places(*open_ones, *ties, hidden, *secret)


@pytest.mark.parametrize("name", ["g.csv", "g.md", "g.json"])
def test_files_are_never_empty_tables(capsys: Capture, tmp_path: Path, name: str):
    store = stored(tmp_path, *ACTORS, Cooperation(id="t", source="a", target="b", kind="joint_offer"))
    for command in (["gaps"], ["brokers", "--edition", "internal"], ["list", "actors"], ["find", "amt"]):
        for form in ([], ["--format", "md"], ["--format", "csv"]):
            target = tmp_path / f"{command[0]}-{''.join(form)[-3:]}-{name}"
            call(capsys, "--store", store, *command, *form, "--output", str(target))
            (written,) = tmp_path.glob(f"{target.stem}*{target.suffix}")
            text = written.read_text(encoding="utf-8-sig")
            assert "Amt" in text or "Schule" in text or "school" in text, written
            written.unlink()


def test_a_ranking_in_a_file_says_what_it_rests_on(capsys: Capture, tmp_path: Path):
    store = stored(tmp_path, *ACTORS, Cooperation(id="t", source="a", target="b", kind="joint_offer"))
    call(capsys, "--store", store, "brokers", "--edition", "internal", "--output", str(tmp_path / "b.csv"))
    text = (tmp_path / "b-INTERN.csv").read_text(encoding="utf-8-sig")
    assert "Das beschreibt die Lage im Netz, nicht die Leistung." in text
    assert "keine Rangplätze" in text
    _, beside = call(capsys, "--store", store, "brokers", "--format", "json")
    assert "Das beschreibt die Lage im Netz, nicht die Leistung." in beside


def test_markdown_is_markdown(capsys: Capture, tmp_path: Path):
    store = stored(tmp_path, *ACTORS)
    for command in (["gaps"], ["brokers"], ["list", "actors"]):
        assert "| --- |" in call(capsys, "--store", store, *command, "--format", "md")[0]
    assert "## Amt" in call(capsys, "--store", store, "show", "a", "--format", "md")[0]


def test_weights_are_named_as_in_the_library(capsys: Capture, tmp_path: Path):
    store = stored(tmp_path, *ACTORS, Cooperation(id="t", source="a", target="b", kind="joint_offer", intensity=3))
    rows = json.loads(call(capsys, "--store", store, "brokers", "--weight", "intensity", "--format", "json")[0])
    assert {row["weighted_degree"] for row in rows} == {3.0}


def test_a_map_is_an_html_file(capsys: Capture, tmp_path: Path):
    store = stored(tmp_path, *ACTORS)
    assert ".html" in call(capsys, "--store", store, "map", "--output", str(tmp_path / "k.txt"), code=1)[1]
    assert not (tmp_path / "k.txt").exists()


REMOVES_WHILE_READING = """
import os, sys
from netmap.cli import run

gone, *arguments = sys.argv[1:]

def hook(event, details):
    if event == "open" and str(details[0]).endswith("landscape.yaml") and os.path.exists(gone):
        os.unlink(gone)

sys.addaudithook(hook)
sys.exit(run(arguments))
"""
"""Somebody else removes a file of the folder after it was listed and before it is opened, always at the same moment."""


@pytest.mark.parametrize("command", [["check"], ["load", "--yes"]])
def test_a_file_removed_while_the_folder_is_read_is_named_and_the_store_stays(
    rostock_store: str, tmp_path: Path, command: list[str]
):
    folder = tmp_path / "rostock"
    shutil.copytree(ROSTOCK, folder)
    before = Path(rostock_store).read_bytes()
    gone = folder / "offers.yaml"
    arguments = ["--store", rostock_store, "--lang", "en", *command, str(folder)]
    ended = subprocess.run(
        [sys.executable, "-c", REMOVES_WHILE_READING, str(gone), *arguments], capture_output=True, text=True, check=False
    )
    assert ended.returncode == 1, ended.stderr
    assert not gone.exists()
    assert "offers.yaml: the file is gone" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert Path(rostock_store).read_bytes() == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only there is a disk that is always full")
def test_an_answer_for_which_there_is_no_room_says_what_could_not_be_written(tmp_path: Path):
    store = stored(tmp_path, *ACTORS)
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            [sys.executable, str(ROSTOCK.parent.parent / "cli.py"), "--store", store, "list", "actors", "--lang", "de"],
            stdout=full, stderr=subprocess.PIPE, encoding="utf-8", check=False,
        )  # fmt: skip
    assert ended.returncode == 1
    assert ended.stderr.splitlines()[-1] == "Die Ausgabe kann nicht geschrieben werden: Der Datenträger ist voll."


def test_a_date_may_be_written_as_people_do(capsys: Capture, tmp_path: Path):
    store = stored(tmp_path, *ACTORS)
    for text in ("31.12.2017", "12/2017", "Dezember 2017"):
        assert "Stand 31.12.2017" in call(capsys, "--store", store, "gaps", "--at", text)[0]
