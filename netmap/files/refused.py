"""The rows that were refused, as a workbook beside the list: to be mended there and read again."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from netmap.disk import write_whole
from netmap.files.cells import text
from netmap.files.gathering import Refused
from netmap.files.lists import Cell
from netmap.locale import translator

_LONGEST = 32_767
_EXACT = 1e15
_SHEET_NAME = 31
_WIDTH = 18


def refused_path(path: Path) -> Path:
    """Return the name of the workbook of what was refused of a list.

    >>> refused_path(Path("schulen.csv")).name
    'schulen.refused.xlsx'
    """
    return path.with_name(f"{path.stem}.refused.xlsx")


def write_refused(refused: Iterable[Refused], paths: Mapping[str, Path], *, lang: str = "de") -> list[Path]:
    """Write for each list, by its file's name, the rows refused, each with its row, its column and the reason before it.

    These three columns are left out when the workbook is read again. Raise DiskError where it cannot be written.
    """
    by_file: dict[str, list[Refused]] = {}
    for one in refused:
        by_file.setdefault(one.sheet.file, []).append(one)
    return [
        write_whole(refused_path(paths[name]), _workbook(rows, lang), lang=lang)
        for name, rows in by_file.items()
        if name in paths
    ]


def _workbook(refused: Sequence[Refused], lang: str) -> bytes:
    import xlsxwriter  # type: ignore[import-untyped, unused-ignore]

    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    bold = book.add_format({"bold": True})
    sheets: dict[str, list[Refused]] = {}
    for one in refused:
        sheets.setdefault(one.sheet.name, []).append(one)
    _ = translator(lang)
    marks = (_("netmap row"), _("netmap column"), _("netmap reason"))
    for number, rows in enumerate(sheets.values(), start=1):
        sheet = book.add_worksheet(_name(rows[0].sheet.name, number))
        sheet.freeze_panes(1, 0)
        width = max([len(rows[0].headings), *(len(one.cells) for one in rows)])
        headings = [*rows[0].headings, *[""] * (width - len(rows[0].headings))]
        for column, heading in enumerate([*marks, *headings]):
            sheet.write_string(0, column, heading, bold)
        sheet.set_column(0, len(marks) + width - 1, _WIDTH)
        for line, one in enumerate(rows, start=1):
            reason = " ".join(part for part in (one.reason, one.mend) if part)
            for column, cell in enumerate([one.row, one.column, reason, *one.cells]):
                _write(sheet, line, column, cell)
    book.close()
    return target.getvalue()


def _name(name: str, number: int) -> str:
    """Return a name that Excel takes for a sheet."""
    kept = "".join(sign for sign in name if sign not in "[]:*?/\\'" and sign.isprintable())[: _SHEET_NAME - 4].strip()
    return f"{kept} {number}" if number > 1 or kept.casefold() in {"", "history"} else kept


def _write(sheet: Any, row: int, column: int, cell: Cell) -> None:
    """Write a cell so that it can never become a formula."""
    if isinstance(cell, int | float) and not isinstance(cell, bool) and abs(cell) < _EXACT:
        sheet.write_number(row, column, cell)
    elif shown := text(cell):
        sheet.write_string(row, column, shown[:_LONGEST])
