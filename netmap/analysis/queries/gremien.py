"""Queries for forums (Gremien): who sits in them, who does not know whom there, who came and went."""

from __future__ import annotations

from itertools import combinations

from netmap.analysis.forums import forums as all_forums
from netmap.analysis.forums import hours_of, members_of, turnover
from netmap.analysis.queries.question import Desk, Found, Given, forum_row
from netmap.model import Membership
from netmap.values import last_day


def forums(desk: Desk, given: Given) -> Found:
    """Return the forums that deal with an area or a target group."""
    kept, unknown = desk.choose(desk.now.forums.values(), given, ("area", "group"))
    seats = members_of(desk.now)
    return Found(tuple({**forum_row(one), "number": sum(seats[one.id].values()), "lead": one.lead} for one in kept), unknown)


def members(desk: Desk, given: Given) -> Found:
    """Return who sits in a forum, each once with all of its roles, and whether one of them counts."""
    counts = members_of(desk.now)[given.forum]
    held: dict[str, list[Membership]] = {}
    for one in desk.sorted(one for one in desk.now.memberships.values() if one.forum == given.forum):
        held.setdefault(one.actor, []).append(one)
    rows = (
        {
            "actor": actor,
            "role": tuple(dict.fromkeys(one.role for one in seats if one.role)),
            "counts": counts[actor],
            "sector": desk.now.actors[actor].sector,
            "last_seen": max((seen for one in seats if (seen := one.last_seen(desk.day))), key=last_day, default=None),
        }
        for actor, seats in held.items()
    )
    return Found(tuple(rows))


def members_without_tie(desk: Desk, given: Given) -> Found:
    """Return the pairs of members of a forum between whom no existing cooperation is recorded."""
    counting = [one for one, counts in members_of(desk.now)[given.forum].items() if counts]
    known = {frozenset((one.source, one.target)) for one in desk.now.cooperations.values() if one.status == "existing"}
    order = [one.id for one in desk.sorted(desk.now.actors[one] for one in counting)]
    pairs = (pair for pair in combinations(order, 2) if frozenset(pair) not in known)
    return Found(tuple({"actor": one, "other": other} for one, other in pairs))


def shared_forums(desk: Desk, given: Given) -> Found:
    """Return with whom an actor sits in the same forums, the most first."""
    seats = members_of(desk.now)
    own = [forum for forum, there in seats.items() if given.actor in there]
    met: dict[str, list[str]] = {}
    for forum in sorted(own):
        for other in seats[forum]:
            if other != given.actor:
                met.setdefault(other, []).append(forum)
    found = desk.sorted(desk.now.actors[one] for one in met)
    rows = ({"actor": one.id, "number": len(met[one.id]), "forums": tuple(met[one.id])} for one in found)
    return Found(tuple(sorted(rows, key=lambda row: -len(met[str(row["actor"])]))))


def joined_or_left(desk: Desk, given: Given) -> Found:
    """Return who joined and who left each forum between two days, where the list of members was complete on both."""
    rows = turnover(desk.whole, desk.whole, then=given.start or desk.day, now=given.end or desk.day)
    return Found(
        tuple(
            {
                "forum": row.id,
                "comparable": row.complete_then == row.complete_now == "complete",
                "joined": row.joined,
                "left": row.left,
            }
            for row in rows
            if given.forum in {"", row.id}
        )
    )


def not_mixed(desk: Desk, given: Given) -> Found:
    """Return the forums of which no member of the administration, or no organisation of migrants, is recorded."""
    rows = [row for row in all_forums(desk.whole, at=desk.day).rows if {row.administration, row.migrants} != {"present"}]
    return Found(
        tuple(
            {
                "forum": row.id,
                "administration": row.administration,
                "migrants": row.migrants,
                "complete_on": row.complete_on,
            }
            for row in rows
            if given.area in {"", *row.areas}
        )
    )


def hours(desk: Desk, given: Given) -> Found:
    """Return the forums with the hours a year that a seat takes, most first; last those of which it is not recorded."""
    kept, unknown = desk.choose(desk.now.forums.values(), given, ("area",))
    rows = [{**forum_row(one), "hours": hours_of(one)} for one in kept]
    return Found(tuple(sorted(rows, key=lambda row: (row["hours"] is None, -(row["hours"] or 0)))), unknown)
