"""The steps between two moments: what grew old, what happened, what was learnt, each by itself."""

from __future__ import annotations

import datetime as dt

import pytest
from cities import LAW, actors, city, members, seen, tie
from hypothesis import given
from hypothesis import strategies as st

from netmap.analysis.change import compare
from netmap.analysis.change_course import Course, course
from netmap.analysis.change_rows import Moment
from netmap.landscape import Landscape
from netmap.model import Answer, Evidence, Forum, Inventory, Need, Offer, Record, Survey

FIRST, SECOND = dt.date(2019, 6, 30), dt.date(2020, 6, 30)


def steps(old: Landscape, new: Landscape, days: tuple[dt.date, dt.date] = (FIRST, SECOND)) -> Course:
    moments = Moment(old, days[0]), Moment(new, days[1])
    return course(*moments, compare(*moments))


def standing(one: Moment) -> set[str]:
    """Return the records that hold on a step's day; of ties those that exist."""
    there = one.known.at(one.day)
    ties = {key for key, tie in there.cooperations.items() if tie.status == "existing"}
    return {*there.actors, *there.forums, *there.memberships, *there.offers, *ties}


def test_the_days_of_the_steps():
    found = steps(city(*actors("a")), city(*actors("a")))
    assert [one.day for one in found.steps] == [FIRST, SECOND, SECOND, SECOND]


def test_on_one_day_nothing_grows_old_or_happens():
    old, new = city(*actors("ab")), city(*actors("ab"), tie("ab"))
    found = steps(old, new, (FIRST, FIRST))
    assert found.then is found.aged is found.changed
    assert standing(found.now) - standing(found.then) == {"ab-0"}


def test_what_began_and_ended_comes_with_the_third_step():
    old = city(*actors("ab"), tie("ab"), tie("ab", 1, until="2019-12"), tie("ab", 2, since="2020"))
    new = old.replace([tie("ab", status="ended", until="2019-10"), tie("ab", 3, since="2020-02"), tie("ab", 4)])
    found = steps(old, new)
    assert standing(found.then) == standing(found.aged) == {"a", "b", "ab-0", "ab-1"}
    assert standing(found.changed) == {"a", "b", "ab-2", "ab-3"}
    assert standing(found.now) == {"a", "b", "ab-2", "ab-3", "ab-4"}


def test_a_tie_that_ended_after_the_first_day_exists_while_only_time_goes_by():
    known = city(*actors("ab"), tie("ab", status="ended", until="2019-12"))
    found = steps(known, known)
    assert standing(found.aged) == {"a", "b", "ab-0"}
    assert standing(found.changed) == {"a", "b"}


def test_members_of_a_new_forum_come_along():
    old = city(*actors("a"))
    new = city(*actors("ab"), Forum(id="f", name="F", since="2020"), *members("f", "ab", since="2020"))
    assert standing(steps(old, new).changed) == {"a", "b", "f", "f-a", "f-b"}


@pytest.mark.parametrize(
    "later",
    [
        Inventory(id="x", area="clubs", state="complete", date="2020-01"),
        Answer(id="x", expectation="daycare", answer="missing", date="2020-01"),
        Survey(id="x", name="X", date="2020-01", asked=("a",)),
        Need(id="x", persons=5, year=2020),
    ],
    ids=lambda one: one.kind_name,
)
def test_what_was_asked_and_counted_later_comes_with_the_last_step(later: Record):
    known = city(*actors("a"), later)
    found = steps(known, known)
    assert [later.id in one.known for one in found.steps] == [True, False, False, True]


def test_what_was_asked_before_is_there_all_along():
    known = city(*actors("a"), Inventory(id="x", area="clubs", state="complete", date="2019-06"))
    assert all("x" in one.known for one in steps(known, known).steps)


def test_evidence_that_came_later_is_learnt_but_that_of_something_new_belongs_to_it():
    both = (*seen("2018"), Evidence(source="later", seen="2020-02"))
    offer = Offer(id="o", name="O", providers=("a",), since="2020", evidence=seen("2020-03"))
    found = steps(city(*actors("ab"), tie("ab", evidence=both)), city(*actors("ab"), tie("ab", evidence=both), offer))
    assert [len(one.known.cooperations["ab-0"].evidence) for one in found.steps] == [2, 1, 1, 2]
    assert found.changed.known.offers["o"].evidence == seen("2020-03")


TIES = st.builds(
    lambda number, since, until: tie("ab", number, since=since, until=until),
    st.integers(0, 3),
    st.sampled_from([None, "2018", "2019-12", "2021"]),
    st.sampled_from([None, "2018", "2019-12", "2021"]),
)
LANDSCAPES = st.lists(TIES, max_size=4).map(lambda ties: city(*actors("ab"), *ties))


@LAW
@given(LANDSCAPES, LANDSCAPES)
def test_each_step_does_one_thing_only(old: Landscape, new: Landscape):
    found = steps(old, new)
    assert standing(found.aged) == standing(found.then), "time alone begins and ends nothing"
    moments = Moment(old, FIRST), Moment(new, SECOND)
    rows = compare(*moments)
    real = {row.id for row in (*rows.of("new"), *rows.of("gone"))}
    assert standing(found.changed) ^ standing(found.aged) <= real, "what differs then has begun or ended"
