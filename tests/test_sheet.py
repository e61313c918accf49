"""What stands where in the cube, by hand; and on any landscape, against looking at each field anew."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from cities import LAW, actors, city
from hypothesis import given
from hypothesis import strategies as st

from netmap.analysis.cube import frame_of
from netmap.analysis.offer_filter import OfferFilter
from netmap.analysis.sheet import CITY, EVERYWHERE, Sheet, filled
from netmap.landscape import Landscape
from netmap.model import Actor, District, Offer, Record
from netmap.network.arrays import arrays

DAY = dt.date(2020, 6, 30)
TWO = [District(id="south", name="Süd", code="2"), District(id="north", name="Nord", code="1")]


def sheet(landscape: Landscape, dimension: str = "age", wanted: OfferFilter | None = None) -> Sheet:
    return filled(frame_of(arrays(landscape, at=DAY), dimension), wanted or OfferFilter())


def offer(**fields: object) -> Offer:
    return Offer.model_validate({"id": "o", "name": "O", "area": "clubs", "target_groups": ("adults",), **fields})


@pytest.mark.parametrize(
    ("fields", "places"),
    [
        ({}, {"city"}),
        ({"districts": ("north",)}, {"city", "north"}),
        ({"districts": ("north", "north")}, {"city", "north"}),
        ({"districts": ("north", "south")}, {"city", "everywhere"}),
        ({"citywide": True}, {"city", "everywhere"}),
        ({"citywide": True, "districts": ("north",)}, {"city", "everywhere"}),
    ],
)
def test_where_an_offer_stands(fields: dict[str, object], places: set[str]):
    found = sheet(city(*TWO, offer(**fields)))
    where = {"city": CITY, "everywhere": EVERYWHERE, **{one: found.offers.axes.places[one] for one in ("north", "south")}}
    assert {name for name, place in where.items() if len(found.offers.at("clubs", "adults", place))} == places
    assert bool(found.unplaced[0]) == (places == {"city"})


@pytest.mark.parametrize(
    ("groups", "stands", "named"),
    [
        (("adults",), {"adults", ""}, {"adults", ""}),
        (("adults", "seniors", "women"), {"adults", "seniors", ""}, {"adults", "seniors", ""}),
        (("women",), {"group_unknown", ""}, {"group_unknown", ""}),
        ((), {"group_unknown", ""}, {"group_unknown", ""}),
    ],
)
def test_for_whom_it_stands_there(groups: tuple[str, ...], stands: set[str], named: set[str]):
    found = sheet(city(offer(target_groups=groups)))
    rows = found.offers.axes.rows
    assert {row for row in rows if len(found.offers.at("clubs", row, CITY))} == stands
    assert {row for row in rows if len(found.named.at("clubs", row, CITY))} == named


def test_for_everyone_is_in_every_group_and_names_those_it_names_too():
    found = sheet(city(offer(target_groups=("all", "seniors"))))
    rows = set(found.offers.axes.rows)
    assert {row for row in rows if len(found.offers.at("clubs", row, CITY))} == rows - {"group_unknown"}
    assert {row for row in rows if len(found.named.at("clubs", row, CITY))} == {"seniors", ""}


def test_an_offer_for_two_groups_is_once_in_the_margins():
    found = sheet(city(offer(target_groups=("adults", "seniors"))))
    assert [found.offers.at(area, "", CITY).tolist() for area in ("clubs", "")] == [[0], [0]]


def test_offers_of_other_days_and_without_their_provider():
    gone = [offer(id="p", since="2021"), offer(id="q", providers=("ghost",)), offer(id="r", until="2019")]
    ghost = Actor(id="ghost", name="Ghost", until="2018")
    found = sheet(city(ghost, offer(), *gone))
    assert found.offers.at("clubs", "adults", CITY).tolist() == [0]
    assert found.other_days.at("clubs", "adults", CITY).tolist() == [1, 2, 3]


def test_who_keeps_the_list_serves_nowhere():
    served = {"areas": ("clubs",), "target_groups": ("adults",), "citywide": True}
    two = [Actor(id=one, name=one, **served) for one in ("a", "office")]  # type: ignore[arg-type]
    found = sheet(city(*TWO, *two, coordinating_office="office"))
    assert found.actors.at("clubs", "adults", EVERYWHERE).tolist() == [0]
    assert found.actors.at("", "adults", CITY).tolist() == [0]


def test_nobody_is_no_reason_to_fail():
    found = sheet(city(*actors("")), "learning")
    assert not len(found.offers.found)
    assert not len(found.actors.found)


AREAS = ["clubs", "school", "counselling", "", "unheard_of"]
GROUPS = [(), ("all",), ("adults",), ("adults", "seniors"), ("women",), ("all", "seniors"), ("unheard_of",)]
PLACES = [(), ("north",), ("north", "south"), ("elsewhere",)]


@st.composite
def landscapes(draw: st.DrawFn) -> list[Record]:
    records: list[Record] = [*TWO]
    for number in range(draw(st.integers(0, 6))):
        fields = {
            "area": draw(st.sampled_from(AREAS)), "target_groups": draw(st.sampled_from(GROUPS)),
            "districts": draw(st.sampled_from(PLACES)), "citywide": draw(st.booleans()),
            "free_of_charge": draw(st.sampled_from([None, True, False])), "until": draw(st.sampled_from([None, "2019"])),
        }  # fmt: skip
        records.append(offer(id=f"o{number}", **fields))
    return records


@LAW
@given(landscapes(), st.sampled_from(["age", "life_situation"]), st.sampled_from([None, True, False]))
def test_one_pass_finds_what_looking_at_each_field_does(records: list[Record], dimension: str, free: bool | None):
    landscape = city(*records)
    found = sheet(landscape, dimension, OfferFilter(free=free))
    groups = {key for key, term in landscape.vocabulary["target_groups"].items() if term["dimension"] == dimension}
    offers = [one for one in records if isinstance(one, Offer)]
    for area in found.offers.axes.areas:
        for row in found.offers.axes.rows:
            for place, names in ((CITY, None), (EVERYWHERE, ["north", "south"]), (2, ["north"]), (3, ["south"])):
                expected = [
                    number
                    for number, one in enumerate(offers)
                    if one.holds_at(DAY)
                    and (free is None or one.free_of_charge is free)
                    and bool(one.area)
                    and one.area in found.offers.axes.areas
                    and area in {"", one.area}
                    and in_row(one, row, groups)
                    and stands(one, names)
                ]
                assert found.offers.at(area, row, place).tolist() == expected


def in_row(one: Offer, row: str, groups: set[str]) -> bool:
    named = set(one.target_groups) & groups
    if row == "group_unknown":
        return not named and "all" not in one.target_groups
    return not row or row in named or "all" in one.target_groups


def stands(one: Offer, names: list[str] | None) -> bool:
    everywhere = one.citywide or {"north", "south"} <= set(one.districts)
    if names is None or len(names) == 2:
        return names is None or everywhere
    return not everywhere and names[0] in one.districts


def test_fields_of_two_places_come_in_one_order():
    offers = [offer(id="a", citywide=True), offer(id="b", districts=("north",)), offer(id="c", citywide=True)]
    found = sheet(city(*TWO, *offers)).offers
    assert found.at("clubs", "adults", EVERYWHERE, found.axes.places["north"]).tolist() == [0, 1, 2]
    assert np.array_equal(found.at("clubs", "adults", EVERYWHERE), [0, 2])
