"""Parts of a network: the best division that the literature knows, and how far divisions agree."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from cities import actors, city, tie
from known_networks import network_of, random_graph, recorded_network_of

from netmap.network.communities import Communities, _held, communities
from netmap.network.graph import Network, network


def parts(found: Communities, net: Network) -> list[set[str]]:
    return [{net.names[i] for i in np.flatnonzero(found.member == one)} for one in range(len(found.sizes))]


def test_the_karate_club_is_divided_as_well_as_can_be():
    # 0.4198 is the highest modularity there is (Brandes et al. 2008, IEEE TKDE 20, 172-188)
    found = communities(network_of(nx.karate_club_graph()))
    assert found.modularity == pytest.approx(0.4198, abs=5e-5)
    assert sorted(found.sizes) == [5, 6, 11, 12]


def test_two_cliques_with_a_bridge():
    net = network_of(nx.barbell_graph(5, 0))
    found = communities(net)
    assert parts(found, net) == [set("01234"), set("56789")]
    assert found.stability == 1
    assert found.held.tolist() == [1, 1]
    # 20 ties within and one across of 21 in all, each half with 21 of the 42 ends
    assert found.modularity == pytest.approx(20 / 21 - 0.5)


def test_actors_without_ties_are_in_no_part():
    net = network(city(*actors("abcde"), tie("ab"), tie("de")))
    found = communities(net)
    assert found.member.tolist() == [0, 0, -1, 1, 1]
    assert found.sizes.tolist() == [2, 2]


def test_nothing_tied_gives_nothing():
    found = communities(network(city(*actors("ab"))))
    assert (found.modularity, found.stability, found.runs, len(found.sizes)) == (None, None, 0, 0)
    assert found.member.tolist() == [-1, -1]


def test_weights_decide_where_they_are_used():
    graph = nx.cycle_graph(4)
    for a, b in graph.edges:
        graph.edges[a, b]["intensity"] = 4 if {a, b} in ({0, 1}, {2, 3}) else 1
    net = network_of(graph, weighted=True)
    assert parts(communities(net), net) == [{"0", "1"}, {"2", "3"}]


@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("seed", range(200))
def test_the_modularity_is_that_of_networkx(seed: int, weighted: bool):
    graph = random_graph(seed)
    net = network_of(graph, weighted=True) if weighted else recorded_network_of(graph, seed)
    found = communities(net, seeds=3)
    plain = added_up(graph)
    if plain.number_of_edges():
        members = [set(np.flatnonzero(found.member == one).tolist()) for one in range(len(found.sizes))]
        members += [{node} for node in np.flatnonzero(found.member < 0).tolist()]
        expected = nx.community.modularity(plain, members, weight="weight" if weighted else None)
        assert found.modularity == pytest.approx(expected)
    else:
        assert found.modularity is None


def added_up(graph: nx.Graph) -> nx.Graph:
    """Return the graph without directions, the intensities of both added up."""
    plain = nx.Graph()
    plain.add_nodes_from(graph)
    for a, b, data in graph.edges(data=True):
        before = plain.get_edge_data(a, b, {"weight": 0})["weight"]
        plain.add_edge(a, b, weight=before + data["intensity"])
    return plain


def test_divisions_of_a_network_without_parts_disagree():
    found = communities(network_of(nx.gnp_random_graph(60, 0.08, seed=3)))
    assert found.stability is not None
    assert found.stability < 0.9
    assert found.held.min() < 1


def test_the_same_network_is_divided_the_same_way_again():
    net = network_of(nx.gnp_random_graph(60, 0.08, seed=3))
    one, other = communities(net), communities(net)
    assert one.member.tolist() == other.member.tolist()
    assert (one.modularity, one.stability) == (other.modularity, other.stability)


def test_one_run_has_nothing_to_agree_with():
    found = communities(network_of(nx.barbell_graph(4, 0)), seeds=1)
    assert (found.stability, found.runs, found.held.tolist()) == (None, 1, [1, 1])


def test_held_by_hand():
    member = np.array([0, 0, 0, 1, 1])
    apart, moved = np.array([0, 1, 2, 3, 4]), np.array([0, 0, 1, 1, 1])
    # of the three pairs of the first part the second division keeps one; of the one pair of the second part, one
    assert _held(member, [apart]).tolist() == [0, 0]
    assert _held(member, [moved]).tolist() == pytest.approx([1 / 3, 1])
    assert _held(member, [apart, moved, member]).tolist() == pytest.approx([4 / 9, 2 / 3])
