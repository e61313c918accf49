"""Lists from elsewhere become tables of cells, and what is no list is refused with one sentence."""

from __future__ import annotations

import datetime as dt
import errno
import json
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netmap.errors import DataError
from netmap.files import lists, spreadsheets
from netmap.files.delimited import decoded
from netmap.files.lists import Sheet, Table, read_table
from tests.spreadsheets import OLD_XLS, ods, ods_cell, rezipped, xlsx

SHEET1 = "xl/worksheets/sheet1.xml"


def read(path: Path) -> Table:
    return read_table(path, lang="en")


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def rows_of(path: Path) -> list[list[Any]]:
    (sheet,) = read(path).sheets
    return [list(row) for row in sheet.rows]


def refusal(path: Path) -> str:
    with pytest.raises(DataError) as refused:
        read(path)
    return str(refused.value)


# -------------------------------------------------------------------------------------------------------------- as text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_csv_file_is_read_in_every_encoding_of_excel(tmp_path: Path, encoding: str):
    text = "Name;Straße;Ort\r\nBürgerhaus Süd;Große Straße 1;Köln\r\nSchule;Ring 2;Jena\r\n"
    assert rows_of(written(tmp_path, "a.csv", text.encode(encoding)))[1] == ["Bürgerhaus Süd", "Große Straße 1", "Köln"]


def test_a_byte_that_windows_1252_has_not_is_no_reason_to_stop():
    assert decoded(b"S\xfcd \x81") == ("Süd \x81", "Latin-1")


def test_it_is_said_when_a_text_is_not_utf_8(tmp_path: Path):
    assert read(written(tmp_path, "a.csv", "Name;Ort\nSüd;Köln".encode("cp1252"))).remarks == (
        "a.csv is read as Windows-1252.",
    )
    assert read(written(tmp_path, "b.csv", "Name;Ort\nSüd;Köln")).remarks == ()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", "Name;Zahl\nA;1,5\nB;2,5\n"),
        ("a.csv", 'Name,Zahl\nA,"1,5"\nB,"2,5"\n'),
        ("a.csv", "Name\tZahl\nA\t1,5\nB\t2,5\n"),
        ("a.tsv", "Name\tZahl\nA\t1,5\nB\t2,5\n"),
        ("a.txt", "Name|Zahl\nA|1,5\nB|2,5\n"),
        ("a.csv", "sep=;\r\nName;Zahl\r\nA;1,5\r\nB;2,5\r\n"),
        ("a.csv", '"sep=,"\nName,Zahl\nA,"1,5"\nB,"2,5"\n'),
        ("a.csv", "SEP=|\nName|Zahl\nA|1,5\nB|2,5"),
        ("a.xls", "Name;Zahl\nA;1,5\nB;2,5\n"),
    ],
)
def test_the_separator_is_found(tmp_path: Path, name: str, text: str):
    assert rows_of(written(tmp_path, name, text)) == [["Name", "Zahl"], ["A", "1,5"], ["B", "2,5"]]


def test_line_ends_may_be_mixed_and_stand_inside_of_a_cell(tmp_path: Path):
    text = 'Name;Ort\r\nA;"erste\nzweite"\rB;Jena\nC;Köln'
    assert rows_of(written(tmp_path, "a.csv", text)) == [
        ["Name", "Ort"],
        ["A", "erste\nzweite"],
        ["B", "Jena"],
        ["C", "Köln"],
    ]


def test_empty_rows_stay_in_their_place_but_not_at_the_end(tmp_path: Path):
    assert rows_of(written(tmp_path, "a.csv", "Name;Ort\n\nA;B\n;\n\n")) == [["Name", "Ort"], [], ["A", "B"]]


def test_a_nul_character_is_named_with_its_line(tmp_path: Path):
    assert refusal(written(tmp_path, "a.csv", "Name;Ort\nA;B\x00\n" + "C;D\n" * 9)) == (
        "a.csv:2: a NUL character stands here, so this is no text. Is it the right file?"
    )


def test_a_quotation_mark_that_is_never_closed_is_named_with_its_line(tmp_path: Path):
    said = refusal(written(tmp_path, "a.csv", 'Name;Ort\nA;B\n"C;D\nE;F\n'))
    assert said.startswith("a.csv:3: a quotation mark is opened here and never closed")


PROSE = """# How to fill in the list

Every actor has a name, and of some of them it is known where they are, whom they serve, and since when.

* Name (in the first column)
* Type, which says what kind of actor it is, a school, a club or an office of the city.

Whoever does not know it leaves the cell empty; nothing is guessed.
"""


