"""What falls apart without one actor: cutpoints, who would be cut off, fragmentation, all in one depth-first pass."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from netmap.network.arrays import Floats, Ints
from netmap.network.graph import Network


@dataclass(frozen=True, eq=False)
class Removal:
    """Hold for each actor what its removal does, and the components of the whole; directions are ignored.

    `cut_off` counts, `members` names by position, the actors outside the largest piece that is left of the component;
    `fragmentation` is the share of pairs of the remaining actors that cannot reach each other, NaN for fewer than two.
    """

    component: Ints
    component_sizes: Ints
    cutpoint: tuple[bool, ...]
    cut_off: Ints
    members: tuple[tuple[int, ...], ...]
    fragmentation: Floats


NAMED = 50
"""At most so many of those cut off are named; the count is always whole."""


def removal(net: Network) -> Removal:
    """Return the effect of removing each actor, for all at once (Tarjan 1972; fragmentation: Borgatti 2006).

    >>> from netmap.landscape import Landscape
    >>> from netmap.model import Actor, Cooperation, Settings
    >>> from netmap.network.graph import network
    >>> records = [Actor(id=x, name=x) for x in "abc"] + [Cooperation(id=x, source=x[0], target=x[1]) for x in ("ab", "bc")]
    >>> found = removal(network(Landscape(Settings(id="c", name="C"), records)))
    >>> found.cutpoint, found.fragmentation.tolist()
    ((False, True, False), [0.0, 1.0, 0.0])
    """
    n = len(net)
    both = (net.adjacency + net.adjacency.T).tocsr() if net.directed else net.adjacency
    order, pieces, component = _walk(both.indptr.tolist(), both.indices.tolist())
    sizes = np.bincount(component, minlength=0).astype(np.int64)
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]]) if len(sizes) else np.zeros(0, np.int64)
    joined = int((sizes * (sizes - 1)).sum())
    cut, fragmentation = np.zeros(n, np.int64), np.full(n, np.nan)
    members: list[tuple[int, ...]] = [()] * n
    where = {actor: index for index, actor in enumerate(order)}
    for actor in range(n):
        size = int(sizes[component[actor]])
        start = int(starts[component[actor]])
        below = pieces[actor]
        rest = size - 1 - sum(end - begin for begin, end in below)
        parts = [end - begin for begin, end in below] + ([rest] if rest else [])
        if len(parts) > 1:
            cut[actor] = size - 1 - max(parts)
            members[actor] = _outside(order, start, start + size, where[actor], below, rest)
        if n > 2:
            left = joined - size * (size - 1) + sum(part * (part - 1) for part in parts)
            fragmentation[actor] = 1 - left / ((n - 1) * (n - 2))
    return Removal(
        component=np.array(component, np.int64),
        component_sizes=sizes,
        cutpoint=tuple(bool(count) for count in cut),
        cut_off=cut,
        members=tuple(members),
        fragmentation=fragmentation,
    )


def _outside(order: list[int], start: int, end: int, own: int, below: list[tuple[int, int]], rest: int) -> tuple[int, ...]:
    """Return, by position and at most NAMED, the actors of a component outside its largest piece without `own`.

    Each range of the walk is read no further than is named, so that a long chain takes no longer than a star.
    """
    largest = max(below, key=lambda piece: piece[1] - piece[0])
    aside = list(below)
    if rest < largest[1] - largest[0]:
        aside.remove(largest)
        bounds = [start, own, own + 1, *(place for piece in below for place in piece), end]
        aside += zip(bounds[::2], bounds[1::2], strict=True)  # what is neither `own` nor hangs on it
    found: list[int] = []
    for begin, stop in aside:
        found += order[begin : min(stop, begin + NAMED - len(found))]
    return tuple(sorted(found))


def _walk(indptr: list[int], indices: list[int]) -> tuple[list[int], list[list[tuple[int, int]]], list[int]]:
    """Walk depth first: the order of actors, the pieces of that order that hang on each actor alone, the components."""
    n = len(indptr) - 1
    seen, low, following = [-1] * n, [0] * n, indptr[:-1]
    order: list[int] = []
    pieces: list[list[tuple[int, int]]] = [[] for _ in range(n)]
    component, current = [0] * n, -1
    for root in range(n):
        if seen[root] >= 0:
            continue
        current += 1
        stack = [root]
        seen[root] = low[root] = len(order)
        order.append(root)
        component[root] = current
        while stack:
            actor = stack[-1]
            if following[actor] < indptr[actor + 1]:
                other = indices[following[actor]]
                following[actor] += 1
                if seen[other] < 0:
                    seen[other] = low[other] = len(order)
                    order.append(other)
                    component[other] = current
                    stack.append(other)
                else:  # the way back to the parent only gives the parent's own number, which is never below it
                    low[actor] = min(low[actor], seen[other])
                continue
            stack.pop()
            if stack:
                above = stack[-1]
                low[above] = min(low[above], low[actor])
                if low[actor] >= seen[above]:
                    pieces[above].append((seen[actor], len(order)))
    return order, pieces, component


def components(ids: Sequence[str], partners: Mapping[str, set[str]]) -> list[list[str]]:
    """Return the connected parts of what is tied to whom, each in the order of `ids`.

    >>> components(["a", "b", "c"], {"a": {"c"}, "b": set(), "c": {"a"}})
    [['a', 'c'], ['b']]
    """
    seat = {one: index for index, one in enumerate(ids)}
    indices = [sorted(seat[other] for other in partners[one] if other in seat) for one in ids]
    indptr = np.cumsum([0, *map(len, indices)]).tolist()
    component = _walk(indptr, [other for row in indices for other in row])[2]
    parts: list[list[str]] = [[] for _ in range(max(component, default=-1) + 1)]
    for one, part in zip(ids, component, strict=True):
        parts[part].append(one)
    return parts
