"""The fields of the cube, before anything is said of them."""

from __future__ import annotations

import datetime as dt

import pytest
from cities import actors, city

from netmap.analysis.cube import EVERYWHERE, OfferFilter, cells, filled, frame_of, inventory_of, is_local, margins, need_of
from netmap.landscape import Landscape
from netmap.model import District, Inventory, Need, Offer

DAY = dt.date(2020, 6, 30)
TWO = [District(id="south", name="Süd", code="2"), District(id="north", name="Nord", code="1")]


def test_fields_are_in_the_order_of_the_vocabulary_and_the_codes():
    frame = frame_of(city(*TWO), "age", DAY)
    assert frame.districts == ("north", "south")
    assert next(cells(frame)) == ("early_childhood", "children_0_2", None)
    assert list(cells(frame))[1:3] == [
        ("early_childhood", "children_0_2", "north"),
        ("early_childhood", "children_0_2", "south"),
    ]


def test_cross_cutting_areas_are_not_in_it():
    assert "counselling" not in frame_of(city(), "age", DAY).areas


def test_local_by_area_or_by_group():
    areas = frame_of(city(), "age", DAY).areas
    assert is_local(areas["clubs"], "seniors")
    assert is_local(areas["school"], "pupils_primary")
    assert not is_local(areas["school"], "adults")


@pytest.mark.parametrize(
    ("fields", "places"),
    [
        ({}, {None}),
        ({"districts": ("north",)}, {None, "north"}),
        ({"districts": ("north", "south")}, {None, EVERYWHERE}),
        ({"citywide": True}, {None, EVERYWHERE}),
    ],
)
def test_where_an_offer_stands(fields: dict[str, object], places: set[str | None]):
    offer = Offer.model_validate({"id": "o", "name": "O", "area": "clubs", "target_groups": ("adults",), **fields})
    landscape = city(*TWO, offer)
    sheet = filled(frame_of(landscape, "age", DAY), landscape, OfferFilter())
    found = {place for (area, group, place), content in sheet.contents.items() if area and group and content.specific}
    assert found == places


def test_an_offer_for_two_groups_is_once_in_the_margin():
    offer = Offer(id="o", name="O", area="clubs", target_groups=("adults", "seniors"))
    sheet = filled(frame_of(city(offer), "age", DAY), city(offer), OfferFilter())
    assert len(sheet.at("clubs", "", None).specific) == 1
    assert len(sheet.at("clubs", "adults", None).specific) == len(sheet.at("", "seniors", None).specific) == 1


def test_margins_of_one_area():
    frame = frame_of(city(*TWO), "age", DAY)
    assert {area for area, _, _ in margins(frame, "clubs", None)} == {"clubs"}
    assert list(margins(frame, "culture", None)) == [("culture", "", None), ("culture", "group_unknown", None)]


def test_needs_are_of_just_their_cell():
    need = Need(id="n", area="clubs", target_group="adults", persons=5, year=2019)
    frame = frame_of(city(need), "age", DAY)
    assert need_of(frame, "clubs", "adults", None) == need
    assert need_of(frame, "clubs", "seniors", None) is None
    assert need_of(frame, "", "adults", None) is None


def test_inventories_of_a_group_go_before_those_of_a_district():
    of_group = Inventory(id="g", area="clubs", target_group="adults", state="complete")
    of_place = Inventory(id="d", area="clubs", district="north", state="partial", date="2020")
    frame = frame_of(city(*TWO, of_group, of_place), "age", DAY)
    assert inventory_of(frame, "clubs", "adults", "north") == of_group
    assert inventory_of(frame, "clubs", "seniors", "north") == of_place
    assert inventory_of(frame, "clubs", "seniors", None) is None


def test_nobody_is_no_reason_to_fail():
    landscape: Landscape = city(*actors(""))
    assert filled(frame_of(landscape, "learning", DAY), landscape, OfferFilter()).contents == {}
