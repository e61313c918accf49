"""The parts of a Word file one by one: valid XML, every text escaped, columns as wide as their words need."""

from __future__ import annotations

import io
from xml.etree import ElementTree as ET

import docx
import pytest

from netmap.document import BY_HAND, Blank, Box, Cell, Items, Part, Section, Table, Text
from netmap.export.docx_blocks import Paper, paragraph, run, section_xml
from netmap.export.docx_template import built_in
from tests.test_report_files import NAME, sample

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def paper() -> Paper:
    return Paper.of(docx.Document(io.BytesIO(built_in("vorlage"))), sample())


def tree(text: str) -> ET.Element:
    return ET.fromstring(f'<w:body xmlns:w="{W[1:-1]}">{text}</w:body>')  # noqa: S314 - it is ours


def drawn(paper: Paper, *parts: Part) -> ET.Element:
    return tree(section_xml(Section("facts", "Titel", parts), sample(), paper))


def texts(body: ET.Element) -> list[str]:
    return ["".join(one.text or "" for one in line.iter(f"{W}t")) for line in body.iter(f"{W}p")]


@pytest.mark.parametrize("text", [NAME, "a\x00b\x0bc", "‮gedreht", "x" * 40_000, "\ud800", "zwei\nZeilen\tund ein Sprung"])
def test_any_text_is_valid_xml(text: str, paper: Paper):
    parts = (
        Text(text, lead=text),
        Items((Text(text),)),
        Box(text, (Text(text),)),
        Blank(text),
        Table(text, (text,), ((text,),)),
    )
    assert len(texts(drawn(paper, *parts))) >= 8


def test_a_style_that_the_template_lacks_is_done_without(paper: Paper):
    bare = Paper(paper.docx, paper.width, paper.height, {}, paper.report)
    body = tree(section_xml(Section("facts", "Titel", (Items((Text("eins"),)),)), sample(), bare))
    assert list(body.iter(f"{W}pStyle")) == []
    assert texts(body) == ["Titel", "• eins"]


def test_an_empty_section_still_is_a_paragraph(paper: Paper):
    assert len(texts(tree(section_xml(Section("facts", "", ()), sample(), paper)))) == 1
    assert run("") == ""
    assert paragraph("", paper).startswith("<w:p>")


def widths(paper: Paper, headings: tuple[str, ...], rows: tuple[tuple[Cell, ...], ...]) -> list[int]:
    body = drawn(paper, Table("T", headings, rows))
    return [int(one.get(f"{W}w") or 0) for one in body.iter(f"{W}gridCol")]


def test_the_columns_share_the_width_of_the_page(paper: Paper):
    for headings in (("A",), ("A", "B"), tuple("ABCDEFGHI")):
        found = widths(paper, headings, (("x",) * len(headings),))
        assert len(found) == len(headings)
        assert 0.98 * paper.width <= sum(found) <= paper.width


def test_who_has_more_to_say_has_more_room(paper: Paper):
    short, long = widths(paper, ("Kurz", "Lang"), (("ja", "Ein ganzer Satz, der viel Platz braucht. " * 5),))
    assert long > 2 * short


def test_a_column_to_be_filled_in_has_room(paper: Paper):
    _name, _value, hand = widths(paper, ("Was", "Erfasst", BY_HAND), (("Name", "VHS", ""),))
    assert hand > 0.2 * paper.width


def test_a_long_table_repeats_its_headings_and_keeps_rows_whole(paper: Paper):
    body = drawn(paper, Table("T", ("A",), tuple((n,) for n in range(30))))
    assert len(list(body.iter(f"{W}tblHeader"))) == 1
    assert len(list(body.iter(f"{W}cantSplit"))) == 31


def test_a_table_without_rows_says_so_in_words(paper: Paper):
    assert "Das heißt nicht, dass es nichts gibt." in " ".join(texts(drawn(paper, Table("T", ("A",), ()))))
