"""Write a working list as an Excel file that can be filled in: drop-downs, wrapped texts, paper; nothing is a formula."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from netmap.files.workbook.opening import FORMAT
from netmap.files.workbook.sheets import META
from netmap.files.working_list import ANSWERS, COLUMNS, HEADS, STATUSES, What
from netmap.locale import translator
from netmap.model import Revision

_WIDTHS: Final[Mapping[str, float]] = {
    "part": 14, "sentence": 52, "next_step": 34, "answer": 22, "districts": 22, "status": 13, "proposed": 20,
    "responsible": 20, "due": 12, "result": 30, "id": 24,
}  # fmt: skip
_FILLED_IN: Final = frozenset({"answer", "districts", "status", "responsible", "due", "result"})
_SHOWN: Final[Mapping[What, tuple[str, ...]]] = {
    "todo": ("part", "sentence", "next_step", "status", "proposed", "responsible", "due", "result", "id"),
    "meeting": ("part", "sentence", "next_step", "answer", "districts", "status", "responsible", "due", "result", "id"),
}
_CELL: Final = 32_000
_LETTERS: Final[Mapping[str, int]] = {"sentence": 46, "next_step": 30, "districts": 18, "result": 26}
"""So many letters of a column fit into a line of it."""
_LINE_HEIGHT, _HIGHEST = 15, 400


@dataclass(frozen=True)
class Line:
    """Hold one row to be written: its texts by column, keys for its status and for the answers that may be given."""

    id: str
    told: Mapping[str, str]
    answers: Sequence[str] = ()


@dataclass(frozen=True)
class Heading:
    """Hold what stands above a working list, and what it must know to come back.

    `head` are the values of what may be filled in above the list (see `working_list.HEADS`), by name.
    """

    what: What
    title: str
    remarks: Sequence[str]
    landscape: str
    revision: Revision | None
    mark: str
    head: Mapping[str, str]


def working_sheet(lines: Sequence[Line], heading: Heading, *, lang: str = "de") -> bytes:
    """Return a working list as the bytes of an Excel file; `working_list.read_working_list` reads it back."""
    import xlsxwriter  # type: ignore[import-untyped, unused-ignore]

    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(target, options)
    book.set_properties({"title": heading.title[:200], "comments": "netmap"})
    sheet = book.add_worksheet(sheet_name(heading.what, lang))
    formats = _formats(book)
    first = _write_head(sheet, heading, formats, lang)
    _write_rows(sheet, lines, _SHOWN[heading.what], first, formats, lang)
    _paper(sheet, heading, first)
    hidden = book.add_worksheet(META)
    for row, (name, value) in enumerate(_meta(heading, lang)):
        hidden.write_string(row, 0, name)
        hidden.write_string(row, 1, value)
    hidden.hide()
    book.close()
    return target.getvalue()


def sheet_name(what: What, lang: str) -> str:
    """Return the name of the sheet that a list is on.

    >>> sheet_name("todo", "en")
    'Working list'
    """
    _ = translator(lang)
    return _("Working list") if what == "todo" else _("List to tick")


def _formats(book: Any) -> dict[str, Any]:
    usual = {"text_wrap": True, "valign": "top", "num_format": "@", "border": 1, "border_color": "#BFBFBF"}
    return {
        "text": book.add_format(usual),
        "filled": book.add_format({**usual, "bg_color": "#FFF9E5"}),
        "quiet": book.add_format({**usual, "font_color": "#6B6B6B"}),
        "head": book.add_format({**usual, "bold": True, "bg_color": "#DCE6F1"}),
        "big": book.add_format({"bold": True, "font_size": 14}),
        "line": book.add_format({"valign": "top"}),
    }


def _write_head(sheet: Any, heading: Heading, formats: Mapping[str, Any], lang: str) -> int:
    """Write what stands above the list; return the row of its headings."""
    _ = translator(lang)
    sheet.write_string(0, 0, heading.title[:_CELL], formats["big"])
    at = 1
    for text in heading.remarks:
        sheet.write_string(at, 0, text[:_CELL], formats["line"])
        at += 1
    for name, value in heading.head.items():
        sheet.write_string(at, 0, _(HEADS[name]), formats["head"])
        sheet.write_string(at, 1, value[:_CELL], formats["filled"])
        at += 1
    return at + 1


def _write_rows(
    sheet: Any, lines: Sequence[Line], columns: Sequence[str], first: int, formats: Mapping[str, Any], lang: str
) -> None:
    _ = translator(lang)
    for at, name in enumerate(columns):
        sheet.write_string(first, at, _(COLUMNS[name]), formats["head"])
        sheet.set_column(at, at, _WIDTHS[name])
    for row, line in enumerate(lines, start=first + 1):
        for at, name in enumerate(columns):
            look = "filled" if name in _FILLED_IN else "quiet" if name in {"id", "proposed"} else "text"
            sheet.write_string(row, at, _shown(line, name, lang)[:_CELL], formats[look])
        longest = max(len(line.told.get(name, "")) / letters for name, letters in _LETTERS.items())
        sheet.set_row(row, min(_HIGHEST, _LINE_HEIGHT * (int(longest) + 1)))
        if "answer" in columns and line.answers:
            _drop_down(sheet, row, row, columns.index("answer"), [_(ANSWERS[one]) for one in line.answers])
    last = first + max(1, len(lines))
    _drop_down(sheet, first + 1, last, columns.index("status"), [_(one) for one in STATUSES.values()])
    sheet.freeze_panes(first + 1, 2)
    sheet.autofilter(first, 0, last, len(columns) - 1)
    sheet.print_area(0, 0, last, len(columns) - 1)


def _shown(line: Line, name: str, lang: str) -> str:
    text = line.id if name == "id" else line.told.get(name, "")
    return translator(lang)(STATUSES[text]) if name == "status" and text else text


def _drop_down(sheet: Any, first: int, last: int, column: int, texts: Sequence[str]) -> None:
    # what is none of the words is refused with its cell when the list comes back, not while somebody types
    sheet.data_validation(first, column, last, column, {"validate": "list", "source": list(texts), "show_error": False})


def _paper(sheet: Any, heading: Heading, first: int) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(first)
    sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
    if heading.mark:
        sheet.set_header("&L" + heading.mark.replace("&", "&&"))
    sheet.set_footer("&C&P / &N")


def _meta(heading: Heading, lang: str) -> list[tuple[str, str]]:
    revision = heading.revision
    return [
        ("format", str(FORMAT)),
        ("what", heading.what),
        ("landscape", heading.landscape),
        ("revision", str(revision.number if revision else 0)),
        ("written", revision.at.isoformat() if revision else ""),
        ("lang", lang),
    ]
