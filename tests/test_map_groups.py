"""Large landscapes on groups: what belongs together, where it stands, and how groups are tied."""

from __future__ import annotations

import datetime as dt
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import netmap.export.map_groups as groups_module
from netmap.export.map import LANDSCAPE, page
from netmap.export.map_border import border_view
from netmap.export.map_groups import CELL, MANY, Group, Groups, group_places, groups_data, groups_of
from netmap.export.map_views import both
from netmap.landscape import Landscape
from netmap.model import Actor, Cooperation, District, Forum, Membership, Record, Settings
from tests.map_pages import data_of

DAY = dt.date(2020, 1, 1)
NORTH, SOUTH = District(id="north", name="Nordstadt"), District(id="south", name="Südstadt")


def city(*records: Record) -> Landscape:
    return Landscape(Settings(id="city", name="Küstenstadt", as_of="2020-01-01"), records)


def actor(name: str, *areas: str, **given: Any) -> Actor:
    return Actor(id=name, name=name, areas=areas, **given)


def tie(source: str, target: str, **given: Any) -> Cooperation:
    return Cooperation(id=f"{source}--{target}", source=source, target=target, kind="information", **given)


def members(found: Groups) -> dict[str, set[str]]:
    return {one.id: set(one.members) for one in found.groups}


SMALL = city(
    NORTH,
    SOUTH,
    actor("a", "school", districts=("north",)),
    actor("b", "school", "culture", districts=("north", "south")),
    actor("c", "culture", districts=("south",)),
    actor("d", "culture", citywide=True),
    actor("e"),
    Forum(id="f", name="Runde", areas=("culture",)),
)


def test_groups_are_areas_by_districts_where_these_are_known():
    assert members(groups_of(SMALL)) == {
        "school/north": {"a", "b"},
        "culture/south": {"c"},
        "culture/citywide": {"d", "f"},
        "unknown/unknown": {"e"},
    }


def test_areas_stand_above_and_districts_beside():
    found = groups_of(SMALL)
    assert [one.title["de"] for one in found.columns] == ["Schule", "Kultur", "Bildungsbereich nicht bekannt"]
    assert [one.title["de"] for one in found.rows] == [
        "Nordstadt",
        "Südstadt",
        "gesamte Stadt",
        "Stadtbereich nicht bekannt",
    ]
    titles = {one.id: one.title for one in found.groups}
    assert titles["school/north"] == {"de": "Schule, Nordstadt", "en": "School, Nordstadt"}
    at = {one.id: one.place for one in found.groups}
    assert at["culture/south"] == (found.columns[1].x, found.rows[1].y)


def two_circles(*more: Record) -> Landscape:
    first, second = [f"a{n}" for n in range(5)], [f"b{n}" for n in range(4)]
    actors = [actor(one, "school") for one in first] + [actor(one, "culture") for one in second]
    ties = [tie(one, other) for some in (first, second) for one, other in combinations(some, 2)]
    return city(*actors, *ties, tie("a0", "b0"), *more)


def test_where_districts_are_not_known_communities_are_groups():
    found = groups_of(two_circles(Forum(id="f", name="F"), Membership(id="m", actor="b1", forum="f")))
    assert members(found) == {
        "school/1": {f"a{n}" for n in range(5)},
        "culture/1": {f"b{n}" for n in range(4)} | {"f"},
    }
    assert (found.columns, found.rows) == ((), ())
    assert [one.title["de"] for one in found.groups] == ["Schule 1", "Kultur 1"]


def test_no_group_says_who_is_without_cooperation():
    found = groups_of(two_circles(actor("alone", "culture"), actor("lost", "senior"), Forum(id="empty", name="E")))
    told = members(found)
    assert "alone" in told["culture/1"]
    assert told["senior/1"] == {"lost"}
    assert told["unknown/1"] == {"empty"}


def test_an_office_of_one_person_is_with_its_office():
    person = actor("person", "senior", one_person=True, part_of="b2")
    assert "person" in members(groups_of(two_circles(person)))["culture/1"]


@pytest.mark.parametrize("records", [(), (actor("a"),), (Forum(id="f", name="F"),)])
def test_the_smallest_landscapes_have_groups(records: tuple[Record, ...]):
    assert sum(len(one.members) for one in groups_of(city(*records)).groups) == len(records)


AREA = st.sampled_from([(), ("school",), ("culture", "school"), ("nowhere",)])
DISTRICT = st.sampled_from([(), ("north",), ("south", "north")])


