"""The map as a picture: for print and for slides."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

from typer import Argument, Option

from netmap.cli.asked import Asked
from netmap.cli.command import command
from netmap.cli.options import EditionName, Format
from netmap.locale import N_


class PaperName(StrEnum):
    """Name what a picture is made for (see `netmap.export.figure_paper`)."""

    A3 = "a3"
    SLIDE = "slide"
    PAGE = "page"


@command(
    "figure",
    "abbildung",
    N_("Write the map as a picture for print or slides: SVG, PNG, PDF."),
    example="figure karte.pdf karte.svg",
    options=("form", "at", "revision", "edition"),
    edition=EditionName.MEETING,
)
def figure(
    asked: Asked,
    files: Annotated[
        list[Path], Argument(metavar=N_("FILE..."), help=N_("Where to: the ending says what, .svg, .png, .pdf."))
    ],
    paper: Annotated[
        PaperName, Option("--paper", help=N_("For print at A3, for a slide of 16:9, or for a page of a report."))
    ] = PaperName.A3,
    forums: Annotated[bool, Option("--forums", help=N_("Draw forums and who is a member, too."))] = False,
) -> None:
    """Write the map as a picture for print or slides, from the same positions as the interactive one."""
    from netmap.cli.making import data_sentences
    from netmap.cli.render import print_rows
    from netmap.editions import view
    from netmap.export.figure import refuse_endings, write_figure
    from netmap.layout import positions

    refuse_endings(files, lang=asked.lang)
    landscape = asked.landscape()
    day = asked.day or landscape.reference_date()
    shown = view(landscape, asked.eyes)
    places = positions(shown, at=day)
    words = data_sentences(landscape, shown, day, asked.eyes)[asked.lang]
    rows = []
    for file in files:
        written = write_figure(
            landscape.at(day),
            places,
            file,
            day=day,
            edition=asked.eyes,
            lang=asked.lang,
            data_sentence=words,
            paper=paper.value,
            forums=forums,
        )
        asked.here.say(asked.text("Written: {file}").format(file=written))
        rows.append({"file": str(written), "edition": asked.eyes, "at": day.isoformat()})
    if asked.form is not Format.TABLE:
        print_rows(asked.here, rows, asked.form)
