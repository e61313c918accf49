"""The end of a record: what ends with it, what is cut, what hangs on it."""

from __future__ import annotations

from hypothesis import given
from strategies import landscapes

from netmap.changes import apply
from netmap.checks import brought
from netmap.ending import deleted, ended, hanging
from netmap.landscape import Landscape
from netmap.model import (
    Actor,
    Cooperation,
    District,
    Evidence,
    Forum,
    Membership,
    Need,
    Offer,
    Position,
    Settings,
    Survey,
    references,
)

CITY = Landscape(
    Settings(id="city", name="City", coordinating_office="a"),
    [
        District(id="ktv", name="KTV"),
        Actor(id="a", name="Amt", districts=("ktv",)),
        Actor(id="b", name="Bund", part_of="a"),
        Cooperation(id="a--b", source="a", target="b", evidence=(Evidence(source="x", reported_by="a", survey="s"),)),
        Cooperation(id="a--b-2", source="a", target="b", status="planned", since="2020"),
        Cooperation(id="a--b-3", source="a", target="b", status="ended", until="2015"),
        Forum(id="f", name="Runde", lead="a"),
        Membership(id="a--f", actor="a", forum="f", until="2030"),
        Offer(id="o", name="Kurs", providers=("a",)),
        Offer(id="p", name="Chor", providers=("a", "b"), evidence=(Evidence(reported_by="a"),)),
        Need(id="n", persons=4, district="ktv"),
        Position(id="pos", subject="a", x=0, y=0),
        Survey(id="s", name="Welle", asked=("a", "b"), answered=("a",)),
    ],
)


def test_what_hangs_on_a_record():
    assert [one.id for one in hanging(CITY, "a")] == [
        "city", "b", "a--b", "a--b-2", "a--b-3", "f", "a--f", "o", "p", "s", "pos",
    ]  # fmt: skip
    assert [one.id for one in hanging(CITY, "s")] == ["a--b"]
    assert hanging(CITY, "pos") == []


def test_ties_end_with_their_actor_unless_they_are_over_or_have_not_begun():
    after = apply(CITY, ended(CITY, "a", "2018-06"))
    found = (*after.actors.values(), *after.cooperations.values(), *after.memberships.values())
    assert {one.id: one.until for one in found} == {
        "a": "2018-06", "b": None, "a--b": "2018-06", "a--b-2": None, "a--b-3": "2015", "a--f": "2018-06",
    }  # fmt: skip
    assert {one.id: one.status for one in after.cooperations.values()} == {
        "a--b": "ended", "a--b-2": "planned", "a--b-3": "ended",
    }  # fmt: skip
    assert not ended(after, "a", "2018-06")


def test_a_tie_ends_alone():
    after = apply(CITY, ended(CITY, "a--b", "2018"))
    assert [(one.kind, one.id) for one in ended(CITY, "a--b", "2018")] == [("cooperation", "a--b")]
    assert (after.cooperations["a--b"].status, after.cooperations["a--b"].until) == ("ended", "2018")


def test_a_survey_keeps_no_code_of_who_is_deleted():
    asked = CITY.replace([Survey(id="s", name="Survey", codes={"R1": "a", "R2": "b"})])
    assert apply(asked, deleted(asked, "a")).surveys["s"].codes == {"R2": "b"}


def test_what_cannot_be_without_it_is_deleted_too():
    after = apply(CITY, deleted(CITY, "a"))
    assert {one.id for one in after.records()} == {"city", "ktv", "b", "f", "p", "n", "s"}
    assert after.settings.coordinating_office is None
    assert (after.actors["b"].part_of, after.forums["f"].lead, after.offers["p"].providers) == (None, None, ("b",))
    assert after.offers["p"].evidence == (Evidence(),)
    assert (after.surveys["s"].asked, after.surveys["s"].answered) == (("b",), ())
    assert {one.id for one in apply(CITY, deleted(CITY, "ktv")).records()} == {one.id for one in CITY.records()} - {
        "ktv",
        "n",
    }
    assert apply(CITY, deleted(CITY, "s")).cooperations["a--b"].evidence == (Evidence(source="x", reported_by="a"),)


@given(landscapes)
def test_nothing_refers_to_what_was_deleted(city: Landscape):
    for record in [one for one in city.records() if one.id != city.settings.id][:3]:
        changes = deleted(city, record.id)
        after = apply(city, changes)
        assert record.id not in after
        assert not any(target == record.id for one in after.records() for _field, target, _kinds in references(one))
        assert not [one for one in brought(city, after) if one.code == "dangling_reference"]
