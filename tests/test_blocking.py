"""Which spellings are compared at all."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from netmap.blocking import NEXT, WHOLE, keys, pairs
from netmap.lexicon import lexicon
from netmap.spellings import Spelling, Subject, spellings
from netmap.vocabulary import vocabulary

KNOWN = lexicon(vocabulary())


def looked_at(*subjects: Subject, known: int = 0) -> set[tuple[int, int]]:
    """Return the pairs of subjects that are compared."""
    said: list[Spelling] = [one for number, subject in enumerate(subjects) for one in spellings(subject, number, KNOWN)]
    low, high = pairs(said, subjects, known=known)
    return {(said[a].subject, said[b].subject) for a, b in zip(low.tolist(), high.tolist(), strict=True)}


def named(*names: str) -> list[Subject]:
    return [Subject(f"s{n}", "actor", name) for n, name in enumerate(names)]


def test_names_that_share_nothing_are_not_compared():
    assert looked_at(*named("Ahorn", "Birkenweg", "Linde")) == set()


def test_names_that_share_a_word_are():
    assert looked_at(*named("Ahorn Nord", "Haus Ahorn", "Birke")) == {(0, 1)}


@given(st.text("bcdfghij", min_size=5, max_size=12), st.integers(0, 11), st.sampled_from("klmnop"))
def test_one_wrong_missing_added_or_swapped_letter_is_found(word: str, at: int, letter: str):
    at = min(at, len(word) - 2)
    wrong = [
        word[:at] + letter + word[at + 1 :],
        word[:at] + word[at + 1 :],
        word[:at] + letter + word[at:],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    ]
    for other in wrong:
        assert looked_at(*named(word, other)) == {(0, 1)}, other


def test_other_numbers_are_never_compared():
    assert looked_at(*named("Haus Ahorn 1", "Haus Ahorn 2")) == set()
    assert looked_at(*named("Haus Ahorn 2", "Ahorn 02")) == {(0, 1)}


def test_an_address_or_a_website_is_enough():
    ahorn = Subject("a", "actor", "Ahorn", address="am kai 1", website="a.example")
    assert looked_at(ahorn, Subject("b", "actor", "Birkenweg", address="am kai 1")) == {(0, 1)}
    assert looked_at(ahorn, Subject("b", "actor", "Birkenweg", website="a.example")) == {(0, 1)}


def test_initials_meet_names_that_are_initials():
    assert looked_at(*named("DKJS", "Deutsche Kinder- und Jugendstiftung", "Stiftung Ahorn")) == {(0, 1)}


def test_known_records_are_not_compared_with_each_other():
    names = named("Ahorn", "Ahorn", "Ahorn", "Ahorn")
    assert looked_at(*names, known=2) == {(0, 2), (0, 3), (1, 2), (1, 3), (2, 3)}
    assert looked_at(*names, known=4) == set()


def test_the_ways_to_call_one_subject_are_not_compared():
    assert looked_at(Subject("a", "actor", "Ahorn (Haus)", "Ahorn", ("Ahorn",))) == set()
    assert looked_at() == set()


def test_a_small_block_is_compared_whole_and_a_large_one_in_the_alphabet():
    few = named(*(f"Ahorn {chr(97 + n)}{chr(97 + n)}" for n in range(WHOLE)))
    assert looked_at(*few) == set(combinations(range(WHOLE), 2))
    many = named(*(f"Ahorn {chr(97 + n // 26)}{chr(97 + n % 26)}q" for n in range(400)))
    assert len(looked_at(*many)) <= 400 * NEXT * 3
    doubled = [*many, *(Subject(f"t{n}", "actor", one.name) for n, one in enumerate(many))]
    assert {(n, n + 400) for n in range(400)} <= looked_at(*doubled)


def test_keys_are_few():
    (said,) = spellings(Subject("a", "actor", "Donaudampfschifffahrtsgesellschaftsverein"), 0, KNOWN)
    assert len(set(keys(said))) <= 25
