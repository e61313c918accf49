"""Rows by column: nothing is lost, and it is shorter."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netmap.export.map_pack import packed
from tests.map_pages import unpacked

VALUES = st.recursive(
    st.booleans() | st.integers(-3, 3) | st.sampled_from(["", "1", "[1]", "true", "null", "a"]) | st.floats(-2, 2),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from("ab"), inner, max_size=2),
    max_leaves=4,
)
ROWS = st.lists(st.dictionaries(st.sampled_from(["id", "to", "dashes", "areas"]), VALUES), max_size=12)


def exactly(value: object) -> str:
    """Write a value so that true and 1, and 1 and 1.0, are told apart; the order of fields does not matter."""
    return json.dumps(value, sort_keys=True)


@settings(deadline=None)
@given(ROWS)
def test_rows_come_back_as_they_were(rows: list[dict[str, Any]]):
    block = json.loads(json.dumps(packed(rows)))
    assert exactly(unpacked(block)) == exactly(rows)


@pytest.mark.parametrize(
    ("values", "column"),
    [
        ([4, 5, 6], {"start": 4}),
        ([4, 6, 5], [4, 6, 5]),
        ([4, 6, None, 5], [4, 6, None, 5]),
        (["a", "b", "c"], ["a", "b", "c"]),
        (["a", "b", "a", "a", None], {"of": ["a", "b"], "at": [1, 2, 1, 1, 0]}),
        ([True, 1, "1", True, 1, "1"], {"of": [True, 1, "1"], "at": [1, 2, 3, 1, 2, 3]}),
        ([[1], "[1]", [1], "[1]"], {"of": [[1], "[1]"], "at": [1, 2, 1, 2]}),
        ([None, None, "x", None], {"of": ["x"], "rows": [2]}),
    ],
)
def test_a_column_has_the_form_that_suits_it(values: list[Any], column: object):
    rows = [{} if value is None else {"v": value} for value in values]
    assert exactly(packed(rows)["columns"]["v"]) == exactly(column)


def test_nothing_is_nothing():
    assert packed([]) == {"count": 0, "columns": {}}
    assert unpacked(packed([{}, {}])) == [{}, {}]
