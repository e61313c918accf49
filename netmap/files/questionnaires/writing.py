"""Write a questionnaire as an Excel workbook that people fill in without being told how."""

from __future__ import annotations

import io
from functools import lru_cache
from math import ceil
from typing import Any, Final

import xlsxwriter  # type: ignore[import-untyped]
from xlsxwriter.utility import xl_col_to_name  # type: ignore[import-untyped]

from netmap.files.questionnaires.form import (
    FIRST,
    FORMAT,
    HEADS,
    HOLDS,
    KEYS,
    MARK,
    META,
    RIGHT,
    Field,
    Form,
    forms,
    guide_lines,
    kind_words,
    sheet_name,
)
from netmap.files.workbook.cells import text_to_cell
from netmap.locale import translator
from netmap.questionnaires import Questionnaire

STRENGTHS: Final = (1, 2, 3, 4, MARK)
_HEAD_HEIGHT: Final = 64
_LINE: Final = 15
_GUIDE: Final = 86
_LETTER: Final = 0.93
"""So wide is a letter on average, where a digit is 1."""
_ALLOWED: Final = {
    "autofilter": True, "sort": True, "format_columns": True, "format_rows": True, "select_locked_cells": True,
    "select_unlocked_cells": True,
}  # fmt: skip
"""What can be done with a sheet though its headings and names are kept from slips; there is no password."""


def questionnaire_bytes(asked: Questionnaire) -> bytes:
    """Return a questionnaire as the bytes of an Excel file; no cell of it can become a formula or a link."""
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(target, options) as file:
        file.set_properties({"title": asked.common.says("title"), "comments": "netmap"})
        _Sheets(file, asked).write()
    return target.getvalue()


