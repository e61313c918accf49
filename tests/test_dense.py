"""A body of hundreds of members: the full tables give what the lists of ties give."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from known_networks import network_of
from scipy.sparse import csr_array

from netmap.network import dense, measures, roles, stability
from netmap.network.graph import Network


@pytest.fixture(params=[False, True], ids=["undirected", "directed"])
def crowd(request: pytest.FixtureRequest) -> Network:
    """Give 60 of 240 actors tied to nearly everybody, the others to few."""
    graph = nx.gnp_random_graph(240, 0.06, seed=3, directed=request.param)
    graph.add_edges_from((a, b) for a in range(60) for b in range(60) if a < b and (a + b) % 7)
    return network_of(graph)


@pytest.mark.parametrize("measure", [measures.constraint, measures.effective_size])
def test_holes(crowd: Network, monkeypatch: pytest.MonkeyPatch, measure: object):
    assert dense.nearly_full(crowd.adjacency)
    full = measure(crowd)  # type: ignore[operator]
    monkeypatch.setattr(dense, "MOST", 0)
    np.testing.assert_allclose(full, measure(crowd), rtol=1e-12)  # type: ignore[operator]


@pytest.mark.parametrize("several", [False, True])
def test_roles(crowd: Network, monkeypatch: pytest.MonkeyPatch, *, several: bool):
    groups = ["xyz"[i % 3] if i % 11 or not several else ("x", "y") for i in range(len(crowd))]
    full = roles.brokerage(crowd, groups)
    monkeypatch.setattr(dense, "MOST", 0)
    lists = roles.brokerage(crowd, groups)
    assert {role: counts.tolist() for role, counts in full.items()} == {
        role: counts.tolist() for role, counts in lists.items()
    }


def test_whole_numbers_stay_whole():
    table = csr_array(np.ones((200, 200), dtype=np.int64))
    found = dense.product(table, table)
    assert found.dtype == np.int64
    assert set(found.data.tolist()) == {200}


def test_so_many_ties_are_estimated_round_by_round():
    many = network_of(nx.complete_graph(300))
    assert stability.affordable(many) == (0, 55)
    found = stability.rank_intervals(many, rounds=1)
    assert found.pivots == 55


def test_fewer_are_exact():
    some = network_of(nx.gnp_random_graph(500, 0.01, seed=1))
    assert stability.affordable(some) == (500, 256)
    assert stability.rank_intervals(some, rounds=1).pivots is None
