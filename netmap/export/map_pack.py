"""Rows as columns: the same in a third of the bytes; `map_page/unpack.js` makes rows of them again."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

_FEW, _OFTEN = 3, 2
"""A column that one row in three has names its rows; values that come twice and more on average stand in a table."""


def packed(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return rows, whose values are never None, by column: `count`, and by name a column in the shortest of four forms.

    {"start": n} counts up from n; [value or null, ...] has a value for each row; {"of", "at"} a table of values and for
    each row a place in it, from 1 on, 0 where it has none; {"of", "rows"} the values of a few rows, and which these are.

    >>> packed([{"id": 0, "to": 7}, {"id": 1, "to": 9}, {"id": 2, "to": 8, "dashes": True}])["columns"]
    {'id': {'start': 0}, 'to': [7, 9, 8], 'dashes': {'of': [True], 'rows': [2]}}
    """
    found: dict[str, list[tuple[int, Any]]] = {}
    for number, row in enumerate(rows):
        for name, value in row.items():
            found.setdefault(name, []).append((number, value))
    return {"count": len(rows), "columns": {name: _column(cells, len(rows)) for name, cells in found.items()}}


def _column(cells: Sequence[tuple[int, Any]], count: int) -> Any:
    values = [value for _, value in cells]
    whole = all(type(value) is int for value in values)
    if whole and values == list(range(values[0], values[0] + count)):
        return {"start": values[0]}
    if len(cells) * _FEW <= count:
        return {"of": values, "rows": [number for number, _ in cells]}
    if not whole and (table := _table(values)) is not None:
        of, places = table
        at = [0] * count
        for (number, _), place in zip(cells, places, strict=True):
            at[number] = place
        return {"of": of, "at": at}
    dense: list[Any] = [None] * count
    for number, value in cells:
        dense[number] = value
    return dense


def _table(values: Sequence[Any]) -> tuple[list[Any], list[int]] | None:
    """Return the different values and where each stands among them, from 1 on; None where most are different."""
    most, known, of, places = len(values) // _OFTEN, dict[str | tuple[str], int](), list[Any](), list[int]()
    for value in values:
        # true, 1 and [1] are no keys to tell apart, their JSON is; a text may look like such
        key = value if isinstance(value, str) else (json.dumps(value),)
        place = known.get(key)
        if place is None:
            if len(of) >= most:
                return None
            of.append(value)
            place = known[key] = len(of)
        places.append(place)
    return of, places
