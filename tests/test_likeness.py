"""How alike two spellings are, and what tells them apart for certain."""

from __future__ import annotations

import numpy as np
import pytest

from netmap.lexicon import lexicon
from netmap.likeness import Lists, apart, is_cut, judged, name_scores
from netmap.spellings import Spelling, Subject, spellings
from netmap.vocabulary import vocabulary

KNOWN = lexicon(vocabulary(), home=["Rostock"], places=["Schmarl", "Evershagen"])


def two(one: str, other: str) -> tuple[Spelling, Spelling]:
    first, second = (next(iter(spellings(Subject("x", "actor", name), n, KNOWN))) for n, name in enumerate((one, other)))
    return first, second


def score(one: str, other: str) -> float:
    return float(name_scores(two(one, other), np.array([[0], [1]]))[0])


def test_no_pairs_have_no_scores():
    assert name_scores([], np.zeros((2, 0), dtype=np.int64)).tolist() == []


def test_equal_names_whatever_the_order():
    assert score("Haus Ahorn", "Ahorn Haus") == 100
    assert score("VHS", "Volkshochschule Rostock") == 100


def test_the_whole_counts_four_tenths_and_the_own_words_six():
    # whole „ahorn grundschule“ / „ahorn schule“: 2 x 12 / (17 + 12) = 82.76; own words are equal
    assert score("Grundschule Ahorn", "Schule Ahorn") == pytest.approx(0.4 * 2400 / 29 + 60, abs=0.01)


def test_where_one_says_no_sort_of_place_the_lower_counts():
    # whole „ahorn“ / „ahorn kindertagestatte“: 2 x 5 / (5 + 22)
    assert score("Ahorn", "Kita Ahorn") == pytest.approx(1000 / 27, abs=0.01)


def test_where_only_one_has_a_word_of_its_own_less_counts():
    # „grundschule“ / „ahorn grundschule“: 0.85 x 2 x 11 / 28
    assert score("Grundschule", "Grundschule Ahorn") == pytest.approx(85 * 22 / 28, abs=0.01)


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("1. Grundschule", "2. Grundschule", "numbers"), ("Tag 2016", "Tag 2017", "numbers"), ("Tag 2016", "Tag", ""),
        ("Kita 18057 Rostock", "Kita 18055 Rostock", "numbers"), ("Kita 18057 Rostock", "Kita Rostock", ""),
        ("Kita Schmarl", "Kita Evershagen", "place"), ("Kita Schmarl", "Kita Schmarl Nord", ""),
        ("Kita", "Kita Schmarl", ""),
        ("Verein Rostock", "Verein Schwerin", "place"), ("Verein", "Verein Schwerin", ""),
        ("VHS Rostock", "VHS des Landkreises Rostock", "level"), ("DRK Kreisverband", "DRK", ""),
        ("DRK Kreisverband", "DRK Ortsverband", "level"), ("DRK Landesverband", "DRK", "level"),
        ("Ahorn", "Freundeskreis Ahorn", "about"), ("Elternrat Ahorn", "Förderverein Ahorn", "about"),
        ("Grundschule Ahorn", "Gymnasium Ahorn", "kind"), ("Grundschule Ahorn", "Schule Ahorn", ""),
        ("Universität", "Institut der Universität", "kind"), ("Kita und Hort Ahorn", "Kita Ahorn", ""),
    ],
)  # fmt: skip
def test_vetoes(one: str, other: str, why: str):
    assert apart(*two(one, other), KNOWN) == why
    assert apart(*two(other, one), KNOWN) == why


@pytest.mark.parametrize(
    ("short", "long", "cut"),
    [
        ("Gemeinnütziges Bildungswerk der Wirts", "Gemeinnütziges Bildungswerk der Wirtschaft", True),
        ("Gemeinnütziges Bildungswerk der Wirtschaft", "Gemeinnütziges Bildungswerk der Wirtschaft", False),
        ("Gemeinnütziges Bildungswerk", "Gemeinnütziges Bildungswerk der Wirtschaft", False),
        (
            "Gemeinnütziges Bildungswerk der Wirtschaft im Land",
            "Gemeinnütziges Bildungswerk der Wirtschaft im Land e. V.",
            True,
        ),
        ("Bildungsw", "Bildungswerk", False),
        ("Gemeinsames Bildungswerk der Wirts", "Gemeinnütziges Bildungswerk der Wirtschaft", False),
    ],
)
def test_names_cut_off(short: str, long: str, cut: bool):
    assert is_cut(*two(short, long)) is cut
    assert is_cut(*two(long, short)) is cut


def test_a_cut_name_may_have_lost_what_would_tell_it_apart():
    one, other = two(
        "Gemeinnütziger Schulverein der Grundschulen am Wal", "Gemeinnütziger Schulverein der Grundschulen am Wald Nr. 2"
    )
    lists = Lists([Subject("a", "actor", "A"), Subject("b", "actor", "B")], KNOWN)
    assert judged(one, other, 97.0, lists) == (97.0, ("cut_name",))


def test_no_score_is_over_a_hundred():
    subjects = [Subject(key, "actor", "Ahorn", website="a.example", address="am kai 1") for key in "ab"]
    lists = Lists(subjects, KNOWN)
    one, other = two("Ahorn", "Ahorn")
    assert judged(one, other, 100.0, lists) == (100.0, ("same_name", "same_website", "same_address"))