def test_a_text_of_sentences_is_no_list_and_says_what_would_be_one(tmp_path: Path):
    with pytest.raises(DataError, match=r"hinweise\.md is no list but a text: “Every actor has .*below the heading “Name”"):
        read_table(written(tmp_path, "hinweise.md", PROSE.encode()), lang="en")


@pytest.mark.parametrize(
    "text",
    [
        "Name;Note\n" + "Verein;Ein Verein, der seit langem Kurse anbietet, in drei Sprachen und kostenlos.\n" * 9,
        "Name\n" + "Amt für Jugend, Soziales und Asyl der Hanse- und Universitätsstadt\n" * 9,
        "Alle Einrichtungen, die uns bis zum Sommer geantwortet haben, stehen hier.\nName;Ort\nA;Rostock\nB;Rostock\n",
    ],
)
def test_long_names_and_notes_are_no_prose(tmp_path: Path, text: str):
    assert len(read_table(written(tmp_path, "liste.csv", text.encode())).sheets[0].rows) == text.count("\n")


def test_inches_in_a_cell_are_no_open_quotation_mark(tmp_path: Path):
    assert rows_of(written(tmp_path, "a.csv", 'Name;Maß\nA;3,5" Diskette\n')) == [["Name", "Maß"], ["A", '3,5" Diskette']]


WIDE = "[" + ",".join(json.dumps({f"{row}-{at}": 1 for at in range(300)}) for row in range(300)) + "]"
USUAL = "".join(f'<key id="{at}" for="node"><default>1</default></key>' for at in range(5_000))


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.json", WIDE, "“a.json” has more than 16,384 columns"),
        (
            "a.json",
            json.dumps([dict.fromkeys(map(str, range(2_500)), 1), *[{"0": 1}] * 9_000]),
            "more than 20,000,000 cells",
        ),
        ("a.csv", "Name;" * 20_000 + "\n", "“a.csv” has more than 16,384 columns"),
        ("a.graphml", f"<graphml>{USUAL}<graph>{'<node/>' * 5_000}</graph></graphml>", "more than 20,000,000 cells"),
    ],
)
def test_a_list_that_would_fill_all_memory_is_refused(tmp_path: Path, name: str, content: str, says: str):
    assert says in refusal(written(tmp_path, name, content))


def test_numbers_that_nothing_can_hold_are_texts(tmp_path: Path):
    assert rows_of(written(tmp_path, "a.json", f'[{{"a": {2**63}, "b": {2**63 - 1}}}]'))[1] == [str(2**63), 2**63 - 1]
    assert "a number of thousands of digits" in refusal(written(tmp_path, "b.json", f'[{{"a": {"9" * 5_000}}}]'))


def test_a_cell_of_endless_length_is_refused(tmp_path: Path):
    assert "a.csv:2: a cell holds more than 32,767" in refusal(written(tmp_path, "a.csv", "Name;x\nA;" + "x" * 40_000))


# --------------------------------------------------------------------------------------------------------------- as JSON


def test_json_gives_a_column_for_each_key_in_order(tmp_path: Path):
    given = [{"name": "A", "address": {"zip": "01067"}}, {"name": "B", "tags": ["x", "y"], "n": 3, "ok": None}]
    assert rows_of(written(tmp_path, "a.json", json.dumps(given))) == [
        ["name", "address.zip", "tags", "n", "ok"],
        ["A", "01067", None, None, None],
        ["B", None, ("x", "y"), 3, None],
    ]


def test_every_list_of_a_json_file_is_a_sheet(tmp_path: Path):
    given = {"name": "Netz", "elements": [{"label": "A"}], "connections": [{"from": "A", "to": "A"}], "empty": []}
    sheets = read(written(tmp_path, "kumu.json", json.dumps(given))).sheets
    assert [(one.place, one.fixed) for one in sheets] == [("kumu.json!elements", True), ("kumu.json!connections", True)]


