"""How far ranks move when ties are lost: the interval holds the rank, knows certain positions, and repeats itself."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from cities import LAW, actors, city, tie
from hypothesis import given
from hypothesis import strategies as st
from known_networks import network_of

from netmap.model import Actor
from netmap.network.graph import Network, network
from netmap.network.measures import betweenness
from netmap.network.stability import degrees, rank_intervals, ranks


def star(leaves: str) -> Network:
    return network(city(*actors("h" + leaves), *(tie("h" + leaf) for leaf in leaves)))


class TestRanks:
    def test_equal_values_share_the_best_rank(self):
        assert ranks(np.array([0.5, 0.1, 0.5, 0.0]), np.ones(4, np.bool_)).tolist() == [1, 3, 1, 4]

    def test_the_last_digits_make_no_difference(self):
        assert ranks(np.array([0.1 + 0.2, 0.3]), np.ones(2, np.bool_)).tolist() == [1, 1]

    def test_who_is_not_ranked_takes_no_place(self):
        assert ranks(np.array([9.0, 1.0]), np.array([False, True])).tolist() == [0, 1]

    def test_nobody(self):
        assert ranks(np.zeros(0), np.zeros(0, np.bool_)).tolist() == []

    @LAW
    @given(st.lists(st.integers(0, 5), min_size=1))
    def test_a_rank_is_one_more_than_those_above(self, values: list[int]):
        found = ranks(np.array(values, dtype=np.float64), np.ones(len(values), np.bool_)).tolist()
        assert found == [1 + sum(other > value for other in values) for value in values]


class TestDegrees:
    def test_both_directions_are_one_partner(self):
        net = network(city(*actors("abc"), tie("ab", kind="referral"), tie("ba", 1, kind="referral")), directed=True)
        assert degrees(net).tolist() == [1, 1, 0]


class TestIntervals:
    def test_the_hub_of_a_star_stays_first(self):
        net = star("abcdefghijklmnopqrst"[:10])
        found = rank_intervals(net)
        hub = net.ids.index("h")
        assert (found.low[hub], found.high[hub], found.degree_low[hub], found.degree_high[hub]) == (1, 1, 1, 1)

    def test_a_lost_tie_takes_a_leaf_down(self):
        found = rank_intervals(star("abcdefgij"))  # ten actors, nine ties, one of which is lost in each round
        leaf = 1
        assert found.degree_low[leaf] == 2  # eight rounds in nine it is one of those still tied
        assert found.degree_high[leaf] == 10  # one in nine, which is more than one in twenty, it is the last

    def test_the_rank_with_all_ties_is_within(self):
        net = network(city(*actors("abcdef"), *map(tie, ("ab", "bc", "cd", "de", "ef", "be"))))
        found = rank_intervals(net, rounds=20)
        rank = ranks(betweenness(net).values, net.ranked)
        assert (found.low <= rank).all()
        assert (rank <= found.high).all()

    def test_the_same_seed_gives_the_same(self):
        net = network(city(*actors("abcdef"), *map(tie, ("ab", "bc", "cd", "de", "ef", "be"))))
        first, second = (rank_intervals(net, rounds=30, seed=7) for _ in range(2))
        assert (first.low.tolist(), first.high.tolist()) == (second.low.tolist(), second.high.tolist())

    def test_nothing_lost_moves_nothing(self):
        net = network(city(*actors("abcd"), tie("ab"), tie("bc")))
        found = rank_intervals(net, lost=0, rounds=3)
        assert found.low.tolist() == found.high.tolist() == ranks(betweenness(net).values, net.ranked).tolist()

    @pytest.mark.parametrize("names", ["", "a", "ab"])
    def test_without_ties(self, names: str):
        found = rank_intervals(network(city(*actors(names))), rounds=3)
        assert found.low.tolist() == found.high.tolist() == [1] * len(names)

    def test_one_person_offices_have_no_interval(self):
        alone = Actor(id="p", name="P", one_person=True)
        found = rank_intervals(network(city(*actors("ab"), alone, tie("ab"), tie("pa"))), rounds=3)
        assert (found.low[2], found.high[2]) == (0, 0)

    def test_above_the_limit_pivots_are_used_and_said(self):
        net = star("abcdefgij")
        assert rank_intervals(net, rounds=3).pivots is None
        found = rank_intervals(net, rounds=3, exact_up_to=5, pivots=8)
        assert (found.pivots, found.low[net.ids.index("h")]) == (8, 1)

    @pytest.mark.parametrize("seed", range(5))
    def test_the_rank_that_is_shown_is_within_although_the_rounds_are_estimated(self, seed: int):
        net = network_of(nx.barabasi_albert_graph(120, 2, seed=seed))
        values = betweenness(net).values
        rank = ranks(values, net.ranked)
        guess = rank_intervals(net, rounds=20, exact_up_to=10, pivots=8)
        assert ((rank < guess.low) | (rank > guess.high)).any()
        found = rank_intervals(net, values=values, rounds=20, exact_up_to=10, pivots=8)
        assert ((found.low <= rank) & (rank <= found.high)).all()

    def test_directed_loses_arcs(self):
        net = network(city(*actors("abc"), tie("ab", kind="referral"), tie("bc", kind="referral")), directed=True)
        found = rank_intervals(net, rounds=20)
        assert found.low.tolist() == [1, 1, 1]  # one of two arcs is gone in each round: nobody is between others

    def test_who_waits_is_told_of_every_search(self):
        net, searched = star("abcdefgij"), []
        rank_intervals(net, rounds=4, tick=searched.append)
        assert sum(searched) == 4 * len(net)
