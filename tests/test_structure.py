"""The network as a whole, by hand."""

from __future__ import annotations

import dataclasses
import json

import networkx as nx
import pytest
from cities import LAW, actors, city, members, seen, tie
from hypothesis import given
from hypothesis import strategies as st

from netmap.analysis.structure import data_sentence, sentences, structure
from netmap.landscape import Landscape
from netmap.model import Actor, Evidence, Forum, Survey
from netmap.network.graph import network
from netmap.network.mixing import ei_index


def of_sectors(sectors: str, *ties: str) -> Landscape:
    words = {"i": "inside", "o": "outside", "u": "unknown"}
    people = [Actor(id=one, name=one, sector=words[s]) for one, s in zip("abcdef", sectors, strict=False)]
    return city(*people, *(tie(one) for one in ties))


class TestFigures:
    def test_empty(self):
        found = structure(city())
        assert (found.actors, found.ties, found.components, found.isolates, found.largest_component) == (0, 0, 0, 0, 0)
        assert (found.density, found.fragmentation, found.ei_index, found.stale_share, found.mean_degree) == (None,) * 5

    def test_one_actor(self):
        found = structure(city(*actors("a")))
        assert (found.actors, found.components, found.isolates, found.density) == (1, 1, 1, None)

    def test_only_isolates(self):
        found = structure(city(*actors("abc")))
        assert (found.components, found.isolates, found.density, found.fragmentation) == (3, 3, 0.0, 1.0)

    def test_pieces(self):
        found = structure(city(*actors("abcdef"), tie("ab"), tie("bc"), tie("de")))
        assert (found.components, found.isolates, found.largest_component, found.ties) == (3, 1, 3, 3)
        assert found.density == pytest.approx(3 / 15)
        assert found.fragmentation == pytest.approx(1 - (3 + 1) / 15)
        assert found.mean_degree == 1.0

    def test_parallel_ties_are_one_pair(self):
        found = structure(city(*actors("ab"), tie("ab"), tie("ba"), tie("aa")))
        assert (found.ties, found.cooperations, found.dropped_self_loops, found.density) == (1, 2, 1, 1.0)

    def test_persons_roll_up_but_are_recorded(self):
        found = structure(city(*actors("a"), Actor(id="p", name="P", one_person=True, part_of="a")))
        assert (found.actors, found.recorded_actors) == (1, 2)

    def test_which_ties(self):
        landscape = city(
            *actors("abc"), tie("ab", kind="funding"), Forum(id="f", name="F", nature="standing"), *members("f", "bc")
        )
        counted = {ties: structure(landscape, ties=ties).ties for ties in ("working", "cooperation", "forum", "all")}  # type: ignore[arg-type]
        assert counted == {"working": 1, "cooperation": 1, "forum": 1, "all": 2}

    def test_ages_are_of_all_cooperations_and_of_the_pairs_used(self):
        landscape = city(
            *actors("abcd"), tie("ab", evidence=seen("2001")), tie("bc"), tie("cd", kind="funding", evidence=seen("2020"))
        )
        found = structure(landscape)
        assert (found.stale_share, found.undated_share) == (pytest.approx(1 / 3), pytest.approx(1 / 3))
        assert (found.tie_stale_share, found.tie_undated_share) == (0.5, 0.5)

    def test_confirmed(self):
        both = tuple(Evidence(reported_by=one) for one in "ab")
        found = structure(city(*actors("abc"), tie("ab", evidence=both), tie("bc", evidence=(Evidence(reported_by="c"),))))
        assert (found.confirmed_share, found.one_sided_share, found.unanswered_share) == (0.5, 0.0, 0.5)

    def test_conflict_is_in_no_figure(self):
        found = structure(city(*actors("ab"), tie("ab", kind="conflict")))
        assert (found.ties, found.recorded_cooperations, found.confirmed_share) == (0, 0, None)

    def test_fresh(self):
        assert structure(city(*actors("ab"), tie("ab")), fresh=True).ties == 0

    def test_as_json(self):
        assert json.loads(json.dumps(dataclasses.asdict(structure(city())), allow_nan=False))["day"] == "2020-06-30"


class TestBorder:
    @pytest.mark.parametrize(
        ("sectors", "ties", "expected"),
        [
            ("ii", ("ab",), (-1.0, 1)),
            ("io", ("ab",), (1.0, 1)),
            ("iio", ("ab", "bc"), (0.0, 2)),
            ("iiio", ("ab", "bc", "cd"), (-1 / 3, 3)),
            ("iu", ("ab",), (None, 0)),
            ("uu", ("ab",), (None, 0)),
            ("iou", ("ab", "bc"), (1.0, 1)),
            ("io", (), (None, 0)),
        ],
    )
    def test_ei_index(self, sectors: str, ties: tuple[str, ...], expected: tuple[float | None, int]):
        index, pairs = ei_index(network(of_sectors(sectors, *ties)))
        assert (index, pairs) == (None if expected[0] is None else pytest.approx(expected[0]), expected[1])


