"""A report as an Excel file: its numbers with the command that gives each, and all of its tables, whole."""

from __future__ import annotations

from pathlib import Path

from netmap.disk import write_whole
from netmap.document import Document
from netmap.document import Table as Listed
from netmap.editions import edition_name, file_name, watermark
from netmap.export.excel import Table, excel
from netmap.export.report_parts import stand_line
from netmap.export.tables import excel_cell
from netmap.locale import translator


def write_report_excel(report: Document, path: Path) -> Path:
    """Write the numbers and tables of a report as an Excel file and return where it is. Raise DiskError."""
    return write_whole(file_name(path, report.edition), report_excel(report), lang=report.lang)


def report_excel(report: Document) -> bytes:
    """Return an Excel file with the numbers of a report on its first sheet, and a sheet for each table."""
    _ = translator(report.lang)
    mark = watermark(report.edition, lang=report.lang) or edition_name(report.edition, lang=report.lang)
    said = [report.title, report.subtitle, stand_line(report), report.disclaimer]
    numbers = Table(
        _("Numbers"),
        (_("Number"), _("What is counted"), _("Given by")),
        [(one.value, one.says, f"netmap {one.asked}") for one in report.numbers],
        [one for one in said if one],
    )
    return excel([numbers, *(sheet(one, report) for one in report.tables)], mark=mark, lang=report.lang)


def sheet(table: Listed, report: Document) -> Table:
    """Return a table as a sheet, with the command that gives it, and for whom it is, below."""
    command = (f"netmap {table.asked}",) if table.asked else ()
    below = (*table.remarks, *command, stand_line(report), *((report.disclaimer,) if report.disclaimer else ()))
    rows = [[excel_cell(value, report.lang) for value in row] for row in table.rows]
    return Table(table.name, [one.strip() or " " for one in table.headings], rows, below)
