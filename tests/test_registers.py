"""Registers read as they come: headings in any spelling and row, text and Excel, what is no name."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from netmap.errors import DataError
from netmap.files.registers import read_register


def written(tmp_path: Path, text: str, name: str = "liste.csv", encoding: str = "utf-8") -> Path:
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_text_in_any_encoding_and_with_any_separator(tmp_path: Path, encoding: str, separator: str):
    lines = [["Träger", "PLZ", "Ort"], ["Jugendhaus Süd", "18055", "Rostock"], ["Bücherei", "18057", "Rostock"]]
    path = written(tmp_path, "\n".join(separator.join(line) for line in lines) + "\n", encoding=encoding)
    assert [(one.name, one.address) for one in read_register(path)] == [
        ("Jugendhaus Süd", "18055 Rostock"),
        ("Bücherei", "18057 Rostock"),
    ]


@pytest.mark.parametrize(
    "heading", ["Name", "EINRICHTUNG", "Name der Schule", "Schul-Name", "Verein:", "Name des Trägers", "School"]
)
def test_headings_are_known_in_any_spelling(tmp_path: Path, heading: str):
    heading = "Schulname" if heading == "Schul-Name" else heading
    assert [one.name for one in read_register(written(tmp_path, f"Nr;{heading}\n1;Am Park\n"))] == ["Am Park"]


def test_the_surest_heading_counts(tmp_path: Path):
    path = written(tmp_path, "Träger;Einrichtung;Name\nStadt;Kita;Haus Sonne\n")
    assert [one.name for one in read_register(path)] == ["Haus Sonne"]


def test_an_excel_list_with_a_title_above_and_numbers_as_postcodes(tmp_path: Path):
    path = tmp_path / "schulen.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Schulen")
        for at, line in enumerate(
            [
                ["Alle Schulen 2024"],
                [],
                ["Schulname", "Straße", "Hausnummer", "PLZ", "Ort"],
                ["Am Meer", "Kai", 2, 1067, "Dresden"],
            ]
        ):
            sheet.write_row(at, 0, line)
        book.add_worksheet("Legende").write_row(0, 0, ["nichts"])
    (one,) = read_register(path)
    assert (one.name, one.address, one.evidence[0].source) == ("Am Meer", "Kai 2, 01067 Dresden", "schulen.xlsx")


def test_rows_without_a_name_are_passed_over_and_ids_are_unique(tmp_path: Path):
    path = written(tmp_path, "Name;Ort\nAm Park;A\n;B\n  ;C\nAm Park;D\n")
    assert [(one.id, one.address) for one in read_register(path)] == [("am-park", "A"), ("am-park-2", "D")]


def test_a_town_of_its_own_says_where_it_is(tmp_path: Path):
    path = written(tmp_path, "Name;PLZ;Ort\nVolkshochschule;;Schwerin\nKunstschule;01067;Dresden\nMusikschule;;\n")
    assert [(one.address, one.municipality) for one in read_register(path)] == [
        ("Schwerin", "Schwerin"),
        ("01067 Dresden", ""),
        ("", ""),
    ]


def test_nothing_about_persons_is_read(tmp_path: Path):
    path = written(tmp_path, "Schulname;Schulleitung;Telefon\nAm Park;Frau Muster;0381 1\n")
    (one,) = read_register(path)
    assert "Muster" not in one.model_dump_json()
    assert "0381" not in one.model_dump_json()


def test_without_names_it_says_which_headings_it_knows(tmp_path: Path):
    with pytest.raises(DataError, match=r"zahlen\.csv.*Schulname, Verein, Träger"):
        read_register(written(tmp_path, "a;b\n1;2\n", "zahlen.csv"), lang="en")


def test_no_such_file(tmp_path: Path):
    with pytest.raises(DataError):
        read_register(tmp_path / "keine.csv")
