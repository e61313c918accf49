"""Who sits together, on columns."""

from __future__ import annotations

import numpy as np
from cities import actors, city, members, seen

from netmap.landscape import Landscape
from netmap.model import Forum
from netmap.network.arrays import FRESH, UNDATED, arrays
from netmap.network.comembership import shared_forums


def meeting(names: str) -> Landscape:
    return city(*actors("abc"), Forum(id="f", name="F", nature="standing"), *members("f", names))


def test_each_pair_is_two_arcs():
    source, target, weight, level, forums = shared_forums(arrays(meeting("abc")), np.arange(3))
    pairs = sorted(zip(source.tolist(), target.tolist(), strict=True))
    assert pairs == [(0, 1), (0, 2), (1, 0), (1, 2), (2, 0), (2, 1)]
    assert (set(weight.tolist()), set(level.tolist()), forums) == ({0.5}, {UNDATED}, 1)


def test_who_is_left_out_does_not_count():
    _, _, weight, _, forums = shared_forums(arrays(meeting("abc")), np.array([0, 1, -1]))
    assert (weight.tolist(), forums) == ([1.0, 1.0], 1)


def test_two_with_one_seat_are_one_member():
    assert shared_forums(arrays(meeting("ab")), np.array([0, 0, 1]))[4] == 0


def test_fresh_ones_only():
    landscape = city(
        *actors("abc"),
        Forum(id="f", name="F", nature="agreement"),
        *members("f", "ab", evidence=seen("2020")),
        *members("f", "c"),
    )
    source, _, weight, level, _ = shared_forums(arrays(landscape), np.arange(3), fresh=True)
    assert (sorted(source.tolist()), set(weight.tolist()), set(level.tolist())) == ([0, 1], {1.0}, {FRESH})


def test_nothing_wanted_or_nothing_there():
    assert shared_forums(arrays(meeting("abc")), np.arange(3), wanted=False)[4] == 0
    assert shared_forums(arrays(city()), np.zeros(0, dtype=np.int64))[4] == 0
