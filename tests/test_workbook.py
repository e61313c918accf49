"""The workbook round trip: whatever a landscape holds, export and import give the same; cells are exact and plain."""

from __future__ import annotations

import datetime as dt
import io
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netmap.changes import diff, summary
from netmap.files.folder import read_folder
from netmap.files.workbook import cells, codec, columns, guide, words
from netmap.files.workbook.tables import open_workbook
from netmap.files.workbook.writing import OWN_COLUMNS, workbook_bytes
from netmap.landscape import Landscape
from netmap.model import KINDS, Actor, Cooperation, District, Evidence, Need, Said, Settings, Term
from netmap.vocabulary import vocabulary
from tests import strategies
from tests.landscapes import full_city, tiny_city
from tests.workbooks import WRITTEN, column, exported, reread

ROSTOCK = Path(__file__).parent.parent / "graphs" / "rostock"


def city(*records: Any, **fields: Any) -> Landscape:
    return Landscape(Settings(id="city", name="Stadt", **fields), records)


def round_trip(landscape: Landscape, path: Path, lang: str = "de") -> list[str]:
    """Return in words what an export and the import of it change: nothing."""
    reading = reread(exported(landscape, path, lang=lang))
    assert [str(one) for one in reading.problems] == []
    changes = diff(landscape, reading.landscape(), delete_missing=True)
    return summary(changes, landscape=landscape)


# ------------------------------------------------------------------------------------------------------- the round trip


@pytest.mark.parametrize("lang", ["de", "en"])
def test_every_kind_and_value_comes_back(tmp_path: Path, lang: str):
    assert round_trip(full_city(), tmp_path / "a.xlsx", lang) == []


@pytest.mark.parametrize("lang", ["de", "en"])
def test_the_real_example_comes_back(tmp_path: Path, lang: str):
    assert round_trip(read_folder(ROSTOCK).landscape, tmp_path / "a.xlsx", lang) == []


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(landscape=strategies.landscapes)
def test_any_landscape_comes_back(landscape: Landscape, tmp_path: Path):
    assert round_trip(landscape, tmp_path / "a.xlsx") == []


@pytest.mark.parametrize(
    "text",
    ["=1+1", "=cmd|' /C calc'!A0", "'quoted", "+49 381", "@x", "-", "01067", "\ta\t", "a\r\nb", "a\x07",
     "_x0041_", "\\u{7}", "\\long{0}", "#N/A", "😀" * 20, "a\n\nb", "\ufeff", " ",
     "• a", "{\"a\": 1}", "\uffff", "Beispiel: x"],
)  # fmt: skip
def test_texts_that_programs_like_to_change(text: str, tmp_path: Path):
    actor = Actor(id="a", name="A", note=text, description=text, attributes={"eigen": text, "liste": (text, "")})
    assert round_trip(city(actor), tmp_path / "a.xlsx") == []


def test_a_text_longer_than_a_cell_comes_back(tmp_path: Path):
    long = "Zeile mit Umlauten äöü und 😀\n" * 3000
    assert len(long) > 32_767
    assert round_trip(city(Actor(id="a", name="A", note=long, attributes={"eigen": long})), tmp_path / "a.xlsx") == []


def test_names_that_many_have_come_back(tmp_path: Path):
    actors = [Actor(id=f"amt-{n}", name="Amt") for n in range(3)]
    odd = Actor(id="odd", name="Amt [amt-1]", part_of="amt-2")
    ties = [Cooperation(id="t", source="amt-0", target="amt-1"), Cooperation(id="u", source="odd", target="nobody")]
    assert round_trip(city(*actors, odd, *ties), tmp_path / "a.xlsx") == []


def test_terms_of_the_landscapes_own_come_back(tmp_path: Path):
    terms = [
        Term(id="t", vocabulary="areas", key="sailing", label_de="Schule"),  # the word that another area has
        Term(id="u", vocabulary="areas", key="rowing", label_de="Rudern; Segeln", label_en="x [school]"),
    ]
    actor = Actor(id="a", name="A", areas=("sailing", "school", "rowing", "unknown_one"))
    for lang in ("de", "en"):
        assert round_trip(city(*terms, actor), tmp_path / f"{lang}.xlsx", lang) == []


