"""The whole network against the literature, against networkx, and by hand; the words beside it."""

from __future__ import annotations

import dataclasses
import json
from random import Random

import networkx as nx
import numpy as np
import pytest
from cities import LAW, actors, city, members, tie
from hypothesis import given
from hypothesis import strategies as st
from known_networks import network_of, random_graph, recorded_network_of
from known_networks import undirected as plainly

from netmap.analysis.cohesion import CommunityRow, cohesion, nameless
from netmap.analysis.cohesion_words import sentences
from netmap.analysis.groupings import single_groups
from netmap.errors import NetmapError
from netmap.landscape import Landscape
from netmap.model import Actor, Forum
from netmap.network.cohesion import (
    Distances,
    _pairs_by_distance,
    betweenness_centralisation,
    centralisation,
    clustering,
    degree_centralisation,
    distances,
    undirected,
)
from netmap.network.graph import network, to_igraph

KARATE = nx.karate_club_graph()
KITE = nx.krackhardt_kite_graph()
FAMILIES = nx.florentine_families_graph()


class TestLiterature:
    def test_karate_club_distances(self):
        # Newman, Networks (2010), and every textbook on Zachary's club: mean distance 2.41, diameter 5
        found = distances(network_of(KARATE))
        assert (round(found.mean or 0, 3), found.diameter, found.actors) == (2.408, 5, 34)

    def test_karate_club_clustering(self):
        # Newman (2010), table 8.1 of small networks: 0.57 as Watts and Strogatz have it, 0.26 as transitivity
        near, closed = clustering(network_of(KARATE))
        assert (round(near or 0, 3), round(closed or 0, 3)) == (0.571, 0.256)

    def test_kite_diameter(self):
        # Krackhardt (1990), Administrative Science Quarterly 35: the tail is four steps from the far side
        assert distances(network_of(KITE)).diameter == 4

    def test_florentine_families_with_pucci_degree_centralisation(self):
        # Wasserman and Faust (1994), p. 180: 0.267 for marriages among 16 families, the Pucci without any
        graph = FAMILIES.copy()
        graph.add_node("Pucci")
        assert degree_centralisation(network_of(graph)) == pytest.approx(0.267, abs=5e-4)

    def test_florentine_families_betweenness_centralisation(self):
        # Wasserman and Faust (1994), p. 192: 0.383
        graph = FAMILIES.copy()
        graph.add_node("Pucci")
        assert betweenness_centralisation(network_of(graph)) == pytest.approx(0.383, abs=5e-4)

    @pytest.mark.parametrize(("graph", "expected"), [(nx.star_graph(7), 1.0), (nx.cycle_graph(8), 0.0)])
    def test_freemans_extremes(self, graph: nx.Graph, expected: float):
        net = network_of(graph)
        assert degree_centralisation(net) == pytest.approx(expected)
        assert betweenness_centralisation(net) == pytest.approx(expected)


class TestEdges:
    def test_empty(self):
        net = network(city())
        assert distances(net) == Distances(0, None, None)
        assert clustering(net) == (None, None)
        assert degree_centralisation(net) is None

    def test_one_actor_has_no_distance(self):
        assert distances(network(city(*actors("a")))) == Distances(1, None, None)

    def test_only_isolates(self):
        net = network(city(*actors("abc")))
        assert distances(net) == Distances(1, None, None)
        assert clustering(net) == (0.0, None)
        assert degree_centralisation(net) == 0

    def test_two_actors_make_no_star(self):
        net = network(city(*actors("ab"), tie("ab")))
        assert degree_centralisation(net) is None
        assert betweenness_centralisation(net) is None

    def test_of_equal_parts_the_first_counts_and_a_larger_one_before(self):
        net = network(city(*actors("abcdef"), tie("ab"), tie("cd"), tie("de"), tie("ef")))
        assert distances(net) == Distances(4, pytest.approx(10 / 6), 3)

    def test_centralisation_by_hand(self):
        assert centralisation(np.array([2.0, 1, 1, 0]), most=6) == pytest.approx(4 / 6)

    def test_directions_are_ignored(self):
        """A star whose hub only gives: nobody is between others along the directions, the hub is between all without."""
        star = nx.DiGraph([(0, n) for n in range(1, 6)])
        assert betweenness_centralisation(network_of(star)) == pytest.approx(1)
        assert cohesion(network_of(star)).betweenness_centralisation == pytest.approx(1)

    def test_without_directions_weights_add_up(self):
        graph = nx.DiGraph([(0, 1), (1, 0), (1, 2)])
        for n, (a, b) in enumerate(graph.edges, start=1):
            graph.edges[a, b]["intensity"] = n
        net = undirected(network_of(graph, weighted=True))
        assert net.adjacency.toarray().tolist() == [[0, 3, 0], [3, 0, 3], [0, 3, 0]]
        assert (net.pairs, net.directed) == (2, False)

    def test_betweenness_that_is_there_is_not_computed_again(self):
        net = network_of(nx.star_graph(3))
        assert betweenness_centralisation(net, np.array([0.5, 0, 0, 0])) == pytest.approx(0.5)


