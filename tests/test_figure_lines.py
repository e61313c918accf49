"""The lines of a printed map: parallel ones part, old ones are dashed, those that are over are not drawn."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from cities import actors, city, members, seen, tie

from netmap.export.figure_lines import Line, lines_of, path_of
from netmap.model import Forum, Record

DAY = dt.date(2020, 6, 30)
PALETTE = {"planned": {"colour": "#0072B2"}}


def drawn(*records: Record, forums: bool = False) -> list[Line]:
    return lines_of(city(*actors("abc"), *records), DAY, PALETTE, forums=forums)


def test_what_a_line_means():
    lines = drawn(
        tie("ab", kind="joint_offer", evidence=seen("2020")),
        tie("bc", kind="funding", evidence=seen("2010")),
        tie("ca", kind="joint_offer", status="planned"),
    )
    assert [(one.meaning, one.old, one.directed) for one in lines] == [
        ("working", False, False),
        ("other", True, True),
        ("planned", False, False),
    ]
    assert lines[2].colour == "#0072B2"
    assert lines[2].dashes


def test_what_is_over_or_leads_back_to_itself_is_not_drawn():
    assert drawn(tie("ab", status="ended"), tie("aa")) == []


def test_memberships_only_when_asked_for():
    forum = [Forum(id="f", name="F"), *members("f", "ab")]
    assert drawn(*forum) == []
    assert [(one.source, one.target, one.meaning) for one in drawn(*forum, forums=True)] == [
        ("a", "f", "member"),
        ("b", "f", "member"),
    ]


@pytest.mark.parametrize("count", [1, 2, 3, 8, 40])
def test_parallel_ties_run_apart(count: int):
    lines = drawn(*(tie("ab" if n % 2 else "ba", n) for n in range(count)))
    places = {"a": np.array([0.0, 0.0]), "b": np.array([100.0, 0.0])}
    middles = {round(float(path_of(one, places[one.source], places[one.target], 3.0)[:, 1].sum()), 3) for one in lines}
    assert len(middles) == count
    assert max(map(abs, middles)) <= 9 * 60


def test_rim_to_rim():
    path = path_of(Line("a", "b", "working", "#000000", 1.0, bend=0.2), np.array([0.0, 0.0]), np.array([100.0, 0.0]), 5.0)
    assert np.hypot(*path[0]) == pytest.approx(5.0)
    assert np.hypot(*(path[-1] - (100, 0))) == pytest.approx(5.0)


def test_two_on_one_spot_have_no_line_between_them():
    assert len(path_of(Line("a", "b", "working", "#000000", 1.0), np.zeros(2), np.ones(2), 5.0)) == 0