def test_geojson_gives_properties_and_points(tmp_path: Path):
    point = {"type": "Feature", "geometry": {"type": "Point", "coordinates": [12.1, 54.1]}, "properties": {"Name": "A"}}
    area = {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": []}, "properties": {"Name": "B"}}
    path = written(tmp_path, "a.geojson", json.dumps({"type": "FeatureCollection", "features": [point, area]}))
    assert rows_of(path) == [["Name", "latitude", "longitude"], ["A", 54.1, 12.1], ["B", None, None]]


@pytest.mark.parametrize(("wkid", "expected"), [(4326, ["A", 50.9, 6.9]), (25832, ["A"])])
def test_coordinates_of_arcgis_count_where_they_are_degrees(tmp_path: Path, wkid: int, expected: list[object]):
    feature = {"attributes": {"NAME": "A"}, "geometry": {"x": 6.9, "y": 50.9}}
    given = {"fields": [{"name": "NAME"}], "spatialReference": {"wkid": wkid}, "features": [feature]}
    table = read(written(tmp_path, "a.json", json.dumps(given)))
    assert [list(row) for row in table.sheets[0].rows][1] == expected
    assert bool(table.remarks) == (wkid != 4326)


def test_the_fields_of_a_database_dump_are_unwrapped(tmp_path: Path):
    given = [{"pk": 1, "model": "school", "fields": {"name": "A"}}]
    assert rows_of(written(tmp_path, "a.json", json.dumps(given))) == [["pk", "model", "name"], [1, "school", "A"]]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{"a": 1', "is not valid JSON"),
        ('{"a": 1}', "holds no list of objects"),
        ("[1, 2]", "holds no list of objects"),
        ("[" * 100_000, "nested deeper"),
        ('[{"a": ' + "9" * 5000 + "}]", "a number of thousands of digits"),
    ],
)
def test_json_that_is_no_list_is_refused(tmp_path: Path, text: str, says: str):
    assert says in refusal(written(tmp_path, "a.json", text))


@pytest.mark.parametrize("wrap", [lambda one: one, lambda one: {"versions": [{"id": 1, "nwk": one}]}, lambda one: [one]])
def test_the_map_of_a_person_is_refused(tmp_path: Path, wrap: Callable[[object], object]):
    path = tmp_path / "map.json"
    path.write_text(json.dumps(wrap({"ego": {"name": "X"}, "alteri": [{"name": "Y"}]})), encoding="utf-8")
    with pytest.raises(DataError, match="contacts of one person"):
        read(path)


@pytest.mark.parametrize(
    "given",
    [
        {"Ego": {"age": 45}, "alters": [{"name": "Y"}]},
        {"a": {"b": {"c": [{"d": {"ego": {}, "nodes": []}}]}}},
        [{"name": "A"}, {"klientin": {"name": "X"}, "netzwerk": {"Y": 1}}],
    ],
)
def test_the_map_of_a_person_is_refused_however_it_is_written(tmp_path: Path, given: object):
    with pytest.raises(DataError, match="contacts of one person"):
        read(written(tmp_path, "map.json", json.dumps(given)))


@pytest.mark.parametrize("given", [{"ego": True, "nodes": [{"name": "A"}]}, [{"name": "ego", "ego": {"x": 1}}]])
def test_a_network_that_only_has_the_word_is_read(tmp_path: Path, given: object):
    assert len(rows_of(written(tmp_path, "net.json", json.dumps(given)))) == 2


def test_json_that_is_no_number_is_unknown(tmp_path: Path):
    assert rows_of(written(tmp_path, "a.json", '[{"a": NaN, "b": 1e999, "c": 2}]'))[1] == [None, None, 2]


# -------------------------------------------------------------------------------------------------------- as a workbook


def test_an_excel_file_gives_its_values(tmp_path: Path):
    row = ["A", 18057, "01067", 2.5, dt.date(2018, 3, 1), True, None, "=1+1"]
    path = xlsx(tmp_path / "a.xlsx", [["Name", *"bcdefgh"], row, ["B"]], change=lambda s: setattr(s["H2"], "data_type", "s"))
    (sheet,) = read(path).sheets
    assert list(sheet.rows[1]) == ["A", 18057.0, "01067", 2.5, dt.date(2018, 3, 1), True, None, "=1+1"]
    assert sheet.place == "a.xlsx!Liste"


def test_what_looks_like_a_command_stays_a_text(tmp_path: Path):
    def as_text(sheet: Any) -> None:
        sheet["A2"].data_type = "s"

    path = xlsx(tmp_path / "a.xlsx", [["Name"], ["=cmd|' /C calc'!A0"]], change=as_text)
    assert rows_of(path) == [["Name"], ["=cmd|' /C calc'!A0"]]
    assert rows_of(written(tmp_path, "a.csv", "Name;x\n=cmd|' /C calc'!A0;1\n"))[1][0] == "=cmd|' /C calc'!A0"


