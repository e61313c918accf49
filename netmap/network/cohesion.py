"""How closely the whole network hangs together: distances, clustering, centralisation. Directions are ignored."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Any, Final

import numpy as np

from netmap.network import measures
from netmap.network.arrays import Floats, Ints
from netmap.network.graph import Network, ones, to_igraph

DISTANCES_UP_TO: Final = 20_000
PIVOTS: Final = 256
CHUNK: Final = 16
"""Distances from so many starting points are held at a time."""
FEW: Final = 3000
"""Up to so many actors one search after the other is fast enough."""
BITS: Final = 64
WORDS: Final = 8
FAR: Final = 100
"""Where anybody is farther than this, searching from many starting points at once is slower than one by one."""


@dataclass(frozen=True)
class Distances:
    """Hold distances in steps within the largest connected part, which has `actors` actors.

    `mean` and `diameter` are None for a part of one actor. Where they come from `pivots` starting points only, `error` is
    the standard error of the mean, and the diameter is the longest distance seen: a lower bound.
    """

    actors: int
    mean: float | None
    diameter: int | None
    error: float | None = None
    pivots: int | None = None


def distances(net: Network, *, exact_up_to: int = DISTANCES_UP_TO, pivots: int = PIVOTS, seed: int = 1) -> Distances:
    """Return the mean and the longest shortest distance within the largest connected part, each tie one step.

    Exact up to `exact_up_to` actors in that part, from `pivots` random starting points above (Eppstein and Wang 2004).
    Of parts of the same size the first counts. An empty network has a largest part of 0.

    >>> from netmap.landscape import Landscape
    >>> from netmap.model import Actor, Cooperation, Settings
    >>> from netmap.network.graph import network
    >>> records = [Actor(id=x, name=x) for x in "abc"] + [Cooperation(id=x, source=x[0], target=x[1]) for x in ("ab", "bc")]
    >>> found = distances(network(Landscape(Settings(id="c", name="C"), records)))
    >>> round(found.mean, 3), found.diameter
    (1.333, 2)
    """
    if not len(net):
        return Distances(0, None, None)
    part = _undirected(net).components().giant()
    n = part.vcount()
    if n < 2:
        return Distances(n, None, None)
    if n > exact_up_to and pivots < n:
        return _estimated(part, pivots, seed)
    counts = _one_by_one(part) if n <= FEW else _pairs_by_distance(part)
    return Distances(n, float(counts @ np.arange(1, len(counts) + 1) / counts.sum()), len(counts))


def _one_by_one(part: Any) -> Floats:
    """Return how many pairs of a graph are 1, 2 ... steps apart."""
    return np.array([count for _start, _end, count in part.path_length_hist(directed=False).bins()], dtype=np.float64)


def _pairs_by_distance(part: Any) -> Floats:
    """Return how many ordered pairs of a connected graph are 1, 2 ... steps apart.

    Many breadth-first searches run at once, each as one bit (Then et al. 2014), which is ten times as fast as one after
    the other; where distances are very long, one after the other is faster again.
    """
    arcs = part.get_adjacency_sparse()
    counts: list[int] = []
    for start in range(0, arcs.shape[0], BITS * WORDS):
        found = _search_at_once(arcs.indptr, arcs.indices, start)
        if found is None:
            return _one_by_one(part)
        counts = [a + b for a, b in zip_longest(counts, found, fillvalue=0)]
    return np.array(counts, dtype=np.float64)


def _search_at_once(indptr: Ints, indices: Ints, start: int) -> list[int] | None:
    """Return how many are found at each distance from a block of starting points; None where that takes too many steps."""
    n = len(indptr) - 1
    seats = np.arange(start, min(n, start + BITS * WORDS))
    seen = np.zeros((n, WORDS), dtype=np.uint64)
    seen[seats, (seats - start) // BITS] = np.uint64(1) << ((seats - start) % BITS).astype(np.uint64)
    edge = seen
    counts: list[int] = []
    while len(counts) <= FAR:
        # in a connected graph nobody is without neighbours, so no row is empty
        edge = np.bitwise_or.reduceat(edge[indices], indptr[:-1], axis=0) & ~seen
        found = int(np.bitwise_count(edge).sum())
        if not found:
            return counts
        counts.append(found)
        seen = seen | edge
    return None


def _estimated(part: Any, pivots: int, seed: int) -> Distances:
    n = part.vcount()
    means, longest = [], 0
    draw = np.random.default_rng(seed).permutation(n)[:pivots].tolist()
    for start in range(0, pivots, CHUNK):
        steps = np.asarray(part.distances(source=draw[start : start + CHUNK]), dtype=np.int64)
        means += (steps.sum(axis=1) / (n - 1)).tolist()
        longest = max(longest, int(steps.max()))
    error = float(np.std(means, ddof=1) / np.sqrt(pivots) * np.sqrt(1 - pivots / n))
    return Distances(n, float(np.mean(means)), longest, error, pivots)


def undirected(net: Network) -> Network:
    """Return a network without its directions, the weights of both adding up; one that has none is returned as it is.

    >>> from netmap.landscape import Landscape
    >>> from netmap.model import Actor, Cooperation, Settings
    >>> from netmap.network.graph import network
    >>> records = [Actor(id=x, name=x) for x in "ab"] + [Cooperation(id="ab", source="a", target="b", kind="referral")]
    >>> net = undirected(network(Landscape(Settings(id="c", name="C"), records), directed=True))
    >>> net.directed, net.adjacency.toarray().tolist()
    (False, [[0.0, 1.0], [1.0, 0.0]])
    """
    if not net.directed:
        return net
    strength = (net.strength + net.strength.T).tocsr()
    adjacency = strength if net.weight else ones(strength)
    return replace(net, adjacency=adjacency, strength=strength, directed=False, pairs=strength.nnz // 2)


def _undirected(net: Network) -> Any:
    return to_igraph(undirected(net))


def clustering(net: Network) -> tuple[float | None, float | None]:
    """Return how often partners of an actor are tied to each other: the mean over actors, and the share of all such pairs.

    The mean counts actors with fewer than two partners as 0 (Watts and Strogatz 1998); None for no actors. The share, called
    transitivity, is 3 x triangles / paths of two ties, None where there is no such path (Newman, Watts and Strogatz 2002).
    """
    graph = _undirected(net)
    if not graph.vcount():
        return None, None
    share = graph.transitivity_undirected(mode="nan")
    return float(graph.transitivity_avglocal_undirected(mode="zero")), None if np.isnan(share) else float(share)


def centralisation(values: Floats, *, most: float) -> float | None:
    """Return how far a measure is gathered in one actor: the sum of differences to the highest, over the `most` possible.

    0 where all have the same, 1 for a star (Freeman 1979); None where fewer than three actors make a star impossible.

    >>> centralisation(np.array([3, 1, 1, 1]), most=6)
    1.0
    """
    if len(values) < 3:
        return None
    return float((values.max() - values).sum() / most)


def degree_centralisation(net: Network) -> float | None:
    """Return Freeman's centralisation of the number of partners; a star of n actors has (n-1)(n-2)."""
    n = len(net)
    ties = net.adjacency if not net.directed else ((net.adjacency + net.adjacency.T) > 0).tocsr()
    return centralisation(np.diff(ties.indptr).astype(np.float64), most=(n - 1) * (n - 2))


def betweenness_centralisation(net: Network, spread: Floats | None = None) -> float | None:
    """Return Freeman's centralisation of betweenness, from `spread` where it is computed already; a star has n-1."""
    values = measures.betweenness(undirected(net)).values if spread is None else spread
    return centralisation(values, most=len(net) - 1)
