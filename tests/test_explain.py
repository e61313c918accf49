"""Measures explained: every figure that netmap prints has words, a formula, a paper, and what it does not say."""

from __future__ import annotations

import dataclasses
import re

import pytest

from netmap.analysis.broker_comparison import MIDDLE_SHARE, TOP_SHARE
from netmap.analysis.brokers import BrokerRow
from netmap.analysis.cohesion import Cohesion
from netmap.analysis.explain import explain, explanations
from netmap.analysis.structure import Structure
from netmap.errors import UnknownRecordError
from netmap.model import Term
from netmap.network import communities, mixing, stability
from netmap.network.measures import DAMPING
from netmap.vocabulary import vocabulary

NO_MEASURE = {
    "actor", "name", "sector", "day", "by", "kinds_of_ties", "fresh", "cooperations", "forums", "cut_off", "inside_partners",
    "outside_partners", "unknown_partners", "betweenness_error", "rank_low", "rank_high", "recorded_actors",
    "recorded_cooperations", "stale_after_months", "asked", "answered", "dropped_self_loops", "ei_pairs",
    "tie_stale_share", "tie_undated_share", "distance_error", "distance_pivots", "betweenness_pivots", "community_runs",
    "connects_inside", "connects_outside", "ei_groups", "ei_actors",
}  # fmt: skip
"""What a row holds beside its measures: who, when, of what; counts that need no formula."""
NO_MERIT = ("schwach", "isoliert", "weak", "isolated", "leistungsstark", "besser vernetzt")


@pytest.mark.parametrize("row", [Structure, Cohesion])
def test_every_figure_of_the_whole_is_explained(row: type):
    known = {one.measure for one in explanations()}
    assert {field.name for field in dataclasses.fields(row)} - NO_MEASURE - known == set()


def test_every_measure_of_an_actor_is_explained_under_its_field():
    known = {one.measure for one in explanations() if one.about in {"actor", "ranking"}}
    parts = re.compile(r"^degree_(?=rank)|_(low|high|error|with_all|without)(?=_|$)")
    fields = {parts.sub("", parts.sub("", field.name)) for field in dataclasses.fields(BrokerRow)}
    assert fields - NO_MEASURE - {"groups", "ties"} - known == set()


@pytest.mark.parametrize("lang", ["de", "en"])
def test_nothing_is_left_out(lang: str):
    for one in explanations(lang=lang):
        for field in dataclasses.fields(one):
            assert getattr(one, field.name).strip(), (one.measure, field.name)
        assert one.about in {"actor", "network", "pair", "ranking"}
        assert one.words.endswith("."), one.measure
        assert one.does_not_say.endswith((".", ").")), one.measure
        assert not any(word in f"{one.words} {one.does_not_say}".casefold() for word in NO_MERIT), one.measure


def test_the_formulas_name_the_numbers_that_are_computed_with():
    said = {one.measure: one.formula for one in explanations()}
    aside = 50 * (1 - stability.MIDDLE)
    assert f"{stability.ROUNDS} × {100 * stability.LOST:g} %" in said["rank"]
    assert f"{aside:g} % … {100 - aside:g} %" in said["rank"]
    assert said["band"] == f"⌈n/{1 / TOP_SHARE:g}⌉, ⌈{10 * MIDDLE_SHARE:g}n/10⌉"
    assert f"α = {DAMPING}".replace(".", ",") in said["pagerank"]
    assert f"r ≤ {mixing.ROUNDS}:" in said["p_value"]
    assert f"s ≤ {communities.SEEDS}" in said["stability"]


def test_no_formula_is_cut_off():
    """What follows a blank and # in YAML is a comment, unless the text is quoted."""
    for one in explanations():
        for opening, closing in ("()", "{}", "⌈⌉"):
            assert one.formula.count(opening) == one.formula.count(closing), one.measure


def test_papers_have_a_year():
    assert all(any(sign.isdigit() for sign in one.paper) for one in explanations())


@pytest.mark.parametrize(
    ("said", "measure"),
    [
        ("constraint", "constraint"),
        ("Burt's constraint", "constraint"),
        ("Dichte", "density"),
        ("dichte", "density"),
        ("E-I index", "ei_index"),
        ("ei index", "ei_index"),
        ("effective size", "effective_size"),
        ("Teilnetze", "communities"),
        ("teilnetz", "communities"),
        ("pagerank", "pagerank"),
    ],
)
def test_a_measure_is_found_as_people_call_it(said: str, measure: str):
    assert explain(said).measure == measure


def test_what_is_called_so_twice_is_not_guessed():
    with pytest.raises(UnknownRecordError) as error:
        explain("zentralisierung")
    assert set(error.value.near) == {"degree_centralisation", "betweenness_centralisation"}


def test_a_typing_error_gets_what_comes_near():
    with pytest.raises(UnknownRecordError) as error:
        explain("betweeness")
    assert "betweenness" in error.value.near


@pytest.mark.parametrize("nothing", ["", "  ", "qqq"])
def test_nothing_near(nothing: str):
    with pytest.raises(UnknownRecordError) as error:
        explain(nothing)
    assert list(error.value.near) == []


def test_a_landscape_may_word_a_measure_its_own_way():
    own = Term(id="t", vocabulary="measures", key="density", label_de="Netzdichte", fields={"words_de": "Wie dicht."})
    found = explain("netzdichte", vocabulary([own]))
    assert (found.measure, found.label, found.words) == ("density", "Netzdichte", "Wie dicht.")
    assert found.formula == explain("density").formula


def test_english():
    found = explain("ei_index", lang="en")
    assert found.label == "E-I index"
    assert found.words.startswith("Whether ties rather cross")


def test_decimal_numbers_are_written_as_the_language_does():
    assert (explain("constraint").range, explain("constraint", lang="en").range) == ("0 … 1,125", "0 … 1.125")
    assert "α = 0.85" in explain("pagerank", lang="en").formula
