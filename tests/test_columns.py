"""What the columns of a list mean, and in which row their headings stand."""

from __future__ import annotations

import pytest

from netmap.errors import DataError
from netmap.files.cells import folded
from netmap.files.columns import LEFT_OUT, OWN, columns, headings, letter, meaning, refuse_cases
from netmap.files.lists import Cell, Sheet
from netmap.vocabulary import vocabulary


def sheet(*rows: list[Cell], fixed: bool = False) -> Sheet:
    return Sheet("a.xlsx", "Liste", rows, fixed=fixed)


def meant(*rows: list[Cell], of: str = "actor", told: dict[str, str] | None = None) -> dict[str, str]:
    """Return what each heading means."""
    found = columns(headings(sheet(*rows)), rows, of, told=told, lang="en")  # type: ignore[arg-type]
    return {one.heading: one.key for one in found}


@pytest.mark.parametrize(
    ("heading", "of", "key"),
    [
        ("Einrichtung", "actor", "name"),
        ("Name der Einrichtung:", "actor", "name"),
        ("NAME", "actor", "name"),
        ("Träger", "actor", "carrier"),
        ("Art", "actor", "type"),
        ("Art", "tie", "kind"),
        ("Von", "tie", "source"),
        ("Nach", "tie", "target"),
        ("PLZ", "actor", "postcode"),
        ("Ort", "actor", "town"),
        ("PLZ/Ort", "actor", "town"),
        ("Stadtteil (Bezirk)", "actor", "districts"),
        ("Zielgruppe(n)", "actor", "target_groups"),
        ("Source", "tie", "source"),
        ("Target", "tie", "target"),
        ("From", "tie", "source"),
        ("Label", "actor", "name"),
        ("Id", "actor", "id"),
        ("vertex.names", "actor", "name"),
        ("Gremium", "member", "forum"),
        ("Rolle", "member", "role"),
        ("Ansprechpartner*in", "person", "person"),
        ("Ansprechpartner der Schule", "person", "person"),
        ("Tel.", "person", "phone"),
        ("E-Mail (persönlich)", "person", "mail"),
        ("Geburtsdatum", "case", "birth"),
        ("Geburtsdatum des Kindes", "case", "birth"),
        ("BG-Nummer", "case", "case_file"),
        ("AZR-Nr.", "case", "case_file"),
        ("Familienstand", "case", "client_data"),
    ],
)
def test_a_heading_is_known_in_both_languages(heading: str, of: str, key: str):
    assert (meaning(heading, of) or (0, ""))[1] == key


@pytest.mark.parametrize("heading", ["Haarfarbe", "", "***", "Weiterleitung", "Personal", "Anzahl Mitarbeiter", "Jahrgänge"])
def test_other_headings_mean_nothing(heading: str):
    assert [meaning(heading, of) for of in ("actor", "tie", "member", "person", "case")] == [None] * 5


def test_no_heading_means_two_things_in_one_kind_of_list():
    for of in ("actor", "tie", "member"):
        seen: dict[str, str] = {}
        for key, term in vocabulary()["columns"].items():
            for name in term["names"] if of in term["of"] else ():
                assert seen.setdefault(folded(name), key) == key, (of, name)


def test_every_name_of_a_column_is_a_text():
    for key, term in vocabulary()["columns"].items():
        assert all(isinstance(one, str) and one for one in term["names"]), key
        assert set(term["of"]) <= {"actor", "tie", "member", "person", "case", "none"}, key


# -------------------------------------------------------------------------------------------------------------- the row


@pytest.mark.parametrize(
    ("rows", "texts", "first"),
    [
        ([["Name", "Ort"], ["A", "X"]], ("Name", "Ort"), 1),
        ([["Trägerliste 2018"], [], ["Name", "Ort"], ["A", "X"]], ("Name", "Ort"), 3),
        ([["Liste", "Liste"], ["Name", "Ort"], ["A", "X"]], ("Name", "Ort"), 2),
        ([[], [None, ""], ["Name", "Ort"], ["A", "X"]], ("Name", "Ort"), 3),
        ([["Bez", "Farbe"], ["A", "rot"]], ("Bez", "Farbe"), 1),
        ([["Bez", "Sparte"], ["A", "Verein"], ["B", "Schule"]], ("Bez", "Sparte"), 1),
        ([["Name", "Adresse", "Adresse"], ["Name", "PLZ", "Ort"], ["A", "1", "X"]], ("Name", "PLZ", "Ort"), 2),
        ([["Name", "Adresse", None], [None, "PLZ", "Ort"], ["A", "1", "X"]], ("Name", "PLZ", "Ort"), 2),
        (
            [["Name", "Schüler", "Schüler"], ["Name", 2017.0, 2018.0], ["A", 1, 2]],
            ("Name", "Schüler 2017", "Schüler 2018"),
            2,
        ),
        ([["Name"], ["A", "mehr"], ["B", "und"]], ("Name", ""), 1),
        ([["Name"], ["A", "mehr"], ["B"]], ("Name",), 1),
    ],
)
def test_the_headings_are_found(rows: list[list[Cell]], texts: tuple[str, ...], first: int):
    found = headings(sheet(*rows))
    assert (found.texts, found.first) == (texts, first)


