"""Actors of which no cooperation is recorded yet: that is a finding about the records, not about the actors."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import Final, Literal

import numpy as np

from netmap.analysis.cube import supply_of
from netmap.analysis.rows import UnconnectedRow
from netmap.landscape import Landscape
from netmap.locale import alphabetical, number, translator
from netmap.network.arrays import ABSENT, Arrays, arrays
from netmap.network.graph import network
from netmap.network.supply import Pairs

LEVELS: Final[tuple[Literal["undated", "stale", "fresh"], ...]] = ("undated", "stale", "fresh")
"""How old evidence is, in the order of the columns' numbers."""


def unconnected(data: Landscape | Arrays, *, at: dt.date | None = None) -> list[UnconnectedRow]:
    """Return the actors without any existing cooperation on a day, those sharing no forum first, then by name.

    Any kind counts as a cooperation but conflict, whatever its age; sharing a forum does not, and is said in the row.
    Offices of one person are left out, and their cooperations count for what they are part of. An empty landscape gives no
    rows. Pass the whole landscape, not one already cut to a day; columns stand on their own day, whatever `at` says.

    >>> from netmap.model import Actor, Settings
    >>> [row.name for row in unconnected(Landscape(Settings(id="c", name="C"), [Actor(id="a", name="A")]))]
    ['A']
    """
    columns = arrays(data, at=at) if isinstance(data, Landscape) else data
    reach = supply_of(columns).reach
    shared = network(columns, ties="forum")
    meets = dict(zip(shared.ids, shared.adjacency.sum(axis=1).tolist(), strict=True))
    where = {one: place for place, one in enumerate(columns.actor_ids)}
    areas = _named(reach.area, tuple(supply_of(columns).frame.vocabulary["areas"]))
    others = _absent(columns)
    rows = []
    for one, forums in alone(columns).items():
        actor = where[one]
        rows.append(
            UnconnectedRow(
                actor=one,
                name=columns.names[actor],
                sector=columns.sectors[actor],
                type=columns.types[actor],
                areas=tuple(dict.fromkeys(areas.get(actor, ()))),
                forums=forums,
                shares_forum=bool(meets[one]),
                **{kind: tuple(sorted(set(found.get(actor, ())))) for kind, found in others.items()},
                freshness=LEVELS[reach.freshness[actor]],
                last_seen=reach.seen[actor] or None,
            )
        )
    return sorted(rows, key=lambda row: (row.shares_forum, alphabetical(row.name), row.actor))


def alone(columns: Arrays) -> dict[str, tuple[str, ...]]:
    """Return the ids of the actors that `unconnected` finds, each with the forums it is in; offers are not needed."""
    ties = network(columns, ties="cooperation")
    where = {one: place for place, one in enumerate(columns.actor_ids)}
    forums = _named(Pairs(columns.member_actor, columns.member_forum), columns.forum_ids)
    untied = (ties.adjacency.sum(axis=1) == 0) & ties.ranked
    found = (ties.ids[seat] for seat in np.flatnonzero(untied).tolist())
    return {one: tuple(sorted(set(forums.get(where[one], ())))) for one in found}


def _named(pairs: Pairs, names: tuple[str, ...]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for one, other in zip(pairs.of.tolist(), pairs.to.tolist(), strict=True):
        found[one].append(names[other])
    return found


def _absent(columns: Arrays) -> dict[str, dict[int, list[str]]]:
    """Return by kind, for each actor, the cooperations that are recorded but do not exist on the day."""
    found: dict[str, dict[int, list[str]]] = {kind: defaultdict(list) for kind in ABSENT}
    if columns.absent is not None:
        kinds = columns.absent.kind.tolist()
        for tie, actor in zip(columns.absent.ends.of.tolist(), columns.absent.ends.to.tolist(), strict=True):
            found[ABSENT[kinds[tie]]][actor].append(columns.absent.ids[tie])
    return found


def sentence(row: UnconnectedRow, *, lang: str = "de") -> str:
    """Say of an actor that no cooperation is recorded, and what is recorded instead."""
    _ = translator(lang)
    text = _("{actor}: no cooperation recorded yet")
    if row.planned or row.ended or row.later:
        text = _("{actor}: no existing cooperation recorded")
    says = text.format(actor=row.name)
    more = [
        text.format(n=number(len(records), lang))
        for text, records in (
            (_("forums: {n}"), row.forums),
            (_("planned or wished: {n}"), row.planned),
            (_("ended: {n}"), row.ended),
            (_("beginning later: {n}"), row.later),
        )
        if records
    ]
    return f"{says} ({', '.join(more)})." if more else f"{says}."