def test_evidence_that_says_nothing_is_still_there(tmp_path: Path):
    pieces = (Evidence(), Evidence(said=Said()), Evidence(said=Said(intensity=2)), Evidence(url="x"))
    for first in range(4):
        actor = Actor(id="a", name="A", evidence=(*pieces[first:], *pieces[:first]))
        assert round_trip(city(actor), tmp_path / f"{first}.xlsx") == []


def test_many_own_columns_come_back(tmp_path: Path):
    many = {f"Spalte {n}": n for n in range(OWN_COLUMNS + 40)}
    names = {"Name": "x", "name ": "y", "NOTIZ": 1, "a\nb": 2, "": 3, "x" * 2000: True}
    names = {name: value for name, value in names.items() if name}
    assert round_trip(city(Actor(id="a", name="A", attributes=many | names)), tmp_path / "a.xlsx") == []


def test_decimal_columns_stay_decimal(tmp_path: Path):
    actors = [Actor(id=f"a{n}", name=f"A{n}", attributes={"w": float(n), "n": n, "both": n if n else 0.5}) for n in range(3)]
    landscape = city(*actors)
    assert round_trip(landscape, tmp_path / "a.xlsx") == []
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["Akteure"]
    column = next(cell.column for cell in sheet[1] if cell.value == "w")
    assert [sheet.cell(row, column).value for row in (2, 3, 4)] == [0, 1, 2]


def test_a_year_without_figures_comes_back(tmp_path: Path):
    assert round_trip(city(District(id="d", name="D", figures={2018: {}, 2019: {"age": 3.5}})), tmp_path / "a.xlsx") == []


def test_export_changes_nothing_of_the_landscape(tmp_path: Path):
    landscape, same = full_city(), full_city()
    exported(landscape, tmp_path / "a.xlsx")
    assert landscape == same


def test_the_same_landscape_gives_the_same_cells():
    books = [openpyxl.load_workbook(io.BytesIO(workbook_bytes(full_city()))) for _ in range(2)]
    first, second = ([[cell.value for row in sheet for cell in row] for sheet in book] for book in books)
    assert first == second


# -------------------------------------------------------------------------------------------------------------- the look


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Any:
    path = tmp_path_factory.mktemp("book") / "a.xlsx"
    return openpyxl.load_workbook(exported(full_city(), path, revision=WRITTEN))


def test_there_is_a_sheet_for_every_kind_that_people_fill_in(book: Any):
    visible = [sheet.title for sheet in book if sheet.sheet_state == "visible"]
    assert visible[:6] == ["Anleitung", "Einstellungen", "Akteure", "Kooperationen", "Gremien", "Mitgliedschaften"]
    assert {"Angebote", "Bedarfe", "Stadtbereiche", "Erhebungsstände", "Kennzahlen", "Weitere Belege"} <= set(visible)
    assert {"Kartenpositionen", "Auswahllisten", "netmap"}.isdisjoint(visible)


def test_a_sheet_is_ready_to_be_printed(book: Any):
    sheet = book["Akteure"]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref.startswith("A1:")
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_cols == "$A:$A"
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (3, 0)  # on one page nobody could read it
    narrow = book["Mitgliedschaften"]
    assert (narrow.page_setup.fitToWidth or 1, narrow.page_setup.fitToHeight) == (1, 0)
    assert "Intern" in sheet.oddFooter.left.text
    assert "r1" in sheet.oddFooter.right.text
    assert sheet.column_dimensions["A"].width > 30


