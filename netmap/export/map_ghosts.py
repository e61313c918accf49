"""Ghosts: what is missing, not recorded or open, drawn at the place where it would stand."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from netmap.export.map_data import lean, plain, wrap
from netmap.export.map_views import plain_words
from netmap.spacing import box, near

if TYPE_CHECKING:
    from netmap.export.map_places import Place
    from netmap.export.map_views import Ghost
    from netmap.landscape import Landscape

_SIGN = 130.0


def ghost_node(number: int, ghost: Ghost, place: Place, nodes: Mapping[str, int], lang: str) -> dict[str, Any]:
    """Return a ghost as a node of the map; `nodes` are the numbers of actors and forums."""
    names = {key: plain(name) for key, name in ghost.name.items()}
    return lean(
        {
            "id": number,
            "key": plain(ghost.id),
            "group": "ghost",
            "what": ghost.what,
            "state": ghost.state,
            "sector": ghost.sector,
            "importance": ghost.importance,
            "name": names.get(lang, ""),
            "names": names,
            "label": wrap(names.get(lang, "")),
            "labels": {key: wrap(name) for key, name in names.items()},
            "reason": plain_words(ghost.reason),
            "parts": [plain_words(part) for part in ghost.parts],
            "next": plain_words(ghost.todo),
            "about": sorted({nodes[key] for key in (*ghost.about, *ghost.near) if key in nodes}),
            "areas": ghost.areas,
            "districts": ghost.districts,
            "x": round(place[0]),
            "y": round(place[1]),
        }
    )


def ghost_places(ghosts: Sequence[Ghost], shown: Landscape, places: Mapping[str, Place]) -> dict[str, Place]:
    """Return a place for each ghost: the free one nearest to the middle of those that it would be tied to.

    Who has ties stands in the network, all others in a list below it, so that these count only where there are no others.
    """
    if not ghosts:
        return {}
    tied = {end for tie in shown.cooperations.values() for end in (tie.source, tie.target)}
    tied |= {end for sits in shown.memberships.values() for end in (sits.actor, sits.forum)}
    names = {key: one.name for table in (shown.actors, shown.forums) for key, one in table.items()}
    boxes = {key: box(names[key]) for key in places if key in names}
    asked = {one.id: _room(max(one.name.values(), key=len)) for one in ghosts}
    # a box as large as the largest ghost: where nobody is placed at all, ghosts alone have their room, too
    room = near({key: places[key] for key in boxes}, {**boxes, **asked})
    found = {}
    for one in ghosts:
        wanted = one.place or _middle(_around(one, shown, places, tied), places)
        found[one.id] = room.settle(asked[one.id], wanted)
    return found


def _room(name: str) -> Place:
    """Return how much room a ghost takes: no less than its sign, which is large from afar."""
    wide, high = box(name)
    return max(wide, _SIGN), max(high, _SIGN)


def _around(ghost: Ghost, shown: Landscape, places: Mapping[str, Place], tied: Collection[str]) -> list[str]:
    """Return amid whom a ghost stands: those near it, else those of its districts, else of its areas, else all."""
    districts, areas = set(ghost.districts), set(ghost.areas)
    actors = shown.actors.values()
    choices: Iterable[list[str]] = (
        [*ghost.near],
        [*ghost.about],
        [one.id for one in actors if len(districts) == 1 and districts & set(one.districts)],
        [one.id for one in actors if areas & set(one.areas)],
        list(places),
    )
    for some in choices:
        there = [key for key in some if key in places]
        if there:
            return [key for key in there if key in tied] or there
    return []


def _middle(keys: Sequence[str], places: Mapping[str, Place]) -> Place:
    points = [places[key] for key in keys]
    return (sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)) if points else (0.0, 0.0)
