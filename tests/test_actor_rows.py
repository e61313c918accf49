"""Rows of a list of actors as records: every field, who is known already, what is refused."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from netmap.landscape import Landscape
from netmap.model import Actor, District, Evidence, Settings
from tests.foreign_lists import Rows, actors, imported, members, only, refusals, ties
from tests.landscapes import tiny_city

CITY = Landscape(Settings(id="c", name="C"), [District(id="nord", name="Nord", code="A"), District(id="sued", name="Süd")])


@pytest.mark.parametrize(
    ("heading", "cell", "field", "value"),
    [
        ("Kurzname", "VHS", "short_name", "VHS"),
        ("Weitere Namen", "Alt; Älter", "aliases", ("Alt", "Älter")),
        ("Art", "Verein", "attributes", {"Art": "Verein"}),
        ("Art", "Jobcenter", "type", "jobcenter"),
        ("Type", "jobcenter", "type", "jobcenter"),
        ("Sektor", "intern", "sector", "inside"),
        ("Sektor", "outside", "sector", "outside"),
        ("Sektor", "außerhalb", "sector", "outside"),
        ("Sektor", "Public", "attributes", {"Sektor": "Public"}),
        ("Bildungsbereich", "Schule; Frühe Bildung", "areas", ("school", "early_childhood")),
        ("Zielgruppe", "Geduldete", "target_groups", ("tolerated",)),
        ("Stadtteil", "Nord, süd", "districts", ("nord", "sued")),
        ("Stadtteil", "A", "districts", ("nord",)),
        ("Stadtteil", "stadtweit", "citywide", True),
        ("Stadtteil", "Ost", "attributes", {"Stadtteil": "Ost"}),
        ("Sprachen", "Deutsch, Arabisch", "languages", ("de", "ar")),
        ("Webseite", "www.vhs.example/kurs", "website", "https://www.vhs.example/kurs"),
        ("Webseite", "http://vhs.example", "website", "http://vhs.example"),
        ("Webseite", "javascript:alert(1)", "website", ""),
        ("Webseite", "folgt", "website", ""),
        ("Adresse", "Ring 1, 18057 Rostock", "address", "Ring 1, 18057 Rostock"),
        ("Beschreibung", "eins\nzwei", "description", "eins\nzwei"),
        ("Bemerkung", "alt", "note", "alt"),
        ("seit", "März 2018", "since", "2018-03"),
        ("bis", 43160.0, "until", "2018-03-01"),
        ("Stellen", 1.5, "attributes", {"Stellen": 1.5}),
        ("Stichtag", dt.date(2018, 3, 1), "attributes", {"Stichtag": dt.date(2018, 3, 1)}),
        ("Schulnr", "0702020", "attributes", {"Schulnr": "0702020"}),
    ],
)
def test_a_column_fills_its_field(heading: str, cell: Any, field: str, value: object):
    actor = only(imported([["Name", heading], ["Haus", cell]], old=CITY))
    assert getattr(actor, field) == value


@pytest.mark.parametrize(
    ("headings", "cells", "address"),
    [
        (["Straße", "PLZ", "Ort"], ["Ring 1", "01067", "Dresden"], "Ring 1, 01067 Dresden"),
        (["Straße", "Hausnummer", "PLZ", "Ort"], ["Ring", 1.0, 1067.0, "Dresden"], "Ring 1, 01067 Dresden"),
        (["Adresse", "PLZ"], ["Ring 1, 18057 Rostock", "18057"], "Ring 1, 18057 Rostock"),
        (["PLZ", "Ort"], [18057.0, "Rostock"], "18057 Rostock"),
        (["Ort"], ["Rostock"], "Rostock"),
        (["PLZ"], ["1010"], "1010"),
    ],
)
def test_an_address_is_put_together(headings: list[str], cells: list[Any], address: str):
    assert only(imported([["Name", *headings], ["Haus", *cells]])).address == address


def test_coordinates_are_read_with_comma_or_point():
    rows: Rows = [["Name", "Lat", "Lon"], ["A", "54,09", "12,1"], ["B", 54.0, 12.0], ["C", None, None], ["D", 0, 0]]
    found = actors(imported(rows))
    assert [found[name].coordinates for name in "ABCD"] == [(54.09, 12.1), (54.0, 12.0), None, None]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["Name", "Ort"], [None, "X"]], (2, "A", "there is no name here")),
        ([["Name", "Ort"], ["\x07 ", "X"]], (2, "A", "there is no name here")),
        ([["Name", "Ort"], ["x" * 500, "X"]], (2, "A", "a name this long is none")),
        ([["Name", "seit"], ["A", "bald"]], (2, "B", "this is no date; written: 2018, 03/2018, 1.3.2018 or März 2018")),
        ([["Name", "Lat", "Lon"], ["A", 4500000, 12]], (2, "B", "this is no coordinate in degrees")),
        ([["Name", "Lat", "Lon"], ["A", 54, "x"]], (2, "C", "this is no coordinate in degrees")),
        ([["Name", "Ort"], ["A", "X", "Y"]], (2, "C", "this row has more cells than there are headings")),
        ([["Name", "Ort"], [None, None, "Y"]], (2, "C", "this row has more cells than there are headings")),
    ],
)
def test_a_row_that_cannot_be_taken_is_refused_with_its_place(rows: list[list[Any]], expected: tuple[int, str, str]):
    found = imported(rows)
    assert refusals(found) == [expected]
    assert not found.landscape.actors


def test_an_id_of_the_list_is_kept():
    found = imported([["Id", "Label"], ["N_01", "Alpha"], [7.0, "Beta"]])
    assert [(one.id, one.name, one.attributes) for one in found.landscape.actors.values()] == [
        ("n-01", "Alpha", {"original_id": "N_01"}),
        ("7", "Beta", {}),
    ]


def test_an_id_alone_is_a_name():
    assert list(actors(imported([["Id", "x"], ["a1", 1], ["a2", 2]]))) == ["a1", "a2"]


def test_an_id_that_comes_twice_is_refused():
    found = imported([["Id", "Label"], ["1", "A"], ["1", "B"], ["2", "A"]])
    assert refusals(found) == [(3, "A", "the id “1” stands in the list for the second time")]
    assert [one.name for one in found.landscape.actors.values()] == ["A", "A"]


def test_one_name_twice_is_one_actor_unless_the_details_differ():
    rows: Rows = [["Name", "Ort", "Farbe"], ["Haus", "X", None], ["Haus", "X", "rot"], ["haus ", "Y", None]]
    found = imported(rows)
    assert [(one.id, one.address, one.attributes) for one in found.landscape.actors.values()] == [
        ("haus", "X", {"Farbe": "rot"}),
        ("haus-2", "Y", {}),
    ]
    assert any("a.csv:4: the same name as in row 2" in one for one in found.remarks)


def test_totals_and_footnotes_are_no_actors_and_it_is_said():
    rows: Rows = [["Name", "Plätze"], ["A", 3], ["Anna-Haus", 4], ["Summe", 7], [], ["Stand: 1.3.2018", None]]
    found = imported(rows)
    assert list(actors(found)) == ["A", "Anna-Haus"]
    assert "a.csv: totals and footnotes are left out: rows 4, 6" in found.remarks


def test_a_name_that_begins_like_a_total_is_an_actor():
    assert list(actors(imported([["Name", "Art"], ["Gesamtschule", "Schule"], ["Gesamt Berlin e. V.", "Verein"]]))) == [
        "Gesamtschule",
        "Gesamt Berlin e. V.",
    ]


def test_where_it_comes_from_is_evidence():
    actor = only(imported([["Name"], ["A"]], source="Liste X", seen="2018-03"))
    assert actor.evidence == (Evidence(source="Liste X", seen="2018-03"),)
    assert only(imported([["Name"], ["A"]])).evidence == (Evidence(source="a.csv"),)


# -------------------------------------------------------------------------------------------------------- who is linked


def test_a_carrier_is_an_actor_with_a_tie():
    found = imported([["Name", "Träger"], ["Kita Süd", "AWO"], ["Kita Nord", "awo"], ["AWO", None]])
    assert ties(found) == [("awo", "kita-sued", "carrier"), ("awo", "kita-nord", "carrier")]
    assert len(found.landscape.actors) == 3


def test_a_parent_is_linked_and_made_where_it_is_missing():
    found = actors(imported([["Name", "Teil von"], ["Schulamt", "Stadt"], ["Amt 31", "Schulamt"]]))
    assert (found["Schulamt"].part_of, found["Amt 31"].part_of) == ("stadt", "schulamt")


def test_forums_of_an_actor_are_memberships():
    found = imported([["Name", "Ort", "Gremien"], ["A", "X", "AK Sprache; Beirat"], ["B", "X", "Beirat"]])
    assert members(found) == [("a", "ak-sprache", ""), ("a", "beirat", ""), ("b", "beirat", "")]


# --------------------------------------------------------------------------------------------------- who is known before


def test_a_known_actor_is_completed_and_never_overwritten_unasked():
    city = tiny_city()
    rows: Rows = [["Name", "Webseite", "Sektor", "Farbe"], ["volkshochschule", "vhs.example", "intern", "rot"]]
    found = imported(rows, old=city)
    vhs = found.landscape.actors["vhs"]
    assert (vhs.name, vhs.website, vhs.sector, vhs.attributes) == (
        "Volkshochschule",
        "https://vhs.example",
        "outside",
        {"Farbe": "rot"},
    )
    assert vhs.evidence == (*city.actors["vhs"].evidence, Evidence(source="a.csv"))
    assert any("Volkshochschule: the landscape says otherwise" in one for one in found.remarks)
    assert imported(rows, old=city, overwrite=True).landscape.actors["vhs"].sector == "inside"
    assert city == tiny_city()


def test_reading_the_same_list_again_changes_nothing():
    rows: Rows = [["Id", "Name", "Träger", "Farbe"], ["1", "A", "T", "rot"], ["X 2", "B", "T", None]]
    first = imported(rows)
    assert imported(rows, old=first.landscape).records == ()


def test_the_same_id_in_another_list_is_somebody_else():
    first = imported([["Id", "Name"], ["1", "A"]])
    second = imported([["Id", "Name"], ["1", "B"]], old=first.landscape)
    assert [(one.id, one.name) for one in second.landscape.actors.values()] == [("1", "A"), ("1-2", "B")]
    assert imported([["Id", "Name"], ["1", "B"]], old=second.landscape).records == ()


def test_a_list_is_added_to_where_lists_may_be():
    city = Landscape(Settings(id="c", name="C"), [Actor(id="a", name="A", areas=("school",), aliases=("Alt",))])
    actor = only(imported([["Name", "Bereich"], ["Alt", "Frühe Bildung; Schule"]], old=city))
    assert (actor.id, actor.areas) == ("a", ("school", "early_childhood"))


def test_a_name_that_two_have_is_nobody_known():
    city = Landscape(Settings(id="c", name="C"), [Actor(id="a", name="Haus"), Actor(id="b", name="Haus")])
    found = imported([["Name"], ["Haus"]], old=city)
    assert set(found.landscape.actors) == {"a", "b", "haus"}


def test_ids_never_clash_with_other_records():
    city = Landscape(Settings(id="haus", name="Haus"))
    assert only(imported([["Name"], ["Haus"]], old=city)).id == "haus-2"
