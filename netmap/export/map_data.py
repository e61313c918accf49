"""What the map's page is given to draw: nodes, edges, offers and labels, as plain values for JSON."""

from __future__ import annotations

import math
import re
import textwrap
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import count
from typing import TYPE_CHECKING, Any

from netmap.model import Actor, Cooperation, Forum, Offer, Position, Record, Scene

if TYPE_CHECKING:
    import datetime as dt

    from netmap.editions import Edition
    from netmap.landscape import Landscape

Place = tuple[float, float]
_LABEL_WIDTH, _LABEL_LINES = 22, 3
_LONG_LABEL = _LABEL_WIDTH * 2
_LONGEST_WORD = 32
_NAME_SHOWN = 400
_CELL, _ROW, _COLUMNS = 260, 54, 5
_MOST_BENT, _FARTHEST = 0.9, 1e6
# what turns the direction of writing around, and what no font draws
_UNSEEN = re.compile("[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+")


def wrap(name: str, short_name: str = "") -> str:
    r"""Return what stands below an actor on the map: at most three lines of 22 letters; a short name for a long one.

    >>> wrap("Volkshochschule der Hanse- und Universitätsstadt Rostock").split("\n")
    ['Volkshochschule der', 'Hanse- und', 'Universitätsstadt …']
    >>> wrap("Amt für Jugend, Soziales, Asyl und vieles andere mehr", "AJSA")
    'AJSA'
    """
    text = plain(short_name if short_name and len(name) > _LONG_LABEL else name)
    lines = textwrap.wrap(text, _LABEL_WIDTH, max_lines=_LABEL_LINES, placeholder=" …", break_long_words=False)
    return "\n".join(plain(line, _LONGEST_WORD) for line in lines) or "…"


def node_of(number: int, one: Actor | Forum, place: Place) -> dict[str, Any]:
    """Return a node of the map: what vis-network draws it by, and what the panel and the table say of it."""
    label, full = wrap(one.name, one.short_name), wrap(one.name)
    node: dict[str, Any] = {
        "id": number,
        "key": one.id,
        "label": label,
        "full": "" if label == full else full,
        "x": round(place[0]),
        "y": round(place[1]),
        "name": plain(one.name),
        "short": plain(one.short_name),
        "aliases": [plain(alias) for alias in one.aliases],
        "areas": one.areas,
        "groups": one.target_groups,
        "since": one.since,
        "until": one.until,
    }
    if isinstance(one, Forum):
        return node | {"group": "forum", "type": one.kind, "nature": one.nature, "topics": [plain(t) for t in one.topics]}
    return node | {
        "group": one.sector,
        "type": one.type,
        "part_of": one.part_of,
        "districts": one.districts,
        "citywide": one.citywide,
        "languages": one.languages,
        "website": _link(one.website),
        "description": plain(one.description, 1_000),
    }


def edges_of(shown: Landscape, numbers: Mapping[str, int], day: dt.date) -> Iterator[dict[str, Any]]:
    """Yield an edge of the map for each cooperation and each membership; `numbers` are the nodes' ids by record."""
    kinds, ids, lanes = shown.vocabulary["tie_kinds"], count(), _lanes(shown)
    months = shown.settings.thresholds.stale_after_months
    for tie in shown.cooperations.values():
        term = kinds.get(tie.kind)
        yield {
            "id": next(ids),
            "from": numbers[tie.source],
            "to": numbers[tie.target],
            "kind": tie.kind,
            "arrows": "to" if term is not None and term.get("directed") else "",
            "status": "" if tie.status == "existing" else tie.status,
            "intensity": tie.intensity,
            "smooth": lanes.get(tie.id),
        } | _age(tie, day, months)
    for one in shown.memberships.values():
        yield {
            "id": next(ids),
            "from": numbers[one.actor],
            "to": numbers[one.forum],
            "kind": "membership",
            "role": one.role,
        } | _age(one, day, months)


def _age(record: Record, day: dt.date, months: int) -> dict[str, Any]:
    """Say how old what we know is: stale and undated records are dashed."""
    fresh, seen = record.freshness(day, months), record.last_seen(day)
    age = {"since": record.since, "until": record.until, "seen": seen and seen[:4]}
    return age if fresh == "fresh" else age | {"dashes": True, "age": fresh}


