"""Arbitrary tables never raise anything but DataError, and bad files never change the store."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netmap.checks import check
from netmap.cli import run
from netmap.errors import DataError
from netmap.files.foreign import garbled, gather, new_landscape, repaired
from netmap.files.gathering import Options
from netmap.files.lists import Cell, Sheet, Table
from netmap.files.refused import write_refused
from netmap.files.shapes import SHAPES, understand
from netmap.store import open_store
from netmap.vocabulary import vocabulary
from tests.commandline import Capture, answer, refusal, stored
from tests.landscapes import full_city, tiny_city
from tests.libreoffice import protected
from tests.spreadsheets import OLD_XLS, ods, ods_cell, xlsx

HEADINGS = sorted({name for term in vocabulary()["columns"].values() for name in term["names"] if "case" not in term["of"]})
WORDS = [
    "A",
    "B",
    "vhs",
    "Volkshochschule",
    "x",
    "1",
    "0",
    "Runder Tisch",
    "Summe",
    "2018",
    "ja",
    "Schule",
    "stadtweit",
    "amt",
]
CELL: st.SearchStrategy[Cell] = st.one_of(
    st.none(),
    st.sampled_from(WORDS),
    st.text(max_size=12),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.lists(st.text(max_size=4), max_size=3).map(tuple),
)
HEADING: st.SearchStrategy[Cell] = st.one_of(st.sampled_from(HEADINGS), CELL)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Return a file of one to three sheets; headings are often such as netmap knows."""
    sheets = []
    for number in range(draw(st.integers(1, 3))):
        rows: list[list[Cell]] = [draw(st.lists(HEADING, max_size=6))]
        rows += draw(st.lists(st.lists(CELL, max_size=7), max_size=6))
        if draw(st.booleans()) and rows[0]:  # a matrix of the same names
            names = [f"N{n}" for n in range(draw(st.integers(2, 4)))]
            marks = st.one_of(st.sampled_from(["x", "", 0, 1, "0,5", "Vorsitz"]), CELL)
            rows = [[None, *names], *([name, *(draw(marks) for _ in names)] for name in names)]
        sheets.append(Sheet("a.xlsx", f"S{number}", rows, frozenset({2}), fixed=draw(st.booleans())))
    return Table(Path("a.xlsx"), tuple(sheets))


@given(
    tables(),
    st.sampled_from(["new", "tiny", "full"]),
    st.booleans(),
    st.booleans(),
    st.one_of(st.none(), st.sampled_from(sorted(SHAPES))),
)
@settings(max_examples=150, deadline=None)
def test_any_table_is_a_landscape_or_a_data_error(table: Table, base: str, directed: bool, wins: bool, shape: str | None):
    old = {"new": lambda: new_landscape("Stadt"), "tiny": tiny_city, "full": full_city}[base]()
    garbled([table])
    with suppress(DataError):
        lists, _remarks = understand(repaired([table]), shape=shape)  # type: ignore[arg-type]
        found = gather(lists, old, options=Options(directed=directed, add_missing=wins, overwrite=wins))
        ids = [one.id for one in found.landscape.records()]
        assert len(ids) == len(set(ids))
        assert {one.id for one in old.records()} <= set(ids)
        for one in found.refused:
            assert str(one.problem())
        errors = {one.code for one in check(found.landscape) if one.severity == "error"}
        assert errors <= {one.code for one in check(old)} | {"part_of_cycle", "until_before_since"}
        with suppress(DataError):  # a row twice may be a second actor, but a third reading brings nothing new
            again = gather(lists, found.landscape, options=Options(directed=directed, add_missing=True))
            assert len(again.landscape.cooperations) >= len(found.landscape.cooperations)


@given(tables())
@settings(max_examples=60, deadline=None)
def test_what_is_refused_can_always_be_written_for_mending(tmp_path_factory: pytest.TempPathFactory, table: Table):
    folder = tmp_path_factory.mktemp("refused")
    with suppress(DataError):
        found = gather(understand([table])[0], new_landscape("Stadt"))
        written = write_refused(found.refused, {"a.xlsx": folder / "a.xlsx"})
        assert bool(written) == bool(found.refused)


# ----------------------------------------------------------------------------------------- files that must change nothing


@pytest.fixture(autouse=True)
def _place(own_place: None) -> None:
    """Work in a place of one's own."""


def _protected(path: Path) -> None:
    start = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504
    path.write_bytes(start + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 600)


def _far_cell(path: Path) -> None:
    xlsx(path, [["Name"], ["A"]], change=lambda sheet: sheet.__setitem__("XFD1048576", "x"))


def _cut(path: Path) -> None:
    xlsx(path, [["Name"], ["A"]])
    path.write_bytes(path.read_bytes()[:900])