def test_a_formula_without_a_computed_value_is_said_to_count_as_empty(tmp_path: Path):
    path = xlsx(tmp_path / "a.xlsx", [["Name", "n"], ["A", "=1+1"]])
    table = read(path)
    assert list(table.sheets[0].rows[1]) == ["A", None]
    assert "without a computed value" in table.remarks[0]
    computed = rezipped(
        path, SHEET1, lambda data: data.replace(b"</f><v />", b"</f><v>2</v>").replace(b"<v></v>", b"<v>2</v>")
    )
    assert list(read(computed).sheets[0].rows[1]) == ["A", 2.0]
    assert read(computed).remarks == ()


def test_merged_cells_all_hold_their_value(tmp_path: Path):
    rows = [["Träger", "Ort", "n"], ["AWO", "Nord", 1], [None, "Süd", 2], ["VHS", None, 3]]
    path = xlsx(tmp_path / "a.xlsx", rows, change=lambda s: [s.merge_cells(one) for one in ("A2:A3", "A4:B4", "B90:C99")])
    assert rows_of(path) == [["Träger", "Ort", "n"], ["AWO", "Nord", 1.0], ["AWO", "Süd", 2.0], ["VHS", "VHS", 3.0]]


def test_a_table_that_does_not_begin_at_a1_keeps_its_place(tmp_path: Path):
    def move(sheet: Any) -> None:
        sheet["C4"], sheet["D4"], sheet["C5"], sheet["D5"] = "Name", "Ort", "A", "B"

    (sheet,) = read(xlsx(tmp_path / "a.xlsx", [], change=move)).sheets
    assert [list(row) for row in sheet.rows[3:]] == [[None, None, "Name", "Ort"], [None, None, "A", "B"]]


def test_hidden_rows_are_known(tmp_path: Path):
    def hide(sheet: Any) -> None:
        sheet.row_dimensions[3].hidden = True

    (sheet,) = read(xlsx(tmp_path / "a.xlsx", [["Name"], ["A"], ["B"], ["C"]], change=hide)).sheets
    assert sheet.hidden == {3}


def test_hidden_and_empty_sheets_are_left_out_and_hidden_ones_named(tmp_path: Path):
    def more(sheet: Any) -> None:
        secret = sheet.parent.create_sheet("Listen")
        secret.append(["x"])
        secret.sheet_state = "hidden"
        sheet.parent.create_sheet("Leer")

    table = read(xlsx(tmp_path / "a.xlsx", [["Name"], ["A"]], change=more))
    assert [one.name for one in table.sheets] == ["Liste"]
    assert table.remarks == ("a.xlsx: the sheet “Listen” is hidden and is not read.",)


def test_an_old_excel_file_is_read(tmp_path: Path):
    assert rows_of(written(tmp_path, "alt.xls", OLD_XLS)) == [
        ["Name", "PLZ", "Seit"],
        ["Schule am Meer", 18057.0, dt.date(2018, 3, 1)],
        ["Süd-Verein", "01067", None],
    ]


def test_a_libreoffice_file_is_read(tmp_path: Path):
    head = f"<table:table-row>{ods_cell('Name')}{ods_cell('Ort')}</table:table-row>"
    body = f"<table:table-row>{ods_cell('Süd', 2)}</table:table-row>"
    rest = '<table:table-row table:number-rows-repeated="1048574"><table:table-cell table:number-columns-repeated="16384"/>'
    assert rows_of(ods(tmp_path / "a.ods", head + body + rest + "</table:table-row>")) == [["Name", "Ort"], ["Süd", "Süd"]]


def test_an_excel_file_called_csv_is_still_one(tmp_path: Path):
    path = xlsx(tmp_path / "a.xlsx", [["Name"], ["A"]])
    assert rows_of(path.rename(tmp_path / "a.csv")) == [["Name"], ["A"]]


# ------------------------------------------------------------------------------------------------------- what is refused


