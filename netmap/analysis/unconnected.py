"""Actors of which no cooperation is recorded yet: that is a finding about the records, not about the actors."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from netmap.analysis.rows import UnconnectedRow
from netmap.landscape import Landscape
from netmap.locale import alphabetical, number, translator
from netmap.model import Actor, Cooperation
from netmap.network.graph import network
from netmap.values import first_day


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
    others = {kind: _by_end(ties) for kind, ties in _not_existing(landscape, today, day).items()}
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
            planned=others["planned"].get(actor.id, ()),
            ended=others["ended"].get(actor.id, ()),
            later=others["later"].get(actor.id, ()),
            freshness=actor.freshness(day, months),
            last_seen=actor.last_seen(day),
        )
        for seat, actor in enumerate(_actors(ties.ids, today))
        if not degrees[seat] and ties.ranked[seat]
    ]
    return sorted(rows, key=lambda row: (row.shares_forum, alphabetical(row.name), row.actor))


def _actors(ids: Iterable[str], today: Landscape) -> list[Actor]:
    return [today.actors[one] for one in ids]


def _not_existing(landscape: Landscape, today: Landscape, day: dt.date) -> dict[str, list[Cooperation]]:
    """Return what is recorded but does not exist on a day: planned, over, or beginning later; a conflict is in no list."""
    kinds = landscape.vocabulary["tie_kinds"]
    found: dict[str, list[Cooperation]] = {"planned": [], "ended": [], "later": []}
    for one in landscape.cooperations.values():
        still = today.cooperations.get(one.id)
        internal = one.kind in kinds and kinds[one.kind].get("internal", False)
        if internal or one.source == one.target or (still is not None and still.status == "existing"):
            continue
        ends = (landscape.actors.get(end) for end in (one.source, one.target))
        begins = [first_day(record.since) for record in (one, *ends) if record is not None and record.since is not None]
        planned = "planned" if one.status in {"planned", "wished"} else "ended"
        found["later" if max(begins, default=day) > day else planned].append(one)
    return found


def _by_end(cooperations: Iterable[Cooperation]) -> dict[str, tuple[str, ...]]:
    return _gathered((end, one.id) for one in cooperations for end in (one.source, one.target))


def _gathered(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = defaultdict(set)
    for key, value in pairs:
        found[key].add(value)
    return {key: tuple(sorted(values)) for key, values in found.items()}


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
