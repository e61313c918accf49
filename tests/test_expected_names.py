"""Names as they are compared: endings, filling words, brackets, words written as one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmap.analysis.expected_names import parts, phrases, spotted, stem, words


def found(name: str, *typical: str) -> list[str]:
    return [typical[position] for _name, position, _inside in spotted([name], phrases(typical))]


@pytest.mark.parametrize(
    ("name", "typical"),
    [
        ("Volkshochschule der Hansestadt Rostock", "Volkshochschule"),
        ("Werner-Lindemann-Grundschule", "Grundschule"),
        ("Stadtteil- & Begegnungszentrum Evershagen", "Stadtteil- und Begegnungszentrum"),
        ("Wegweiserkurse in Mecklenburg-Vorpommern", "Wegweiserkurs"),
        ("Kunst.Schule.Rostock", "Kunstschule"),
        ("Waldemar Hof e.V.", "Waldemarhof"),
        ("Kommunales Netzwerk für Integration und Migration", "Kommunales Netzwerk Integration und Migration"),
        ("DIEN HONG", "Diên Hông"),
        ("Haus des interkulturellen Zentrums", "Interkulturelles Zentrum"),
        ("VHS Rostock", "VHS"),
    ],
)
def test_typical_names_are_found(name: str, typical: str):
    assert found(name, typical) == [typical]


@pytest.mark.parametrize(
    ("name", "typical"),
    [
        ("Amt für Jugend, Soziales und Asyl", "Amt für Soziales"),
        ("Kitapult e.V.", "Kita"),
        ("Hofladen", "Hof"),
        ("Verein für Sport", "SV"),
        ("", "VHS"),
        ("und der", "VHS"),
    ],
)
def test_what_only_looks_alike_is_not(name: str, typical: str):
    assert found(name, typical) == []


@pytest.mark.parametrize("name", ["Förderverein der Volkshochschule e.V.", "Freundeskreis VHS"])
def test_who_supports_an_institution_is_not_that_institution(name: str):
    assert found(name, "Volkshochschule", "VHS") == []


def test_names_are_read_one_by_one():
    names = ["Netzwerk", "Frühe Hilfen", "Haus\0hof", "Hof", "Waldemar", "VHS"]
    assert spotted(names, phrases(["Netzwerk Frühe Hilfen", "Waldemarhof", "Hofwaldemar", "VHS"])) == [(5, 3, False)]


@given(
    st.lists(st.text(alphabet="aehofv ()ß\0ü-", max_size=12), max_size=8),
    st.lists(st.text("aehofv", max_size=4), max_size=4),
)
def test_many_names_say_what_each_of_them_says(names: list[str], typical: list[str]):
    known = phrases(typical)
    assert spotted(names, known) == [
        (place, position, inside) for place, name in enumerate(names) for _name, position, inside in spotted([name], known)
    ]


def test_a_typical_name_of_filling_words_only_finds_nothing():
    assert phrases(["und", "", "..."]).by_first == {}


@pytest.mark.parametrize(
    ("name", "outside", "inside"),
    [
        ("VHS", "VHS", ""),
        ("Jugendmigrationsdienst Rostock (AWO)", "Jugendmigrationsdienst Rostock", "AWO"),
        ("A (B) C [D]", "A C", "B ; D"),
        ("A (offen", "A (offen", ""),
    ],
)
def test_brackets_are_kept_apart(name: str, outside: str, inside: str):
    assert parts(name) == (outside, inside)


@given(
    st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=6, max_size=30), st.sampled_from(["e", "en", "er", "es", "s"])
)
def test_an_ending_makes_no_difference(word: str, ending: str):
    assert stem(word) == stem(word + ending)


@given(st.text(max_size=60))
def test_a_stem_is_its_own_stem(text: str):
    for word in words(text):
        assert stem(stem(word)) == stem(word)
