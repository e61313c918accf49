"""Working lists as people fill them in: by the id of a row and the heading of a column."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl

IDS = frozenset({"Kennung", "Id"})


def cell(book: Any, row: str, heading: str) -> Any:
    """Return the cell of a row, by its id, below a heading."""
    sheet = book.worksheets[0]
    head = next(one for one in sheet.iter_rows() if IDS & {cell.value for cell in one})
    columns = {one.value: one.column for one in head}
    named = next(column for name, column in columns.items() if name in IDS)
    at = next(one[0].row for one in sheet.iter_rows() if one[named - 1].value == row)
    return sheet.cell(at, columns[heading])


def filled_in(path: Path, cells: Mapping[tuple[str, str], object]) -> Path:
    """Fill in cells by row and heading, save the file, and return its path."""
    book = openpyxl.load_workbook(path)
    for (row, heading), value in cells.items():
        cell(book, row, heading).value = value
    book.save(path)
    return path
