"""The views of a map: what each shows, where it stands, and what is told apart."""

from __future__ import annotations

import datetime as dt
import math
from typing import Any

import pytest

from netmap.export.map import LANDSCAPE, page
from netmap.export.map_forums import RING, ego_view, forums_view
from netmap.export.map_views import Heading, Mark, State, View, both, view_data
from netmap.landscape import Landscape
from netmap.model import Actor, Cooperation, Evidence, Forum, Membership, Record, Settings
from tests.map_pages import data_of

DAY = dt.date(2020, 1, 1)
WEB, WORDS = Evidence(url="https://stadt.example/bericht", seen="2019"), Evidence(source="Bericht der Runde", seen="2018")
RECORDS: list[Record] = [
    Actor(id="office", name="Amt für Bildung", sector="inside", evidence=(WEB,)),
    Actor(id="club", name="Verein", sector="outside"),
    Actor(id="school", name="Schule", sector="unknown"),
    Actor(id="alone", name="Allein", sector="outside"),
    Cooperation(id="one", source="office", target="club", kind="information", evidence=(WEB, WORDS)),
    Cooperation(id="two", source="club", target="school", kind="information", evidence=(WORDS,)),
    Forum(id="round", name="Runder Tisch"),
    Forum(id="empty", name="Ohne Mitglieder"),
    Membership(id="club--round", actor="club", forum="round", evidence=(WEB,)),
    Membership(id="school--round", actor="school", forum="round"),
]
CITY = Landscape(Settings(id="city", name="Küstenstadt", as_of="2020-01-01"), RECORDS)
PLACES = {"office": (0.0, 0.0), "club": (300.0, 40.0), "school": (100.0, 200.0), "round": (50.0, 50.0)}


def shown(data: dict[str, Any], what: str, ids: list[int]) -> list[str]:
    """Return which records a view shows, by their keys, or ends."""
    keys = {node["id"]: node["key"] for node in data["nodes"]}
    if what == "nodes":
        return [keys[one] for one in ids]
    ends = {edge["id"]: f"{keys[edge['from']]}–{keys[edge['to']]}" for edge in data["edges"]}
    return sorted(ends[one] for one in ids)


def test_a_map_is_the_landscape_where_nothing_else_is_asked_for():
    data = data_of(page(CITY, PLACES, day=DAY))
    assert data["views"] == [{"id": "landscape", "kind": "landscape", "title": {"de": "Landschaft", "en": "Landscape"}}]


def test_the_first_view_asked_for_is_the_first():
    data = data_of(page(CITY, PLACES, day=DAY, views=[forums_view(CITY, {}), LANDSCAPE, ego_view(CITY, "club")]))
    assert [one["id"] for one in data["views"]] == ["forums", "landscape", "ego_club"]


def test_the_view_of_forums_shows_forums_and_members_by_memberships_alone():
    data = data_of(page(CITY, PLACES, day=DAY, views=[forums_view(CITY, {"club": (7.4, -3.0), "alone": (1.0, 1.0)})]))
    (one,) = data["views"]
    assert shown(data, "nodes", one["nodes"]) == ["club", "school", "round", "empty"]
    assert shown(data, "edges", one["edges"]) == ["club–round", "school–round"]
    assert one["places"] == {str(one["nodes"][0]): [7, -3]}


def test_the_view_around_an_actor_shows_partners_forums_and_the_ties_among_them():
    data = data_of(page(CITY, PLACES, day=DAY, views=[ego_view(CITY, "club")]))
    (one,) = data["views"]
    assert one["title"] == {"de": "Rund um Verein", "en": "Around Verein"}
    assert shown(data, "nodes", one["nodes"]) == ["office", "club", "school", "round"]
    assert shown(data, "edges", one["edges"]) == ["club–round", "club–school", "office–club", "school–round"]
    assert one["marks"] == {"1": {"size": 1.0}}


def test_the_administration_stands_left_of_an_actor_and_others_right():
    places = ego_view(CITY, "club").places
    assert places["club"] == (0.0, 0.0)
    assert places["office"][0] < 0
    around = ego_view(CITY.replace([Cooperation(id="x", source="club", target="alone", kind="information")]), "club").places
    assert around["office"][0] < 0 < around["alone"][0]
    assert around["round"][1] > 0
    assert min(math.dist(place, (0, 0)) for key, place in around.items() if key != "club") >= RING * 0.6


def test_many_partners_have_room_on_the_ring():
    many = [Actor(id=f"a{n}", name=f"A {n}", sector="outside") for n in range(80)]
    ties = [Cooperation(id=f"t{n}", source="club", target=f"a{n}", kind="information") for n in range(80)]
    places = [place for key, place in ego_view(CITY.replace([*many, *ties]), "club").places.items() if key != "club"]
    assert min(math.dist(one, other) for n, one in enumerate(places) for other in places[:n]) > 60


def test_an_actor_without_anybody_stands_alone():
    view = ego_view(CITY, "alone")
    assert (view.subjects, view.ties, view.places) == (frozenset({"alone"}), frozenset(), {"alone": (0.0, 0.0)})


