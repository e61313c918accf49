"""Every measure against the literature, against networkx, and against plain counting."""

from __future__ import annotations

import datetime as dt
import itertools
import random
from collections.abc import Callable

import igraph
import networkx as nx
import numpy as np
import pytest
from cities import actors, city, tie

from netmap.landscape import Landscape
from netmap.model import Actor, Cooperation, Record
from netmap.network import measures
from netmap.network.arrays import Arrays, from_rows
from netmap.network.graph import Network, Weight, network, to_igraph, to_networkx
from netmap.network.removal import NAMED, components, removal
from netmap.network.roles import ROLES, brokerage
from netmap.network.stability import degrees

WHOLE = 2520
"""Divisible by 1 to 10, so that distances 1/weight are whole numbers and networkx, too, sees equal paths as equal."""


def from_graph(graph: nx.Graph, kind: str = "unspecified") -> Landscape:
    records: list[Record] = [Actor(id=f"n{node:04}", name=str(node)) for node in graph]
    for number, (a, b, data) in enumerate(graph.edges(data=True)):
        ends = {"source": f"n{a:04}", "target": f"n{b:04}", "intensity": data.get("intensity")}
        records.append(Cooperation.model_validate({"id": f"t{number}", "kind": kind, **ends}))
    return city(*records)


def random_ties(seed: int) -> tuple[nx.MultiGraph, bool, Weight | None]:
    """Return random ties, often in pieces or with isolates, with parallel ones and such of an actor with itself.

    Odd seeds are directed, every third is weighted.
    """
    rng = random.Random(seed)  # noqa: S311
    directed, weight = seed % 2 == 1, "intensity" if seed % 3 == 0 else None
    graph = nx.gnp_random_graph(rng.randint(1, 14), rng.random() * 0.4, seed=seed, directed=directed)
    found = nx.MultiDiGraph() if directed else nx.MultiGraph()
    found.add_nodes_from(graph)
    pairs = [*graph.edges, *((a, b) for a, b in graph.edges if rng.random() < 0.3)]
    pairs += [(one, one) for one in graph if rng.random() < 0.2]
    for a, b in pairs:
        found.add_edge(*((a, b) if directed or rng.random() < 0.5 else (b, a)), intensity=rng.randint(1, 4))
    return found, directed, weight


def random_case(seed: int) -> tuple[Network, nx.Graph, str | None, str | None]:
    """Return a random network, and the same as networkx has it: parallel ties added up, none of an actor with itself."""
    ties, directed, weight = random_ties(seed)
    net = network(from_graph(ties, "referral" if directed else "joint_offer"), directed=directed, weight=weight)
    oracle = nx.DiGraph() if directed else nx.Graph()
    oracle.add_nodes_from(net.ids)
    for a, b, data in ties.edges(data=True):
        if a != b:
            one, other = f"n{a:04}", f"n{b:04}"
            before = oracle.get_edge_data(one, other, {"weight": 0})["weight"]
            oracle.add_edge(one, other, weight=before + data["intensity"])
    for *_, data in oracle.edges(data=True):
        data["distance"] = WHOLE // data["weight"]
    return net, oracle, *(("weight", "distance") if weight else (None, None))


def path_of(n: int) -> Arrays:
    """Return a chain of n actors as columns, since so many records would only cost time."""
    people = ((f"a{i:06}", "", "", "unknown", None, False, None, None) for i in range(n))
    ties = [
        (f"t{i:06}", f"a{i:06}", f"a{i + 1:06}", "unspecified", "existing", None, None, None, None, None)
        for i in range(n - 1)
    ]
    return from_rows(people, ties, (), (), day=dt.date(2020, 1, 1))


def florentine() -> Network:
    graph = nx.florentine_families_graph()
    records: list[Record] = [Actor(id=name.lower(), name=name) for name in graph]
    records += [Cooperation(id=f"{a}--{b}".lower(), source=a.lower(), target=b.lower()) for a, b in graph.edges]
    return network(city(*records))


def kite() -> Network:
    return network(from_graph(nx.krackhardt_kite_graph()))