def test_rows_are_as_high_as_their_texts_need(tmp_path: Path):
    """Show all of a text: LibreOffice shows its first line only where a row does not say how high it is."""
    long = Actor(
        id="a", name="Verein zur Förderung der Bildung von Neuzugewanderten e. V.", website=f"https://{'a' * 99}.de"
    )
    short = Actor(id="b", name="VHS", website=f"https://{'a' * 99}.de")
    book = openpyxl.load_workbook(exported(Landscape(Settings(id="c", name="C"), [long, short]), tmp_path / "a.xlsx"))
    heights = {row: one.height for row, one in book["Akteure"].row_dimensions.items()}
    assert heights == {1: 45, 2: 30}
    assert book["Einstellungen"].row_dimensions[6].height == 30


def test_headings_explain_themselves(book: Any):
    heads = {cell.value: cell for cell in book["Akteure"][1]}
    assert "ungeklärt" in heads["Stadtverwaltung oder außerhalb"].comment.text
    assert "Semikolon" in heads["Bildungsbereiche"].comment.text
    assert [name for name, cell in heads.items() if cell.comment is None] == ["Gemeinde"]


def test_drop_downs_hold_the_words_of_the_vocabularies(book: Any):
    sheet = book["Kooperationen"]
    found = {str(one.sqref): one.formula1 for one in sheet.data_validations.dataValidation}
    assert any("'Auswahllisten'!" in source for source in found.values())
    assert any("'Akteure'!$A$2" in source for source in found.values())
    lists = book["Auswahllisten"]
    assert "Schule" in [cell.value for cell in lists["A"]]


def test_cells_that_people_fill_in_are_texts(book: Any):
    sheet = book["Akteure"]
    assert {sheet.column_dimensions[letter].width is not None for letter in "ABC"} == {True}
    assert sheet["A2"].number_format == "@"
    assert sheet["A2"].data_type == "s"


def test_nothing_is_ever_a_formula(tmp_path: Path):
    actor = Actor(id="a", name="=1+1", note="=cmd|' /C calc'!A0", attributes={"=2+2": "=3+3", "n": 1})
    book = openpyxl.load_workbook(exported(city(actor), tmp_path / "a.xlsx"))
    assert [cell.coordinate for sheet in book for row in sheet for cell in row if cell.data_type == "f"] == []


def test_the_settings_are_a_sheet_of_lines(book: Any):
    lines = {row[0].value: row[1].value for row in book["Einstellungen"].iter_rows(min_row=2)}
    assert lines["Name"] == "Kleinstadt"
    assert lines["Koordinierende Stelle"] == "Amt für Schule"
    assert lines["Schwelle: Beleg gilt als alt nach (Monate)"] == 24


def test_the_first_sheet_says_that_it_is_internal(book: Any):
    said = " ".join(str(cell.value or "") for cell in book["Anleitung"]["A"])
    assert "Intern" in said
    assert "01.03.2024" in said


def test_english_words_where_english_is_asked_for(tmp_path: Path):
    book = openpyxl.load_workbook(exported(full_city(), tmp_path / "a.xlsx", lang="en"))
    assert book["Actors"]["A1"].value == "Name"
    assert "City administration" in [cell.value for row in book["Actors"] for cell in row]


@pytest.mark.parametrize("lang", ["de", "en"])
def test_no_two_headings_of_a_sheet_are_alike(lang: str):
    for kind in KINDS:
        heads = [words.plain(one.header) for one in columns.columns(kind, lang)]
        assert len(heads) == len(set(heads)), kind
        assert len(columns.sheet_name(kind, lang)) <= 31
        assert not set(columns.sheet_name(kind, lang)) & set("[]:*?/\\'")


def test_every_field_has_a_column():
    for kind, cls in KINDS.items():
        fields = {one.field for one in columns.columns(kind, "de")}
        assert fields >= cls.model_fields.keys() - {"attributes", "figures"}, kind


