"""Rows as columns: the same in a third of the bytes; `map_page/unpack.js` makes rows of them again."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

_FEW, _OFTEN = 3, 2
"""A column that one row in three has names its rows; values that come twice and more on average stand in a table."""


_TOLD_APART = frozenset({str, int})


def packed(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return rows, whose values are never None, by column: `count`, and by name a column in the shortest of four forms.

    {"start": n} counts up from n; [value or null, ...] has a value for each row; {"of", "at"} a table of values and for
    each row a place in it, from 1 on, 0 where it has none; {"of", "rows"} the values of a few rows, and which these are.

    >>> packed([{"id": 0, "to": 7}, {"id": 1, "to": 9}, {"id": 2, "to": 8, "dashes": True}])["columns"]
    {'id': {'start': 0}, 'to': [7, 9, 8], 'dashes': {'of': [True], 'rows': [2]}}
    """
    names = dict.fromkeys(chain.from_iterable(rows))
    return {"count": len(rows), "columns": {name: _column([row.get(name) for row in rows]) for name in names}}


def share_measures(
    nodes: Sequence[dict[str, Any]], measures: Mapping[str, Sequence[Mapping[str, Any]]]
) -> list[Mapping[str, Any]]:
    """Give nodes the places of their measures in one table, and return it: what is said of many stands there once.

    >>> nodes = [{"key": "a"}, {"key": "b"}, {"key": "c"}]
    >>> share_measures(nodes, {"a": [{"value": 0}], "b": [{"value": 1}, {"value": 0}]})
    [{'value': 0}, {'value': 1}]
    >>> nodes
    [{'key': 'a', 'measures': [0]}, {'key': 'b', 'measures': [1, 0]}, {'key': 'c'}]
    """
    table: dict[object, tuple[int, Mapping[str, Any]]] = {}
    for node in nodes:
        if said := measures.get(node["key"]):
            node["measures"] = [table.setdefault(_key(one), (len(table), one))[0] for one in said]
    return [one for _, one in table.values()]


def _column(cells: list[Any]) -> Any:
    values = [value for value in cells if value is not None]
    whole = all(type(value) is int for value in values)
    if whole and values == list(range(values[0], values[0] + len(cells))):
        return {"start": values[0]}
    if len(values) * _FEW <= len(cells):
        return {"of": values, "rows": [number for number, value in enumerate(cells) if value is not None]}
    if not whole and (table := _table(values)) is not None:
        of, places = table
        place = iter(places)
        return {"of": of, "at": [0 if value is None else next(place) for value in cells]}
    return cells


def _table(values: Sequence[Any]) -> tuple[list[Any], list[int]] | None:
    """Return the different values and where each stands among them, from 1 on; None where most are different."""
    most, known, of, places = len(values) // _OFTEN, dict[object, int](), list[Any](), list[int]()
    for value in values:
        key = value if type(value) is str else _key(value)
        place = known.get(key)
        if place is None:
            if len(of) >= most:
                return None
            of.append(value)
            place = known[key] = len(of)
        places.append(place)
    return of, places


def _key(value: Any) -> object:
    """Return what tells values apart: true, 1 and [1] are equal or no keys at all, their JSON is neither."""
    if type(value) is bool:
        return ("true" if value else "false", None)
    if isinstance(value, list | tuple) and value and type(value[0]) in _TOLD_APART:
        kind = type(value[0])
        if all(type(one) is kind for one in value):
            return tuple(value)  # a text is never equal to a number
    return (json.dumps(value), None)
