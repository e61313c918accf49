"""Nodes and edges of network files as sheets: the same for GraphML and GEXF."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path

from netmap.errors import DataError
from netmap.files.lists import ROWS, TEXT, Cell, Sheet, Table, refuse_wide, too_many
from netmap.locale import translator

_YES = frozenset({"true", "1", "yes"})
_INTEGERS = frozenset({"int", "integer", "long", "short", "byte", "biginteger"})
_DECIMALS = frozenset({"float", "double", "bigdecimal"})


def network_table(
    path: Path,
    nodes: Sequence[Mapping[str, Cell]],
    edges: Sequence[Mapping[str, Cell]],
    remarks: Sequence[str] = (),
    *,
    lang: str = "de",
) -> Table:
    """Return a network as a table of two sheets; raise DataError where it has no nodes, or more than any list has rows.

    What is tied but not listed is listed, too, so that an end is never missing.
    """
    if not nodes and not edges:
        _ = translator(lang)
        raise DataError(_("{path} holds a network without nodes.").format(path=path.name))
    listed = {one.get("id") for one in nodes}
    ends = dict.fromkeys(edge.get(end) for edge in edges for end in ("source", "target"))
    nodes = [*nodes, *({"id": end} for end in ends if end and end not in listed)]
    sheets = [_sheet(path, "nodes", nodes, ("id",), lang)]
    if edges:
        sheets.append(_sheet(path, "edges", edges, ("source", "target"), lang))
    return Table(path, tuple(sheets), tuple(remarks))


def _sheet(path: Path, name: str, rows: Sequence[Mapping[str, Cell]], first: Sequence[str], lang: str) -> Sheet:
    if len(rows) > ROWS:
        raise too_many(f"{path.name}!{name}", lang)
    columns = list(dict.fromkeys((*first, *(column for row in rows for column in row))))
    refuse_wide(f"{path.name}!{name}", len(columns), len(columns) * len(rows), lang=lang)
    cells: list[Sequence[Cell]] = [[row.get(column) for column in columns] for row in rows]
    return Sheet(path.name, name, [columns, *cells], fixed=True, typed=True)


def typed_value(given: str, kind: str) -> Cell:
    """Return a value as what the file says it is; a text where it is not that.

    >>> typed_value("1", "boolean"), typed_value("3", "long"), typed_value("2.5", "double"), typed_value("x", "int")
    (True, 3, 2.5, 'x')
    """
    kind = kind.lower()
    plain = given.strip()
    if kind == "boolean":
        return plain.lower() in _YES
    try:
        if kind in _INTEGERS:
            value = int(plain)
            return value if -(2**63) <= value < 2**63 else given
        if kind in _DECIMALS:
            number = float(plain)
            return number if math.isfinite(number) else None
    except ValueError:
        pass
    return given[:TEXT] if plain else None
