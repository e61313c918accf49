"""Small counts of persons: what is withheld cannot be worked out from what is shown."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from netmap.editions.small_counts import MARGIN, WITHHELD, Suppressed, small_count, suppress, withheld

TABLES = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(st.integers(0, 30), min_size=width, max_size=width), min_size=1, max_size=4)
)


def shown_values(table: Suppressed) -> list[list[int | str]]:
    """Return the table with its sums, as a reader sees it."""
    rows = [[*cells, total] for cells, total in zip(table.cells, table.row_totals, strict=True)]
    return [*rows, [*table.column_totals, table.total]]


def possible(shown: list[list[int | str]], threshold: int) -> dict[tuple[int, int], tuple[float, float]]:
    """Try to work the withheld counts out: the lowest and the highest value that each can have.

    Every reader knows that the last row and column hold the sums and what the signs mean. The sums' equations are those
    of a network flow, so the limits are whole numbers.
    """
    height, width = len(shown), len(shown[0])
    bounds, equations = [], []
    for row in shown:
        for value in row:
            if isinstance(value, str):
                bounds.append((threshold, None) if value == WITHHELD else (0, threshold - 1))
            else:
                bounds.append((value, value))
    for i in range(height):
        equation = np.zeros((height, width))
        equation[i, :-1], equation[i, -1] = 1, -1
        equations.append(equation.ravel())
    for j in range(width):
        equation = np.zeros((height, width))
        equation[:-1, j], equation[-1, j] = 1, -1
        equations.append(equation.ravel())
    found = {}
    for i, j in itertools.product(range(height), range(width)):
        if isinstance(shown[i][j], str):
            goal = np.zeros(height * width)
            goal[i * width + j] = 1
            ends = []
            for sign in (1, -1):
                result = linprog(sign * goal, A_eq=np.array(equations), b_eq=np.zeros(len(equations)), bounds=bounds)
                ends.append(sign * result.fun if result.status == 0 else -sign * np.inf)
            found[i, j] = (ends[0], ends[1])
    return found


@pytest.mark.parametrize(
    ("persons", "threshold", "shown"),
    [(0, 5, "<5"), (4, 5, "<5"), (5, 5, 5), (120, 5, 120), (2, 3, "<3"), (3, 3, 3)],
)
def test_counts_below_the_threshold_are_not_shown(persons: int, threshold: int, shown: int | str):
    assert small_count(persons, threshold=threshold) == shown


def test_a_table_without_small_counts_is_shown_whole():
    table = suppress([[5, 6], [7, 8]])
    assert shown_values(table) == [[5, 6, 11], [7, 8, 15], [12, 14, 26]]


def test_a_single_small_count_takes_three_others_with_it():
    table = suppress([[3, 10, 20], [9, 12, 30], [40, 50, 60]])
    hidden = [(i, j) for i, row in enumerate(table.cells) for j, value in enumerate(row) if isinstance(value, str)]
    assert table.cells[0][0] == "<5"
    assert len(hidden) == 4
    assert {i for i, _ in hidden} == {0, 1}
    assert table.row_totals == (33, 51, 150)
    assert table.total == 234


def test_a_small_sum_is_withheld_as_well():
    table = suppress([[1, 2], [20, 30]])
    assert table.row_totals[0] == "<5"
    assert 3 not in [value for row in shown_values(table) for value in row]


def test_sums_of_nothing_do_not_give_zeros_away():
    """Two zeros whose sum of 0 were shown would be known; bounds count, not only equations."""
    shown = shown_values(suppress([[0, 0, 10], [9, 9, 10]]))
    assert all(low < high for low, high in possible(shown, 5).values())


def test_one_cell_is_withheld_with_all_of_its_sums():
    assert shown_values(suppress([[3]])) == [["<5", "<5"], ["<5", "<5"]]


def test_an_empty_table_stays_empty():
    assert suppress([]) == Suppressed((), (), (), "<5")


@pytest.mark.parametrize("table", [[[1, 2], [3]], [[-1]]])
def test_what_is_no_table_of_counts_is_refused(table: list[list[int]]):
    with pytest.raises(ValueError, match="rows of the same length"):
        suppress(table)


@settings(deadline=None, max_examples=80)
@given(TABLES, st.sampled_from([3, 5]))
def test_no_withheld_count_can_be_worked_out(table: list[list[int]], threshold: int):
    shown = shown_values(suppress(table, threshold=threshold))
    for cell, (low, high) in possible(shown, threshold).items():
        assert high - low > 0.5, f"{cell} of {shown} is {low}"


@settings(deadline=None, max_examples=50)
@given(TABLES)
def test_what_is_shown_is_true(table: list[list[int]]):
    result = suppress(table)
    whole = [[*row, sum(row)] for row in table]
    whole.append([sum(column) for column in zip(*whole, strict=True)])
    for true, seen in zip(itertools.chain(*whole), itertools.chain(*shown_values(result)), strict=True):
        assert seen in (true, WITHHELD) if true >= 5 else seen == "<5"


def test_without_a_sum_a_single_small_count_needs_no_cover():
    assert withheld({("a", "x"): 2, ("a", "y"): 7}) == {("a", "x")}


def test_with_a_sum_it_needs_one():
    assert withheld({("a", "x"): 2, ("a", "y"): 7, ("a", MARGIN): 9}) == {("a", "x"), ("a", "y")}


def test_what_nobody_knows_is_cover_enough():
    cells = {("a", "x"): 2, ("a", "y"): None, ("a", "z"): 8, ("a", MARGIN): 30}
    assert withheld(cells) == {("a", "x")}


def test_what_is_withheld_elsewhere_is_protected_too():
    cells = {("a", "x"): 12, ("a", "y"): 7, ("a", "z"): 9, ("a", MARGIN): 28}
    assert withheld(cells, also={("a", "x")}) == {("a", "x"), ("a", "y")}
