"""The parts of a report as Word has them: paragraphs, tables and pictures in its XML, every text escaped."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from netmap.document import BY_HAND, Blank, Box, Cell, Document, Items, Number, Numbers, Picture, Section, Table, Text
from netmap.export.report_parts import cell_text, headings_on_paper, rows_below, rows_on_paper
from netmap.export.xml_text import content
from netmap.locale import number

_QUIET: Final = "4A5259"
_LINE: Final = "B8C0C7"
_SEA: Final = "0B4F8A"
_FIELD: Final = "F1F4F6"
_SMALL, _SMALLER, _MANY = 17, 14, 7
"""The size of letters in tables, in half points; that of tables of so many columns and more."""
_WORDS, _AIR, _WIDE, _HAND = (27, 23, 19), 4, 60, 40
"""So many letters of a word, its margins with it, a column keeps room for where all columns can, else fewer; so many of a
text count for its width, so many are kept for what is written by hand."""
_SIGN: Final = 5.4
"""The width of a letter in tables, in twentieths of a point for each half point of its size."""
_EMU: Final = 635
"""So many of the units of pictures are one of those of text (a twentieth of a point)."""


@dataclass(frozen=True)
class Paper:
    """Hold what a template gives a report: the file that pictures go into, the room for text, the styles.

    `width` and `height` are in twentieths of a point; `styles` are ids by their English names.
    """

    docx: Any
    width: int
    height: int
    styles: Mapping[str, str]
    report: Document

    @classmethod
    def of(cls, docx: Any, report: Document) -> Paper:
        """Return the paper of a template's first section."""
        section = docx.sections[0]
        width = section.page_width - section.left_margin - section.right_margin
        height = section.page_height - section.top_margin - section.bottom_margin
        styles = {one.name: one.style_id for one in docx.styles if one.name}
        return cls(docx, int(width / _EMU), int(height / _EMU), styles, report)


def section_xml(section: Section, report: Document, paper: Paper) -> str:
    """Return a section, its heading first, as the paragraphs and tables of a Word file."""
    parts = (
        [paragraph(run(section.title, bold="Heading 1" not in paper.styles), paper, "Heading 1")] if section.title else []
    )
    for part in section.parts:
        parts += _WRITERS[type(part)](part, report, paper)
    # a file must not end its body with a table, and two tables that touch would become one
    return "".join(parts) or paragraph("", paper)


def run(text: str, *, bold: bool = False, size: int = 0, colour: str = "", raised: bool = False) -> str:
    """Return a text in one look, escaped; `size` is in half points."""
    look = "<w:b/>" * bold + (f'<w:color w:val="{colour}"/>' if colour else "")
    look += f'<w:sz w:val="{size}"/>' if size else ""
    look += '<w:vertAlign w:val="superscript"/>' * raised
    # a line's end at the edge of a text would be lost, and what XML cannot hold is left out
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{content(text)}</w:t></w:r>' if text else ""


def paragraph(runs: str, paper: Paper, style: str = "", *, more: str = "") -> str:
    """Return a paragraph in a style of the template, in the usual one where the template has no such style."""
    known = f'<w:pStyle w:val="{paper.styles[style]}"/>' if style in paper.styles else ""
    return f"<w:p><w:pPr>{known}{more}</w:pPr>{runs}</w:p>"


def _marked(one: Text, report: Document, *, size: int = 0) -> str:
    lead = run(f"{one.lead} " if one.lead and one.text else one.lead, bold=True, size=size)
    return lead + run(one.text, size=size) + _mark(one, report)


def _mark(one: Text | Number | Table, report: Document) -> str:
    return run(report.mark(one), colour=_QUIET, raised=True)


def _text(part: Text, report: Document, paper: Paper) -> list[str]:
    return [paragraph(_marked(part, report), paper)]


def _items(part: Items, report: Document, paper: Paper) -> list[str]:
    if part.sign:
        return [paragraph(run(f"{part.sign} ") + _marked(one, report), paper, more=_TIGHT) for one in part.items]
    bullet = "" if "List Bullet" in paper.styles else run("• ")
    return [paragraph(bullet + _marked(one, report), paper, "List Bullet") for one in part.items]


def _numbers(part: Numbers, report: Document, paper: Paper) -> list[str]:
    rows = [
        _row(
            [
                _cell(paragraph(_large(one.value, report.lang), paper, more=_TIGHT + _RIGHT), middle=True),
                _cell(paragraph(run(one.says) + _mark(one, report), paper, more=_TIGHT), middle=True),
            ]
        )
        for one in part.numbers
    ]
    return [_grid(rows, [int(paper.width * 0.14), int(paper.width * 0.86)], inner="insideH"), _gap(paper)]


def _large(value: int, lang: str) -> str:
    return run(number(value, lang), bold=True, size=30, colour=_SEA)


def _blank(part: Blank, _report: Document, paper: Paper) -> list[str]:
    line = f'<w:tabs><w:tab w:val="right" w:leader="underscore" w:pos="{paper.width}"/></w:tabs>'
    tab = "<w:r><w:tab/></w:r>"
    return [
        paragraph(run(f"{part.label}: ") + tab, paper, more=line),
        *(paragraph(tab, paper, more=line) for _ in range(part.lines - 1)),
    ]


def _box(part: Box, report: Document, paper: Paper) -> list[str]:
    inside = [paragraph(run(part.title, bold=True), paper)] if part.title else []
    inside += [paragraph(_marked(one, report, size=18), paper) for one in part.items]
    return [_grid([_row([_cell("".join(inside), fill=_FIELD)], whole=False)], [paper.width], edge=_SEA), _gap(paper)]


