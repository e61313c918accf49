"""The brokerage roles of Gould and Fernandez, by any grouping: an actor may stand in several, with a share in each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from scipy.sparse import csr_array

from netmap.network.arrays import Floats
from netmap.network.graph import Network

if TYPE_CHECKING:
    from netmap.network.arrays import Ints

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
    ties = _ones(net.adjacency)
    member = _memberships(groups)
    same = _weighed(ties, member)
    counted = {
        "all": _open(ties, ties, ties, ties.sum(axis=0), ties.sum(axis=1)),
        "first": _open(same, ties, ties, same.sum(axis=0), ties.sum(axis=1)),
        "second": _open(ties, ties, same, ties.sum(axis=0), same.sum(axis=1)),
        "ends": _ends(ties, same, member),
        "three": _three(ties, member),
    }
    three = counted["three"]
    return {
        "coordinator": three,
        "itinerant": _counts(counted["ends"] - three),
        "representative": _counts(counted["first"] - three),
        "gatekeeper": _counts(counted["second"] - three),
        "liaison": _counts(counted["all"] - counted["first"] - counted["second"] - counted["ends"] + 2 * three),
    }


def _ones(matrix: Matrix) -> Matrix:
    return csr_array((np.ones(matrix.nnz), matrix.indices, matrix.indptr), shape=matrix.shape)


def _memberships(groups: Sequence[str | Sequence[str]]) -> Matrix:
    """Return actors x groups, each actor's shares adding up to 1."""
    named = [(one,) if isinstance(one, str) else tuple(dict.fromkeys(one)) for one in groups]
    columns = {group: place for place, group in enumerate(dict.fromkeys(group for one in named for group in one))}
    sizes = np.array([len(one) for one in named], dtype=np.int64)
    indices = np.array([columns[group] for one in named for group in one], dtype=np.int64)
    member: Matrix = csr_array(
        (np.repeat(1 / np.maximum(sizes, 1), sizes), indices, np.concatenate([[0], np.cumsum(sizes)])),
        shape=(len(named), max(len(columns), 1)),
    )
    return member


def _weighed(ties: Matrix, member: Matrix) -> Matrix:
    """Return the arcs with the share of draws in which both ends are of one group."""
    arcs = ties.tocoo()
    alike = np.asarray(member[arcs.row].multiply(member[arcs.col]).sum(axis=1), dtype=np.float64).ravel()
    weighed: Matrix = csr_array((alike, (arcs.row, arcs.col)), shape=ties.shape)
    return weighed


def _open(first: Matrix, across: Matrix, second: Matrix, into: Any, out: Any) -> Floats:
    """Sum over the open paths A -> B -> C the product of what the first and the second arc carry, for each B."""
    back = _rows(first.T.multiply(second))
    return _counts(_flat(into) * _flat(out) - back - _closed(first, across, second))


def _ends(ties: Matrix, same: Matrix, member: Matrix) -> Floats:
    """Sum over the open paths A -> B -> C the share of draws in which A and C are of one group, for each B."""
    alone = np.asarray(member.multiply(member).sum(axis=1), dtype=np.float64).ravel()
    every = _rows((ties.T @ member).multiply(ties @ member))
    back = _rows((ties.T.multiply(ties)).multiply(alone))
    return _counts(every - back - _closed(ties, same, ties))


def _three(ties: Matrix, member: Matrix) -> Floats:
    """Sum over the open paths A -> B -> C the share of draws in which all three are of one group, for each B."""
    found = np.zeros(ties.shape[0])
    columns = member.tocsc()
    for group in range(member.shape[1]):
        begin, end = columns.indptr[group], columns.indptr[group + 1]
        who, share = columns.indices[begin:end], columns.data[begin:end]
        within = ties[who][:, who]
        into, out = within.T @ share, within @ share
        back = (within.T.multiply(within)) @ (share * share)
        closed = ((within.multiply(share[:, None])).T @ within).multiply(within) @ share
        found[who] += share * (into * out - back - closed)
    return _counts(found)


def _closed(first: Matrix, across: Matrix, second: Matrix) -> Floats:
    """Sum for each B over the paths A -> B -> C that an arc A -> C closes, each arc from the matrix of its kind."""
    return _rows((first.T @ across).multiply(second))


def _rows(matrix: Any) -> Floats:
    return _flat(matrix.sum(axis=1))


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
