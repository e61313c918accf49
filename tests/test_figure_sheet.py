"""What stands around a printed map: heading, legend and foot keep to their places."""

from __future__ import annotations

import pytest
from matplotlib.axes import Axes

from netmap.export.figure_lines import Line
from netmap.export.figure_paper import PAPERS, lettering, width_of
from netmap.export.figure_sheet import (
    Entry,
    draw_foot,
    draw_head,
    draw_signs,
    foot_height,
    legend_rows,
    new_sheet,
)

A3 = PAPERS["a3"]


def said(axes: Axes) -> list[str]:
    return [one.get_text() for one in axes.texts]


def test_the_unit_is_a_point_from_the_upper_left_corner():
    figure, axes = new_sheet(A3)
    assert axes.get_xlim() == (0, A3.width)
    assert axes.get_ylim() == (A3.height, 0)
    assert figure.get_size_inches() * 72 == pytest.approx((A3.width, A3.height))


class TestHeading:
    def test_one_below_the_other(self):
        with lettering():
            _figure, axes = new_sheet(A3)
            reached = draw_head(axes, A3, "Stadt", "Stand: heute", "Erfasst: nichts.", mark="")
        assert said(axes) == ["Stadt", "Stand: heute", "Erfasst: nichts."]
        heights = [one.get_position()[1] for one in axes.texts]
        assert heights == sorted(heights)
        assert A3.margin < heights[0] < heights[-1] < reached

    def test_a_long_one_takes_more_lines_and_the_map_begins_further_down(self):
        with lettering():
            short = draw_head(new_sheet(A3)[1], A3, "Stadt", "x", "", mark="")
            _figure, axes = new_sheet(A3)
            long = draw_head(axes, A3, "Lange Stadt " * 12, "x", "Wort " * 200, mark="")
        assert long > short
        assert len(said(axes)) > 4

    def test_the_mark_stands_beside_the_title_and_across_the_map(self):
        with lettering():
            _figure, axes = new_sheet(A3)
            draw_head(axes, A3, "Stadt " * 40, "x", "", mark="INTERN")
        marks = [one for one in axes.texts if one.get_text() == "INTERN"]
        assert [one.get_rotation() for one in marks] == [0.0, 24.0]
        titles = [one.get_text() for one in axes.texts if one.get_text().startswith("Stadt")]
        with lettering():
            room = A3.width - 2 * A3.margin - width_of("INTERN", A3.title * 0.7, "bold")
            assert all(width_of(one, A3.title) <= room for one in titles)


class TestLegend:
    def test_entries_flow_from_left_to_right_and_row_by_row(self):
        entries = [Entry(f"Bedeutung Nummer {n}") for n in range(30)]
        with lettering():
            rows = legend_rows(entries, A3)
            assert [entry for row in rows for _x, entry in row] == entries
            assert len(rows) > 1
            for row in rows:
                assert row[0][0] == A3.margin
                starts = [x for x, _entry in row]
                assert starts == sorted(starts)
                last, entry = row[-1]
                assert last + width_of(entry.words, A3.text) <= A3.width - A3.margin

    def test_none_is_one_empty_row(self):
        assert legend_rows([], A3) == [[]]

    def test_it_stands_at_the_bottom_with_what_is_to_be_said(self):
        entries = [Entry("Amt", sign={"colour": "#0072B2", "shape": "square"}), Entry("zusammen", line=arrow())]
        with lettering():
            _figure, axes = new_sheet(A3)
            draw_foot(axes, A3, legend_rows(entries, A3), ["Ein Satz.", "Noch einer."])
        assert said(axes) == ["Amt", "zusammen", "Ein Satz.", "Noch einer."]
        top = A3.height - A3.margin - foot_height(A3, 1, 2)
        assert all(top < one.get_position()[1] <= A3.height - A3.margin for one in axes.texts)
        assert len(axes.collections) == 1, "one sign"
        assert len(axes.patches) == 1, "one arrow"


def arrow() -> Line:
    return Line("a", "b", "working", "#56616b", 0.9, directed=True)


def test_an_open_circle_is_white_within_and_a_light_sign_has_a_rim():
    _figure, axes = new_sheet(A3)
    for shape in ("ring", "triangle", "square", "something new"):
        draw_signs(axes, A3, [1.0], [1.0], {"colour": "#F0E442", "shape": shape})
    ring, triangle, square, other = axes.collections
    assert ring.get_facecolor()[0].tolist()[:3] == [1, 1, 1]
    assert ring.get_edgecolor()[0].tolist()[:3] != [1, 1, 1]
    assert triangle.get_edgecolor()[0].tolist()[:3] != [1, 1, 1]
    assert square.get_edgecolor()[0].tolist()[:3] == [1, 1, 1]
    assert other.get_facecolor().tolist() == square.get_facecolor().tolist()