def _picture(part: Picture, _report: Document, paper: Paper) -> list[str]:
    # as wide as the text; one that would be too high, as high as a page with its words
    inline = paper.docx.part.new_pic_inline(io.BytesIO(part.png), width=paper.width * _EMU)
    most = int(paper.height * _EMU * 0.85)
    if inline.extent.cy > most:
        inline = paper.docx.part.new_pic_inline(io.BytesIO(part.png), height=most)
    inline.docPr.set("descr", _plain(part.words))
    inline.docPr.set("title", _plain(part.title))
    return [
        paragraph(f"<w:r><w:drawing>{inline.xml}</w:drawing></w:r>", paper, more="<w:keepNext/>"),
        paragraph(run(part.title, colour=_QUIET), paper, "Caption"),
    ]


def _plain(text: str) -> str:
    """Return a text that an attribute can hold; lxml escapes it."""
    return "".join(sign for sign in text if sign.isprintable() or sign == " ")


def _table(part: Table, report: Document, paper: Paper) -> list[str]:
    name = paragraph(run(part.name, bold=True) + _mark(part, report), paper, more="<w:keepNext/>")
    rows, size = rows_on_paper(part), _size(part)
    below = [paragraph(run(one, size=_SMALL, colour=_QUIET), paper) for one in rows_below(part, report.lang)]
    if not rows:
        return [name, *below]
    titles = [_cell(_small(one, paper, size, bold=True), fill=_FIELD) for one in headings_on_paper(part)]
    head = [_row(titles, head=True)] if titles else []
    body = [_row([_cell(_small(value, paper, size, lang=report.lang)) for value in row]) for row in rows]
    return [name, _grid([*head, *body], _widths(part, paper, report.lang)), *(below or [_gap(paper)])]


def _size(table: Table) -> int:
    return _SMALLER if len(headings_on_paper(table)) >= _MANY else _SMALL


def _small(value: Cell, paper: Paper, size: int, *, bold: bool = False, lang: str = "de") -> str:
    text = value if isinstance(value, str) else cell_text(value, lang)
    return paragraph(run(text, bold=bold, size=size), paper, more=_TIGHT + ("" if isinstance(value, str) else _RIGHT))


_RIGHT: Final = '<w:jc w:val="right"/>'
_TIGHT: Final = '<w:spacing w:before="0" w:after="0"/>'


def _widths(table: Table, paper: Paper, lang: str) -> list[int]:
    """Share the width out: room for the longest word of each column first, the rest by how much there is to be read."""
    by_hand = BY_HAND in table.headings
    columns = list(zip(*[[cell_text(value, lang) for value in row] for row in rows_on_paper(table)], strict=True))
    least, wanted = [], []
    for place, cells in enumerate(columns):
        heading = table.headings[place] if table.headings else ""
        words = max((len(word) for text in (heading, *cells) for word in text.split()), default=0)
        least.append(words + _AIR)
        # what is to be corrected by hand stands in one line where it can: many lines make a second page
        usual = max(map(len, cells)) if by_hand else sum(map(len, cells)) / len(cells)
        wanted.append(_HAND if heading == BY_HAND else min(_WIDE, max(0.0, usual - least[-1])))
    signs = paper.width / (_SIGN * _size(table))
    word = next((one for one in _WORDS if sum(min(one, wide) for wide in least) <= signs), _WORDS[-1])
    least = [min(word, wide) for wide in least]
    room = max(0.0, signs - sum(least))
    shares = [
        one + room * more / (sum(wanted) or 1) + (0 if any(wanted) else room / len(least))
        for one, more in zip(least, wanted, strict=True)
    ]
    return [int(paper.width * one / sum(shares)) for one in shares]


def _gap(paper: Paper) -> str:
    return paragraph("", paper, more='<w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/>')


def _row(cells: Iterable[str], *, head: bool = False, whole: bool = True) -> str:
    return f"<w:tr><w:trPr>{'<w:cantSplit/>' * whole}{'<w:tblHeader/>' * head}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(paragraphs: str, *, fill: str = "", middle: bool = False) -> str:
    look = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    look += '<w:vAlign w:val="center"/>' * middle
    return f"<w:tc><w:tcPr>{look}</w:tcPr>{paragraphs}</w:tc>"


_MARGINS: Final = "".join(
    f'<w:{side} w:w="{wide}" w:type="dxa"/>' for side, wide in (("top", 30), ("left", 80), ("bottom", 30), ("right", 80))
)
"""The room between a cell's edge and its text."""


def _grid(rows: Sequence[str], widths: Sequence[int], *, inner: str = "", edge: str = _LINE) -> str:
    """Return a table as wide as the text; `inner`: with these lines only."""
    sides = (inner, "bottom") if inner else ("top", "left", "bottom", "right", "insideH", "insideV")
    order = [one for one in ("top", "left", "bottom", "right", "insideH", "insideV") if one in sides]
    lines = "".join(f'<w:{one} w:val="single" w:sz="4" w:space="0" w:color="{edge}"/>' for one in order)
    columns = "".join(f'<w:gridCol w:w="{one}"/>' for one in widths)
    look = (
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/><w:tblBorders>{lines}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{_MARGINS}</w:tblCellMar>'
    )
    return f"<w:tbl><w:tblPr>{look}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


_WRITERS: Final[Mapping[type, Callable[[Any, Document, Paper], list[str]]]] = {
    Text: _text, Items: _items, Numbers: _numbers, Blank: _blank, Box: _box, Picture: _picture, Table: _table,
}  # fmt: skip
