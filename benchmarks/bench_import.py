"""How long a foreign list of actors takes to be read, against bare calamine and building the records.

Run as `python -m benchmarks.bench_import [--quick]`.
"""

from __future__ import annotations

import sys
import tempfile
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

import python_calamine
import xlsxwriter  # type: ignore[import-untyped, unused-ignore]

from benchmarks.report import Row, print_rows, seconds
from netmap.files.foreign import Imported, gather, new_landscape
from netmap.files.lists import read_table
from netmap.files.shapes import understand
from netmap.identifiers import slug
from netmap.model import Actor, Evidence

BOUND = 2.0
LINEAR = 1.5
HEADINGS = ("Name", "Art", "Straße", "PLZ", "Ort", "Stadtteil", "Bildungsbereich", "Zielgruppe", "Webseite", "Stellen")


def run(quick: bool = False) -> list[Row]:
    """Measure an xlsx of 20,000 actors, a fifth of it if `quick`, and how it grows to ten times as many."""
    size = 4_000 if quick else 20_000
    with tempfile.TemporaryDirectory() as name:
        path, large = Path(name, "liste.xlsx"), Path(name, "gross.xlsx")
        _write(path, size)
        turns = [
            [seconds(partial(job, path), 1) for job in (_calamine, partial(_records, size=size), _read)]
            for _turn in range(3 if quick else 5)
        ]  # turn by turn, since what else the machine does slows all of them
        bare, building, read = (median(column) for column in zip(*turns, strict=True))
        detail = f"{size:,} actors: {read:.2f} s, bare calamine {bare:.2f} s, the records {building:.2f} s"
        rows = [Row("import: xlsx / calamine + records", read / (bare + building), BOUND, "<=", detail)]
        _write(large, 10 * size)
        start = perf_counter()
        _read(large)
        taken = perf_counter() - start
    growth = f"{10 * size:,} actors: {taken:.2f} s, per actor against {size:,}"
    return [*rows, Row("import: ten times as many, per actor", taken / (10 * read), LINEAR, "<=", growth)]


def _write(path: Path, size: int) -> None:
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet = book.add_worksheet("Akteure")
    for column, heading in enumerate(HEADINGS):
        sheet.write_string(0, column, heading)
    for n in range(size):
        for column, cell in enumerate(_row(n)):
            sheet.write_string(n + 1, column, cell)
        sheet.write_number(n + 1, len(HEADINGS) - 1, n % 40)
    book.close()


def _row(n: int) -> tuple[str, ...]:
    name = f"Träger für Bildung und Begegnung Nr. {n} e. V."
    place = (f"Lange Straße {n}", f"0{n % 10_000:04}", "Musterstadt", f"Ortsteil {n % 20}")
    return (name, "Jobcenter", *place, "Schule", "Geduldete", f"https://traeger-{n}.example")


def _calamine(path: Path) -> None:
    book = python_calamine.CalamineWorkbook.from_path(path)
    rows = book.get_sheet_by_index(0).to_python()
    if len(rows) < len(HEADINGS):
        raise ValueError("no rows")


def _records(_path: Path, *, size: int) -> list[Actor]:
    """Build the records that the list gives, from fields that are ready but for the id, which is made from the name."""
    evidence = (Evidence(source="liste.xlsx"),)
    return [
        Actor.model_validate(
            {
                "id": slug(name),
                "name": name,
                "type": "jobcenter",
                "address": f"{street}, {postcode} {town}",
                "areas": ("school",),
                "target_groups": ("tolerated",),
                "website": website,
                "evidence": evidence,
                "attributes": {"Stadtteil": district, "Stellen": n % 40},
            }
        )
        for n in range(size)
        for name, _kind, street, postcode, town, district, _area, _group, website in [_row(n)]
    ]


def _read(path: Path) -> Imported:
    lists, _remarks = understand([read_table(path)])
    return gather(lists, new_landscape("Musterstadt"))


if __name__ == "__main__":
    sys.exit(0 if print_rows(run(quick="--quick" in sys.argv)) else 1)
