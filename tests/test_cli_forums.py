"""The forums on the command line: all of them, one, and who joined and left; and what an edition withholds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commandline import Capture, answer, refusal, stored

from netmap.model import Actor, Forum, Membership, Record

pytestmark = pytest.mark.usefixtures("own_place")


def small_city() -> list[Record]:
    return [
        Actor(id="amt", name="Amt", sector="inside"),
        Actor(id="haus", name="Frauenhaus", sector="outside", protected=True),
        Forum(
            id="runde", name="Runde", nature="standing", members_complete="2017", meetings_per_year=2, hours_per_meeting=3
        ),
        Membership(id="m1", actor="amt", forum="runde", role="member", since="2018-06"),
        Membership(id="m2", actor="haus", forum="runde", role="member"),
    ]


def test_people_read_what_is_recorded_and_what_is_not_known(capsys: Capture, rostock_store: str):
    said = answer(capsys, "--store", rostock_store, "gremien")
    assert "16 Gremien, davon 15 dauerhaft oder vereinbart" in said
    assert "ob die Liste vollständig ist" in " ".join(said.split())
    assert "migra e.V.: 4 Gremien; Stunden nicht erfasst." in said
    assert "Beispiel aus öffentlichen Quellen" in said


def test_programs_get_all_rows_with_the_part_they_belong_to(capsys: Capture, rostock_store: str):
    rows = json.loads(answer(capsys, "--store", rostock_store, "forums", "--format", "json"))
    assert {row["part"] for row in rows} == {"forum", "without", "overlap", "load"}
    assert len([row for row in rows if row["part"] == "forum"]) == 16


@pytest.mark.parametrize("name", ["ktg", "KTG", "Kursträgergemeinschaft im Landkreis und in der Hansestadt Rostock (KTG)"])
def test_one_forum_is_shown_by_id_or_name(capsys: Capture, rostock_store: str, name: str):
    said = answer(capsys, "--store", rostock_store, "forums", name)
    assert "11 Mitglieder erfasst" in said
    assert "Federführung: migra e.V." in said
    (row,) = json.loads(answer(capsys, "--store", rostock_store, "forums", name, "--format", "json"))
    assert len(row["members"]) == 11
    assert "Federführung" in answer(capsys, "--store", rostock_store, "forums", name, "--format", "md")


def test_what_is_no_forum_is_refused(capsys: Capture, rostock_store: str):
    assert "kein Gremium" in refusal(capsys, "--store", rostock_store, "forums", "migra")
    assert "no forum" in refusal(capsys, "--store", rostock_store, "forums", "koop-migration-arbeit", "--lang", "en")
    assert "2018" in answer(capsys, "--store", rostock_store, "forums", "--format", "csv", "--at", "2018")


def test_joined_and_left_since_a_day_or_a_revision(capsys: Capture, tmp_path: Path):
    store = stored(tmp_path, *small_city())
    assert "Runde: neu dabei: Amt; ausgeschieden: niemand; geblieben: 1." in answer(
        capsys, "--store", store, "forums", "--since", "2017"
    )
    assert "neu dabei: niemand" in answer(capsys, "--store", store, "forums", "--since", "r1")
    (row,) = json.loads(answer(capsys, "--store", store, "forums", "--since", "2017", "--format", "json"))
    assert (row["joined"], row["stayed"]) == (["amt"], ["haus"])
    assert "| Runde |" in answer(capsys, "--store", store, "forums", "--since", "2017", "--format", "md")
    assert "nicht verglichen" in answer(capsys, "--store", store, "forums", "--since", "2016")
    assert "früheren Tag" in refusal(capsys, "--store", store, "forums", "--since", "2019")


def test_a_file_for_a_meeting_names_no_protected_member_and_ranks_nobody(capsys: Capture, tmp_path: Path):
    store = stored(tmp_path, *small_city())
    for arguments in ([], ["runde"], ["--since", "2017"]):
        answer(capsys, "--store", store, "forums", *arguments, "--output", "g.json")
        text = Path("g.json").read_text(encoding="utf-8")
        assert "haus" not in text.lower()
        assert '"load"' not in text
        answer(capsys, "--store", store, "forums", *arguments, "--output", "i.json", "--edition", "internal")
        assert "haus" in Path("i-INTERN.json").read_text(encoding="utf-8")
    assert "--edition meeting" in refusal(capsys, "--store", store, "forums", "--edition", "public")


def test_an_empty_landscape_has_an_answer(capsys: Capture, tmp_path: Path):
    store = stored(tmp_path)
    assert "Noch keine Gremien erfasst." in answer(capsys, "--store", store, "forums")
    assert "Noch keine Gremien erfasst." in answer(capsys, "--store", store, "forums", "--since", "2017")
