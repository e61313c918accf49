"""Which ties a network is made of, by hand on tiny landscapes."""

from __future__ import annotations

import datetime as dt
import random

import networkx as nx
import numpy as np
import pytest
from cities import LAW, actors, city, members, seen, tie
from hypothesis import given
from hypothesis import strategies as st

from netmap.errors import NetmapError
from netmap.landscape import Landscape
from netmap.model import Actor, Evidence, Forum, Membership, Record
from netmap.network.graph import arrays, network, to_igraph, to_networkx

DAY = dt.date(2020, 6, 30)


def edges(landscape: Landscape, **options: object) -> dict[str, float]:
    graph = to_networkx(landscape, **options)  # type: ignore[arg-type]
    return {"".join(sorted(pair) if not graph.is_directed() else pair): w for *pair, w in graph.edges(data="weight")}


class TestEmpty:
    def test_no_actors(self):
        net = network(city())
        assert len(net) == 0
        assert net.adjacency.shape == (0, 0)
        assert (net.pairs, net.cooperations, net.forums) == (0, 0, 0)

    def test_one_actor(self):
        net = network(city(*actors("a")))
        assert net.ids == ("a",)
        assert net.adjacency.nnz == 0

    def test_only_isolates(self):
        assert network(city(*actors("cab"))).ids == ("a", "b", "c")

    def test_as_igraph_and_networkx(self):
        assert to_igraph(network(city())).vcount() == 0
        assert to_networkx(city(*actors("ab"))).number_of_nodes() == 2


class TestProjections:
    @pytest.fixture
    def landscape(self) -> Landscape:
        return city(
            *actors("abcd"),
            tie("ab", kind="joint_offer"),
            tie("bc", kind="funding"),
            tie("cd", kind="conflict"),
            Forum(id="f", name="F", nature="standing"),
            *members("f", "ad"),
        )

    @pytest.mark.parametrize(
        ("ties", "expected"),
        [("working", {"ab", "ad"}), ("cooperation", {"ab", "bc"}), ("forum", {"ad"}), ("all", {"ab", "bc", "ad"})],
    )
    def test_which_ties(self, landscape: Landscape, ties: str, expected: set[str]):
        assert set(edges(landscape, ties=ties)) == expected

    def test_conflict_is_in_no_array(self, landscape: Landscape):
        assert "conflict" not in arrays(landscape).kinds

    def test_counts(self, landscape: Landscape):
        net = network(landscape, ties="all")
        assert (net.cooperations, net.forums, net.pairs) == (2, 1, 3)

    def test_unknown_projection(self, landscape: Landscape):
        with pytest.raises(NetmapError, match=r"working \(.*cooperation \(.*forum \(.*all \("):
            network(landscape, ties="some")  # type: ignore[arg-type]

    def test_unknown_weight(self, landscape: Landscape):
        with pytest.raises(NetmapError, match="intensity"):
            network(landscape, weight="length")  # type: ignore[arg-type]


class TestForums:
    def forum(self, nature: str, names: str, **fields: object) -> Landscape:
        meeting = Forum.model_validate({"id": "f", "name": "F", "nature": nature})
        return city(*actors("abcd"), meeting, *members("f", names, **fields))

    @pytest.mark.parametrize(("nature", "pairs"), [("standing", 3), ("agreement", 3), ("event", 0), ("unknown", 0)])
    def test_by_nature(self, nature: str, pairs: int):
        assert network(self.forum(nature, "abc")).pairs == pairs

    def test_weighs_one_by_k_minus_one(self):
        net = network(self.forum("standing", "abc"))
        assert set(net.strength.data.tolist()) == {0.5}
        assert set(net.adjacency.data.tolist()) == {1.0}

    @pytest.mark.parametrize("names", ["", "a"])
    def test_fewer_than_two_members_tie_nobody(self, names: str):
        net = network(self.forum("standing", names))
        assert (net.pairs, net.forums) == (0, 0)

    def test_guests_do_not_count(self):
        assert network(self.forum("standing", "abc", role="guest")).pairs == 0

    def test_unknown_role_counts(self):
        assert network(self.forum("standing", "ab", role="")).pairs == 1

    def test_two_roles_are_one_member(self):
        landscape = self.forum("standing", "ab").replace([Membership(id="again", actor="a", forum="f", role="chair")])
        assert edges(landscape, weight="intensity") == {"ab": 1.0}

    def test_two_forums_add_up(self):
        both = self.forum("standing", "ab").replace([Forum(id="g", name="G", nature="agreement"), *members("g", "abc")])
        assert edges(both, weight="intensity") == {"ab": 1.5, "ac": 0.5, "bc": 0.5}


