"""`netmap map` as a coordinator calls it: which views a file carries, and what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from cities import actors, seen, tie
from commandline import Capture, call, refusal, stored

from netmap.changes import diff
from netmap.model import Actor, Cooperation, Forum, Membership, Position, Record
from netmap.store import open_store
from tests.map_pages import data_of

pytestmark = pytest.mark.usefixtures("own_place")


@pytest.fixture
def store(tmp_path: Path) -> str:
    shelter = Actor(id="shelter", name="Frauenhaus", protected=True)
    round_ = Forum(id="round", name="Runder Tisch")
    sits = Membership(id="a--round", actor="a", forum="round")
    hidden = tie("a-", source="a", target="shelter", id="a--shelter", evidence=seen("2018"))
    place = Position(id="p", subject="a", view="forums", x=4711, y=-7)
    return stored(tmp_path, *actors("abc"), shelter, round_, sits, tie("ab"), hidden, place)


def drawn(capsys: Capture, store: str, *arguments: str) -> dict[str, Any]:
    """Write a map and return what its page is given."""
    call(capsys, "--store", store, "map", "-o", "karte.html", *arguments)
    return data_of(next(Path().glob("karte*.html")).read_text(encoding="utf-8"))


def test_one_file_carries_the_views_asked_for_in_their_order(capsys: Capture, store: str):
    data = drawn(capsys, store, "--view", "forums", "--view", "border", "--view", "ego", "a", "--view", "landscape")
    assert [one["id"] for one in data["views"]] == ["forums", "border", "ego_a", "landscape"]


@pytest.mark.parametrize(
    "words", [("--view", "ego", "B"), ("--view", "ego B"), ("b", "--view", "EGO"), ("--view", "ego  b")]
)
def test_the_actor_of_a_view_is_written_after_it(capsys: Capture, store: str, words: tuple[str, ...]):
    (one,) = drawn(capsys, store, *words)["views"]
    assert one["title"]["de"] == "Rund um B"


def test_where_somebody_put_an_actor_in_a_view_it_stays(capsys: Capture, store: str):
    data = drawn(capsys, store, "--view", "landscape", "--view", "forums")
    a = next(node for node in data["nodes"] if node["key"] == "a")
    assert data["views"][1]["places"][str(a["id"])] == [4711, -7]
    assert (a["x"], a["y"]) != (4711, -7)


@pytest.mark.parametrize(("edition", "kind"), [("meeting", "brokers"), ("public", "gaps"), ("public", "transitions")])
def test_what_an_edition_does_not_show_is_refused(capsys: Capture, store: str, edition: str, kind: str):
    said = refusal(capsys, "--store", store, "map", "--view", kind, "--edition", edition)
    assert "--edition" in said
    assert not Path("karte.html").exists()


def test_the_internal_map_says_in_plain_words_who_connects(capsys: Capture, store: str):
    data = drawn(capsys, store, "--view", "brokers", "--edition", "internal")
    (one,) = data["views"]
    nodes = {node["key"]: node for node in data["nodes"]}
    a, b = nodes["a"], nodes["b"]
    assert one["marks"][str(a["id"])] == {"ring": True, "size": 1.0}
    assert one["marks"][str(b["id"])] == {"size": 0.0}
    told = {each["key"]: each for each in a["measures"]}
    assert list(told) == ["degree", "betweenness", "roles", "cut_off"]
    assert told["degree"]["text"]["en"] == "Tied to 2 actors: 0 in the administration, 0 outside, 2 of unknown sector."
    assert told["betweenness"]["text"]["de"].endswith("zwischen anderen."), (
        "the page says once, below them, that this is no merit"
    )
    assert [each["value"] for each in a["measures"]] == [2, 0.3333, 0.0, 1]


def test_what_is_said_of_many_stands_in_the_internal_map_once(capsys: Capture, tmp_path: Path):
    store = str(tmp_path / "rostock.db")
    call(capsys, "--store", store, "load", str(Path(__file__).parents[1] / "graphs" / "rostock"), "--yes")
    views = [
        part for kind in ("landscape", "gaps", "brokers", "forums", "border", "transitions") for part in ("--view", kind)
    ]
    data = drawn(capsys, store, *views, "--edition", "internal")
    records, ties = len(data["offers"]) + sum("state" not in node for node in data["nodes"]), len(data["edges"])
    assert Path("karte-INTERN.html").stat().st_size <= 900_000 + 250 * records + 90 * ties
    texts = data["languages"]["de"]["texts"]
    assert all("measure_" + each["key"] in texts for each in data["measures"])


def test_measures_are_in_no_other_map(capsys: Capture, store: str):
    assert not any("measures" in node for node in drawn(capsys, store)["nodes"])


def test_two_dates_are_compared(capsys: Capture, store: str):
    data = drawn(capsys, store, "--view", "compare", "2010", "2018", "--view", "landscape")
    one = data["views"][0]
    assert one["id"] == "compare_2010_2018"
    assert one["title"] == {"de": "2010 und 2018", "en": "2010 and 2018"}
    assert {mark["state"] for mark in one["marks"].values()} == {"same"}
    assert "31.12.2010 und" in drawn(capsys, store, "--view", "compare 2010-12-31 2018")["views"][0]["title"]["de"]


def test_the_map_tells_what_was_found_as_the_comparison_does(capsys: Capture, tmp_path: Path):
    ends = [Actor(id=one, name=one.upper()) for one in "abc"]
    place = stored(tmp_path, *ends)
    with open_store(place) as opened:
        old = opened.read()
        ties: list[Record] = [Cooperation(id="new", source="a", target="b", since="2019-07"), Actor(id="d", name="D")]
        ties.append(Cooperation(id="found", source="b", target="c"))
        later = old.settings.model_copy(update={"as_of": "2019-12-31"})
        opened.apply(diff(old, old.replace([later, *ties])), author="BK")
    call(capsys, "--store", place, "snapshot", "später", "--yes")
    call(capsys, "--store", place, "map", "--view", "compare", "r1", "@später", "--output", "karte.html", "--lang", "en")
    data = data_of(Path("karte.html").read_text(encoding="utf-8"))
    (one,) = data["views"]
    keys = {str(node["id"]): node["key"] for node in data["nodes"]}
    assert {keys[key]: mark["state"] for key, mark in one["marks"].items()} == dict.fromkeys("abc", "same") | {"d": "found"}
    assert sorted(mark["state"] for mark in one["edge_marks"].values()) == ["found", "new"]


def test_revisions_and_snapshots_are_compared_where_they_may(capsys: Capture, store: str):
    call(capsys, "--store", store, "snapshot", "treffen-2018", "--yes")
    words = ("--view", "compare", "@treffen-2018", "r2")
    assert drawn(capsys, store, *words)["views"][0]["title"]["de"] == "@treffen-2018 und r2"
    assert "vergleicht nur Daten" in refusal(capsys, "--store", store, "map", *words, "--edition", "public")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("2018",), "wird so geschrieben: --view compare DATUM DATUM"),
        (("2018", "2010"), "2018 ist später als 2010"),
        (("2010", "bald"), "„bald“ ist kein Datum"),
        (("2010", "@nie"), "„@nie“"),
        (("r1", "r99"), "r99"),
    ],
)
def test_states_that_cannot_be_compared(capsys: Capture, store: str, words: tuple[str, ...], says: str):
    assert says in refusal(capsys, "--store", store, "map", "--view", "compare", *words)


def test_all_that_is_wrong_is_said_at_once(capsys: Capture, store: str):
    said = refusal(capsys, "--store", store, "map", "--view", "ego", "--view", "Karte", "--view", "border")
    assert "Eine Ansicht „Karte“ gibt es nicht. Es gibt: landscape" in said
    assert "Die Ansicht „ego“ wird so geschrieben: --view ego AKTEUR" in said
    assert not Path("karte.html").exists()


def test_a_word_that_belongs_to_nothing_is_refused(capsys: Capture, store: str):
    assert "Wozu gehört „b“?" in refusal(capsys, "--store", store, "map", "--view", "border", "b")
    assert "Wozu gehört „b c“?" in refusal(capsys, "--store", store, "map", "b", "c")


def test_an_unknown_actor_gets_what_comes_near(capsys: Capture, store: str):
    assert "Frauenhaus" not in refusal(capsys, "--store", store, "map", "--view", "ego", "nobody")
    assert "shelter" in refusal(capsys, "--store", store, "map", "--view", "ego", "sheltr")


def test_nobody_outside_is_shown_the_surroundings_of_a_protected_actor(capsys: Capture, store: str):
    said = refusal(capsys, "--store", store, "map", "--view", "ego", "shelter")
    assert "--edition internal" in said
    data = drawn(capsys, store, "--view", "ego", "shelter", "--edition", "internal")
    assert len(data["views"][0]["nodes"]) == 2


def test_the_file_of_a_map_is_a_page(capsys: Capture, store: str):
    assert "endet auf .html" in refusal(capsys, "--store", store, "map", "-o", "karte.pdf")


def test_a_large_landscape_opens_on_groups_unless_it_is_wanted_in_full(capsys: Capture, tmp_path: Path):
    city = stored(tmp_path, *(Actor(id=f"a{n}", name=f"A {n}") for n in range(1_501)), name="large")
    assert len(drawn(capsys, city)["groups"]) == 1
    assert "groups" not in drawn(capsys, city, "--full")
    border = drawn(capsys, city, "--view", "landscape", "--view", "border")
    assert len(border["groups"]) == 1
    assert len(border["views"][1]["places"]) == 1_501
