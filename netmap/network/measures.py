"""The measures of a position in a network, each computed once for all actors, as arrays in the order of `Network.ids`.

Undirected networks have each tie in both directions. Where a measure is not defined for an actor, it is NaN here and
None in the rows that people read.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from scipy.sparse import csr_array, diags_array

from netmap.network.arrays import Floats, Ints
from netmap.network.dense import product
from netmap.network.graph import Network, to_igraph

if TYPE_CHECKING:
    Matrix = csr_array[Any, tuple[int, int]]

EXACT_UP_TO: Final = 5000
"""Betweenness of more actors is estimated."""
DISTANCES_UP_TO: Final = 20_000
"""Closeness of more actors is estimated."""
PIVOTS: Final = 256
BATCHES: Final = 16
SEARCHES: Final = 500
"""After so many starting points of an exact measure somebody who waits is told."""
DAMPING: Final = 0.85

Tick = Callable[[int], None]
"""Is told from how many starting points more the network has been searched."""


@contextmanager
def seeded(seed: int = 1) -> Iterator[None]:
    """Let igraph draw from a generator of our own, and give it back Python's afterwards."""
    import igraph

    igraph.set_random_number_generator(random.Random(seed))  # noqa: S311 - repeatable, not secret
    try:
        yield
    finally:
        igraph.set_random_number_generator(random)


@dataclass(frozen=True, eq=False)
class Estimate:
    """Hold a measure with its standard errors; these are None where it is exact."""

    values: Floats
    standard_errors: Floats | None


def betweenness(
    net: Network, *, exact_up_to: int = EXACT_UP_TO, pivots: int = PIVOTS, seed: int = 1, tick: Tick | None = None
) -> Estimate:
    """Return the share of shortest paths between two others that pass through each actor, from 0 to 1.

    Divided by (n-1)(n-2) ordered pairs; 0 for all where there are fewer than three actors. Weighted networks use the
    distance 1/weight. Above `exact_up_to` actors it is estimated from `pivots` random starting points, in 16 batches whose
    spread gives the standard error (Freeman 1977; Brandes and Pich 2007).

    >>> from netmap.landscape import Landscape
    >>> from netmap.model import Actor, Cooperation, Settings
    >>> from netmap.network.graph import network
    >>> records = [Actor(id=x, name=x) for x in "abc"] + [Cooperation(id=x, source=x[0], target=x[1]) for x in ("ab", "bc")]
    >>> betweenness(network(Landscape(Settings(id="c", name="C"), records))).values.tolist()
    [0.0, 1.0, 0.0]
    """
    n = len(net)
    if n < 3:
        return Estimate(np.zeros(n), None)
    graph, options = to_igraph(net), {"directed": net.directed, "weights": _distances(net)}
    pairs = (n - 1) * (n - 2) / (1 if net.directed else 2)
    if n <= exact_up_to or pivots >= n:
        sums = [_told(_from_sources(graph, part, options), len(part), tick) for part in _parts(np.arange(n), SEARCHES)]
        return Estimate(np.sum(sums, axis=0) / pairs, None)
    draw = np.array_split(_pivots(n, pivots, seed), min(BATCHES, pivots))
    means = [_told(_from_sources(graph, part, options) / len(part), len(part), tick) for part in draw]
    return _estimate(np.array(means) * n / pairs, pivots / n)


def _told(values: Floats, searches: int, tick: Tick | None) -> Floats:
    if tick:
        tick(searches)
    return values