def value(net: Network, values: np.ndarray, actor: str) -> float:
    return float(values[net.ids.index(actor)])


class TestLiterature:
    @pytest.mark.parametrize(
        ("family", "expected"),
        [
            ("medici", 0.522), ("guadagni", 0.255), ("albizzi", 0.212), ("bischeri", 0.104), ("castellani", 0.055),
            ("barbadori", 0.093), ("peruzzi", 0.022), ("acciaiuoli", 0.0), ("ridolfi", 0.114), ("salviati", 0.143),
            ("strozzi", 0.103), ("tornabuoni", 0.092),
        ],
    )  # fmt: skip
    def test_florentine_betweenness(self, family: str, expected: float):
        net = florentine()
        assert value(net, measures.betweenness(net).values, family) == pytest.approx(expected, abs=0.0005)

    def test_krackhardts_kite(self):
        # Krackhardt (1990): Heather (7) has the highest betweenness, Diane (3) the highest degree
        found = measures.betweenness(kite()).values.tolist()
        assert found == pytest.approx([0.023, 0.023, 0.0, 0.102, 0.0, 0.231, 0.231, 0.389, 0.222, 0.0], abs=0.0005)

    def test_kite_cutpoints(self):
        assert [i for i, cut in enumerate(removal(kite()).cutpoint) if cut] == [7, 8]

    def test_florentine_cutpoints(self):
        net = florentine()
        found = removal(net)
        assert [one for one, cut in zip(net.ids, found.cutpoint, strict=True) if cut] == [
            "albizzi",
            "guadagni",
            "medici",
            "salviati",
        ]
        assert found.cut_off[net.ids.index("salviati")] == 1
        assert [net.ids[i] for i in found.members[net.ids.index("salviati")]] == ["pazzi"]

    def test_star(self):
        net = network(from_graph(nx.star_graph(4)))
        assert measures.betweenness(net).values.tolist() == [1, 0, 0, 0, 0]
        assert measures.effective_size(net).tolist() == [4, 1, 1, 1, 1]
        assert measures.constraint(net).tolist() == pytest.approx([0.25, 1, 1, 1, 1])
        assert measures.harmonic_closeness(net).values.tolist() == pytest.approx([1, 0.625, 0.625, 0.625, 0.625])

    def test_triangle_is_fully_constrained(self):
        # two partners who know each other: (1/2 + 1/4)^2 * 2
        assert measures.constraint(network(from_graph(nx.complete_graph(3)))).tolist() == pytest.approx([1.125] * 3)

    def test_four_node_brokerage(self):
        # A->B A->C B->C B->D C->D D->A, groups {A,B} and {C,D}; the open paths, by hand:
        # A-B-D, A-C-D, B-D-A, C-D-A, D-A-B, D-A-C
        arcs = ["ab", "ac", "bc", "bd", "cd", "da"]
        net = network(city(*actors("abcd"), *(tie(one, kind="referral") for one in arcs)), directed=True)
        roles = brokerage(net, ("1", "1", "2", "2"))
        assert {role: counts.tolist() for role, counts in roles.items()} == {
            "coordinator": [0, 0, 0, 0],
            "itinerant": [1, 0, 0, 1],
            "representative": [0, 1, 0, 1],
            "gatekeeper": [1, 0, 1, 0],
            "liaison": [0, 0, 0, 0],
        }

    def test_liaison_stands_between_two_other_groups(self):
        roles = brokerage(network(city(*actors("abc"), tie("ab"), tie("bc"))), ("x", "y", "z"))
        assert roles["liaison"].tolist() == [0, 2, 0]


