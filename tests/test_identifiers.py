"""Ids from names, from foreign ids, and from what a record joins."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmap.identifiers import GENERATED, generated_id, joined, shorten, slug, unique
from netmap.model import KINDS
from netmap.values import ID_LENGTH

VALID = re.compile(r"[a-z0-9][a-z0-9-]*")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("UNIHRO", "unihro"),
        ("AMT_31", "amt-31"),
        ("Bürgerhaus Süd", "buergerhaus-sued"),
        ("Ärztekammer", "aerztekammer"),
        ("A\u0308rztekammer", "aerztekammer"),  # the umlaut in two signs
        ("GROẞE STRAẞE", "grosse-strasse"),
        ("Café Łódź", "cafe-lodz"),
        ("Ødegård & Søn", "odegard-son"),
        ("1. Grundschule / Förderverein e. V.", "1-grundschule-foerderverein-e-v"),
        ("  --a--  ", "a"),
        ("a--b", "a--b"),
        ("x-", "x-"),
        ("Frauen’s Treff", "frauens-treff"),
        ("Дом", ""),
        ("", ""),
    ],
)
def test_slugs(text: str, expected: str):
    assert slug(text) == expected


def test_a_text_without_latin_letters_falls_back():
    assert slug("Дом", fallback="actor") == "actor"


@given(st.text(max_size=600))
def test_a_slug_is_an_id_or_empty_and_its_own_slug(text: str):
    made = slug(text)
    assert made == "" or (VALID.fullmatch(made) and len(made) <= ID_LENGTH)
    assert slug(made) == made


@given(st.from_regex(r"\A[a-z0-9][a-z0-9-]{0,399}\Z"))
def test_an_id_stays_as_it_is(identifier: str):
    assert slug(identifier) == identifier


def test_long_ids_are_cut_but_stay_apart():
    one, other = "a" * 500 + "b", "a" * 500 + "c"
    assert len(shorten(one)) == ID_LENGTH
    assert shorten(one) != shorten(other)
    assert len(joined(one, other)) == ID_LENGTH


def test_unique_counts_from_two_and_keeps_the_length():
    taken = {"a", "a-2", "b" * ID_LENGTH}
    assert unique("a", taken) == "a-3"
    assert unique("c", taken) == "c"
    assert unique("b" * ID_LENGTH, taken) == "b" * (ID_LENGTH - 2) + "-2"


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        ("cooperation", {"source": "amt_31", "target": "vhs", "kind": "joint_offer"}, "amt-31--vhs--joint-offer"),
        ("cooperation", {"source": "a", "target": "b"}, "a--b--unspecified"),
        ("membership", {"actor": "vhs", "forum": "runde", "role": "chair"}, "vhs--runde"),
        (
            "need",
            {"area": "school", "target_group": "all", "district": "nord", "year": 2018},
            "need--school--all--nord--2018",
        ),
        ("inventory", {"area": "school"}, "inventory--school"),
        ("term", {"vocabulary": "areas", "key": "sailing"}, "term--areas--sailing"),
        ("position", {"subject": "vhs"}, "position--vhs"),
        ("gap_note", {"gap": "school/all/nord"}, "gap-note--school-all-nord"),
        ("decision", {"first": "a", "second": "b"}, "decision--a--b"),
        ("cooperation", {"source": ["odd"], "target": None}, "odd--unspecified"),
        ("membership", {}, "membership"),
    ],
)
def test_generated_ids(kind: str, fields: dict[str, object], expected: str):
    assert generated_id(kind, fields) == expected
    assert generated_id(kind, fields, {expected}) == f"{expected}-2"


def test_what_people_name_needs_an_id_of_its_own():
    assert set(KINDS) - set(GENERATED) == {"landscape", "district", "actor", "forum", "offer", "survey"}
    with pytest.raises(KeyError):
        generated_id("actor", {"name": "Volkshochschule"})
