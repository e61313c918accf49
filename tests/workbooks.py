"""Workbooks for the tests: written, changed as a person changes them in Excel, and read back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl

from netmap.files.workbook.reading import Reading, read_workbook
from netmap.files.workbook.tables import open_workbook
from netmap.files.workbook.writing import write_workbook
from netmap.landscape import Landscape
from netmap.model import Revision

WRITTEN = Revision(number=1, author="BK", at=dt.datetime(2024, 3, 1, 9, 30, tzinfo=dt.UTC))


def reread(path: Path, *states: Landscape, lang: str = "de") -> Reading:
    key = states[-1].settings.id if states else ""
    return read_workbook(open_workbook(path, lang=lang), states=states, landscape_id=key, lang=lang)


def edited(path: Path, change: Callable[[Any], object]) -> Path:
    """Change a workbook by hand: `change` gets openpyxl's workbook."""
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)
    return path


def exported(landscape: Landscape, path: Path, change: Callable[[Any], object] | None = None, **options: Any) -> Path:
    written = write_workbook(landscape, path, **options)
    return written if change is None else edited(written, change)


def column(sheet: Any, head: str) -> int:
    """Return the column of a heading, counted from 1."""
    return next(cell.column for cell in sheet[1] if cell.value == head)


def put(book: Any, sheet: str, name: str, head: str, value: object) -> None:
    """Write into the cell of the row whose first cell is `name`; a row of that name is begun where there is none."""
    table = book[sheet]
    row = next((one[0].row for one in table.iter_rows(min_row=2) if one[0].value == name), None)
    if row is None:
        row = next(n for n in range(2, table.max_row + 2) if table.cell(n, 1).value is None)
        table.cell(row, 1).value = name
    table.cell(row, column(table, head)).value = value


def drop(book: Any, sheet: str, name: str) -> None:
    """Delete the row whose first cell is `name`."""
    table = book[sheet]
    table.delete_rows(next(one[0].row for one in table.iter_rows(min_row=2) if one[0].value == name))