def _parts(sources: Ints, size: int) -> list[Ints]:
    return np.array_split(sources, -(-len(sources) // size))


def _pivots(n: int, pivots: int, seed: int) -> Ints:
    return np.random.default_rng(seed).permutation(n)[:pivots].astype(np.int64)


def _estimate(batches: Floats, drawn: float) -> Estimate:
    """Return the mean of batches and its standard error, less the share of the whole that was drawn."""
    error = batches.std(axis=0, ddof=1) / np.sqrt(len(batches)) * np.sqrt(1 - drawn)
    return Estimate(batches.mean(axis=0), error)


def _from_sources(graph: Any, sources: Ints, options: dict[str, Any]) -> Floats:
    return np.asarray(graph.betweenness(sources=sources.tolist(), **options), dtype=np.float64)


def _distances(net: Network) -> list[float] | None:
    if not net.weight:
        return None
    distances: list[float] = (1 / net.arcs()[2]).tolist()
    return distances


def harmonic_closeness(
    net: Network, *, exact_up_to: int = DISTANCES_UP_TO, pivots: int = PIVOTS, seed: int = 1, tick: Tick | None = None
) -> Estimate:
    """Return the mean of 1/distance to each actor from all others, from 0 to 1; the unreachable add 0.

    Weighted networks use the distance 1/weight, so the mean can exceed 1. 0 where there is only one actor. Above
    `exact_up_to` actors it is estimated from `pivots` random starting points, as betweenness is
    (Marchiori and Latora 2000; Boldi and Vigna 2014; Eppstein and Wang 2004).
    """
    n = len(net)
    if n < 2:
        return Estimate(np.zeros(n), None)
    graph, weights = to_igraph(net), _distances(net)
    if n <= exact_up_to or pivots >= n:
        found = [
            _told(np.array(graph.harmonic_centrality(part.tolist(), mode="in", weights=weights)), len(part), tick)
            for part in _parts(np.arange(n), SEARCHES)
        ]
        return Estimate(np.concatenate(found).astype(np.float64), None)
    draw = np.array_split(_pivots(n, pivots, seed), min(BATCHES, pivots))
    means = [_told(_nearness(graph, part, weights), len(part), tick) for part in draw]
    return _estimate(np.array(means) * n / (n - 1), pivots / n)


def _nearness(graph: Any, sources: Ints, weights: list[float] | None) -> Floats:
    """Return the mean of 1/distance from some sources to every actor; from an actor to itself it adds 0."""
    total = np.zeros(graph.vcount())
    for source in sources.tolist():  # one row at a time: igraph gives lists of Python numbers
        distances = np.array(graph.distances(source=[source], weights=weights, mode="out")[0], dtype=np.float64)
        distances[source] = np.inf
        total += 1 / distances
    mean: Floats = total / len(sources)
    return mean


def searches(n: int, *, exact_up_to: int, pivots: int = PIVOTS) -> int:
    """Return from how many starting points a measure searches a network of n actors."""
    return n if n <= exact_up_to else min(n, pivots)


def pagerank(net: Network, *, damping: float = DAMPING, tolerance: float = 1e-12, rounds: int = 1000) -> Floats:
    """Return PageRank with damping 0.85; the values sum to 1 (Brin and Page 1998).

    Who gives no tie gives to all alike. Repeated until all values together move less than `tolerance`: igraph's solver gives
    the same values, and takes a second for 2,000 actors.
    """
    n = len(net)
    totals = np.asarray(net.adjacency.sum(axis=1), dtype=np.float64).ravel()
    giving = totals > 0
    pass_on: Matrix = (diags_array(np.divide(damping, totals, out=np.zeros(n), where=giving)) @ net.adjacency).T.tocsr()
    values = np.full(n, 1 / max(n, 1))
    for _ in range(rounds):
        spread = (1 - damping + damping * values[~giving].sum()) / max(n, 1)
        before, values = values, pass_on @ values + spread
        if np.abs(values - before).sum() < tolerance:
            break
    return np.asarray(values / values.sum() if n else values, dtype=np.float64)


def _mutual(net: Network) -> Matrix:
    both: Matrix = (net.adjacency + net.adjacency.T).tocsr()
    return both


def _shares(mutual: Matrix) -> Matrix:
    """Return each actor's ties as shares of all its ties (Burt's p)."""
    totals = np.asarray(mutual.sum(axis=1)).ravel()
    inverse = np.divide(1.0, totals, out=np.zeros_like(totals), where=totals > 0)
    shares: Matrix = (diags_array(inverse) @ mutual).tocsr()
    return shares


def constraint(net: Network) -> Floats:
    """Return Burt's constraint over the whole network: how far an actor's partners are tied to each other; NaN for isolates.

    The sum over partners j of (p_ij + sum over q of p_iq p_qj)^2, p_ij the share of i's ties that go to j, in either
    direction. It is not the ego-network variant that UCINET gives by default (Burt 1992, Structural Holes, p. 55).
    """
    mutual = _mutual(net)
    shares = _shares(mutual)
    reach = shares + product(shares, shares).multiply(mutual > 0)
    values: Floats = np.asarray(reach.multiply(reach).sum(axis=1), dtype=np.float64).ravel()
    values[_lonely(mutual)] = np.nan
    return values


def _lonely(mutual: Matrix) -> Ints:
    return np.flatnonzero(np.diff(mutual.indptr) == 0)


def effective_size(net: Network) -> Floats:
    """Return the number of an actor's partners less their redundancy; NaN for isolates.

    Without direction and weight it is d - 2t/d, d partners with t ties among them (Burt 1992, p. 52; Borgatti 1997).
    """
    mutual = _mutual(net)
    shares = _shares(mutual)
    largest = np.zeros(len(net))
    filled = np.flatnonzero(np.diff(mutual.indptr))
    if len(filled):
        largest[filled] = np.maximum.reduceat(mutual.data, mutual.indptr[filled])
    inverse = np.divide(1.0, largest, out=np.zeros_like(largest), where=largest > 0)
    ties = (mutual > 0).astype(np.float64)
    redundancy = product(ties, (diags_array(inverse) @ mutual).tocsr()).multiply(shares)
    values = np.diff(mutual.indptr) - np.asarray(redundancy.sum(axis=1)).ravel()
    values[_lonely(mutual)] = np.nan
    return np.asarray(values, dtype=np.float64)


def connected_through(net: Network, first: str, second: str) -> tuple[Ints, Ints]:
    """Return how many partners of each of two sectors an actor connects that are not tied to each other directly.

    Of all pairs of a partner of the `first` sector and one of the `second`, both tied to the actor in whichever direction
    and not to each other, the distinct partners on either side are counted; no such pair gives 0 and 0.

    >>> from netmap.landscape import Landscape
    >>> from netmap.model import Actor, Cooperation, Settings
    >>> from netmap.network.graph import network
    >>> records = [Actor(id=x, name=x, sector=s) for x, s in (("a", "inside"), ("b", "outside"), ("c", "outside"))]
    >>> ties = [Cooperation(id=x, source=x[0], target=x[1]) for x in ("ab", "bc")]
    >>> across = connected_through(network(Landscape(Settings(id="c", name="C"), records + ties)), "inside", "outside")
    >>> [counts.tolist() for counts in across]
    [[0, 1, 0], [0, 1, 0]]
    """
    ties: Matrix = (_mutual(net) > 0).astype(np.int64).tocsr()
    sectors = np.array(net.sectors, dtype=object).astype(str)
    one, other = (sectors == first).astype(np.int64), (sectors == second).astype(np.int64)
    return _not_all_tied(ties, one, other), _not_all_tied(ties, other, one)


def _not_all_tied(ties: Matrix, near: Ints, far: Ints) -> Ints:
    """Count each actor's `near` partners that are not tied to all of its `far` partners."""
    reached = ties @ far
    shared = product((ties @ diags_array(far, dtype=np.int64)).tocsr(), ties).multiply(ties).tocoo()
    tied_to_all = (near[shared.col] > 0) & (shared.data == reached[shared.row])
    closed = np.bincount(shared.row[tied_to_all], minlength=len(near))
    counts: Ints = np.where(reached > 0, ties @ near - closed, 0)
    return counts
