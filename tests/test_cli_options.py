"""The options that all commands share mean the same everywhere: the form, the day, the edition, the language."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from pathlib import Path

import pytest
from commandline import ROSTOCK, Capture, answer, call, refusal, stored

from netmap.cli import run
from netmap.cli.commands import DAILY, FURTHER
from netmap.model import Actor, Cooperation
from netmap.store import open_store

pytestmark = pytest.mark.usefixtures("own_place")
TODAY = dt.datetime.now(dt.UTC).astimezone().date()
CALLS = {
    "check": ["check"],
    "load": ["load", str(ROSTOCK), "--yes"],
    "save": ["save", "saved"],
    "list": ["list", "forums"],
    "find": ["find", "volkshochschule"],
    "show": ["show", "migra"],
    "gaps": ["gaps"],
    "expected": ["expected"],
    "transitions": ["transitions"],
    "answer": ["answer", "library", "present", "--by", "BK", "--source", "Runde", "--yes"],
    "brokers": ["brokers"],
    "border": ["border"],
    "introductions": ["introductions"],
    "forums": ["forums"],
    "layout": ["layout", "--anew", "--yes"],
    "map": ["map", "--output", "map.html"],
    "history": ["history"],
    "diff": ["diff", "2014", "2018"],
    "undo": ["undo", "--yes"],
    "schema": ["schema"],
    "demo": ["demo", "--output", "example"],
    "doctor": ["doctor"],
}
"""Each command of every day's work, as it is called on the real example."""


@pytest.mark.parametrize("form", ["table", "json", "csv", "md"])
@pytest.mark.parametrize("name", CALLS)
def test_every_command_answers_in_every_form_of_every_day_in_both_languages(
    capsys: Capture, rostock_store: str, name: str, form: str
):
    for lang in ("de", "en"):
        arguments = [*CALLS[name], "--format", form, "--at", str(TODAY.year + 1), "--edition", "internal", "--lang", lang]
        said = answer(capsys, "--store", rostock_store, *arguments)
        if form == "json" and said:
            json.loads(said)
        if form == "csv":
            rows = list(csv.reader(io.StringIO(said), delimiter=";" if lang == "de" else ","))
            assert len({len(row) for row in rows}) <= 1


def test_every_command_of_the_list_is_there():
    assert set(CALLS) <= {one.name for one in (*DAILY, *FURTHER)}


# --------------------------------------------------------------------------------------------------- what is written


def test_what_was_written_is_told_to_programs(capsys: Capture, tmp_path: Path):
    store = stored(tmp_path, Actor(id="a", name="A"), Actor(id="b", name="B"))
    told = json.loads(answer(capsys, "--store", store, "layout", "--yes", "--format", "json"))
    assert {row["revision"] for row in told} == {"r2"}
    assert {row["change"] for row in told} == {"added"}
    assert {row["kind"] for row in told} == {"position"}
    rows = list(
        csv.DictReader(io.StringIO(answer(capsys, "--store", store, "undo", "--yes", "--format", "csv")), delimiter=";")
    )
    assert {row["change"] for row in rows} == {"removed"}
    assert len(rows) == len(told)


def test_a_dry_run_tells_programs_that_nothing_was_written(capsys: Capture, rostock_store: str):
    said = answer(capsys, "--store", "new.db", "load", str(ROSTOCK), "--dry-run", "--format", "json")
    rows = json.loads(said)
    assert {row["revision"] for row in rows} == {None}
    assert {"actor", "cooperation", "landscape"} <= {row["kind"] for row in rows}
    with open_store(rostock_store) as store:
        assert len(rows) == len(store.read())


def test_files_that_were_made_are_told_to_programs(capsys: Capture, rostock_store: str):
    made = json.loads(answer(capsys, "--store", rostock_store, "map", "--output", "m.html", "--format", "json"))
    assert made == {"file": "m.html", "edition": "meeting", "at": "2018-12-31"}
    saved = json.loads(answer(capsys, "--store", rostock_store, "save", "folder", "--format", "json"))
    assert saved["folder"] == "folder"
    assert saved["files"] == len(list(Path("folder").iterdir()))
    ready = json.loads(answer(capsys, "--store", "other.db", "store", "init", "--format", "json"))
    assert set(ready) == {"store", "layout"}


# ------------------------------------------------------------------------------------------------------------ the day


