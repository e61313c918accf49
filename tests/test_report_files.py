"""A report as files: opened again by python-docx and openpyxl, each text and number there, nothing that runs or loads."""

from __future__ import annotations

import html
import io
import re
from pathlib import Path

import docx
import openpyxl
import pytest

from netmap.document import Blank, Box, Document, Items, Number, Numbers, Picture, Section, Table, Text
from netmap.export.report_docx import report_docx, write_report_docx
from netmap.export.report_excel import report_excel
from netmap.export.report_html import report_html
from tests.documents import words_of

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
NAME = "A & B <b>\"fett\"</b> 'x' {{ title }} {% if %} =1+1 مركز " + "lang" * 60
"""What breaks a file that escapes badly."""
ROWS = ((NAME, 3), ("", 0.5))


def sample(**given: object) -> Document:
    """Return a report with every part, full of a name that breaks files."""
    parts = (
        Text(NAME, ("query actors",), lead=NAME),
        Numbers((Number("n", 1234, NAME, "query offers"),)),
        Items((Text(NAME),)),
        Box(NAME, (Text(NAME),)),
        Blank(NAME, 2),
        Picture(NAME, NAME, b"<svg xmlns='http://www.w3.org/2000/svg'/>", PIXEL),
        Table("Tabelle", (NAME, " "), ROWS, "query forums", remarks=(NAME,)),
        Table("Lang", ("Zahl",), tuple((n,) for n in range(40)), "query sources", first=25),
    )
    sections = [Section("subject", "Gegenstand", parts)]
    sections += [
        Section(key, key, (Text(key),)) for key in ("head", "decision", "facts", "open", "finance", "data", "sources")
    ]
    fields = {
        "kind": "vorlage", "title": NAME, "subtitle": NAME, "place": NAME, "office": NAME, "day": "2018-12-31",
        "edition": "meeting", "lang": "de", "sections": tuple(sections), "disclaimer": NAME, **given,
    }  # fmt: skip
    return Document(**fields)  # type: ignore[arg-type]


def test_word_has_every_text_as_it_is(tmp_path: Path):
    text = words_of(write_report_docx(sample(), tmp_path / "a.docx"))
    # title, subtitle, place, office, disclaimer, and in the section: 2 + 1 + 1 + 2 + 1 + 1 + 3 of them
    assert text.count(NAME) == 16
    assert "1.234" in text
    assert "15 weitere Zeilen in der Excel-Datei" in text


def test_word_has_the_table_and_the_picture_with_its_words():
    made = docx.Document(io.BytesIO(report_docx(sample())))
    table = next(one for one in made.tables if one.rows[0].cells[0].text == NAME)
    assert [[cell.text for cell in row.cells] for row in table.rows[1:]] == [[NAME, "3"], ["", "0,5"]]
    (picture,) = made.inline_shapes
    assert picture._inline.docPr.get("descr") == NAME


def test_word_says_in_its_properties_what_it_is_and_not_who_made_the_template():
    made = docx.Document(io.BytesIO(report_docx(sample()))).core_properties
    assert (made.title, made.author, made.comments) == (NAME[:255], NAME[:255], "")


def test_excel_has_the_numbers_and_the_whole_tables():
    book = openpyxl.load_workbook(io.BytesIO(report_excel(sample())))
    numbers, table, long = book.worksheets
    assert [cell.value for cell in numbers[2]] == [1234, NAME, "netmap query offers"]
    assert [cell.value for cell in table[2]] == [NAME, 3]
    assert [long.cell(row, 1).value for row in range(2, 42)] == list(range(40))
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)


def test_the_page_shows_texts_as_texts_and_loads_nothing():
    page = report_html(sample())
    assert "<b>" not in page
    assert not re.search(r"<script|<link|@import|url\(|<iframe", page)
    assert not re.search(r"(src|href)=\"(?!data:image/svg\+xml;base64,)", page)
    assert "default-src 'none'" in html.unescape(page)
    assert 'alt="A &amp; B &lt;b&gt;' in page


def test_the_internal_edition_is_marked_on_every_page_and_in_every_name(tmp_path: Path):
    inside = sample(edition="internal")
    path = write_report_docx(inside, tmp_path / "a.docx")
    assert path.name == "a-INTERN.docx"
    heads = [one.header.paragraphs[0].text for one in docx.Document(str(path)).sections]
    assert heads == ["INTERN – nicht weitergeben"]
    assert "INTERN – nicht weitergeben" in report_html(inside)


@pytest.mark.parametrize("lang", ["de", "en"])
def test_numbers_and_days_are_written_as_the_language_does(lang: str):
    page = report_html(sample(lang=lang))
    assert ("1.234" if lang == "de" else "1,234") in page
    assert ("31.12.2018" if lang == "de" else "2018-12-31") in page