class TestWords:
    def test_data_sentence(self):
        survey = Survey(id="s", name="S", asked=("a", "b"), answered=("a", "c"))
        landscape = city(*actors("abc"), survey, tie("ab", evidence=seen("2001")), tie("bc", evidence=seen("2020")))
        assert data_sentence(structure(landscape), lang="de") == (
            "Erfasst: 3 Akteure, davon 2 befragt, 1 geantwortet. "
            "50 % der Kooperationen sind älter als 36 Monate oder undatiert. "
            "Reihenfolgen sind Hinweise, keine Bewertung."
        )

    def test_data_sentence_without_cooperations(self):
        assert data_sentence(structure(city()), lang="en") == (
            "Recorded: 0 actors, 0 of them asked, 0 answered. Orders are hints, not a judgement."
        )

    def test_sentences(self):
        told = sentences(structure(of_sectors("iio", "ab", "bc")), lang="en")
        assert told == [
            "Counted: working cooperations and shared bodies, existing on 2020-06-30.",
            "2 of all possible pairs among 3 actors are tied (66.7 %).",
            "An actor is tied to 1.3 others on average.",
            "The network is in one part: everybody can be reached from everybody.",
            "Of the 2 ties between actors of known sector, 50 % cross the border of the administration (E-I index 0.00).",
            "The cooperations come from documents: nobody has been asked to confirm them yet.",
        ]

    @pytest.mark.parametrize(
        ("names", "says"),
        [("abcd", "every actor has such a tie."), ("abc", "of one actor no such tie"), ("abefg", "of 3 actors no such tie")],
    )
    def test_who_has_no_tie_is_counted_where_there_are_several_parts(self, names: str, says: str):
        found = structure(city(*actors(names), tie("ab"), *([tie("cd")] if "d" in names else [])))
        (told,) = [one for one in sentences(found, lang="en") if one.startswith("The largest")]
        assert says in told

    def test_data_sentence_of_one(self):
        assert data_sentence(structure(city(*actors("a"))), lang="de").startswith("Erfasst: ein Akteur, davon 0 befragt")

    def test_what_is_left_out_is_said(self):
        says = "Only fresh ones: what is old or undated is left out."
        assert says in sentences(structure(city(*actors("ab"), tie("ab")), fresh=True), lang="en")
        assert says not in sentences(structure(city(*actors("ab"), tie("ab"))), lang="en")

    def test_one_is_one(self):
        assert sentences(structure(city(*actors("a"))), lang="en")[1:] == ["The network has one actor, and no tie."]
        assert "One pair among 2 actors is tied (100.0 %)." in sentences(
            structure(city(*actors("ab"), tie("ab"))), lang="en"
        )

    def test_parts_without_a_way_between_them(self):
        told = sentences(structure(city(*actors("abcd"), tie("ab"))), lang="en")
        assert told[3] == (
            "The network consists of 3 parts without a recorded tie between them, single actors included; "
            "so 83 % of all pairs cannot reach each other."
        )

    def test_the_index_goes_by_the_groups_asked_for(self):
        people = [Actor(id=one, name=one, type=kind, areas=areas) for one, kind, areas in (
            ("a", "school", ("school",)), ("b", "school", ("clubs",)), ("c", "library", ("clubs", "school")),
        )]  # fmt: skip
        landscape = city(*people, tie("ab"), tie("bc"))
        by_type, by_area, by_sector = (structure(landscape, by=by) for by in ("type", "area", "sector"))
        assert (by_type.by, by_type.ei_index, by_type.ei_pairs) == ("type", 0.0, 2)
        assert (by_area.ei_index, by_area.ei_pairs) == (1.0, 1)  # who is in several areas counts on neither side
        assert (by_sector.ei_index, by_sector.ei_pairs) == (None, 0)
        assert "Of the 2 ties between actors of known group (type), 50 % go to another group (E-I index 0.00)." in sentences(
            by_type, lang="en"
        )

    def test_asked_are_the_members_of_a_body_that_was_asked(self):
        body = Forum(id="f", name="F", nature="standing")
        wave = Survey(id="w", name="W", date="2019", asked=("f",), answered=("a",))
        later = Survey(id="x", name="X", date="2030", asked=("c",), answered=("c",))
        found = structure(city(*actors("abc"), body, *members("f", "ab"), wave, later))
        assert (found.asked, found.answered) == (2, 1)

    def test_who_was_asked_may_not_have_confirmed(self):
        survey = Survey(id="s", name="S", asked=("a",))
        told = sentences(structure(city(*actors("ab"), tie("ab"), survey)), lang="en")
        assert told[-1] == "Both ends have confirmed 0 % of the cooperations."

    def test_without_some_actors(self):
        found = structure(city(*actors("abc"), tie("ab"), tie("bc")), without=("c",))
        assert (found.actors, found.recorded_actors, found.ties) == (2, 3, 1)

    @pytest.mark.parametrize(
        ("persons", "expected"),
        [
            ("", []),
            ("p", ["Recorded are 2 actors; one is a one-person office and counted with the office it is part of."]),
            ("pq", ["Recorded are 3 actors; 2 are one-person offices and counted with the office they are part of."]),
        ],
    )
    def test_why_the_network_has_fewer_actors(self, persons: str, expected: list[str]):
        offices = [Actor(id=one, name=one, one_person=True, part_of="a") for one in persons]
        told = sentences(structure(city(*actors("a"), *offices)), lang="en")
        assert [one for one in told if one.startswith("Recorded")] == expected

    def test_empty(self):
        assert sentences(structure(city()), lang="de") == ["Es sind noch keine Akteure erfasst."]


@LAW
@given(st.integers(1, 9), st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=12))
def test_as_networkx_has_it(n: int, pairs: list[tuple[int, int]]):
    kept = [(a, b) for a, b in pairs if a < n and b < n]
    letters = "abcdefghi"
    found = structure(city(*actors(letters[:n]), *(tie(letters[a] + letters[b], i) for i, (a, b) in enumerate(kept))))
    graph = nx.Graph()
    graph.add_nodes_from(range(n))
    graph.add_edges_from((a, b) for a, b in kept if a != b)
    assert found.ties == graph.number_of_edges()
    assert (found.density or 0) == pytest.approx(nx.density(graph))
    assert found.components == nx.number_connected_components(graph)
    assert found.isolates == nx.number_of_isolates(graph)
