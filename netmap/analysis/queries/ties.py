"""Queries for cooperations: whose, of which kind, how old, by whom reported, across which border."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Final

from netmap.analysis.border_offices import offices
from netmap.analysis.queries.question import Desk, Found, Given, Row, counted
from netmap.model import KINDS, Cooperation
from netmap.network.arrays import arrays
from netmap.network.graph import network
from netmap.reports import confirmation_of, heard_in
from netmap.values import Confirmation, first_day, last_day, months_before

_WISHES: Final = frozenset({"planned", "wished"})


def cooperations(desk: Desk, given: Given) -> Found:
    """Return the cooperations, of one actor and of one kind where it is asked for."""
    kept: Iterable[Cooperation] = desk.now.cooperations.values()
    if given.actor:
        kept = [one for one in kept if given.actor in {one.source, one.target}]
    if given.kind:
        kept = [one for one in kept if one.kind == given.kind]
    return _found(desk, kept)


def kinds(desk: Desk, given: Given) -> Found:
    """Return how many existing cooperations there are of each kind."""
    held = (one for one in _existing(desk) if given.actor in {"", one.source, one.target})
    return Found(counted((one.kind for one in held), "kind"))


def not_confirmed(desk: Desk, given: Given) -> Found:
    """Return the existing cooperations without evidence of the last months, those never dated first, then the oldest."""
    months = desk.now.settings.thresholds.stale_after_months if given.months is None else given.months
    held = [one for one in _existing(desk) if one.freshness(desk.day, months) != "fresh"]
    held = [one for one in held if given.actor in {"", one.source, one.target}]
    rows = _found(desk, held).rows
    return Found(tuple(sorted(rows, key=lambda row: row["last_seen"] or "")))


def one_sided(desk: Desk, given: Given) -> Found:
    """Return the existing cooperations that one of the two has reported and the other, asked too, has not named."""
    return _told_by_one(desk, given, "one_sided")


def unanswered(desk: Desk, given: Given) -> Found:
    """Return the existing cooperations that one of the two has reported while the other has not answered."""
    return _told_by_one(desk, given, "unanswered")


def _told_by_one(desk: Desk, given: Given, wanted: Confirmation) -> Found:
    """Return the existing cooperations of which one end told, and who that is."""
    known = heard_in(desk.whole, at=desk.day)
    held = (one for one in _existing(desk) if given.actor in {"", one.source, one.target})
    rows = []
    for one in desk.sorted(one for one in held if confirmation_of(one, known) == wanted):
        who = one.source if one.source in one.reporters else one.target
        rows.append({**_row(one, desk.day), "reported_by": who})
    return Found(tuple(rows))


def wishes(desk: Desk, given: Given) -> Found:
    """Return the cooperations that are planned or wished for."""
    held = (one for one in desk.now.cooperations.values() if one.status in _WISHES)
    return _found(desk, (one for one in held if given.actor in {"", one.source, one.target}))


def begun_or_ended(desk: Desk, given: Given) -> Found:
    """Return the cooperations that began or ended between two days; those that do not say when are in no such list.

    `first` and `last` are what is recorded as their beginning and end.
    """
    start, end = given.start or dt.date.min, given.end or desk.day
    rows = []
    for one in desk.sorted(desk.whole.cooperations.values()):
        began = one.since is not None and start <= first_day(one.since) and last_day(one.since) <= end
        ended = one.until is not None and start <= first_day(one.until) and last_day(one.until) <= end
        if began or ended:
            rows.append({**_row(one, desk.day), "first": one.since, "last": one.until})
    return Found(tuple(rows))


def across_the_border(desk: Desk, given: Given) -> Found:
    """Return the existing cooperations between the administration and the outside, in one area where it is asked for."""
    actors = desk.now.actors
    held = (
        one for one in _existing(desk) if {actors[one.source].sector, actors[one.target].sector} == {"inside", "outside"}
    )
    area = given.area
    return _found(desk, (one for one in held if not area or area in {*actors[one.source].areas, *actors[one.target].areas}))


def offices_without_outside(desk: Desk, given: Given) -> Found:
    """Return the offices of which no tie to the outside is recorded, with the forums they are in all the same."""
    columns = arrays(desk.whole, at=desk.day, offers=False)
    found = offices(desk.whole, columns, network(columns), network(columns, fresh=True))
    rows = (row for row in found if row.state in {"none", "unsettled", "part_only"})
    return Found(
        tuple(
            {"actor": row.actor, "type": row.type, "areas": row.areas, "parts": row.parts, "forums": row.forums}
            for row in rows
            if given.area in {"", *row.areas}
        )
    )


def old_evidence(desk: Desk, given: Given) -> Found:
    """Return the records of all kinds that carry evidence, but none of the last months, oldest first, then kind by kind."""
    months = desk.now.settings.thresholds.stale_after_months if given.months is None else given.months
    limit = months_before(desk.day, months)
    rows: list[Row] = []
    for kind in KINDS.values():
        table = desk.now.table(kind)
        seen = {key: one.last_seen(desk.day) for key, one in table.items() if one.evidence}
        old = {last for last in set(seen.values()) if last is None or last_day(last) < limit}
        found = desk.sorted(table[key] for key, last in seen.items() if last in old)
        rows += ({"record": one.id, "record_kind": kind.kind_name, "last_seen": seen[one.id]} for one in found)
    return Found(tuple(sorted(rows, key=lambda row: row["last_seen"] or "")))


def sources(desk: Desk, given: Given) -> Found:  # noqa: ARG001 - every query is asked alike
    """Return how many records each source stands behind, the most first."""
    named = ((piece.url or piece.source) for one in desk.now.records() for piece in one.evidence)
    return Found(counted((one for one in named if one), "source"))


def _existing(desk: Desk) -> list[Cooperation]:
    return [one for one in desk.now.cooperations.values() if one.status == "existing"]


def _found(desk: Desk, ties: Iterable[Cooperation]) -> Found:
    return Found(tuple(_row(one, desk.day) for one in desk.sorted(ties)))


def _row(one: Cooperation, day: dt.date) -> Row:
    return {
        "cooperation": one.id,
        "source": one.source,
        "target": one.target,
        "kind": one.kind,
        "status": one.status,
        "last_seen": one.last_seen(day),
    }
