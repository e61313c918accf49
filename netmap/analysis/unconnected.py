"""Actors of which no cooperation is recorded yet: that is a finding about the records, not about the actors."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from netmap.graph import network
from netmap.landscape import Landscape
from netmap.locale import alphabetical, number, translator
from netmap.model import Actor
from netmap.rows import UnconnectedRow


def unconnected(landscape: Landscape, *, at: dt.date | None = None) -> list[UnconnectedRow]:
    """Return the actors without any existing cooperation on a day, those sharing no forum first, then by name.

    Any kind counts as a cooperation but conflict, whatever its age; sharing a forum does not, and is said in the row.
    Offices of one person are left out, and their cooperations count for what they are part of. An empty landscape gives no
    rows. Pass the whole landscape, not one already cut to a day.

    >>> from netmap.model import Settings
    >>> [row.name for row in unconnected(Landscape(Settings(id="c", name="C"), [Actor(id="a", name="A")]))]
    ['A']
    """
    day = at or landscape.reference_date()
    today = landscape.at(day)
    ties = network(landscape, ties="cooperation", at=day)
    shared = network(landscape, ties="forum", at=day)
    degrees, meets = ties.adjacency.sum(axis=1), shared.adjacency.sum(axis=1)
    forums = _gathered((one.actor, one.forum) for one in today.memberships.values())
    to_come = _gathered(
        (end, one.id)
        for one in today.cooperations.values()
        if one.status in {"planned", "wished"}
        for end in (one.source, one.target)
    )
    ended = _gathered(
        (end, one.id) for one in landscape.cooperations.values() if one.status == "ended" for end in (one.source, one.target)
    )
    months = landscape.settings.thresholds.stale_after_months
    rows = [
        UnconnectedRow(
            actor=actor.id,
            name=actor.name,
            sector=actor.sector,
            type=actor.type,
            areas=actor.areas,
            forums=forums.get(actor.id, ()),
            shares_forum=bool(meets[seat]),
            planned=to_come.get(actor.id, ()),
            ended=ended.get(actor.id, ()),
            freshness=actor.freshness(day, months),
            last_seen=actor.last_seen(day),
        )
        for seat, actor in enumerate(_actors(ties.ids, today))
        if not degrees[seat] and ties.ranked[seat]
    ]
    return sorted(rows, key=lambda row: (row.shares_forum, alphabetical(row.name), row.actor))


def _actors(ids: Iterable[str], today: Landscape) -> list[Actor]:
    return [today.actors[one] for one in ids]


def _gathered(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = defaultdict(set)
    for key, value in pairs:
        found[key].add(value)
    return {key: tuple(sorted(values)) for key, values in found.items()}


def sentence(row: UnconnectedRow, *, lang: str = "de") -> str:
    """Say of an actor that no cooperation is recorded, and what is recorded instead."""
    _ = translator(lang)
    says = _("{actor}: no cooperation recorded yet").format(actor=row.name)
    more = [
        text.format(n=number(len(records), lang))
        for text, records in (
            (_("forums: {n}"), row.forums),
            (_("planned or wished: {n}"), row.planned),
            (_("ended: {n}"), row.ended),
        )
        if records
    ]
    return f"{says} ({', '.join(more)})." if more else f"{says}."
