"""How long a workbook takes to be read and written, against bare calamine and xlsxwriter with the same cells.

The yardstick of reading has calamine give the cells of all sheets, and builds the records from ready values; that of
writing puts the same cells into a file, without headings that stay, drop-downs, help and widths.
Run as `python -m benchmarks.bench_workbook [--quick]`.
"""

from __future__ import annotations

import datetime as dt
import gc
import io
import sys
import tempfile
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.report import Row, print_rows, seconds
from benchmarks.synthetic import synthetic_landscape
from netmap.files.workbook.reading import read_workbook
from netmap.files.workbook.tables import open_workbook
from netmap.files.workbook.writing import workbook_bytes
from netmap.landscape import Landscape
from netmap.model import KINDS, Record

BOUND = 2.0
Ready = list[tuple[str, dict[str, Any]]]


def run(quick: bool = False) -> list[Row]:
    """Measure a workbook of 20,000 actors, their ties and offers a twentieth of that; a tenth of it if `quick`."""
    size = 2_000 if quick else 20_000
    city = synthetic_landscape(size, size // 20, size // 20)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "city.xlsx"
        path.write_bytes(workbook_bytes(city))
        ready = [(one.kind_name, one.model_dump(exclude_defaults=True)) for one in city.records()]
        sheets = cells(path)
        gc.collect()
        gc.freeze()  # what the benchmark itself holds is nobody's to look after
        jobs = (partial(_read, path), partial(_bare_read, path, ready), partial(_write, city), partial(_bare_write, sheets))
        # turn by turn, since what else the machine does slows all of them
        times = [[seconds(job, 1) for job in jobs] for _ in range(3 if quick else 5)]
    gc.unfreeze()
    read, bare_read, written, bare_written = (median(column) for column in zip(*times, strict=True))
    return [
        Row(
            "workbook: read / calamine and building the records",
            median(one[0] / one[1] for one in times),
            BOUND,
            "<=",
            f"{size:,} actors: {read:.2f} s, bare {bare_read:.2f} s",
        ),
        Row(
            "workbook: export / xlsxwriter",
            median(one[2] / one[3] for one in times),
            BOUND,
            "<=",
            f"{size:,} actors: {written:.2f} s, bare {bare_written:.2f} s",
        ),
    ]


def _read(path: Path) -> None:
    if read_workbook(open_workbook(path)).problems:
        raise ValueError("the workbook has problems")


def _bare_read(path: Path, ready: Ready) -> tuple[list[Any], list[Record]]:
    return cells(path), [KINDS[kind].model_validate(given) for kind, given in ready]


def cells(path: Path) -> list[list[list[Any]]]:
    """Read all cells of a workbook, and nothing else."""
    import python_calamine as calamine

    book = calamine.CalamineWorkbook.from_path(str(path))
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


def _write(city: Landscape) -> None:
    workbook_bytes(city)


def _bare_write(sheets: list[list[list[Any]]]) -> None:
    import xlsxwriter  # type: ignore[import-untyped]

    book = xlsxwriter.Workbook(io.BytesIO(), {"in_memory": True})
    for rows in sheets:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            for at, value in enumerate(row):
                if isinstance(value, str) and value:
                    sheet.write_string(number, at, value)
                elif isinstance(value, bool):
                    sheet.write_boolean(number, at, value)
                elif isinstance(value, float | int):
                    sheet.write_number(number, at, value)
                elif isinstance(value, dt.date):
                    sheet.write_datetime(number, at, dt.datetime(value.year, value.month, value.day))
    book.close()


if __name__ == "__main__":
    sys.exit(0 if print_rows(run(quick="--quick" in sys.argv)) else 1)
