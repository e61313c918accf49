"""Names on a printed map: each beside its sign, none over another, none over a sign."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from cities import LAW
from hypothesis import given
from hypothesis import strategies as st

from netmap.export.figure_labels import GIVE_UP, Label, Room, place_labels

FRAME = (0.0, 0.0, 400.0, 300.0)
NO_LINES = np.zeros((0, 4))


def room(*signs: tuple[float, float], lines: object = NO_LINES, frame: tuple[float, float, float, float] = FRAME) -> Room:
    return Room(frame, np.array(signs, dtype=float).reshape(-1, 2), np.array(lines, dtype=float), 3.0)


def overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def test_below_its_sign_where_there_is_room():
    (label,) = place_labels(room((100, 100)), np.array([[40.0, 10.0]]), [0])
    assert label == Label(0, (80.0, 104.5, 120.0, 114.5))


def test_not_where_a_line_runs():
    (label,) = place_labels(room((100, 100), lines=[[100, 100, 100, 300]]), np.array([[40.0, 10.0]]), [0])
    assert label.box == (104.5, 95.0, 144.5, 105.0)


def test_within_the_frame():
    (label,) = place_labels(room((200, 297)), np.array([[40.0, 10.0]]), [0])
    assert label.box[3] <= 300


def test_further_off_on_a_line_where_it_is_crowded():
    signs = [(100.0 + 14 * x, 100.0 + 14 * y) for x in range(5) for y in range(5)]
    found = place_labels(room(*signs), np.tile([30.0, 9.0], (25, 1)), [12])
    assert [one.led for one in found] == [True]


def test_without_room_there_is_no_name():
    assert place_labels(room((5, 5), frame=(0, 0, 10, 10)), np.array([[40.0, 10.0]]), [0]) == []


def test_after_many_in_vain_nobody_looks_any_more():
    signs = [*((5.0, 5.0) for _ in range(GIVE_UP)), (200.0, 200.0)]
    sizes = np.array([*([[500.0, 10.0]] * GIVE_UP), [40.0, 10.0]])
    assert place_labels(room(*signs), sizes, range(len(signs))) == []
    assert [one.index for one in place_labels(room(*signs), sizes, range(1, len(signs)))] == [len(signs) - 1]


def test_those_listed_stand_to_the_right_and_where_that_is_taken_elsewhere():
    signs, sizes = [(100.0, 100.0), (100.0, 200.0), (120.0, 200.0)], np.tile([40.0, 10.0], (3, 1))
    found = {one.index: one.box for one in place_labels(room(*signs), sizes, [2], listed=[0, 1])}
    assert found[0] == (104.5, 95.0, 144.5, 105.0)
    assert found[1][:2] != (104.5, 195.0)
    assert len(found) == 3


@LAW
@given(st.lists(st.tuples(st.integers(5, 395), st.integers(5, 295), st.integers(8, 90), st.integers(8, 30)), max_size=40))
def test_no_name_lies_on_another_or_on_a_sign(given: list[tuple[int, int, int, int]]):
    signs = [(float(x), float(y)) for x, y, _w, _h in given]
    sizes = np.array([(w, h) for _x, _y, w, h in given], dtype=float).reshape(-1, 2)
    lines = np.array([(*one, *other) for one, other in pairwise(signs)]).reshape(-1, 4)
    found = place_labels(room(*signs, lines=lines), sizes, range(len(signs)))
    boxes = [one.box for one in found]
    assert not any(overlap(one, other) for n, one in enumerate(boxes) for other in boxes[:n])
    assert not any(overlap(box, (x - 3, y - 3, x + 3, y + 3)) for box in boxes for x, y in signs)
    assert all(b[0] >= 0 and b[1] >= 0 and b[2] <= 400 and b[3] <= 300 for b in boxes)
    assert place_labels(room(*signs, lines=lines), sizes, range(len(signs))) == found


@pytest.mark.parametrize(
    ("line", "hit"), [((0, 5, 20, 5), 1), ((0, 20, 20, 20), 0), ((0, 0, 20, 20), 1), ((5, 0, 5, 20), 1)]
)
def test_lines_that_run_through_a_box_are_counted(line: tuple[float, ...], hit: int):
    assert room(lines=[line]).crossed(np.array([[4.0, 4.0, 8.0, 8.0]])).tolist() == [hit]
