"""How well duplicates are found among labelled names: measured on the half that nothing was tuned on."""

from __future__ import annotations

import csv
import random
from itertools import combinations

import numpy as np
import pytest
from labelled_names import FOLDER, TOWNS, Measured, as_landscape, measure, rows

from benchmarks.variants import labelled, variants
from netmap import matching
from netmap.blocking import Pairs, pairs
from netmap.matching import candidates
from netmap.spellings import Spelling


@pytest.fixture(scope="module")
def report() -> Measured:
    return measure("report")


def test_ninety_five_of_a_hundred_same_pairs_are_found(report: Measured):
    assert report.same > 300
    assert report.recall >= 0.95, report.missed


def test_nine_of_ten_found_pairs_are_the_same(report: Measured):
    assert report.precision >= 0.90, report.wrong


def test_the_tuned_half_is_no_better_than_it_should_be():
    assert measure("tune").recall >= 0.95


def test_no_pair_of_the_lists_as_they_are_is_a_candidate():
    for half in ("tune", "report"):
        for place in TOWNS:
            plain = [row for row in rows(half) if not row["how"]]
            assert candidates(as_landscape(plain, place)) == []


def test_what_stands_around_a_school_is_never_the_school(report: Measured):
    others = {row["name"] for row in rows("report") if row["how"] in {"other: number", "other: kind"}}
    assert others
    assert not [pair for pair in report.wrong if others & set(pair)]


@pytest.mark.parametrize("place", TOWNS)
def test_blocking_loses_nothing(place: str, monkeypatch: pytest.MonkeyPatch):
    landscape = as_landscape(rows("report"), place)
    blocked = {(one.first, one.second) for one in candidates(landscape)}

    def every_pair(said: list[Spelling], _subjects: object, **_known: int) -> Pairs:
        found = [(a, b) for a, b in combinations(range(len(said)), 2) if said[a].subject != said[b].subject]
        return np.array(found, dtype=np.int64).reshape(-1, 2).T

    monkeypatch.setattr(matching, "pairs", every_pair)
    whole = {(one.first, one.second) for one in candidates(landscape)}
    assert blocked <= whole
    assert len(whole - blocked) <= 0.01 * len(whole), whole - blocked


def test_the_labels_are_what_the_generator_gives():
    with (FOLDER / "organisations.csv").open(encoding="utf-8", newline="") as file:
        made = list(labelled(list(csv.DictReader(file))))
    assert sorted(map(str, made)) == sorted(map(str, [*rows("tune"), *rows("report")]))


def test_no_organisation_is_in_both_halves():
    halves = [{(row["list"], row["organisation"].split(" (")[0]) for row in rows(half)} for half in ("tune", "report")]
    assert halves[0] & halves[1] == set()


def test_variants_are_others_and_drawn_alike_for_the_same_seed():
    made, again = (
        variants("Volkshochschule der Hansestadt Rostock", random.Random(3), town="Rostock", count=6)  # noqa: S311
        for _turn in range(2)
    )
    assert made == again
    assert len({name for _how, name in made}) == len(made) >= 4
    assert "Volkshochschule der Hansestadt Rostock" not in dict(made).values()


def test_pairs_are_looked_at_once():
    assert pairs([], []).shape == (2, 0)
