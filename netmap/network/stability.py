"""How far a ranking moves when some of the ties are lost: its stability, which is no confidence interval."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from scipy.sparse import csr_array

from netmap.network.arrays import Bools, Floats, Ints
from netmap.network.graph import Network
from netmap.network.measures import BATCHES, PIVOTS, Tick, betweenness

LOST: Final = 0.1
ROUNDS: Final = 200
MIDDLE: Final = 0.9
"""The interval holds the ranks of this share of the rounds, what lies outside being cut off evenly at both ends."""
EXACT_INTERVALS_UP_TO: Final = 500
ROUND: Final = 5_000_000
"""So many arcs are walked in one round at most: a body of 300 ties each two of its members, which is 89,700 arcs."""
SAME: Final = 1e-9
"""Values nearer than this have one rank: the sums of floating-point paths differ in their last digits."""


@dataclass(frozen=True, eq=False)
class Intervals:
    """Hold for each actor the best and the worst rank of its interval, 0 for who is not ranked.

    `rounds` is how often a share `lost` of the ties was left out; `pivots` from how many starting points betweenness was
    estimated in each round, None where it was exact.
    """

    low: Ints
    high: Ints
    degree_low: Ints
    degree_high: Ints
    rounds: int
    lost: float
    pivots: int | None


def ranks(values: Floats, ranked: Bools) -> Ints:
    """Return each actor's rank from the highest value down; equal values share the best rank, 0 for who is not ranked.

    >>> ranks(np.array([1.0, 5.0, 1.0, 0.0, 9.0]), np.array([True, True, True, True, False])).tolist()
    [2, 1, 2, 4, 0]
    """
    steps = np.rint(values / SAME)
    ordered = np.sort(-steps[ranked])
    found = np.where(ranked, np.searchsorted(ordered, -steps, side="left") + 1, 0)
    return found.astype(np.int64)


def degrees(net: Network) -> Ints:
    """Return how many actors each is tied to, in whichever direction."""
    both = net.adjacency + net.adjacency.T if net.directed else net.adjacency
    return np.diff(both.tocsr().indptr).astype(np.int64)


def rank_intervals(
    net: Network,
    *,
    values: Floats | None = None,
    lost: float = LOST,
    rounds: int = ROUNDS,
    exact_up_to: int = EXACT_INTERVALS_UP_TO,
    pivots: int = PIVOTS,
    seed: int = 1,
    tick: Tick | None = None,
) -> Intervals:
    """Return between which ranks by betweenness and by degree each actor moves when ties are lost.

    In each round every tied pair (arc, where directed) has the same chance to be among the share `lost` that is left out, of
    which there is at least one where there is a tie at all; the actors are ranked anew. The interval holds the ranks of nine
    in ten rounds, and the rank with all ties in any case: by `values`, the betweenness that is shown, where that is given.
    The same seed gives the same intervals. Above `exact_up_to` actors betweenness is estimated from `pivots` starting
    points, the same in every round, so that only the ties make a difference (Borgatti, Carley and Krackhardt 2006). So it
    is, from fewer, where the ties are so many that a round would take more than `ROUND` steps along them.
    """
    exact_up_to, pivots = affordable(net, exact_up_to=exact_up_to, pivots=pivots)
    draw = np.random.default_rng(seed)
    sources, targets, weights = net.arcs()
    gone = min(len(sources), max(1, round(lost * len(sources)))) if lost > 0 else 0
    by_paths = [_paths(net, exact_up_to, pivots, seed) if values is None else ranks(values, net.ranked)]
    by_degree = [ranks(degrees(net).astype(np.float64), net.ranked)]
    for _ in range(rounds):
        kept = np.sort(draw.permutation(len(sources))[gone:])
        part = _with_ties(net, sources[kept], targets[kept], weights[kept])
        by_paths.append(_paths(part, exact_up_to, pivots, seed, tick))
        by_degree.append(ranks(degrees(part).astype(np.float64), net.ranked))
    low, high = _middle(np.array(by_paths))
    degree_low, degree_high = _middle(np.array(by_degree))
    return Intervals(low, high, degree_low, degree_high, rounds, lost, None if len(net) <= exact_up_to else pivots)


def affordable(net: Network, *, exact_up_to: int = EXACT_INTERVALS_UP_TO, pivots: int = PIVOTS) -> tuple[int, int]:
    """Return up to how many actors the rounds are exact, and from how many starting points they are estimated above that.

    >>> from netmap.landscape import Landscape
    >>> from netmap.model import Settings
    >>> from netmap.network.graph import network
    >>> affordable(network(Landscape(Settings(id="c", name="C"))))
    (500, 256)
    """
    arcs, n = net.adjacency.nnz, len(net)
    if arcs * min(n, pivots if n > exact_up_to else n) <= ROUND:
        return exact_up_to, pivots
    return 0, max(BATCHES, min(pivots, ROUND // arcs))


def _paths(net: Network, exact_up_to: int, pivots: int, seed: int, tick: Tick | None = None) -> Ints:
    return ranks(betweenness(net, exact_up_to=exact_up_to, pivots=pivots, seed=seed, tick=tick).values, net.ranked)


def _with_ties(net: Network, sources: Ints, targets: Ints, weights: Floats) -> Network:
    if not net.directed:
        sources, targets = np.concatenate([sources, targets]), np.concatenate([targets, sources])
        weights = np.concatenate([weights, weights])
    adjacency = csr_array((weights, (sources, targets)), shape=(len(net), len(net)))
    return replace(net, adjacency=adjacency)


def _middle(found: Ints) -> tuple[Ints, Ints]:
    """Return the bounds of the middle of all rounds; the first row, the rank with all ties, is always within."""
    rounds = found[1:] if len(found) > 1 else found
    aside = (1 - MIDDLE) / 2
    low = np.quantile(rounds, aside, axis=0, method="higher")
    high = np.quantile(rounds, 1 - aside, axis=0, method="lower")
    return np.minimum(low, found[0]).astype(np.int64), np.maximum(high, found[0]).astype(np.int64)
