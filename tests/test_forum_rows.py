"""Forums in lists of actors and memberships in edge lists: what other tools keep as nodes and edges like any other."""

from __future__ import annotations

from typing import Any

import pytest

from netmap.landscape import Landscape
from netmap.model import Actor, Forum, Membership, Settings
from tests.foreign_lists import Rows, actors, imported, members, refusals, ties

NODES: Rows = [
    ["Id", "Label", "Type", "Art des Gremiums", "Form", "Federführung", "Farbe"],
    ["a", "Amt", "municipal_office", "", "", "", "rot"],
    ["v", "Verein", "association", "", "", "", ""],
    ["r", "Runder Tisch", "Gremium", "Runder Tisch", "standing", "a", "blau"],
]
EDGES: Rows = [
    ["Source", "Target", "Type", "Rolle", "Seit"],
    ["a", "r", "Mitgliedschaft", "member", "2018"],
    ["v", "r", "Mitglied", "Gast der Runde", ""],
    ["a", "v", "joint_offer", "", "2017"],
]


def forums(found: Any) -> dict[str, Forum]:
    """Return the forums by name."""
    return {one.name: one for one in found.landscape.forums.values()}


# ---------------------------------------------------------------------------------------------------- rows about forums


@pytest.mark.parametrize("word", ["Gremium", "forum", "GREMIUM", " Forum "])
def test_a_row_that_says_so_is_a_forum_and_no_actor(word: str):
    found = imported([["Name", "Art"], ["Amt", "municipal_office"], ["Beirat", word]])
    assert list(actors(found)) == ["Amt"]
    assert list(forums(found)) == ["Beirat"]
    assert forums(found)["Beirat"].attributes == {}


def test_a_forum_keeps_what_its_row_says_in_its_own_fields():
    found = imported(NODES)
    tisch = forums(found)["Runder Tisch"]
    assert (tisch.kind, tisch.nature, tisch.lead) == ("round_table", "standing", "a")
    assert tisch.attributes == {"Farbe": "blau"}
    assert actors(found)["Amt"].attributes == {"Farbe": "rot"}


def test_what_is_no_field_of_a_forum_or_not_understood_is_kept_as_own():
    rows: Rows = [
        ["Name", "Art", "Art des Gremiums", "Form", "meetings_per_year", "Federführung"],
        ["Amt", "municipal_office", "", "", "", ""],
        ["Beirat", "Gremium", "Kaffeerunde", "locker", "oft", "Niemand"],
    ]
    beirat = forums(imported(rows))["Beirat"]
    assert (beirat.kind, beirat.nature, beirat.meetings_per_year, beirat.lead) == ("", "unknown", None, None)
    assert beirat.attributes == {
        "Art des Gremiums": "Kaffeerunde",
        "Form": "locker",
        "meetings_per_year": "oft",
        "Federführung": "Niemand",
    }


def test_numbers_names_areas_and_dates_of_a_forum_are_taken():
    rows: Rows = [
        ["Name", "Art", "Kurzname", "Bildungsbereiche", "Seit", "meetings_per_year", "Themen", "Notiz"],
        ["Beirat", "Gremium", "BR", "Schule", "März 2018", "4", "Sprache; Arbeit", "wichtig"],
    ]
    beirat = forums(imported(rows))["Beirat"]
    assert (beirat.short_name, beirat.areas, beirat.since) == ("BR", ("school",), "2018-03")
    assert (beirat.meetings_per_year, beirat.topics, beirat.note) == (4.0, ("Sprache", "Arbeit"), "wichtig")


def test_an_actor_with_the_columns_of_a_forum_keeps_them():
    rows: Rows = [["Name", "Art des Gremiums"], ["Verein", "Runder Tisch"]]
    assert actors(imported(rows))["Verein"].attributes == {"Art des Gremiums": "Runder Tisch"}


