"""The positions on the map: computed, stored, or taken from the map where they were moved by hand; and its scenes."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

from netmap.cli.asked import Asked
from netmap.cli.command import WRITING, command
from netmap.errors import DataError
from netmap.locale import N_, number

if TYPE_CHECKING:
    from netmap.landscape import Landscape
    from netmap.model import Position

NAMED = 5


class Action(StrEnum):
    """Name what can be done with positions beside computing them."""

    IMPORT = "import"


@command(
    "layout",
    "",
    N_("Compute the positions on the map and store them, or take what was saved from the map: positions, scenes."),
    example="layout --yes",
    options=WRITING,
)
def layout(
    asked: Asked,
    action: Annotated[
        Action | None, Argument(metavar="[import]", help=N_("import: take the positions or scenes of a file from the map."))
    ] = None,
    file: Annotated[Path | None, Argument(metavar=N_("[FILE]"), help=N_("The file that was saved from the map."))] = None,
    anew: Annotated[bool, Option("--anew", help=N_("Compute all positions anew, those moved by hand too."))] = False,
    delete_missing: Annotated[
        bool, Option("--delete-missing", help=N_("Also delete scenes that the file has not."))
    ] = False,
) -> None:
    """Compute the positions on the map and store them, or take those that were saved from the map."""
    from netmap.changes import diff
    from netmap.cli.making import place_all

    _ = asked.text
    if (action is None) is not (file is None):
        raise DataError(_("The file that was saved from the map is missing: netmap layout import FILE"))
    if delete_missing if file is None else anew:
        raise DataError(_("--anew computes, --delete-missing goes with import: one without the other."))
    with asked.here.store() as store:
        landscape = asked.here.read(store)
        if file is None:
            begun = landscape.replace(without=landscape.positions) if anew else landscape
            placed, reason = place_all(begun, day=asked.day), _("positions on the map")
        else:
            placed = _taken(asked, landscape, file, delete_missing=delete_missing)
            reason = _("taken from the map: {file}").format(file=file.name)
        asked.write(store, diff(landscape, placed, delete_missing=True), landscape, placed, reason=reason)


def _taken(asked: Asked, landscape: Landscape, file: Path, *, delete_missing: bool) -> Landscape:
    """Return the landscape with what a file holds; who is not in the file stays where the map showed it."""
    from netmap.cli.making import place_all
    from netmap.files.map_saves import read_saved
    from netmap.scenes import arranged, in_order

    saved = read_saved(file, landscape=landscape.settings.id, lang=asked.lang)
    if saved.scenes is not None:
        scenes = arranged(landscape, saved.scenes, only=delete_missing)
        return landscape.replace(scenes, without=[one.id for one in in_order(landscape)])
    return _moved(asked, place_all(landscape, day=asked.day), saved.positions or ())


def _moved(asked: Asked, placed: Landscape, given: Sequence[Position]) -> Landscape:
    """Return the placed landscape with the positions moved by hand; say who of the file is not recorded any more."""
    from netmap.layout import moved

    positions, unknown = moved(placed, given)
    if unknown:
        shown = ", ".join([*unknown[:NAMED], *(["…"] if len(unknown) > NAMED else [])])
        says = asked.text("Left out, since no actor or forum has this id any more ({n}): {ids}")
        asked.here.say(says.format(n=number(len(unknown), asked.lang), ids=shown))
    says = asked.text("Moved by hand: {n} of {all} positions in the file.")
    counts = {"n": number(len(positions), asked.lang), "all": number(len(given), asked.lang)}
    asked.here.say(says.format(**counts))
    return placed.replace(positions)
