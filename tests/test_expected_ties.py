"""What is recorded of each actor's cooperations, on the arrays."""

from __future__ import annotations

from cities import LAW, actors, city, members, seen, tie
from hypothesis import given
from hypothesis import strategies as st

from netmap.analysis.expected_ties import CONTACTS, contacts, counting_members
from netmap.landscape import Landscape
from netmap.model import Actor, Forum
from netmap.network.arrays import arrays


def told(landscape: Landscape) -> dict[str, str]:
    return dict(contacts(arrays(landscape)))


def test_empty():
    assert told(city()) == {}


def test_the_best_of_all_counts():
    ties = [
        tie("ab", kind="information"),
        tie("ab", 1, evidence=seen("2001")),
        tie("bc", kind="funding", evidence=seen("2020")),
    ]
    assert told(city(*actors("abcd"), *ties)) == {"a": "stale", "b": "working", "c": "working", "d": "none"}


def test_old_information_is_still_information():
    assert told(city(*actors("ab"), tie("ab", kind="information", evidence=seen("2001"))))["a"] == "information"


def test_a_person_and_all_it_is_part_of():
    person = Actor(id="p", name="P", one_person=True, part_of="q")
    deputy = Actor(id="q", name="Q", one_person=True, part_of="a")
    landscape = city(*actors("ab"), person, deputy, tie("pb"), tie("qa", 1))
    assert told(landscape) == {"a": "working", "b": "working", "p": "working", "q": "none"}


def test_a_circle_of_persons_ends():
    circle = [Actor(id="p", name="P", one_person=True, part_of="q"), Actor(id="q", name="Q", one_person=True, part_of="p")]
    assert told(city(*circle, *actors("b"), tie("pb")))["p"] == "working"


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("abcd"), st.sampled_from(["referral", "information"]))))
@LAW
def test_it_is_the_same_whichever_end_comes_first(ends: list[tuple[str, str, str]]):
    there = [tie(a + b, n, kind=kind) for n, (a, b, kind) in enumerate(ends)]
    back = [tie(b + a, n, kind=kind) for n, (a, b, kind) in enumerate(ends)]
    assert told(city(*actors("abcd"), *there)) == told(city(*actors("abcd"), *back))
    with_others = {one for a, b, _kind in ends if a != b for one in (a, b)}
    assert {one for one, best in told(city(*actors("abcd"), *there)).items() if best != CONTACTS[0]} == with_others


def test_guests_are_no_members():
    forum = Forum(id="f", name="F", nature="standing")
    landscape = city(*actors("abc"), forum, *members("f", "ab", role="member"), *members("f", "c", role="guest"))
    assert counting_members(arrays(landscape)) == {"f": 2}
    assert counting_members(arrays(city(forum))) == {"f": 0}
