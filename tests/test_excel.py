"""Tables as Excel files: the names of sheets, and what a sheet can hold."""

from __future__ import annotations

import io

import openpyxl
import pytest

from netmap.export.excel import Table, excel


def names(*tables: str) -> list[str]:
    book = openpyxl.load_workbook(io.BytesIO(excel([Table(name, ["A"], [["b"]]) for name in tables])))
    return list(book.sheetnames)


def test_sheets_have_names_that_excel_takes_and_no_two_the_same():
    assert names("Lage [2018]/1", "", "History", "a" * 40, "A" * 40) == [
        "Lage 20181", "Tabelle", "Tabelle 2", "a" * 31, f"{'A' * 27} 2",
    ]  # fmt: skip


def test_a_table_without_rows_has_its_headings():
    sheet = openpyxl.load_workbook(io.BytesIO(excel([Table("Leer", ["A", "B"], [])]))).active
    assert [cell.value for cell in sheet[1]] == ["A", "B"]


def test_more_rows_than_a_sheet_holds_are_refused():
    with pytest.raises(ValueError, match="more rows than a sheet can hold"):
        excel([Table("Viel", ["A"], [[1]] * 1_048_576)])