@pytest.mark.parametrize("seed", range(200))
def test_agreement_with_networkx(seed: int):
    graph = random_graph(seed)
    net, plain = recorded_network_of(graph, seed), plainly(graph)
    largest = max(map(len, nx.connected_components(plain)))
    parts = [plain.subgraph(part) for part in nx.connected_components(plain) if len(part) == largest]
    found = distances(net)
    assert found.actors == largest
    if largest > 1:
        assert any(found.mean == pytest.approx(nx.average_shortest_path_length(part)) for part in parts)
        assert found.diameter in {nx.diameter(part) for part in parts}
    near, closed = clustering(net)
    assert near == pytest.approx(nx.average_clustering(plain))
    assert (closed or 0) == pytest.approx(nx.transitivity(plain))
    n, ends, between = len(plain), dict(plain.degree), nx.betweenness_centrality(plain)
    if n > 2:
        gathered = sum(max(ends.values()) - one for one in ends.values()) / ((n - 1) * (n - 2))
        assert degree_centralisation(net) == pytest.approx(gathered)
        spread = sum(max(between.values()) - one for one in between.values()) / (n - 1)
        assert betweenness_centralisation(net) == pytest.approx(spread)


class TestManyAtOnce:
    """Above 3,000 actors the searches run 512 at a time, each as one bit."""

    def counted(self, graph: nx.Graph) -> list[float]:
        return _pairs_by_distance(to_igraph(network_of(graph))).tolist()

    @pytest.mark.parametrize("n", [2, 3, 63, 64, 65, 513])
    def test_as_one_by_one(self, n: int):
        graph = nx.barabasi_albert_graph(n, 1, seed=n) if n > 2 else nx.path_graph(2)
        lengths = [far for _node, ends in nx.all_pairs_shortest_path_length(graph) for far in ends.values() if far]
        assert self.counted(graph) == [lengths.count(far) for far in range(1, max(lengths) + 1)]

    def test_very_long_ways_are_searched_one_by_one(self):
        # of a path of n actors, n - d pairs are d steps apart; counted once or twice, alike for all
        counts = self.counted(nx.path_graph(150))
        assert len(counts) == 149
        assert [count / counts[-1] for count in counts] == list(range(149, 0, -1))

    def test_distances_of_a_large_network_are_exact(self):
        tree = nx.balanced_tree(2, 11)
        found = distances(network_of(tree))
        assert (found.actors, found.diameter, found.pivots) == (4095, 22, None)
        # every tie of a tree parts its actors in two: the ways over it are the pairs across
        below = [2 ** (12 - level) - 1 for level in range(1, 12) for _node in range(2**level)]
        assert found.mean == pytest.approx(sum(size * (4095 - size) for size in below) / (4095 * 4094 / 2))


class TestPivots:
    def test_all_actors_as_pivots_is_exact(self):
        net = network_of(KARATE)
        assert distances(net, exact_up_to=10, pivots=34) == distances(net)

    def test_an_estimate_is_near_and_says_how_far(self):
        graph = nx.connected_watts_strogatz_graph(600, 6, 0.1, seed=5)
        net = network_of(graph)
        exact, guess = distances(net), distances(net, exact_up_to=100, pivots=64)
        assert guess.pivots == 64
        assert guess.error
        assert abs((guess.mean or 0) - (exact.mean or 0)) < 4 * guess.error
        assert (guess.diameter or 0) <= (exact.diameter or 0)

    def test_the_same_seed_gives_the_same(self):
        net = network_of(KARATE)
        one, other = (distances(net, exact_up_to=5, pivots=9, seed=3) for _ in range(2))
        assert one == other
        assert one != distances(net, exact_up_to=5, pivots=9, seed=4)