class _Sheets:
    """Write the sheets of one questionnaire into an open workbook."""

    def __init__(self, file: Any, asked: Questionnaire) -> None:
        self._file, self._asked, self._shared = file, asked, asked.common
        self._lists: dict[str, str] = {}
        text = {"num_format": "@", "valign": "top", "text_wrap": True}
        self._fixed = file.add_format(text)
        self._open = file.add_format({**text, "locked": False, "align": "center"})
        self._open_text = file.add_format({**text, "locked": False})
        self._filled = file.add_format({"bg_color": "#FFF8D6", "border": 1, "border_color": "#C9BE8E"})
        self._head = file.add_format({**text, "bold": True, "bg_color": "#DCE6F1", "bottom": 1})
        self._styles = {
            "big": file.add_format({"bold": True, "font_size": 16}),
            "bold": file.add_format({"bold": True, "text_wrap": True, "valign": "top"}),
            "": file.add_format({"text_wrap": True, "valign": "top"}),
        }
        self._small = file.add_format({"font_color": "#6B6B6B", "font_size": 9})

    def write(self) -> None:
        """Write the guide, the sheets to be filled in, and the hidden one that says whose questionnaire it is."""
        guide = self._file.add_worksheet(sheet_name(self._shared, "sheet_guide"))
        several = forms(self._asked)
        sheets = [(self._file.add_worksheet(form.name), form) for form in several]
        self._write_meta(several)
        self._write_guide(guide)
        for sheet, form in sheets:
            self._write_form(sheet, form)
        guide.activate()

    def _write_guide(self, sheet: Any) -> None:
        sheet.set_column(0, 0, _GUIDE)
        sheet.hide_gridlines(2)
        lines = guide_lines(self._asked)
        for row, (text, style) in enumerate(lines):
            if text:
                sheet.write_string(row, 0, text, self._styles[style])
            if (height := _lines(text, _GUIDE)) > 1:
                sheet.set_row(row, height * _LINE)
        sheet.write_string(len(lines) + 1, 0, self._code(), self._small)
        sheet.protect("", {"format_columns": True})
        self._paper(sheet)
        sheet.set_portrait()

    def _code(self) -> str:
        return translator(self._shared.lang)("Sheet {code}").format(code=self._asked.code)

    def _write_form(self, sheet: Any, form: Form) -> None:
        for at, one in enumerate(form.fields):
            sheet.write_string(KEYS, at, one.key)
            sheet.write_string(HEADS, at, one.heading, self._head)
            kept = {"hidden": True} if one.hidden else {}
            sheet.set_column(at, at, one.width, self._format(one), kept)
            if one.filled_in:
                self._checked(sheet, form, one, at)
        formats = [self._format(one) for one in form.fields]
        sheet.set_row(KEYS, None, None, {"hidden": True})
        sheet.set_row(HEADS, _HEAD_HEIGHT)
        for row, line in enumerate(form.lines, start=FIRST):
            height = 1
            for at, text in enumerate(line):
                if text:
                    sheet.write_string(row, at, _cell(text), formats[at])
                    height = max(height, _lines(text, form.fields[at].width)) if at else height
            if height > 1:
                sheet.set_row(row, height * _LINE)
        named = next((at + 1 for at, one in enumerate(form.fields) if one.key.endswith(":name")), 0)
        sheet.freeze_panes(FIRST, named)
        sheet.autofilter(HEADS, 0, form.last, len(form.fields) - 1)
        sheet.protect("", _ALLOWED)
        sheet.repeat_rows(HEADS)
        sheet.print_area(HEADS, 0, form.last, len(form.fields) - 1)
        self._paper(sheet)

    def _format(self, one: Field) -> Any:
        if not one.filled_in:
            return self._fixed
        return self._open if one.holds in {"strength", "mark"} else self._open_text

    def _checked(self, sheet: Any, form: Form, one: Field, at: int) -> None:
        """Show which cells are filled in, say what they may hold, and offer it as a list where there is one."""
        sheet.conditional_format(FIRST, at, form.last, at, {"type": "no_errors", "format": self._filled})
        source = self._source(one.holds)
        rule = {"validate": "list", "source": source} if source else {"validate": "any"}
        # a list that allows other words helps; one that refuses them makes people give up
        rule |= {"show_error": one.holds in {"strength", "mark"}, "error_title": one.heading[:32]}
        said = self._said(one.holds)
        rule |= {"input_message": said, "error_message": said}
        sheet.data_validation(FIRST, at, form.last, at, rule)

    def _said(self, holds: str) -> str:
        """Return what a cell may hold; beside a strength stands what the steps are called."""
        text = translator(self._shared.lang)(HOLDS[holds])
        if holds == "strength":
            labels = self._shared.words["intensities"].items()
            text += "\n" + "\n".join(f"{step} {term.label(self._shared.lang)}" for step, term in labels)
        return text[:255]

    def _source(self, holds: str) -> Any:
        if holds in {"strength", "mark"}:
            return list(STRENGTHS) if holds == "strength" else [MARK]
        return self._lists.get(holds)

    def _write_meta(self, several: list[Form]) -> None:
        """Write what reading must know, and the words of the lists, on a sheet that people do not see."""
        sheet, shared = self._file.add_worksheet(META), self._shared
        told = [("format", str(FORMAT)), ("survey", shared.survey), ("code", self._asked.code), ("lang", shared.lang)]
        told += [(f"heading {one.key}", one.heading) for form in several for one in form.fields]
        told += [(f"kind {key}", text) for key, text in kind_words(shared).items()]
        told += [(f"right {key}", shared.says(key)) for key in RIGHT]
        for row, (name, value) in enumerate(told):
            sheet.write_string(row, 0, name)
            sheet.write_string(row, 1, value)
        lists = {
            "area": shared.areas,
            "right": [shared.says(key) for key in RIGHT],
            "kind": list(kind_words(shared).values()),
            "member": [one.name for one in self._asked.members],
        }
        for at, (holds, words) in enumerate(lists.items(), start=3):
            for row, word in enumerate(words):
                sheet.write_string(row, at, text_to_cell(word))
            if words:
                column = xl_col_to_name(at, col_abs=True)
                self._lists[holds] = f"='{META}'!{column}$1:{column}${len(words)}"
        roster = next((form for form in several if form.key == "roster"), None)
        if roster is not None and roster.lines:
            self._lists["choice"] = f"='{roster.name}'!$C${FIRST + 1}:$C${roster.last + 1}"
        sheet.very_hidden()

    def _paper(self, sheet: Any) -> None:
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        name = " ".join(self._asked.name.split())[:50].replace("&", "&&")
        sheet.set_footer(f"&L{name}&R{self._code()} · &P / &N")


@lru_cache(maxsize=16_384)  # the roster is the same in all questionnaires
def _cell(text: str) -> str:
    return text_to_cell(text)


@lru_cache(maxsize=16_384)
def _lines(text: str, width: float) -> int:
    """Return how many lines a text needs in a column of this width: not every program finds out by itself."""
    return min(8, max(1, ceil(_LETTER * len(text) / width)))
