"""The search for pairs: whose turn it is, in which order of names, and that nothing is looked at that need not be."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from cities import actors, city, members, tie

from netmap.analysis.introduction_occasions import CONFIRMED, Occasion
from netmap.analysis.introduction_pairs import known, seats
from netmap.analysis.introduction_search import MOST_PER_ACTOR, Search, in_turn, introduction_id, ranks_of
from netmap.landscape import Landscape
from netmap.model import Actor, Forum
from netmap.network.arrays import arrays
from netmap.network.graph import network


def search(landscape: Landscape, *closed: str) -> Search:
    columns = arrays(landscape)
    net = network(columns)
    where = seats(columns, net)
    return Search(net, where, known(landscape, columns, net, where), set(closed), ranks_of(net))


def occasion(first: str, second: str, *, weight: float = 50, key: str = "x") -> Occasion:
    return Occasion("gap", key, "", "", weight, "", ((tuple(first), tuple(second)),))


def found(landscape: Landscape, one: Occasion, *closed: str) -> list[str]:
    looking = search(landscape, *closed)
    return [f"{looking.net.ids[a]}{looking.net.ids[b]}{shared}" for a, b, shared in looking.pairs(one)]


@pytest.mark.parametrize(("a", "b"), [("x", "y"), ("y", "x"), ("amt-31", "amt"), ("a", "a-b")])
def test_an_id_is_the_same_whichever_is_named_first(a: str, b: str):
    assert introduction_id(a, b) == introduction_id(b, a)
    assert introduction_id(a, b).count("/") == 2


def test_all_pairs_of_both_sides_come_each_once_by_shared_partners_then_names():
    here = city(*actors("abcdx"), tie("bx"), tie("dx"))
    assert found(here, occasion("ab", "cd")) == ["bd1", "ac0", "ad0", "bc0"]
    assert found(here, occasion("abcd", "abcd")) == ["bd1", "ab0", "ac0", "ad0", "bc0", "cd0"]


def test_names_are_in_the_order_of_the_alphabet_not_of_ids():
    here = city(Actor(id="a", name="Zoo"), Actor(id="b", name="Ämter"), Actor(id="c", name="bund"))
    net = network(here)
    assert [net.names[at] for at in np.argsort(ranks_of(net))] == ["Ämter", "bund", "Zoo"]
    assert found(here, occasion("abc", "abc")) == ["bc0", "ba0", "ca0"]


def test_every_pair_that_may_be_proposed_is_found_and_no_other():
    here = city(
        *actors("abcdefgh"), tie("ab"), tie("bc"), tie("cd"), tie("ea", kind="carrier"), tie("eb", kind="carrier"),
        Forum(id="f", name="F", nature="standing"), *members("f", "fgh"),
    )  # fmt: skip
    barred = {"ab", "bc", "cd", "ae", "be", "fg", "fh", "gh"}
    expected = {"".join(pair) for pair in itertools.combinations("abcdefgh", 2)} - barred
    told = [one[:2] for one in found(here, occasion("abcdefgh", "abcdefgh"))]
    assert len(told) == len(set(told))
    assert {"".join(sorted(one)) for one in told} == expected
    fewer = found(here, occasion("abcdefgh", "abcdefgh"), "introduction/a/h", "introduction/x/y")
    assert {"".join(sorted(one[:2])) for one in fewer} == expected - {"ah"}


def test_of_one_carrier_none_is_found_however_many_there_are():
    parts = [Actor(id=f"p{at}", name=f"P{at}", part_of="top") for at in range(40)]
    looking = search(city(Actor(id="top", name="Top"), *parts))
    ids = tuple(one.id for one in parts)
    assert list(looking.pairs(Occasion("gap", "x", "", "", 1, "", ((ids, ids),)))) == []


def test_choosing_stops_at_the_limit_and_at_the_end():
    looking = search(city(*actors("abcd")))
    assert looking.choose([occasion("abcd", "abcd")], 0) == []
    assert len(looking.choose([occasion("abcd", "abcd")], 1)) == 1
    assert len(looking.choose([occasion("ab", "ab"), occasion("ab", "ab", key="y")], 9)) == 1
    assert looking.choose([], 9) == []


def test_nobody_is_chosen_more_often_than_allowed():
    looking = search(city(*actors("abcdefg")))
    chosen = looking.choose([occasion("a", "bcdefg")], 9)
    assert len(chosen) == MOST_PER_ACTOR
    many = looking.choose([occasion("abcdefg", "abcdefg", key=str(at)) for at in range(5)], 99)
    named = [end for _one, first, second, _shared in many for end in (first, second)]
    assert max(map(named.count, named)) == MOST_PER_ACTOR


def test_what_was_chosen_stands_in_the_order_of_urgency():
    looking = search(city(*actors("abcdefgh")))
    given = [occasion("ab", "cd", key="first"), occasion("ef", "gh", key="second")]
    assert [one.id for one, *_ in looking.choose(given, 4)] == ["first", "first", "second", "second"]


def test_turns_are_by_weight_within_a_kind_and_equals_stay_in_their_order():
    def of(kind: str, key: str, weight: float) -> Occasion:
        return Occasion(kind, key, "", "", weight, "", ())  # type: ignore[arg-type]

    given = [
        of("gap", "g1", 20),
        of("gap", "g2", 20),
        of("border", "b", 30),
        of("gap", "sure", CONFIRMED),
        of("gap", "g0", 25),
    ]
    assert [one.id for one in in_turn(given)] == ["sure", "b", "g0", "g1", "g2"]
    assert in_turn([]) == []