@pytest.mark.parametrize(
    ("kind", "path", "how"),
    [
        ("actor", "since", "date"), ("need", "persons", "whole"), ("need", "year", "whole"), ("survey", "date", "date"),
        ("forum", "meetings_per_year", "number"), ("forum", "members_complete", "date"), ("snapshot", "date", "date"),
        ("actor", "citywide", "yes"), ("offer", "childcare", "maybe"), ("actor", "aliases", "names"),
        ("actor", "areas", "terms"),
        ("actor", "part_of", "id"), ("offer", "providers", "ids"), ("cooperation", "intensity", "scale"),
        ("cooperation", "status", "term"), ("inventory", "state", "choice"), ("offer", "cefr_from", "choice"),
        ("survey", "codes", "json"), ("actor", "coordinates", "point"), ("landscape", "thresholds.survey_warn", "number"),
        ("landscape", "ags", "text"), ("gap_note", "responsible", "text"), ("position", "x", "number"),
    ],
)  # fmt: skip
def test_a_field_is_read_as_what_it_is(kind: str, path: str, how: str):
    assert next(one.how for one in columns.columns(kind, "de") if one.path == path) == how


def test_no_number_flag_or_list_is_read_as_a_text():
    for kind, cls in KINDS.items():
        for one in columns.columns(kind, "de"):
            annotation = str(cls.model_fields[one.field].annotation)
            if one.how == "text" and not one.part:
                assert not re.search(r"\b(int|float|bool|tuple|dict)\b", annotation), (kind, one.path)


# ---------------------------------------------------------------------------------------------------------- a new workbook


def test_a_new_workbook_has_examples_that_are_not_read(tmp_path: Path):
    path = exported(city(), tmp_path / "a.xlsx", examples=True)
    book = openpyxl.load_workbook(path)
    assert book["Akteure"]["A2"].value == "Beispiel: Volkshochschule Musterstadt"
    reading = reread(path, tiny_city())
    assert [key for key in reading.rows if key[0] != "landscape"] == []
    assert reading.problems == ()


@pytest.mark.parametrize("lang", ["de", "en"])
def test_examples_hold_words_that_the_lists_know(lang: str):
    known = {str(label) for name in ("areas", "actor_types", "sectors", "intensities") for label in _labels(name, lang)}
    for kind in columns.PEOPLES:
        shown = guide.example(kind, columns.columns(kind, lang), lang)
        for one, text in zip(columns.columns(kind, lang), shown or (), strict=False):
            if one.how in {"term", "terms", "scale"} and one.of in {"areas", "actor_types", "sectors", "intensities"}:
                assert text.partition(": ")[2] in known or text in known | {""}, (kind, one.path, text)


def _labels(name: str, lang: str) -> list[str]:
    return [term.label(lang) for term in vocabulary()[name].values()]


def test_a_filled_in_workbook_becomes_a_landscape(tmp_path: Path):
    def fill(book: Any) -> None:
        book["Einstellungen"]["B2"] = "Neustadt"
        book["Akteure"]["A3"], book["Akteure"]["A4"] = "Hafenschule", "Amt für Schule"
        book["Kooperationen"]["A3"], book["Kooperationen"]["B3"] = "hafenschule", "Amt für Schule"

    reading = reread(exported(city(), tmp_path / "a.xlsx", fill, examples=True))
    assert reading.problems == ()
    landscape = reading.landscape()
    assert (landscape.settings.id, landscape.settings.name) == ("neustadt", "Neustadt")
    assert list(landscape.actors) == ["hafenschule", "amt-fuer-schule"]
    tie = landscape.cooperations["hafenschule--amt-fuer-schule--unspecified"]
    assert (tie.source, tie.target, tie.status) == ("hafenschule", "amt-fuer-schule", "existing")


# -------------------------------------------------------------------------------------------------------------- the cells


@given(strategies.texts)
def test_any_text_comes_back_from_its_cell(text: str):
    cell = cells.text_to_cell(text)
    assert cells.cell_to_text(cell) == text
    assert cells.cell_to_text(f"  {cell}\n") == text  # what a person's hand adds at the ends is nothing


