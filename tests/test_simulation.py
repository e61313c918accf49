"""How far the findings move when only some answer: exact values by hand, and what holds whatever the network."""

from __future__ import annotations

import dataclasses
import json

import pytest
from cities import LAW, actors, city, members, tie
from hypothesis import given
from hypothesis import strategies as st

from netmap.analysis.simulation import FINDINGS, Simulation, sentences, simulate
from netmap.errors import NetmapError
from netmap.model import Forum


def told(found: Simulation, what: str) -> tuple[float | None, ...]:
    row = next(row for row in found.rows if row.finding == what)
    return row.present, row.mean, row.low, row.high


def test_when_all_answer_nothing_moves():
    found = simulate(city(*actors("abcd"), tie("ab"), tie("bc"), tie("cd")), 1.0, rounds=5)
    assert [row.finding for row in found.rows] == list(FINDINGS)
    for row in found.rows:
        if row.present is not None:
            assert row.mean == row.low == row.high == pytest.approx(row.present), row.finding
    assert told(found, "first_ten")[:2] == (2, 2)
    assert told(found, "degree_order")[1] == pytest.approx(1)


def test_a_star_keeps_a_tie_for_each_who_answers():
    """One of four answers: the centre makes all three known (once in four draws on average), a leaf only its own."""
    found = simulate(city(*actors("abcd"), tie("ab"), tie("ac"), tie("ad")), 0.25, rounds=400)
    present, mean, low, high = told(found, "cooperations")
    assert (present, low, high) == (3, 1, 3)
    assert mean == pytest.approx(1.5, abs=0.15)
    assert told(found, "confirmed") == (3, 0, 0, 0)
    assert (found.answering, found.actors) == (1, 4)


def test_shared_forums_are_known_whoever_answers():
    found = simulate(city(*actors("ab"), Forum(id="f", name="F", nature="standing"), *members("f", "ab")), 0.5, rounds=10)
    assert told(found, "tied_pairs") == (1, 1, 1, 1)


def test_the_same_seed_gives_the_same():
    landscape = city(*actors("abcdef"), tie("ab"), tie("bc"), tie("cd"), tie("de"), tie("ef"))
    first, again, other = (simulate(landscape, 0.5, rounds=20, seed=seed) for seed in (7, 7, 8))
    assert first == again
    assert first.rows != other.rows


@pytest.mark.parametrize("response", [0, -0.1, 1.1])
def test_a_share_is_a_share(response: float):
    with pytest.raises(NetmapError):
        simulate(city(*actors("ab")), response)


def test_of_nobody_and_as_json():
    assert json.loads(json.dumps(dataclasses.asdict(simulate(city(), 0.5, rounds=2)), allow_nan=False))["actors"] == 0


@LAW
@given(st.lists(st.sampled_from(["ab", "ac", "ad", "bc", "bd", "cd"]), unique=True), st.sampled_from([0.25, 0.5, 0.75]))
def test_fewer_answers_never_make_more_known(pairs: list[str], response: float):
    landscape = city(*actors("abcd"), *(tie(pair) for pair in pairs))
    found = simulate(landscape, response, rounds=10)
    for what in ("cooperations", "confirmed", "tied_pairs", "largest_component"):
        present, mean, low, high = told(found, what)
        assert low <= mean <= high <= present  # type: ignore[operator]
    present, _mean, low, _high = told(found, "untied")
    assert low >= present  # type: ignore[operator]


def test_words():
    said = sentences(simulate(city(*actors("abcd")), 0.5, rounds=3), lang="en")
    assert said[0] == "Tried 3 times: 2 of 4 actors answer (50 %), drawn by lot."
