"""Ways from one actor to another: the shortest, the strongest, and who stands on all of them."""

from __future__ import annotations

import heapq
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from netmap.network.graph import Network

SHOWN: Final = 5


@dataclass(frozen=True)
class Ways:
    """Hold the ways between two actors, by position; all empty where no way leads from one to the other.

    `shortest` are at most the number of ways asked for, the strongest of them first (least sum of 1/strength, then by
    position); `count` is how many shortest ways there are. `strongest` has the least sum of 1/strength of all ways.
    `always` are the actors on every shortest way, `needed` those without whom there is no way at all.
    """

    shortest: tuple[tuple[int, ...], ...] = ()
    count: int = 0
    strongest: tuple[int, ...] = ()
    always: tuple[int, ...] = ()
    needed: tuple[int, ...] = ()


def ways(net: Network, start: int, end: int, *, shown: int = SHOWN) -> Ways:
    """Return the ways from `start` to `end`, both by position, along the directions of a directed network.

    The distance of two tied actors is 1 for the shortest ways, and 1/strength for the strongest, strength being the summed
    intensities and shares of bodies, whatever the network's own weights (Dijkstra 1959; Newman 2001). From an actor to
    itself leads one way, of no step.
    """
    if start == end:
        return Ways(((start,),), 1, (start,))
    layers = _layers(net, start, end)
    if end not in layers:
        return Ways()
    counts, best = _best(net, layers, start, end, shown)
    first = best[0][1]
    onward = _counts_to(net, layers, end)
    total = counts[end]
    always = tuple(one for one in first[1:-1] if counts[one] * onward[one] == total)
    needed = tuple(one for one in always if not _reaches(net, start, end, without=one))
    return Ways(tuple(path for _cost, path in best), total, _strongest(net, start, end), always, needed)


def _row(net: Network, seat: int) -> tuple[list[int], list[float]]:
    """Return whom an actor is tied to, and how strongly."""
    begin, stop = net.strength.indptr[seat], net.strength.indptr[seat + 1]
    return net.strength.indices[begin:stop].tolist(), net.strength.data[begin:stop].tolist()


def _layers(net: Network, start: int, end: int) -> dict[int, int]:
    """Return the steps from `start` of every actor not farther from it than `end`."""
    steps, edge = {start: 0}, [start]
    while edge and end not in steps:
        following: list[int] = []
        for seat in edge:
            for other in _row(net, seat)[0]:
                if other not in steps:
                    steps[other] = steps[seat] + 1
                    following.append(other)
        edge = following
    return steps


def _best(
    net: Network, layers: Mapping[int, int], start: int, end: int, shown: int
) -> tuple[dict[int, int], list[tuple[float, tuple[int, ...]]]]:
    """Return how many shortest ways lead to each actor, and the strongest few of those that lead to `end`."""
    counts = {start: 1}
    found: dict[int, list[tuple[float, tuple[int, ...]]]] = {start: [(0.0, (start,))]}
    for seat in sorted(layers, key=layers.__getitem__):
        if layers[seat] >= layers[end]:
            break
        for other, strength in zip(*_row(net, seat), strict=True):
            if layers.get(other) == layers[seat] + 1:
                counts[other] = counts.get(other, 0) + counts[seat]
                longer = [(cost + 1 / strength, (*path, other)) for cost, path in found[seat]]
                kept = sorted([*found.get(other, ()), *longer], key=lambda one: (round(one[0], 9), one[1]))
                found[other] = kept[:shown]
    return counts, found[end]


def _counts_to(net: Network, layers: Mapping[int, int], end: int) -> dict[int, int]:
    """Return how many shortest ways lead from each actor between on to `end`."""
    onward = {end: 1}
    for seat in sorted(layers, key=layers.__getitem__, reverse=True):
        if layers[seat] < layers[end]:
            nearer = [other for other in _row(net, seat)[0] if layers.get(other) == layers[seat] + 1]
            onward[seat] = sum(onward.get(other, 0) for other in nearer)
    return onward


def _reaches(net: Network, start: int, end: int, *, without: int) -> bool:
    seen, edge = {start, without}, [start]
    while edge:
        for other in _row(net, edge.pop())[0]:
            if other == end:
                return True
            if other not in seen:
                seen.add(other)
                edge.append(other)
    return False


def _strongest(net: Network, start: int, end: int) -> tuple[int, ...]:
    """Return the way of the least sum of 1/strength; of equal ones that of fewer steps, then the first by position."""
    queue: list[tuple[float, int, tuple[int, ...]]] = [(0.0, 0, (start,))]
    done: set[int] = set()
    while queue:
        cost, steps, path = heapq.heappop(queue)
        seat = path[-1]
        if seat == end:
            return path
        if seat in done:
            continue
        done.add(seat)
        for other, strength in zip(*_row(net, seat), strict=True):
            if other not in done:
                heapq.heappush(queue, (round(cost + 1 / strength, 12), steps + 1, (*path, other)))
    return ()


def within(net: Network, start: int, steps: int) -> dict[int, int]:
    """Return who lies within so many steps of an actor, whatever the directions, and how many steps away; without itself.

    >>> from netmap.landscape import Landscape
    >>> from netmap.model import Actor, Cooperation, Settings
    >>> from netmap.network.graph import network
    >>> records = [Actor(id=x, name=x) for x in "abc"] + [Cooperation(id=x, source=x[0], target=x[1]) for x in ("ab", "bc")]
    >>> within(network(Landscape(Settings(id="c", name="C"), records)), 0, 2)
    {1: 1, 2: 2}
    """
    both = net.adjacency if not net.directed else (net.adjacency + net.adjacency.T).tocsr()
    found, edge = {start: 0}, [start]
    for step in range(1, steps + 1):
        near = [both.indices[both.indptr[seat] : both.indptr[seat + 1]] for seat in edge]
        edge = [one for one in np.unique(np.concatenate(near)).tolist() if one not in found] if near else []
        found |= dict.fromkeys(edge, step)
    del found[start]
    return found
