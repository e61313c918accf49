"""Where actors and forums stand on the map, also those without a stored position."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

from netmap.model import Position

if TYPE_CHECKING:
    from netmap.landscape import Landscape

Place = tuple[float, float]
_CELL, _ROW, _COLUMNS = 260, 54, 5
_FARTHEST = 1e6


def places_of(
    shown: Landscape, positions: Mapping[str, Place] | Iterable[Position], withdrawn: Collection[str] = ()
) -> dict[str, Place]:
    """Return a place for every actor and forum shown; what has none stands in a band below, forums amid their members.

    What is withdrawn has none: the place of a protected actor was computed from ties that are withheld. Nor is a place
    kept that is no number, or further than a million from the middle.
    """
    if isinstance(positions, Mapping):
        given = dict(positions)
    else:
        given = {one.subject: (one.x, one.y) for one in positions if one.view == "landscape"}
    near = {key: place for key, place in given.items() if all(abs(axis) <= _FARTHEST for axis in place)}
    places = {key: near[key] for key in (*shown.actors, *shown.forums) if key in near and key not in withdrawn}
    band = [key for key in shown.actors if key not in places]
    left, bottom = min((x for x, _ in places.values()), default=0.0), max((y for _, y in places.values()), default=0.0)
    wide = max(_CELL, (max((x for x, _ in places.values()), default=0.0) - left) / _COLUMNS)
    high = max(_ROW, wide / 11.5)
    for number, key in enumerate(sorted(band, key=lambda key: (shown.actors[key].name.casefold(), key))):
        places[key] = (left + number % _COLUMNS * wide, bottom + (number // _COLUMNS + 1) * high)
    for number, key in enumerate(key for key in shown.forums if key not in places):
        met = [places[one.actor] for one in shown.memberships.values() if one.forum == key]
        middle = [sum(axis) / len(met) for axis in zip(*met, strict=True)] if met else [left + number * _CELL, bottom]
        places[key] = (middle[0] + 40 * (number % 5 - 2), middle[1] + 40 * (number // 5 % 5 - 2))
    return places


def heading_of(shown: Landscape, places: Mapping[str, Place]) -> Place | None:
    """Return where the list of actors without any line begins, left and top; None where none is below the others."""
    tied = {end for tie in shown.cooperations.values() for end in (tie.source, tie.target)}
    tied |= {end for one in shown.memberships.values() for end in (one.actor, one.forum)}
    floor = max((places[key][1] for key in tied), default=-math.inf)
    listed = [places[key] for key in shown.actors if key not in tied and places[key][1] > floor]
    return (round(min(x for x, _ in listed)), round(min(y for _, y in listed))) if listed else None
