"""Tables as an Excel file: for reading, filtering and printing; what comes back is `netmap.files.workbook`."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from netmap.locale import translator

_LONGEST: Final = 32_767
_SHEET_NAME: Final = 31
_NARROW, _WIDE = 9, 60
_ROWS: Final = 1_048_576
_EXACT: Final = 1e15


@dataclass(frozen=True)
class Table:
    """Hold one sheet: its name, its headings, its rows as texts and numbers, and the sentences that belong below them."""

    name: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str | int | float]]
    remarks: Sequence[str] = ()


def excel(tables: Sequence[Table], *, mark: str = "", lang: str = "de") -> bytes:
    """Return an Excel file with one sheet a table: headings frozen, filters on, widths by what is in them, A4 across.

    No cell can become a formula. `mark` stands in each page's header. Rows beyond what a sheet can hold raise ValueError.
    """
    import xlsxwriter  # type: ignore[import-untyped, unused-ignore]

    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    bold, folded = book.add_format({"bold": True, "text_wrap": True, "valign": "top"}), book.add_format({"text_wrap": True})
    folded.set_align("top")
    taken: set[str] = set()
    for table in tables:
        if len(table.rows) + len(table.remarks) + 2 > _ROWS:
            raise ValueError(f"{table.name}: more rows than a sheet can hold")
        sheet = book.add_worksheet(_sheet_name(table.name, taken, lang))
        _fill(sheet, table, bold, folded)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        if mark:
            sheet.set_header("&L" + mark.replace("&", "&&"))
        sheet.set_footer("&R&P / &N")
    book.close()
    return target.getvalue()


def _fill(sheet: Any, table: Table, bold: Any, folded: Any) -> None:
    for column, heading in enumerate(table.headings):
        sheet.write_string(0, column, heading[:_LONGEST], bold)
        lengths = (len(str(row[column])) for row in table.rows)
        sheet.set_column(column, column, min(_WIDE, max(_NARROW, len(heading) + 3, *lengths, 0) + 1))
    for line, row in enumerate(table.rows, start=1):
        for column, cell in enumerate(row):
            _write(sheet, line, column, cell, folded)
    sheet.freeze_panes(1, 0)
    if table.headings:
        sheet.autofilter(0, 0, max(1, len(table.rows)), len(table.headings) - 1)
    for line, text in enumerate(table.remarks, start=len(table.rows) + 2):
        sheet.write_string(line, 0, text[:_LONGEST])


def _write(sheet: Any, line: int, column: int, cell: str | float, folded: Any) -> None:
    """Write a cell so that it can never become a formula or a link."""
    if isinstance(cell, int | float) and not isinstance(cell, bool) and abs(cell) < _EXACT:
        sheet.write_number(line, column, cell, folded)
    elif text := str(cell):
        sheet.write_string(line, column, text[:_LONGEST], folded)


def _sheet_name(name: str, taken: set[str], lang: str) -> str:
    """Return a name that Excel takes for a sheet, and that no other sheet has."""
    kept = "".join(sign for sign in name if sign not in "[]:*?/\\'" and sign.isprintable())[:_SHEET_NAME].strip()
    if kept.casefold() in {"", "history"}:
        kept = translator(lang)("Table")
    number, free = 2, kept
    while free.casefold() in taken:
        free, number = f"{kept[: _SHEET_NAME - 4]} {number}", number + 1
    taken.add(free.casefold())
    return free