@pytest.mark.parametrize("seed", range(200))
class TestAgainstNetworkx:
    def test_paths(self, seed: int):
        net, oracle, _, distance = random_case(seed)
        expected = nx.betweenness_centrality(oracle, weight=distance)
        assert measures.betweenness(net).values.tolist() == pytest.approx([expected[one] for one in net.ids], abs=1e-12)
        close = nx.harmonic_centrality(oracle, distance=distance)
        unit = max(1, len(net) - 1) / (WHOLE if distance else 1)
        assert (measures.harmonic_closeness(net).values * unit).tolist() == pytest.approx([close[one] for one in net.ids])

    def test_degrees(self, seed: int):
        net, oracle, *_ = random_case(seed)
        plain = oracle.to_undirected()
        assert degrees(net).tolist() == [plain.degree[one] for one in net.ids]
        given = np.asarray(net.strength.sum(axis=1)).ravel() + np.asarray(net.strength.sum(axis=0)).ravel()
        assert (given / (1 if net.directed else 2)).tolist() == [oracle.degree(one, weight="weight") for one in net.ids]
        projected = to_networkx(from_graph(*_named(seed)), directed=net.directed)
        assert sorted(map(sorted, projected.edges)) == sorted(map(sorted, oracle.edges))

    def test_pagerank(self, seed: int):
        net, oracle, weight, _ = random_case(seed)
        expected = nx.pagerank(oracle, weight=weight, tol=1e-12, max_iter=1000)
        assert measures.pagerank(net).tolist() == pytest.approx([expected[one] for one in net.ids], abs=1e-8)

    def test_holes(self, seed: int):
        net, oracle, weight, _ = random_case(seed)
        # networkx leaves out who gives no tie, Burt only who has none: igraph and we follow Burt
        giving = [i for i, one in enumerate(net.ids) if len(oracle[one])]
        for mine, theirs in ((measures.constraint, nx.constraint), (measures.effective_size, nx.effective_size)):
            expected = theirs(oracle, nodes=list(oracle), weight=weight)
            assert mine(net)[giving].tolist() == pytest.approx([expected[net.ids[i]] for i in giving])
        also = to_igraph(net).constraint(weights="weight" if weight else None)
        assert measures.constraint(net).tolist() == pytest.approx(also, nan_ok=True)

    def test_removal(self, seed: int):
        net, oracle, *_ = random_case(seed)
        found, graph, n = removal(net), oracle.to_undirected(), len(net)
        assert {one for one, cut in zip(net.ids, found.cutpoint, strict=True) if cut} == set(nx.articulation_points(graph))
        assert sorted(found.component_sizes) == sorted(map(len, nx.connected_components(graph)))
        for i, one in enumerate(net.ids):
            left = nx.restricted_view(graph, [one], [])
            pieces = [part for part in nx.connected_components(left) if part & nx.node_connected_component(graph, one)]
            whole = set().union(*pieces)
            members = {net.ids[j] for j in found.members[i]}
            assert found.cut_off[i] == len(whole) - max(map(len, pieces), default=0)
            assert not members or any(members == whole - part for part in pieces)
            if n > 2:
                joined = sum(len(part) * (len(part) - 1) for part in nx.connected_components(left))
                assert found.fragmentation[i] == pytest.approx(1 - joined / ((n - 1) * (n - 2)))

    def test_roles(self, seed: int):
        net, oracle, *_ = random_case(seed)
        groups = tuple(random.Random(seed).choices("xyz", k=len(net)))  # noqa: S311
        found = brokerage(net, groups)
        assert {role: counts.tolist() for role, counts in found.items()} == counted(net, oracle.to_directed(), groups)


def _named(seed: int) -> tuple[nx.MultiGraph, str]:
    ties, directed, _weight = random_ties(seed)
    return ties, "referral" if directed else "joint_offer"


def counted(net: Network, graph: nx.DiGraph, groups: tuple[str, ...]) -> dict[str, list[int]]:
    found = {role: [0] * len(net) for role in ROLES}
    group = dict(zip(net.ids, groups, strict=True))
    for a, b, c in itertools.permutations(net.ids, 3):
        if graph.has_edge(a, b) and graph.has_edge(b, c) and not graph.has_edge(a, c):
            found[role_of(group[a], group[b], group[c])][net.ids.index(b)] += 1
    return found


def role_of(a: str, b: str, c: str) -> str:
    if a == b == c:
        return "coordinator"
    if a == c:
        return "itinerant"
    if a == b:
        return "representative"
    return "gatekeeper" if b == c else "liaison"


