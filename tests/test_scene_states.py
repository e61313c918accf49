"""The state of a scene tells outside of nobody who is not shown."""

from __future__ import annotations

from urllib.parse import parse_qs

import pytest
from cities import actors, city

from netmap.editions import view
from netmap.editions.scene_states import shown_state
from netmap.model import Actor, Scene


@pytest.mark.parametrize(
    ("state", "left"),
    [
        ("", ""),
        ("chosen=a", "chosen=a"),
        ("chosen=h&to=a", "to=a"),
        ("moved.landscape=h%3A1%3A2", ""),
        ("moved.landscape=h%3A1%3A2%2Ca%3A3%3A4", "moved.landscape=a%3A3%3A4"),
        ("moved.brokers=a%3A3%3A4&view=brokers", ""),
        ("view=forums&colour=area&size=ties", "view=forums&colour=area&size=ties"),
        ("colour=own.Geheimnis&size=measure.betweenness", ""),
        ("off.kind=membership%2Cfunding&off.district=nord%2Ch", "off.kind=membership%2Cfunding&off.district="),
        ("off.sector=&at=1%2C2%2C0.5", "off.sector=&at=1%2C2%2C0.5"),
        ("something=new&h", ""),
    ],
)
def test_only_what_is_known_is_kept_and_names_nobody_else(state: str, left: str):
    assert shown_state(state, {"a"}) == left


def test_of_a_protected_actor_neither_the_choice_nor_the_place_leaves():
    state = "chosen=h&moved.landscape=h%3A1%3A2%2Ca%3A3%3A4"
    landscape = city(*actors("a"), Actor(id="h", name="Haus", protected=True), Scene(id="s", title="S", state=state))
    (outside,) = view(landscape, "meeting").table(Scene).values()
    assert parse_qs(outside.state) == {"moved.landscape": ["a:3:4"]}
    (inside,) = view(landscape, "internal").table(Scene).values()
    assert inside.state == state


def test_who_is_not_released_is_not_named_in_what_is():
    landscape = city(*actors("a"), Scene(id="s", title="S", state="chosen=a&steps=2", publish=True))
    (public,) = view(landscape, "public").table(Scene).values()
    assert public.state == "steps=2"
