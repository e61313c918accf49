"""The columns of the brokers' rows: every measure once, for all actors of a network in its order."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from netmap.analysis.broker_comparison import Standing, bands
from netmap.network import measures
from netmap.network.arrays import Floats
from netmap.network.graph import Network
from netmap.network.removal import Removal
from netmap.network.roles import brokerage, whole
from netmap.network.stability import Intervals, degrees, ranks


def positions_columns(
    net: Network, spread: measures.Estimate, near: measures.Estimate, groups: tuple[tuple[str, ...], ...]
) -> dict[str, list[Any]]:
    """Return the measures of each actor's position, given its betweenness and closeness, and the groups for the roles."""
    ties = ((net.adjacency + net.adjacency.T) > 0).astype(np.int64)
    degree, size = degrees(net), measures.effective_size(net)
    efficiency = np.divide(size, degree, out=np.full(len(net), np.nan), where=degree > 0)
    sector = np.array(net.sectors, dtype=object)
    inside, outside = measures.connected_through(net, "inside", "outside")
    return {
        "actor": list(net.ids),
        "name": list(net.names),
        "sector": list(net.sectors),
        "groups": list(groups),
        "degree": degree.tolist(),
        "weighted_degree": _strength(net).tolist(),
        **{f"{one}_partners": (ties @ (sector == one).astype(int)).tolist() for one in ("inside", "outside", "unknown")},
        "connects_inside": inside.tolist(),
        "connects_outside": outside.tolist(),
        "betweenness": np.maximum(spread.values, 0.0).tolist(),
        "betweenness_error": _errors(spread),
        "harmonic_closeness": near.values.tolist(),
        "harmonic_closeness_error": _errors(near),
        "pagerank": measures.pagerank(net).tolist(),
        "constraint": _all_known(measures.constraint(net)),
        "effective_size": _all_known(size),
        "efficiency": _all_known(efficiency),
        **{role: whole(counts).tolist() for role, counts in brokerage(net, groups).items()},
    }


def removed_columns(net: Network, gone: Removal) -> dict[str, list[Any]]:
    """Return what each actor's removal does, whom it cuts off by their ids."""
    return {
        "cutpoint": list(gone.cutpoint),
        "cut_off_count": gone.cut_off.tolist(),
        "cut_off": [tuple(net.ids[other] for other in members) for members in gone.members],
        "fragmentation_if_removed": _all_known(gone.fragmentation),
    }


def ranked_columns(
    net: Network, values: Floats, moves: Intervals | None, mine: Standing, theirs: Standing | None
) -> dict[str, list[Any]]:
    """Return the ranks, how far they move, and how they are on both sides of a comparison."""
    by_paths, by_degree = ranks(values, net.ranked), ranks(degrees(net).astype(np.float64), net.ranked)
    none: list[int | None] = [None] * len(net)
    with_all, without = (None, None) if theirs is None else ((theirs, mine) if mine.without else (mine, theirs))
    return {
        "rank": by_paths.tolist(),
        "rank_low": moves.low.tolist() if moves else none,
        "rank_high": moves.high.tolist() if moves else none,
        "band": bands(by_paths, values, net.ranked),
        "degree_rank": by_degree.tolist(),
        "degree_rank_low": moves.degree_low.tolist() if moves else none,
        "degree_rank_high": moves.degree_high.tolist() if moves else none,
        **_side(net, "with_all", with_all),
        **_side(net, "without", without),
    }


def _side(net: Network, name: str, found: Standing | None) -> dict[str, list[Any]]:
    """Return how the actors stand on one side of a comparison; None for those that are not there, or where there is none."""
    parts: dict[str, Any] = {"rank": {}, "betweenness": {}, "band": {}}
    if found is not None:
        parts = {"rank": found.rank, "betweenness": found.betweenness, "band": found.band}
    return {f"{part}_{name}": [values.get(one) for one in net.ids] for part, values in parts.items()}


def _errors(found: measures.Estimate) -> list[float | None]:
    errors = found.standard_errors
    return [None] * len(found.values) if errors is None else list(errors.tolist())


def _strength(net: Network) -> Floats:
    """Sum the weights of each actor's ties; where directed, of those it gives and gets."""
    given: Floats = np.asarray(net.strength.sum(axis=1), dtype=np.float64).ravel()
    return given + np.asarray(net.strength.sum(axis=0), dtype=np.float64).ravel() if net.directed else given


def _all_known(values: Floats) -> list[float | None]:
    return [None if math.isnan(value) else value for value in values.tolist()]


def basis_columns(net: Network, moves: Intervals | None) -> dict[str, Any]:
    """Return what the network rests on: which ties, how many, how old, how well documented, and how its ranks were tried."""
    return {
        "ties": net.ties,
        "directed": net.directed,
        "weight": net.weight,
        "actors": len(net),
        "tied_pairs": net.pairs,
        "cooperations": net.cooperations,
        "forums": net.forums,
        "stale_share": net.stale / net.pairs if net.pairs else None,
        "undated_share": net.undated / net.pairs if net.pairs else None,
        "one_sided": net.one_sided,
        "one_sided_share": net.one_sided / net.cooperations if net.cooperations else None,
        "unanswered": net.unanswered,
        "unanswered_share": net.unanswered / net.cooperations if net.cooperations else None,
        "unknown_intensities": net.unknown_intensities,
        "dropped_self_loops": net.dropped_self_loops,
        "rounds": moves.rounds if moves else 0,
        "lost": moves.lost if moves else 0.0,
        "interval_pivots": moves.pivots if moves else None,
        "day": net.day.isoformat(),
    }
