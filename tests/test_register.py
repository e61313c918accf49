"""A register against the landscape: known, known without cooperation, unknown; what repeats, what can be taken over."""

from __future__ import annotations

import datetime as dt

import pytest
from cities import LAW, city, seen
from hypothesis import given
from hypothesis import strategies as st

from netmap.analysis.register import STATES, Register, RegisterRow, register, state_words, summary, taken_over, town_of
from netmap.landscape import Landscape
from netmap.model import Actor, Cooperation

VHS = Actor(id="vhs", name="Volkshochschule Rostock", aliases=("VHS",), type="adult_education_centre")
SCHOOL = Actor(id="krusen", name="Krusensternschule", type="school")
BOTH = Cooperation(id="t", source="vhs", target="krusen", kind="joint_offer", evidence=seen("2020"))


def entries(*names: str, **fields: object) -> list[Actor]:
    return [Actor.model_validate({"id": f"e{n}", "name": name, **fields}) for n, name in enumerate(names)]


def town(*more: Cooperation) -> Landscape:
    return city(VHS, SCHOOL, *more, municipality="Rostock")


def told(found: Register) -> list[tuple[str, str | None]]:
    return [(row.state, row.actor) for row in found.rows]


def one(landscape: Landscape, name: str, **fields: object) -> RegisterRow:
    (row,) = register(landscape, entries(name, **fields)).rows
    return row


def test_an_empty_register():
    found = register(town(), [])
    assert (found.rows, summary(found, lang="en")) == (
        (),
        "0 entries: 0 known, 0 known without recorded cooperation, 0 not recorded here.",
    )


def test_in_an_empty_landscape_all_are_unknown():
    assert told(register(city(), entries("A-Schule", "B-Schule"))) == [("unknown", None)] * 2


def test_the_three_states():
    found = register(town(BOTH), entries("Krusensternschule", "VHS", "Borwinschule"))
    assert told(found) == [("known", "krusen"), ("known", "vhs"), ("unknown", None)]
    alone = register(town(), entries("Krusensternschule", "VHS", "Borwinschule"))
    assert (alone.known, alone.without_cooperation, alone.unknown) == (0, 2, 1)
    assert summary(alone, lang="de") == "3 Einträge: 0 bekannt, 2 bekannt ohne erfasste Kooperation, 1 hier nicht erfasst."


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"kind": "information"}, "only exchange of information recorded"),
        ({"evidence": seen("2009")}, "cooperation recorded long ago only"),
        ({"status": "planned"}, "no cooperation recorded yet"),
    ],
)
def test_what_is_no_cooperation(fields: dict[str, object], words: str):
    row = one(town(BOTH.model_copy(update=fields)), "Krusensternschule")
    assert row.state == "known_without_cooperation"
    assert row.sentence_en == f"Krusensternschule: recorded as Krusensternschule; {words}."


def test_a_name_nearly_alike_is_to_be_checked():
    row = one(town(BOTH), "Krusnsternschule")
    assert (row.actor, row.sure) == ("krusen", False)
    assert "please check (names nearly alike" in row.sentence_en


def test_the_same_name_is_not():
    row = one(town(BOTH), "Krusensternschule")
    assert (row.sure, row.score) == (True, 100.0)
    assert "please check" not in row.sentence_en


def test_the_same_name_in_another_town_is_another():
    assert one(town(BOTH), "Krusensternschule", address="Am Markt 1, 23966 Wismar").state == "unknown"
    assert one(town(BOTH), "Krusensternschule", municipality="Wismar").state == "unknown"
    assert one(town(BOTH), "Krusensternschule", address="Am Markt 1, 18055 Rostock").state == "known"


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("Am Markt 1, 23966 Wismar", "Wismar"),
        ("23966 Wismar", "Wismar"),
        ("Am Markt 1, Bad Doberan", "Bad Doberan"),
        ("Am Markt 1", ""),
        ("Rostock", ""),
        ("Am Markt 1, Haus 2", ""),
        ("", ""),
    ],
)
def test_a_town_at_the_end_of_an_address(address: str, place: str):
    assert town_of(address) == place


def test_entries_that_repeat_each_other():
    found = register(town(), entries("Borwinschule", "Schule am Park", "Borwinschule"))
    assert [row.repeats for row in found.rows] == [(3,), (), (1,)]
    assert [row.id for row in found.rows] == [
        "register/borwinschule", "register/schule-am-park", "register/borwinschule-2",
    ]  # fmt: skip
    assert "more than once" in found.rows[0].sentence_en


def test_only_actors_of_the_day_are_known():
    gone = SCHOOL.model_copy(update={"until": "2015"})
    landscape = city(gone, municipality="Rostock")
    assert told(register(landscape, entries("Krusensternschule"))) == [("unknown", None)]
    assert told(register(landscape, entries("Krusensternschule"), at=dt.date(2014, 1, 1)))[0][1] == "krusen"


def test_whose_cooperation_is_recorded_can_be_kept_back():
    (row,) = register(town(), entries("Krusensternschule"), withhold=True).rows
    assert (row.state, row.contact) == ("known", "withheld")


def test_ids_of_the_register_do_not_meet_those_of_the_landscape():
    other = Actor(id="register-1", name="Hafenamt")
    landscape = city(other, municipality="Rostock")
    same = Actor(id="register-1", name="Borwinschule")
    assert told(register(landscape, [same, Actor(id="x", name="Hafenamt")])) == [
        ("unknown", None),
        ("known_without_cooperation", "register-1"),
    ]


class TestTakingOver:
    def test_the_unknown_become_actors_with_ids_of_their_own(self):
        landscape = city(Actor(id="borwinschule", name="Alte Schmiede"), SCHOOL)
        given = entries("Borwinschule", "Krusensternschule", "Borwinschule", type="school", part_of="nobody")
        new = taken_over(landscape, register(landscape, given), given)
        assert [(one.id, one.name, one.type, one.part_of) for one in new] == [
            ("borwinschule-2", "Borwinschule", "school", None)
        ]

    def test_afterwards_they_are_known(self):
        given = entries("Borwinschule", "Schule am Park")
        landscape = town()
        after = landscape.replace(taken_over(landscape, register(landscape, given), given))
        assert {row.state for row in register(after, given).rows} == {"known_without_cooperation"}
        assert taken_over(after, register(after, given), given) == []


@given(st.permutations(["Krusensternschule", "VHS", "Borwinschule", "Schule am Park"]))
@LAW
def test_order_does_not_matter(names: list[str]):
    found = register(town(BOTH), entries(*names))
    assert {row.name: (row.state, row.actor) for row in found.rows} == {
        "Krusensternschule": ("known", "krusen"),
        "VHS": ("known", "vhs"),
        "Borwinschule": ("unknown", None),
        "Schule am Park": ("unknown", None),
    }


@pytest.mark.parametrize("lang", ["de", "en"])
def test_every_state_has_words(lang: str):
    assert len({state_words(state, lang=lang) for state in STATES}) == len(STATES)
