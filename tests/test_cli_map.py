"""`netmap map` as a coordinator calls it: which views a file carries, and what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from cities import actors, seen, tie
from commandline import Capture, call, refusal, stored

from netmap.model import Actor, Forum, Membership, Position
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
