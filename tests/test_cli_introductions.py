"""Introductions on the command line: proposed, recorded, refused for ever; and what an edition withholds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commandline import Capture, answer, call, refusal, stored

from netmap.model import Actor, Cooperation, Evidence, GapNote, Record
from netmap.store import open_store

pytestmark = pytest.mark.usefixtures("own_place")


def wish(source: str, target: str, *reporters: str) -> Cooperation:
    evidence = tuple(Evidence(source="Umfrage", seen="2018", reported_by=one) for one in reporters)
    return Cooperation(id=f"{source}--{target}", source=source, target=target, status="wished", evidence=evidence)


def four() -> list[Record]:
    names = {"amt": "Amt", "haus": "Frauenhaus", "vhs": "VHS", "verein": "Verein"}
    return [Actor(id=key, name=name, protected=key == "haus") for key, name in names.items()]


def test_at_most_ten_pairs_are_proposed_in_the_agreed_words(capsys: Capture, rostock_store: str):
    said = answer(capsys, "--store", rostock_store, "bekanntmachen")
    assert said.startswith("Wer sich kennenlernen sollte (10)\n  Prüfen, ob ")
    assert "sich kennen." in said
    assert "Möglicher Ort: " in said
    assert "keine Bewertung" in said
    rows = json.loads(answer(capsys, "--store", rostock_store, "introductions", "--format", "json"))
    assert len(rows) == 10
    assert {row["kind"] for row in rows} == {"gap", "transition", "border"}
    assert not any("bildungskoordination-neuzugewanderte" in (row["first"], row["second"]) for row in rows)


def test_no_pair_of_the_example_is_recorded_as_knowing_each_other(capsys: Capture, rostock_store: str):
    rows = json.loads(answer(capsys, "--store", rostock_store, "introductions", "--format", "json"))
    with open_store(rostock_store) as store:
        landscape = store.read()
    recorded = {frozenset({one.source, one.target}) for one in landscape.cooperations.values()}
    for row in rows:
        pair = {row["first"], row["second"]}
        assert pair not in recorded
        assert len({landscape.actors[one].part_of or one for one in pair}) == 2


def test_a_refused_pair_never_returns(capsys: Capture, rostock_store: str):
    first = json.loads(answer(capsys, "--store", rostock_store, "introductions", "--format", "json"))[0]
    ends = (landscape_name(rostock_store, first["second"]), first["first"])
    call(capsys, "--store", rostock_store, "introductions", *ends, "--status", "dropped", "--result", "nein", "--yes")
    rows = json.loads(answer(capsys, "--store", rostock_store, "introductions", "--format", "json"))
    assert first["id"] not in {row["id"] for row in rows}
    assert len(rows) == 10
    assert "1 abgelehnt, 0 erledigt" in answer(capsys, "--store", rostock_store, "introductions")
    with open_store(rostock_store) as store:
        (note,) = store.read().table(GapNote).values()
    assert (note.gap, note.status, note.result) == (first["id"], "dropped", "nein")


def landscape_name(store: str, key: str) -> str:
    with open_store(store) as opened:
        return opened.read().actors[key].name


def test_an_outcome_is_kept_and_what_a_later_one_does_not_say_stays(capsys: Capture, tmp_path: Path):
    store = stored(tmp_path, *four(), wish("amt", "vhs"))
    begin = ("--store", store, "introductions", "amt", "VHS", "--yes", "--status")
    call(capsys, *begin, "in-work", "--who", "BK", "--due", "2019-03")
    said = answer(capsys, "--store", store, "introductions")
    assert "[in Arbeit, BK, bis 03/2019]" in said
    assert "| in Arbeit | BK | 2019-03 |" in answer(capsys, "--store", store, "introductions", "--format", "md")
    call(capsys, *begin, "done", "--result", "treffen sich")
    with open_store(store) as opened:
        (note,) = opened.read().table(GapNote).values()
    assert (note.id, note.status, note.responsible, note.due, note.result) == (
        "gap-note--introduction-amt-vhs", "done", "BK", "2019-03", "treffen sich",
    )  # fmt: skip
    assert "0 abgelehnt, 1 erledigt" in answer(capsys, "--store", store, "introductions")


def test_what_cannot_be_recorded_is_refused(capsys: Capture, tmp_path: Path):
    store = ("--store", stored(tmp_path, *four()), "introductions")
    assert "nennt beide Akteure" in refusal(capsys, *store, "amt")
    assert "Was soll notiert werden?" in refusal(capsys, *store, "amt", "vhs")
    assert "nennt beide Akteure" in refusal(capsys, *store, "--status", "done")
    assert "zwei verschiedene Akteure" in refusal(capsys, *store, "amt", "Amt", "--status", "done", "--yes")
    assert "kein Datum" in refusal(capsys, *store, "amt", "vhs", "--status", "done", "--due", "morgen", "--yes")
    assert "nobody" in refusal(capsys, *store, "amt", "nobody", "--status", "done", "--yes")
    assert "--edition public" in refusal(capsys, *store, "amt", "vhs", "--status", "done", "--edition", "public")
    assert "--edition meeting" in refusal(capsys, *store, "--edition", "public")
    assert "ist kein Akteur" in refusal(capsys, *store, "city", "vhs", "--status", "done", "--yes")


def test_files_for_a_meeting_tell_no_wish_of_one_side_no_note_and_no_protected_place(capsys: Capture, tmp_path: Path):
    notes = [GapNote(id="n", gap="introduction/amt/verein", status="in_work", responsible="Chefin")]
    wishes = [wish("amt", "vhs", "amt"), wish("amt", "verein", "amt", "verein"), wish("haus", "vhs", "haus", "vhs")]
    store = stored(tmp_path, *four(), *wishes, *notes)
    answer(capsys, "--store", store, "introductions", "--output", "m.json")
    text = Path("m.json").read_text(encoding="utf-8")
    assert [row["id"] for row in json.loads(text)["rows"]] == ["introduction/amt/verein"]
    assert "haus" not in text
    assert "Chefin" not in text
    answer(capsys, "--store", store, "introductions", "--output", "i.json", "--edition", "internal")
    inside = json.loads(Path("i-INTERN.json").read_text(encoding="utf-8"))["rows"]
    assert [row["id"] for row in inside] == ["introduction/amt/verein", "introduction/amt/vhs", "introduction/haus/vhs"]


def test_an_empty_landscape_has_an_answer(capsys: Capture, tmp_path: Path):
    said = answer(capsys, "--store", stored(tmp_path), "introductions")
    assert "Wer sich kennenlernen sollte (0)" in said
    assert "Keine Vorschläge:" in said


def test_no_office_is_named_as_being_without_cooperation_in_a_file_for_a_meeting(capsys: Capture, rostock_store: str):
    asked = ("--store", rostock_store, "introductions", "--format", "json", "--edition")
    reasons = {edition: answer(capsys, *asked, edition) for edition in ("internal", "meeting")}
    assert "noch keine Kooperation mit Partnern außerhalb erfasst" in reasons["internal"]
    assert "noch keine Kooperation mit Partnern außerhalb" not in reasons["meeting"]
    assert len(json.loads(reasons["meeting"])) == 10
