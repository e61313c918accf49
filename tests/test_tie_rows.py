"""Rows of an edge list and cells of a matrix as cooperations."""

from __future__ import annotations

from typing import Any

import pytest

from netmap.landscape import Landscape
from netmap.model import Actor, Cooperation, Settings
from tests.foreign_lists import Rows, imported, refusals, ties
from tests.landscapes import tiny_city

NODES: Rows = [["Id", "Label"], ["1", "Alpha"], ["2", "Beta"], ["3", "Gamma"]]


def tie(rows: Rows, **options: object) -> Cooperation:
    (one,) = imported(NODES, rows, **options).landscape.cooperations.values()
    return one


@pytest.mark.parametrize(
    "ends",
    [("1", "2"), (1.0, 2.0), ("Alpha", "beta"), ("1", "BETA"), (" 1 ", "2\u200b")],
    ids=["ids", "floats", "names", "both", "odd"],
)
def test_ends_are_known_by_id_or_name(ends: tuple[Any, Any]):
    one = tie([["Source", "Target"], list(ends)])
    assert (one.source, one.target, one.kind) == ("1", "2", "unspecified")


@pytest.mark.parametrize(
    ("heading", "cell", "field", "value"),
    [
        ("Art", "Weiterleitung / Verweisberatung", "kind", "referral"),
        ("kind", "joint_offer", "kind", "joint_offer"),
        ("Type", "Directed", "kind", "unspecified_directed"),
        ("Type", "Undirected", "kind", "unspecified"),
        ("Type", "partnership", "attributes", {"Type": "partnership"}),
        ("Direction", "directed", "kind", "unspecified_directed"),
        ("Direction", "mutual", "kind", "unspecified"),
        ("directed", "true", "kind", "unspecified_directed"),
        ("directed", "false", "kind", "unspecified"),
        ("Intensität", 3.0, "intensity", 3),
        ("Intensität", "4", "intensity", 4),
        ("Weight", "2", "intensity", 2),
        ("Weight", "1", "attributes", {"Weight": 1}),
        ("Weight", "1,5", "attributes", {"Weight": 1.5}),
        ("Weight", "7", "attributes", {"Weight": 7}),
        ("Status", "geplant", "status", "planned"),
        ("Status", "schwebend", "attributes", {"Status": "schwebend"}),
        ("seit", "03/2018", "since", "2018-03"),
        ("Bemerkung", "alt", "note", "alt"),
        ("Quelljahr", 2018.0, "attributes", {"Quelljahr": 2018}),
    ],
)
def test_a_column_fills_its_field(heading: str, cell: Any, field: str, value: object):
    assert getattr(tie([["Source", "Target", heading], ["1", "2", cell]]), field) == value


def test_directed_makes_all_ties_arcs_that_do_not_say_otherwise():
    rows: Rows = [["Source", "Target", "Direction", "Art"], ["1", "2", None, None], ["1", "3", "mutual", None]]
    assert [one[2] for one in ties(imported(NODES, rows, directed=True))] == ["unspecified_directed"] * 2
    kinds: Rows = [["Source", "Target", "Art"], ["1", "2", "joint_offer"], ["1", "3", "referral"]]
    assert [one[2] for one in ties(imported(NODES, kinds, directed=True))] == ["joint_offer", "referral"]


@pytest.mark.parametrize(
    ("heading", "row", "expected"),
    [
        ("x", ["1", None, None], (2, "B", "there is no name here")),
        ("x", [None, "2", None], (2, "A", "there is no name here")),
        ("x", ["1", "9", None], (2, "B", "“9” is not among the actors")),
        ("Intensität", ["1", "2", "5"], (2, "C", "the intensity is a whole number from 1 to 4")),
        ("Intensität", ["1", "2", "stark"], (2, "C", "the intensity is a whole number from 1 to 4")),
        ("bis", ["1", "2", "bald"], (2, "C", "this is no date; written: 2018, 03/2018, 1.3.2018 or März 2018")),
    ],
)
def test_a_row_that_cannot_be_taken_is_refused(heading: str, row: list[Any], expected: tuple[int, str, str]):
    found = imported(NODES, [["Source", "Target", heading], row])
    assert refusals(found) == [expected]
    assert not found.landscape.cooperations


def test_a_name_that_two_have_is_no_end():
    nodes: Rows = [["Id", "Label"], ["1", "Haus"], ["2", "Haus"], ["3", "Hof"]]
    found = imported(nodes, [["Source", "Target"], ["Haus", "Hof"], ["1", "3"]])
    assert refusals(found) == [(2, "A", "more than one actor is called “Haus”")]
    assert ties(found) == [("1", "3", "unspecified")]


