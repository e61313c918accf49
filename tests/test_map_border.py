"""The view of the border: who stands on which side, in which band, and that nobody stands on anybody."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netmap.export.map_border import CELL, border_view, home_area
from netmap.landscape import Landscape
from netmap.model import Actor, Cooperation, Forum, Membership, Record, Settings

CITY = Settings(id="city", name="Küstenstadt")
SECTORS = ("inside", "outside", "unknown")


def city(*records: Record) -> Landscape:
    return Landscape(CITY, records)


def tie(source: str, target: str, **given: str) -> Cooperation:
    return Cooperation(id=f"{source}--{target}", source=source, target=target, kind="information", **given)


SMALL = city(
    Actor(id="schulamt", name="Schulamt", sector="inside", areas=("school",)),
    Actor(id="kulturamt", name="Kulturamt", sector="inside", areas=("culture",)),
    Actor(id="gymnasium", name="Gymnasium", sector="outside", areas=("school",)),
    Actor(id="verein", name="Verein", sector="unknown", areas=("school",)),
    Actor(id="niemand", name="Niemand", sector="outside"),
    Forum(id="runde", name="Runde", areas=("culture",)),
    Membership(id="m1", actor="kulturamt", forum="runde"),
    Membership(id="m2", actor="niemand", forum="runde"),
    Forum(id="intern", name="Dienstbesprechung"),
    Membership(id="m3", actor="kulturamt", forum="intern"),
)


def test_the_administration_is_left_all_others_right_and_the_rest_between():
    places = border_view(SMALL).places
    assert set(places) == {*SMALL.actors, "runde"}, "the forums in which both sides sit"
    x = {key: place[0] for key, place in places.items()}
    assert x["schulamt"] == x["kulturamt"] < x["verein"] == x["runde"] < x["gymnasium"] == x["niemand"]


def test_those_of_one_area_face_each_other():
    view = border_view(SMALL)
    y = {key: place[1] for key, place in view.places.items()}
    assert y["schulamt"] == y["gymnasium"] == y["verein"]
    assert y["schulamt"] < y["kulturamt"] == y["runde"] < y["niemand"]
    assert [(row.title["de"], row.y) for row in view.rows] == [
        ("Schule", y["schulamt"]),
        ("Kultur", y["kulturamt"]),
        ("Bildungsbereich nicht bekannt", y["niemand"]),
    ]


def test_each_side_has_its_heading_above_it():
    view = border_view(SMALL)
    assert [column.title["en"] for column in view.columns] == ["City administration", "Forums, not settled", "Outside"]
    assert [column.title["de"] for column in view.columns] == ["Stadtverwaltung", "Gremien, ungeklärt", "außerhalb"]
    assert all(column.y < min(y for _, y in view.places.values()) for column in view.columns)
    only = border_view(city(Actor(id="a", name="A", sector="inside")))
    assert [column.title["en"] for column in only.columns] == ["City administration"]


def test_who_has_a_tie_across_stands_nearest_to_the_border():
    offices = [Actor(id=f"amt{n:02}", name=f"Amt {n:02}", sector="inside", areas=("school",)) for n in range(30)]
    outside = Actor(id="schule", name="Schule", sector="outside", areas=("school",))
    view = border_view(city(*offices, outside, tie("amt17", "schule"), tie("amt01", "amt02")))
    xs = {key: x for key, (x, _) in view.places.items() if key.startswith("amt")}
    assert xs["amt17"] == max(xs.values())
    assert view.places["amt17"][1] == min(y for _, y in view.places.values())
    assert len(set(xs.values())) > 1, "thirty offices stand in several columns"


@pytest.mark.parametrize(("status", "first"), [("existing", "b"), ("planned", "b"), ("wished", "b"), ("ended", "a")])
def test_a_tie_that_has_ended_brings_nobody_nearer(status: str, first: str):
    records = [Actor(id=key, name=key, sector="inside") for key in "abcdef"]
    view = border_view(city(*records, Actor(id="z", name="z", sector="outside"), tie("b", "z", status=status)))
    inside = [(place[1], -place[0], key) for key, place in view.places.items() if key != "z"]
    assert min(inside)[2] == first


def test_a_shared_forum_is_between():
    records = [Actor(id=key, name=key, sector="inside") for key in "ab"]
    members = [Membership(id=f"m{key}", actor=key, forum="f", role="member") for key in "bz"]
    view = border_view(city(*records, Actor(id="z", name="z", sector="outside"), Forum(id="f", name="f"), *members))
    assert view.places["b"][1] < view.places["a"][1]


def test_only_ties_from_one_side_to_another_are_shown():
    more = [
        tie("schulamt", "kulturamt"),
        tie("schulamt", "gymnasium"),
        tie("gymnasium", "niemand"),
        tie("verein", "niemand"),
    ]
    view = border_view(SMALL.replace(more))
    assert view.ties == {"schulamt--gymnasium", "verein--niemand", "m1", "m2"}
    assert view.subjects == {*SMALL.actors, "runde"}


@pytest.mark.parametrize(
    ("areas", "home"),
    [
        ((), ""),
        (("culture", "school"), "school"),
        (("administration", "culture"), "culture"),
        (("administration",), "administration"),
        (("of_another_city",), ""),
    ],
)
def test_who_is_active_in_several_areas_stands_in_one(areas: tuple[str, ...], home: str):
    assert home_area(SMALL, areas) == home


AREAS = ("school", "culture", "administration")
ACTORS = st.lists(st.tuples(st.sampled_from(SECTORS), st.sets(st.sampled_from(AREAS))), max_size=40)


@settings(deadline=None)
@given(ACTORS, st.integers(0, 4))
def test_nobody_stands_on_anybody(actors: list[tuple[str, set[str]]], forums: int):
    records: list[Record] = [
        Actor(id=f"a{n}", name=f"A {n}", sector=sector, areas=tuple(sorted(areas)))
        for n, (sector, areas) in enumerate(actors)
    ]
    ends = [Actor(id="in", name="In", sector="inside"), Actor(id="out", name="Out", sector="outside")]
    sits = [Membership(id=f"{end}-{n}", actor=end, forum=f"f{n}") for n in range(forums) for end in ("in", "out")]
    view = border_view(city(*records, *ends, *(Forum(id=f"f{n}", name=f"F {n}") for n in range(forums)), *sits))
    assert len(view.places) == len(records) + 2 + forums
    for one, other in combinations(view.places.values(), 2):
        assert abs(one[0] - other[0]) >= CELL[0] or abs(one[1] - other[1]) >= CELL[1]


@settings(deadline=None)
@given(ACTORS, st.randoms())
def test_the_order_of_the_records_does_not_matter(actors: list[tuple[str, set[str]]], random: object):
    records: list[Record] = [
        Actor(id=f"a{n}", name="A", sector=sector, areas=tuple(sorted(areas))) for n, (sector, areas) in enumerate(actors)
    ]
    mixed = list(records)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert border_view(city(*mixed)).places == border_view(city(*records)).places


def test_many_actors_fill_a_screen_not_a_tower():
    many = [Actor(id=f"a{n}", name=f"A {n}", sector=SECTORS[n % 3], areas=(AREAS[n % 2],)) for n in range(600)]
    places = border_view(city(*many)).places.values()
    width = max(x for x, _ in places) - min(x for x, _ in places)
    height = max(y for _, y in places) - min(y for _, y in places)
    assert 1 < width / height < 4


def test_an_empty_landscape_has_an_empty_border():
    view = border_view(city())
    assert (view.places, view.columns, view.rows) == ({}, (), ())
