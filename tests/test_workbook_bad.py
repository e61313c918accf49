"""Workbooks as they come back from people and programs: every problem by its cell, and never anything but a DataError."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netmap.errors import DataError
from netmap.files.workbook import opening
from netmap.files.workbook.reading import Reading
from netmap.files.workbook.tables import open_workbook
from netmap.landscape import Landscape
from netmap.model import Actor, Cooperation, Evidence, Settings
from tests.landscapes import tiny_city
from tests.workbooks import column, edited, exported, put, reread

Change = Callable[[Any], object]


@pytest.fixture
def change(tmp_path: Path) -> Callable[..., Reading]:
    """Return what reads the tiny city's workbook after a change by hand."""

    def read(by_hand: Change, landscape: Landscape | None = None, **options: Any) -> Reading:
        city = landscape or tiny_city()
        return reread(exported(city, tmp_path / "a.xlsx", by_hand, **options), city)

    return read


def told(reading: Reading) -> list[tuple[str, str]]:
    return [(one.code, one.place) for one in reading.problems]


def refused(path: Path, lang: str = "de") -> str:
    with pytest.raises(DataError) as error:
        open_workbook(path, lang=lang)
    return str(error.value)


def zipped(path: Path, parts: dict[str, bytes]) -> Path:
    """Replace or add parts of an xlsx file."""
    data = path.read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return path


def part(path: Path, sheet: str) -> tuple[str, bytes]:
    """Return the name and the XML of a sheet's part."""
    names = openpyxl.load_workbook(path, read_only=True).sheetnames
    name = f"xl/worksheets/sheet{names.index(sheet) + 1}.xml"
    with zipfile.ZipFile(path) as archive:
        return name, archive.read(name)