def test_without_a_list_of_actors_the_ends_are_made():
    rows: Rows = [
        ["source", "target", "source_name", "target_name"],
        ["N_1", "N_2", "Alpha", "Beta"],
        ["N_2", "N_1", "", ""],
    ]
    found = imported(rows)
    assert [(one.id, one.name, one.attributes) for one in found.landscape.actors.values()] == [
        ("n-1", "Alpha", {"original_id": "N_1"}),
        ("n-2", "Beta", {"original_id": "N_2"}),
    ]
    assert len(found.landscape.cooperations) == 2
    assert any("tied in both directions" in one for one in found.remarks)


def test_missing_ends_are_added_where_that_was_said():
    found = imported(NODES, [["Source", "Target"], ["1", "Delta"]], add_missing=True)
    assert ties(found) == [("1", "delta", "unspecified")]


def test_an_actor_tied_to_itself_is_left_out_and_said():
    found = imported(NODES, [["Source", "Target"], ["1", "1"], ["1", "2"], ["Alpha", "1"]])
    assert len(found.landscape.cooperations) == 1
    assert found.remarks == ("b.csv: rows that tie an actor to itself are left out (2): 2, 4",)


def test_parallel_ties_stay_apart_and_reading_again_changes_nothing():
    rows: Rows = [["Source", "Target", "x"], ["1", "2", "a"], ["1", "2", "b"], ["2", "1", "c"]]
    first = imported(NODES, rows)
    assert [one.attributes["x"] for one in first.landscape.cooperations.values()] == ["a", "b", "c"]
    assert imported(NODES, rows, old=first.landscape).records == ()


def test_a_tie_of_the_landscape_is_completed():
    city = tiny_city()
    rows: Rows = [["Von", "Nach", "Art", "x"], ["Volkshochschule", "Amt für Schule", "joint_offer", 1]]
    done = imported(rows, old=city).landscape
    assert len(done.cooperations) == len(city.cooperations)
    assert done.cooperations["amt--vhs"].attributes == {"x": 1}
    assert done.cooperations["amt--vhs"].intensity == 3


def test_a_directed_tie_the_other_way_is_another():
    city = tiny_city()
    rows: Rows = [["Von", "Nach", "Art"], ["Sportverein", "Volkshochschule", "referral"]]
    assert len(imported(rows, old=city).landscape.cooperations) == len(city.cooperations) + 1


def test_ids_of_an_earlier_list_are_known_later():
    first = imported([["Id", "Label"], ["N_1", "Alpha"], ["N_2", "Beta"]])
    second = imported([["Source", "Target"], ["N_1", "N_2"]], old=first.landscape)
    assert ties(second) == [("n-1", "n-2", "unspecified")]
    assert len(second.landscape.actors) == 2


# -------------------------------------------------------------------------------------------------------------- matrices


def matrix(*rows: list[Any], **options: object) -> list[tuple[str, str, str]]:
    return ties(imported(rows, **options))


def test_a_matrix_that_is_the_same_both_ways_is_undirected():
    assert matrix([None, "A", "B", "C"], ["A", 0, 1, 1], ["B", 1, 0, None], ["C", 1, "-", 0]) == [
        ("a", "b", "unspecified"),
        ("a", "c", "unspecified"),
    ]


def test_any_other_matrix_is_directed_from_row_to_column():
    rows: Rows = [[None, "A", "B"], ["A", 0, "x"], ["B", 0, 0]]
    found = imported(rows)
    assert ties(found) == [("a", "b", "unspecified_directed")]
    assert any("not the same both ways" in one for one in found.remarks)


def test_directed_keeps_both_arcs_of_a_matrix():
    assert len(matrix([None, "A", "B"], ["A", 0, 1], ["B", 1, 0], directed=True)) == 2


def test_the_numbers_of_a_matrix_are_weights():
    found = imported([["A", "B", "C"], [1, "0,5", 0], ["0,5", 1, 2], [0, 2, 1]])
    assert [one.attributes for one in found.landscape.cooperations.values()] == [{"weight": 0.5}, {"weight": 2}]
    assert found.remarks == ("a.csv: rows that tie an actor to itself are left out (3): 2, 3, 4",)


def test_the_rows_of_a_matrix_may_stand_in_another_order():
    assert matrix([None, "A", "B", "C"], ["C", 1, 0, 0], ["A", 0, 0, 1], ["B", 0, 0, 0]) == [("a", "c", "unspecified")]


def test_a_cell_of_a_matrix_that_is_no_number_is_refused():
    found = imported([[None, "A", "B"], ["A", 0, "oft"], ["B", 1, 0]])
    assert refusals(found) == [(2, "C", "a matrix holds numbers, x or nothing")]


def test_the_actors_of_a_matrix_may_be_known():
    city = Landscape(Settings(id="c", name="C"), [Actor(id="x1", name="Alpha"), Actor(id="x2", name="Beta", aliases=("B",))])
    found = imported([[None, "Alpha", "B"], ["Alpha", 0, 1], ["B", 1, 0]], old=city)
    assert ties(found) == [("x1", "x2", "unspecified")]