def test_nobody_is_around_an_actor_that_there_is_not():
    with pytest.raises(KeyError):
        ego_view(CITY, "nobody")


def test_a_name_in_braces_is_a_name():
    odd = CITY.replace([Actor(id="odd", name="{actor} {0} {")])
    assert ego_view(odd, "odd").title["en"] == "Around {actor} {0} {"


def test_what_a_view_holds_and_the_map_does_not_is_left_out():
    view = View(
        "ego",
        both("Map"),
        subjects=frozenset({"a", "gone"}),
        ties=frozenset({"t", "gone"}),
        places={"a": (1.6, 2.4), "gone": (0, 0)},
        marks={"a": Mark(size=0.0), "gone": Mark(ring=True)},
        columns=(Heading({"de": "S", "en": "C"}, x=1.2),),
    )
    assert view_data(view, {"a": 4}, {"t": 9}) == {
        "id": "ego",
        "kind": "ego",
        "title": {"de": "Karte", "en": "Map"},
        "nodes": [4],
        "edges": [9],
        "places": {4: (2, 2)},
        "columns": [{"x": 1, "y": 0, "title": {"de": "S", "en": "C"}}],
        "marks": {4: {"size": 0.0}},
    }


def test_no_nodes_are_not_all_nodes():
    told = view_data(View("forums", both("Map"), subjects=frozenset(), ties=frozenset()), {"a": 0}, {"t": 0})
    assert (told["nodes"], told["edges"]) == ([], [])
    assert not {"nodes", "edges"} & set(view_data(View("landscape", both("Map")), {"a": 0}, {}))


# ------------------------------------------------------------------------------------------------------------ comparing

BEFORE = CITY.replace(
    [
        Actor(id="past", name="Früher", sector="outside"),
        Cooperation(id="past--club", source="past", target="club", kind="information"),
        Cooperation(id="plan", source="office", target="school", kind="information", status="planned"),
    ],
    without=["alone", "two", "school--round"],
)
AFTER = CITY.replace([Cooperation(id="plan", source="office", target="school", kind="information")])


def compare(
    before: Landscape = BEFORE, after: Landscape = AFTER, changed: dict[str, Any] | None = None, **options: Any
) -> tuple[dict[str, Any], dict[str, Any]]:
    states = State(before, DAY), State(after, DAY)
    view = View("compare", both("Map"), about="2018_2020", compares=states, changed=changed or {})
    data = data_of(page(CITY, PLACES, day=DAY, views=[LANDSCAPE, view], **options))
    return data, data["views"][1]


def states(data: dict[str, Any], one: dict[str, Any]) -> dict[str, str]:
    keys = {str(node["id"]): node["key"] for node in data["nodes"]}
    ends = {str(edge["id"]): f"{keys[str(edge['from'])]}–{keys[str(edge['to'])]}" for edge in data["edges"]}
    return {keys[key]: mark["state"] for key, mark in one["marks"].items()} | {
        ends[key]: mark["state"] for key, mark in one["edge_marks"].items()
    }


def test_a_comparison_tells_what_is_new_gone_and_unchanged():
    data, one = compare()
    assert states(data, one) == {
        "office": "same",
        "club": "same",
        "school": "same",
        "alone": "new",
        "past": "gone",
        "round": "same",
        "empty": "same",
        "office–club": "same",
        "club–school": "new",
        "past–club": "gone",
        "office–school": "new",
        "club–round": "same",
        "school–round": "new",
    }
    assert shown(data, "nodes", one["nodes"]) == ["office", "club", "school", "alone", "round", "empty", "past"]


def test_what_was_only_found_is_marked_as_the_comparison_tells_it():
    told = states(*compare(changed={"alone": "found", "past": "withdrawn", "two": "found", "past--club": "withdrawn"}))
    assert {key: state for key, state in told.items() if state != "same"} == {
        "alone": "found",
        "past": "withdrawn",
        "club–school": "found",
        "past–club": "withdrawn",
        "office–school": "new",
        "school–round": "new",
    }


def test_what_only_a_comparison_shows_is_in_no_other_view():
    data, _one = compare()
    landscape = data["views"][0]
    assert shown(data, "nodes", landscape["nodes"]) == ["office", "club", "school", "alone", "round", "empty"]
    assert shown(data, "edges", landscape["edges"]) == ["club–round", "club–school", "office–club", "school–round"]


def test_who_is_gone_has_a_place_of_its_own():
    data, one = compare()
    past = next(node for node in data["nodes"] if node["key"] == "past")
    assert (past["x"], past["y"]) not in {(node["x"], node["y"]) for node in data["nodes"] if node is not past}
    assert "places" not in one, "all others stand where they stand in the landscape"


