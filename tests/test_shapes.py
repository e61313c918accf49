"""What a sheet is taken for: actors, ties, members, a matrix."""

from __future__ import annotations

from pathlib import Path

import pytest

from netmap.errors import DataError
from netmap.files.lists import Sheet, Table
from netmap.files.shapes import understand
from netmap.model import ColumnMapping
from tests.foreign_lists import Rows, table, understood


@pytest.mark.parametrize(
    ("rows", "shape"),
    [
        ([["Name", "Ort"], ["A", "X"]], "actors"),
        ([["Träger", "Ort"], ["A", "X"]], "actors"),
        ([["Id", "x"], ["1", "2"]], "actors"),
        ([["Von", "Nach"], ["A", "B"]], "ties"),
        ([["source", "target", "weight"], ["1", "2", "3"]], "ties"),
        ([["From", "To", "Type"], ["A", "B", "x"]], "ties"),
        ([["Einrichtung", "Gremium", "Rolle"], ["A", "AK Sprache", "Vorsitz"]], "members"),
        ([["Name", "Gremien", "Ort"], ["A", "AK", "X"]], "actors"),
        ([[None, "A", "B"], ["A", 0, 1], ["B", 1, 0]], "matrix"),
        ([["Netz", "A", "B"], ["B", None, "x"], ["A", "x", None]], "matrix"),
        ([["A", "B", "C"], [0, 1, 0], [1, 0, 0.5], [0, 0.5, 0]], "matrix"),
        ([[None, "AK", "Beirat"], ["A", "x", None], ["B", "x", "x"]], "forums_matrix"),
        ([["Einrichtung", "AK", "Beirat"], ["A", "x", None], ["B", "Vorsitz", "x"]], "forums_matrix"),
        ([["Name", "lead", "male"], ["A", 1, 0], ["B", 0, 0]], "actors"),
        ([["Name", "AK", "Ort"], ["A", "x", "X"]], "actors"),
        ([["Einrichtung", "AG Süd", "Beirat"], ["A", "x", None], ["A", "x", "x"]], "actors"),
    ],
)
def test_a_sheet_is_taken_for_what_it_is(rows: Rows, shape: str):
    (found,) = understood(rows)
    assert found.shape == shape


def test_beside_a_list_of_ties_marks_are_no_memberships():
    nodes: Rows = [["Name", "groß", "alt"], ["A", "x", None], ["B", "x", "x"]]
    assert [one.shape for one in understood(nodes)] == ["forums_matrix"]
    assert [one.shape for one in understood([["Von", "Nach"], ["A", "B"]], nodes)] == ["ties", "actors"]


def test_what_nobody_understands_is_refused_with_the_headings_found():
    with pytest.raises(DataError, match="Nothing was understood") as refused:
        understand([table([["Bez", "Farbe"], ["A", "rot"]])], lang="en")
    (problem,) = refused.value.problems
    assert problem.code == "no_name"
    assert "„Bez“, „Farbe“" in problem.mend


def test_beside_a_list_a_sheet_of_something_else_is_named_and_not_read():
    found, remarks = understand([table([["Name"], ["A"]]), table([["rot", "blau"], ["x", "y"]], "farben.csv")], lang="en")
    assert [one.sheet.file for one in found] == ["liste.csv"]
    assert remarks == ["farben.csv: no list is recognised here; it is not read."]


def test_hidden_rows_are_read_and_named():
    sheet = Sheet("a.xlsx", "A", [["Name"], ["A"], ["B"]], frozenset({3}))
    found, remarks = understand([Table(Path("a.xlsx"), (sheet,))], lang="en")
    assert len(found[0].body) == 2
    assert remarks == ["a.xlsx!A: hidden rows are read, too: 3"]


def test_what_was_remembered_of_a_list_with_these_headings_decides():
    mapping = ColumnMapping(id="m", name="x", format="actors", columns={"Bez": "name", "Farbe": "short_name"})
    rows: Rows = [["Bez", "Farbe"], ["A", "rot"]]
    (found,) = understood(rows, mappings=[mapping])
    assert [one.key for one in found.columns] == ["name", "short_name"]
    (said,) = understood(rows, mappings=[mapping], told={"Farbe": "own"})
    assert [one.key for one in said.columns] == ["name", "own"]
    with pytest.raises(DataError):
        understood([["Bez", "Form"], ["A", "rund"]], mappings=[mapping])


def test_a_shape_that_was_said_wins():
    rows: Rows = [["Name", "Runde", "Beirat"], ["A", 1, 0], ["B", 1, 1]]
    assert understood(rows)[0].shape == "actors"
    assert understood(rows, shape="forums_matrix")[0].shape == "forums_matrix"


def test_cases_are_refused_in_whatever_sheet():
    with pytest.raises(DataError, match="Fall- oder Personendaten"):
        understand([table([["Name"], ["A"]]), table([["Name", "Aktenzeichen"], ["B", "1"]], "b.csv")])
