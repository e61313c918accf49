"""Positions in rows: ranks, bands, words; the values themselves are tested with the measures."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import random
import string
from collections.abc import Callable

import networkx as nx
import pytest
from cities import LAW, actors, city, members, seen, tie
from hypothesis import given
from hypothesis import strategies as st

from netmap.analysis.broker_words import basis_sentence, cutpoint_sentence, doubt_sentences, position_sentence, sentences
from netmap.analysis.brokers import BrokerRow, Brokers, brokers
from netmap.errors import NetmapError
from netmap.landscape import Landscape
from netmap.model import Actor, Cooperation, Forum
from netmap.network import measures
from netmap.network.arrays import Arrays, from_rows
from netmap.network.graph import network

NOT_MERIT = {
    "de": "Das beschreibt die Lage im Netz, nicht die Leistung.",
    "en": "This describes the position in the network, not the performance.",
}


def florentine() -> Landscape:
    graph = nx.florentine_families_graph()
    ties = [Cooperation(id=f"{a}--{b}".lower(), source=a.lower(), target=b.lower()) for a, b in graph.edges]
    return city(*(Actor(id=name.lower(), name=name) for name in graph), *ties)


def row_of(found: Brokers, actor: str) -> BrokerRow:
    return next(row for row in found.rows if row.actor == actor)


class TestRows:
    def test_florentine_families(self):
        found = brokers(florentine())
        assert [row.actor for row in found.rows[:3]] == ["medici", "guadagni", "albizzi"]
        medici = row_of(found, "medici")
        assert medici.betweenness == pytest.approx(0.522, abs=0.0005)
        assert (medici.degree, medici.weighted_degree, medici.cutpoint, medici.rank, medici.band) == (6, 6.0, True, 1, "top")
        assert (found.actors, found.tied_pairs, found.exact) == (15, 20, True)

    def test_the_least_are_others_and_share_a_rank(self):
        rows = [row for row in brokers(florentine()).rows if row.betweenness == 0]
        assert {row.actor for row in rows} == {"acciaiuoli", "ginori", "lamberteschi", "pazzi"}
        assert {(row.rank, row.band) for row in rows} == {(12, "others")}

    def test_bands(self):
        bands = [row.band for row in brokers(florentine()).rows]
        assert bands == ["top"] * 2 + ["middle"] * 3 + ["others"] * 10

    def test_an_isolate_has_no_constraint(self):
        row = brokers(city(*actors("a"))).rows[0]
        assert (row.constraint, row.effective_size, row.efficiency) == (None, None, None)
        assert (row.degree, row.betweenness, row.cutpoint, row.fragmentation_if_removed) == (0, 0.0, False, None)

    def test_empty(self):
        found = brokers(city())
        assert (found.rows, found.stale_share, found.undated_share) == ((), None, None)

    def test_partners_by_sector(self):
        a, b, c = (Actor(id=one, name=one, sector=s) for one, s in zip("abc", ("inside", "outside", "unknown"), strict=True))
        row = row_of(brokers(city(*actors("x"), a, b, c, tie("xa"), tie("bx"), tie("xc"), tie("xc", 1))), "x")
        assert (row.inside_partners, row.outside_partners, row.unknown_partners, row.degree) == (1, 1, 1, 3)

    def test_connected_are_only_those_that_are_not_tied_anyway(self):
        inside = [Actor(id=one, name=one, sector="inside") for one in "ij"]
        outside = [Actor(id=one, name=one, sector="outside") for one in "op"]
        ties = [tie(one) for one in ("xi", "xj", "xo", "xp", "io", "ip")]
        row = row_of(brokers(city(*actors("x"), *inside, *outside, *ties)), "x")
        assert (row.inside_partners, row.outside_partners) == (2, 2)
        assert (row.connects_inside, row.connects_outside) == (1, 2)  # j with o and p; i knows both

    def test_a_forum_of_all_connects_nobody_through_one_of_them(self):
        i, o = (Actor(id=one, name=one, sector=s) for one, s in (("i", "inside"), ("o", "outside")))
        landscape = city(*actors("x"), i, o, Forum(id="f", name="F", nature="standing"), *members("f", "xio"))
        row = row_of(brokers(landscape), "x")
        assert (row.inside_partners, row.outside_partners, row.connects_inside, row.connects_outside) == (1, 1, 0, 0)
        assert "connects" not in position_sentence(row, lang="en")

    def test_rows_say_which_ties_of_which_day(self):
        found = brokers(city(*actors("ab"), tie("ab")), ties="cooperation")
        assert {(row.ties, row.day) for row in found.rows} == {("cooperation", "2020-06-30")}
        assert found.day == "2020-06-30"

    def test_roles_by_sector_and_by_type(self):
        inside, outside = (Actor(id=one, name=one, sector=s) for one, s in (("i", "inside"), ("o", "outside")))
        middle = Actor(id="m", name="m", sector="inside", type="school")
        landscape = city(inside, outside, middle, tie("im"), tie("mo"))
        row = row_of(brokers(landscape), "m")
        assert (row.representative, row.gatekeeper, row.coordinator) == (1, 1, 0)
        assert row_of(brokers(landscape, by="type"), "m").itinerant == 2

    def test_cut_off(self):
        row = row_of(brokers(city(*actors("abcd"), tie("ab"), tie("bc"), tie("cd"))), "b")
        assert (row.cut_off, row.cut_off_count) == (("a",), 1)
        assert row.fragmentation_if_removed == pytest.approx(2 / 3)

    def test_one_person_is_never_ranked(self):
        person = Actor(id="p", name="P", one_person=True)
        assert [row.actor for row in brokers(city(*actors("ab"), person, tie("ap"), tie("bp"))).rows] == ["a", "b"]

    def test_without_an_actor(self):
        found = brokers(florentine(), without=["medici"])
        assert found.without == ("medici",)
        assert "medici" not in {row.actor for row in found.rows}
        assert row_of(found, "acciaiuoli").degree == 0

    def test_unknown_grouping(self):
        with pytest.raises(
            NetmapError, match=r"cannot be grouped by “colour”\. They can be by: sector, type, area, district"
        ):
            brokers(city(), by="colour", lang="en")
        with pytest.raises(NetmapError, match="nicht nach „colour“"):
            brokers(city(), by="colour")

    def test_unknown_actors_are_said_in_both_languages(self):
        with pytest.raises(NetmapError, match=r"Kennung hat kein Akteur.*: nobody"):
            brokers(city(), without=["nobody"])
        with pytest.raises(NetmapError, match=r"no actor with this id.*: nobody"):
            brokers(city(), without=["nobody"], lang="en")

    def test_weighted(self):
        found = brokers(city(*actors("abc"), tie("ab", intensity=4), tie("bc")), weight="intensity")
        assert row_of(found, "b").weighted_degree == 5.0
        assert found.unknown_intensities == 1

    def test_weighted_degree_adds_up_shared_forums(self):
        landscape = city(*actors("abc"), Forum(id="f", name="F", nature="standing"), *members("f", "abc"), tie("ab"))
        assert row_of(brokers(landscape), "a").weighted_degree == 2.0

    def test_rows_go_into_json(self):
        rows = [dataclasses.asdict(row) for row in brokers(florentine()).rows]
        assert json.loads(json.dumps(rows, allow_nan=False))[0]["actor"] == "medici"

    def test_shares(self):
        found = brokers(city(*actors("abc"), tie("ab", evidence=seen("2010")), tie("bc"), tie("ac", evidence=seen("2020"))))
        assert (found.stale_share, found.undated_share) == (pytest.approx(1 / 3), pytest.approx(1 / 3))


class TestLarge:
    def test_above_five_thousand_betweenness_is_estimated_and_said(self):
        told: list[float] = []
        columns = columns_of(5_101, lambda i: (i - 1) // 2)  # a tree in which everybody has two below
        found = brokers(columns, progress=told.append)
        first = found.rows[0]
        exact = measures.betweenness(network(columns), exact_up_to=6_000).values[int(first.actor[1:])]
        assert (found.exact, found.distances_exact, first.harmonic_closeness_error) == (False, True, None)
        assert first.betweenness_error is not None
        assert 0 < first.betweenness_error < 0.05
        assert abs(first.betweenness - exact) < 4 * first.betweenness_error
        assert "256 starting points" in basis_sentence(found, lang="en")
        assert "Standardfehler ist höchstens" in basis_sentence(found)
        assert (told, told[-1]) == (sorted(told), 1.0)

    def test_above_five_hundred_nobody_waits_for_intervals_unless_asked(self):
        assert brokers(wheel(501)).rounds == 0
        assert brokers(wheel(500)).rounds == 200
        found = brokers(wheel(501), intervals=True)
        assert (found.rows[0].rank_low, found.rows[0].rank_high, found.interval_pivots) == (1, 1, 256)
        assert any("estimated from 256 starting points" in one for one in doubt_sentences(found, lang="en"))
        assert not any("starting points" in one for one in doubt_sentences(brokers(windmill()), lang="en"))

    def test_progress_counts_both_networks_and_every_round(self):
        told: list[float] = []
        brokers(windmill(), beside=["a"], progress=told.append)
        assert told[-1] == pytest.approx(1.0)


def windmill() -> Landscape:
    return city(*actors("abcde"), *map(tie, ("ab", "bc", "ac", "cd", "de", "ce")))


def wheel(n: int) -> Arrays:
    return columns_of(n, lambda _i: 0)


def columns_of(n: int, partner: Callable[[int], int]) -> Arrays:
    """Return n actors, each but the first tied to the partner given, as columns."""
    people = ((f"a{i:05}", f"A{i}", "", "unknown", None, False, None, None) for i in range(n))
    ties = [
        (f"t{i:05}", f"a{partner(i):05}", f"a{i:05}", "joint_offer", "existing", None, None, None, None, None)
        for i in range(1, n)
    ]
    return from_rows(people, ties, (), (), day=dt.date(2020, 1, 1))


class TestWords:
    @pytest.mark.parametrize("lang", ["de", "en"])
    def test_each_ends_with_what_it_does_not_say(self, lang: str):
        rows = brokers(city(*actors("abcx"), tie("ab"), tie("bc"))).rows
        assert all(sentences(row, lang=lang).endswith(NOT_MERIT[lang]) for row in rows)

    @pytest.mark.parametrize("lang", ["de", "en"])
    def test_all_that_is_said_of_an_actor_ends_with_it(self, lang: str):
        row = row_of(brokers(city(*actors("abc"), tie("ab"), tie("bc")), by="type"), "b")
        said = sentences(row, by="type", cut_off=["C"], lang=lang)
        assert said.endswith(NOT_MERIT[lang])
        assert said.count(NOT_MERIT[lang]) == 1
        assert cutpoint_sentence(row, names=["C"], lang=lang) in said

    def test_across_the_border(self):
        a, b, c = (Actor(id=one, name=one, sector=s) for one, s in zip("abc", ("inside", "outside", "outside"), strict=True))
        row = row_of(brokers(city(*actors("x"), a, b, c, tie("xa"), tie("xb"), tie("xc"))), "x")
        assert position_sentence(row, lang="de").startswith(
            "X verbindet nach den erfassten Kooperationen und gemeinsamen Gremien "
            "eine Stelle der Verwaltung mit 2 Partnern außerhalb."
        )
        alone = dataclasses.replace(row, ties="cooperation")
        assert position_sentence(alone, lang="de").startswith(
            "X verbindet nach den erfassten Kooperationen eine Stelle der Verwaltung"
        )
        shared = dataclasses.replace(row, ties="forum")
        assert position_sentence(shared, lang="en").startswith(
            "According to the recorded shared bodies, X connects one unit"
        )
        assert "connects one unit in the administration with 2 partners outside" in position_sentence(row, lang="en")

    def test_no_tie(self):
        row = brokers(city(*actors("a"))).rows[0]
        assert position_sentence(row, lang="de").startswith(
            "A ist nach den erfassten Kooperationen und gemeinsamen Gremien noch mit niemandem verbunden."
        )

    def test_cutpoint(self):
        found = brokers(city(*actors("abcde"), tie("ab"), tie("bc"), tie("cd"), tie("de")))
        assert cutpoint_sentence(row_of(found, "c"), lang="de") == (
            "2 Akteure sind nach dem Stand vom 30.06.2020 nur über C erreichbar. "
            "Ein zweiter Kontakt würde das Netz absichern."
        )
        assert cutpoint_sentence(row_of(found, "b"), lang="de").startswith(
            "Ein Akteur ist nach dem Stand vom 30.06.2020 nur über B"
        )
        assert cutpoint_sentence(row_of(found, "b"), lang="de", today=dt.date(2020, 6, 30)).startswith(
            "Ein Akteur ist nach heutigem Stand nur über B"
        )
        assert cutpoint_sentence(row_of(found, "a")) == ""

    def test_basis(self):
        landscape = city(*actors("abc"), tie("ab"), tie("bc", intensity=2), tie("cc"))
        said = basis_sentence(brokers(landscape, weight="intensity"), lang="en")
        assert "existing on 2020-06-30 (tied pairs: 2, actors: 3)" in said
        assert "100 % undated" in said
        assert "The intensity of 1 cooperations is not known and counts 1." in said
        assert "Cooperations of an actor with itself left out: 1." in said
        assert "Betweenness, the share of shortest ways, is exact." in said

    @pytest.mark.parametrize("lang", ["de", "en"])
    def test_never_speaks_of_merit(self, lang: str):
        words = " ".join(
            position_sentence(row, lang=lang) + cutpoint_sentence(row, lang=lang) for row in brokers(florentine()).rows
        )
        assert not any(word in words.lower() for word in ("isoliert", "isolated", "schwach", "weak", "wichtig", "important"))


@LAW
@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=14), st.randoms(use_true_random=False))
def test_new_names_change_no_value(pairs: list[tuple[int, int]], rng: random.Random):
    letters = list(string.ascii_lowercase[:7])
    renamed = letters[:]
    rng.shuffle(renamed)

    def values(names: list[str]) -> dict[int, tuple[object, ...]]:
        ties = [tie(names[a] + names[b], i) for i, (a, b) in enumerate(pairs)]
        rows = brokers(city(*actors("".join(names)), *ties), intervals=False).rows
        return {names.index(row.actor): told(row) for row in rows}

    assert values(letters) == values(renamed)


def told(row: BrokerRow) -> tuple[object, ...]:
    numbers = (row.betweenness, row.harmonic_closeness, row.pagerank, row.constraint or -1, row.effective_size or -1)
    return *(round(x, 9) for x in numbers), row.degree, row.cut_off_count, row.rank, row.band, row.coordinator, row.cutpoint
