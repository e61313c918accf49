"""Ties between groups against chance: against a full enumeration of stub matchings, and against published values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netmap.analysis.chance import _leaving, against_chance, between_tails, expected_ties, within_tails
from netmap.landscape import Landscape
from netmap.model import Actor, Cooperation, Settings
from netmap.network.graph import Network, network

DAY = dt.date(2020, 12, 31)


def matchings(stubs: list[str]) -> Iterator[list[tuple[str, str]]]:
    """Yield every way of joining the stubs in pairs."""
    if not stubs:
        yield []
        return
    head, *rest = stubs
    for at, other in enumerate(rest):
        for more in matchings(rest[:at] + rest[at + 1 :]):
            yield [(head, other), *more]


def enumerated(first: int, second: int, others: int, *, within: bool) -> dict[int, Fraction]:
    """Return the chance of each number of ties between a and b (or within a), over all stub matchings."""
    counts: dict[int, int] = {}
    wanted = {"a"} if within else {"a", "b"}
    for one in matchings(["a"] * first + ["b"] * second + ["c"] * others):
        seen = sum(set(pair) == wanted for pair in one)
        counts[seen] = counts.get(seen, 0) + 1
    total = sum(counts.values())
    return {seen: Fraction(count, total) for seen, count in counts.items()}


@pytest.mark.parametrize(
    ("first", "second", "others"),
    [
        (1, 1, 0),
        (2, 2, 0),
        (3, 3, 2),
        (4, 2, 2),
        (1, 5, 2),
        (5, 1, 4),
        (3, 2, 5),
        (4, 4, 2),
        (6, 2, 2),
        (2, 2, 6),
        (0, 4, 4),
    ],
)
def test_tails_and_expectations_are_those_of_all_stub_matchings(first: int, second: int, others: int):
    ends = first + second + others
    for within in (False, True):
        truth = enumerated(first, second, others, within=within)
        mean = sum(seen * chance for seen, chance in truth.items())
        assert expected_ties(first, second, ends, within=within) == pytest.approx(float(mean))
        for ties in range(max(first, second) + 1):
            lower = float(sum(chance for seen, chance in truth.items() if seen <= ties))
            upper = float(sum(chance for seen, chance in truth.items() if seen >= ties))
            found = within_tails(ties, first, ends) if within else between_tails(ties, first, second, ends)
            assert found == pytest.approx((lower, upper), abs=1e-12)


def test_the_ties_that_leave_a_group_are_the_heterozygotes_of_a_published_exact_test():
    # the MN blood group counts 298, 489, 213 of R's HardyWeinberg::HWExact (Graffelman 2015): exact p-value 0.6556635
    j, chances = _leaving(2 * 213 + 489, 2 * (298 + 489 + 213))
    seen = chances[j == 489][0]
    assert chances[chances <= seen * (1 + 1e-9)].sum() == pytest.approx(0.6556635, abs=5e-8)


@given(st.integers(0, 400), st.integers(0, 400), st.integers(0, 400))
@settings(deadline=None, max_examples=60)
def test_chances_sum_to_one_and_have_the_expected_mean_whatever_the_numbers(first: int, second: int, others: int):
    ends = first + second + others
    if ends % 2 or ends < 2:
        return
    j, chances = _leaving(first, ends)
    assert chances.sum() == pytest.approx(1)
    assert ((first - j) / 2) @ chances == pytest.approx(expected_ties(first, first, ends, within=True))
    if max(first, second) < 60:
        upper = [between_tails(k, first, second, ends)[1] for k in range(1, min(first, second) + 1)]
        assert sum(upper) == pytest.approx(expected_ties(first, second, ends), abs=1e-9)  # E[X] is the sum of P(X >= k)


def test_tails_stay_exact_where_numbers_are_large():
    lower, upper = between_tails(5000, 40_000, 30_000, 120_000)
    assert lower < 1e-300 or lower == 0
    assert upper == pytest.approx(1)
    assert between_tails(10_000, 40_000, 30_000, 120_000) == pytest.approx((0.5, 0.5), abs=0.05)


# ---------------------------------------------------------------------------------------------------------- on networks


def net(pairs: list[tuple[int, int]], n: int, *, names: list[str] | None = None) -> Network:
    ids = names or [f"a{one:03}" for one in range(n)]
    records = [Actor(id=one, name=one) for one in ids]
    ties = [Cooperation(id=f"t{at}", source=ids[a], target=ids[b]) for at, (a, b) in enumerate(pairs)]
    return network(Landscape(Settings(id="c", name="C"), [*records, *ties]), ties="cooperation", at=DAY)


def two_camps() -> list[tuple[int, int]]:
    """Tie each actor of a camp of ten to the next two of its own; one tie goes across."""
    own = [(camp + one, camp + (one + step) % 10) for camp in (0, 10) for one in range(10) for step in (1, 2)]
    return [*own, (0, 10)]


def test_two_camps_have_more_ties_within_and_fewer_between_than_expected():
    rows = {(row.first, row.second): row for row in against_chance(net(two_camps(), 20), ["x"] * 10 + ["y"] * 10)}
    m, d = 41, 41
    assert [row.ties for row in rows.values()] == [20, 1, 20]
    assert rows["x", "y"].expected == pytest.approx(d * d / (2 * m - 1))
    assert rows["x", "x"].expected == pytest.approx(d * (d - 1) / (2 * (2 * m - 1)))
    assert sum(row.expected or 0 for row in rows.values()) == pytest.approx(m)
    assert [row.verdict for row in rows.values()] == ["more", "fewer", "more"]
    assert rows["x", "y"].p == pytest.approx(2 * between_tails(1, d, d, 2 * m)[0])


def test_q_is_benjamini_and_hochbergs_over_the_pairs_asked_only():
    groups = ["x"] * 10 + ["y"] * 10 + ["z"] * 3
    rows = against_chance(net([*two_camps(), (20, 21), (21, 22)], 23), groups)
    asked = sorted((row.p, row.q) for row in rows if row.p is not None and row.q is not None)
    assert len(asked) == 3
    by_hand = [min(asked[k][0] * 3 / (k + 1) for k in range(at, 3)) for at in range(3)]
    assert [q for _p, q in asked] == pytest.approx(by_hand)
    assert {row.verdict for row in rows if "z" in (row.first, row.second)} == {"small_group"}


def test_what_is_not_known_is_no_group_to_ask_about():
    rows = against_chance(net(two_camps(), 20), ["x"] * 10 + ["unknown"] * 10, unasked={"unknown"})
    assert [row.verdict for row in rows] == ["not_asked", "not_asked", "more"]
    assert [row.q == row.p for row in rows if row.p is not None] == [True]  # of one pair asked, nothing is corrected


def test_fewer_than_three_expected_ties_are_too_few_to_say():
    rows = against_chance(net([(0, 1), (1, 2)], 20), ["x"] * 10 + ["y"] * 10)
    assert {row.verdict for row in rows} == {"too_few"}
    assert {row.p for row in rows} == {None}


def test_three_expected_ties_are_enough():
    # rings of 7 in x and of 6 in y: of 26 ends 14 and 12, expected within x 14*13/50 = 3.64, within y 12*11/50 = 2.64
    ring = [(one, (one + 1) % 7) for one in range(7)] + [(10 + one, 10 + (one + 1) % 6) for one in range(6)]
    rows = {(row.first, row.second): row for row in against_chance(net(ring, 20), ["x"] * 10 + ["y"] * 10)}
    assert rows["x", "x"].expected == pytest.approx(3.64)
    assert rows["x", "x"].p is not None
    assert rows["y", "y"].verdict == "too_few"


def test_without_ties_without_actors_and_with_one_group_there_is_an_answer():
    assert {row.verdict for row in against_chance(net([], 3), ["x", "y", "y"])} == {"no_ties"}
    assert against_chance(net([], 0), []) == []
    (row,) = against_chance(net([(0, 1)], 2), ["x", "x"])
    assert (row.ties, row.expected, row.ratio) == (1, 1.0, 1.0)


def test_rows_follow_the_order_asked_for_others_by_name():
    rows = against_chance(net([(0, 1)], 4), ["d", "b", "c", "a"], order=["c", "never", "b"])
    assert [row.first for row in rows if row.first == row.second] == ["c", "b", "a", "d"]


@given(
    st.lists(st.tuples(st.integers(0, 23), st.integers(0, 23)).filter(lambda p: p[0] != p[1]), max_size=80),
    st.lists(st.sampled_from("xyz"), min_size=24, max_size=24),
    st.permutations(range(24)),
)
@settings(deadline=None, max_examples=40)
def test_names_and_order_of_actors_and_ties_make_no_difference(
    pairs: list[tuple[int, int]], groups: list[str], shuffled: list[int]
):
    plain = against_chance(net(pairs, 24), groups)
    places = np.argsort(shuffled)
    moved = [(shuffled[a], shuffled[b]) for a, b in reversed(pairs)]
    other = against_chance(net(moved, 24), [groups[places[one]] for one in range(24)])
    assert other == plain
