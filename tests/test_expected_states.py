"""The states of expected actors, straight from what fits and what was answered."""

from __future__ import annotations

import datetime as dt
from typing import get_args

from cities import LAW, city
from hypothesis import given
from hypothesis import strategies as st

from netmap.analysis.expected_ground import ground
from netmap.analysis.expected_rows import Against, Contact, How, Match
from netmap.analysis.expected_states import Case, looked
from netmap.model import Actor, Answer
from netmap.network.arrays import arrays

CITY = city(*(Actor(id=one, name=one) for one in "abc"))
PLACE = ground(CITY, [], arrays(CITY, at=dt.date(2020, 6, 30)))
MATCH = Match(
    subject="a", kind="actor", name="A", how="type", against="", word="", offer="", municipality="", districts=(),
    citywide=False, contact="working", last_seen="2020",
)  # fmt: skip
MATCHES = st.lists(
    st.builds(
        lambda subject, how, against, contact: MATCH._replace(subject=subject, how=how, against=against, contact=contact),
        st.sampled_from("abc"),
        st.sampled_from(get_args(How)),
        st.sampled_from(get_args(Against)),
        st.sampled_from(get_args(Contact)),
    ),
    max_size=3,
    unique_by=lambda one: one.subject,
)
ANSWERS = st.none() | st.builds(
    lambda said, actors: Answer(id="x", expectation="k", answer=said, actors=tuple(actors), date="2019"),
    st.sampled_from(["present", "missing", "elsewhere"]),
    st.lists(st.sampled_from("abc"), max_size=2, unique=True),
)


@given(MATCHES, st.integers(0, 4), ANSWERS)
@LAW
def test_what_each_state_means(pool: list[Match], needed: int, answer: Answer | None):
    found = looked(PLACE, Case(tuple(pool), needed), answer)
    assert not any(one.hint for one in found.fills)
    assert all(one.hint for one in found.hints) or found.state == "elsewhere"
    if found.state == "missing":
        assert answer is not None
        assert answer.answer == "missing"
        assert found.fills == ()
    if found.state == "elsewhere":
        assert answer is not None
        assert answer.answer == "elsewhere"
    if found.state == "not_recorded":
        assert found.fills == ()
    if found.state == "too_few":
        assert 0 < found.recorded < needed
    if found.state == "no_cooperation_recorded":
        assert not any(one.contact == "working" for one in found.fills)


@given(MATCHES, st.integers(0, 4))
@LAW
def test_order_does_not_matter(pool: list[Match], needed: int):
    one, other = (looked(PLACE, Case(tuple(some), needed), None) for some in (pool, pool[::-1]))
    assert (one.state, one.recorded, one.sure) == (other.state, other.recorded, other.sure)


def test_one_more_match_never_makes_it_worse():
    order = ["not_recorded", "too_few", "no_cooperation_recorded", "present"]
    pool: tuple[Match, ...] = ()
    states = []
    for subject in "abc":
        pool += (MATCH._replace(subject=subject, contact="working" if subject == "c" else "none"),)
        states.append(looked(PLACE, Case(pool, 2), None).state)
    assert states == order[1:]
