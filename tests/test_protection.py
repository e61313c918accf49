"""Protected actors: who is one, what is part of one, and in which texts they stand."""

from __future__ import annotations

import pytest

from netmap.editions.protection import is_protected, mentions, protected_actors, secrets_of
from netmap.landscape import Landscape
from netmap.model import Actor, Answer, Need, Offer, Record, Settings

HOME = Actor(id="home", name="Haus am Ring", short_name="HaR", protected=True, address="Ringstraße 7, 18057 Rostock")
FLAT = Actor(id="flat", name="Außenwohnung", part_of="home", website="https://www.traeger.example/wohnung/")
OPEN = Actor(id="open", name="Verein")
CITY = Landscape(Settings(id="city", name="City"), [HOME, FLAT, OPEN])


def test_an_actor_or_its_type_says_that_it_is_protected():
    assert [is_protected(CITY, one) for one in (HOME, FLAT, OPEN)] == [True, False, False]
    assert is_protected(CITY, Actor(id="x", name="X", type="womens_shelter"))


def test_parts_are_protected_and_wholes_are_not():
    assert protected_actors(CITY) == {"home", "flat"}
    assert protected_actors(CITY.replace([HOME.model_copy(update={"part_of": "open"})])) == {"home", "flat"}
    assert protected_actors(Landscape(CITY.settings)) == set()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("im haus am ring", True),
        ("Haus\nam Ring", True),
        ("Haus am Ringen", False),
        ("HaR", False),
        ("Ringstraße 7", True),
        ("Ringstraße 71", False),
        ("18057 Rostock", False),
        ("http://traeger.example/wohnung", True),
        ("traeger.example", False),
        ("", False),
    ],
)
def test_names_and_addresses_are_found_in_texts(text: str, found: bool):
    pattern = mentions([HOME, FLAT])
    assert pattern is not None
    assert bool(pattern.search(text)) is found
    assert secrets_of(CITY).told(text) == ("…" if found else text)


def test_without_protected_actors_nothing_is_looked_for():
    assert mentions([]) is None
    assert mentions([Actor(id="a", name="A", address="Rostock")]) is None
    assert secrets_of(Landscape(CITY.settings, [OPEN])).told("Haus am Ring") == "Haus am Ring"


@pytest.mark.parametrize(
    ("record", "guarded"),
    [
        (HOME, True),
        (FLAT, True),
        (OPEN, False),
        (Offer(id="o", name="O", providers=("home",)), True),
        (Offer(id="o", name="O", providers=("home", "flat")), True),
        (Offer(id="o", name="O", providers=("home", "open")), False),
        (Offer(id="o", name="O"), False),
        (Answer(id="q", expectation="own", answer="present", actors=("home",)), True),
        (Answer(id="q", expectation="own", answer="present", actors=("home", "open")), False),
        (Answer(id="q", expectation="own", answer="present"), False),
        (Need(id="n", persons=9), False),
    ],
)
def test_what_speaks_of_nobody_else_is_guarded(record: Record, guarded: bool):
    assert secrets_of(CITY).guards(record) is guarded
