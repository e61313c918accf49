"""Ghosts on the map: where they would stand, what they say, and that only their own view has them."""

from __future__ import annotations

import datetime as dt
import math
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netmap.cli.map_gaps import gaps_view
from netmap.editions import Edition, view
from netmap.export.map import LANDSCAPE, page
from netmap.export.map_ghosts import ghost_node, ghost_places
from netmap.export.map_views import Ghost, View, both
from netmap.landscape import Landscape
from netmap.model import Actor, Answer, Cooperation, District, GapNote, Inventory, Offer, Record, Settings
from netmap.spacing import box
from tests.map_pages import data_of

DAY = dt.date(2020, 6, 30)
NAME = {"de": "Gesundheitsamt", "en": "Health office"}
RECORDS: list[Record] = [
    District(id="north", name="Nordstadt"),
    Actor(id="office", name="Amt", sector="inside", areas=("school",)),
    Actor(id="club", name="Verein", sector="outside", areas=("clubs",), districts=("north",)),
    Actor(id="school", name="Schule", sector="outside", areas=("school",)),
    Actor(id="alone", name="Allein", sector="outside", areas=("school",)),
    Cooperation(id="one", source="office", target="club", kind="information"),
    Cooperation(id="two", source="office", target="school", kind="information"),
]
CITY = Landscape(Settings(id="city", name="Küstenstadt", as_of=DAY.isoformat()), RECORDS)
PLACES = {"office": (0.0, 0.0), "club": (900.0, 0.0), "school": (0.0, 900.0), "alone": (3_000.0, 3_000.0)}


def ghost(name: str = "g", **given: Any) -> Ghost:
    return Ghost(name, "actor", NAME, "not_recorded", {"de": "Nicht erfasst.", "en": "Not recorded."}, **given)


def place(one: Ghost) -> tuple[float, float]:
    return ghost_places([one], CITY, PLACES)[one.id]


@pytest.mark.parametrize(
    ("given", "middle"),
    [
        ({"near": ("club", "school")}, (450, 450)),
        ({"near": ("gone",), "about": ("club",)}, (900, 0)),
        ({"about": ("school",), "areas": ("clubs",)}, (0, 900)),
        ({"districts": ("north",), "areas": ("school",)}, (900, 0)),
        ({"districts": ("north", "south"), "areas": ("school",)}, (0, 450)),
        ({"areas": ("school",)}, (0, 450)),
        ({"near": ("alone",)}, (3_000, 3_000)),
        ({}, (300, 300)),
        ({"place": (70.0, 700.0), "near": ("club",)}, (70, 700)),
    ],
)
def test_a_ghost_stands_amid_those_it_would_be_tied_to(given: dict[str, Any], middle: tuple[float, float]):
    assert math.dist(place(ghost(**given)), middle) < 130


def test_where_nobody_is_a_ghost_stands_all_the_same():
    nobody = Landscape(CITY.settings)
    assert ghost_places([ghost()], nobody, {}) == {"g": (0.0, 0.0)}
    assert ghost_places([], nobody, {}) == {}


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(["office", "club", "school", "alone"]), min_size=1, max_size=30))
def test_no_ghost_stands_on_anybody(near: list[str]):
    ghosts = [ghost(f"g{n}", near=(key,)) for n, key in enumerate(near)]
    found = ghost_places(ghosts, CITY, PLACES)
    sizes = {**{key: box(CITY.actors[key].name) for key in PLACES}, **{one.id: box(NAME["de"]) for one in ghosts}}
    every = {**PLACES, **found}
    for one, other in combinations(every, 2):
        if one in found or other in found:
            apart = [abs(a - b) for a, b in zip(every[one], every[other], strict=True)]
            room = [(a + b) / 2 for a, b in zip(sizes[one], sizes[other], strict=True)]
            assert apart[0] >= room[0] - 1e-6 or apart[1] >= room[1] - 1e-6


def test_a_ghost_says_what_it_is_in_both_languages():
    one = ghost(near=("club",), about=("school", "gone"), todo={"de": "Fragen.", "en": "Ask."}, sector="inside")
    node = ghost_node(7, one, (1.4, 2.6), {"club": 1, "school": 0}, "en")
    assert node == {
        "id": 7,
        "key": "g",
        "group": "ghost",
        "what": "actor",
        "state": "not_recorded",
        "sector": "inside",
        "name": "Health office",
        "names": NAME,
        "label": "Health office",
        "labels": NAME,
        "reason": {"de": "Nicht erfasst.", "en": "Not recorded."},
        "next": {"de": "Fragen.", "en": "Ask."},
        "about": [0, 1],
        "x": 1,
        "y": 3,
    }


def test_a_ghost_is_in_its_own_view_only():
    haunted = View("gaps", both("Map"), ghosts=(ghost(near=("club",)),))
    data = data_of(page(CITY, PLACES, day=DAY, views=[LANDSCAPE, haunted], lang="en"))
    number = next(node["id"] for node in data["nodes"] if node["group"] == "ghost")
    assert "nodes" not in data["views"][0], "all but ghosts"
    assert data["views"][1]["nodes"] == [0, 1, 2, 3, number]
    assert data["nodes"][number]["label"] == "Health office"


# --------------------------------------------------------------------------------------------------- what is open, as rows