def test_history_goes_up_to_the_end_of_a_day_or_to_a_revision(capsys: Capture, tmp_path: Path):
    store = stored(tmp_path, Actor(id="a", name="A"), Actor(id="b", name="B"))

    def revisions(*more: str) -> list[str]:
        said = answer(capsys, "--store", store, "history", "--format", "json", *more)
        return [row["revision"] for row in json.loads(said)]

    assert run(["--store", store, "layout", "--yes"]) == 0
    assert revisions() == revisions("--at", TODAY.isoformat()) == ["r2", "r1"]
    assert revisions("--revision", "r1") == ["r1"]
    assert revisions("--at", "2018") == []


def test_undo_of_a_day_before_the_first_change_finds_nothing(capsys: Capture, rostock_store: str):
    assert "netmap history" in refusal(capsys, "--store", rostock_store, "undo", "--yes", "--at", "2018")


def test_doctor_counts_what_holds_on_the_day(capsys: Capture, tmp_path: Path):
    store = stored(tmp_path, Actor(id="a", name="A", since="2015"), Actor(id="b", name="B", since="2018"))
    on = [
        json.loads(answer(capsys, "--store", store, "doctor", "--format", "json", "--at", day)) for day in ("2016", "2018")
    ]
    assert [one["records"] for one in on] == [2, 3]


def test_a_folder_is_loaded_whole_whatever_day_its_notes_go_by(capsys: Capture, tmp_path: Path):
    stored(tmp_path, Actor(id="a", name="A", since="2015", until="2016"), Actor(id="b", name="B", since="2018"))
    answer(capsys, "--store", "other.db", "load", "folder-city", "--yes", "--at", "2018")
    with open_store(tmp_path / "other.db") as store:
        assert set(store.read().actors) == {"a", "b"}


def test_the_demo_shows_the_day_asked_for(capsys: Capture):
    said = answer(capsys, "demo", "--output", "x", "--at", "2016", "--lang", "en")
    assert "as of 31 December 2016" in said or "2016" in said.splitlines()[0]


# -------------------------------------------------------------------------------------------------------- the edition


def test_the_preview_of_a_change_shows_what_the_edition_shows(capsys: Capture, tmp_path: Path):
    tie = Cooperation(id="a--b", source="a", target="b", kind="conflict")
    folder = tmp_path / "folder-city"
    stored(tmp_path, Actor(id="a", name="Amt A"), Actor(id="b", name="Bund B"), tie)
    said = answer(capsys, "--store", "x.db", "load", str(folder), "--dry-run", "--lang", "en", "--edition", "meeting")
    assert "Amt A" in said
    assert "Changes to 1 further records that this edition does not show." in said
    assert "Cooperation" not in said.replace("Changes", "")


@pytest.mark.parametrize("edition", ["meeting", "public"])
def test_what_comes_back_is_never_reduced_to_an_edition(capsys: Capture, rostock_store: str, edition: str):
    said = refusal(capsys, "--store", rostock_store, "save", "folder", "--edition", edition)
    assert f"--edition {edition}" in said
    assert not Path("folder").exists()


def test_who_changed_what_stays_internal(capsys: Capture, rostock_store: str):
    for more in (["--edition", "meeting"], ["--edition", "public"], ["--output", "history.csv"]):
        assert "--edition internal" in refusal(capsys, "--store", rostock_store, "history", *more)
    call(capsys, "--store", rostock_store, "history", "--output", "history.csv", "--edition", "internal")
    assert "BK" in Path("history-INTERN.csv").read_text(encoding="utf-8-sig")


def test_the_schema_of_an_edition_has_the_fields_that_it_shows(capsys: Capture):
    whole = json.loads(answer(capsys, "schema"))
    public = json.loads(answer(capsys, "schema", "--edition", "public"))
    assert "note" in whole["actors.yaml"]["items"]["properties"]
    assert "note" not in public["actors.yaml"]["items"]["properties"]
    assert "intensity" not in public["cooperations.yaml"]["items"]["properties"]
    assert "notes.yaml" in whole
    assert "notes.yaml" not in public


def test_a_check_of_an_edition_is_silent_on_what_it_does_not_show(capsys: Capture, tmp_path: Path):
    store = stored(tmp_path, Actor(id="hidden", name="Hidden"), Actor(id="open", name="Open", publish=True))

    def named(*more: str) -> set[str]:
        return {row["record"] for row in json.loads(answer(capsys, "--store", store, "check", "--format", "json", *more))}

    assert {"hidden", "open"} <= named()
    assert "hidden" not in named("--edition", "public")
    assert "open" in named("--edition", "public")
