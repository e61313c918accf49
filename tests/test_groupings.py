"""By what actors can be grouped: nothing unknown is guessed, several values stay several."""

from __future__ import annotations

import pytest
from cities import actors, city, tie

from netmap.analysis.brokers import brokers
from netmap.analysis.groupings import chosen, groups_of
from netmap.errors import NetmapError
from netmap.landscape import Landscape
from netmap.model import Actor, District, Term
from netmap.network.arrays import arrays
from netmap.network.graph import network


def groups(landscape: Landscape, by: str) -> dict[str, tuple[str, ...]]:
    net = network(landscape)
    return dict(zip(net.ids, groups_of(net, landscape, by), strict=True))


NORTH = District(id="north", name="Nord")


class TestGroups:
    def test_sector_and_type(self):
        landscape = city(Actor(id="a", name="A", sector="inside", type="school"), Actor(id="b", name="B"))
        assert groups(landscape, "sector") == {"a": ("inside",), "b": ("unknown",)}
        assert groups(landscape, "type") == {"a": ("school",), "b": ("unknown",)}

    def test_areas_are_all_of_an_actors(self):
        landscape = city(Actor(id="a", name="A", areas=("school", "early_childhood")), Actor(id="b", name="B"))
        assert groups(landscape, "area") == {"a": ("school", "early_childhood"), "b": ("unknown",)}

    def test_the_whole_city_is_a_group_of_its_own(self):
        landscape = city(
            NORTH, Actor(id="a", name="A", citywide=True), Actor(id="b", name="B", districts=("north",)), *actors("c")
        )
        assert groups(landscape, "district") == {"a": ("citywide",), "b": ("north",), "c": ("unknown",)}

    @pytest.mark.parametrize(
        ("value", "expected"),
        [
            ("city", ("city",)),
            (3, ("3",)),
            (True, ("True",)),
            (["x", "y"], ("x", "y")),
            ("", ("unknown",)),
            ([], ("unknown",)),
        ],
    )
    def test_own_attributes(self, value: object, expected: tuple[str, ...]):
        a = Actor.model_validate({"id": "a", "name": "A", "attributes": {"funding": value}})
        assert groups(city(a, *actors("b")), "funding") == {"a": expected, "b": ("unknown",)}

    def test_an_attribute_named_like_a_grouping(self):
        landscape = city(Actor(id="a", name="A", sector="inside", attributes={"sector": "steel"}))
        assert groups(landscape, "sector") == {"a": ("inside",)}
        assert groups(landscape, "attribute:sector") == {"a": ("steel",)}

    def test_what_there_is_not_is_refused_with_what_there_is(self):
        landscape = city(Actor(id="a", name="A", attributes={"funding": "city"}))
        with pytest.raises(NetmapError, match=r"by: sector, type, area, district, funding\."):
            groups_of(network(landscape), landscape, "colour", lang="en")

    def test_arrays_know_sector_and_type_only(self):
        columns = arrays(city(*actors("ab"), tie("ab")))
        assert [row.groups for row in brokers(columns, by="type").rows] == [("unknown",), ("unknown",)]
        with pytest.raises(NetmapError, match="sector or type only, not by “area”"):
            brokers(columns, by="area", lang="en")
        with pytest.raises(NetmapError, match="no education area"):
            brokers(columns, area="school", lang="en")


class TestChosen:
    def test_area_and_district_both_hold(self):
        landscape = city(
            NORTH,
            Actor(id="a", name="A", areas=("school",), districts=("north",)),
            Actor(id="b", name="B", areas=("school",), citywide=True),
            Actor(id="c", name="C", areas=("school",)),
            Actor(id="d", name="D", districts=("north",)),
        )
        assert chosen("abcd", landscape, area="school") == [True, True, True, False]
        assert chosen("abcd", landscape, district="north") == [True, True, False, True]
        assert chosen("abcd", landscape, area="school", district="north") == [True, True, False, False]
        assert chosen("abcd", landscape) == [True] * 4

    def test_an_area_of_the_landscapes_own(self):
        own = Term(id="t", vocabulary="areas", key="sailing", label_de="Segeln")
        assert chosen("a", city(own, Actor(id="a", name="A", areas=("sailing",))), area="sailing") == [True]

    def test_unknown_ones_are_refused_with_those_there_are(self):
        with pytest.raises(NetmapError, match=r"no education area “sailing”.*school"):
            chosen("", city(), area="sailing", lang="en")
        with pytest.raises(NetmapError, match=r"no district with the id “south”\. There are: north"):
            chosen("", city(NORTH), district="south", lang="en")
        with pytest.raises(NetmapError, match="There are: –"):
            chosen("", city(), district="south", lang="en")


class TestRows:
    def test_rows_are_chosen_and_paths_through_the_rest_stay(self):
        school = [Actor(id=one, name=one.upper(), areas=("school",)) for one in "ac"]
        landscape = city(*school, *actors("b"), tie("ab"), tie("bc"))
        found = brokers(landscape, area="school")
        assert [(row.actor, row.rank) for row in found.rows] == [("a", 2), ("c", 2)]
        assert [row.harmonic_closeness for row in found.rows] == [0.75, 0.75]  # each reaches the other through b
        assert found.actors == 3
