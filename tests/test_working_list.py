"""A working list as an Excel file: what is written comes back, whatever people moved; what is wrong has its cell named."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from netmap.errors import DataError
from netmap.files.working_list import WorkingList, read_working_list, what_list
from netmap.files.working_sheet import Heading, Line, working_sheet
from netmap.model import Revision
from tests.filled_in import cell
from tests.workbooks import edited

WRITTEN = Revision(number=3, author="BK", at=dt.datetime(2024, 3, 1, 9, 30, tzinfo=dt.UTC))
LINES = [
    Line("not_recorded/expected/daycare", {"sentence": "=Kita?", "status": "", "districts": "Nord; Süd"}, ("present",)),
    Line("introduction/a/b", {"sentence": "A und B", "status": "in_work", "due": "2024-05"}, ("introduced",)),
]


def written(
    tmp_path: Path, change: Callable[[Any], object] | None = None, *, lang: str = "de", what: Any = "meeting"
) -> Path:
    head = {"forum": "Runde", "date": "01.03.2024"} if what == "meeting" else {}
    heading = Heading(what, "Liste", ["Hinweis"], "stadt", WRITTEN, "Ausgabe", head)
    path = tmp_path / "liste.xlsx"
    path.write_bytes(working_sheet(LINES, heading, lang=lang))
    return path if change is None else edited(path, change)


def told(found: WorkingList) -> dict[str, dict[str, str]]:
    return {row.id: {name: text for name, text in row.told.items() if text} for row in found.rows}


@pytest.mark.parametrize("lang", ["de", "en"])
def test_what_is_written_comes_back(tmp_path: Path, lang: str):
    found = read_working_list(written(tmp_path, lang=lang))
    assert (found.what, found.landscape, found.revision, found.written) == ("meeting", "stadt", 3, WRITTEN.at.isoformat())
    assert dict(found.head) == {"forum": "Runde", "date": "2024-03-01"}
    assert found.problems == ()
    assert told(found)["introduction/a/b"]["status"] == "in_work"
    assert told(found)["not_recorded/expected/daycare"]["sentence"] == "=Kita?"
    assert "status" not in told(found)["not_recorded/expected/daycare"]


def test_a_list_says_what_it_is(tmp_path: Path):
    assert what_list(written(tmp_path)) == "meeting"
    assert what_list(written(tmp_path, what="todo")) == "todo"
    other = tmp_path / "other.xlsx"
    openpyxl.Workbook().save(other)
    assert what_list(other) is None
    assert what_list(tmp_path / "nowhere.xlsx") is None
    with pytest.raises(DataError, match=r"other\.xlsx is no working list"):
        read_working_list(other, lang="en")


def test_words_are_read_as_people_write_them(tmp_path: Path):
    def fill(book: Any) -> None:
        cell(book, "not_recorded/expected/daycare", "Antwort der Runde").value = "  VORHANDEN "
        cell(book, "not_recorded/expected/daycare", "Status").value = "in work"
        cell(book, "not_recorded/expected/daycare", "Fällig").value = dt.datetime(2024, 6, 30)
        cell(book, "introduction/a/b", "Fällig").value = "30.06.2024"

    found = told(read_working_list(written(tmp_path, fill)))
    assert found["not_recorded/expected/daycare"]["answer"] == "present"
    assert found["not_recorded/expected/daycare"]["status"] == "in_work"
    assert [one["due"] for one in found.values()] == ["2024-06-30", "2024-06-30"]


def test_columns_may_stand_elsewhere_and_rows_be_sorted(tmp_path: Path):
    def move(book: Any) -> None:
        sheet = book.worksheets[0]
        sheet.move_range(f"A1:{sheet.cell(sheet.max_row, sheet.max_column).coordinate}", rows=2, cols=0)
        sheet.insert_cols(5)
        sheet.delete_cols(3)

    found = read_working_list(written(tmp_path, move))
    assert [row.id for row in found.rows] == [line.id for line in LINES]
    assert found.head["forum"] == "Runde"


def test_all_that_is_wrong_is_said_with_its_cell(tmp_path: Path):
    def spoil(book: Any) -> None:
        cell(book, "introduction/a/b", "Status").value = "erledgt"
        cell(book, "introduction/a/b", "Fällig").value = "bald"
        cell(book, "not_recorded/expected/daycare", "Antwort der Runde").value = "weiß nicht"
        sheet = book.worksheets[0]
        for column in range(1, 11):
            sheet.cell(sheet.max_row + (column == 1), column).value = "erledigt"
        book.worksheets[0]["B4"].value = "gestern"

    found = read_working_list(written(tmp_path, spoil), lang="de")
    assert [(one.place, one.code) for one in found.problems][:1] == [("Liste zum Abhaken!B4", "no_date")]
    assert {one.code for one in found.problems} == {"no_date", "unknown_word"}
    assert "„erledigt“" in next(str(one) for one in found.problems if "erledgt" in str(one))
    assert all("!" in one.place for one in found.problems)


def test_a_row_without_an_id_and_one_that_is_there_twice_are_refused(tmp_path: Path):
    def spoil(book: Any) -> None:
        cell(book, "introduction/a/b", "Kennung").value = "not_recorded/expected/daycare"
        sheet = book.worksheets[0]
        sheet.cell(sheet.max_row + 1, 6).value = "erledigt"

    assert [one.code for one in read_working_list(written(tmp_path, spoil)).problems] == ["twice", "no_id"]
