"""The positions on the map: computed, stored, or taken from the map where they were moved by hand."""

from __future__ import annotations

from typing import Annotated

from typer import Option

from netmap.cli.asked import Asked
from netmap.cli.command import WRITING, command
from netmap.locale import N_


@command(
    "layout",
    "",
    N_("Compute the positions on the map and store them."),
    example="layout --yes",
    options=WRITING,
)
def layout(
    asked: Asked,
    anew: Annotated[bool, Option("--anew", help=N_("Compute all positions anew, those moved by hand too."))] = False,
) -> None:
    """Compute the positions on the map and store them."""
    from netmap.changes import diff
    from netmap.cli.making import place_all

    with asked.here.store() as store:
        landscape = asked.here.read(store)
        placed = place_all(landscape.replace(without=landscape.positions) if anew else landscape, day=asked.day)
        changes = diff(landscape, placed, delete_missing=True)
        asked.write(store, changes, landscape, placed, reason=asked.text("positions on the map"))