@settings(deadline=None)
@given(st.lists(st.tuples(AREA, DISTRICT), max_size=30), st.lists(st.tuples(st.integers(0, 29), st.integers(0, 29))))
def test_everybody_is_in_one_group(actors: list[tuple[tuple[str, ...], tuple[str, ...]]], pairs: list[tuple[int, int]]):
    people = [actor(f"a{n}", *areas, districts=where) for n, (areas, where) in enumerate(actors)]
    ties = [tie(f"a{one}", f"a{other}") for one, other in pairs if max(one, other) < len(people)]
    found = groups_of(city(NORTH, SOUTH, *people, *ties, Forum(id="f", name="F")))
    every = [key for one in found.groups for key in one.members]
    assert sorted(every) == sorted([*(one.id for one in people), "f"])
    assert len({one.id for one in found.groups}) == len(found.groups)
    assert len({one.place for one in found.groups}) == len(found.groups)


# --------------------------------------------------------------------------------------------------------- their pictures


def test_those_with_most_ties_stand_in_the_middle_of_their_group():
    group = Group("g", both("Map"), tuple("abcde"), (0.0, 0.0))
    places = group_places(Groups((group,)), {"c": 7, "e": 3})
    assert places["c"] == (0.0, 0.0)
    far = {key: x * x + 3 * y * y for key, (x, y) in places.items()}
    assert far["c"] < far["e"] <= min(far["a"], far["b"], far["d"])


@settings(deadline=None)
@given(st.integers(0, 200))
def test_nobody_in_a_group_stands_on_anybody(count: int):
    places = group_places(Groups((Group("g", {}, tuple(map(str, range(count))), (0, 0)),)), {})
    assert len(set(places.values())) == len(places) == count
    assert all(x % CELL[0] == 0 and y % CELL[1] == 0 for x, y in places.values())


def test_ties_between_groups_are_counted_the_most_first():
    found = Groups(tuple(Group(name, {}, tuple(keys), (0, 0)) for name, keys in (("g", "ab"), ("h", "cd"), ("i", "e"))))
    pairs = [("a", "e"), ("a", "c"), ("d", "b"), ("a", "b"), ("c", "c")]
    data = groups_data(found, {key: n for n, key in enumerate("abcde")}, pairs)
    assert data["group_ties"] == [(0, 1, 2), (0, 2, 1)]
    assert data["group_ties_left"] == 0
    assert [one["nodes"] for one in data["groups"]] == [[0, 1], [2, 3], [4]]


def test_of_too_many_ties_between_groups_the_rest_is_counted(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(groups_module, "MOST_TIES", 1)
    found = Groups(tuple(Group(key, {}, (key,), (0, 0)) for key in "abc"))
    data = groups_data(found, {"a": 0, "b": 1, "c": 2}, [("a", "b"), ("b", "c"), ("b", "c")])
    assert (data["group_ties"], data["group_ties_left"]) == ([(1, 2, 2)], 1)


# ------------------------------------------------------------------------------------------------------------- the page


def large(count: int = MANY + 1) -> Landscape:
    people = [actor(f"a{n}", ("school", "culture")[n % 2], districts=("north",)) for n in range(count)]
    ended = tie("a2", "a3", status="ended")
    return city(NORTH, *people, tie("a0", "a1"), ended)


def test_a_large_map_opens_on_groups_and_a_small_one_does_not():
    data = data_of(page(large(), {}, day=DAY))
    assert [one["id"] for one in data["groups"]] == ["school/north", "culture/north"]
    assert data["group_ties"] == [[0, 1, 1]], "what has ended ties nobody"
    assert [one["title"]["en"] for one in data["group_columns"]] == ["School", "Culture"]
    assert sorted(n for one in data["groups"] for n in one["nodes"]) == list(range(MANY + 1))
    assert "groups" not in data_of(page(large(MANY), {}, day=DAY))


def test_everything_is_drawn_where_it_is_asked_for():
    data = data_of(page(large(), {"a0": (7.0, 8.0)}, day=DAY, full=True))
    assert "groups" not in data
    assert (data["nodes"][0]["x"], data["nodes"][0]["y"]) == (7, 8)


def test_other_views_of_a_large_map_keep_their_places():
    landscape = large()
    border = border_view(landscape)
    data = data_of(page(landscape, {"a0": (7.0, 8.0)}, day=DAY, views=[LANDSCAPE, border]))
    one = data["views"][1]
    assert one["places"]["0"] == [round(axis) for axis in border.places["a0"]]
    assert len(one["places"]) == len(one["nodes"]) == MANY + 1
    assert (data["nodes"][0]["x"], data["nodes"][0]["y"]) == (0, 0), "tied, and so in the middle of its group"
