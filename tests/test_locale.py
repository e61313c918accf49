"""How texts are sorted and compared: letter by letter, one by one and many at once."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmap.locale import alphabetical, at_once, without_accents
from netmap.search import fold

TEXTS = st.lists(st.one_of(st.text(max_size=8), st.text(alphabet="äÖuß\u0308\u0301\0–a ", max_size=8)), max_size=6)


@pytest.mark.parametrize("change", [alphabetical, fold, without_accents])
@given(texts=TEXTS)
def test_many_texts_at_once_are_the_same_as_one_by_one(change: Callable[[str], str], texts: list[str]):
    assert at_once(change, texts) == [change(text) for text in texts]


@given(st.one_of(st.text(), st.text(alphabet="äÖüéệ\u0301\u034f\u20d0–„")))
def test_all_that_combines_is_left_out_and_nothing_else(text: str):
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    assert without_accents(text) == plain