def test_a_forum_that_is_known_is_completed():
    known = Forum(id="tisch", name="Runder Tisch", short_name="RT")
    old = Landscape(Settings(id="city", name="City"), [known])
    found = imported(NODES, old=old)
    tisch = found.landscape.forums["tisch"]
    assert (tisch.short_name, tisch.kind, len(found.landscape.forums)) == ("RT", "round_table", 1)


def test_a_forum_from_elsewhere_keeps_its_id_there():
    rows: Rows = [["Id", "Name", "Art"], ["F_1", "Beirat", "Gremium"], ["A_1", "Amt", "municipal_office"]]
    found = imported(rows)
    assert forums(found)["Beirat"].id == "f-1"
    assert forums(found)["Beirat"].attributes == {"original_id": "F_1"}


@pytest.mark.parametrize(
    ("row", "column"),
    [(["", "Gremium", "2018"], "A"), (["x" * 401, "Gremium", ""], "A"), (["Beirat", "Gremium", "irgendwann"], "C")],
)
def test_a_forum_that_cannot_be_taken_is_refused_with_its_place(row: list[str], column: str):
    found = imported([["Name", "Art", "Seit"], ["Amt", "", "2018"], row])
    assert [(number, place) for number, place, _reason in refusals(found)] == [(3, column)]
    assert not found.landscape.forums


# --------------------------------------------------------------------------------------------------- rows about members


def test_an_edge_that_is_a_membership_becomes_one():
    found = imported(NODES, EDGES)
    assert members(found) == [("a", "r", "member"), ("v", "r", "")]
    assert ties(found) == [("a", "v", "joint_offer")]
    first, second = found.landscape.memberships.values()
    assert (first.since, first.attributes) == ("2018", {})
    assert second.attributes == {"Rolle": "Gast der Runde"}


def test_a_membership_in_what_nobody_knows_makes_a_forum():
    found = imported([["Von", "Nach", "Art"], ["AWO", "Beirat", "Mitgliedschaft"], ["AWO", "VHS", "joint_offer"]])
    assert list(forums(found)) == ["Beirat"]
    assert set(actors(found)) == {"AWO", "VHS"}


def test_a_membership_of_an_actor_in_an_actor_is_a_tie_that_keeps_the_word():
    nodes: Rows = [["Name", "Ort"], ["AWO", "Rostock"], ["Verband", "Rostock"]]
    found = imported(nodes, [["Von", "Nach", "Art"], ["AWO", "Verband", "Mitgliedschaft"]])
    (tie,) = found.landscape.cooperations.values()
    assert (tie.kind, tie.attributes) == ("unspecified", {"Art": "Mitgliedschaft"})
    assert not found.landscape.memberships


def test_a_role_beside_a_tie_is_kept_as_own():
    found = imported([["Von", "Nach", "Rolle"], ["A", "B", "Leitung"]])
    (tie,) = found.landscape.cooperations.values()
    assert tie.attributes == {"Rolle": "Leitung"}


@pytest.mark.parametrize(
    ("row", "column"), [(["", "r", "Mitglied", "", ""], "A"), (["a", "r", "Mitglied", "", "irgendwann"], "E")]
)
def test_a_membership_that_cannot_be_taken_is_refused_with_its_place(row: list[str], column: str):
    found = imported(NODES, [*EDGES, row])
    assert [(number, place) for number, place, _reason in refusals(found)] == [(5, column)]


def test_reading_it_again_changes_nothing():
    once = imported(NODES, EDGES)
    again = imported(NODES, EDGES, old=once.landscape)
    assert [one for one in again.records if isinstance(one, Actor | Forum | Membership)] == []


# ------------------------------------------------------------------------------------------------ columns of other tools


def test_a_type_that_says_only_directions_is_the_direction_and_another_column_the_kind():
    found = imported([["Source", "Target", "Type", "kind"], ["a", "b", "Directed", "funding"], ["b", "c", "Undirected", ""]])
    assert ties(found) == [("a", "b", "funding"), ("b", "c", "unspecified")]


