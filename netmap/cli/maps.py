"""The map: write it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from typer import Argument, Option

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
    words: Annotated[
        list[str] | None, Argument(metavar=N_("WORDS"), help=N_("What the views are about: an actor, two dates."))
    ] = None,
    view: Annotated[
        list[str] | None,
        Option(
            "--view",
            metavar=N_("VIEW"),
            help=N_(
                "landscape, gaps, brokers, forums, border, transitions, ego ACTOR or compare DATE DATE; may be repeated."
            ),
        ),
    ] = None,
    full: Annotated[
        bool, Option("--full", help=N_("Draw everything, also of a large landscape, which otherwise opens on groups."))
    ] = False,
    output: Annotated[Path, Option("--output", "-o", metavar=N_("FILE"), help=N_("Where the map is written."))] = Path(
        "karte.html"
    ),
) -> None:
    """Write the interactive map as one HTML file that opens offline."""
    from netmap.cli.making import make_map
    from netmap.cli.map_views import about, wanted_views
    from netmap.cli.render import print_outcome
    from netmap.editions import view as seen_by

    _ = asked.text
    if output.suffix.lower() not in {".html", ".htm"}:
        raise DataError(_("{file}: the file of a map ends in .html").format(file=output))
    asked_for = wanted_views(asked, view or [], words or [])
    landscape = asked.landscape()
    day = asked.day or landscape.reference_date()
    shown = seen_by(landscape, asked.eyes).at(day)
    views = [about(asked, shown, kind, own) for kind, own in asked_for]
    written = make_map(landscape, output, day=day, edition=asked.eyes, lang=asked.lang, views=views, full=full)
    asked.here.say(_("Written: {file}. It opens with a double click, without a network.").format(file=written))
    print_outcome(asked.here, {"file": str(written), "edition": asked.eyes, "at": day.isoformat()}, asked.form)
