"""Who must not be introduced to whom: those who know each other by whatever is recorded, and those of one carrier."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from netmap.landscape import Landscape
from netmap.network.arrays import Arrays
from netmap.network.graph import Network, network

_PLANNED = frozenset({"planned", "wished"})


@dataclass(frozen=True, eq=False)
class Seats:
    """Hold the seat in the network of every actor that may be introduced, and the topmost carriers of every seat.

    An office of one person has the seat of what it is part of; where that is not known, it has none.
    """

    of: dict[str, int]
    tops: tuple[frozenset[str], ...]


@dataclass(frozen=True, eq=False)
class Known:
    """Hold the pairs of seats that know each other, as one number each."""

    pairs: frozenset[int]
    size: int

    def tied(self, first: int, second: int) -> bool:
        """Tell whether two know each other, by what is recorded."""
        return min(first, second) * self.size + max(first, second) in self.pairs


def seats(columns: Arrays, net: Network) -> Seats:
    """Return who may be introduced, and of which carriers they are.

    Two are of one carrier where they share a topmost one: what something is part of, or what carries it, over any number of
    levels; something carried by two is of both, but does not make them one.
    """
    place = {one: at for at, one in enumerate(net.ids)}
    found = {}
    for at, one in enumerate(columns.actor_ids):
        office = at if not columns.one_person[at] else _above(columns, at)
        seat = place.get(columns.actor_ids[office])
        if seat is not None and net.ranked[seat] and not columns.one_person[office]:
            found[one] = seat
    above: dict[str, set[str]] = {}
    for at, parent in enumerate(columns.part_of.tolist()):
        if parent >= 0:
            above.setdefault(columns.actor_ids[at], set()).add(columns.actor_ids[parent])
    for at, kind in enumerate(columns.kinds):
        if kind == "carrier":
            carrier, carried = (columns.actor_ids[end] for end in (columns.source[at], columns.target[at]))
            above.setdefault(carried, set()).add(carrier)
    return Seats(found, tuple(_tops(one, above) for one in net.ids))


def _above(columns: Arrays, start: int) -> int:
    passed, at = {start}, int(columns.part_of[start])
    while at >= 0 and at not in passed:
        if not columns.one_person[at]:
            return at
        passed.add(at)
        at = int(columns.part_of[at])
    return start


def _tops(start: str, above: dict[str, set[str]]) -> frozenset[str]:
    """Return the topmost of all that an actor belongs to, itself where it belongs to nothing; of a circle, all in it."""
    passed, waiting, tops = {start}, [start], set()
    while waiting:
        one = waiting.pop()
        higher = above.get(one, set()) - {one}
        if not higher:
            tops.add(one)
        waiting += higher - passed
        passed |= higher
    return frozenset(tops or passed)


def known(landscape: Landscape, columns: Arrays, net: Network, where: Seats, *, without: Collection[str] = ()) -> Known:
    """Return the pairs of which any cooperation is recorded that is no mere plan, or that share a lasting forum.

    Of whatever kind and time: whoever worked together once, funds the other, or is at odds with it, needs no introduction. A
    plan counts where its kind is none of working together, such as funding. `without` is what was taken out of `net`.
    """
    n, kinds = len(net), landscape.vocabulary["tie_kinds"]
    numbers = set()
    for tie in landscape.cooperations.values():
        hoped = tie.status in _PLANNED and (tie.kind not in kinds or bool(kinds[tie.kind].get("working", True)))
        first, second = where.of.get(tie.source), where.of.get(tie.target)
        if not hoped and first is not None and second is not None:
            numbers.add(min(first, second) * n + max(first, second))
    shared = network(columns, ties="forum", without=without).adjacency.tocoo()
    rows, others = shared.row.astype(np.int64), shared.col.astype(np.int64)
    upper = rows < others
    numbers.update((rows[upper] * n + others[upper]).tolist())
    return Known(frozenset(numbers), n)