def test_the_id_of_a_tie_finds_it_where_there_are_several():
    first = imported([["Source", "Target", "Note"], ["a", "b", "eins"], ["a", "b", "zwei"]])
    ids = {one.note: one.id for one in first.landscape.cooperations.values()}
    again = imported([["Source", "Target", "Id", "Note"], ["a", "b", ids["zwei"], "neu"]], old=first.landscape)
    assert {one.id: one.note for one in again.landscape.cooperations.values()} == {ids["eins"]: "eins", ids["zwei"]: "neu"}


def test_ids_of_ties_from_elsewhere_are_no_own_column():
    found = imported([["Source", "Target", "Id"], ["a", "b", "0"], ["b", "c", "1"]])
    assert [one.attributes for one in found.landscape.cooperations.values()] == [{}, {}]


def test_a_second_column_that_says_the_same_is_left_out_and_another_kept():
    same = imported([["Name", "Label"], ["A", "A"], ["B", "B"]])
    assert [one.attributes for one in actors(same).values()] == [{}, {}]
    other = imported([["Name", "Label"], ["A", "A"], ["B", "Haus B"]])
    assert actors(other)["B"].attributes == {"Label": "Haus B"}


@pytest.mark.parametrize(("weight", "intensity", "own"), [("3", "3", {}), ("9", "3", {"weight": 9})])
def test_a_weight_beside_the_intensity_is_kept_where_it_says_something_else(
    weight: str, intensity: str, own: dict[str, int]
):
    found = imported([["Source", "Target", "weight", "intensity"], ["a", "b", weight, intensity]])
    (tie,) = found.landscape.cooperations.values()
    assert (tie.intensity, tie.attributes) == (3, own)


def test_an_intensity_may_be_said_in_words():
    found = imported([["Von", "Nach", "Intensität"], ["A", "B", "tauscht sich aus"], ["A", "C", "4"]])
    assert [one.intensity for one in found.landscape.cooperations.values()] == [2, 4]


def test_a_term_with_a_slash_in_it_is_not_parted():
    found = imported([["Name", "Art"], ["A", "Amt / Fachbereich der Stadt"], ["B", "association"]])
    assert actors(found)["A"].type == "municipal_office"
    assert actors(found)["A"].attributes == {}


@pytest.mark.parametrize(("mark", "protected"), [("ja", True), ("x", True), ("nein", False), ("", False), (True, True)])
def test_who_is_protected_stays_so(mark: object, protected: bool):
    found = imported([["Name", "Geschützt", "Ein-Personen-Stelle"], ["Frauenhaus", mark, mark], ["A", "", ""]])  # type: ignore[list-item]
    haus = actors(found)["Frauenhaus"]
    assert (haus.protected, haus.one_person) == (protected, protected)


def test_a_mark_that_is_neither_yes_nor_no_is_kept_and_named():
    found = imported([["Name", "Geschützt"], ["Haus", "vielleicht"]])
    assert actors(found)["Haus"].protected is False
    assert actors(found)["Haus"].attributes == {"Geschützt": "vielleicht"}
    assert any("vielleicht" in one for one in found.remarks)


def test_the_municipality_is_a_field_of_its_own_and_the_town_of_an_address():
    found = imported(
        [["Name", "Straße", "PLZ", "Gemeinde"], ["A", "Weg 1", "18209", "Bad Doberan"], ["B", "", "", "Rövershagen"]]
    )
    assert (actors(found)["A"].address, actors(found)["A"].municipality) == ("Weg 1, 18209 Bad Doberan", "Bad Doberan")
    assert (actors(found)["B"].address, actors(found)["B"].municipality) == ("", "Rövershagen")


def test_what_netmap_itself_works_out_is_not_taken_for_a_column():
    found = imported([["Name", "last_seen", "Zuletzt belegt"], ["A", "2018", "2018"]])
    assert actors(found)["A"].attributes == {}
