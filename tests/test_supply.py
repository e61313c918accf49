"""Offers and the reach of actors as columns."""

from __future__ import annotations

import datetime as dt

import pytest
from cities import actors, city, seen

from netmap.landscape import Landscape
from netmap.model import Actor, District, Forum, Need, Offer
from netmap.network.arrays import arrays
from netmap.network.day import FRESH, NEVER, STALE, UNDATED, day_of
from netmap.network.supply import BASES, Supply

DAY = dt.date(2020, 6, 30)
TWO = [District(id="south", name="Süd", code="2"), District(id="north", name="Nord", code="1")]


def supply(landscape: Landscape) -> Supply:
    found = arrays(landscape, at=DAY).supply
    assert found is not None
    return found


def offer(number: int = 0, **fields: object) -> Offer:
    return Offer.model_validate({"id": f"o{number}", "name": "O", **fields})


def test_what_is_not_known_is_a_value_of_its_own():
    found = supply(city(offer())).offers
    assert (found.area.tolist(), found.capacity.tolist(), found.free.tolist(), found.cefr_from.tolist()) == (
        [-1],
        [-1],
        [0],
        [0],
    )
    assert (found.freshness.tolist(), found.seen, found.seen_on.tolist()) == ([UNDATED], ("",), [NEVER])
    assert not len(found.group.of)


def test_what_is_known():
    full = offer(
        area="school", free_of_charge=False, childcare=True, accessible=False, capacity=3, capacity_basis="per_year",
        cefr_from="A1", cefr_to="C2", languages=("ar", "uk"), evidence=seen("2019"), format="course",
    )  # fmt: skip
    landscape = city(full)
    found = supply(landscape).offers
    assert [*landscape.vocabulary["areas"]][found.area[0]] == "school"
    assert [one[0] for one in (found.free, found.childcare, found.accessible)] == [-1, 1, -1]
    assert (found.capacity[0], BASES[found.basis[0]], found.cefr_from[0], found.cefr_to[0]) == (3, "per_year", 1, 6)
    assert (found.languages, found.formats, found.seen, found.freshness.tolist()) == (
        (("ar", "uk"),), ("course",), ("2019",), [FRESH],
    )  # fmt: skip
    assert found.seen_on.tolist() == [dt.date(2019, 12, 31).toordinal()]


@pytest.mark.parametrize(
    ("fields", "held"),
    [
        ({}, True), ({"until": "2019"}, False), ({"since": "2020-07"}, False), ({"providers": ("a", "ghost")}, True),
        ({"providers": ("ghost",)}, False),
    ],
)  # fmt: skip
def test_which_exist_on_the_day(fields: dict[str, object], held: bool):
    found = supply(city(*actors("a"), Actor(id="ghost", name="G", until="2018"), offer(**fields))).offers
    assert found.held.tolist() == [held]
    assert found.provider.to.tolist() == ([0] if "a" in fields.get("providers", ()) else [])  # type: ignore[operator]


def test_names_each_once_and_only_what_there_is():
    found = supply(city(*TWO, offer(target_groups=("adults", "adults", "x"), districts=("south", "x", "south")))).offers
    assert (len(found.group.of), found.district.to.tolist()) == (1, [1])


@pytest.mark.parametrize(
    ("fields", "everywhere"),
    [
        ({"citywide": True}, True), ({"districts": ("south", "north", "x")}, True), ({"districts": ("south",)}, False),
        ({}, False),
    ],
)  # fmt: skip
def test_all_districts_listed_is_citywide(fields: dict[str, object], everywhere: bool):
    assert supply(city(*TWO, offer(**fields))).offers.citywide.tolist() == [everywhere]


def test_without_districts_nothing_lists_them_all():
    assert supply(city(offer())).offers.citywide.tolist() == [False]


def test_actors_by_their_positions():
    two = [Actor(id="b", name="B", areas=("school",), evidence=seen("2012")), Actor(id="a", name="A", until="2019")]
    found = supply(city(*two, Actor(id="c", name="C", target_groups=("all",), districts=("north",)), *TWO)).reach
    assert (found.area.of.tolist(), found.everyone.tolist(), found.district.of.tolist()) == ([0], [False, True], [1])
    assert found.seen == ("2012", "")


def test_the_frame_has_few_records_and_the_offices_name():
    need = Need(id="n", persons=3, district="north")
    found = supply(city(*actors("ab"), Forum(id="f", name="F"), offer(), need, *TWO, coordinating_office="b")).frame
    assert {one.id for one in found.records()} == {"city", "b", "n", "north", "south"}
    assert found.actors["b"].name == "B"


def test_districts_of_the_day_in_the_order_of_their_codes():
    assert supply(city(*TWO, District(id="west", name="W", code="0", until="2019"))).districts == ("north", "south")


@pytest.mark.parametrize(
    ("dates", "newest", "level"),
    [
        (None, "", UNDATED), ("", "", UNDATED), ("2021", "", UNDATED), ("2016,2015", "2016", STALE),
        ("2019,2021", "2019", FRESH), ("2019-12,2019", "2019-12", FRESH),
    ],
)  # fmt: skip
def test_the_newest_evidence_known_by_the_day(dates: str | None, newest: str, level: int):
    day = day_of(DAY)
    assert (day.newest(dates), day.freshness(dates)) == (newest, level)


def test_starts_say_where_the_pairs_of_each_lie():
    pairs = supply(
        city(offer(0, target_groups=("adults", "seniors")), offer(1), offer(2, target_groups=("women",)))
    ).offers.group
    assert pairs.starts(3).tolist() == [0, 2, 2, 3]
