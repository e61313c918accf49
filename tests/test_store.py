"""The contract of every store: what goes in comes out, all or nothing, and nobody overwrites anybody."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, is_dataclass

import numpy as np
import pytest
import strategies
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stores import Make, small_city

from netmap.changes import ChangeSet, Operation, apply, diff, inverse
from netmap.errors import ConflictError, StoreError, UnknownRecordError
from netmap.landscape import Landscape
from netmap.model import (
    REFERENCES,
    Actor,
    Cooperation,
    District,
    Evidence,
    Forum,
    Inventory,
    Need,
    Offer,
    Position,
    Record,
    Settings,
    Survey,
)
from netmap.network.arrays import Arrays, arrays
from netmap.store.base import SCHEMA_VERSION, Store


def write(store: Store, *records: Record, without: tuple[str, ...] = (), reason: str = "") -> None:
    """Write records into a store, as the one who reads it now, and drop some."""
    old = store.read()
    store.apply(diff(old, old.replace(records, without=without), delete_missing=True), author="office", reason=reason)


def filled(make: Make, landscape: Landscape | None = None) -> Store:
    store = make()
    store.apply(diff(None, landscape or small_city()), author="office", reason="first")
    return store


def same(one: Landscape, other: Landscape) -> bool:
    return not diff(one, other, delete_missing=True).operations and len(one) == len(other)


def renamed(store: Store, key: str, name: str) -> Record:
    return store.read().get(key).model_copy(update={"name": name})


# ------------------------------------------------------------------------------------------------------ reading, writing


def test_a_new_store_is_empty(store_factory: Make) -> None:
    store = store_factory()
    assert store.is_empty()
    assert store.landscape_id is None
    assert store.revisions() == []
    assert store.history() == []
    assert store.schema_version == SCHEMA_VERSION
    with pytest.raises(StoreError, match=r"^The store is empty: .+ netmap load FOLDER$"):
        store.read()
    with pytest.raises(StoreError, match=r"^The store is empty"):
        store.arrays()


def test_what_goes_in_comes_out(store_factory: Make) -> None:
    store = filled(store_factory)
    assert not store.is_empty()
    assert store.landscape_id == "city"
    assert same(store.read(), small_city())
    assert {one.version for one in store.read().records()} == {1}


def test_another_who_opens_the_store_reads_the_same(store_factory: Make) -> None:
    first = filled(store_factory)
    assert store_factory().read() == first.read()


def test_records_come_in_the_order_of_their_ids(store_factory: Make) -> None:
    store = filled(store_factory)
    write(store, Actor(id="aa", name="Last in, first out"))
    assert list(store.read().actors) == ["aa", "club", "office", "school"]


def test_a_store_does_what_the_pure_function_does(store_factory: Make) -> None:
    store = filled(store_factory)
    old = store.read()
    new = old.replace([Actor(id="club", name="New Club"), Actor(id="new", name="New")], without=["course"])
    changes = diff(old, new, delete_missing=True)
    store.apply(changes, author="office")
    assert store.read() == apply(old, changes)


def test_the_revision_says_who_when_and_why(store_factory: Make) -> None:
    store = filled(store_factory)
    (revision,) = store.revisions()
    assert (revision.number, revision.author, revision.reason, revision.changes) == (1, "office", "first", 11)
    assert revision.at == dt.datetime(2018, 3, 1, 12, 1, tzinfo=dt.UTC)
    write(store, Actor(id="new", name="New"))
    assert [one.number for one in store.revisions()] == [2, 1]


def test_only_what_is_written_counts_on(store_factory: Make) -> None:
    store = filled(store_factory)
    write(store, renamed(store, "club", "Sports Club"))
    read = store.read()
    assert read.actors["club"].version == 2
    assert read.actors["school"].version == 1


@pytest.mark.parametrize("author", ["", "  "])
def test_somebody_must_sign(store_factory: Make, author: str) -> None:
    store = store_factory()
    with pytest.raises(StoreError, match=r"^Who makes the change is missing"):
        store.apply(diff(None, small_city()), author=author)
    assert store.is_empty()


def test_nothing_makes_no_revision(store_factory: Make) -> None:
    store = filled(store_factory)
    with pytest.raises(StoreError, match=r"^There is nothing to change"):
        store.apply(ChangeSet(), author="office")
    assert len(store.revisions()) == 1


def test_odd_texts_survive(store_factory: Make) -> None:
    odd = "Ä 'x' \"y\" \\ \x00 \u2028 🏫 `); DROP TABLE record; --"
    city = Landscape(
        Settings(id="city", name="City"),
        [
            Actor(
                id="a",
                name="Ä 'x' \"y\" \\ 🏫 `); DROP TABLE record; --",
                note=odd,
                attributes={odd: odd, "n": 2**63 - 1, "f": 5e-324, "b": True, "e": ()},
            )
        ],
    )
    store = filled(store_factory, city)
    read = store.read()
    assert same(read, city)
    assert read.actors["a"].attributes["b"] is True
    store.apply(diff(read, read.replace([Actor(id="b", name="B")])), author=odd, reason=odd)
    assert store.revisions()[0].author == odd


@pytest.mark.parametrize("value", ["\ud800", ("a", "\udfff"), 2**63, -(2**63) - 1])
def test_what_no_store_could_hold_is_no_attribute(value: object) -> None:
    with pytest.raises(ValueError, match="whole"):
        Actor(id="a", name="A", attributes={"x": value})


# ------------------------------------------------------------------------------------------------------- one landscape


def test_a_store_holds_one_landscape(store_factory: Make) -> None:
    store = filled(store_factory)
    other = Landscape(Settings(id="town", name="Town"), [Actor(id="a", name="A")])
    with pytest.raises(StoreError, match=r"^The store holds the landscape “city”, not “town”"):
        store.apply(diff(store.read(), other), author="office")
    with pytest.raises(StoreError, match=r"^The store holds the landscape “city”, not “town”"):
        store.apply(diff(store.read(), other, delete_missing=True), author="office")
    assert same(store.read(), small_city())


def test_the_settings_come_first_and_stay(store_factory: Make) -> None:
    store = store_factory()
    alone = ChangeSet((Operation("actor", "a", None, Actor(id="a", name="A")),))
    with pytest.raises(StoreError, match="it would hold 0"):
        store.apply(alone, author="office")
    store.apply(diff(None, small_city()), author="office")
    now = store.read().settings
    with pytest.raises(StoreError, match="it would hold 0"):
        store.apply(ChangeSet((Operation("landscape", "city", now, None),)), author="office")


def test_an_id_is_unique_over_all_kinds(store_factory: Make) -> None:
    store = store_factory()
    city = Landscape(Settings(id="city", name="City"), [Actor(id="x", name="X"), Forum(id="x", name="X")])
    with pytest.raises(StoreError, match=r"^The id “x” stands twice"):
        store.apply(diff(None, city), author="office")
    assert store.is_empty()


def test_a_record_may_become_one_of_another_kind(store_factory: Make) -> None:
    store = filled(store_factory)
    old = store.read()
    new = old.replace([Forum(id="course", name="Course")], without=["course"])
    assert "course" in new
    store.apply(diff(old, new, delete_missing=True), author="office")
    assert "course" in store.read().forums
    assert "course" not in store.read().table(type(old.offers["course"]))
    store.apply(inverse(store.changes_of(2)), author="office")
    assert same(store.read(), small_city())


# ------------------------------------------------------------------------------------------------------------ conflicts


def test_the_second_of_two_writers_gets_the_conflict(store_factory: Make) -> None:
    first = filled(store_factory)
    second = store_factory()
    mine, theirs = first.read(), second.read()
    write(first, mine.actors["club"].model_copy(update={"name": "Mine"}))
    late = diff(theirs, theirs.replace([theirs.actors["club"].model_copy(update={"name": "Theirs"})]))
    with pytest.raises(ConflictError, match=r"“club” \(r2, office, 2018-03-01 12:02 UTC\) changed since it was read") as got:
        second.apply(late, author="club")
    assert got.value.records == ("club",)
    assert second.read().actors["club"].name == "Mine"
    assert len(second.revisions()) == 2


def test_all_or_nothing_where_one_of_many_moved(store_factory: Make) -> None:
    store = filled(store_factory)
    old = store.read()
    write(store, renamed(store, "club", "Moved"), renamed(store, "school", "Moved"))
    new = old.replace([one.model_copy(update={"note": "seen"}) for one in old.actors.values()])
    with pytest.raises(ConflictError, match="changed since they were read") as got:
        store.apply(diff(old, new), author="club")
    assert sorted(got.value.records) == ["club", "school"]
    assert store.read().actors["office"].note == ""


def test_the_sentence_names_five_and_counts_the_rest(store_factory: Make) -> None:
    store = filled(
        store_factory, Landscape(Settings(id="city", name="City"), [Actor(id=f"a{n}", name="A") for n in range(9)])
    )
    old = store.read()
    write(store, *(one.model_copy(update={"name": "B"}) for one in old.actors.values()))
    new = old.replace([one.model_copy(update={"name": "C"}) for one in old.actors.values()])
    with pytest.raises(ConflictError, match=r"“a4” .* and 4 more changed"):
        store.apply(diff(old, new), author="office")


def test_what_is_there_already_cannot_be_added(store_factory: Make) -> None:
    store = filled(store_factory)
    again = ChangeSet((Operation("actor", "club", None, Actor(id="club", name="Club")),))
    with pytest.raises(ConflictError) as got:
        store.apply(again, author="office")
    assert got.value.records == ("club",)


def test_what_another_removed_cannot_be_changed(store_factory: Make) -> None:
    store = filled(store_factory)
    old = store.read()
    write(store, without=("course",))
    with pytest.raises(ConflictError, match=r"“course” \(r2, office"):
        store.apply(diff(old, old.replace([old.offers["course"].model_copy(update={"name": "X"})])), author="club")


def test_a_version_never_comes_twice(store_factory: Make) -> None:
    """Gone, back and changed: who still holds the first state must not overwrite the third."""
    store = filled(store_factory)
    old = store.read()
    write(store, without=("course",))
    write(store, old.offers["course"])
    assert store.read().offers["course"].version == 2
    with pytest.raises(ConflictError):
        store.apply(diff(old, old.replace([old.offers["course"].model_copy(update={"name": "X"})])), author="club")


def test_a_tie_to_an_actor_that_another_removed(store_factory: Make) -> None:
    store = filled(store_factory)
    write(store, Actor(id="new", name="New"))
    old = store.read()
    write(store, without=("new",))
    tie = old.replace([Cooperation(id="office--new", source="office", target="new")])
    with pytest.raises(ConflictError, match=r"refers in “target” to what was removed meanwhile: “new” \(r3, office") as got:
        store.apply(diff(old, tie), author="club")
    assert got.value.records == ("new",)
    assert "office--new" not in store.read()


def test_an_actor_to_which_another_made_a_tie(store_factory: Make) -> None:
    store = filled(store_factory)
    write(store, Actor(id="new", name="New"))
    old = store.read()
    write(store, Cooperation(id="office--new", source="office", target="new"))
    with pytest.raises(ConflictError, match=r"“new” cannot go, “office--new” \(r3, office.*\) still refers to it") as got:
        store.apply(diff(old, old.replace(without=["new"]), delete_missing=True), author="club")
    assert got.value.records == ("office--new",)
    assert "new" in store.read()


def test_evidence_refers_too(store_factory: Make) -> None:
    store = filled(store_factory)
    told = Actor(id="x", name="X", evidence=(Evidence(survey="wave"), Evidence(reported_by="club"), Evidence(survey="wave")))
    write(store, Survey(id="wave", name="Wave", asked=("club", "club")), told)
    with pytest.raises(ConflictError, match="“wave” cannot go"):
        write(store, without=("wave",))


def test_a_reference_to_nothing_is_refused(store_factory: Make) -> None:
    store = filled(store_factory)
    with pytest.raises(StoreError, match=r"^“x” refers in “part_of” to “nobody”, which is not there"):
        write(store, Actor(id="x", name="X", part_of="nobody"))
    with pytest.raises(StoreError, match=r"^“x” refers in “part_of” to “north”, which is of another kind \(district\)"):
        write(store, Actor(id="x", name="X", part_of="north"))
    assert len(store.revisions()) == 1


def test_an_id_cannot_become_a_record_that_others_may_not_refer_to(store_factory: Make) -> None:
    store = filled(store_factory)
    old = store.read()
    course = Offer(id="round", name="Round of Talks", providers=("school",))
    changes = ChangeSet((Operation("offer", "round", None, course), Operation("forum", "round", old.forums["round"], None)))
    with pytest.raises(StoreError, match="“school--round” refers in “forum” to “round”, which is of another kind"):
        store.apply(changes, author="club")
    assert store.read() == old


def test_an_id_may_become_a_record_that_others_may_refer_to(store_factory: Make) -> None:
    store = filled(store_factory)
    write(store, Position(id="round--map", subject="round", x=1.0, y=2.0), without=("school--round",))
    old = store.read()
    actor = Actor(id="round", name="Round Table e. V.")
    changes = ChangeSet((Operation("actor", "round", None, actor), Operation("forum", "round", old.forums["round"], None)))
    store.apply(changes, author="club")
    new = store.read()
    assert new.actors["round"].name == "Round Table e. V."
    assert new.positions["round--map"].subject == "round"


def test_a_circle_closed_by_two(store_factory: Make) -> None:
    store = filled(store_factory)
    write(store, Actor(id="a", name="A"), Actor(id="b", name="B"), Actor(id="c", name="C", part_of="b"))
    old = store.read()
    write(store, old.actors["a"].model_copy(update={"part_of": "c"}))
    closing = diff(old, old.replace([old.actors["b"].model_copy(update={"part_of": "a"})]))
    with pytest.raises(ConflictError, match="close a circle of “part of”: b → a → c → b") as got:
        store.apply(closing, author="club")
    assert sorted(got.value.records) == ["a", "c"]


def test_a_circle_closed_by_one(store_factory: Make) -> None:
    store = filled(store_factory)
    with pytest.raises(StoreError, match="close a circle of “part of”: a → b → a"):
        write(store, Actor(id="a", name="A", part_of="b"), Actor(id="b", name="B", part_of="a"))
    with pytest.raises(StoreError, match="close a circle of “part of”: a → a"):
        write(store, Actor(id="a", name="A", part_of="a"))


def test_a_long_line_of_parents_is_no_circle(store_factory: Make) -> None:
    line = [Actor(id=f"a{n}", name="A", part_of=f"a{n + 1}" if n < 3000 else None) for n in range(3001)]
    store = filled(store_factory, Landscape(Settings(id="city", name="City"), line))
    write(store, Actor(id="below", name="Below", part_of="a0"))
    assert len(store.read().actors) == 3002


def test_eight_writers_of_different_records_all_land(store_factory: Make) -> None:
    filled(store_factory)

    def one(number: int) -> int:
        added = Actor(id=f"actor-{number}", name="A", part_of="office")
        with store_factory() as store:
            return store.apply(ChangeSet((Operation("actor", added.id, None, added),)), author=f"w{number}").number

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(one, range(8))) == list(range(2, 10))
    assert len(store_factory().read().actors) == 11


def test_of_eight_writers_of_one_record_one_wins(store_factory: Make) -> None:
    old = filled(store_factory).read()

    def one(number: int) -> bool:
        with store_factory() as store:
            new = old.replace([old.actors["club"].model_copy(update={"name": f"Club {number}"})])
            try:
                store.apply(diff(old, new), author=f"w{number}")
            except ConflictError:
                return False
            return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(one, range(8))) == 1
    assert store_factory().read().actors["club"].version == 2


# -------------------------------------------------------------------------------------------------------- time, history


def test_a_state_on_a_day(store_factory: Make) -> None:
    store = filled(store_factory)
    assert "school--club" in store.read(at=dt.date(2017, 6, 30)).cooperations
    assert "school--club" not in store.read(at=dt.date(2017, 7, 1)).cooperations
    assert store.read(at=dt.date(2016, 1, 1)) == store.read().at(dt.date(2016, 1, 1))


def test_a_state_as_it_was_known(store_factory: Make) -> None:
    store = filled(store_factory)
    first = store.read()
    write(store, renamed(store, "club", "New"), without=("course",))
    second = store.read()
    write(store, Actor(id="later", name="Later"))
    assert store.read(revision=1) == first
    assert store.read(revision=2) == second
    assert store.read(revision=3) == store.read()
    assert store.read(revision=1, at=dt.date(2016, 1, 1)) == first.at(dt.date(2016, 1, 1))


@pytest.mark.parametrize("number", [0, 2, -1])
def test_a_revision_that_is_not_there(store_factory: Make, number: int) -> None:
    store = filled(store_factory)
    with pytest.raises(StoreError, match=f"^There is no revision r{number}: the store has r1 to r1"):
        store.read(revision=number)
    with pytest.raises(StoreError, match=f"^There is no revision r{number}"):
        store.changes_of(number)


def test_no_revision_in_an_empty_store(store_factory: Make) -> None:
    with pytest.raises(StoreError, match=r"^There is no revision r1: the store has none yet"):
        store_factory().changes_of(1)


def test_the_history_of_a_record(store_factory: Make) -> None:
    store = filled(store_factory)
    write(store, renamed(store, "course", "Better Course"), reason="mended")
    write(store, without=("course",))
    gone, changed, added = store.history("course")
    assert [one.action for one in (gone, changed, added)] == ["removed", "changed", "added"]
    assert (changed.before.name, changed.after.name) == ("Course", "Better Course")
    assert (changed.before.version, changed.after.version) == (1, 2)
    assert gone.before == changed.after
    assert changed.revision.reason == "mended"
    assert [one.revision.number for one in (gone, changed, added)] == [3, 2, 1]


def test_the_history_of_all(store_factory: Make) -> None:
    store = filled(store_factory)
    write(store, renamed(store, "club", "New"), renamed(store, "round", "New"))
    told = store.history()
    assert [one.id for one in told[:2]] == ["club", "round"]
    assert len(told) == 13


def test_the_history_of_what_never_was(store_factory: Make) -> None:
    with pytest.raises(UnknownRecordError) as got:
        filled(store_factory).history("cours")
    assert got.value.near == ("course",)


def test_undo_is_the_inverse(store_factory: Make) -> None:
    store = filled(store_factory)
    write(store, renamed(store, "club", "New"), Actor(id="new", name="New"), without=("course", "school--round"))
    store.apply(inverse(store.changes_of(2)), author="office", reason="undo")
    assert same(store.read(), small_city())
    store.apply(inverse(store.changes_of(3)), author="office", reason="redo")
    assert store.read().actors["club"].name == "New"
    assert same(store.read(), store.read(revision=2))


def test_undo_of_an_older_revision_keeps_what_came_after(store_factory: Make) -> None:
    store = filled(store_factory)
    write(store, renamed(store, "club", "New"))
    write(store, renamed(store, "school", "New"))
    store.apply(inverse(store.changes_of(2)), author="office")
    assert store.read().actors["club"].name == "Club"
    assert store.read().actors["school"].name == "New"


def test_undo_of_what_changed_again_is_a_conflict(store_factory: Make) -> None:
    store = filled(store_factory)
    write(store, renamed(store, "club", "New"))
    write(store, renamed(store, "club", "Newer"))
    with pytest.raises(ConflictError, match=r"“club” \(r3, office"):
        store.apply(inverse(store.changes_of(2)), author="office")


def test_undo_of_the_first_revision_leaves_an_empty_store(store_factory: Make) -> None:
    store = filled(store_factory)
    store.apply(inverse(store.changes_of(1)), author="office", reason="undo")
    assert store.is_empty()
    assert same(store.read(revision=1), small_city())
    with pytest.raises(StoreError, match=r"^The store is empty"):
        store.read()
    with pytest.raises(StoreError, match=r"^The store is empty"):
        store.read(revision=2)
    store.apply(diff(None, Landscape(Settings(id="town", name="Town"))), author="office")
    assert store.landscape_id == "town"


def test_the_undo_of_the_first_revision_is_undone(store_factory: Make) -> None:
    store = filled(store_factory)
    store.apply(inverse(store.changes_of(1)), author="office", reason="undo")
    assert store.landscape_id is None
    back = inverse(store.changes_of(2))
    assert same(apply(None, back), small_city())
    store.apply(back, author="office", reason="redo")
    assert store.landscape_id == "city"
    assert same(store.read(), small_city())
    assert {one.version for one in store.read().records()} == {2}
    store.apply(inverse(store.changes_of(3)), author="office", reason="undo")
    assert store.is_empty()
    store.apply(inverse(store.changes_of(4)), author="office", reason="redo")
    assert same(store.read(), store.read(revision=1))
    assert [one.number for one in store.revisions()] == [5, 4, 3, 2, 1]
    assert len(store.history("club")) == 5


def test_a_long_circle_is_named_in_short(store_factory: Make) -> None:
    store = filled(store_factory)
    ring = [Actor(id=f"r{one:03d}", name="R", part_of=f"r{(one + 1) % 300:03d}") for one in range(300)]
    with pytest.raises(StoreError, match=r"“part of”: r000 → r001 → r002 → r003 → r004 → … and 295 more → r000\.$"):
        write(store, *ring)


def test_changes_of_every_revision_replay_to_the_same_store(store_factory: Make) -> None:
    store = filled(store_factory)
    write(store, renamed(store, "club", "New"), without=("course",))
    write(store, small_city().offers["course"])
    copy = store_factory("copy")
    for one in reversed(store.revisions()):
        copy.apply(store.changes_of(one.number), author=one.author, reason=one.reason)
    assert copy.read() == store.read()
    assert copy.read(revision=2) == store.read(revision=2)


# -------------------------------------------------------------------------------------------------------------- arrays


def assert_same_arrays(one: Arrays, other: Arrays) -> None:
    assert one.supply is not None
    assert_same_columns(one, other)


def assert_same_columns(one: object, other: object) -> None:
    assert type(one) is type(other)
    for field in fields(one):  # type: ignore[arg-type]
        left, right = getattr(one, field.name), getattr(other, field.name)
        if is_dataclass(left):
            assert_same_columns(left, right)
        elif isinstance(left, np.ndarray):
            assert left.dtype == right.dtype, field.name
            assert np.array_equal(left, right), field.name
        else:
            assert left == right, field.name


@pytest.mark.parametrize("day", [None, dt.date(2015, 5, 5), dt.date(2017, 6, 30), dt.date(2017, 7, 1), dt.date(2030, 1, 1)])
def test_arrays_are_those_of_the_landscape(store_factory: Make, day: dt.date | None) -> None:
    store = filled(store_factory)
    assert_same_arrays(store.arrays(at=day), arrays(store.read(), at=day))


# ---------------------------------------------------------------------------------------------------------------- laws

DATES = st.none() | st.sampled_from(["2015", "2016-02", "2018-03-01"])
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
VALUES = st.one_of(
    TEXTS,
    st.booleans(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(),
    st.lists(TEXTS, max_size=2).map(tuple),
)
ACTORS = ["a", "b", "c", "d"]


@st.composite
def landscapes(draw: st.DrawFn) -> Landscape:
    """Draw a small landscape whose references all hold."""
    ids = draw(st.lists(st.sampled_from(ACTORS), unique=True, min_size=1))
    evidence = st.lists(
        st.builds(Evidence, source=TEXTS, seen=DATES, reported_by=st.none() | st.sampled_from(ids)), max_size=2
    ).map(tuple)
    further = {"since": DATES, "evidence": evidence, "note": TEXTS, "publish": st.booleans()}
    extra = {**further, "attributes": st.dictionaries(TEXTS.filter(str.strip), VALUES, max_size=2)}
    records: list[Record] = []
    for place, key in enumerate(ids):
        parents = st.none() | st.sampled_from(ids[:place]) if place else st.none()
        records.append(draw(st.builds(Actor, id=st.just(key), name=st.just("A"), part_of=parents, **extra)))
    ends = st.sampled_from(ids)
    for number in range(draw(st.integers(0, 3))):
        status = st.sampled_from(["existing", "planned", "wished", "ended"])
        intensity = st.none() | st.integers(1, 4)
        key = st.just(f"t{number}")
        made = st.builds(
            Cooperation, id=key, source=ends, target=ends, status=status, intensity=intensity, until=DATES, **extra
        )
        records.append(draw(made))
    for number in range(draw(st.integers(0, 2))):
        yes_no = st.none() | st.booleans()
        given = {
            "free_of_charge": yes_no,
            "childcare": yes_no,
            "accessible": yes_no,
            "citywide": st.booleans(),
            "until": DATES,
        }
        given |= {"providers": st.lists(ends, unique=True, max_size=2).map(tuple), "area": st.sampled_from(["", "clubs"])}
        given |= {"capacity": st.none() | st.integers(0, 9), "capacity_basis": st.sampled_from(["stock", "unknown"])}
        groups = st.sampled_from([(), ("all",), ("adults", "x")])
        records.append(
            draw(st.builds(Offer, id=st.just(f"o{number}"), name=st.just("O"), target_groups=groups, **given, **extra))
        )
    records.append(draw(st.builds(Need, id=st.just("n"), persons=st.integers(0, 2**40), **extra)))
    records.append(draw(st.builds(Inventory, id=st.just("i"), area=st.just("x"), state=st.just("partial"), **extra)))
    office = st.none() | st.sampled_from(ids)
    return Landscape(
        draw(st.builds(Settings, id=st.just("city"), name=st.just("City"), coordinating_office=office, **further)), records
    )


law = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
names = (f"s{number}" for number in range(10**6))


@law
@given(landscapes())
def test_any_landscape_comes_back(store_factory: Make, landscape: Landscape) -> None:
    with store_factory(next(names)) as store:
        store.apply(diff(None, landscape), author="office")
        assert same(store.read(), landscape)
        assert_same_arrays(store.arrays(), arrays(store.read()))


def tied(landscape: Landscape) -> Landscape:
    """Turn every reference, which may lead nowhere, to a record that is there."""
    ends = [
        Actor(id="actor", name="A"),
        District(id="district", name="D"),
        Forum(id="forum", name="F"),
        Survey(id="survey", name="S"),
    ]
    return landscape.replace([*ends, *map(_tied, landscape.records())])


def _tied(record: Record) -> Record:
    update: dict[str, object] = {}
    for field, kinds in REFERENCES.get(record.kind_name, {}).items():
        value = getattr(record, field)
        update[field] = kinds[0] if isinstance(value, str) else value and tuple(kinds[0] for _one in value)
    update["evidence"] = tuple(
        one.model_copy(update={"reported_by": one.reported_by and "actor", "survey": one.survey and "survey"})
        for one in record.evidence
    )
    return record.model_copy(update=update)


@law
@given(strategies.landscapes.map(tied))
def test_any_text_date_and_own_column_comes_back(store_factory: Make, landscape: Landscape) -> None:
    with store_factory(next(names)) as store:
        store.apply(diff(None, landscape), author="office")
        assert same(store.read(), landscape)
        assert_same_arrays(store.arrays(), arrays(store.read()))


@law
@given(landscapes(), landscapes())
def test_any_change_lands_and_is_undone(store_factory: Make, old: Landscape, new: Landscape) -> None:
    with store_factory(next(names)) as store:
        store.apply(diff(None, old), author="office")
        first = store.read()
        changes = diff(first, new, delete_missing=True)
        if not changes.operations:
            return
        store.apply(changes, author="office")
        assert same(store.read(), new)
        assert store.read(revision=1) == first
        store.apply(inverse(store.changes_of(2)), author="office")
        assert same(store.read(), old)
