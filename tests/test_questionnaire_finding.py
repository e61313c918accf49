"""Where the tables of a questionnaire are, whatever became of its sheets on the way."""

from __future__ import annotations

import pytest

from netmap.files.questionnaires.finding import Table, meta_of, tables_of
from netmap.files.workbook.opening import Sheet

META = {
    "heading ties:id": "id",
    "heading ties:area": "Bereich",
    "heading ties:name": "Name",
    "heading ties:information": "Wir reden",
    "heading ties:wish": "Gern mehr",
    "heading new:name": "Name",
    "heading new:place": "Ort",
    "heading new:information": "Wir reden",
}
KEYS = ["ties:id", "ties:area", "ties:name", "ties:information", "ties:wish"]
HEADS = ["id", "Bereich", "Name", "Wir reden", "Gern mehr"]
ROW = ["vhs", "Schule", "VHS", 3.0, ""]


def found(*rows: list[object], name: str = "Zusammenarbeit") -> dict[str, Table]:
    return tables_of("a.xlsx", [Sheet(name, [list(row) for row in rows])], META)  # type: ignore[arg-type]


class TestTables:
    def test_as_it_was_sent_out(self):
        table = found(KEYS, HEADS, ROW)["ties"]
        assert table.columns == {"id": 0, "area": 1, "name": 2, "information": 3, "wish": 4}
        assert table.rows == [(3, ROW)]
        assert (table.words(ROW, "name"), table.words(ROW, "information"), table.words(ROW, "place")) == ("VHS", "3", "")

    def test_the_name_of_the_sheet_does_not_matter(self):
        assert found(KEYS, HEADS, ROW, name="Tabelle1").keys() == {"ties"}

    def test_lines_above_it(self):
        title = ["Unser Fragebogen", "", "", "", ""]
        assert found(title, KEYS, ["", "", "", "", ""], HEADS, ROW)["ties"].rows == [(5, ROW)]

    def test_columns_in_another_order(self):
        order = [3, 0, 4, 2, 1]
        moved = [[row[at] for at in order] for row in (KEYS, HEADS, ROW)]
        table = found(*moved)["ties"]
        assert (table.words(moved[2], "name"), table.words(moved[2], "information")) == ("VHS", "3")

    def test_a_heading_that_was_moved_without_its_hidden_key_is_believed(self):
        heads = ["id", "Bereich", "Name", "Gern mehr", "Wir reden"]
        assert found(KEYS, heads, ROW)["ties"].columns == {"id": 0, "area": 1, "name": 2, "information": 4, "wish": 3}

    def test_a_heading_that_was_written_anew_is_known_by_its_hidden_key(self):
        heads = ["id", "Bereich", "Name", "Austausch", "Gern mehr"]
        assert found(KEYS, heads, ROW)["ties"].columns["information"] == 3

    def test_without_the_hidden_line_the_headings_tell(self):
        table = found(HEADS, ROW)["ties"]
        assert (table.rows, table.columns["wish"]) == ([(2, ROW)], 4)
        assert "id" not in table.columns

    def test_a_column_beside_it_does_not_matter(self):
        rows = [[*row, more] for row, more in zip((KEYS, HEADS, ROW), ("", "Notiz", "bitte anrufen"), strict=True)]
        assert found(*rows)["ties"].columns.keys() == {"id", "area", "name", "information", "wish"}

    @pytest.mark.parametrize("rows", [[], [["Irgendwas"], ["x"]], [["Name", "Telefon"], ["VHS", "1"]]])
    def test_of_something_else_there_is_none(self, rows: list[list[object]]):
        assert found(*rows) == {}

    def test_the_address_of_a_cell(self):
        assert found(KEYS, HEADS, ROW)["ties"].place(3, "information") == "a.xlsx, Zusammenarbeit!D3"

    def test_two_sheets_are_told_apart(self):
        sheets = [
            Sheet("Weitere", [["Name", "Ort", "Wir reden"], ["Neu", "Kiel", 1.0]]),
            Sheet("Zusammenarbeit", [HEADS, ROW]),
            Sheet("netmap", [["code", "AAAA-AAAA"]]),
        ]
        assert tables_of("a.xlsx", sheets, META).keys() == {"new", "ties"}


def test_the_hidden_sheet():
    assert meta_of([Sheet("Netmap", [["code", "AAAA-AAAA"], ["format", 1.0], ["", "x"], ["alone"]])]) == {
        "code": "AAAA-AAAA",
        "format": "1",
    }
    assert meta_of([Sheet("Tabelle1", [["code", "AAAA-AAAA"]])]) == {}
