"""How the sheets of a workbook look: headings that stay, filters, drop-downs, widths, paper; the door to xlsxwriter."""

from __future__ import annotations

import datetime as dt
import io
import math
from collections.abc import Iterable, Sequence
from types import TracebackType
from typing import Any, Final, Self

import xlsxwriter  # type: ignore[import-untyped]
from xlsxwriter.utility import xl_rowcol_to_cell  # type: ignore[import-untyped]

from netmap.files.workbook import guide
from netmap.files.workbook.cells import LONGEST, text_to_cell
from netmap.files.workbook.codec import Lexicon
from netmap.files.workbook.columns import Column, How, sheet_name
from netmap.locale import date, translator
from netmap.model import Revision
from netmap.vocabulary import NAMES

PREVIEW: Final = 80
META: Final = "netmap"
SPARE: Final = 1_000
"""So many empty rows below the last one have drop-downs, too."""
_A3: Final = 8
_A4: Final = 9
_WIDE_PAGE: Final = 150
"""Columns wider than this in all are printed on A3; in characters."""
_WIDEST_PAGE: Final = 330
"""Columns wider than this in all are printed on pages beside each other: smaller letters nobody can read."""
_CUT_OFF: Final = frozenset({"id", "url", "website", "evidence.url"})
"""Columns for whose texts no row is made higher: their ends need not be seen."""
_PRINTED: Final = 1_000
"""In longer lists, which nobody prints, the rows are left as high as the program makes them: that takes time."""
_LINE_WIDTH: Final = 110
_LINE_HEIGHT: Final = 15
_MOST_LINES: Final = 8
_WIDTHS: Final[dict[How, float]] = {
    "text": 24, "names": 28, "whole": 10, "number": 10, "date": 12, "yes": 11, "maybe": 11, "term": 22, "terms": 28,
    "scale": 18, "choice": 16, "id": 28, "ids": 30, "point": 20, "json": 24, "own": 18,
}  # fmt: skip
_WIDE: Final = {"name": 38.0, "description": 44.0, "note": 44.0, "how": 40.0, "reason": 40.0, "id": 18.0, "version": 9.0}
_NUMBERS: Final = frozenset({"whole", "number", "own"})
_LISTED: Final = ("term", "terms", "scale")


