"""The brokerage roles of Gould and Fernandez, by any grouping: an actor may stand in several, with a share in each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from scipy.sparse import csr_array

from netmap.network.arrays import Bools, Floats, Ints
from netmap.network.dense import nearly_full
from netmap.network.graph import Network, ones

if TYPE_CHECKING:
    Matrix = csr_array[Any, tuple[int, int]]

ROLES: Final = ("coordinator", "itinerant", "representative", "gatekeeper", "liaison")


def brokerage(net: Network, groups: Sequence[str | Sequence[str]]) -> dict[str, Floats]:
    """Return how often each actor B stands in a path A -> B -> C without A -> C, by the groups of A, B and C.

    coordinator AAA, itinerant ABA, representative AAB, gatekeeper ABB, liaison ABC. An undirected tie is two arcs, and
    ordered pairs (A, C) are counted, as R's sna does (Gould and Fernandez 1989). `groups` names each actor's group, in the
    order of `net.ids`. An actor of k groups stands in each of them with the share 1/k: a path then adds to each role the
    share of draws, one group for each actor, in which it is that role. So the five roles still add up to the open paths.

    >>> from netmap.landscape import Landscape
    >>> from netmap.model import Actor, Cooperation, Settings
    >>> from netmap.network.graph import network
    >>> records = [Actor(id=x, name=x) for x in "abc"] + [Cooperation(id=x, source=x[0], target=x[1]) for x in ("ab", "bc")]
    >>> net = network(Landscape(Settings(id="c", name="C"), records))
    >>> found = brokerage(net, ["x", ("x", "y"), "y"])
    >>> {role: counts.tolist()[1] for role, counts in found.items() if counts.any()}
    {'representative': 1.0, 'gatekeeper': 1.0}
    """
    ties = ones(net.adjacency)
    member = _memberships(groups)
    alone = member.multiply(member)
    turned = ties.T.tocsr() if net.directed else ties
    gives = ties @ member
    gets = turned @ member if net.directed else gives
    into, out, into_alike, out_alike = (
        _flat(one) for one in (ties.sum(0), ties.sum(1), _dot(gets, member), _dot(gives, member))
    )
    back = turned.multiply(ties) if net.directed else ties
    back_alike = _dot(back @ member, member)
    closed = _closed(ties, turned, member)
    every = into * out - _flat(back.sum(axis=1)) - closed[0]
    first = into_alike * out - back_alike - closed[1]
    second = into * out_alike - back_alike - closed[2]
    ends = _dot(gets, gives) - back @ _flat(alone.sum(axis=1)) - closed[3]
    three = _dot(gets.multiply(gives), member) - _dot(back @ alone, member) - closed[4]
    return {
        "coordinator": _counts(three),
        "itinerant": _counts(ends - three),
        "representative": _counts(first - three),
        "gatekeeper": _counts(second - three),
        "liaison": _counts(every - first - second - ends + 2 * three),
    }


def _memberships(groups: Sequence[str | Sequence[str]]) -> Matrix:
    """Return actors x groups, each actor's shares adding up to 1."""
    sets: dict[str | tuple[str, ...], int] = {}
    which = [sets.setdefault(one if isinstance(one, str) else tuple(one), len(sets)) for one in groups]
    named = [(one,) if isinstance(one, str) else tuple(dict.fromkeys(one)) for one in sets]
    columns = {group: place for place, group in enumerate(dict.fromkeys(group for one in named for group in one))}
    sizes = np.array([len(one) for one in named], dtype=np.int64)
    shape = (len(named), max(len(columns), 1))
    indices = [columns[group] for one in named for group in one]
    of_sets = csr_array((np.repeat(1 / np.maximum(sizes, 1), sizes), indices, [0, *np.cumsum(sizes)]), shape=shape)
    return of_sets[np.array(which, dtype=np.int64)] if which else csr_array(shape)


def _closed(ties: Matrix, turned: Matrix, member: Matrix) -> Floats:
    """Sum for each B over the paths A -> B -> C that an arc A -> C closes.

    Row by row: how many, and the shares of draws in which A and B, B and C, A and C, and all three are of one group.
    """
    n = ties.shape[0]
    if nearly_full(ties) and member.nnz == n:
        return _closed_in_full(ties.toarray().astype(np.float64), member.indices.astype(np.int64))
    found = np.zeros((5, n))
    arcs = None if turned is ties else _arcs(ties)
    for triangle in triangles(ties if turned is ties else ties + turned):
        for a, b, c in permutations(triangle):
            if arcs is not None:
                kept = _among(arcs, a * n + b) & _among(arcs, b * n + c) & _among(arcs, a * n + c)
                a, b, c = a[kept], b[kept], c[kept]
            found[0] += np.bincount(b, minlength=n)
            for row, shares in enumerate(_alike(member, a, b, c), start=1):
                found[row] += np.bincount(b, weights=shares, minlength=n)
    return found


