"""The page to start from in a folder for a meeting: what is in it, as of when, for whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from netmap.document import Document
from netmap.editions import file_name, watermark
from netmap.export.report_html import asset
from netmap.export.report_parts import stand_line
from netmap.export.safe_html import pages, policy
from netmap.locale import number, translator


@dataclass(frozen=True)
class Packed:
    """Hold what the page says of one file: its name, what it is called, what it is for, its size in bytes."""

    name: str
    title: str
    about: str
    size: int


def pack_page(report: Document, files: Sequence[Packed], data: str) -> str:
    """Return the page to start from: the numbers of the report, and a link to each file, as the edition names it."""
    _ = translator(report.lang)
    style = asset("report.css")
    listed = [
        {
            "href": _linked(one.name, report),
            "title": one.title,
            "about": one.about,
            "size": _("{n} kB").format(n=number(max(1, round(one.size / 1000)), report.lang)),
        }
        for one in files
    ]
    made = pages(asset).get_template("pack.html.j2")
    return made.render(
        report=report,
        files=listed,
        data=data,
        title=_("For the meeting"),
        heading=_("What is in this folder"),
        known=_("“Not recorded” means: we do not know. “Missing” means: somebody has confirmed it."),
        stand=stand_line(report),
        watermark=watermark(report.edition, lang=report.lang),
        number=lambda value: number(value, report.lang),
        style=style,
        policy=policy(style),
    )


def _linked(name: str, report: Document) -> str:
    from pathlib import Path

    return file_name(Path(name), report.edition).name
