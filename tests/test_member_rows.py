"""Rows of a list of members, and matrices of actors and forums, as memberships."""

from __future__ import annotations

from netmap.model import Evidence
from tests.foreign_lists import Rows, imported, members, refusals
from tests.landscapes import tiny_city


def test_a_list_of_members_makes_actors_forums_and_memberships():
    rows: Rows = [
        ["Einrichtung", "Gremium", "Rolle", "seit", "Bemerkung", "Farbe"],
        ["Amt", "AK Sprache", "Vorsitz", "2018", "alt", "rot"],
        ["Verein", "ak sprache", None, None, None, None],
    ]
    found = imported(rows)
    assert members(found) == [("amt", "ak-sprache", "chair"), ("verein", "ak-sprache", "")]
    first = next(iter(found.landscape.memberships.values()))
    assert (first.since, first.note, first.attributes) == ("2018", "alt", {"Farbe": "rot"})
    assert found.landscape.forums["ak-sprache"].evidence == (Evidence(source="a.csv"),)


def test_a_role_that_nobody_knows_is_kept_as_it_is():
    found = imported([["Name", "Gremium", "Rolle"], ["A", "AK", "Orakel"]])
    (one,) = found.landscape.memberships.values()
    assert (one.role, one.attributes) == ("", {"Rolle": "Orakel"})


def test_rows_without_an_end_or_with_a_wrong_date_are_refused():
    rows: Rows = [
        ["Name", "Gremium", "seit"],
        ["A", None, None],
        [None, "AK", None],
        ["A", "AK", "bald"],
        ["A", "AK", "2018"],
    ]
    found = imported(rows)
    assert [one[:2] for one in refusals(found)] == [(2, "B"), (3, "A"), (4, "C")]
    assert members(found) == [("a", "ak", "")]


def test_a_membership_twice_is_one():
    assert members(imported([["Name", "Gremium"], ["A", "AK"], ["a", "Ak"]])) == [("a", "ak", "")]


def test_who_is_in_a_forum_twice_stays_in_it_twice():
    rows: Rows = [["Name", "Gremium", "Rolle", "seit"], ["A", "AK", "Mitglied", "2010"], ["A", "AK", "Vorsitz", "2015"]]
    found = imported(rows)
    assert [(one.id, one.role, one.since) for one in found.landscape.memberships.values()] == [
        ("a--ak", "member", "2010"),
        ("a--ak-2", "chair", "2015"),
    ]
    assert imported(rows, old=found.landscape).records == ()
    more = imported([rows[0], ["A", "AK", "Vorsitz", None], ["A", "AK", None, "2010"]], old=found.landscape)
    assert [one for one in more.records if one.kind_name == "membership"] == []


def test_memberships_with_ids_of_their_own_are_never_the_same():
    nodes: Rows = [["id", "label", "type"], ["a", "A", "association"], ["f", "F", "forum"]]
    edges: Rows = [["id", "source", "target", "kind"], ["1", "a", "f", "membership"], ["2", "a", "f", "membership"]]
    found = imported(nodes, edges)
    assert members(found) == [("a", "f", ""), ("a", "f", "")]
    assert imported(nodes, edges, old=found.landscape).records == ()


def test_known_actors_and_forums_are_found_and_their_memberships_kept():
    city = tiny_city()
    rows: Rows = [
        ["Name", "Gremium", "Rolle"],
        ["Volkshochschule", "runder tisch", "Vorsitz"],
        ["Frauenhaus", "Runder Tisch", ""],
    ]
    found = imported(rows, old=city)
    assert found.landscape.memberships["vhs--runde"].role == "member"
    assert found.landscape.memberships["haus--runde"].role == ""
    assert len(found.landscape.actors) == len(city.actors)
    assert imported(rows, old=city, overwrite=True).landscape.memberships["vhs--runde"].role == "chair"


def test_reading_the_same_again_changes_nothing():
    rows: Rows = [["Name", "Gremium", "Rolle"], ["A", "AK", "Vorsitz"], ["B", "AK", ""]]
    assert imported(rows, old=imported(rows).landscape).records == ()


def test_a_matrix_of_marks_and_roles():
    rows: Rows = [[None, "AK Nord", "Beirat"], ["A", "x", "-"], ["B", "Vorsitz", "ja"], ["C", None, None]]
    assert members(imported(rows)) == [("a", "ak-nord", ""), ("b", "ak-nord", "chair"), ("b", "beirat", "")]


def test_a_row_of_a_matrix_without_a_name_is_refused():
    rows: Rows = [[None, "AK Nord", "Beirat"], ["A", "x", None], ["B", "x", "x"]]
    found = imported([*rows, [None, "x", None]], shape="forums_matrix")
    assert refusals(found) == [(4, "A", "there is no name here")]
    assert len(members(found)) == 3