def test_the_headings_of_json_are_always_in_the_first_row():
    assert headings(sheet(["x", "y"], ["Name", "Ort"], ["A", "X"], fixed=True)).texts == ("x", "y")


def test_nothing_has_no_headings():
    assert headings(sheet()).texts == ()


def test_columns_are_lettered_as_in_excel():
    assert [letter(one) for one in (0, 25, 26, 51, 52, 701, 702, 16383)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA", "XFD"]


# --------------------------------------------------------------------------------------------------------- the meanings


def test_unknown_columns_are_kept_and_empty_ones_left_out():
    assert meant(["Name", "Farbe", "Leer", None], ["A", "rot", None, "x"], ["B", None, None, "y"]) == {
        "Name": "name",
        "Farbe": OWN,
        "Leer": LEFT_OUT,
        "Column D": OWN,
    }


def test_a_column_that_begins_late_is_not_empty():
    rows: list[list[Cell]] = [["Name", "Farbe"], *[["A", None] for _ in range(700)], ["B", "rot"]]
    assert meant(*rows) == {"Name": "name", "Farbe": OWN}


def test_a_column_that_comes_twice_is_numbered_and_the_first_one_counts():
    assert meant(["Name", "Name", "Ort", "Ort"], ["A", "B", "X", "Y"]) == {
        "Name": "name",
        "Name (2)": OWN,
        "Ort": "town",
        "Ort (2)": OWN,
    }


def test_of_two_columns_for_the_same_the_surer_one_counts():
    assert meant(["Schule", "Einrichtung", "Art"], ["S", "E", "Kita"])["Einrichtung"] == "name"
    assert meant(["Schule", "Einrichtung", "Art"], ["S", "E", "Kita"])["Schule"] == OWN


def test_several_columns_may_hold_one_list():
    assert meant(["Name", "Zielgruppe", "Zielgruppen"], ["A", "x", "y"]) == {
        "Name": "name",
        "Zielgruppe": "target_groups",
        "Zielgruppen": "target_groups",
    }


def test_what_was_said_of_a_column_wins():
    told = {"Farbe": "name", "Name": OWN, "Ort": LEFT_OUT}
    assert meant(["Name", "Farbe", "Ort"], ["A", "rot", "X"], told=told) == told


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Ansprechpartnerin", ["Frau Meier"]),
        ("Leitung", ["Frau Meier"]),
        ("Telefon", [381123456.0]),
        ("Tel. dienstlich", ["0381 123"]),
        ("E-Mail-Adresse", ["info@example.org"]),
        ("Erreichbar", ["meier@example.org", "x@example.org"]),
        ("Erreichbar", ["0381 / 12 34 56", "+49 381 123456"]),
    ],
)
def test_columns_of_persons_are_left_out(heading: str, cells: list[Cell]):
    rows: list[list[Cell]] = [["Name", heading], *(["A", one] for one in cells)]
    (_name, column) = columns(headings(sheet(*rows)), rows, "actor", lang="en")
    assert (column.key, column.persons) == (LEFT_OUT, True)


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Mitarbeiter", [12.0, "7"]),
        ("Schulnummer X", ["0702020", "0702021"]),
        ("Stichtag", ["2018-03-01"]),
        ("Anteil", ["0 / 12"]),
    ],
)
def test_numbers_are_no_persons(heading: str, cells: list[Cell]):
    rows: list[list[Cell]] = [["Name", heading], *(["A", one] for one in cells)]
    assert columns(headings(sheet(*rows)), rows, "actor", lang="en")[1].key == OWN


def test_a_sheet_of_cases_is_refused_with_every_heading():
    rows: list[list[Cell]] = [["Teilnehmende 2018"], ["Name", "Geburtsdatum", "BG-Nummer"], ["A", "1.1.1990", "5"]]
    one = sheet(*rows)
    with pytest.raises(DataError, match="cases or persons") as refused:
        refuse_cases(one, headings(one), lang="en")
    assert [(problem.place, problem.line, problem.field) for problem in refused.value.problems] == [
        ("a.xlsx!Liste", 2, "B"),
        ("a.xlsx!Liste", 2, "C"),
    ]


def test_what_stands_below_the_headings_is_no_case():
    one = sheet(["Name", "Thema"], ["A", "Aktenzeichen"])
    refuse_cases(one, headings(one))