class TestEdges:
    @pytest.mark.parametrize("names", ["", "a", "ab"])
    def test_without_ties(self, names: str):
        net = network(city(*actors(names)))
        n = len(names)
        assert measures.betweenness(net).values.tolist() == [0.0] * n
        assert measures.harmonic_closeness(net).values.tolist() == [0.0] * n
        assert measures.pagerank(net).tolist() == pytest.approx([1 / n] * n if n else [])
        assert np.isnan(measures.constraint(net)).tolist() == [True] * n
        assert np.isnan(measures.effective_size(net)).tolist() == [True] * n
        assert removal(net).cutpoint == (False,) * n
        assert {len(counts) for counts in brokerage(net, ("x",) * n).values()} == {n}

    def test_components_in_order(self):
        assert components(["c", "a", "b"], {"a": {"c"}, "b": set(), "c": {"a"}}) == [["c", "a"], ["b"]]

    def test_only_so_many_are_named(self):
        path = network(from_graph(nx.path_graph(200)))
        found = removal(path)
        assert found.cut_off[100] == 99
        assert len(found.members[100]) == NAMED

    def test_a_long_path_needs_no_deep_stack_and_no_square_of_time(self):
        n = 20_000
        found = removal(network(path_of(n)))
        assert found.cutpoint == (False, *(True,) * (n - 2), False)
        assert found.cut_off.tolist() == [min(i, n - 1 - i) for i in range(n)]
        assert {len(members) for members in found.members[NAMED:-NAMED]} == {NAMED}

    def test_a_large_star_of_paths(self):
        """The hub has many pieces, of which the largest stays: all others are cut off by it."""
        graph = nx.star_graph(30)
        nx.add_path(graph, [1, 100, 101, 102])
        found = removal(network(from_graph(graph)))
        assert found.cut_off[0] == 29
        assert len(found.members[0]) == 29
        assert 1 not in found.members[0]

    @pytest.mark.parametrize("seed", range(20))
    def test_members_are_whole_where_they_are_few(self, seed: int):
        graph = nx.gnp_random_graph(40, 0.05, seed=seed)
        net = network(from_graph(graph))
        found, plain = removal(net), nx.relabel_nodes(graph, dict(enumerate(net.ids)))
        for i, one in enumerate(net.ids):
            mine = nx.node_connected_component(plain, one)
            pieces = [part for part in nx.connected_components(nx.restricted_view(plain, [one], [])) if part <= mine]
            assert found.cut_off[i] == len(mine) - 1 - max(map(len, pieces), default=0)
            members = {net.ids[j] for j in found.members[i]}
            assert len(members) == min(found.cut_off[i], NAMED)
            assert not members or any(members == mine - {one} - part for part in pieces)


class TestEstimate:
    def test_exact_says_so(self):
        assert measures.betweenness(kite()).standard_errors is None

    def test_estimate_is_near_and_says_how_near(self):
        net = network(from_graph(nx.barabasi_albert_graph(400, 2, seed=3)))
        exact, found = measures.betweenness(net).values, measures.betweenness(net, exact_up_to=100, pivots=256)
        assert found.standard_errors is not None
        assert np.corrcoef(exact, found.values)[0, 1] > 0.99
        top = np.argsort(-exact)[:20]  # of those on few paths single starting points decide: their errors are skewed
        off = (found.values - exact)[top] / found.standard_errors[top]
        assert 0.5 < np.sqrt((off**2).mean()) < 2

    def test_estimate_is_repeatable(self):
        net = network(from_graph(nx.barabasi_albert_graph(60, 2, seed=3)))
        first, second = (measures.betweenness(net, exact_up_to=10, pivots=32).values for _ in range(2))
        assert first.tolist() == second.tolist()

    def test_all_pivots_are_exact(self):
        assert measures.betweenness(kite(), exact_up_to=1, pivots=10).standard_errors is None


