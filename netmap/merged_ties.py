"""Ties that have come to join the same two when records are merged: two records of one and the same tie become one."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, TypeVar

from netmap.landscape import Landscape
from netmap.model import Cooperation, Membership, Record

Tie = TypeVar("Tie", Cooperation, Membership)


def fold_ties(landscape: Landscape, keep: str, moved: Collection[str]) -> tuple[list[Record], set[str]]:
    """Return the ties that took another in, and the ids of what goes: taken in, to itself, or a second place on the map.

    A moved tie is taken in by one that was there before, if both say nothing different: the same ends and kind (whatever the
    direction where the kind has none), and no two known values of status, intensity, role or dates that differ. Ties that
    were parallel before stay.
    """
    gone = {one.id for one in landscape.cooperations.values() if one.source == one.target == keep and one.id in moved}
    taken: list[Record] = []
    for ties in (landscape.cooperations.values(), landscape.memberships.values()):
        pairs, lost = _folded([one for one in ties if one.id not in gone], landscape, moved)
        taken += pairs
        gone |= lost
    views = {(one.view, one.subject) for one in landscape.positions.values() if one.id not in moved}
    gone |= {one.id for one in landscape.positions.values() if one.id in moved and (one.view, one.subject) in views}
    return taken, gone


def _folded(
    ties: Iterable[Cooperation | Membership], landscape: Landscape, moved: Collection[str]
) -> tuple[list[Any], set[str]]:
    there: dict[object, list[Any]] = {}
    waiting = []
    for tie in ties:
        if tie.id in moved:
            waiting.append(tie)
        else:
            there.setdefault(_ends(tie, landscape), []).append(tie)
    taken: dict[str, Any] = {}
    gone: set[str] = set()
    for tie in waiting:
        mine = there.get(_ends(tie, landscape), [])
        at = next((n for n, one in enumerate(mine) if not _differ(one, tie)), None)
        if at is not None:
            mine[at] = _with(mine[at], tie)
            taken[mine[at].id] = mine[at]
            gone.add(tie.id)
    return list(taken.values()), gone


def _ends(tie: Cooperation | Membership, landscape: Landscape) -> object:
    if isinstance(tie, Membership):
        return tie.actor, tie.forum
    term = landscape.vocabulary["tie_kinds"].get(tie.kind)
    directed = term is None or bool(term.get("directed"))
    return (tie.kind, tie.source, tie.target) if directed else (tie.kind, frozenset((tie.source, tie.target)))


_COMPARED = ("status", "intensity", "role", "since", "until")


def _differ(one: Record, other: Record) -> bool:
    for name in _COMPARED:
        mine, theirs = getattr(one, name, None), getattr(other, name, None)
        if mine not in {None, ""} and theirs not in {None, ""} and mine != theirs:
            return True
    shared = one.attributes.keys() & other.attributes.keys()
    return any(repr(one.attributes[name]) != repr(other.attributes[name]) for name in shared)


def _with(one: Tie, other: Tie) -> Tie:
    """Return a tie with what another record of it knows."""
    update: dict[str, Any] = {
        name: getattr(other, name)
        for name in _COMPARED
        if getattr(one, name, None) in {None, ""} and getattr(other, name, None) not in {None, ""}
    }
    update["evidence"] = tuple(dict.fromkeys((*one.evidence, *other.evidence)))
    update["note"] = "\n".join(dict.fromkeys(text for text in (one.note, other.note) if text))
    update["publish"] = one.publish and other.publish
    update["attributes"] = {**other.attributes, **one.attributes}
    return one.model_copy(update=update)
