"""Two states side by side, and states with a name: diff, snapshot."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from commandline import Capture, answer, call, refusal, stored

from netmap.changes import diff
from netmap.model import Actor, Cooperation, Snapshot
from netmap.store import open_store

pytestmark = pytest.mark.usefixtures("own_place")
Rows = list[dict[str, str]]


@pytest.fixture
def city(tmp_path: Path) -> str:
    """Return a store with a school that comes in 2015, a club that goes in 2016, and a later second revision."""
    place = stored(
        tmp_path,
        Actor(id="school", name="Schule", since="2015"),
        Actor(id="club", name="Verein", until="2016"),
        Actor(id="office", name="Amt", attributes={"staff": 3}),
        Cooperation(id="office--club", source="office", target="club", kind="joint_offer", status="ended", until="2016"),
    )
    with open_store(place) as store:
        old = store.read()
        actors = old.actors
        office = actors["office"].model_copy(update={"name": "Schulamt", "attributes": {"staff": 4}, "areas": ("school",)})
        store.apply(diff(old, old.replace([office, Actor(id="new", name="Neu", since="2017")])), author="BK")
    return place


def rows(capsys: Capture, city: str, *arguments: str) -> Rows:
    found: Rows = json.loads(answer(capsys, "--store", city, "diff", *arguments, "--format", "json"))
    return found


def test_two_days_differ_in_what_holds_on_them(capsys: Capture, city: str):
    found = rows(capsys, city, "2014", "2018")
    assert [(one["change"], one["id"]) for one in found] == [
        ("added", "new"),
        ("added", "school"),
        ("removed", "office--club"),
        ("removed", "club"),
    ]


def test_two_revisions_differ_field_by_field(capsys: Capture, city: str):
    found = rows(capsys, city, "r1", "r2")
    assert [(one["change"], one["id"], one["field"], one["before"], one["after"]) for one in found] == [
        ("added", "new", "", None, None),
        ("changed", "office", "attributes.staff", 3, 4),
        ("changed", "office", "name", "Amt", "Schulamt"),
        ("changed", "office", "areas", [], ["school"]),
    ]
    assert rows(capsys, city, "r1") == found  # the later one is what is known now
    assert [(one["before"], one["after"]) for one in rows(capsys, city, "r2", "r1")][1:2] == [("Schulamt", "Amt")]


def test_a_revision_is_looked_at_on_the_day_of_the_other(capsys: Capture, city: str):
    assert {one["id"] for one in rows(capsys, city, "r1", "2016")} == {"office"}  # “new” comes in 2017
    assert {one["id"] for one in rows(capsys, city, "r1", "r2", "--at", "2016")} == {"office"}
    assert {one["id"] for one in rows(capsys, city, "r1", "2017")} == {"office", "new"}


def test_the_words_of_a_difference(capsys: Capture, city: str):
    said = answer(capsys, "--store", city, "vergleichen", "r1", "r2")
    assert said.splitlines() == [
        "r1 im Vergleich mit r2",
        "1 Akteur neu: Neu",
        "Akteur Schulamt: Eigene Spalte „staff“: 3 → 4",
        "Akteur Schulamt: Name: Amt → Schulamt",
        "Akteur Schulamt: Bildungsbereiche: – → Schule",
    ]
    said = answer(capsys, "--store", city, "diff", "r2", "r2", "--at", "2016-03", "--lang", "en")
    assert said.splitlines() == ["r2 compared with r2, both on 2016-03-31", "Nothing differs."]


def test_people_read_labels_and_programs_keys(capsys: Capture, city: str):
    table = answer(capsys, "--store", city, "diff", "r1", "r2", "--format", "md")
    assert "| geändert | Akteur | office | Schulamt | Bildungsbereiche | – | Schule |" in table
    text = answer(capsys, "--store", city, "diff", "r1", "r2", "--format", "csv")
    told = [*csv.DictReader(io.StringIO(text), delimiter=";")]
    assert [one["after"] for one in told if one["field"] == "areas"] == ["school"]


def test_long_differences_are_folded_unless_all_is_asked(capsys: Capture, rostock_store: str):
    on = ("--store", rostock_store, "diff", "2014", "2018")
    assert "… und 34 weitere" in answer(capsys, *on)
    whole = answer(capsys, *on, "--all")
    assert "weitere" not in whole
    assert "Wübben Stiftung" in whole


def test_an_edition_shows_only_what_it_may(capsys: Capture, city: str):
    call(capsys, "--store", city, "diff", "r1", "r2", "--output", "d.csv", "--edition", "public")
    assert "Schulamt" not in Path("d.csv").read_text(encoding="utf-8-sig")
    call(capsys, "--store", city, "diff", "r1", "r2", "--output", "d.csv", "--edition", "internal")
    assert "Schulamt" in Path("d-INTERN.csv").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize(
    ("moments", "words"),
    [
        (["2018-13", "r1"], "„2018-13“ ist kein Datum"),
        (["r1", "r9"], "Einen Stand r9 gibt es nicht"),
        (["rx"], "„rx“ ist keine Revision"),
        (["@Herbst"], "Es gibt: noch keine erfasst"),
    ],
)
def test_moments_that_there_are_not(capsys: Capture, city: str, moments: list[str], words: str):
    assert words in refusal(capsys, "--store", city, "diff", *moments)


# ------------------------------------------------------------------------------------------------------------- snapshots


def test_a_snapshot_is_the_state_before_it_on_its_day(capsys: Capture, city: str):
    _out, err = call(capsys, "--store", city, "stichtag", "Bericht 2016", "--date", "2016", "--yes")
    assert 'netmap entwicklung "@Bericht 2016"' in err
    with open_store(city) as store:
        kept = [*store.read().table(Snapshot).values()]
    assert [(one.id, one.name, one.date, one.revision) for one in kept] == [
        ("snapshot--bericht-2016", "Bericht 2016", "2016", 2)
    ]
    assert {one["id"] for one in rows(capsys, city, "@Bericht 2016", "2018")} >= {"new", "club", "office--club"}
    assert {one["id"] for one in rows(capsys, city, "@snapshot--bericht-2016", "2016")} == {"snapshot--bericht-2016"}


def test_a_snapshot_is_of_the_reference_date_where_no_day_is_said(capsys: Capture, city: str):
    call(capsys, "--store", city, "snapshot", "@Bericht", "--yes")
    with open_store(city) as store:
        assert [one.date for one in store.read().table(Snapshot).values()] == ["2018-12-31"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([" "], "braucht einen Namen"),
        (["Herbst", "--date", "gestern"], "„gestern“ ist kein Datum"),
        (["Herbst"], "--yes"),
    ],
)
def test_a_snapshot_that_cannot_be_made_changes_nothing(capsys: Capture, city: str, arguments: list[str], words: str):
    assert words in refusal(capsys, "--store", city, "snapshot", *arguments)
    with open_store(city) as store:
        assert len(store.revisions()) == 2


def test_no_two_snapshots_have_one_name(capsys: Capture, city: str):
    call(capsys, "--store", city, "snapshot", "Herbst", "--yes")
    assert "„Herbst“ gibt es schon" in refusal(capsys, "--store", city, "snapshot", "Herbst", "--yes")


@pytest.mark.parametrize(
    ("moment", "names"),
    [
        (("--at", "@Bericht 2016"), {"Schule", "Verein", "Schulamt"}),
        (("--revision", "@Bericht 2016"), {"Schule", "Verein", "Schulamt", "Neu"}),
        (("--at", "2018", "--revision", "@Bericht 2016"), {"Schule", "Schulamt", "Neu"}),
        (("--at", "@Bericht 2016", "--revision", "r1"), {"Schule", "Verein", "Amt"}),
        (("--at", "2016"), {"Schule", "Verein", "Schulamt", "Später"}),
    ],
)
def test_a_snapshot_stands_wherever_a_moment_is_meant(capsys: Capture, city: str, moment: tuple[str, ...], names: set[str]):
    call(capsys, "--store", city, "snapshot", "Bericht 2016", "--date", "2016", "--yes")
    call(capsys, "--store", city, "add", "actor", "--name", "Später", "--yes")
    found = json.loads(answer(capsys, "--store", city, "list", "actors", *moment, "--format", "json"))
    assert {one["name"] for one in found} == names
    assert "Es gibt: @Bericht 2016" in refusal(capsys, "--store", city, "list", "actors", moment[0], "@Herbst")


def test_a_snapshot_stands_for_its_day_where_a_question_asks_from_when(capsys: Capture, city: str):
    call(capsys, "--store", city, "snapshot", "Bericht", "--date", "2015-06", "--yes")
    on = ("--store", city, "query", "begun-or-ended", "--to", "2018", "--format", "json", "--from")
    assert answer(capsys, *on, "@Bericht") == answer(capsys, *on, "2015-06") != answer(capsys, *on, "2017")
    assert answer(capsys, *on, "1.6.2015") == answer(capsys, *on, "2015-06")