REPEATED = f'<table:table-row table:number-rows-repeated="1048575">{ods_cell("x", 900)}</table:table-row>'
BAD = {
    "protected.xlsx": _protected,
    "far.xlsx": _far_cell,
    "cut.xlsx": _cut,
    "cut.xls": lambda path: path.write_bytes(OLD_XLS[:1500]),
    "bomb.ods": lambda path: ods(
        path, f'<table:table-row table:number-rows-repeated="1048575">{ods_cell("x", 900)}</table:table-row>'
    ),
    "nul.csv": lambda path: path.write_bytes(b"Name;Ort\nA;\x00\n" + b"B;C\n" * 40),
    "open.csv": lambda path: path.write_text('Name;Ort\n"A;B\n'),
    "empty.csv": lambda path: path.write_text(""),
    "cases.csv": lambda path: path.write_text("Name;Geburtsdatum\nA;1.1.1990\n"),
    "rows.csv": lambda path: path.write_text("Name;seit\nA;bald\n"),
    "nothing.csv": lambda path: path.write_text("Bez;Farbe\nA;rot\n"),
    "headings.csv": lambda path: path.write_text("Name;Ort\n"),
    "deep.json": lambda path: path.write_text("[" * 90_000),
    "page.xls": lambda path: path.write_text("<html><table><tr><td>Name</td></tr></table></html>"),
    "picture.xlsx": lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\x00" * 99),
}


@pytest.mark.parametrize("name", sorted(BAD))
def test_a_bad_file_changes_nothing(capsys: Capture, tmp_path: Path, name: str):
    store = stored(tmp_path, *tiny_city().actors.values(), *tiny_city().districts.values())
    with open_store(store) as opened:
        before, revisions = opened.read(), len(opened.revisions())
    BAD[name](tmp_path / name)
    said = refusal(capsys, "--store", store, "import", str(tmp_path / name), "--yes")
    assert said.strip()
    with open_store(store) as opened:
        assert (opened.read(), len(opened.revisions())) == (before, revisions)


def test_what_a_password_protects_is_named_as_such(capsys: Capture, tmp_path: Path):
    """Read what a real LibreOffice saved with a password, in its own format and in both of Excel's."""
    for path in protected(xlsx(tmp_path / "a.xlsx", [["Name"], ["A"]]), tmp_path):
        said = refusal(capsys, "--store", "x.db", "import", str(path), "--yes")
        assert said.startswith(f"{path.name} ist mit einem Kennwort geschützt."), said
    assert not (tmp_path / "x.db").exists()


@pytest.mark.parametrize(("lock", "program"), [("~$a.csv", "Excel"), (".~lock.a.csv#", "LibreOffice")])
def test_a_list_that_is_open_is_to_be_closed(capsys: Capture, tmp_path: Path, lock: str, program: str):
    (tmp_path / "a.csv").write_text("Name\nA\n")
    (tmp_path / lock).write_text("")
    said = refusal(capsys, "--store", "x.db", "import", "a.csv", "--yes")
    assert said == f"Bitte die Datei in {program} schließen: a.csv (ist sie dort schon geschlossen, {lock} löschen).\n"


def test_one_bad_file_among_good_ones_changes_nothing(capsys: Capture, tmp_path: Path):
    (tmp_path / "good.csv").write_text("Name;Ort\nA;X\n")
    _cut(tmp_path / "cut.xlsx")
    refusal(capsys, "--store", "x.db", "import", "good.csv", "cut.xlsx", "--yes")
    assert not (tmp_path / "x.db").exists()


def test_a_messy_sheet_is_read_as_it_was_meant(capsys: Capture, tmp_path: Path):
    """Read two rows of headings, merged cells, a hidden row, a total, dates as numbers and in words, a column twice."""
    rows = [
        ["Trägerliste 2018", None, None, None, None, None],
        ["Träger", "Anschrift", None, "seit", "Farbe", "Farbe"],
        [None, "PLZ", "Ort", None, None, None],
        ["AWO", 1067, "Dresden", 43160, "rot", "hell"],
        ["=cmd|x", 18057, "Rostock", "März 2018", None, None],
        [None, 18055, "Rostock", None, None, None],
        ["Summe", 3, None, None, None, None],
    ]

    def change(sheet: object) -> None:
        sheet["A5"].data_type = "s"  # type: ignore[index]
        sheet.merge_cells("A2:A3")  # type: ignore[attr-defined]
        sheet.merge_cells("B2:C2")  # type: ignore[attr-defined]
        sheet.merge_cells("A1:F1")  # type: ignore[attr-defined]
        sheet.row_dimensions[5].hidden = True  # type: ignore[attr-defined]

    path = xlsx(tmp_path / "messy.xlsx", rows, change=change)
    assert run(["--store", "x.db", "import", str(path), "--yes", "--accept-good"]) == 0
    said = capsys.readouterr().err
    with open_store(tmp_path / "x.db") as opened:
        found = {one.name: one for one in opened.read().actors.values()}
    assert {name: (one.address, one.since, one.attributes) for name, one in found.items()} == {
        "AWO": ("01067 Dresden", "2018-03-01", {"Farbe": "rot", "Farbe (2)": "hell"}),
        "=cmd|x": ("18057 Rostock", "2018-03", {}),
    }
    assert "messy.xlsx!Liste!A6: hier steht kein Name" in said
    assert "ausgeblendete Zeilen werden gelesen: 5" in said
    assert "Summen und Fußnoten werden ausgelassen: Zeilen 7" in said
    assert "=cmd|x" in answer(capsys, "--store", "x.db", "list", "actors", "--format", "json")