def _closed_in_full(ties: Floats, group: Ints) -> Floats:
    """Sum the same over a full table of arcs, everybody being in one group."""
    within = ties * (group[:, None] == group[None, :])
    beyond = ties @ ties.T  # [a, b]: to how many C both have arcs
    return np.array(
        [
            (ties * beyond).sum(axis=0),
            (within * beyond).sum(axis=0),
            (within * (ties.T @ ties)).sum(axis=1),
            (ties * (within @ ties.T)).sum(axis=0),
            (within * (ties @ within.T)).sum(axis=0),
        ]
    )


def _alike(member: Matrix, a: Ints, b: Ints, c: Ints) -> tuple[Floats, Floats, Floats, Floats]:
    """Return for triples the shares of draws in which A and B, B and C, A and C, and all three are of one group."""
    if member.nnz == member.shape[0]:  # everybody in one group: no matrices needed
        group = member.indices
        first, second = (group[a] == group[b]).astype(np.float64), (group[b] == group[c]).astype(np.float64)
        return first, second, (group[a] == group[c]).astype(np.float64), first * second
    of_a, of_b, of_c = member[a], member[b], member[c]
    return _dot(of_a, of_b), _dot(of_b, of_c), _dot(of_a, of_c), _dot(of_a.multiply(of_b), of_c)


def triangles(both: Matrix, *, at_once: int = 1_000_000) -> Iterator[tuple[Ints, Ints, Ints]]:
    """Yield the triangles of a symmetric network, each once, as three columns, part by part.

    Every tie is followed from the end with fewer ties to the one with more, so that a hub is at the start of few pairs of
    ties; `at_once` bounds how many of these pairs are looked at together (Chiba and Nishizeki 1985).
    """
    n = both.shape[0]
    order = np.argsort(np.diff(both.indptr), kind="stable")
    place = np.empty(n, dtype=np.int64)
    place[order] = np.arange(n)
    low, high = np.repeat(place, np.diff(both.indptr)), place[both.indices]
    codes = np.sort(low[low < high] * n + high[low < high])
    low, high = codes // max(n, 1), codes % max(n, 1)
    following = np.searchsorted(low, low, side="right") - np.arange(len(low)) - 1
    pairs = np.cumsum(following)
    cuts = np.searchsorted(pairs, np.arange(at_once, pairs[-1] if len(pairs) else 0, at_once))
    for part in np.split(np.arange(len(low)), cuts):
        one = np.repeat(part, following[part])
        begin = np.repeat(np.cumsum(following[part]) - following[part], following[part])
        other = one + 1 + np.arange(len(one)) - begin
        closed = _among(codes, high[one] * n + high[other])
        one, other = one[closed], other[closed]
        yield order[low[one]], order[high[one]], order[high[other]]


def _arcs(ties: Matrix) -> Ints:
    table = ties.tocoo()
    codes: Ints = np.sort(table.row.astype(np.int64) * ties.shape[0] + table.col)
    return codes


def _among(codes: Ints, wanted: Ints) -> Bools:
    """Tell which numbers are among sorted ones."""
    if not len(codes):
        return np.zeros(len(wanted), dtype=np.bool_)
    found: Bools = codes[np.minimum(np.searchsorted(codes, wanted), len(codes) - 1)] == wanted
    return found


def _dot(one: Any, other: Any) -> Floats:
    """Multiply two matrices cell by cell and add up each row."""
    return _flat(one.multiply(other).sum(axis=1))


def _flat(values: Any) -> Floats:
    return np.asarray(values, dtype=np.float64).ravel()


def _counts(values: Floats) -> Floats:
    """Round away what sums of shares leave behind the tenth digit."""
    rounded: Floats = np.round(values, 9) + 0.0
    return rounded


def whole(values: Floats) -> Ints | Floats:
    """Return counts as whole numbers where they are, as they are for actors of one group each."""
    rounded = np.rint(values)
    return rounded.astype(np.int64) if np.array_equal(rounded, values) else values
