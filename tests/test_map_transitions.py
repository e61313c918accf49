"""The view of transitions: stages as columns, who should connect them, and what is recorded between."""

from __future__ import annotations

import datetime as dt
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netmap.cli.map_gaps import open_transitions
from netmap.export.map import page
from netmap.export.map_transitions import ASIDE, CELL, Passage, transitions_view
from netmap.export.map_views import Ghost, View, both
from netmap.landscape import Landscape
from netmap.model import Actor, Answer, Cooperation, Evidence, Forum, Membership, Record, Settings
from tests.map_pages import data_of

DAY = dt.date(2020, 6, 30)
CITY = Settings(id="city", name="Küstenstadt", as_of=DAY.isoformat())
KITA = Actor(id="kita", name="Kita Sonne", type="childcare_facility", areas=("early_childhood",))
SCHULE = Actor(id="schule", name="Grundschule Meer", type="school_primary", areas=("school",))
MUSEUM = Actor(id="museum", name="Museum", areas=("culture",))
AMT = Actor(id="amt", name="Gesundheitsamt", areas=("administration",))


def city(*records: Record) -> Landscape:
    return Landscape(CITY, records)


def passage(name: str, stages: tuple[str, str], **given: Any) -> Passage:
    words = {"de": name, "en": name}
    return Passage(Ghost(name, "question", words, "not_recorded", words), stages, **given)


def drawn(landscape: Landscape, *passages: Passage) -> View:
    return transitions_view(landscape, passages, both("Map"))


def titles(view: View) -> list[str]:
    return [column.title["de"] for column in view.columns]


def test_stages_stand_in_the_order_of_a_life():
    ways = [passage("p", ("early_childhood", "culture"), actors=("museum", "schule", "kita"))]
    view = drawn(city(MUSEUM, SCHULE, KITA), *ways)
    assert titles(view) == ["Kita", "Schule", "Kultur"]
    xs = [view.places[key][0] for key in ("kita", "schule", "museum")]
    assert xs == sorted(xs)
    assert [column.x for column in view.columns] == xs


def test_a_transition_stands_above_between_its_stages():
    view = drawn(city(KITA, SCHULE), passage("p", ("early_childhood", "school"), actors=("kita", "schule")))
    (one,) = view.ghosts
    assert one.place is not None
    assert one.place[0] == (view.places["kita"][0] + view.places["schule"][0]) / 2
    assert one.place[1] < view.columns[0].y < view.places["kita"][1]


def test_transitions_between_the_same_stages_stand_above_one_another():
    ways = [passage(f"p{n}", ("early_childhood", "school")) for n in range(5)]
    places = [one.place for one in drawn(city(KITA, SCHULE), *ways).ghosts]
    assert len({place[1] for place in places if place}) == 5


def test_who_has_no_stage_stands_where_a_transition_begins_or_not_at_all():
    view = drawn(city(KITA, AMT, MUSEUM), passage("p", ("early_childhood", "school"), actors=("amt", "kita")))
    assert abs(view.places["amt"][0] - view.places["kita"][0]) == ASIDE
    assert view.subjects == {"kita", "amt"}
    assert titles(view) == ["Kita", "Schule"], "a stage that a transition leads to has a column"
    assert drawn(city(KITA, AMT)).subjects == frozenset()


def test_who_stands_in_one_column_stands_by_turns_so_that_lines_are_seen():
    many = [Actor(id=f"a{n}", name=f"A {n}", areas=("school",)) for n in range(4)]
    view = drawn(city(*many), passage("p", ("school", "school"), actors=tuple(one.id for one in many)))
    xs = [view.places[f"a{n}"][0] for n in range(4)]
    assert {x % CELL[0] for x in xs} == {0, ASIDE}


def test_only_ties_that_count_for_a_transition_are_shown():
    counts = Cooperation(id="counts", source="kita", target="schule", kind="information")
    other = Cooperation(id="other", source="kita", target="museum", kind="information")
    forum = Forum(id="runde", name="Runde", nature="standing")
    sits = [Membership(id=f"{one}--runde", actor=one, forum="runde") for one in ("kita", "schule", "museum")]
    way = passage("p", ("early_childhood", "school"), actors=("kita", "schule"), ties=("counts", "gone"), forums=("runde",))
    view = drawn(city(KITA, SCHULE, MUSEUM, counts, other, forum, *sits), way)
    assert view.ties == {"counts", "kita--runde", "schule--runde"}
    assert "runde" in (view.subjects or ())
    xs = [view.places[key][0] for key in ("kita", "schule")]
    assert view.places["runde"][0] == sum(xs) / 2
    assert view.places["runde"][1] < view.columns[0].y


AREAS = st.sampled_from(["early_childhood", "school", "culture", "administration", "nowhere"])


@settings(deadline=None)
@given(st.lists(AREAS, max_size=60), st.integers(0, 6))
def test_nobody_stands_on_anybody(areas: list[str], ways: int):
    actors = [Actor(id=f"a{n}", name=f"A {n}", areas=(area,)) for n, area in enumerate(areas)]
    everybody = tuple(one.id for one in actors)
    view = drawn(city(*actors), *(passage(f"p{n}", ("home", "school"), actors=everybody) for n in range(ways)))
    places = [*view.places.values(), *(one.place for one in view.ghosts if one.place)]
    for one, other in combinations(places, 2):
        assert abs(one[0] - other[0]) >= CELL[0] or abs(one[1] - other[1]) >= CELL[1]


def test_without_anything_nothing_is_drawn():
    view = drawn(city())
    assert (view.places, view.columns, view.subjects, view.ties) == ({}, (), frozenset(), frozenset())


# ----------------------------------------------------------------------------------------------- from what is recorded


def found(*records: Record) -> dict[str, Ghost]:
    landscape = city(KITA, SCHULE, *records)
    return {one.id: one for one in open_transitions(landscape, landscape, day=DAY, edition="meeting").ghosts}


KEY = "transition/early_childhood_to_school"


@pytest.mark.parametrize(
    ("records", "state", "words"),
    [
        ((), "not_recorded", "Nichts erfasst – noch nicht abgefragt"),
        (
            (Cooperation(id="t", source="kita", target="schule", kind="transition", evidence=(Evidence(seen="2020"),)),),
            "open",
            "Einzelne Kontakte erfasst",
        ),
        (
            (Answer(id="a", transition="early_childhood_to_school", answer="missing", source="Schulamt", date="2020-05"),),
            "missing",
            "Nicht geregelt – bestätigt, Quelle: Schulamt, 05/2020",
        ),
        (
            (Answer(id="a", transition="early_childhood_to_school", answer="present", source="Vertrag", date="2020-05"),),
            "agreed",
            "Geregelt (Vertrag, 05/2020)",
        ),
    ],
)
def test_a_transition_says_what_is_known_of_it(records: tuple[Record, ...], state: str, words: str):
    one = found(*records)[KEY]
    assert one.state == state
    assert words in one.reason["de"]


def test_the_page_is_given_transitions_and_columns():
    landscape = city(KITA, SCHULE)
    view = open_transitions(landscape, landscape, day=DAY, edition="meeting")
    data = data_of(page(landscape, {}, day=DAY, views=[view]))
    (one,) = data["views"]
    assert {column["title"]["en"] for column in one["columns"]} >= {"Day care", "School"}
    ghosts = [node for node in data["nodes"] if node["group"] == "ghost"]
    assert len(ghosts) == len(landscape.vocabulary["transitions"])
    assert {node["id"] for node in ghosts} < set(one["nodes"])