class TestClosenessEstimate:
    def test_it_is_near_and_says_how_near(self):
        net = network(from_graph(nx.barabasi_albert_graph(400, 2, seed=3)))
        exact = measures.harmonic_closeness(net).values
        found = measures.harmonic_closeness(net, exact_up_to=100, pivots=128)
        assert found.standard_errors is not None
        assert found.values.tolist() == pytest.approx(exact.tolist(), rel=0.1)
        off = (found.values - exact) / found.standard_errors
        assert 0.5 < np.sqrt((off**2).mean()) < 2

    def test_directed_and_weighted_ways_lead_to_the_actor(self):
        graph = nx.DiGraph([(a, b) for a in range(6) for b in range(a)])
        for *_, data in graph.edges(data=True):
            data["intensity"] = 2
        net = network(from_graph(graph, "referral"), directed=True, weight="intensity")
        draws = [measures.harmonic_closeness(net, exact_up_to=1, pivots=3, seed=seed).values for seed in range(400)]
        assert np.mean(draws, axis=0).tolist() == pytest.approx(measures.harmonic_closeness(net).values.tolist(), rel=0.1)

    def test_the_unreachable_add_nothing(self):
        net = network(city(*actors("abcd"), tie("ab")))
        found = measures.harmonic_closeness(net, exact_up_to=1, pivots=3)
        assert (found.values[2:].tolist(), np.isfinite(found.values).all()) == ([0, 0], True)

    def test_all_pivots_are_exact(self):
        assert measures.harmonic_closeness(kite(), exact_up_to=1, pivots=10).standard_errors is None


class TestWaiting:
    @pytest.mark.parametrize("measure", [measures.betweenness, measures.harmonic_closeness])
    @pytest.mark.parametrize(("exact_up_to", "pivots"), [(2000, 10), (10, 32)])
    def test_every_search_is_told(self, measure: Callable[..., object], exact_up_to: int, pivots: int):
        net, told = network(path_of(1200)), []
        measure(net, exact_up_to=exact_up_to, pivots=pivots, tick=told.append)
        assert sum(told) == measures.searches(1200, exact_up_to=exact_up_to, pivots=pivots)
        assert len(told) > 1

    def test_parts_add_up_to_the_whole(self):
        graph = nx.barabasi_albert_graph(1100, 2, seed=3)
        net = network(from_graph(graph))
        whole = np.asarray(to_igraph(net).betweenness()) / (1099 * 1098 / 2)
        assert measures.betweenness(net).values.tolist() == pytest.approx(whole.tolist())


def test_seeded_gives_the_generator_back():
    random.seed(5)
    expected = random.random()  # noqa: S311
    random.seed(5)
    with measures.seeded():
        igraph.Graph.Erdos_Renyi(n=10, m=10)
    assert random.random() == expected  # noqa: S311


class TestConnectedThrough:
    @pytest.mark.parametrize("seed", range(12))
    @pytest.mark.parametrize("directed", [False, True])
    def test_against_plain_counting(self, seed: int, directed: bool):
        draw = random.Random(seed)  # noqa: S311 - repeatable, not secret
        names = "abcdefghij"
        sectors = {one: draw.choice(["inside", "outside", "unknown"]) for one in names}
        pairs = {"".join(draw.sample(names, 2)) for _ in range(18)}
        kinds = [tie(pair, kind="unspecified_directed") for pair in sorted(pairs)]
        net = network(city(*(Actor(id=one, name=one, sector=s) for one, s in sectors.items()), *kinds), directed=directed)
        tied = {frozenset(pair) for pair in pairs}
        for seat, (inside, outside) in enumerate(zip(*measures.connected_through(net, "inside", "outside"), strict=True)):
            near = [one for one in names if frozenset({one, net.ids[seat]}) in tied and one != net.ids[seat]]
            across = [
                (i, o)
                for i, o in itertools.product(near, near)
                if sectors[i] == "inside" and sectors[o] == "outside" and frozenset({i, o}) not in tied
            ]
            assert (inside, outside) == (len({i for i, _ in across}), len({o for _, o in across}))

    def test_nobody(self):
        first, second = measures.connected_through(network(city()), "inside", "outside")
        assert (first.tolist(), second.tolist()) == ([], [])