class TestRows:
    def city(self) -> Landscape:
        sectors = {"a": "inside", "b": "inside", "c": "outside", "d": "outside", "e": "outside", "f": "unknown"}
        people = [Actor(id=one, name=one.upper(), sector=sector) for one, sector in sectors.items()]
        return city(*people, *(tie(one) for one in ("ab", "ac", "cd", "ce", "de", "ef")))

    def test_ei_of_actors_by_hand(self):
        rows = {row.actor: row for row in cohesion(network(self.city())).ei_actors}
        assert {one: (row.external, row.internal, row.ei_index) for one, row in rows.items()} == {
            "a": (1, 1, 0.0),
            "b": (0, 1, -1.0),
            "c": (1, 2, pytest.approx(-1 / 3)),
            "d": (0, 2, -1.0),
            "e": (0, 2, -1.0),  # its tie to the actor of unknown sector counts on neither side
        }

    def test_mixing_has_every_pair_of_groups_once(self):
        found = {(row.group, row.other): (row.tied, row.possible) for row in cohesion(network(self.city())).mixing}
        assert found == {
            ("inside", "inside"): (1, 1),
            ("inside", "outside"): (1, 6),
            ("inside", "unknown"): (0, 2),
            ("outside", "outside"): (3, 3),
            ("outside", "unknown"): (1, 3),
            ("unknown", "unknown"): (0, 0),
        }

    def test_density_of_no_possible_pair_is_unknown(self):
        assert [row.density for row in cohesion(network(self.city())).mixing][-1] is None

    def test_communities_are_named_in_order_with_their_groups(self):
        cliques = city(*actors("abcdefg"), *map(tie, ("ab", "bc", "ca", "de", "ef", "fd", "cd")))
        rows = cohesion(network(cliques)).communities
        assert [(row.number, row.size, row.actors, row.names) for row in rows] == [
            (1, 3, ("a", "b", "c"), ("A", "B", "C")),
            (2, 3, ("d", "e", "f"), ("D", "E", "F")),
        ]
        assert rows[0].groups == (("unknown", 3),)

    def test_other_groups_may_be_given(self):
        found = cohesion(network(self.city()), groups=["x", "y", "x", "y", "x", "y"], by="half")
        assert found.by == "half"
        assert {row.group for row in found.ei_groups} == {"x", "y"}

    def test_nameless_keeps_the_figures_and_no_actor(self):
        whole = cohesion(network(self.city()))
        bare = nameless(whole)
        assert bare.ei_actors == ()
        assert {row.actors for row in bare.communities} == {()}
        assert [row.size for row in bare.communities] == [row.size for row in whole.communities]
        assert bare.modularity == whole.modularity

    def test_as_json(self):
        for landscape in (city(), self.city()):
            assert json.dumps(dataclasses.asdict(cohesion(network(landscape))), allow_nan=False)


@LAW
@given(st.integers(2, 9), st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=14), st.randoms())
def test_names_do_not_matter(n: int, pairs: list[tuple[int, int]], rng: Random):
    kept = [(a, b) for a, b in pairs if a < n and b < n and a != b]
    order = list(range(n))
    rng.shuffle(order)
    found = []
    for names in (range(n), order):
        letters = ["abcdefghi"[one] for one in names]
        people = [Actor(id=letters[i], name="x", sector="inside" if i % 2 else "outside") for i in range(n)]
        ties = [tie(letters[a] + letters[b], i) for i, (a, b) in enumerate(kept)]
        got = cohesion(network(city(*people, *ties)))
        seats = [letters.index(row.actor) for row in got.ei_actors]
        by_seat = sorted((seat, row.external, row.internal) for seat, row in zip(seats, got.ei_actors, strict=True))
        figures = (got.clustering, got.transitivity, got.degree_centralisation, got.betweenness_centralisation)
        found.append(([None if one is None else round(one, 9) for one in figures], by_seat, got.mixing))
    assert found[0] == found[1]