class TestStatusAndDate:
    @pytest.mark.parametrize(
        ("fields", "there"),
        [
            ({"status": "existing"}, True),
            ({"status": "planned"}, False),
            ({"status": "wished"}, False),
            ({"status": "ended"}, False),
            ({"status": "ended", "until": "2020-06-30"}, True),
            ({"status": "ended", "until": "2020-06-29"}, False),
            ({"since": "2020-06-30"}, True),
            ({"since": "2020-07"}, False),
            ({"since": "2020"}, True),
            ({"until": "2020-06"}, True),
            ({"until": "2019"}, False),
        ],
    )
    def test_holds(self, fields: dict[str, str], there: bool):
        landscape = city(*actors("ab"), tie("ab", **fields))
        assert network(landscape).pairs == there
        assert network(landscape.at(DAY), at=DAY).pairs == there

    def test_at(self):
        landscape = city(*actors("ab"), tie("ab", since="2019", until="2019", status="ended"))
        assert network(landscape).pairs == 0
        assert network(landscape, at=dt.date(2019, 5, 1)).pairs == 1

    def test_an_actor_that_is_gone_takes_its_ties_along(self):
        landscape = city(Actor(id="a", name="A"), Actor(id="b", name="B", until="2018"), tie("ab"))
        assert network(landscape).ids == ("a",)

    def test_a_forum_that_is_over_ties_nobody(self):
        landscape = city(*actors("ab"), Forum(id="f", name="F", nature="standing", until="2018"), *members("f", "ab"))
        assert network(landscape).pairs == 0


class TestWeights:
    def test_default_is_unweighted(self):
        assert edges(city(*actors("ab"), tie("ab", intensity=4))) == {"ab": 1.0}

    def test_parallel_ties_add_up_and_unknown_counts_one(self):
        landscape = city(*actors("ab"), tie("ab", 1, intensity=4), tie("ba", 2), tie("ab", 3, intensity=2))
        assert edges(landscape, weight="intensity") == {"ab": 7.0}
        net = network(landscape, weight="intensity")
        assert (net.unknown_intensities, net.cooperations, net.pairs) == (1, 3, 1)

    def test_self_loops_are_dropped_and_counted(self):
        net = network(city(*actors("ab"), tie("aa"), tie("ab")))
        assert (net.dropped_self_loops, net.pairs) == (1, 1)


class TestDirected:
    def test_an_undirected_kind_is_two_arcs(self):
        landscape = city(*actors("abc"), tie("ab", kind="joint_offer"), tie("bc", kind="referral"))
        assert set(edges(landscape, directed=True)) == {"ab", "ba", "bc"}

    def test_a_directed_kind_is_one_pair_without_direction(self):
        assert set(edges(city(*actors("bc"), tie("cb", kind="referral")))) == {"bc"}

    def test_forums_are_both_ways(self):
        landscape = city(*actors("ab"), Forum(id="f", name="F", nature="standing"), *members("f", "ab"))
        assert set(edges(landscape, directed=True)) == {"ab", "ba"}


class TestOnePerson:
    def test_ties_roll_up(self):
        landscape = city(*actors("ab"), Actor(id="p", name="P", one_person=True, part_of="a"), tie("pb"))
        assert set(edges(landscape)) == {"ab"}

    def test_chains_roll_up(self):
        landscape = city(
            *actors("ab"),
            Actor(id="q", name="Q", one_person=True, part_of="p"),
            Actor(id="p", name="P", one_person=True, part_of="a"),
            tie("qb"),
        )
        assert set(edges(landscape)) == {"ab"}

    def test_a_tie_with_the_own_office_is_a_loop(self):
        net = network(city(*actors("a"), Actor(id="p", name="P", one_person=True, part_of="a"), tie("pa")))
        assert (net.ids, net.dropped_self_loops) == (("a",), 1)

    def test_without_office_it_stays_but_is_not_ranked(self):
        net = network(city(*actors("a"), Actor(id="p", name="P", one_person=True), tie("ap")))
        assert net.ids == ("a", "p")
        assert net.ranked.tolist() == [True, False]

    def test_a_circle_of_persons_ends(self):
        p, q = (Actor(id=one, name=one, one_person=True, part_of=other) for one, other in ("pq", "qp"))
        assert network(city(p, q)).ids == ("p", "q")

    def test_in_a_forum_office_and_person_are_one_member(self):
        person = Actor(id="p", name="P", one_person=True, part_of="a")
        landscape = city(*actors("ab"), person, Forum(id="f", name="F", nature="standing"), *members("f", "abp"))
        assert edges(landscape, weight="intensity") == {"ab": 1.0}


class TestWithout:
    def test_takes_out(self):
        net = network(city(*actors("abc"), tie("ab"), tie("bc")), without=["b"])
        assert (net.ids, net.pairs) == (("a", "c"), 0)

    def test_takes_the_office_and_its_person(self):
        landscape = city(*actors("ab"), Actor(id="p", name="P", one_person=True, part_of="a"), tie("pb"))
        assert network(landscape, without={"a"}).pairs == 0

    def test_takes_a_person_only(self):
        landscape = city(*actors("ab"), Actor(id="p", name="P", one_person=True, part_of="a"), tie("pb"))
        net = network(landscape, without={"p"})
        assert (net.ids, net.pairs) == (("a", "b"), 0)

    def test_unknown(self):
        with pytest.raises(NetmapError, match=r"no actor with this id.*: x"):
            network(city(*actors("a")), without={"x"}, lang="en")


