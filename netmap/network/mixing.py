"""Who is tied to whom by group: pairs within and between groups, and the E-I index on every level; directions ignored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from netmap.network.arrays import Bools, Floats, Ints
from netmap.network.graph import Network

SEVERAL: Final = "several"
"""Stands for the group of an actor that belongs to more than one."""
UNKNOWN: Final = frozenset({"", "unknown", SEVERAL})
"""What stands for no one group that is known: such actors are in the mixing matrix, and in no E-I index."""


@dataclass(frozen=True, eq=False)
class Mixing:
    """Hold, for groups in the order of `names`, the tied and the possible pairs of each two; symmetric, a pair once."""

    names: tuple[str, ...]
    sizes: Ints
    tied: Ints
    possible: Ints


def mixing(net: Network, groups: Sequence[str]) -> Mixing:
    """Count tied and possible pairs within and between groups; `groups` has one for each actor of the network.

    >>> from netmap.landscape import Landscape
    >>> from netmap.model import Actor, Cooperation, Settings
    >>> from netmap.network.graph import network
    >>> records = [Actor(id=x, name=x) for x in "abc"] + [Cooperation(id=x, source=x[0], target=x[1]) for x in ("ab", "bc")]
    >>> found = mixing(network(Landscape(Settings(id="c", name="C"), records)), ["i", "o", "o"])
    >>> found.names, found.tied.tolist(), found.possible.tolist()
    (('i', 'o'), [[0, 1], [1, 1]], [[0, 2], [2, 1]])
    """
    names, code = _coded(groups)
    k = len(names)
    first, second = pairs(net)
    tied = np.zeros((k, k), dtype=np.int64)
    np.add.at(tied, (code[first], code[second]), 1)
    tied = tied + tied.T - np.diag(np.diag(tied))
    sizes = np.bincount(code, minlength=k).astype(np.int64)
    possible = np.outer(sizes, sizes)
    np.fill_diagonal(possible, sizes * (sizes - 1) // 2)
    return Mixing(names, sizes, tied, possible)


def _coded(groups: Sequence[str]) -> tuple[tuple[str, ...], Ints]:
    names, code = np.unique(np.array(groups, dtype=object).astype(str), return_inverse=True)
    return tuple(names.tolist()), code.astype(np.int64)


def pairs(net: Network) -> tuple[Ints, Ints]:
    """Return both ends of every tied pair, each pair once, whatever the directions."""
    table = (net.adjacency + net.adjacency.T).tocoo()
    first, second = table.row.astype(np.int64), table.col.astype(np.int64)
    kept = first < second
    return first[kept], second[kept]


def known(groups: Sequence[str]) -> Bools:
    """Tell of each actor whether its group is known."""
    return np.array([one not in UNKNOWN for one in groups], dtype=np.bool_)


def ei_ends(net: Network, groups: Sequence[str]) -> tuple[Ints, Ints]:
    """Return for each actor its external and its internal partners: those of another group, and of its own.

    Partners of unknown group count on neither side, and an actor of unknown group has neither.
    """
    first, second = pairs(net)
    sure = known(groups)
    kept = sure[first] & sure[second]
    first, second = first[kept], second[kept]
    _names, code = _coded(groups)
    same = code[first] == code[second]
    n = len(net)
    external, internal = (
        np.bincount(first[part], minlength=n) + np.bincount(second[part], minlength=n) for part in (~same, same)
    )
    return external.astype(np.int64), internal.astype(np.int64)


def ei(external: int, internal: int) -> float | None:
    """Return (external - internal) / (external + internal), from -1 (all within) to 1 (all across); None for no ties."""
    both = external + internal
    return (external - internal) / both if both else None


def ei_index(net: Network, groups: Sequence[str] | None = None) -> tuple[float | None, int]:
    """Return the E-I index over tied pairs, by sector where no `groups` are given, and the pairs of two known groups.

    (Krackhardt and Stern 1988). None where no pair has two known groups.
    """
    external, internal = ei_ends(net, net.sectors if groups is None else groups)
    across, within = int(external.sum()) // 2, int(internal.sum()) // 2
    return ei(across, within), across + within


@dataclass(frozen=True)
class GroupEi:
    """Hold the E-I index of one group, and what chance would give.

    `external` and `internal` count ties at the ends that lie in the group, so a tie within it counts at both of its ends:
    the index of the whole is the mean of the groups', weighted by their ties, and that of a group the mean of its actors'.
    `expected` is the mean index when the groups are dealt out at random to the same actors; `p` how often that lies at
    least as far from it (two-sided), `q` the same after Benjamini and Hochberg for all groups tested. Both are None for
    groups that are `too_small`, or where chance expects `too_few` ties of either sort.
    """

    group: str
    actors: int
    external: int
    internal: int
    index: float | None
    expected: float | None = None
    p: float | None = None
    q: float | None = None
    too_small: bool = False
    too_few: bool = False


ROUNDS: Final = 1000
SMALLEST: Final = 10
FEWEST: Final = 3


def ei_groups(net: Network, groups: Sequence[str], *, rounds: int = ROUNDS, seed: int = 1) -> list[GroupEi]:
    """Return the E-I index of each known group in the order of their names, tested against chance by permutation.

    The groups are dealt out anew to the actors of known group, `rounds` times, seeded; ties stay. Groups of fewer than 10
    actors are not tested, nor those of which chance expects fewer than 3 external or internal ties.
    """
    sure = np.flatnonzero(known(groups))
    names, code = _coded([groups[one] for one in sure.tolist()])
    seat = np.full(len(net), -1, dtype=np.int64)
    seat[sure] = np.arange(len(sure))
    first, second = (seat[ends] for ends in pairs(net))
    kept = (first >= 0) & (second >= 0)
    first, second = first[kept], second[kept]
    sizes = np.bincount(code, minlength=len(names))
    external, internal = _counts(code, first, second, len(names))
    rows = [
        GroupEi(name, int(sizes[i]), int(external[i]), int(internal[i]), ei(int(external[i]), int(internal[i])))
        for i, name in enumerate(names)
    ]
    if not len(first) or len(names) < 2 or sizes.max() < SMALLEST:
        return [_untested(row) for row in rows]
    rng = np.random.default_rng(seed)
    drawn = np.array([_counts(rng.permutation(code), first, second, len(names)) for _ in range(rounds)], dtype=np.float64)
    return _adjusted([_tested(row, drawn[:, 0, i], drawn[:, 1, i]) for i, row in enumerate(rows)])


def _counts(code: Ints, first: Ints, second: Ints, k: int) -> tuple[Ints, Ints]:
    """Count external and internal tie ends by group."""
    a, b = code[first], code[second]
    ends = np.bincount(a, minlength=k) + np.bincount(b, minlength=k)
    internal = 2 * np.bincount(a[a == b], minlength=k)
    return ends - internal, internal


def _untested(row: GroupEi) -> GroupEi:
    return replace(row, too_small=row.actors < SMALLEST, too_few=row.actors >= SMALLEST)


def _tested(row: GroupEi, external: Floats, internal: Floats) -> GroupEi:
    both = external + internal
    if row.actors < SMALLEST or row.index is None:
        return _untested(row)
    index = np.divide(external - internal, both, out=np.zeros_like(both), where=both > 0)
    expected = float(index.mean())
    too_few = min(float(external.mean()), float(internal.mean()) / 2) < FEWEST
    # what is equally far off counts as far: the last digits of a mean must not decide
    as_far = int((np.abs(index - expected) >= abs(row.index - expected) - 1e-12).sum())
    p = None if too_few else (1 + as_far) / (1 + len(index))
    return replace(row, expected=expected, p=p, too_few=too_few)


def _adjusted(rows: list[GroupEi]) -> list[GroupEi]:
    tested = [row for row in rows if row.p is not None]
    q = dict(zip((row.group for row in tested), benjamini_hochberg([row.p or 0 for row in tested]), strict=True))
    return [replace(row, q=q.get(row.group)) for row in rows]


def benjamini_hochberg(p: Sequence[float]) -> list[float]:
    """Return p-values adjusted for their number, in the given order (Benjamini and Hochberg 1995).

    >>> benjamini_hochberg([0.01, 0.04, 0.03])
    [0.03, 0.04, 0.04]
    """
    values = np.asarray(p, dtype=np.float64)
    order = np.argsort(-values)
    ranks = np.arange(len(values), 0, -1)
    adjusted = np.minimum.accumulate(values[order] * len(values) / ranks) if len(values) else values
    result = np.empty_like(values)
    result[order] = adjusted
    return np.minimum(result, 1).tolist()  # type: ignore[no-any-return]
