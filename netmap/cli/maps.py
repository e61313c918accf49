"""The map: write it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from typer import Option

from netmap.cli.asked import Asked
from netmap.cli.command import command
from netmap.cli.options import EditionName
from netmap.errors import DataError
from netmap.locale import N_


@command(
    "map",
    "karte",
    N_("Write the interactive map as one HTML file that opens offline."),
    example="map --output karte.html",
    options=("form", "at", "revision", "edition"),
    edition=EditionName.MEETING,
)
def map_(
    asked: Asked,
    output: Annotated[Path, Option("--output", "-o", metavar=N_("FILE"), help=N_("Where the map is written."))] = Path(
        "karte.html"
    ),
) -> None:
    """Write the interactive map as one HTML file that opens offline."""
    from netmap.cli.making import make_map
    from netmap.cli.render import print_outcome

    _ = asked.text
    if output.suffix.lower() not in {".html", ".htm"}:
        raise DataError(_("{file}: the file of a map ends in .html").format(file=output))
    landscape = asked.landscape()
    day = asked.day or landscape.reference_date()
    written = make_map(landscape, output, day=day, edition=asked.eyes, lang=asked.lang)
    asked.here.say(_("Written: {file}. It opens with a double click, without a network.").format(file=written))
    print_outcome(asked.here, {"file": str(written), "edition": asked.eyes, "at": day.isoformat()}, asked.form)
