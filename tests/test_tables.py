"""Rows as tables: each format read back by something that knows it."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmap.export.tables import FORMATS, Columns, Format, render, shown, write_table
from netmap.model import Actor

FORMULAS = [
    "=1+1", "+49", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1+1", '=HYPERLINK("http://x";"y")', "\tx", "\rx", "\nx",
    "＝1+1", "＋49", "－1", "＠SUM(A1)", "﹦1", "\u22121", "\u200b=1", "\ufeff=1", "\u202e=1", "\x08=1", "\x00=1",
    "\u00ad+1", " \u200b\u00a0=1", "\u2028=1", "\u3000=1", "\x85=1", "\u2800=1", "\u3164@x", "\x1c=1", "\U000e0020=1",
]  # fmt: skip
HEADINGS = {"name": "Name", "ties": "Ties"}


@dataclass(frozen=True)
class Row:
    name: str
    ties: int | None = None
    share: float | None = None
    areas: tuple[str, ...] = ()
    fresh: bool | None = None


ROWS = [Row("VHS", 3, 0.5, ("school", "culture"), True), Row("Verein „Meer“")]
FIELDS = ["name", "ties", "share", "areas", "fresh"]


def read_csv(text: str, delimiter: str = ";") -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


# --------------------------------------------------------------------------------------------------------------- CSV


def test_german_csv_has_semicolons_and_decimal_commas():
    lines = render(ROWS, FIELDS, "csv", lang="de").split("\r\n")
    assert lines[0] == "name;ties;share;areas;fresh"
    assert lines[1].startswith('VHS;3;0,5;"school; culture";')
    assert lines[2:] == ["Verein „Meer“;;;;", ""]


def test_english_csv_has_commas_and_decimal_points():
    assert render(ROWS, FIELDS, "csv", lang="en").split("\r\n")[1] == "VHS,3,0.5,school; culture,yes"


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_is_run_as_a_formula(formula: str):
    header, row = read_csv(render([{formula: formula}], [formula], "csv"))
    assert row[0].startswith("'")
    assert header[0].startswith("'")


@pytest.mark.parametrize("name", ["a=b", "a-b", "'=1", "VHS + Verein", "„=“", "", " "])
def test_what_is_no_formula_is_left_alone(name: str):
    assert read_csv(render([{"name": name, "x": "y"}], ["name", "x"], "csv"))[1] == [name, "y"]


@pytest.mark.parametrize(
    "unseen", ["\x00", "\x1b", "\x7f", "\x9b", "\u200b", "\u200d", "\u200e", "\u2060", "\ufeff", "\u2067", "\u202e"]
)
@pytest.mark.parametrize("fmt", ["csv", "md", "table"])
def test_what_nobody_sees_is_removed(unseen: str, fmt: Format):
    assert unseen not in render([{"name": f"Ver{unseen}ein"}], ["name"], fmt)
    assert "Verein" in render([{"name": f"Ver{unseen}ein"}], ["name"], fmt)


@pytest.mark.parametrize(
    ("value", "de", "en"),
    [
        (0.1234567890123, "0,1234567890123", "0.1234567890123"),
        (1 / 3, "0,3333333333333333", "0.3333333333333333"),
        (np.float64(2.5), "2,5", "2.5"),
        (2.0, "2", "2"),
        (1e-7, "1e-07", "1e-07"),
        (-1e22, "-1e+22", "-1e+22"),
        (10**400, "1" + "0" * 400, "1" + "0" * 400),
        ((54.0887, 12.14049), "54,0887; 12,14049", "54.0887; 12.14049"),
        (float("-inf"), "'-inf", "'-inf"),
    ],
)
def test_csv_has_numbers_in_full(value: object, de: str, en: str):
    assert read_csv(render([{"x": value}], ["x"], "csv", lang="de"))[1] == [de]
    assert read_csv(render([{"x": value}], ["x"], "csv", lang="en"), ",")[1] == [en]


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_in_csv_is_read_as_it_was(value: float):
    assert float(read_csv(render([{"x": value}], ["x"], "csv", lang="en"), ",")[1][0]) == value


def test_people_read_rounded_numbers():
    assert "0,123 " in render([{"x": 0.12345}], ["x"], "md") + " "
    assert "0.1234" not in render([{"x": 0.12345}], ["x"], "table", lang="en")


def test_numbers_below_zero_stay_numbers():
    assert read_csv(render([{"a": -1, "b": -0.25}], ["a", "b"], "csv"))[1] == ["-1", "-0,25"]


@pytest.mark.parametrize("name", ['a"b', "a;b", "a\nb", "<b>&amp;</b>", "a|b", "Müller", "日本"])
def test_csv_gives_texts_back_as_they_were(name: str):
    assert read_csv(render([{"name": name}], ["name"], "csv"))[1] == [name]


def test_line_ends_in_cells_are_one_sign():
    assert read_csv(render([{"name": "a\r\nb\rc"}], ["name"], "csv"))[1] == ["a\nb\nc"]


@given(st.lists(st.text(max_size=30), min_size=1, max_size=4))
def test_csv_keeps_rows_and_columns_whatever_is_in_them(cells: list[str]):
    columns = [f"c{n}" for n in range(len(cells))]
    rows = read_csv(render([dict(zip(columns, cells, strict=True))], columns, "csv"))
    assert len(rows) == 2
    assert len(rows[1]) == len(cells) or rows[1] == []
    assert not any(cell.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠")) for cell in rows[1])
    assert not any(cell.startswith(("\t", "\r", "\n")) for cell in rows[1])


# -------------------------------------------------------------------------------------------------------------- JSON


def test_json_keeps_names_and_values():
    assert json.loads(render(ROWS, {"name": "Name", "share": "Anteil", "areas": "Bereiche"}, "json")) == [
        {"name": "VHS", "share": 0.5, "areas": ["school", "culture"]},
        {"name": "Verein „Meer“", "share": None, "areas": []},
    ]


def test_rows_within_rows_keep_their_fields():
    row = {"name": "VHS", "matches": (Row("Verein", 3, areas=("school", "clubs")),)}
    inner = json.loads(render([row], ["name", "matches"], "json"))[0]["matches"]
    assert inner == [{"name": "Verein", "ties": 3, "share": None, "areas": ["school", "clubs"], "fresh": None}]
    assert read_csv(render([row], ["matches"], "csv"))[1] == ["name: Verein, ties: 3, areas: school; clubs"]


def test_json_of_nothing_is_an_empty_list():
    assert json.loads(render([], FIELDS, "json")) == []


def test_json_has_no_numbers_that_are_none():
    with pytest.raises(ValueError, match="JSON"):
        render([{"x": float("nan")}], ["x"], "json")


def test_records_are_rows_as_well():
    actor = Actor(id="a", name="A", coordinates=(54.0, 12.0))
    assert json.loads(render([actor], ["id", "coordinates", "evidence"], "json")) == [
        {"id": "a", "coordinates": [54.0, 12.0], "evidence": []}
    ]


def test_what_is_no_row_is_refused():
    with pytest.raises(TypeError, match="int"):
        render([1], ["x"], "json")


# ---------------------------------------------------------------------------------------------------------- Markdown


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("a|b", "a\\|b"),
        ("a\nb", "a<br>b"),
        ("<img src=x>", "&lt;img src=x&gt;"),
        ("[x](javascript:y)", "\\[x\\](javascript:y)"),
        ("a\\", "a\\\\"),
        ("A & B", "A &amp; B"),
        ("actor_types", "actor\\_types"),
        ("*a* ~~b~~ `c` $d$", "\\*a\\* \\~\\~b\\~\\~ \\`c\\` \\$d\\$"),
        ("# a # b", "\\# a # b"),
        (" ## a", " \\## a"),
        ("x<y>z", "x&lt;y&gt;z"),
        ("\u200b# a", "\\# a"),
    ],
)
def test_markdown_shows_texts_as_they_are(name: str, written: str):
    assert render([{"name": name}], ["name"], "md").split("\n")[2] == f"| {written} |"


def test_markdown_has_a_line_for_each_row():
    assert render(ROWS, HEADINGS, "md") == "| Name | Ties |\n| --- | --- |\n| VHS | 3 |\n| Verein „Meer“ |  |"


@given(st.text(max_size=60))
def test_markdown_rows_stay_one_line_with_their_cells(name: str):
    lines = render([{"name": name, "ties": 1}], HEADINGS, "md").split("\n")
    assert len(lines) == 3
    assert lines[2].replace("\\\\", "").replace("\\|", "").count("|") == 3


# ---------------------------------------------------------------------------------------------------------- terminal


def test_the_terminal_table_lines_up():
    lines = render(ROWS, HEADINGS, "table", width=60).splitlines()
    assert lines[0].split() == ["Name", "Ties"]
    assert lines[2].index("3") == len(lines[0]) - 1, "numbers stand at the right"
    assert "Verein „Meer“" in lines[3]


def test_the_terminal_table_shows_brackets_and_no_control_signs():
    text = render([{"name": "[red]x[/red]\x1b[31m\u202e"}], {"name": "Name"}, "table")
    assert "[red]x[/red][31m" in text
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_long_cells_are_folded_not_cut():
    text = render([{"name": "Wort " * 40 + "Ende"}], {"name": "Name"}, "table", width=40)
    assert "Ende" in text
    assert max(map(len, text.splitlines())) <= 40


WIDE = [
    {"name": "Agentur für Arbeit", "type": "Kooperationsvereinbarung", "id": "agentur-arbeit--koop-migration"},
    {"name": "Wohnungsbaugenossenschaft", "type": "", "id": "wbg"},
]


@pytest.mark.parametrize("width", [60, 70, 80, 90, 120])
def test_no_word_is_broken_however_narrow_the_terminal_is(width: int):
    text = render(WIDE, {"name": "Name", "type": "Art der Einrichtung", "id": "Kennung"}, "table", width=width)
    assert max(map(len, text.splitlines())) <= width
    for word in ("Kooperationsvereinbarung", "Wohnungsbaugenossenschaft", "agentur-arbeit--koop-migration", "Einrichtung"):
        assert word in text


def test_what_does_not_fit_side_by_side_stands_one_below_the_other():
    text = render(WIDE, {"name": "Name", "type": "Art", "id": "Kennung"}, "table", width=50)
    assert text.splitlines() == [
        "Agentur für Arbeit",
        "  Art: Kooperationsvereinbarung\u00a0· Kennung:",
        "  agentur-arbeit--koop-migration",
        "Wohnungsbaugenossenschaft",
        "  Kennung: wbg",
    ]


@pytest.mark.parametrize("fmt", FORMATS)
def test_no_rows_give_no_error(fmt: str):
    assert render([], HEADINGS, fmt) is not None  # type: ignore[arg-type]


def test_an_unknown_format_is_refused():
    with pytest.raises(ValueError, match="table, json, csv, md"):
        render([], HEADINGS, "xml")  # type: ignore[arg-type]


# ------------------------------------------------------------------------------------------------------------ values


@pytest.mark.parametrize(
    ("value", "lang", "written"),
    [
        (None, "de", ""),
        (1234567, "de", "1234567"),
        (1234.5, "de", "1234,5"),
        (1234.5, "en", "1234.5"),
        (2.0, "de", "2"),
        (100.0, "de", "100"),
        (0.12345, "en", "0.123"),
        (True, "en", "yes"),
        (False, "en", "no"),
        (("a", None, 1.5), "de", "a; ; 1,5"),
        ({"a": 1}, "de", "a: 1"),
        ("<5", "de", "<5"),
    ],
)
def test_values_are_written_as_people_do(value: object, lang: str, written: str):
    assert shown(value, lang=lang) == written


# ------------------------------------------------------------------------------------------------------------- files


def test_a_csv_file_opens_in_excel(tmp_path: Path):
    path = write_table(ROWS, HEADINGS, tmp_path / "new" / "list.csv", edition="meeting", disclaimer="Beispiel.", lang="en")
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfName,Ties\r\nVHS,3\r\n")
    assert read_csv(raw.decode("utf-8-sig"), ",")[-2:] == [["Meeting edition"], ["Beispiel."]]


def test_a_json_file_says_its_edition(tmp_path: Path):
    path = write_table(ROWS, ["name"], tmp_path / "list.json", edition="public", disclaimer="Beispiel.", lang="en")
    assert json.loads(path.read_text(encoding="utf-8")) == {
        "edition": "public",
        "remarks": ["Public edition", "Beispiel."],
        "rows": [{"name": "VHS"}, {"name": "Verein „Meer“"}],
    }


def test_an_internal_file_is_marked_in_name_and_text(tmp_path: Path):
    path = write_table(ROWS, HEADINGS, tmp_path / "list.md", edition="internal", lang="en")
    assert path.name == "list-INTERN.md"
    assert path.read_text(encoding="utf-8").endswith("INTERNAL – do not pass on\n\nInternal edition\n")


@pytest.mark.parametrize("suffix", ["csv", "json", "md"])
def test_remarks_stand_with_the_disclaimer(tmp_path: Path, suffix: str):
    path = tmp_path / f"list.{suffix}"
    write_table(
        ROWS, HEADINGS, path, edition="meeting", disclaimer="Beispiel.", remarks=["Basis: 3.", "", "Zwei."], lang="en"
    )
    text = path.read_text(encoding="utf-8")
    places = [text.index(one) for one in ("Meeting edition", "Basis: 3.", "Zwei.", "Beispiel.")]
    assert places == sorted(places)
    if suffix == "json":
        assert json.loads(text)["remarks"] == ["Meeting edition", "Basis: 3.", "Zwei.", "Beispiel."]
    if suffix == "md":
        assert text.endswith("Meeting edition\n\nBasis: 3.\n\nZwei.\n\nBeispiel.\n")


@pytest.mark.parametrize(
    ("remark", "written"),
    [
        ("# eins", "\\# eins"), ("- eins", "\\- eins"), ("1. eins", "1\\. eins"), ("12) x", "12\\) x"), ("+ x", "\\+ x"),
        ("===", "\\==="), ("    code", "code"), ("> x", "&gt; x"), ("2018 war", "2018 war"), ("=1+1", "\\=1+1"),
    ],
)  # fmt: skip
def test_a_remark_in_markdown_is_a_plain_paragraph(tmp_path: Path, remark: str, written: str):
    path = write_table(ROWS, HEADINGS, tmp_path / "list.md", edition="meeting", remarks=[remark])
    assert path.read_text(encoding="utf-8").split("\n\n")[-1] == written + "\n"


def test_a_remark_in_csv_is_no_formula(tmp_path: Path):
    path = write_table(ROWS, HEADINGS, tmp_path / "list.csv", edition="meeting", remarks=["=1+1"])
    assert read_csv(path.read_text(encoding="utf-8-sig"))[-1] == ["'=1+1"]


@pytest.mark.parametrize("columns", [[], {}])
@pytest.mark.parametrize("rows", [[], ROWS])
def test_a_table_without_columns_is_refused(tmp_path: Path, columns: Columns, rows: list[Row]):
    with pytest.raises(ValueError, match="columns"):
        write_table(rows, columns, tmp_path / "list.csv", edition="meeting")
    assert list(tmp_path.iterdir()) == []


def test_a_file_of_another_kind_is_refused(tmp_path: Path):
    with pytest.raises(ValueError, match="is expected, not"):
        write_table(ROWS, HEADINGS, tmp_path / "list.pdf", edition="meeting")
    assert list(tmp_path.iterdir()) == []


def test_an_excel_file_holds_texts_and_numbers_and_never_a_formula(tmp_path: Path):
    import openpyxl

    rows: list[Row] = [
        {"name": "=HYPERLINK(1)", "n": 3},
        {"name": "https://a.example", "n": None},
        {"name": "a\x00b", "n": 0.5},
    ]
    written = write_table(
        rows,
        {"name": "Name", "n": "Zahl"},
        tmp_path / "list.xlsx",
        edition="internal",
        disclaimer="Beispiel.",
        remarks=["Zwei."],
    )
    assert written.name == "list-INTERN.xlsx"
    sheet = openpyxl.load_workbook(written).active
    assert [[cell.value for cell in row] for row in sheet.iter_rows(max_row=4)] == [
        ["Name", "Zahl"], ["=HYPERLINK(1)", 3], ["https://a.example", None], ["ab", 0.5],
    ]  # fmt: skip
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s", "n"}
    assert {cell.hyperlink for row in sheet.iter_rows() for cell in row} == {None}
    below = [row[0].value for row in sheet.iter_rows(min_row=6)]
    assert below == ["INTERN – nicht weitergeben", "Interne Ausgabe", "Zwei.", "Beispiel."]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:B4")


class Reason(NamedTuple):
    how: str
    word: str


def test_a_named_tuple_is_one_thing_with_its_names():
    row = {"name": (Reason("type", "VHS"),)}
    assert json.loads(render([row], {"name": "Name"}, "json")) == [{"name": [{"how": "type", "word": "VHS"}]}]
    assert shown(row["name"]) == "how: type, word: VHS"