def encrypted() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504 + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 600


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.xlsx", encrypted(), "protected by a password"),
        ("a.xls", OLD_XLS[:2000], "is damaged"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "is damaged"),
        ("a.xlsx", b"PK\x03\x04rubbish", "is damaged"),
        ("a.xlsx", b"Name;Ort\n", "is damaged, or no Excel file"),
        ("a.xls", b"<html><table>", "a web page"),
        ("a.csv", b"  \n ", "is empty"),
        ("a.csv", b"", "is empty"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(tmp_path: Path, name: str, content: bytes, says: str):
    assert says in refusal(written(tmp_path, name, content))


@pytest.mark.parametrize("keep", [0.3, 0.9])
def test_a_file_that_was_cut_off_is_refused(tmp_path: Path, keep: float):
    path = xlsx(tmp_path / "a.xlsx", [["Name"], ["A"]])
    data = path.read_bytes()
    assert "is damaged" in refusal(written(tmp_path, "b.xlsx", data[: int(len(data) * keep)]))


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = xlsx(tmp_path / "a.xlsx", [["Name"], ["A"]])
    rezipped(path, "xl/theme/bomb.xml", lambda _data: b" " * 3_000_000)
    assert rows_of(path) == [["Name"], ["A"]]
    monkeypatch.setattr(spreadsheets, "UNPACKED", 2 * 1024**2)
    assert refusal(path) == "a.xlsx unpacks to more than 2 MB. That is no list; nothing was read."


@pytest.mark.parametrize("cell", ["XFD1048576", "ZZ100000", "A1048576"])
def test_one_cell_far_away_does_not_take_all_memory(tmp_path: Path, cell: str):
    path = xlsx(tmp_path / "a.xlsx", [["Name"], ["A"]], change=lambda sheet: sheet.__setitem__(cell, "x"))
    assert "a cell stands far outside the list" in refusal(path)


def test_as_many_rows_as_a_sheet_has_are_more_than_a_list_has(tmp_path: Path):
    path = rezipped(xlsx(tmp_path / "a.xlsx", [["Name"], ["A"]]), "xl/worksheets/sheet1.xml", _full)
    assert refusal(path) == "“a.xlsx” holds more than 250,000 rows. Split it, or delete what is no part of the list."


def _full(sheet: bytes) -> bytes:
    """Return the XML of a sheet in which every row that Excel has is filled."""
    rows = (f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>' for row in range(3, 1_048_577))
    return sheet.replace(b"</sheetData>", "".join(rows).encode() + b"</sheetData>")


def test_repeated_cells_of_libreoffice_do_not_take_all_memory(tmp_path: Path):
    row = f'<table:table-row table:number-rows-repeated="1048575">{ods_cell("x", 1000)}</table:table-row>'
    assert "a cell stands far outside the list" in refusal(ods(tmp_path / "a.ods", row))


@pytest.mark.parametrize(
    "write",
    [
        lambda folder: written(folder, "a.csv", "x;y\n" * 12),
        lambda folder: xlsx(folder / "a.xlsx", [["x"]] * 12, name="a.csv"),
        lambda folder: written(folder, "a.csv.json", json.dumps([{"x": 1}] * 12)),
    ],
)
def test_more_rows_than_any_list_has_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: Callable[[Path], Path]
):
    from netmap.files import json_lists

    for module in (lists, json_lists):
        monkeypatch.setattr(module, "ROWS", 10)
    assert "holds more than 10 rows" in refusal(write(tmp_path)).replace("250,000", "10")


def test_a_file_larger_than_any_list_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(lists, "LARGEST", 4)
    assert "is larger than" in refusal(written(tmp_path, "a.csv", "Name;Ort"))


def test_what_is_no_file_is_refused(tmp_path: Path):
    assert "is no file" in refusal(tmp_path)
    assert "does not exist" in refusal(tmp_path / "gone.csv")
    assert "no name" in refusal(tmp_path / "a\x00.csv")


def test_a_file_that_excel_has_open_is_to_be_closed_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = written(tmp_path, "a.xlsx", "x")

    def busy(*_: object, **__: object) -> None:
        raise OSError(errno.EBUSY, os.strerror(errno.EBUSY))

    monkeypatch.setattr(Path, "open", busy)
    with pytest.raises(DataError, match=r"^Bitte die Datei in Excel schließen: a\.xlsx$"):
        read_table(path)


# ------------------------------------------------------------------------------------------------------------- any input


@given(st.one_of(st.binary(max_size=300), st.text(max_size=300).map(lambda text: text.encode(errors="surrogatepass"))))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200, deadline=None)
def test_any_bytes_are_a_table_or_a_data_error(tmp_path: Path, data: bytes):
    for name in ("a.csv", "a.json", "a.xlsx", "a.tsv"):
        path = written(tmp_path, name, data)
        with suppress(DataError):
            assert all(isinstance(one, Sheet) and one.rows for one in read(path).sheets)


@given(st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
def test_a_workbook_with_any_byte_changed_is_a_table_or_a_data_error(tmp_path: Path, data: st.DataObject):
    source = tmp_path / "a.xlsx"
    if not source.exists():
        xlsx(source, [["Name", "PLZ"], ["A", 18057], ["B", "01067"]])
    broken = bytearray(source.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    path = written(tmp_path, "b.xlsx", bytes(broken))
    with suppress(DataError):
        assert all(len(one.rows) <= 3 for one in read(path).sheets)
