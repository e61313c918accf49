"""A report as one page for the browser: it opens offline, loads nothing, and prints on A4."""

from __future__ import annotations

import base64
from importlib.resources import files
from pathlib import Path

from netmap.disk import write_whole
from netmap.document import Document
from netmap.editions import file_name, watermark
from netmap.export.report_parts import cell_text, headings_on_paper, rows_below, rows_on_paper, stand_line
from netmap.export.safe_html import pages, policy
from netmap.locale import number


def write_report_html(report: Document, path: Path) -> Path:
    """Write a report as one HTML file and return where it is; the internal edition says so in its name. Raise DiskError."""
    return write_whole(file_name(path, report.edition), report_html(report), lang=report.lang)


def report_html(report: Document) -> str:
    """Return a report as one HTML page: no script, nothing loaded, each text as text, each picture with its words."""
    style = asset("report.css")
    made = pages(asset).get_template("report.html.j2")
    return made.render(
        report=report,
        style=style,
        policy=policy(style, more="img-src data:"),
        watermark=watermark(report.edition, lang=report.lang),
        stand=stand_line(report),
        kind_of=lambda part: type(part).__name__,
        number=lambda value: number(value, report.lang),
        cell_text=lambda value: cell_text(value, report.lang),
        headings_of=headings_on_paper,
        rows_of=rows_on_paper,
        below=lambda table: rows_below(table, report.lang),
        base64=lambda data: base64.b64encode(data).decode("ascii"),
    )


def asset(name: str) -> str:
    """Return a file of the page's own: its template, its style."""
    return (files("netmap.export") / "paper" / name).read_text(encoding="utf-8")
