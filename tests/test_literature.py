"""The values that papers, textbooks and other programs print: each with where it is from."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from cities import actors, city, tie

from netmap.analysis.brokers import brokers
from netmap.model import Actor, Cooperation
from netmap.network import measures
from netmap.network.graph import Network, network
from netmap.network.removal import removal
from netmap.network.roles import ROLES, brokerage
from netmap.network.stability import degrees

HOLES = {"AB": 2, "AF": 3, "AG": 5, "AE": 2, "EG": 8, "FG": 3, "BG": 4, "BD": 1, "DG": 3, "GC": 10}
"""Borgatti (1997), Structural Holes: Unpacking Burt's Redundancy Measures, Connections 20(1): 35-38.

The weights, and the values with them, are those of networkx's tests, computed with UCINET and igraph.
"""
THREE = {"01": 2, "02": 2, "10": 1, "21": 1}
"""The directed case of networkx's tests, computed with UCINET and igraph and checked there by hand."""
FOUR = ("ab", "ac", "bc", "bd", "cd", "da")
"""The matrix of the examples of R's cograph, whose counts are those of R's sna."""


def weighed(pairs: dict[str, int], *, directed: bool = False, weight: bool = True) -> Network:
    """Return a network of these pairs; a weight above 4 is made of several ties, as it would be recorded."""
    ties = []
    for ends, total in pairs.items():
        parts = [4] * (total // 4) + [total % 4] * bool(total % 4)
        low = ends.lower()
        kind = "referral" if directed else "joint_offer"
        ties += [tie(low, number, intensity=part, kind=kind) for number, part in enumerate(parts)]
    names = "".join(sorted({one for ends in pairs for one in ends.lower()}))
    return network(city(*actors(names), *ties), directed=directed, weight="intensity" if weight else None)


def of(net: Network, values: np.ndarray) -> dict[str, float]:
    return dict(zip(net.ids, values.tolist(), strict=True))


def unlabelled(graph: nx.Graph, *, directed: bool = False) -> Network:
    records = [Actor(id=f"n{node:03}", name=str(node)) for node in sorted(graph)]
    kind = "referral" if directed else "joint_offer"
    ties = [Cooperation(id=f"t{n}", source=f"n{a:03}", target=f"n{b:03}", kind=kind) for n, (a, b) in enumerate(graph.edges)]
    return network(city(*records, *ties), directed=directed)


class TestStructuralHoles:
    @pytest.mark.parametrize(("actor", "constraint", "size"), [("g", 0.400, 4.67), ("a", 0.595, 2.50), ("c", 1.0, 1.0)])
    def test_borgattis_example(self, actor: str, constraint: float, size: float):
        net = weighed(HOLES, weight=False)
        assert of(net, measures.constraint(net))[actor] == pytest.approx(constraint, abs=1e-3)
        assert of(net, measures.effective_size(net))[actor] == pytest.approx(size, abs=1e-2)

    def test_burts_own_arithmetic_of_that_example(self):
        """G has six partners, with four ties among them (A-B, A-E, A-F, B-D): 6 - 2 * 4 / 6."""
        row = next(
            row for row in brokers(city(*actors("abcdefg"), *map(tie, map(str.lower, HOLES)))).rows if row.actor == "g"
        )
        assert row.effective_size == pytest.approx(6 - 2 * 4 / 6)
        assert row.efficiency == pytest.approx((6 - 2 * 4 / 6) / 6)

    @pytest.mark.parametrize(("actor", "constraint", "size"), [("g", 0.299, 5.47), ("a", 0.795, 2.47), ("c", 1.0, 1.0)])
    def test_borgattis_example_weighted(self, actor: str, constraint: float, size: float):
        net = weighed(HOLES)
        assert of(net, measures.constraint(net))[actor] == pytest.approx(constraint, abs=1e-3)
        assert of(net, measures.effective_size(net))[actor] == pytest.approx(size, abs=1e-2)

    @pytest.mark.parametrize(
        ("weight", "constraints", "sizes"),
        [(False, (1.003, 1.003, 1.389), (1.167, 1.167, 1.0)), (True, (0.840, 1.143, 1.378), (1.567, 1.083, 1.0))],
    )
    def test_directed(self, weight: bool, constraints: tuple[float, ...], sizes: tuple[float, ...]):
        net = weighed(THREE, directed=True, weight=weight)
        assert measures.constraint(net).tolist() == pytest.approx(constraints, abs=1e-3)
        assert measures.effective_size(net).tolist() == pytest.approx(sizes, abs=1e-3)

    def test_zacharys_karate_club_by_burts_formula_in_full(self):
        """The test of igraph itself: the formula (Burt 1992, p. 55) with dense matrices, term by term."""
        graph = nx.karate_club_graph()
        dense = (nx.to_numpy_array(graph, nodelist=sorted(graph), weight=None) > 0).astype(float)
        shares = dense / dense.sum(axis=1, keepdims=True)
        expected = (((shares + shares @ shares) * (dense > 0)) ** 2).sum(axis=1)
        assert measures.constraint(unlabelled(graph)).tolist() == pytest.approx(expected.tolist())


class TestPaths:
    def test_zacharys_karate_club(self):
        """Betweenness and PageRank of the instructor (0) and the president (33), as igraph's and networkx's pages print."""
        net = unlabelled(nx.karate_club_graph())
        spread, rank = measures.betweenness(net).values, measures.pagerank(net)
        assert (spread[0], spread[33]) == (pytest.approx(0.4376, abs=1e-4), pytest.approx(0.3041, abs=1e-4))
        assert (rank[0], rank[33]) == (pytest.approx(0.0970, abs=1e-4), pytest.approx(0.1009, abs=1e-4))

    @pytest.mark.parametrize(
        ("graph", "expected"),
        [
            (nx.path_graph(3), [1.5, 2, 1.5]),
            (nx.path_graph(4), [11 / 6, 2.5, 2.5, 11 / 6]),
            (nx.complete_graph(5), [4] * 5),
            (nx.cycle_graph(5), [3] * 5),
            (nx.balanced_tree(r=2, h=2), [4, 25 / 6, 25 / 6, 17 / 6, 17 / 6, 17 / 6, 17 / 6]),
        ],
    )
    def test_harmonic_closeness(self, graph: nx.Graph, expected: list[float]):
        """The sums of 1/distance that networkx's tests print, here as the mean over the others."""
        net = unlabelled(graph)
        assert (measures.harmonic_closeness(net).values * (len(net) - 1)).tolist() == pytest.approx(expected)

    def test_harmonic_closeness_directed(self):
        graph = nx.DiGraph([(0, 1), (0, 2), (0, 4), (2, 1), (2, 3), (4, 3)])
        net = unlabelled(graph, directed=True)
        assert (measures.harmonic_closeness(net).values * 4).tolist() == pytest.approx([0, 2, 1, 2.5, 1])

    def test_pagerank_of_langville_and_meyer(self):
        """A survey of eigenvector methods (2005), with one actor that gives no tie; damping 0.9."""
        graph = nx.DiGraph([(1, 2), (1, 3), (3, 1), (3, 2), (3, 5), (4, 5), (4, 6), (5, 4), (5, 6), (6, 4)])
        found = measures.pagerank(unlabelled(graph, directed=True), damping=0.9)
        expected = [0.03721197, 0.05395735, 0.04150565, 0.37508082, 0.20599833, 0.28624589]
        assert found.tolist() == pytest.approx(expected, abs=1e-7)

    def test_kite_by_krackhardt(self):
        """Krackhardt (1990): Diane has the most ties, six, and Heather is on most shortest paths."""
        names = ["andre", "beverley", "carol", "diane", "ed", "fernando", "garth", "heather", "ike", "jane"]
        net = unlabelled(nx.krackhardt_kite_graph())
        spread = dict(zip(names, measures.betweenness(net).values.tolist(), strict=True))
        degree = dict(zip(names, degrees(net).tolist(), strict=True))
        assert max(spread, key=lambda name: spread[name]) == "heather"
        assert spread["heather"] == pytest.approx(14 / 36)
        assert (max(degree, key=lambda name: degree[name]), degree["diane"]) == ("diane", 6)


class TestRemoval:
    def test_fragmentation_of_the_kite_by_hand(self):
        """Borgatti (2006), key players: without Heather seven and two are left, 7*6 + 2*1 of 9*8 pairs."""
        net = unlabelled(nx.krackhardt_kite_graph())
        found = removal(net)
        assert found.fragmentation[7] == pytest.approx(1 - (7 * 6 + 2) / (9 * 8))
        assert found.fragmentation[0] == 0
        assert [net.names[one] for one in found.members[7]] == ["8", "9"]


class TestRoles:
    def test_gould_and_fernandez_as_rs_sna_counts(self):
        net = network(city(*actors("abcd"), *(tie(one, kind="referral") for one in FOUR)), directed=True)
        found = brokerage(net, ("1", "1", "2", "2"))
        assert [found[role].tolist() for role in ROLES] == [
            [0, 0, 0, 0],
            [1, 0, 0, 1],
            [0, 1, 0, 1],
            [1, 0, 1, 0],
            [0, 0, 0, 0],
        ]

    def test_each_role_by_its_path(self):
        """Named by the path A -> B -> C, as Gould and Fernandez (1989) define them: one network for each role."""
        expected = {"aaa": "coordinator", "aba": "itinerant", "aab": "representative", "abb": "gatekeeper", "abc": "liaison"}
        net = network(city(*actors("xyz"), tie("xy", kind="referral"), tie("yz", kind="referral")), directed=True)
        for path, role in expected.items():
            found = brokerage(net, tuple(path))
            assert {name for name, counts in found.items() if counts.any()} == {role}
            assert found[role].tolist() == [0, 1, 0]