@given(
    strategies.texts | st.booleans() | strategies.whole | strategies.numbers | strategies.days
    | st.lists(strategies.texts, max_size=3).map(tuple),
    st.booleans(),
)  # fmt: skip
def test_any_value_of_an_own_column_comes_back_from_its_cell(value: Any, floats: bool):
    cell = cells.own_to_cell(value, floats=floats)
    if isinstance(cell, int) and not isinstance(cell, bool):
        cell = float(cell)  # as a spreadsheet gives it
    assert repr(cells.cell_to_own(cell, floats=floats)) == repr(value)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_any_number_comes_back_from_its_cell(value: float):
    assert repr(cells.cell_to_number(cells.number_to_cell(value))) == repr(value)


@given(st.integers(-(2**70), 2**70))
def test_any_whole_number_comes_back_from_its_cell(value: int):
    cell = cells.number_to_cell(value)
    assert cells.cell_to_whole(cell if isinstance(cell, str) else float(cell)) == value


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("1.3.2018", "2018-03-01"), ("01. 03. 2018", "2018-03-01"), ("3/2018", "2018-03"), ("03.2018", "2018-03"),
        ("März 2018", "2018-03"), ("12. Dez. 2018", "2018-12-12"), (2018.0, "2018"), (43160.0, "2018-03-01"),
        (dt.date(2018, 3, 1), "2018-03-01"), (dt.datetime(2018, 3, 1), "2018-03-01"), ("2018-03-01T00:00:00", "2018-03-01"),
    ],
)  # fmt: skip
def test_dates_as_people_and_excel_write_them(cell: Any, expected: str):
    assert codec.cell_to_date(cell) == expected


@pytest.mark.parametrize("cell", ["32.1.2018", "gestern", "2018-13", 3.5, True, "Foo 2018", ""])
def test_what_is_no_date_is_refused(cell: Any):
    with pytest.raises(cells.CellError):
        codec.cell_to_date(cell)


@pytest.mark.parametrize(
    ("cell", "expected"), [("Ja", True), ("x", True), (True, True), (1.0, True), ("nein", False), (0.0, False)]
)
def test_yes_and_no(cell: Any, expected: bool):
    assert codec.cell_to_yes(cell) is expected


def test_a_number_with_a_thousands_separator():
    assert cells.cell_to_whole("209.085") == 209_085
    with pytest.raises(cells.CellError):
        cells.cell_to_whole("2,5")


def test_words_stand_for_one_key():
    known = words.Words({"a": "Amt", "b": "Amt", "c": "Club"}, {"d": "club"})
    assert known.meant("AMT [b]") == ("b",)
    assert known.meant("Amt") == ()
    assert known.meant("club") == ("c", "d")
    assert known.meant("a") == ("a",)
    assert known.near("Clubb") == "Club"


def test_a_workbook_knows_where_it_comes_from(tmp_path: Path):
    book = open_workbook(exported(city(), tmp_path / "a.xlsx", revision=WRITTEN))
    assert (book.landscape, book.revision, book.written, book.lang) == ("city", 1, WRITTEN.at.isoformat(), "de")


def test_all_areas_are_a_word_of_the_list(tmp_path: Path):
    book = openpyxl.load_workbook(exported(city(Need(id="n", persons=3)), tmp_path / "a.xlsx"))
    assert book["Bedarfe"]["A2"].value == "alle Bildungsbereiche"


def test_the_drop_down_of_areas_ends_with_all_of_them_only_where_that_may_stand(tmp_path: Path):
    book = openpyxl.load_workbook(exported(tiny_city(), tmp_path / "a.xlsx"))

    def offered(sheet: str, head: str) -> list[object]:
        at = column(book[sheet], head)
        (rule,) = (one for one in book[sheet].data_validations.dataValidation if next(iter(one.sqref.ranges)).min_col == at)
        lists, cells = rule.formula1.replace("'", "").replace("$", "").split("!")
        return [cell.value for (cell,) in book[lists][cells]]

    areas = offered("Akteure", "Bildungsbereiche")
    assert areas[0] == "Frühe Bildung"
    assert "alle Bildungsbereiche" not in areas
    assert offered("Bedarfe", "Bildungsbereich") == [*areas, "alle Bildungsbereiche"]
