"""Queries for actors: who is there, for whom, where, in which forums, and of whom something is not known."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from netmap.analysis.queries.question import Desk, Found, Given, Row, counted
from netmap.analysis.unconnected import alone
from netmap.model import Actor
from netmap.network.arrays import arrays

_WHO: Final = ("area", "group", "district", "type", "sector", "language")
_TOLD: Final = ("type", "areas", "target_groups", "districts", "languages", "website")


def actors(desk: Desk, given: Given) -> Found:
    """Return the actors that are what was asked for."""
    kept, unknown = desk.choose(desk.now.actors.values(), given, _WHO)
    return Found(tuple(map(_row, kept)), unknown)


def serving(desk: Desk, given: Given) -> Found:
    """Return the actors that say they serve a group, or provide an offer for it, with what tells of it."""
    own, _silent = desk.choose(desk.now.actors.values(), given, ("group", "district"))
    offers, silent = desk.choose(desk.now.offers.values(), given, ("group", "area", "district"))
    by_provider: dict[str, list[str]] = defaultdict(list)
    for offer in offers:
        for one in offer.providers:
            by_provider[one].append(offer.id)
    says = {one.id for one in own if not given.area or given.area in one.areas}
    found = desk.sorted(desk.now.actors[one] for one in says | set(by_provider))
    rows = ({**_row(one), "says_so": one.id in says, "offers": tuple(by_provider.get(one.id, ()))} for one in found)
    return Found(tuple(rows), {f"offer_{name}": n for name, n in silent.items()})


def languages(desk: Desk, given: Given) -> Found:
    """Return how many actors are recorded with each language."""
    kept, unknown = desk.choose(desk.now.actors.values(), given, ("area", "district"))
    spoken = (one for actor in kept for one in actor.languages or ("",))
    return Found(counted(spoken, "language"), unknown)


def types(desk: Desk, given: Given) -> Found:
    """Return how many actors are recorded of each type."""
    kept, unknown = desk.choose(desk.now.actors.values(), given, ("area", "district", "sector"))
    return Found(counted((one.type for one in kept), "type"), unknown)


def parts(desk: Desk, given: Given) -> Found:
    """Return who belongs to whom: each part with what it is part of."""
    tree = desk.now.actors
    held = (one for one in desk.sorted(tree.values()) if one.part_of and given.actor in {"", one.part_of})
    rows = sorted(
        ({"part_of": one.part_of, "actor": one.id} for one in held), key=lambda row: desk.names[str(row["part_of"])]
    )
    return Found(tuple(rows))


def memberships(desk: Desk, given: Given) -> Found:
    """Return for each actor the forums it is in, most first."""
    sits: dict[str, list[str]] = defaultdict(list)
    for one in sorted(desk.now.memberships.values(), key=lambda one: one.forum):
        if one.forum not in sits[one.actor]:
            sits[one.actor].append(one.forum)
    kept, unknown = desk.choose((desk.now.actors[one] for one in sits), given, ("area", "sector"))
    rows = [{"actor": one.id, "number": len(sits[one.id]), "forums": tuple(sits[one.id])} for one in kept]
    return Found(tuple(sorted(rows, key=lambda row: -len(row["forums"]))), unknown)


def without_forum(desk: Desk, given: Given) -> Found:
    """Return the actors of which no membership in a forum is recorded."""
    sit = {one.actor for one in desk.now.memberships.values()}
    kept, unknown = desk.choose((one for one in desk.now.actors.values() if one.id not in sit), given, ("area", "sector"))
    return Found(tuple(map(_row, kept)), unknown)


def without_cooperation(desk: Desk, given: Given) -> Found:
    """Return the actors of which no cooperation is recorded, with the forums they are in all the same."""
    found = alone(arrays(desk.whole, at=desk.day, offers=False))
    kept, unknown = desk.choose((desk.now.actors[one] for one in found), given, ("area", "sector", "type"))
    return Found(tuple({**_row(one), "forums": found[one.id]} for one in kept), unknown)


def incomplete(desk: Desk, given: Given) -> Found:
    """Return the actors of which something is not recorded, with what it is, the most first."""
    kept, unknown = desk.choose(desk.now.actors.values(), given, ("type", "sector"))
    rows = [{"actor": one.id, "missing": gaps} for one in kept if (gaps := _silent(one))]
    return Found(tuple(sorted(rows, key=lambda row: -len(row["missing"]))), unknown)


def _silent(one: Actor) -> tuple[str, ...]:
    """Name the fields that an actor does not fill; of all districts is said with `citywide`."""
    empty = [name for name in _TOLD if not getattr(one, name) and not (name == "districts" and one.citywide)]
    return (*empty, *(["sector"] if one.sector == "unknown" else []))


def _row(one: Actor) -> Row:
    return {
        "actor": one.id,
        "type": one.type,
        "sector": one.sector,
        "areas": one.areas,
        "districts": ("citywide",) if one.citywide else one.districts,
    }
