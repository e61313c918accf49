"""Golden files of the reports' tables: what stands in them for a city small enough to be checked by eye, row by row.

After a change that is meant: `python -m tests.test_golden` writes them anew, and the difference shows what changed.
"""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Iterator
from pathlib import Path

import docx
import openpyxl
import pytest

from netmap.analysis.change_rows import Moment
from netmap.analysis.reports.change import change_report
from netmap.cli.comparison import comparison_of
from netmap.cli.report_ground import ground_of
from netmap.cli.reports import made_report
from netmap.document import Document
from netmap.editions import Edition
from netmap.export.report_docx import report_docx
from netmap.export.report_excel import report_excel
from netmap.export.report_parts import cell_text, headings_on_paper, rows_on_paper
from netmap.landscape import Landscape
from netmap.locale import LANGUAGES, Language
from netmap.model import Actor, Cooperation, Evidence, Offer, Settings
from tests.test_lage import small

GOLDEN = Path(__file__).parent / "golden"
KINDS = {"vorlage": "", "lage": "", "area": "clubs", "forum": "runde", "actor": "eins", "change": ""}
CASES = [(kind, lang) for kind in KINDS for lang in LANGUAGES]


def report_of(kind: str, lang: Language) -> Document:
    if kind == "change":
        return changed_of(grown(), lang=lang)
    return made_report(small(), kind, about=KINDS[kind], lang=lang, drawn=False)


def grown() -> Landscape:
    """Return the small city a year later: an offer and a tie that began, a tie that ended, a tie that was only found."""
    seen = (Evidence(source="Gespräch", seen="2021-03"),)
    return small().replace(
        [
            Settings(id="c", name="Kleinstadt", as_of="2021-12-31", coordinating_office="amt"),
            Actor(id="haus", name="Haus am Hafen", sector="outside", areas=("culture",)),
            Cooperation(id="a", source="amt", target="eins", kind="joint_offer", until="2021-03", status="ended"),
            Cooperation(id="e", source="amt", target="zwei", kind="joint_offer", since="2021-02", evidence=seen),
            Cooperation(id="f", source="schule", target="amt", kind="information", evidence=seen),
            Offer(id="p", name="Rudern", providers=("zwei",), area="clubs", since="2021-05", evidence=seen),
        ]
    )


def changed_of(now: Landscape, *, lang: Language = "de", edition: Edition = "meeting") -> Document:
    """Return the report on what changed since the small city."""
    days = dt.date(2020, 12, 31), dt.date(2021, 12, 31)
    found = comparison_of(Moment(small(), days[0]), Moment(now, days[1]), edition=edition, lang=lang)
    ground = ground_of(now, day=days[1], edition=edition, lang=lang, lists=False)
    return change_report(ground, found, ["2020", "2021"], "compare r1 r2")


def golden(report: Document) -> str:
    """Return the numbers of a report and its tables as they stand on paper, a line a row."""

    def lines() -> Iterator[str]:
        for one in report.numbers:
            yield json.dumps([one.value, one.says, one.asked], ensure_ascii=False)
        for table in report.tables:
            yield f"# {table.name} | {table.asked}"
            yield json.dumps(headings_on_paper(table), ensure_ascii=False)
            yield from (json.dumps(row, ensure_ascii=False) for row in rows_on_paper(table))
            yield from (f"> {remark}" for remark in table.remarks)

    return "\n".join(lines()) + "\n"


def path_of(kind: str, lang: Language) -> Path:
    return GOLDEN / f"{kind}-{lang}.txt"


@pytest.mark.parametrize(("kind", "lang"), CASES)
def test_the_tables_are_as_they_were_checked(kind: str, lang: Language):
    assert golden(report_of(kind, lang)) == path_of(kind, lang).read_text(encoding="utf-8")


def test_no_golden_file_is_left_over():
    assert {one.name for one in GOLDEN.iterdir()} == {path_of(*case).name for case in CASES}


@pytest.mark.parametrize(("kind", "lang"), CASES)
def test_word_has_the_rows_that_stand_on_paper(kind: str, lang: Language):
    report = report_of(kind, lang)
    made = docx.Document(io.BytesIO(report_docx(report)))
    found = [[tuple(cell.text for cell in row.cells) for row in one.rows] for one in made.tables]
    for table in report.tables:
        if table.rows:
            rows = [tuple(cell_text(cell, lang) for cell in row) for row in rows_on_paper(table)]
            assert [headings_on_paper(table), *rows] in found, table.name


@pytest.mark.parametrize(("kind", "lang"), CASES)
def test_excel_has_all_rows(kind: str, lang: Language):
    report = report_of(kind, lang)
    _numbers, *sheets = openpyxl.load_workbook(io.BytesIO(report_excel(report))).worksheets
    assert len(sheets) == len(report.tables)
    for sheet, table in zip(sheets, report.tables, strict=True):
        wide = range(1, len(table.headings) + 1)
        for at, row in enumerate(table.rows, start=2):
            shown = [sheet.cell(at, column).value for column in wide]
            assert shown == [None if cell == "" else cell for cell in row]


if __name__ == "__main__":
    for case in CASES:
        path_of(*case).write_text(golden(report_of(*case)), encoding="utf-8")
