"""The brokerage roles where actors stand in several groups, against plain counting of every draw."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from fractions import Fraction

import networkx as nx
import numpy as np
import pytest
from cities import actors, city, tie
from scipy.sparse import csr_array

from netmap.network.graph import Network, network
from netmap.network.roles import ROLES, brokerage, triangles, whole


def role_of(a: str, b: str, c: str) -> str:
    if a == b == c:
        return "coordinator"
    if a == c:
        return "itinerant"
    if a == b:
        return "representative"
    return "gatekeeper" if b == c else "liaison"


def drawn(net: Network, groups: list[tuple[str, ...]]) -> dict[str, list[float]]:
    """Count every open path once for every choice of one group for each of its three actors."""
    arcs = {(int(a), int(b)) for a, b in zip(*np.nonzero(net.adjacency.toarray()), strict=True)}
    counts = [Counter[str]() for _ in net.ids]
    for a, b, c in itertools.permutations(range(len(net)), 3):
        if (a, b) in arcs and (b, c) in arcs and (a, c) not in arcs:
            choices = list(itertools.product(groups[a], groups[b], groups[c]))
            for choice in choices:
                counts[b][role_of(*choice)] += Fraction(1, len(choices))
    return {role: [float(one[role]) for one in counts] for role in ROLES}


@pytest.mark.parametrize("seed", range(200))
def test_against_every_draw(seed: int):
    draw = random.Random(seed)  # noqa: S311 - repeatable, not secret
    names = "abcdefgh"[: draw.randint(1, 8)]
    directed = seed % 2 == 1
    pairs = [a + b for a, b in itertools.permutations(names, 2) if draw.random() < 0.3]
    net = network(city(*actors(names), *(tie(one, kind="referral") for one in pairs)), directed=directed)
    groups = [tuple(draw.sample("xyz", draw.randint(1, 3))) for _ in net.ids]
    expected = drawn(net, groups)
    assert {role: counts.tolist() for role, counts in brokerage(net, groups).items()} == {
        role: pytest.approx(counts, abs=1e-8) for role, counts in expected.items()
    }


def test_the_roles_add_up_to_the_open_paths():
    net = network(city(*actors("abcd"), tie("ab"), tie("bc"), tie("bd"), tie("cd")))
    one = brokerage(net, ["x"] * 4)
    many = brokerage(net, [("x", "y"), ("y", "z"), ("x",), ("x", "y", "z")])
    assert one["coordinator"].tolist() == [0, 4, 0, 0]  # a and c, a and d, in both orders
    assert sum(counts[1] for counts in many.values()) == pytest.approx(4)


def test_named_twice_is_named_once():
    net = network(city(*actors("abc"), tie("ab"), tie("bc")))
    twice, once = (brokerage(net, [("x",), groups, ("y",)]) for groups in (("x", "x", "y"), ("x", "y")))
    assert {role: counts.tolist() for role, counts in twice.items()} == {r: c.tolist() for r, c in once.items()}


def test_star_by_gould_and_fernandez():
    """An undirected star of five, the hub in one group with two of the leaves: ordered pairs, as R's sna counts them."""
    net = network(city(*actors("habcd"), *(tie("h" + leaf) for leaf in "abcd")))
    groups = {"h": "x", "a": "x", "b": "x", "c": "y", "d": "z"}
    found = brokerage(net, [groups[one] for one in net.ids])
    hub = net.ids.index("h")
    assert {role: counts[hub] for role, counts in found.items()} == {
        "coordinator": 2,  # a-h-b and back
        "itinerant": 0,  # c and d are in different groups
        "representative": 4,  # a and b to c and d
        "gatekeeper": 4,
        "liaison": 2,  # c and d
    }


def test_whole_numbers_stay_whole():
    assert whole(np.array([1.0, 2.0])).dtype == np.int64
    assert whole(np.array([1.0, 2.5])).tolist() == [1.0, 2.5]


def test_nobody():
    assert {role: counts.tolist() for role, counts in brokerage(network(city()), []).items()} == {r: [] for r in ROLES}


class TestTriangles:
    @pytest.mark.parametrize("at_once", [1, 3, 1_000_000])
    @pytest.mark.parametrize("seed", range(10))
    def test_each_once(self, seed: int, at_once: int):
        graph = nx.gnp_random_graph(14, 0.4, seed=seed)
        table = csr_array(nx.to_scipy_sparse_array(graph, dtype=np.float64))
        found = [sorted(one) for part in triangles(table, at_once=at_once) for one in zip(*part, strict=True)]
        expected = [sorted(one) for one in nx.enumerate_all_cliques(graph) if len(one) == 3]
        assert sorted(found) == sorted(expected)

    @pytest.mark.parametrize("n", [0, 1, 2])
    def test_too_few(self, n: int):
        assert sum(len(one) for one, *_ in triangles(csr_array((n, n)))) == 0

    def test_a_clique_of_many_in_parts(self):
        clique = csr_array(1 - np.eye(30))
        parts = [len(one) for one, *_ in triangles(clique, at_once=500)]
        assert sum(parts) == 30 * 29 * 28 / 6
        assert len(parts) > 1