class Book:
    """Write sheets into an xlsx file, one after the other; it is whole when the block is left."""

    def __init__(self, target: io.BytesIO, title: str, lexicon: Lexicon, revision: Revision | None) -> None:
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        self._file = xlsxwriter.Workbook(target, options)
        self._file.set_properties({"title": title[:200], "comments": "netmap"})
        self._file.set_size(2400, 1400)
        self.lexicon = lexicon
        self._title, self._revision = title, revision
        self._text = self._file.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        self._number = self._file.add_format({"valign": "top"})
        self._day = self._file.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"})
        self._grey = self._file.add_format({"num_format": "@", "font_color": "#767676", "valign": "top"})
        self._example = self._file.add_format(
            {"num_format": "@", "font_color": "#5F5F5F", "italic": True, "text_wrap": True, "valign": "top"}
        )
        self._head = self._file.add_format(
            {"bold": True, "bg_color": "#DCE6F1", "text_wrap": True, "valign": "top", "bottom": 1, "num_format": "@"}
        )
        self._big = self._file.add_format({"bold": True, "font_size": 14})
        self._wrapped = self._file.add_format({"text_wrap": True, "valign": "top"})
        self._long: list[str] = []
        self._lists: dict[str, tuple[int, int]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if kind is None:
            self._file.close()

    # ------------------------------------------------------------------------------------------------------- sheets

    def write_lines(self, what: str, lines: Iterable[tuple[str, str]]) -> None:
        """Write a sheet of lines to be read; the style of a line is "big" or empty."""
        sheet = self._file.add_worksheet(sheet_name(what, self.lexicon.lang))
        sheet.set_column(0, 0, _LINE_WIDTH)
        sheet.hide_gridlines(2)
        for row, (text, style) in enumerate(lines):
            sheet.write_string(row, 0, text, self._big if style == "big" else self._wrapped)
            _heighten(sheet, row, (text,), (_LINE_WIDTH,))
        self._paper(sheet, what)

    def write_table(
        self,
        what: str,
        headed: Sequence[Column],
        rows: Iterable[Sequence[Any]],
        count: int,
        *,
        example: Sequence[str] | None = None,
        hidden: bool = False,
    ) -> None:
        """Write a sheet with a row for each record, below its headings and, where there is one, the example."""
        sheet = self._file.add_worksheet(sheet_name(what, self.lexicon.lang))
        widths = [LONGEST if one.path in _CUT_OFF else int(_width(one)) for one in headed]
        first = 1
        if example:
            for column, text in enumerate(example):
                if text:
                    sheet.write_string(1, column, text, self._example)
            _heighten(sheet, 1, example, widths)
            first = 2
        for number, row in enumerate(rows, start=first):
            self._write_row(sheet, number, row)
            if count <= _PRINTED and not hidden:
                _heighten(sheet, number, row, widths)
        last = first + count - 1
        self._head_row(sheet, what, headed)
        self._drop_downs(sheet, headed, last + SPARE)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(last, 1), len(headed) - 1)
        sheet.repeat_rows(0)
        printed = max((at for at, one in enumerate(headed) if one.path not in {"id", "version"}), default=0)
        sheet.print_area(0, 0, max(last, 1), printed)
        sheet.repeat_columns(0)
        self._paper(sheet, what, width=sum(map(_width, headed[: printed + 1])))
        if hidden:
            sheet.hide()

    def write_settings(self, headed: Sequence[Column], values: Sequence[Any], *, empty: bool) -> None:
        """Write the settings, one a line, with what is meant beside them; `empty` leaves id and name to be filled in."""
        lang = self.lexicon.lang
        _ = translator(lang)
        sheet = self._file.add_worksheet(sheet_name("landscape", lang))
        for at, text in enumerate((_("Setting"), _("Value"), _("What is meant"))):
            sheet.write_string(0, at, text, self._head)
        widths = (44, 50, 80)
        for row, (column, value) in enumerate(zip(headed, values, strict=True), start=1):
            sheet.write_string(row, 0, column.header, self._head)
            sheet.write_blank(row, 1, None, self._number if column.how in _NUMBERS else self._text)
            self._write_cell(sheet, row, 1, "" if empty and column.path in {"id", "name", "version"} else value)
            meant = guide.help_text("landscape", column, lang)
            sheet.write_string(row, 2, meant, self._wrapped)
            _heighten(sheet, row, (column.header, value, meant), widths)
        for at, width in enumerate(widths):
            sheet.set_column(at, at, width)
        sheet.freeze_panes(1, 1)
        sheet.repeat_rows(0)
        self._paper(sheet, "landscape")

    def write_lists(self) -> None:
        """Write the words of the drop-downs with their keys, on a hidden sheet."""
        lang = self.lexicon.lang
        sheet = self._file.add_worksheet(sheet_name("lists", lang))
        for index, name in enumerate(NAMES):
            words = self.lexicon.words(Column("", "", "term", name, everything=True))
            sheet.write_string(0, 2 * index, name, self._grey)
            for row, (key, label) in enumerate(words.pairs(), start=1):
                sheet.write_string(row, 2 * index, text_to_cell(label), self._text)
                sheet.write_string(row, 2 * index + 1, key, self._grey)
        sheet.hide()

    def write_long(self) -> None:
        """Write the texts that no cell can hold, in pieces, on a hidden sheet."""
        if not self._long:
            return
        sheet = self._file.add_worksheet(sheet_name("long", self.lexicon.lang))
        pieces = ((n, text[at : at + 15_000]) for n, text in enumerate(self._long) for at in range(0, len(text), 15_000))
        for row, (n, piece) in enumerate(pieces):
            sheet.write_number(row, 0, n)
            sheet.write_string(row, 1, f"|{piece}|", self._text)
        sheet.hide()

    def write_meta(self, lines: Iterable[Sequence[Any]]) -> None:
        """Write what an import must know, on a hidden sheet."""
        sheet = self._file.add_worksheet(META)
        for row, line in enumerate([*lines, ("lang", self.lexicon.lang)]):
            self._write_row(sheet, row, line)
        sheet.hide()
        self._file.get_worksheet_by_name(sheet_name("guide", self.lexicon.lang)).activate()

    # -------------------------------------------------------------------------------------------------------- cells

    def _write_row(self, sheet: Any, number: int, row: Sequence[Any]) -> None:
        for column, value in enumerate(row):
            if value != "":
                self._write_cell(sheet, number, column, value)

    def _write_cell(self, sheet: Any, row: int, column: int, value: Any) -> None:
        if isinstance(value, str):
            if len(value) > LONGEST // 2 and len(value.encode("utf-16-le")) > 2 * LONGEST:
                value = self._put_aside(value)
            if value:
                sheet.write_string(row, column, value, self._text)
        elif isinstance(value, bool):
            sheet.write_boolean(row, column, value, self._number)
        elif isinstance(value, dt.date):
            sheet.write_datetime(row, column, dt.datetime(value.year, value.month, value.day), self._day)
        else:
            sheet.write_number(row, column, value, self._number)

    def _put_aside(self, text: str) -> str:
        self._long.append(text)
        return preview(text, len(self._long) - 1)

    # --------------------------------------------------------------------------------------------------------- looks

    def _head_row(self, sheet: Any, what: str, headed: Sequence[Column]) -> None:
        for at, column in enumerate(headed):
            sheet.write_string(0, at, column.header, self._head)
            sheet.set_column(at, at, _width(column), None if column.how in _NUMBERS else self._text)
        _heighten(sheet, 0, [one.header for one in headed], [int(0.9 * _width(one)) for one in headed])  # bold, an arrow
        for at, column in enumerate(headed):
            text = guide.help_text(what, column, self.lexicon.lang)
            if text:
                sheet.write_comment(0, at, text, {"x_scale": 2.2, "y_scale": 1.6, "author": "netmap"})

    def _drop_downs(self, sheet: Any, headed: Sequence[Column], last: int) -> None:
        for at, column in enumerate(headed):
            source = self._source(column)
            if source is not None and column.path != "record":
                sheet.data_validation(1, at, last, at, {"validate": "list", "source": source, "show_error": False})
        numbers = f"A1:{xl_rowcol_to_cell(max(last, 1), len(headed) - 1)}"
        sheet.ignore_errors({"number_stored_as_text": numbers})

    def _source(self, column: Column) -> Any:
        lang = self.lexicon.lang
        _ = translator(lang)
        if column.how in {"yes", "maybe"}:
            return [_("yes"), _("no")]
        if column.how == "choice":
            return [label for _key, label in self.lexicon.words(column).pairs()]
        if column.how in _LISTED:
            at, count = 2 * NAMES.index(column.of), len(list(self.lexicon.words(column).pairs()))
            top, bottom = (xl_rowcol_to_cell(row, at, row_abs=True, col_abs=True) for row in (1, max(count, 1)))
            return f"='{sheet_name('lists', lang)}'!{top}:{bottom}"
        if column.how in {"id", "ids"} and column.of:
            return f"='{sheet_name(column.of[0], lang)}'!$A$2:$A$20000"
        return None

    def _paper(self, sheet: Any, what: str, *, width: float = 0) -> None:
        """Set up the pages: a list that is too wide to be read on one goes on beside it, its first column on both."""
        _ = translator(self.lexicon.lang)
        sheet.set_landscape()
        sheet.set_paper(_A3 if width > _WIDE_PAGE else _A4)
        sheet.fit_to_pages(max(1, math.ceil(width / _WIDEST_PAGE)), 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
        name = " ".join(self._title.split())[:80].replace("&", "&&")
        state = (
            f"r{self._revision.number}, {date(f'{self._revision.at:%Y-%m-%d}', self.lexicon.lang)}" if self._revision else ""
        )
        sheet.set_header(f"&L{name}&R{sheet_name(what, self.lexicon.lang)}")
        sheet.set_footer(f"&L{_('Internal – not for passing on')}&C&P / &N&R{state}")


def preview(text: str, number: int) -> str:
    r"""Return what stands in the cell of a text that is put aside: its beginning, and its number.

    >>> preview("lang " * 9000, 3)[-12:]
    'ng… \\long{3}'
    """
    return f"{text[:PREVIEW].rstrip()}… \\long{{{number}}}"


def _heighten(sheet: Any, row: int, cells: Sequence[Any], widths: Sequence[int]) -> None:
    """Make a row as high as its longest text needs: Excel would by itself, LibreOffice shows the first line only."""
    most = 1
    for cell, width in zip(cells, widths, strict=True):
        if cell.__class__ is str and len(cell) > width:
            most = max(most, -(-len(cell) // width) + cell.count("\n"))
    if most > 1:
        sheet.set_row(row, _LINE_HEIGHT * min(most, _MOST_LINES))


def _width(column: Column) -> float:
    return _WIDE.get(column.path, _WIDTHS[column.how])
