"""How long questionnaires take to be written and read, against bare xlsxwriter and calamine with the same cells.

The yardstick of writing puts the same texts into files, without drop-downs, filters, formats and protection; that of
reading has calamine give the cells of all sheets.
Run as `python -m benchmarks.bench_survey [--quick]`.
"""

from __future__ import annotations

import io
import sys
import tempfile
import zipfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.bench_workbook import cells
from benchmarks.report import Row, print_rows, processor_seconds
from benchmarks.synthetic import synthetic_landscape
from netmap.files.questionnaires.reading import read_questionnaires
from netmap.files.questionnaires.writing import questionnaire_bytes
from netmap.landscape import Landscape
from netmap.model import Survey
from netmap.questionnaires import Questionnaire, asked_ids, common, questionnaires, survey_asking

BOUND = 2.0
SPARE = 20
"""So many actors more than are asked: of them the answers tell."""


def run(quick: bool = False) -> list[Row]:
    """Measure 500 questionnaires with a roster of 500, written and read; a tenth of them if `quick`."""
    roster, count = 500, 50 if quick else 500
    city = synthetic_landscape(roster + SPARE, roster // 5, roster // 20)
    ids = asked_ids(city, "actors")
    asked, others = ids[:count], ids[-SPARE:]
    survey = survey_asking(Survey(id="w", name="Survey", date="2020"), asked)
    city = city.replace([survey])
    several = list(questionnaires(city, survey, common(city, survey, "actors"), asked))
    with tempfile.TemporaryDirectory() as folder:
        files = _filled(several, others, Path(folder))
        sheets = cells(files[0])
        jobs = (
            partial(_write, several),
            partial(_bare_write, sheets, count),
            partial(_read, files, survey, city),
            partial(_bare_read, files),
        )
        # turn by turn, and by the processor's clock: what else the machine does slows all of them
        times = [[processor_seconds(job) for job in jobs] for _ in range(3)]
    written, bare_written, read, bare_read = (median(column) for column in zip(*times, strict=True))
    said = f"{count} with a roster of {roster + SPARE}"
    return [
        Row(
            "survey: questionnaires written / xlsxwriter",
            median(one[0] / one[1] for one in times),
            BOUND,
            "<=",
            f"{said}: {written:.1f} s, bare {bare_written:.1f} s",
        ),
        Row(
            "survey: answers read / calamine",
            median(one[2] / one[3] for one in times),
            BOUND,
            "<=",
            f"{said}: {read:.1f} s, bare {bare_read:.1f} s",
        ),
    ]


def _write(several: Sequence[Questionnaire]) -> None:
    for one in several:
        questionnaire_bytes(one)


def _filled(several: Sequence[Questionnaire], others: Sequence[str], folder: Path) -> list[Path]:
    """Write each questionnaire with answers on the same others: one filled in, the rest with its code put in place."""
    import openpyxl  # type: ignore[import-untyped]

    first = several[0]
    book = openpyxl.load_workbook(io.BytesIO(questionnaire_bytes(first)))
    sheet = next(one for one in book if one.cell(1, 1).value == "ties:id")
    for row in range(3, sheet.max_row + 1):
        if sheet.cell(row, 1).value in others:
            sheet.cell(row, 5 + row % 5).value = 1 + row % 4
    filled = io.BytesIO()
    book.save(filled)
    paths = []
    with zipfile.ZipFile(filled) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    for one in several:
        path = folder / f"{one.code}.xlsx"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
            for name, data in parts.items():
                target.writestr(name, data.replace(first.code.encode(), one.code.encode()))
        paths.append(path)
    return paths


def _read(files: Sequence[Path], survey: Survey, city: Landscape) -> None:
    found = read_questionnaires(files, survey, city)
    if found.problems or len(found.sheets) != len(files):
        raise ValueError("the answers have problems")


def _bare_read(files: Sequence[Path]) -> None:
    for path in files:
        cells(path)


def _bare_write(sheets: Sequence[Sequence[Sequence[Any]]], count: int) -> None:
    import xlsxwriter  # type: ignore[import-untyped]

    for _one in range(count):
        book = xlsxwriter.Workbook(io.BytesIO(), {"in_memory": True})
        for rows in sheets:
            sheet = book.add_worksheet()
            for number, row in enumerate(rows):
                for at, value in enumerate(row):
                    if isinstance(value, str) and value:
                        sheet.write_string(number, at, value)
                    elif isinstance(value, float):
                        sheet.write_number(number, at, value)
        book.close()


if __name__ == "__main__":
    sys.exit(0 if print_rows(run(quick="--quick" in sys.argv)) else 1)
