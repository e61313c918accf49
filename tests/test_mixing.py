"""Ties within and between groups: by hand, against networkx, by counting every way to deal groups out."""

from __future__ import annotations

import itertools
import random

import networkx as nx
import numpy as np
import pytest
from cities import actors, city, tie
from known_networks import network_of, random_graph, recorded_network_of, undirected

from netmap.network.graph import network
from netmap.network.mixing import GroupEi, benjamini_hochberg, ei, ei_ends, ei_groups, ei_index, mixing


class TestMixing:
    def test_empty(self):
        found = mixing(network(city()), [])
        assert (found.names, found.tied.size, found.possible.size) == ((), 0, 0)

    @pytest.mark.parametrize("seed", range(200))
    def test_as_networkx_counts(self, seed: int):
        graph = random_graph(seed)
        rng = random.Random(seed)  # noqa: S311
        groups = [rng.choice("xyz") for _ in graph]
        plain = undirected(graph)
        nx.set_node_attributes(plain, dict(zip(plain, groups, strict=True)), "group")
        found = mixing(recorded_network_of(graph, seed), groups)
        counts = nx.attribute_mixing_dict(plain, "group")
        for i, a in enumerate(found.names):
            for j, b in enumerate(found.names):
                # networkx counts ties within a group at both ends
                expected = counts.get(a, {}).get(b, 0) / (2 if a == b else 1)
                assert found.tied[i, j] == expected
        assert found.possible.diagonal().sum() + np.triu(found.possible, 1).sum() == len(graph) * (len(graph) - 1) // 2


class TestEi:
    @pytest.mark.parametrize(("external", "internal", "expected"), [(0, 0, None), (3, 1, 0.5), (0, 4, -1.0), (4, 0, 1.0)])
    def test_index(self, external: int, internal: int, expected: float | None):
        assert ei(external, internal) == expected

    def test_unknown_groups_count_on_neither_side(self):
        net = network(city(*actors("abcd"), tie("ab"), tie("bc"), tie("cd")))
        external, internal = ei_ends(net, ["x", "y", "", "unknown"])
        assert (external.tolist(), internal.tolist()) == ([1, 1, 0, 0], [0, 0, 0, 0])
        assert ei_index(net, ["x", "y", "", "unknown"]) == (1.0, 1)

    @pytest.mark.parametrize("seed", range(200))
    def test_ends_by_counting(self, seed: int):
        graph = random_graph(seed)
        rng = random.Random(seed)  # noqa: S311
        groups = [rng.choice(["x", "y", "unknown"]) for _ in graph]
        external, internal = ei_ends(recorded_network_of(graph, seed), groups)
        plain = undirected(graph)
        for node in plain:
            near = [groups[other] for other in plain[node]]
            known = [one for one in near if "unknown" not in {one, groups[node]}]
            assert internal[node] == known.count(groups[node])
            assert external[node] == len(known) - known.count(groups[node])

    def test_the_whole_is_the_mean_of_its_groups_weighted_by_their_ties(self):
        graph = nx.gnp_random_graph(30, 0.2, seed=2)
        groups = ["x"] * 12 + ["y"] * 10 + ["z"] * 8
        net = network_of(graph)
        rows = ei_groups(net, groups, rounds=1)
        ends = [row.external + row.internal for row in rows]
        mean = sum((row.index or 0) * n for row, n in zip(rows, ends, strict=True)) / sum(ends)
        assert ei_index(net, groups)[0] == pytest.approx(mean)


class TestChance:
    def test_groups_under_ten_are_not_tested(self):
        rows = ei_groups(network_of(nx.complete_graph(21)), ["x"] * 12 + ["y"] * 9)
        assert [(row.group, row.too_small, row.p is None) for row in rows] == [("x", False, False), ("y", True, True)]

    def test_too_few_ties_to_say(self):
        row = ei_groups(network_of(_sparse()), ["x"] * 15 + ["y"] * 15)[0]
        assert (row.too_few, row.p, row.q) == (True, None, None)

    def test_one_group_alone_has_nothing_to_compare(self):
        assert [row.p for row in ei_groups(network_of(nx.complete_graph(12)), ["x"] * 12)] == [None]

    def test_no_ties(self):
        rows = ei_groups(network(city(*actors("abcdefghijkl"))), ["x"] * 11 + ["y"])
        assert [(row.group, row.index, row.p) for row in rows] == [("x", None, None), ("y", None, None)]

    def test_p_is_near_what_all_ways_to_deal_out_give(self):
        graph = nx.gnp_random_graph(13, 0.5, seed=4)
        groups = ["x"] * 10 + ["y"] * 3
        net = network_of(graph)
        row = next(one for one in ei_groups(net, groups, rounds=4000) if one.group == "x")
        values = []
        for others in itertools.combinations(range(13), 3):
            inside = set(range(13)) - set(others)
            internal = 2 * sum(a in inside and b in inside for a, b in graph.edges)
            external = sum((a in inside) != (b in inside) for a, b in graph.edges)
            values.append((external - internal) / (external + internal))
        mean = np.mean(values)
        exact = np.mean(np.abs(values - mean) >= abs((row.index or 0) - mean) - 1e-9)
        assert row.expected == pytest.approx(mean, abs=0.01)
        assert row.p == pytest.approx(exact, abs=0.03)

    def test_two_camps_are_hardly_chance_and_a_random_network_is(self):
        camps = nx.disjoint_union(nx.complete_graph(12), nx.complete_graph(12))
        camps.add_edges_from((i, 12 + i) for i in range(4))
        groups = ["x"] * 12 + ["y"] * 12
        assert all(row.q is not None and row.q < 0.01 for row in ei_groups(network_of(camps), groups))
        mixed = ["x", "y"] * 12
        assert all(row.q is not None and row.q > 0.2 for row in ei_groups(network_of(camps), mixed))

    def test_seeded(self):
        net, groups = network_of(nx.gnp_random_graph(40, 0.2, seed=1)), ["x", "y"] * 20
        assert ei_groups(net, groups, seed=7) == ei_groups(net, groups, seed=7)
        assert ei_groups(net, groups, seed=7) != ei_groups(net, groups, seed=8)

    def test_row_fields_by_hand(self):
        net = network(city(*actors("abc"), tie("ab"), tie("bc")))
        assert ei_groups(net, ["x", "x", "y"]) == [
            GroupEi("x", 2, 1, 2, pytest.approx(-1 / 3), too_small=True),
            GroupEi("y", 1, 1, 0, 1.0, too_small=True),
        ]


def _sparse() -> nx.Graph:
    graph = nx.empty_graph(30)
    graph.add_edges_from([(0, 1), (2, 16), (17, 18)])
    return graph


class TestAdjusted:
    def test_the_example_of_the_paper(self):
        # Benjamini and Hochberg (1995), p. 295: of 15 comparisons the procedure rejects four at 0.05
        given = [
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590,
            1.0,
        ]  # fmt: skip
        adjusted = benjamini_hochberg(given)
        assert sum(one <= 0.05 for one in adjusted) == 4
        assert adjusted[3] == pytest.approx(0.0095 * 15 / 4)

    def test_none_and_one(self):
        assert benjamini_hochberg([]) == []
        assert benjamini_hochberg([0.2]) == [0.2]

    def test_order_is_kept_and_nothing_exceeds_one(self):
        assert benjamini_hochberg([0.9, 0.01, 0.95]) == pytest.approx([0.95, 0.03, 0.95])