# ------------------------------------------------------------------------------------------------------- the whole file


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "ist leer"),
        (b"Name;Art\n", "ist keine Excel-Arbeitsmappe"),
        (b"PK\x03\x04 cut off", "ist beschädigt"),
        (opening._OLE + b"\0" * 100 + opening._ENCRYPTED, "ist mit einem Kennwort geschützt"),
        (opening._OLE + b"\0" * 100, "hat das alte Format von Excel"),
    ],
)
def test_what_is_no_workbook_is_refused_with_one_sentence(data: bytes, words: str, tmp_path: Path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(data)
    assert words in refused(path)


def test_a_file_that_is_not_there_or_a_folder(tmp_path: Path):
    assert "gibt es nicht" in refused(tmp_path / "a.xlsx")
    assert refused(tmp_path)
    assert refused(Path("a\0.xlsx"))


def test_a_cut_off_workbook_is_damaged(tmp_path: Path):
    path = exported(tiny_city(), tmp_path / "a.xlsx")
    path.write_bytes(path.read_bytes()[:-500])
    assert "ist beschädigt" in refused(path)


def test_another_excel_file_is_no_workbook_of_netmap(tmp_path: Path):
    path = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    book.active.append(["Name", "Art"])
    book.save(path)
    assert "netmap einlesen" in refused(path)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    assert "ist keine Excel-Arbeitsmappe" in refused(path)


def test_a_workbook_of_a_newer_netmap_is_refused(tmp_path: Path):
    path = exported(tiny_city(), tmp_path / "a.xlsx", lambda book: book["netmap"].__setitem__("B1", 99))
    assert "neueren netmap" in refused(path)


def test_a_zip_bomb_is_refused_before_it_unpacks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = zipped(exported(tiny_city(), tmp_path / "a.xlsx"), {"xl/media/bomb.bin": b"\0" * 30_000_000})
    assert path.stat().st_size < 200_000
    monkeypatch.setattr(opening, "UNPACKED", 20_000_000)
    assert "größer als jede Arbeitsmappe" in refused(path)


def test_a_file_that_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = exported(tiny_city(), tmp_path / "a.xlsx")
    monkeypatch.setattr(opening, "LARGEST", 1000)
    assert "größer als jede Arbeitsmappe" in refused(path)


def test_a_cell_at_the_end_of_the_sheet_is_refused(tmp_path: Path):
    path = exported(tiny_city(), tmp_path / "a.xlsx", lambda book: book["Akteure"].__setitem__("XFD1048576", "x"))
    assert "„Akteure“ reicht weit über seine Liste hinaus" in refused(path)


def test_a_cell_below_a_million_empty_rows_is_refused(tmp_path: Path):
    path = exported(tiny_city(), tmp_path / "a.xlsx", lambda book: book["Akteure"].__setitem__("A1048576", "x"))
    assert "reicht weit" in refused(path)


def test_rows_that_are_only_formatted_are_nothing(tmp_path: Path):
    path = exported(tiny_city(), tmp_path / "a.xlsx")
    name, xml = part(path, "Akteure")
    path = zipped(path, {name: xml.replace(b"</sheetData>", b'<row r="1048576" hidden="1" ht="15"/></sheetData>')})
    assert reread(path).problems == ()


def test_macros_are_left_alone(tmp_path: Path):
    path = zipped(exported(tiny_city(), tmp_path / "a.xlsx"), {"xl/vbaProject.bin": b"x"})
    assert open_workbook(path).remarks == ("a.xlsx enthält Makros; sie wurden weder ausgeführt noch gelesen.",)


@pytest.mark.parametrize("lock", ["~$a.xlsx", ".~lock.a.xlsx#"])
def test_a_file_that_is_open_is_to_be_closed_first(lock: str, tmp_path: Path):
    path = exported(tiny_city(), tmp_path / "a.xlsx")
    (tmp_path / lock).write_bytes(b"")
    assert "Bitte die Datei in Excel schließen" in refused(path)
    assert lock in refused(path)
    assert "Please close the file" in refused(path, "en")
    with pytest.raises(DataError, match="Bitte die Datei in Excel schließen"):
        exported(tiny_city(), path)


# ------------------------------------------------------------------------------------------------------ sheets and headings


def test_an_unknown_sheet_is_named_with_what_it_may_be(change: Callable[..., Reading]):
    reading = change(lambda book: setattr(book["Akteure"], "title", "Akteurre"))
    (problem,) = (one for one in reading.problems if one.code == "unknown_sheet")
    assert problem.place == "Akteurre"
    assert "„Akteure“" in problem.mend


def test_a_sheet_of_ones_own_is_left_out_where_it_says_so(change: Callable[..., Reading]):
    def add(book: Any) -> None:
        book.create_sheet("leer")
        book.create_sheet("_Notizen").append(["Telefonliste"])

    assert change(add).problems == ()


def test_a_sheet_in_two_languages(change: Callable[..., Reading]):
    reading = change(lambda book: book.create_sheet("Actors").append(["Name"]))
    assert [one.code for one in reading.problems] == ["sheet_twice", "sheet_twice"]


def test_headings_that_are_slips_doubles_or_missing(change: Callable[..., Reading]):
    def spoil(book: Any) -> None:
        sheet = book["Akteure"]
        sheet.cell(1, column(sheet, "Kurzname")).value = "Kurznahme"
        sheet.cell(1, column(sheet, "Anschrift")).value = "Notiz"
        sheet.cell(1, sheet.max_column + 2).value = "Ampel"
        sheet.cell(2, sheet.max_column - 1).value = "ohne Überschrift"

    reading = change(spoil)
    assert {code for code, _place in told(reading)} == {"unknown_heading", "column_twice", "no_heading"}
    texts = "\n".join(map(str, reading.problems))
    assert "die Überschrift „Kurznahme“ ist unbekannt. Meinten Sie „Kurzname“?" in texts
    assert "die Spalte „Notiz“ ist ein zweites Mal da" in texts


def test_a_heading_of_ones_own_is_a_column_of_ones_own(change: Callable[..., Reading]):
    def add(book: Any) -> None:
        sheet = book["Akteure"]
        sheet.cell(1, sheet.max_column + 1).value = "Ampel"
        put(book, "Akteure", "Sportverein", "Ampel", "grün")

    reading = change(add)
    assert reading.problems == ()
    assert reading.landscape().actors["verein"].attributes == {"Ampel": "grün"}


def test_columns_may_be_moved_and_rows_sorted(change: Callable[..., Reading]):
    def shuffle(book: Any) -> None:
        sheet = book["Akteure"]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        order = sorted(range(len(rows[0])), key=lambda at: (at * 7) % len(rows[0]))
        sheet.delete_rows(1, sheet.max_row)
        for row in [rows[0], *reversed(rows[1:])]:
            sheet.append([row[at] for at in order])

    reading = change(shuffle)
    assert reading.problems == ()
    assert reading.landscape() == tiny_city()


def test_a_title_above_the_headings_does_no_harm(change: Callable[..., Reading]):
    def add(book: Any) -> None:
        book["Akteure"].insert_rows(1, 2)
        book["Akteure"]["A1"] = "Unsere Akteure"

    reading = change(add)
    assert reading.problems == ()
    assert reading.rows["actor", "vhs"].number == 8


def test_a_column_that_is_gone_says_nothing(tmp_path: Path):
    city = tiny_city(Actor(id="vhs", name="Volkshochschule", note="bleibt", attributes={"a": 1}))
    path = exported(city, tmp_path / "a.xlsx")

    def cut(book: Any) -> None:
        for head in ("Notiz", "a", "Darf veröffentlicht werden", "Beleg: Adresse"):
            book["Akteure"].delete_cols(column(book["Akteure"], head))
        del book["Kennzahlen"]

    from netmap.files.workbook.reading import read_workbook

    def basis(_kind: str, key: str, _version: int) -> Any:
        return city.get(key)

    reading = read_workbook(open_workbook(edited(path, cut)), states=[city], basis=basis)
    assert reading.problems == ()
    assert reading.landscape() == city


# ------------------------------------------------------------------------------------------------------------- the cells


def test_every_cell_that_cannot_be_read_is_named(change: Callable[..., Reading]):
    def spoil(book: Any) -> None:
        put(book, "Angebote", "Deutschkurs", "Plätze", "viele")
        put(book, "Angebote", "Deutschkurs", "Kostenfrei", "vielleicht")
        put(book, "Angebote", "Fußball", "Bildungsbereich", "Verreine")
        put(book, "Akteure", "Volkshochschule", "Koordinaten", "im Norden")
        put(book, "Akteure", "Volkshochschule", "Gehört zu", "Amt für Schulen")
        put(book, "Gremien", "Runder Tisch", "Sitzungen pro Jahr", -3)

    reading = change(spoil)
    assert sorted(code for code, _place in told(reading)) == ["invalid_value"] * 6
    texts = "\n".join(map(str, reading.problems))
    for words in (
        "„Plätze“ kann nicht gelesen werden, erwartet wird eine ganze Zahl, angegeben ist „viele“",
        "„Kostenfrei“ kann nicht gelesen werden, erwartet wird ja oder nein, angegeben ist „vielleicht“",
        "Meinten Sie „Vereine",
        "erwartet werden Breite und Länge",
        "Meinten Sie „Amt für Schule“?",
        "„Sitzungen pro Jahr“ kann nicht gelesen werden",
    ):
        assert words in texts
    assert all(re.match(r"\w+![A-Z]+\d+$", place) for _code, place in told(reading))


def test_a_name_that_is_empty(change: Callable[..., Reading]):
    reading = change(lambda book: put(book, "Akteure", "Volkshochschule", "Name", None))
    (problem,) = reading.problems
    assert str(problem) == "Akteure!A6: „Name“ ist nicht ausgefüllt. Bitte diese Zelle ausfüllen."


def test_a_line_copied_with_its_id(change: Callable[..., Reading]):
    def copy(book: Any) -> None:
        sheet = book["Akteure"]
        sheet.append([cell.value for cell in sheet[2]])

    (problem,) = change(copy).problems
    assert problem.code == "id_in_use"
    assert "steht schon in Akteure!" in problem.what
    assert "keine Kennung und keine Version" in problem.mend


def test_a_total_is_no_actor(change: Callable[..., Reading]):
    reading = change(lambda book: book["Akteure"].append(["Summe", 5]))
    assert told(reading) == [("total", "Akteure!A7")]


def test_a_name_that_two_have(change: Callable[..., Reading]):
    city = Landscape(Settings(id="c", name="C"), [Actor(id="a", name="Amt"), Actor(id="b", name="Amt")])
    reading = change(lambda book: put(book, "Kooperationen", "Amt", "Nach", "Amt [b]"), city)
    (problem,) = reading.problems
    assert (problem.code, problem.place) == ("invalid_value", "Kooperationen!A2")


def test_a_word_that_means_two_things(change: Callable[..., Reading]):
    city = tiny_city()

    def rename(book: Any) -> None:
        put(book, "Akteure", "Sportverein", "Name", "Verein am Hafen")
        put(book, "Akteure", "Frauenhaus", "Name", "Sportverein")

    reading = change(rename, city)
    texts = "\n".join(map(str, reading.problems))
    assert "Bitte dahinter schreiben, was gemeint ist: [haus], [verein]." in texts


def test_formulas_give_their_value(tmp_path: Path):
    path = exported(tiny_city(), tmp_path / "a.xlsx")
    name, xml = part(path, "Angebote")
    old = re.search(rb'<c r="([A-Z]+2)"[^>]*><v>20</v></c>', xml)
    assert old
    cell = b'<c r="%s"><f>10+10</f><v>20</v></c>' % old.group(1)
    assert reread(zipped(path, {name: xml.replace(old.group(), cell)})).landscape() == tiny_city()
    for value, code in ((b"", "uncomputed"), (b"<v>#REF!</v>", "error_value")):
        kind = b' t="e"' if value else b""
        cell = b'<c r="%s"%s><f>10+10</f>%s</c>' % (old.group(1), kind, value)
        reading = reread(zipped(exported(tiny_city(), path), {name: xml.replace(old.group(), cell)}))
        assert told(reading) == [(code, f"Angebote!{old.group(1).decode()}")]


def test_merged_cells_are_named(change: Callable[..., Reading]):
    reading = change(lambda book: book["Akteure"].merge_cells("B2:B4"))
    (problem,) = (one for one in reading.problems if one.code == "merged")
    assert (
        str(problem) == "Akteure!B2: Zellen sind bis B4 verbunden. Bitte die Verbindung aufheben und jede Zelle ausfüllen."
    )


def test_hidden_rows_are_read_and_said(change: Callable[..., Reading]):
    def hide(book: Any) -> None:
        book["Akteure"].row_dimensions[3].hidden = True

    reading = change(hide)
    assert reading.landscape() == tiny_city()
    assert reading.remarks == (
        "Akteure: 1 Zeilen sind ausgeblendet, vielleicht durch einen Filter; sie wurden wie alle anderen gelesen.",
    )


def test_a_long_text_cannot_be_changed_in_its_cell(change: Callable[..., Reading]):
    city = tiny_city(Actor(id="vhs", name="Volkshochschule", note="lang " * 9000))

    def edit(book: Any) -> None:
        sheet = book["Akteure"]
        cell = next(row[column(sheet, "Notiz") - 1] for row in sheet.iter_rows() if row[0].value == "Volkshochschule")
        cell.value = "ganz " + cell.value

    reading = change(edit, city)
    assert [one.code for one in reading.problems] == ["long_text"]


def test_values_as_excel_makes_them_of_what_people_type(change: Callable[..., Reading]):
    def type_in(book: Any) -> None:
        put(book, "Akteure", "Volkshochschule", "Seit", dt.datetime(2018, 3, 1))
        put(book, "Akteure", "Volkshochschule", "Bis", 2024)
        put(book, "Akteure", "Volkshochschule", "Kurzname", 18057)
        put(book, "Akteure", "Volkshochschule", "Stadtweit", True)
        put(book, "Akteure", "Volkshochschule", "Bildungsbereiche", " schule ;Weiterbildung; ")
        put(book, "Angebote", "Deutschkurs", "Plätze", "1.200")

    reading = change(type_in)
    assert reading.problems == ()
    actor, offer = reading.landscape().actors["vhs"], reading.landscape().offers["deutschkurs"]
    assert (actor.since, actor.until, actor.short_name, actor.citywide) == ("2018-03-01", "2024", "18057", True)
    assert actor.areas == ("school", "continuing_education")
    assert offer.capacity == 1200


# ----------------------------------------------------------------------------------------------- lines beside the record


def test_figures_and_evidence_belong_to_something(change: Callable[..., Reading]):
    def spoil(book: Any) -> None:
        book["Kennzahlen"].append(["Atlantis", 2018, "population", 5])
        book["Kennzahlen"].append(["Nord", 2018, "households", None])
        book["Weitere Belege"].append([None, "Zeitung"])
        book["Weitere Belege"].append(["x [nobody]", "Zeitung"])

    reading = change(spoil)
    assert sorted(code for code, _place in told(reading)) == ["incomplete", "invalid_value", "no_record", "no_record"]


def test_further_evidence_is_added_by_name(change: Callable[..., Reading]):
    reading = change(lambda book: book["Weitere Belege"].append(["Sportverein", "Zeitung", None, "2024"]))
    assert reading.problems == ()
    assert reading.landscape().actors["verein"].evidence[1:] == (Evidence(source="Zeitung", seen="2024"),)


def test_who_reported_it_comes_back_by_name(change: Callable[..., Reading]):
    def add(book: Any) -> None:
        put(book, "Kooperationen", "Sportverein", "Nach", "Frauenhaus")
        put(book, "Kooperationen", "Sportverein", "Beleg: gemeldet von", "Sportverein")

    ties = change(add).landscape().cooperations
    assert ties["verein--haus--unspecified"] == Cooperation(
        id="verein--haus--unspecified", source="verein", target="haus", evidence=(Evidence(reported_by="verein"),)
    )


# ----------------------------------------------------------------------------------------------------------- any table


_cells = st.one_of(
    st.text(max_size=8),
    st.integers(-(10**6), 10**6),
    st.booleans(),
    st.dates(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(
        ["Name", "[x]", "\\u{110000}", "\\int{x}", "• ", "{", "\\long{0}", "ja", "Schule;;", "2018-13", "\\u{d800}"]
    ),
)
_SHEETS = ["Akteure", "Einstellungen", "Kooperationen", "Kennzahlen", "Begriffe", "netmap", "Auswahllisten", "Angebote"]
_SHEETS += ["Fremd", "Weitere Belege", "Lange Texte"]
_HEADS = ["Name", "Kennung", "Von", "Version", "Seit", "Belege", "Eigen", "Plätze", "Jahr", "Koordinaten", "Notiz"]
_HEADS += ["", "Gehört zu", "Weiteres Feld"]
_rows = st.lists(st.lists(_cells, max_size=6), max_size=6)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    sheets=st.dictionaries(
        st.sampled_from(_SHEETS), st.tuples(st.lists(st.sampled_from(_HEADS), max_size=6), _rows), max_size=5
    )
)
def test_any_table_is_read_or_refused(sheets: dict[str, Any], tmp_path: Path):
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"), {"strings_to_formulas": False, "strings_to_urls": False})
    for name, (heads, rows) in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate([heads, *rows]):
            for at, value in enumerate(row):
                _write(sheet, number, at, value)
    book.close()
    with suppress(DataError):
        reading = reread(tmp_path / "a.xlsx", tiny_city())
        assert all(str(one) for one in reading.problems)
        assert isinstance(reading.landscape(), Landscape)


def _write(sheet: Any, row: int, column: int, value: Any) -> None:
    if isinstance(value, str):
        sheet.write_string(row, column, value)
    elif isinstance(value, dt.date) and value.year >= 1900:
        sheet.write_datetime(row, column, dt.datetime(value.year, value.month, value.day))
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif not isinstance(value, dt.date):
        sheet.write_number(row, column, value)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.floats(0, 0.999), new=st.binary(min_size=1, max_size=6))
def test_a_damaged_file_is_read_or_refused(at: float, new: bytes, tmp_path: Path):
    path = tmp_path / "a.xlsx"
    whole = tmp_path / "whole.xlsx"
    if not whole.exists():
        exported(tiny_city(), whole)
    data = whole.read_bytes()
    place = int(at * len(data))
    path.write_bytes(data[:place] + new + data[place + len(new) :])
    with suppress(DataError):
        reread(path)
