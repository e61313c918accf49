"""Records by kind and id, and the state on a day."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from netmap.errors import UnknownRecordError
from netmap.landscape import Landscape
from netmap.model import (
    KINDS,
    REFERENCES,
    Actor,
    Change,
    Cooperation,
    Evidence,
    Forum,
    Inventory,
    Membership,
    Offer,
    Position,
    Record,
    Revision,
    Settings,
    Term,
    references,
)

CITY = Settings(id="city", name="City")
A, B, C = (Actor(id=name, name=name.upper()) for name in "abc")


def city(*records: Record) -> Landscape:
    return Landscape(CITY, records)


def at(landscape: Landscape, text: str) -> Landscape:
    return landscape.at(dt.date.fromisoformat(text))


def test_records_are_found_by_kind_and_by_id():
    tie = Cooperation(id="a--b--data", source="a", target="b", kind="data")
    landscape = city(A, B, tie)
    assert list(landscape.actors) == ["a", "b"]
    assert landscape.cooperations == {"a--b--data": tie}
    assert landscape.get("a") is A
    assert "a" in landscape
    assert "x" not in landscape
    assert len(landscape) == 4
    assert [one.id for one in landscape.records()] == ["city", "a", "b", "a--b--data"]


def test_an_unknown_id_names_the_nearest():
    with pytest.raises(UnknownRecordError) as caught:
        city(Actor(id="volkshochschule", name="V")).get("volkhochschule")
    assert caught.value.near == ("volkshochschule",)


def test_a_landscape_cannot_be_changed():
    landscape = city(A)
    with pytest.raises(TypeError):
        landscape.actors["b"] = B  # type: ignore[index]
    with pytest.raises(ValidationError):
        A.name = "other"  # type: ignore[misc]


def test_unknown_fields_are_refused():
    with pytest.raises(ValidationError):
        Actor.model_validate({"id": "a", "name": "A", "phone": "0381 1"})


def test_every_reference_named_is_a_field_of_its_kind_and_points_to_kinds_there_are():
    for kind, fields in REFERENCES.items():
        for field, kinds in fields.items():
            assert field in KINDS[kind].model_fields
            assert set(kinds) <= set(KINDS)


def test_references_include_those_of_the_evidence():
    said = Evidence(reported_by="b", survey="wave-1")
    offer = Offer(id="o", name="O", providers=("a", "b"), districts=("d",), evidence=(said,))
    assert list(references(offer)) == [
        ("providers", "a", ("actor",)),
        ("providers", "b", ("actor",)),
        ("districts", "d", ("district",)),
        ("evidence", "b", ("actor",)),
        ("evidence", "wave-1", ("survey",)),
    ]


def test_bounds_are_inclusive_and_unknown_ones_do_not_exclude():
    landscape = city(A, Actor(id="b", name="B", since="2017", until="2018-03"), C)
    assert "b" not in at(landscape, "2016-12-31").actors
    assert "b" in at(landscape, "2017-01-01").actors
    assert "b" in at(landscape, "2018-03-31").actors
    assert "b" not in at(landscape, "2018-04-01").actors
    assert "a" in at(landscape, "1900-01-01").actors


@pytest.mark.parametrize(
    ("status", "until", "expected"),
    [
        ("ended", "2018", "existing"),
        ("ended", None, "ended"),
        ("ended", "2017", None),
        ("planned", None, "planned"),
        ("wished", "2018", "wished"),
        ("existing", "2018", "existing"),
    ],
)
def test_status_on_a_day(status: str, until: str | None, expected: str | None):
    tie = Cooperation.model_validate({"id": "a--b", "source": "a", "target": "b", "status": status, "until": until})
    found = at(city(A, B, tie), "2018-06-01").cooperations.get("a--b")
    assert (found.status if found else None) == expected


def test_what_hangs_on_an_actor_that_is_gone_goes_with_it():
    gone = Actor(id="g", name="G", until="2017")
    landscape = city(
        A,
        gone,
        Actor(id="child", name="Child", part_of="g"),
        Cooperation(id="a--g", source="a", target="g"),
        Forum(id="f", name="F", lead="g"),
        Membership(id="g--f", actor="g", forum="f"),
        Offer(id="o1", name="both", providers=("a", "g")),
        Offer(id="o2", name="alone", providers=("g",)),
        Offer(id="o3", name="nobody named"),
        Position(id="p", subject="g", x=0, y=0),
    )
    state = at(landscape, "2018-01-01")
    assert set(state.actors) == {"a", "child"}
    assert state.actors["child"].part_of is None
    assert not state.cooperations
    assert not state.memberships
    assert not state.positions
    assert state.forums["f"].lead is None
    assert {one.id: one.providers for one in state.offers.values()} == {"o1": ("a",), "o3": ()}


def test_a_position_of_a_forum_that_is_gone_goes_too():
    landscape = city(
        Forum(id="f", name="F", until="2017"),
        Forum(id="g", name="G", reports_to="f"),
        Position(id="p", subject="f", x=1, y=1),
    )
    state = at(landscape, "2018-01-01")
    assert state.forums["g"].reports_to is None
    assert not state.positions


dates = st.one_of(st.none(), st.dates(dt.date(2010, 1, 1), dt.date(2020, 12, 31)).map(lambda day: day.isoformat()[:7]))


@given(st.lists(st.tuples(dates, dates), max_size=6), st.dates(dt.date(2009, 1, 1), dt.date(2021, 12, 31)))
def test_the_state_on_a_day_is_whole_and_its_own_state(lives: list[tuple[str | None, str | None]], day: dt.date):
    actors = [Actor(id=f"a{n}", name="A", since=since, until=until) for n, (since, until) in enumerate(lives)]
    ties = [Cooperation(id=f"t{n}", source=f"a{n}", target=f"a{n + 1}") for n in range(len(actors) - 1)]
    state = city(*actors, *ties).at(day)
    assert state.at(day) == state
    assert state.reference_date() == day
    for record in state.records():
        assert all(target in state for _, target, _ in references(record))
    assert set(state.actors) == {one.id for one in actors if one.holds_at(day)}


def test_the_reference_date_is_as_of_or_today():
    today = dt.date(2026, 11, 23)
    assert city().reference_date(today) == today
    dated = Landscape(Settings(id="c", name="C", as_of="2018-06"))
    assert dated.reference_date(today) == dt.date(2018, 6, 30)


@pytest.mark.parametrize(
    ("seen", "freshness"),
    [
        ((), "undated"),
        ((None,), "undated"),
        (("2019",), "undated"),  # after the day: not known then
        (("2014",), "stale"),
        (("2015-06",), "stale"),  # its last day is one day more than 36 months before
        (("2015-07",), "fresh"),
        (("2015",), "fresh"),  # it ages from its last day
        (("2015", "2017-01"), "fresh"),
        (("2018",), "fresh"),
    ],
)
def test_age_goes_by_the_newest_evidence_dated_on_or_before_the_day(seen: tuple[str | None, ...], freshness: str):
    actor = Actor(id="a", name="A", evidence=tuple(Evidence(seen=one) for one in seen))
    assert actor.freshness(dt.date(2018, 7, 1), 36) == freshness


@pytest.mark.parametrize(
    ("reporters", "ends"),
    [((), ""), (("c", None), ""), (("a",), "a"), (("a", "a"), "a"), (("a", "b"), "ab")],
)
def test_who_reported_a_tie(reporters: tuple[str | None, ...], ends: str):
    tie = Cooperation(id="t", source="a", target="b", evidence=tuple(Evidence(reported_by=one) for one in reporters))
    assert tie.reporters == set(ends)


def test_versions_are_no_part_of_the_content():
    assert A.same_content(A.model_copy(update={"version": 7}))
    assert not A.same_content(B)
    assert not A.same_content(Forum(id="a", name="A"))


def test_replace_adds_changes_and_leaves_out():
    landscape = city(A, B).replace([C, B.model_copy(update={"name": "new"})], without=["a"])
    assert {one.id: one.name for one in landscape.actors.values()} == {"b": "new", "c": "C"}
    assert city(A).replace([Settings(id="city", name="Town")]).settings.name == "Town"


def test_own_terms_join_the_vocabulary():
    term = Term(id="term-areas-gardening", vocabulary="areas", key="gardening", label_de="Gärtnern")
    words = city(term).vocabulary
    assert words.label("areas", "gardening", "de") == "Gärtnern"
    assert words.label("areas", "gardening", "en") == "Gärtnern"
    assert "school" in words["areas"]


def test_not_needed_needs_a_reason():
    with pytest.raises(ValidationError, match="reason"):
        Inventory(id="i", area="school", state="not_needed")
    assert Inventory(id="i", area="school", state="not_needed", reason="Nachbarkreis").reason


def test_a_change_names_what_it_did():
    revision = Revision(number=1, author="BK", at=dt.datetime(2018, 1, 1, tzinfo=dt.UTC))
    assert Change(revision=revision, kind="actor", id="a", after=A).action == "added"
    assert Change(revision=revision, kind="actor", id="a", before=A, after=A).action == "changed"
    assert Change(revision=revision, kind="actor", id="a", before=A).action == "removed"