class TestWords:
    def test_a_city_in_one_piece(self):
        people = [Actor(id=one, name=one.upper(), sector="inside" if one in "ab" else "outside") for one in "abcde"]
        found = cohesion(network(city(*people, *map(tie, ("ab", "ac", "cd", "ce", "de")))))
        told = sentences(found, {"inside": "Amt", "outside": "Andere"}, lang="de")
        assert told[0] == (
            "Im größten zusammenhängenden Teil liegen zwei Akteure im Mittel 1,7 Schritte auseinander, höchstens 3; "
            "eine direkte Verbindung ist ein Schritt."
        )
        assert "in 50 von 100 Fällen" in told[1]
        # a has none of one pair tied, c two of its three pairs not; d and e have all: (0 + 1/3 + 1 + 1) / 5
        assert "im Mittel über alle Akteure 47 %" in told[2]
        assert "42\u00a0%" in told[3].replace(" %", "\u00a0%")
        assert told[4].startswith("Die Zentralisierung der kürzesten Wege beträgt ")
        assert told[5] == (
            "Anteil der Verbindungen zu anderen Gruppen in Gruppen, die für eine Aussage über den Zufall zu klein sind "
            "(unter 10 Akteure): Amt (2 Akteure) 33 %; Andere (3 Akteure) 14 %."
        )

    def test_one_actor_is_one(self):
        people = [Actor(id=one, name=one, sector=sector) for one, sector in (("a", "inside"), ("b", "outside"))]
        told = " ".join(sentences(cohesion(network(city(*people, tie("ab")))), lang="en"))
        assert "inside (one actor) 100 %; outside (one actor) 100 %." in told

    def test_p_says_for_how_many_groups_it_is_adjusted(self):
        camps = nx.disjoint_union(nx.complete_graph(12), nx.complete_graph(12))
        camps.add_edges_from((i, 12 + i) for i in range(4))
        both = cohesion(network_of(camps), groups=["x"] * 12 + ["y"] * 12, by="camp")
        told = [one for one in sentences(both, lang="en") if "by chance" in one]
        assert len(told) == 2
        assert all("(p = 0.001, adjusted for 2 groups)" in one for one in told)
        alone = dataclasses.replace(both, ei_groups=both.ei_groups[:1])
        assert any(one.endswith("hardly a chance (p = 0.001).") for one in sentences(alone, lang="en"))

    def test_an_estimated_centralisation_says_so(self):
        found = dataclasses.replace(cohesion(network_of(KITE)), betweenness_pivots=256)
        assert any(one.endswith("This is estimated from 256 starting points.") for one in sentences(found, lang="en"))
        assert not any("estimated" in one for one in sentences(cohesion(network_of(KITE)), lang="en"))

    def test_bodies_are_named_as_the_reason_of_many_triangles(self):
        landscape = city(*actors("abc"), Forum(id="f", name="F", nature="standing"), *members("f", "abc"))
        told = " ".join(sentences(cohesion(network(landscape)), lang="en"))
        assert "Bodies raise this number" in told
        assert "Bodies" not in " ".join(sentences(cohesion(network(city(*actors("abc"), tie("ab"), tie("bc")))), lang="en"))

    def test_nothing_tied_says_nothing_of_distances_and_parts(self):
        told = sentences(cohesion(network(city(*actors("abcd")))), lang="en")
        assert told == [
            "Centralisation is 0 % (0 %: all have equally many ties; 100 %: all ties go to one actor).",
            "Centralisation of the shortest ways is 0 % (0 %: all are on equally many; 100 %: all lead through one actor).",
        ]

    def test_an_estimate_says_so(self):
        found = dataclasses.replace(cohesion(network_of(KITE)), distance_pivots=256, distance_error=0.012)
        assert "etwa 2,0 Schritte" in sentences(found)[0]
        assert "Standardfehler 0,012" in sentences(found)[0]

    @pytest.mark.parametrize(("stability", "words"), [(0.95, "nearly the same"), (0.4, "as a suggestion")])
    def test_how_sure_a_division_is(self, stability: float, words: str):
        row = CommunityRow(1, 2, 1.0, (("x", 2),), ("a", "b"), ("A", "B"))
        found = dataclasses.replace(cohesion(network_of(KITE)), stability=stability, communities=(row,))
        assert any(words in one for one in sentences(found, lang="en"))


class TestGroups:
    def test_one_group_for_each_actor(self):
        people = [
            Actor(id="a", name="A", areas=("school",)),
            Actor(id="b", name="B", areas=("school", "clubs")),
            Actor(id="c", name="C"),
        ]
        landscape = city(*people, tie("ab"), tie("bc"))
        groups = single_groups(network(landscape), landscape, "area")
        assert groups == ("school", "several", "unknown")
        assert cohesion(network(landscape), groups=groups, by="area").ei_groups[0].index is None

    def test_what_actors_cannot_be_grouped_by_is_refused(self):
        landscape = city(*actors("a"))
        with pytest.raises(NetmapError, match="shoe size"):
            single_groups(network(landscape), landscape, "shoe size", lang="en")


def test_progress_is_told_up_to_nearly_all():
    told: list[float] = []
    cohesion(network_of(KITE), progress=told.append)
    assert told == sorted(told)
    assert 0 < told[0] < told[-1] < 1
