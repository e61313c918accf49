"""The map on its paper: within its frame, to scale, names and signs apart."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from cities import LAW
from hypothesis import given
from hypothesis import strategies as st

from netmap.export.figure_lines import Line
from netmap.export.figure_map import STRETCH, Subject, draw_map
from netmap.export.figure_paper import PAPERS, lettering, width_of
from netmap.export.figure_sheet import new_sheet

A3 = PAPERS["a3"]
FRAME = (40.0, 100.0, 1100.0, 700.0)
LOOKS = {"inside": {"colour": "#0072B2", "shape": "square"}, "outside": {"colour": "#D55E00", "shape": "dot"}}


def subject(key: str, x: float, y: float, *, listed: bool = False) -> Subject:
    return Subject(key, (f"Name {key}",), "inside" if key < "m" else "outside", (x, y), listed)


def tied(*ends: str | tuple[str, str]) -> list[Line]:
    return [Line(one, other, "working", "#56616b", 0.9) for one, other in ends]


def drawn(
    subjects: list[Subject], lines: list[Line]
) -> tuple[dict[str, tuple[float, float]], list[tuple[float, float, str]], int]:
    """Return where signs and names stand, and of how many there is none."""
    with lettering():
        _figure, axes = new_sheet(A3)
        nameless, _led = draw_map(axes, A3, FRAME, subjects, lines, LOOKS)
    signs: dict[str, tuple[float, float]] = {}
    groups = [one for one in axes.collections if len(one.get_offsets()) and one.get_zorder() == 3]
    for look, group in zip(sorted({one.look for one in subjects}), groups, strict=True):
        keys = [one.id for one in subjects if one.look == look]
        signs |= {key: (float(x), float(y)) for key, (x, y) in zip(keys, np.asarray(group.get_offsets()), strict=True)}
    return signs, [(*one.get_position(), one.get_text()) for one in axes.texts], nameless


def test_nobody():
    assert drawn([], []) == ({}, [], 0)


def test_one_stands_in_the_middle():
    signs, names, nameless = drawn([subject("a", 1e6, -1e6)], [])
    assert signs["a"] == pytest.approx((570, 400), abs=15)
    assert names[0][2] == "Name a"
    assert nameless == 0


def test_a_small_landscape_is_not_blown_up():
    signs, _names, _nameless = drawn([subject("a", 0, 0), subject("z", 100, 50)], tied("az"))
    assert np.subtract(signs["z"], signs["a"]).tolist() == pytest.approx([100, 50])


def test_a_large_one_fills_its_frame_and_is_drawn_out_one_way_only_so_far():
    corners = [subject(key, x, y) for key, x, y in (("a", 0, 0), ("b", 4000, 0), ("y", 0, 4000), ("z", 4000, 4000))]
    signs, _names, _nameless = drawn(corners, tied("ab", "yz"))
    wide, high = np.subtract(signs["z"], signs["a"])
    assert high == pytest.approx(600, abs=25)
    assert wide == pytest.approx(high * STRETCH)


def test_those_listed_have_their_name_to_the_right():
    signs, names, _nameless = drawn([subject("a", 0, 0, listed=True), subject("b", 0, 60, listed=True)], [])
    for key in "ab":
        x, y, _text = next(one for one in names if one[2] == f"Name {key}")
        assert x > signs[key][0]
        assert abs(y - signs[key][1]) < A3.name


@LAW
@given(st.lists(st.tuples(st.integers(-3000, 3000), st.integers(-2000, 2000), st.booleans()), max_size=30))
def test_all_keep_within_the_frame_and_left_stays_left(given: list[tuple[int, int, bool]]):
    subjects = [subject(f"{'az'[n % 2]}{n:02}", x, y, listed=listed) for n, (x, y, listed) in enumerate(given)]
    lines = tied(*pairwise([one.id for one in subjects]))
    signs, names, nameless = drawn(subjects, lines)
    left, top, right, bottom = FRAME
    assert all(left <= x <= right and top <= y <= bottom for x, y in signs.values())
    assert all(top <= y <= bottom for _x, y, _text in names)
    assert len(names) + nameless == len(subjects)
    for one, other in pairwise(subjects):
        assert (one.place[0] < other.place[0]) <= (signs[one.id][0] <= signs[other.id][0])
        assert (one.place[1] < other.place[1]) <= (signs[one.id][1] <= signs[other.id][1])


def test_a_name_of_several_lines_stands_as_one():
    several = Subject("a", ("erste", "zweite"), "inside", (0.0, 0.0))
    _signs, names, _nameless = drawn([several], [])
    (x, first, _one), (same, second, _two) = names
    assert x == same
    assert second - first == pytest.approx(A3.name * 1.2)
    with lettering():
        assert width_of("zweite", A3.name) > 0
