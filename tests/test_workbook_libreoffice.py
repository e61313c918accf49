"""Workbooks that a real LibreOffice has opened and saved again, as a colleague without Excel does: nothing is lost."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest
from libreoffice import saved_again

from netmap.changes import diff, summary
from netmap.files.folder import read_folder
from netmap.landscape import Landscape
from netmap.model import Actor, Evidence, Settings
from tests.landscapes import full_city
from tests.strategies import TRICKY
from tests.workbooks import WRITTEN, exported, reread

ROSTOCK = Path(__file__).parent.parent / "graphs" / "rostock"


def tricky_city() -> Landscape:
    """Return a city with every text that some program likes to change, and with numbers at the ends of their ranges."""
    texts = [*TRICKY, "=1+1", "'a", "01067", "#N/A", "TRUE", "1e5", "12:30", "x" * 40_000, "\ufffe", "_x000D_", "1,5", "• a"]
    actors = [
        Actor(
            id=f"a{n}", name=f"A {n}", note=text, address=text, evidence=(Evidence(source=text), Evidence(url=text)),
            attributes={"Text": text, "Liste": (text, "b")},
        )
        for n, text in enumerate(texts)
    ]  # fmt: skip
    numbers = {"ganz": 2**62, "klein": 5e-324, "genau": 0.1 + 0.2, "null": -0.0, "eins": 1.0, "ja": True, "nein": False}
    days = {"alt": dt.date(1, 1, 1), "neu": dt.date(2024, 2, 29), "früh": dt.date(1900, 3, 1)}
    odd = Actor(id="odd", name="Odd", coordinates=(54.123456789012345, -0.1), attributes=numbers | days)
    return Landscape(Settings(id="tricky", name="=Stadt & Co."), [*actors, odd])


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Landscape, Path]]:
    """Return workbooks by name, each with its landscape, after LibreOffice has saved them."""
    folder = tmp_path_factory.mktemp("libreoffice")
    cities = {"full": full_city(), "rostock": read_folder(ROSTOCK).landscape, "tricky": tricky_city()}
    files = [exported(city, folder / f"{name}.xlsx", revision=WRITTEN) for name, city in cities.items()]
    saved_again(files, folder)
    return {name: (city, folder / "out" / f"{name}.xlsx") for name, city in cities.items()}


@pytest.mark.xdist_group("libreoffice")
@pytest.mark.parametrize("name", ["full", "rostock", "tricky"])
def test_saving_it_in_libreoffice_changes_nothing(name: str, saved: dict[str, tuple[Landscape, Path]]):
    city, path = saved[name]
    reading = reread(path)
    assert [str(one) for one in reading.problems] == []
    assert reading.remarks == ()
    assert summary(diff(city, reading.landscape(), delete_missing=True), landscape=city) == []


@pytest.mark.xdist_group("libreoffice")
def test_what_makes_a_sheet_handy_is_still_there(saved: dict[str, tuple[Landscape, Path]]):
    book = openpyxl.load_workbook(saved["full"][1])
    sheet = book["Akteure"]
    assert sheet.auto_filter.ref
    assert sheet.data_validations.dataValidation
    assert sheet["A1"].comment is not None
    assert book["Auswahllisten"].sheet_state == "hidden"
    formulas = {cell.value for one in book for row in one for cell in row if cell.data_type == "f"}
    assert formulas <= {"=TRUE()", "=FALSE()"}  # how LibreOffice writes what was true or false, never a text
