"""The pack for a meeting: all of its files or none, each for the eyes of its edition, a page that leads to all of them."""

from __future__ import annotations

import datetime as dt
import html
import io
import re
from pathlib import Path

import openpyxl
import pytest

from netmap.cli.packing import ABOUT, START, packed, write_pack
from netmap.disk import DiskError
from netmap.document import Document
from netmap.editions import EDITIONS, Edition
from netmap.export.pack_page import Packed, pack_page
from netmap.files.folder import read_folder
from netmap.model import GapNote
from tests.commandline import call, stored
from tests.documents import words_of
from tests.landscapes import empty_city, tiny_city
from tests.test_report_files import NAME, sample

DAY = dt.date(2020, 12, 31)
ROSTOCK = Path(__file__).parent.parent / "graphs" / "rostock"


def names(folder: Path) -> set[str]:
    return {one.name for one in folder.iterdir()}


def contents(folder: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in folder.iterdir()}


def rows(data: bytes) -> list[list[object]]:
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_it_has_every_file_and_a_page_that_leads_to_each(tmp_path: Path):
    written = write_pack(tiny_city(), tmp_path / "out", day=DAY)
    assert [one.name for one in written] == [*ABOUT, START]
    assert names(tmp_path / "out") == {*ABOUT, START}
    page = written[-1].read_text(encoding="utf-8")
    assert re.findall(r'href="([^"]+)"', page) == list(ABOUT)
    assert "„Nicht erfasst“ heißt: Wir wissen es nicht." in page


def test_the_internal_one_says_so_in_each_name_and_is_not_left_beside_another(tmp_path: Path):
    folder = tmp_path / "out"
    inside = write_pack(tiny_city(), folder, day=DAY, edition="internal")
    assert all("-INTERN" in one.name for one in inside)
    assert all((folder / link).exists() for link in re.findall(r'href="([^"]+)"', inside[-1].read_text(encoding="utf-8")))
    (folder / "eigenes.txt").write_text("bleibt", encoding="utf-8")
    write_pack(tiny_city(), folder, day=DAY)
    assert names(folder) == {*ABOUT, START, "eigenes.txt"}


def test_the_public_one_has_no_open_questions(tmp_path: Path):
    write_pack(tiny_city(), tmp_path, day=DAY)
    assert "open-questions.xlsx" in names(tmp_path)
    write_pack(tiny_city(), tmp_path, day=DAY, edition="public")
    assert names(tmp_path) == {*ABOUT, START} - {"open-questions.xlsx"}


@pytest.mark.parametrize("broken", ["report_docx", "report_excel"])
def test_where_something_fails_the_folder_stays_as_it_was(broken: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    write_pack(tiny_city(), tmp_path, day=DAY)
    before = contents(tmp_path)

    def fails(_report: Document) -> bytes:
        raise DiskError("kein Platz")

    monkeypatch.setattr(f"netmap.export.{broken}.{broken}", fails)
    with pytest.raises(DiskError):
        write_pack(tiny_city(), tmp_path, day=dt.date(2019, 1, 1))
    assert contents(tmp_path) == before


def test_where_a_file_cannot_be_replaced_none_is(tmp_path: Path):
    write_pack(empty_city(), tmp_path, day=DAY)
    (tmp_path / "report.docx").unlink()
    (tmp_path / "report.docx").mkdir()
    before = (tmp_path / "map.html").read_bytes()
    with pytest.raises(DiskError):
        write_pack(tiny_city(), tmp_path, day=DAY)
    assert (tmp_path / "map.html").read_bytes() == before
    assert [one.name for one in tmp_path.glob(".netmap*")] == []


def test_the_open_questions_have_the_status_of_their_notes_on_the_own_desk_only():
    city = tiny_city()
    first = rows(packed(city, day=DAY, edition="internal", lang="de")["open-questions.xlsx"])[1]
    noted = city.replace(
        [GapNote(id="note", gap=str(first[-1]), status="in_work", responsible="Amt", due="2021-03", result="läuft")]
    )
    inside, outside = (
        rows(packed(noted, day=DAY, edition=edition, lang="de")["open-questions.xlsx"])
        for edition in ("internal", "meeting")
    )
    assert inside[0][8:11] == ["Status", "Fällig", "Ergebnis"]
    assert next(row for row in inside if row[-1] == first[-1])[8:11] == ["in Arbeit", "03/2021", "läuft"]
    assert outside[0][8:11] == [f"{one} (laut Vereinbarung)" for one in ("Status", "Fällig", "Ergebnis")]
    assert all(cell is None for row in outside[1:] for cell in row[8:11]), "nothing is said that the edition does not know"


def test_the_tables_are_those_of_the_report(tmp_path: Path):
    write_pack(read_folder(ROSTOCK).landscape, tmp_path, day=dt.date(2018, 12, 31))
    book = openpyxl.load_workbook(tmp_path / "tables.xlsx")
    assert book["Akteure"].max_row > 150, "whole, not only the first rows that stand on paper"
    assert book.worksheets[0].cell(2, 1).value == 154
    assert "Lagebericht" in words_of(tmp_path / "report.docx")


@pytest.mark.parametrize("edition", EDITIONS)
def test_there_is_one_of_a_landscape_of_which_nothing_is_known(edition: Edition):
    files = packed(empty_city(), day=DAY, edition=edition, lang="en")
    assert all(files.values())
    assert b"Kleinstadt" in files[START]


def test_the_work_done_is_told():
    told: list[float] = []
    packed(empty_city(), day=DAY, edition="meeting", lang="de", progress=told.append)
    assert told == sorted(told)
    assert 0 < told[0] < told[-1] < 1


def test_its_page_shows_names_as_they_are_and_loads_nothing():
    page = pack_page(sample(), [Packed("map.html", NAME, NAME, 1_234_567)], NAME)
    assert "<b>" not in page
    assert "map.html, 1.235 kB" in page
    assert not re.search(r"<script|<link|src=|@import|url\(", page)
    assert "default-src 'none'" in html.unescape(page)


@pytest.mark.usefixtures("own_place")
def test_the_command_writes_it_and_says_where(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    store = stored(tmp_path, *[one for one in tiny_city().records() if one.kind_name != "landscape"])
    out, err = call(capsys, "--store", store, "pack", "sitzung", "--at", "2020-12-31", "--format", "json")
    assert err.count("Geschrieben:") == len(ABOUT) + 1
    assert '"edition": "meeting"' in out
    assert names(Path("sitzung")) == {*ABOUT, START}


def test_a_landscape_too_large_for_a_picture_has_none_in_its_report(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("netmap.cli.report_pictures.MOST", 1)
    few = packed(tiny_city(), day=DAY, edition="meeting", lang="de")["report.html"].decode()
    monkeypatch.undo()
    more = packed(tiny_city(), day=DAY, edition="meeting", lang="de")["report.html"].decode()
    assert few.count("<figure>") == more.count("<figure>") - 1
