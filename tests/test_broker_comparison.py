"""Two networks side by side: what is said to change is what changes, and nothing else."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from cities import actors, city, tie

from netmap.analysis import broker_comparison
from netmap.analysis.broker_columns import ranked_columns
from netmap.analysis.broker_comparison import Side
from netmap.analysis.broker_words import comparison_sentences, listed, role_sentence, sentences
from netmap.analysis.brokers import brokers
from netmap.analysis.groupings import grouping_words
from netmap.landscape import Landscape
from netmap.model import Actor, Cooperation
from netmap.network.graph import network
from netmap.network.removal import removal

WINDMILL = ("ha", "ab", "bh", "hc", "cd", "dh", "de")
"""Two triangles that meet in h, and e behind d."""


def windmill() -> Landscape:
    return city(*actors("habcde"), *map(tie, WINDMILL))


class TestCompared:
    def test_what_changes(self):
        found = brokers(windmill(), beside=["h"]).comparison
        assert found is not None
        told = {name: value for name, value in dataclasses.asdict(found).items() if name != "first"}
        assert told == {
            "without": ("H",),
            "joins_top": ("D",),
            "leaves_top": (),
            "new_cutpoints": (),
            "lost_cutpoints": (),
            "untied": (),
            "components_with_all": 1,
            "components_without": 2,
        }

    def test_the_first_stand_side_by_side_with_those_left_out(self):
        found = brokers(windmill(), beside=["h"]).comparison
        assert found is not None
        assert found.first == (
            Side("h", "H", 1, None, "top", None),
            Side("d", "D", 2, 1, "middle", "top"),
            Side("a", "A", 3, 2, "others", "others"),
            Side("b", "B", 3, 2, "others", "others"),
            Side("c", "C", 3, 2, "others", "others"),
            Side("e", "E", 3, 2, "others", "others"),
        )

    def test_the_first_are_ten_or_all_at_the_top(self):
        chain = [Actor(id=f"n{n:03}", name=f"N{n:03}") for n in range(150)]
        ties = [Cooperation(id=f"t{n}", source=f"n{n:03}", target=f"n{n + 1:03}") for n in range(149)]
        found = brokers(city(*chain, *ties), beside=["n149"], intervals=False).comparison
        assert found is not None
        places = [side.rank_with_all for side in found.first]
        assert len(found.first) == 16  # fifteen at the top with all, shifted by one without the last
        assert places == sorted(places)

    def test_it_is_the_same_from_both_sides(self):
        assert brokers(windmill(), beside=["h"]).comparison == brokers(windmill(), without=["h"], beside=[]).comparison

    def test_both_sides_stand_in_the_rows(self):
        with_all = {row.actor: row for row in brokers(windmill(), beside=["h"]).rows}
        without = {row.actor: row for row in brokers(windmill(), without=["h"], beside=[]).rows}
        assert (with_all["h"].rank_without, with_all["h"].betweenness_without, with_all["h"].band_without) == (None,) * 3
        for one, row in without.items():
            assert (row.rank_without, row.rank_with_all) == (row.rank, with_all[one].rank)
            assert (row.betweenness_without, row.betweenness_with_all) == (row.betweenness, with_all[one].betweenness)

    def test_who_loses_the_last_tie(self):
        landscape = city(*actors("habc"), *map(tie, ("ha", "hb", "bc")))
        found = brokers(landscape, beside=["h"]).comparison
        assert found is not None
        assert (found.untied, found.lost_cutpoints, found.components_without) == (("A",), ("B",), 1)

    def test_one_person_leaves_with_its_ties_only(self):
        """Its ties count for its office: without it the office stays, and loses what it brought."""
        person = Actor(id="p", name="P", one_person=True, part_of="o")
        landscape = city(*actors("oab"), person, tie("pa"), tie("ob"))
        found = brokers(landscape, beside=["p"])
        assert found.comparison is not None
        assert (found.comparison.without, found.comparison.untied) == (("P",), ("A",))

    def test_nothing_is_compared_unless_asked(self):
        found = brokers(windmill())
        assert found.comparison is None
        assert {(row.rank_with_all, row.band_without) for row in found.rows} == {(None, None)}


class TestBands:
    @pytest.mark.parametrize(("actors", "top", "middle"), [(10, 1, 2), (11, 2, 2), (1, 1, 0)])
    def test_a_tenth_and_the_next_fifth(self, actors: int, top: int, middle: int):
        values = np.arange(actors, 0, -1.0)
        found = broker_comparison.bands(np.arange(1, actors + 1), values, np.ones(actors, np.bool_))
        assert (found.count("top"), found.count("middle")) == (top, middle)

    def test_who_is_not_ranked_is_in_no_higher_band(self):
        assert broker_comparison.bands(np.array([0, 1]), np.array([9.0, 1.0]), np.array([False, True])) == ["others", "top"]


def test_columns_without_a_comparison_are_empty():
    net = network(windmill())
    values = np.zeros(len(net))
    standing = broker_comparison.standing(net, values, removal(net), ())
    columns = ranked_columns(net, values, None, standing, None)
    assert columns["rank_without"] == columns["rank_low"] == [None] * len(net)
    assert columns["degree_rank"] == [3, 3, 3, 2, 6, 1]  # a b c d e h


class TestWords:
    def test_nothing_changes(self):
        landscape = city(*actors("xabc"), *map(tie, ("ab", "bc")))
        found = brokers(landscape, beside=["x"]).comparison
        assert found is not None
        assert list(comparison_sentences(found, lang="en")) == [
            "Nothing changes at the top, and the same actors are the only way to others."
        ]

    def test_parts(self):
        found = brokers(windmill(), beside=["h"]).comparison
        assert found is not None
        assert list(comparison_sentences(found)) == [
            "Dann auch im oberen Band: D.",
            "Zusammenhängende Teile mit mindestens zwei Akteuren: 2 statt 1.",
        ]

    def test_many_names_are_counted(self):
        assert listed(list("abcdefg"), lang="en") == "a; b; c; d; e and 2 more"
        assert listed([], lang="en") == ""
        assert listed(list("abcdef"), lang="en") == "a; b; c; d; e; f"  # no longer than saying that there is one more

    def test_a_name_that_ends_in_a_full_stop_ends_a_sentence_alone(self):
        named = Actor(id="d", name="D e.V.")
        found = brokers(city(*actors("ha"), named, *map(tie, ("hd", "ha"))), beside=["h"])
        assert found.comparison is not None
        assert "Then without any tie: A; D e.V." in list(comparison_sentences(found.comparison, lang="en"))
        row = next(
            row for row in brokers(city(*actors("abc"), named, *map(tie, ("ab", "bc", "cd")))).rows if row.actor == "c"
        )
        assert "These are: D e.V. This" in sentences(row, cut_off=["D e.V."], lang="en")

    def test_roles(self):
        rows = {row.actor: row for row in brokers(windmill(), by="type").rows}
        assert role_sentence(rows["h"], by="type", lang="en").startswith(
            "H stands 4 times between two that are not tied directly, 0 times between different groups (type)."
        )
        assert role_sentence(rows["a"], by="type") == ""

    @pytest.mark.parametrize(
        ("by", "words"), [("area", "Bildungsbereich"), ("funding", "funding"), ("attribute:type", "type")]
    )
    def test_groupings(self, by: str, words: str):
        assert grouping_words(by) == words