class TestFreshness:
    @pytest.fixture
    def landscape(self) -> Landscape:
        return city(
            *actors("abcd"),
            tie("ab", evidence=seen("2019-01")),
            tie("ac", evidence=seen("2015")),
            tie("ad"),
            tie("ad", 1, evidence=seen("2021")),
        )

    def test_shares_are_of_pairs(self, landscape: Landscape):
        net = network(landscape)
        assert (net.pairs, net.stale, net.undated) == (3, 1, 1)

    def test_evidence_after_the_day_does_not_count(self, landscape: Landscape):
        later = network(landscape, at=dt.date(2021, 6, 1))
        assert (later.stale, later.undated) == (1, 0)

    def test_fresh_leaves_the_others_out(self, landscape: Landscape):
        assert set(edges(landscape, fresh=True)) == {"ab"}

    def test_the_freshest_of_parallel_ties_counts(self):
        landscape = city(*actors("ab"), tie("ab", evidence=seen("2010")), tie("ba", evidence=seen("2020")))
        assert network(landscape).stale == 0

    def test_a_shared_forum_is_as_fresh_as_the_older_membership(self):
        old, new = members("f", "a", evidence=seen("2010")), members("f", "b", evidence=seen("2020"))
        net = network(city(*actors("ab"), Forum(id="f", name="F", nature="standing"), *old, *new))
        assert (net.pairs, net.stale) == (1, 1)

    def test_directed_counts_arcs(self, landscape: Landscape):
        net = network(landscape, directed=True)
        assert (net.pairs, net.stale, net.undated) == (6, 2, 2)

    @pytest.mark.parametrize(("day", "stale"), [("2017-06-30", 0), ("2017-06-29", 1), ("2017-06", 0), ("2017-05", 1)])
    def test_the_limit_is_36_months(self, day: str, stale: int):
        assert network(city(*actors("ab"), tie("ab", evidence=seen(day)))).stale == stale


class TestConfirmation:
    @pytest.mark.parametrize(
        ("reporters", "expected"), [("", (0, 0)), ("a", (1, 0)), ("ab", (0, 1)), ("aab", (0, 1)), ("c", (0, 0))]
    )
    def test_by_reporters(self, reporters: str, expected: tuple[int, int]):
        evidence = tuple(Evidence(reported_by=one) for one in reporters)
        net = network(city(*actors("abc"), tie("ab", evidence=evidence)))
        assert (net.unanswered, net.confirmed) == expected
        assert net.one_sided == 0


@st.composite
def landscapes(draw: st.DrawFn) -> list[Record]:
    n = draw(st.integers(1, 7))
    names = "abcdefg"[:n]
    pairs = draw(
        st.lists(st.tuples(st.sampled_from(names), st.sampled_from(names), st.sampled_from([None, 1, 2, 4])), max_size=12)
    )
    kinds = draw(st.lists(st.sampled_from(["referral", "joint_offer", "funding"]), min_size=len(pairs), max_size=len(pairs)))
    ties = [tie(a + b, i, intensity=w, kind=kind) for i, ((a, b, w), kind) in enumerate(zip(pairs, kinds, strict=True))]
    joined = draw(st.sets(st.sampled_from(names)))
    return [*actors(names), *ties, Forum(id="f", name="F", nature="standing"), *members("f", "".join(sorted(joined)))]


@LAW
@given(landscapes(), st.randoms(use_true_random=False), st.booleans())
def test_the_order_of_records_means_nothing(records: list[Record], rng: random.Random, directed: bool):
    first = network(city(*records), ties="all", directed=directed, weight="intensity")
    shuffled = list(records)
    rng.shuffle(shuffled)
    second = network(city(*shuffled), ties="all", directed=directed, weight="intensity")
    assert first.ids == second.ids
    assert np.array_equal(first.adjacency.toarray(), second.adjacency.toarray())


@LAW
@given(landscapes())
def test_without_direction_the_matrix_is_symmetric_and_has_no_diagonal(records: list[Record]):
    matrix = network(city(*records), ties="all", weight="intensity").adjacency.toarray()
    assert np.array_equal(matrix, matrix.T)
    assert not matrix.diagonal().any()


@LAW
@given(landscapes(), st.booleans())
def test_igraph_and_networkx_hold_the_same(records: list[Record], directed: bool):
    landscape = city(*records)
    net = network(landscape, directed=directed, weight="intensity")
    graph, other = to_igraph(net), to_networkx(landscape, directed=directed, weight="intensity")
    assert isinstance(other, nx.DiGraph if directed else nx.Graph)
    mine = {(net.ids[e.source], net.ids[e.target]): e["weight"] for e in graph.es}
    assert mine == {(a, b): w for a, b, w in other.edges(data="weight")}


@LAW
@given(landscapes())
def test_nothing_is_changed(records: list[Record]):
    landscape = city(*records)
    before = list(landscape.records())
    network(landscape, ties="all", weight="intensity", without=["a"])
    assert list(landscape.records()) == before
