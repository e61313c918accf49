"""Actors without a recorded cooperation."""

from __future__ import annotations

import datetime as dt

import pytest
from cities import actors, city, members, seen, tie

from netmap.analysis.unconnected import sentence, unconnected
from netmap.landscape import Landscape
from netmap.model import Actor, Forum


def names(landscape: Landscape, **options: object) -> str:
    return "".join(row.actor for row in unconnected(landscape, **options))  # type: ignore[arg-type]


class TestWho:
    def test_empty(self):
        assert unconnected(city()) == []

    def test_one_actor(self):
        assert names(city(*actors("a"))) == "a"

    @pytest.mark.parametrize("kind", ["information", "funding", "contract", "unspecified_directed"])
    def test_any_kind_counts(self, kind: str):
        assert names(city(*actors("abc"), tie("ab", kind=kind))) == "c"

    def test_conflict_does_not(self):
        assert names(city(*actors("ab"), tie("ab", kind="conflict"))) == "ab"

    def test_with_oneself_is_none(self):
        assert names(city(*actors("a"), tie("aa"))) == "a"

    def test_old_ones_count(self):
        assert names(city(*actors("ab"), tie("ab", evidence=seen("2001")))) == ""

    @pytest.mark.parametrize("status", ["planned", "wished"])
    def test_to_come_is_said(self, status: str):
        rows = unconnected(city(*actors("ab"), tie("ab", status=status)))
        assert [row.planned for row in rows] == [("ab-0",), ("ab-0",)]

    def test_ended_is_said(self):
        landscape = city(*actors("ab"), tie("ab", status="ended", until="2018"))
        assert [row.ended for row in unconnected(landscape)] == [("ab-0",), ("ab-0",)]
        assert names(landscape, at=dt.date(2018, 5, 1)) == ""

    @pytest.mark.parametrize(
        ("fields", "kind"),
        [
            ({"until": "2018"}, "ended"),
            ({"status": "ended"}, "ended"),
            ({"since": "2021"}, "later"),
            ({"status": "planned", "since": "2021"}, "later"),
            ({"status": "ended", "since": "2021", "until": "2022"}, "later"),
            ({"status": "wished"}, "planned"),
        ],
    )
    def test_what_is_recorded_but_does_not_exist_that_day(self, fields: dict[str, str], kind: str):
        row = unconnected(city(*actors("ab"), tie("ab", **fields)))[0]
        assert {one: getattr(row, one) for one in ("planned", "ended", "later") if getattr(row, one)} == {kind: ("ab-0",)}

    def test_one_with_an_actor_that_is_gone_or_to_come(self):
        for fields, kind in (({"until": "2018"}, "ended"), ({"since": "2021"}, "later")):
            other = Actor.model_validate({"id": "b", "name": "B", **fields})
            assert getattr(unconnected(city(*actors("a"), other, tie("ab")))[0], kind) == ("ab-0",)

    def test_a_conflict_is_told_nowhere(self):
        row = unconnected(city(*actors("ab"), tie("ab", kind="conflict", status="ended")))[0]
        assert (row.planned, row.ended, row.later) == ((), (), ())

    def test_a_forum_is_no_cooperation_but_comes_last(self):
        landscape = city(*actors("abc"), Forum(id="f", name="F", nature="standing"), *members("f", "ab"))
        rows = unconnected(landscape)
        assert [(row.actor, row.shares_forum, row.forums) for row in rows] == [
            ("c", False, ()), ("a", True, ("f",)), ("b", True, ("f",)),
        ]  # fmt: skip

    def test_an_event_ties_nobody_but_is_said(self):
        landscape = city(*actors("ab"), Forum(id="f", name="F", nature="event"), *members("f", "ab"))
        assert [(row.shares_forum, row.forums) for row in unconnected(landscape)] == [(False, ("f",))] * 2

    def test_one_person_is_left_out_and_its_ties_are_the_offices(self):
        landscape = city(*actors("ab"), Actor(id="p", name="P", one_person=True, part_of="a"), tie("pb"))
        assert names(landscape) == ""
        assert names(city(Actor(id="p", name="P", one_person=True))) == ""

    def test_who_is_gone_is_not_asked_for(self):
        assert names(city(Actor(id="a", name="A", until="2018"))) == ""


class TestWords:
    def test_german(self):
        assert sentence(unconnected(city(*actors("a")))[0], lang="de") == "A: Noch keine Kooperation erfasst."

    def test_what_is_recorded_instead(self):
        landscape = city(
            *actors("ab"), tie("ab", status="planned"), tie("ba", status="ended"),
            Forum(id="f", name="F", nature="event"), *members("f", "a"),
        )  # fmt: skip
        row = next(one for one in unconnected(landscape) if one.actor == "a")
        assert sentence(row, lang="en") == "A: no existing cooperation recorded (forums: 1, planned or wished: 1, ended: 1)."

    def test_only_a_forum(self):
        landscape = city(*actors("a"), Forum(id="f", name="F", nature="event"), *members("f", "a"))
        assert sentence(unconnected(landscape)[0], lang="en") == "A: no cooperation recorded yet (forums: 1)."

    @pytest.mark.parametrize("lang", ["de", "en"])
    def test_never_isolated(self, lang: str):
        assert "isol" not in sentence(unconnected(city(*actors("a")))[0], lang=lang).lower()