def ghosts_of(landscape: Landscape, edition: Edition = "meeting") -> dict[str, Ghost]:
    shown = view(landscape, edition).at(DAY)
    return {one.id: one for one in gaps_view(landscape, shown, day=DAY, edition=edition).ghosts}


def answered(said: Any, **given: Any) -> Answer:
    return Answer(id="a", expectation="library", answer=said, source="Kulturamt", date="2020-05-01", **given)


def test_nothing_is_missing_where_nobody_has_looked():
    assert "missing" not in {one.state for one in ghosts_of(CITY).values()}
    library = ghosts_of(CITY)["expected/library"]
    assert library.state == "not_recorded"
    assert "noch nicht abgefragt" in library.reason["de"]
    assert "not asked yet" in library.reason["en"]
    assert library.todo["de"].startswith("Erfragen")


def test_missing_is_what_somebody_confirmed():
    found = ghosts_of(CITY.replace([answered("missing")]))
    assert found["expected/library"].state == "missing"
    assert "Fehlt – bestätigt, Quelle: Kulturamt, 01.05.2020" in found["expected/library"].reason["de"]
    assert {key for key, one in found.items() if one.state == "missing"} == {"expected/library"}


@pytest.mark.parametrize("said", ["present", "elsewhere"])
def test_what_is_there_or_served_from_elsewhere_is_no_ghost(said: str):
    assert "expected/library" not in ghosts_of(CITY.replace([answered(said)]))


@pytest.mark.parametrize("gap", ["not_recorded/expected/library", "not_recorded/senior/seniors"])
def test_what_is_not_to_be_proposed_again_is_no_ghost(gap: str):
    names = set(ghosts_of(CITY)) - set(ghosts_of(CITY.replace([GapNote(id="n", gap=gap, status="dropped")])))
    assert names == {gap.removeprefix("not_recorded/") if "expected" in gap else gap}


def test_an_offer_is_missing_only_where_somebody_has_looked():
    asked = Inventory(id="i", area="senior", state="complete", date="2020-05")
    before, after = ghosts_of(CITY), ghosts_of(CITY.replace([asked]))
    key = "not_recorded/senior/seniors"
    assert before[key].state == "not_recorded"
    assert "Kein Angebot erfasst – noch nicht abgefragt" in before[key].reason["de"]
    assert key not in after
    assert after["uncovered/senior/seniors"].state == "missing"
    assert "Kein Angebot vorhanden (erhoben 05/2020)" in after["uncovered/senior/seniors"].reason["de"]


def test_an_open_question_is_about_those_it_concerns():
    offer = Offer(id="o", name="Kurs", providers=("club",), area="senior")
    found = ghosts_of(CITY.replace([offer]))["group_unknown/senior"]
    assert (found.what, found.state, found.about, found.areas) == ("question", "open", ("club",), ("senior",))
    assert found.name["de"] == "Bildung im Alter"


def test_the_districts_of_an_expected_actor_are_one_ghost():
    many = CITY.replace([District(id=f"d{n}", name=f"Teil {n}") for n in range(4)])
    found = ghosts_of(many)["expected/daycare"]
    assert len(found.districts) == 5
    assert "in allen 5 Stadtbereichen" in found.reason["de"]


def test_an_expected_actor_stands_near_those_with_whom_it_would_connect_a_transition():
    partner = Actor(id="kita", name="Kita Sonne", type="childcare_facility", sector="outside", areas=("early_childhood",))
    found = ghosts_of(CITY.replace([partner]))["expected/health_office"]
    assert "kita" in found.near


def test_ghosts_are_as_large_as_they_are_important():
    landscape = view(CITY, "meeting").at(DAY)
    made = gaps_view(CITY, landscape, day=DAY, edition="meeting")
    sizes = {one.importance: made.marks[one.id].size for one in made.ghosts if one.importance}
    assert sizes == {"core": 1.0, "recommended": 0.6, "optional": 0.3}


@pytest.mark.parametrize(("edition", "named"), [("internal", True), ("meeting", False)])
def test_no_meeting_is_shown_by_name_who_is_without_cooperation(edition: Edition, named: bool):
    shown = view(CITY, edition).at(DAY)
    made = gaps_view(CITY, shown, day=DAY, edition=edition)
    assert (made.marks.get("alone") is not None) is named
    text = page(shown, PLACES, day=DAY, edition=edition, views=[made])
    assert ("Noch keine Kooperation erfasst" in str(data_of(text)["views"])) is named
    assert all("alone" not in one.about for one in made.ghosts)


def test_the_public_map_has_no_view_of_what_is_open_even_if_the_caller_forgot():
    made = gaps_view(CITY, CITY, day=DAY, edition="internal")
    data = data_of(page(CITY, PLACES, day=DAY, edition="public", views=[made, LANDSCAPE]))
    assert [one["kind"] for one in data["views"]] == ["landscape"]
    assert not [node for node in data["nodes"] if node["group"] == "ghost"]


def test_the_view_says_what_not_recorded_means_and_how_much_was_looked_at():
    note = gaps_view(CITY, CITY, day=DAY, edition="meeting").note
    assert "noch nicht abgefragt" in note["de"]
    assert note["de"].endswith("„Nicht erfasst“ heißt: Wir wissen es nicht. „Fehlt“ heißt: Jemand hat es bestätigt.")
    assert note["en"].endswith("“Not recorded” means: we do not know. “Missing” means: somebody confirmed it.")