def _lanes(shown: Landscape) -> dict[str, dict[str, Any]]:
    """Return how to bend ties between the same two actors, so that each is seen: a lane of its own, by turns."""
    pairs: dict[tuple[str, str], list[Cooperation]] = {}
    for tie in shown.cooperations.values():
        pairs.setdefault((min(tie.source, tie.target), max(tie.source, tie.target)), []).append(tie)
    lanes = {}
    for (first, _), ties in pairs.items():
        step = min(0.12, _MOST_BENT / -(-len(ties) // 2))
        for number, tie in enumerate(ties if len(ties) > 1 else ()):
            clockwise = (number % 2 == 0) == (tie.source == first)
            bend = step * (number // 2 + 1)
            lanes[tie.id] = {"enabled": True, "type": "curvedCW" if clockwise else "curvedCCW", "roundness": round(bend, 4)}
    return lanes


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


def withheld_of(edition: Edition, protected: Collection[str]) -> list[str]:
    """Return of what the page may not say that it is not recorded: the edition leaves some out, whoever it is of.

    Nothing depends on what is left out, or its absence would tell of it.

    >>> withheld_of("internal", {"shelter"}), withheld_of("meeting", set()), withheld_of("meeting", {"shelter"})
    ([], [], ['ties', 'memberships'])
    """
    if edition == "public":
        return ["ties", "memberships", "offers", "districts"]
    return ["ties", "memberships"] if edition == "meeting" and protected else []


def heading_of(shown: Landscape, places: Mapping[str, Place]) -> Place | None:
    """Return where the list of actors without any line begins, left and top; None where none is below the others."""
    tied = {end for tie in shown.cooperations.values() for end in (tie.source, tie.target)}
    tied |= {end for one in shown.memberships.values() for end in (one.actor, one.forum)}
    floor = max((places[key][1] for key in tied), default=-math.inf)
    listed = [places[key] for key in shown.actors if key not in tied and places[key][1] > floor]
    return (round(min(x for x, _ in listed)), round(min(y for _, y in listed))) if listed else None


def offer_of(one: Offer, numbers: Mapping[str, int]) -> dict[str, Any]:
    """Return what the panel says of an offer."""
    return {
        "name": plain(one.name),
        "providers": [numbers[key] for key in one.providers],
        "area": one.area,
        "format": one.format,
        "groups": one.target_groups,
        "districts": one.districts,
        "citywide": one.citywide,
        "level": "–".join(level for level in (one.cefr_from, one.cefr_to) if level),
        "url": _link(one.url),
    }


def scene_of(one: Scene) -> dict[str, Any]:
    """Return a scene of the presentation: its title and caption, and the state of the page that it shows."""
    return {"id": one.id, "title": plain(one.title), "caption": plain(one.caption, 1_000), "state": one.state}


_TERMS = (
    "areas", "actor_types", "target_groups", "tie_kinds", "forum_kinds", "natures", "roles", "sectors", "statuses",
    "languages", "offer_formats",
)  # fmt: skip


def labels_of(shown: Landscape, lang: str) -> dict[str, dict[str, str]]:
    """Return the labels of the vocabularies that the page names things by."""
    return {name: {key: term.label(lang) for key, term in shown.vocabulary[name].items()} for name in _TERMS}


def palette_of(shown: Landscape) -> dict[str, dict[str, dict[str, str]]]:
    """Return colours and shapes by group and key, of the groups that the page draws."""
    palette: dict[str, dict[str, dict[str, str]]] = {"sector": {}, "node": {}, "status": {}}
    for term in shown.vocabulary["colours"].values():
        group, of = term.get("group"), term.get("of")
        if isinstance(group, str) and group in palette and isinstance(of, str):
            palette[group][of] = {name: term[name] for name in ("colour", "shape", "line") if term.get(name)}
    return palette


def plain(text: str, length: int = _NAME_SHOWN) -> str:
    """Return a text as one line without signs that nobody sees, cut where it is longer than anybody reads."""
    text = " ".join(_UNSEEN.sub(" ", text).split())
    return text if len(text) <= length else text[: length - 1] + "…"


def _link(address: str) -> str:
    return address if address.startswith(("https://", "http://")) else ""


def lean(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what is empty: the page takes it for unknown."""
    return {key: value for key, value in fields.items() if value or (value == 0 and value is not False)}