def test_what_is_the_same_in_both_is_one_edge_and_what_differs_two():
    data, one = compare(after=AFTER.replace([Cooperation(id="one", source="office", target="club", kind="funding")]))
    edges = [edge for edge in data["edges"] if (edge["from"], edge["to"]) == (0, 1)]
    assert [edge["kind"] for edge in edges] == ["information", "funding"]
    assert edges[0]["id"] in data["views"][0]["edges"]
    assert edges[1]["id"] in one["edges"]
    assert edges[0]["id"] not in one["edges"]
    same, _view = compare(CITY, CITY)
    assert len(same["edges"]) == 4


@pytest.mark.parametrize(
    ("before", "after", "state"),
    [
        ("existing", "ended", "gone"),
        ("planned", "existing", "new"),
        ("wished", "planned", "same"),
        ("ended", "ended", "same"),
        (None, "planned", "new"),
    ],
)
def test_a_cooperation_is_there_once_it_exists(before: str | None, after: str, state: str):
    def with_tie(status: str | None) -> Landscape:
        tie = [Cooperation(id="t", source="office", target="alone", kind="information", status=status)] if status else []
        return CITY.replace(tie)

    assert states(*compare(with_tie(before), with_tie(after), edition="internal"))["office–alone"] == state


@pytest.mark.parametrize("edition", ["meeting", "public"])
def test_a_comparison_shows_what_its_edition_may(edition: Any):
    hidden = BEFORE.replace([Cooperation(id="c", source="office", target="club", kind="conflict", note="canary")])
    text = page(
        CITY,
        PLACES,
        day=DAY,
        edition=edition,
        views=[View("compare", both("Map"), compares=(State(hidden, DAY), State(AFTER, DAY)))],
    )
    assert "canary" not in text
    assert "conflict" not in {edge["kind"] for edge in data_of(text)["edges"]}
    if edition == "public":
        assert data_of(text)["nodes"] == []


def test_who_is_protected_in_one_state_is_so_in_both():
    guarded = AFTER.replace([Actor(id="club", name="Verein", protected=True)])
    for before, after in ((CITY, guarded), (guarded, CITY)):
        data, one = compare(before, after)
        ends = {end for edge in one["edges"] for end in (data["edges"][edge]["from"], data["edges"][edge]["to"])}
        assert 1 not in ends
    data, one = compare(guarded, guarded, edition="internal")
    assert "club–round" in states(data, one)


def test_a_comparison_is_of_two_days():
    ended = CITY.replace([Actor(id="past", name="Früher", sector="outside", until="2018")])
    view = View("compare", both("Map"), compares=(State(ended, dt.date(2018, 1, 1)), State(ended, DAY)))
    data = data_of(page(CITY, PLACES, day=DAY, views=[view]))
    assert states(data, data["views"][0])["past"] == "gone"


# ------------------------------------------------------------------------------------------------------------- evidence


def test_evidence_stands_in_one_table():
    data = data_of(page(CITY, PLACES, day=DAY))
    assert data["addresses"] == ["https://stadt.example/bericht", "Bericht der Runde"]
    assert [edge.get("evidence") for edge in data["edges"]] == [[0, 1], [1], [0], None]
    assert next(node for node in data["nodes"] if node["key"] == "office")["evidence"] == [0]


def test_only_the_internal_edition_says_how_many_ends_told_of_a_cooperation():
    told = CITY.replace(
        [
            Cooperation(
                id=key,
                source="office",
                target="club",
                kind="information",
                evidence=tuple(Evidence(reported_by=who, source=f"Umfrage {who}") for who in ends),
            )
            for key, ends in {"one": ("office",), "both": ("office", "club"), "others": ()}.items()
        ],
        without=["two"],
    )
    reports = {
        edition: [edge.get("report") for edge in data_of(page(told, PLACES, day=DAY, edition=edition))["edges"][:3]]
        for edition in ("internal", "meeting", "public")
    }
    assert reports == {
        "internal": ["unanswered", "confirmed", "documented"],
        "meeting": [None, None, None],
        "public": [],
    }
    assert "Umfrage" not in page(told, PLACES, day=DAY, edition="meeting")


def test_own_columns_are_in_the_internal_map_as_they_can_be_written():
    mine = {"plätze": 12, "anteil": 0.5, "träger": "AWO", "offen": True, "seit": dt.date(2019, 5, 1), "orte": ("a", "b")}
    city = CITY.replace([Actor(id="office", name="Amt", attributes=mine)])
    node = data_of(page(city, PLACES, day=DAY, edition="internal"))["nodes"][0]
    assert node["attributes"] == mine | {"seit": "2019-05-01", "orte": ["a", "b"]}
    assert "attributes" not in data_of(page(city, PLACES, day=DAY, edition="meeting"))["nodes"][0]


def test_the_head_is_there_in_both_languages():
    data = data_of(page(CITY, PLACES, day=DAY, data_sentence={"de": "Erfasst: vier.", "en": "Recorded: four."}))
    assert data["head"] == {
        "de": {"date": "01.01.2020", "edition": "Ausgabe für Sitzungen", "watermark": "", "data_sentence": "Erfasst: vier."},
        "en": {"date": "2020-01-01", "edition": "Meeting edition", "watermark": "", "data_sentence": "Recorded: four."},
    }
