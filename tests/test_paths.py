"""Ways through a network: against networkx, by hand, and where there is none."""

from __future__ import annotations

import itertools

import networkx as nx
import pytest
from cities import actors, city, members, tie
from known_networks import network_of, random_graph

from netmap.model import Forum
from netmap.network.graph import network
from netmap.network.paths import Ways, ways, within


def distances(net) -> nx.Graph:  # noqa: ANN001
    """Return the network with 1/strength as each edge's distance."""
    graph = nx.DiGraph()
    graph.add_nodes_from(range(len(net)))
    table = net.strength.tocoo()
    for a, b, strength in zip(table.row.tolist(), table.col.tolist(), table.data.tolist(), strict=True):
        graph.add_edge(a, b, distance=1 / strength)
    return graph


@pytest.mark.parametrize("seed", range(200))
def test_as_networkx_finds_them(seed: int):
    net = network_of(random_graph(seed), weighted=True)
    graph = distances(net)
    for start, end in itertools.islice(itertools.permutations(range(len(net)), 2), 12):
        found = ways(net, start, end, shown=10_000)
        if not nx.has_path(graph, start, end):
            assert found == Ways()
            continue
        every = sorted(map(tuple, nx.all_shortest_paths(graph, start, end)))
        assert sorted(found.shortest) == every
        assert found.count == len(every)
        cost = nx.path_weight(graph, found.strongest, "distance")
        assert cost == pytest.approx(nx.dijkstra_path_length(graph, start, end, weight="distance"))
        assert set(found.always) == set.intersection(*map(set, every)) - {start, end}
        for one in found.always:
            rest = graph.subgraph(set(graph) - {one})
            assert (one in found.needed) == (not nx.has_path(rest, start, end))


def test_the_strongest_of_the_shortest_come_first_and_no_more_than_asked_for():
    ties = [tie("ab", intensity=1), tie("bd", intensity=1), tie("ac", intensity=4), tie("cd", intensity=4)]
    net = network(city(*actors("abcde"), *ties, tie("ae", intensity=2), tie("ed", intensity=2)))
    found = ways(net, 0, 3, shown=2)
    assert found.shortest == ((0, 2, 3), (0, 4, 3))
    assert found.count == 3
    assert (found.always, found.needed) == ((), ())


def test_the_strongest_way_may_be_longer():
    ties = [tie("ad", intensity=1), tie("ab", intensity=4), tie("bc", intensity=4), tie("cd", intensity=4)]
    found = ways(network(city(*actors("abcd"), *ties)), 0, 3)
    assert (found.shortest, found.strongest) == (((0, 3),), (0, 1, 2, 3))


def test_large_bodies_tie_less_than_small_ones():
    bodies = [Forum(id=one, name=one, nature="standing") for one in ("big", "left", "right")]
    seats = [*members("big", "abcdefg"), *members("left", "ax"), *members("right", "xg")]
    found = ways(network(city(*actors("abcdefgx"), *bodies, *seats)), 0, 6)
    assert (found.shortest, found.strongest) == (((0, 6),), (0, 7, 6))


def test_to_oneself_and_to_nobody():
    net = network(city(*actors("ab")))
    assert ways(net, 0, 0) == Ways(((0,),), 1, (0,))
    assert ways(net, 0, 1) == Ways()


def test_directions_are_followed():
    net = network(city(*actors("ab"), tie("ab", kind="referral")), directed=True)
    assert ways(net, 0, 1).count == 1
    assert ways(net, 1, 0) == Ways()
    assert within(net, 1, 1) == {0: 1}


def test_so_many_shortest_ways_that_they_cannot_be_listed_are_counted():
    # 12 diamonds in a row: 2 to the 12th ways
    graph = nx.Graph()
    for i in range(12):
        for side in ("l", "r"):
            nx.add_path(graph, [f"m{i}", f"{side}{i}", f"m{i + 1}"])
    net = network_of(graph)
    found = ways(net, net.names.index("m0"), net.names.index("m12"))
    assert (found.count, len(found.shortest)) == (4096, 5)
    assert [net.names[one] for one in found.needed] == [f"m{i}" for i in range(1, 12)]


@pytest.mark.parametrize("steps", [1, 2, 3])
def test_within_as_networkx(steps: int):
    graph = nx.krackhardt_kite_graph()
    net = network_of(graph)
    for node in graph:
        expected = nx.single_source_shortest_path_length(graph, node, cutoff=steps)
        assert within(net, node, steps) == {one: far for one, far in expected.items() if far}
