"""What changed between two moments on the command line: which moments there are, and what is said of them."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from commandline import Capture, answer, call, refusal, stored

from netmap.changes import diff
from netmap.model import Actor, Cooperation, Evidence, Inventory, Offer, Record, Snapshot
from netmap.store import open_store

pytestmark = pytest.mark.usefixtures("own_place")

SEEN = (Evidence(source="Liste", seen="2018"),)
WRITTEN = dt.datetime(2019, 6, 30, 12, tzinfo=dt.UTC)


@pytest.fixture
def city(tmp_path: Path) -> str:
    """Return a store in which a year later one tie has begun, one is found, one has ended, and clubs were asked for."""
    place = stored(
        tmp_path,
        Actor(id="amt", name="Amt", sector="inside", evidence=SEEN),
        Actor(id="vhs", name="VHS", sector="outside", evidence=SEEN),
        Cooperation(id="old", source="amt", target="vhs", since="2016", evidence=SEEN),
        Snapshot(id="jahr1", name="Jahr 1", date="2018-12-31", revision=1),
    )
    with open_store(place) as store:
        old = store.read()
        later: list[Record] = [
            old.settings.model_copy(update={"as_of": "2019-12-31"}),
            Actor(id="club", name="Verein", sector="outside"),
            Cooperation(id="old", source="amt", target="vhs", since="2016", until="2019-05", status="ended", evidence=SEEN),
            Cooperation(id="new", source="amt", target="club", since="2019-03"),
            Cooperation(id="found", source="vhs", target="club"),
            Offer(id="o", name="Fußball", area="clubs", providers=("club",), citywide=True, since="2019-02"),
            Inventory(id="i", area="clubs", target_group="adults", state="complete", date="2019-10"),
        ]
        store.apply(diff(old, old.replace(later)), author="BK", at=WRITTEN)
    return place


def rows(capsys: Capture, city: str, *arguments: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(answer(capsys, "--store", city, "compare", *arguments, "--format", "json"))
    return found


def told(found: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(one["change"], one["id"]) for one in found if one["part"] == "record"]


def test_a_snapshot_is_told_from_now_in_what_happened_and_what_was_found(capsys: Capture, city: str):
    found = rows(capsys, city, "@Jahr 1")
    assert told(found) == [
        ("found", "club"),
        ("new", "new"),
        ("gone", "old"),
        ("found", "found"),
        ("new", "o"),
    ]
    counts = {one["kind"]: (one["then"], one["now"]) for one in found if one["part"] == "count"}
    assert counts["cooperation"] == (1, 2)
    (across,) = (one for one in found if one.get("figure") == "pairs_across")
    assert (across["then"], across["without_answers"], across["now"]) == (1, 1, 1)


def test_the_heading_says_which_day_and_whose_knowledge(capsys: Capture, city: str):
    says = answer(capsys, "--store", city, "compare", "@Jahr 1", "--lang", "en")
    assert "Earlier: @Jahr 1: as of 2018-12-31, by what was known on " in says
    assert "Later: as of 2019-12-31, by what is known now (r2)" in says
    assert "The days and the knowledge differ" in says
    assert "Begun since (2)\n  Cooperation (1): Amt – Verein\n  Offer (1): Fußball\n" in says
    assert "Cooperation (1): VHS – Verein (its beginning is not known)" in says
    days = answer(capsys, "--store", city, "compare", "2018", "2019", "--lang", "en")
    assert "Earlier: as of 2018-12-31, by what is known now (r2)" in days
    assert "Both days are looked at by the same knowledge" in days
    once = answer(capsys, "--store", city, "compare", "r1", "r2", "--at", "2018", "--lang", "en")
    assert "One day by two states of knowledge" in once


def test_two_days_learn_nothing_but_what_was_asked_between_them(capsys: Capture, city: str):
    assert told(rows(capsys, city, "2018", "2019")) == [("new", "new"), ("gone", "old"), ("new", "o")]


def test_a_day_before_a_revision_is_looked_at_by_what_was_known_then(capsys: Capture, city: str):
    assert told(rows(capsys, city, "2015", "r1")) == [
        ("first_seen", "amt"),
        ("first_seen", "vhs"),
        ("new", "old"),
    ]


def test_a_revision_without_a_day_is_of_the_day_it_was_written(capsys: Capture, tmp_path: Path):
    place = stored(tmp_path, Actor(id="a", name="A"))
    with open_store(place) as store:
        old = store.read()
        undated = old.replace([old.settings.model_copy(update={"as_of": None})])
        store.apply(diff(old, undated), author="BK", at=WRITTEN)
        store.apply(diff(store.read(), undated.replace([Actor(id="b", name="B", since="2020")])), author="BK")
    assert told(rows(capsys, place, "r2")) == [("new", "b")]


def test_what_is_the_same_is_said_to_be(capsys: Capture, city: str):
    found = rows(capsys, city, "r2")
    assert {one["part"] for one in found} == {"count", "figure", "asked"}
    says = answer(capsys, "--store", city, "entwicklung", "r2")
    assert "So viel wie zuvor." in says


def test_the_later_one_does_not_come_first(capsys: Capture, city: str):
    assert "ist später als" in refusal(capsys, "--store", city, "compare", "2019", "2018")
    assert "ist später als" in refusal(capsys, "--store", city, "compare", "r2", "r1", "--at", "2018")
    assert "„@nie“ gibt es nicht" in refusal(capsys, "--store", city, "compare", "@nie")
    assert "2018-03" in refusal(capsys, "--store", city, "compare", "gestern")


def test_all_forms_say_the_same(capsys: Capture, city: str):
    records = [one for one in rows(capsys, city, "@Jahr 1") if one["part"] == "record"]
    markdown = answer(capsys, "--store", city, "compare", "@Jahr 1", "--format", "md")
    table = answer(capsys, "--store", city, "compare", "@Jahr 1", "--format", "csv")
    for one in records:
        assert f"| {one['id']} |" in markdown
        assert f";{one['id']};" in table
    assert "Stand 31.12.2018, nach dem Kenntnisstand vom" in markdown
    assert "| Kooperationen | 1 | 2 | begonnen 1, beendet 1, erst bekannt 1, berichtigt 0 |" in markdown
    assert "Geschlossene Einträge der Listen: " in markdown
    _out, err = call(capsys, "--store", city, "compare", "@Jahr 1", "--output", "wandel.xlsx")
    assert "Geschrieben" in err
    assert Path("wandel.xlsx").stat().st_size > 3_000


def test_a_file_is_for_a_meeting_and_names_no_positions(capsys: Capture, city: str):
    call(capsys, "--store", city, "compare", "@Jahr 1", "--output", "wandel.json")
    parts = {one["part"] for one in json.loads(Path("wandel.json").read_text(encoding="utf-8"))["rows"]}
    assert parts & {"office", "broker"} == set()
    assert "Offene Fragen" in refusal(capsys, "--store", city, "compare", "2018", "2019", "--edition", "public")
