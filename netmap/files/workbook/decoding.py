"""The cells of a sheet as values, column by column: each different cell of a column is decoded once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from netmap.errors import Problem
from netmap.files.workbook.cells import BULLET, Cell, CellError, cell_to_own
from netmap.files.workbook.codec import Decode, Lexicon, decoder
from netmap.files.workbook.details import cell_problem
from netmap.files.workbook.tables import Table

_NOTHING: Final = object()


@dataclass(frozen=True)
class Values:
    """Hold the values of each row of a sheet, and what could not be decoded, by the row's place among the rows.

    `fields` are those that have a column of their own; `parts` of a field with several columns (evidence, own columns,
    thresholds) are kept by that field.
    """

    fields: Sequence[dict[str, Any]]
    parts: Mapping[str, Sequence[dict[str, Any]]]
    refused: Mapping[int, Sequence[Problem]]


def decoded(table: Table, decimal: frozenset[tuple[str, str]], lexicon: Lexicon, *, lang: str) -> Values:
    """Return the values of a table; `decimal` names the own columns in which all numbers are decimal ones."""
    by_column = list(zip(*(cells for _number, cells in table.rows), strict=True))
    refused: dict[int, list[Problem]] = {}
    groups: dict[str, list[tuple[str, list[Any]]]] = {"": []}
    for at, column in table.columns if by_column else ():
        cells = by_column[at]
        if not any(cells) and set(cells) <= {""}:  # `any` first, since most columns are empty in most workbooks
            continue
        floats = (table.what, column.part) in decimal
        decode = _own(floats) if column.how == "own" else decoder(column, lexicon)
        values, failed = _texts(cells, column.how) or _column(cells, decode)
        for row, error in failed:
            place = table.cell(table.rows[row][0], column.path)
            refused.setdefault(row, []).append(cell_problem(place, column, cells[row], error, lang))
        groups.setdefault(column.field if column.part else "", []).append((column.part or column.path, values))
    values_of = {field: _rows(several, len(table.rows)) for field, several in groups.items()}
    return Values(values_of.pop(""), values_of, refused)


def _own(floats: bool) -> Decode:
    return lambda cell: cell_to_own(cell, floats=floats)


def _texts(cells: Sequence[Cell], how: str) -> tuple[list[Any], list[tuple[int, CellError]]] | None:
    """Return the values of a column of nothing but plain texts, which stand for themselves; None for any other one."""
    if how not in {"text", "own"} or set(map(type, cells)) != {str}:
        return None
    joined = "".join(cells)  # type: ignore[arg-type]
    if "\\" in joined or BULLET in joined:
        return None
    return [text or _NOTHING for text in map(str.strip, cells)], []  # type: ignore[arg-type]


def _column(cells: Sequence[Cell], decode: Decode) -> tuple[list[Any], list[tuple[int, CellError]]]:
    # True, 1 and 1.0 are one key by themselves
    keys: Sequence[Any] = cells if bool not in set(map(type, cells)) else [(type(one), one) for one in cells]
    known: dict[Any, Any] = dict.fromkeys(keys, _NOTHING)
    errors: dict[Any, CellError] = {}
    for key in known:
        cell = key[1] if isinstance(key, tuple) else key
        if cell == "" or (isinstance(cell, str) and cell.isspace()):
            continue
        try:
            known[key] = decode(cell)
        except CellError as error:
            errors[key] = error
    failed = [(row, errors[key]) for row, key in enumerate(keys) if key in errors] if errors else []
    return list(map(known.__getitem__, keys)), failed


def _rows(several: Sequence[tuple[str, list[Any]]], count: int) -> list[dict[str, Any]]:
    if not several:
        return [{} for _row in range(count)]
    names = [name for name, _values in several]
    columns = zip(*(values for _name, values in several), strict=True)
    return [{name: value for name, value in zip(names, row, strict=True) if value is not _NOTHING} for row in columns]
