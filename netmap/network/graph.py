"""The networks that every measure uses: which ties, directed or not, weighted or not.

The way is Landscape or store -> `Arrays` (columns, as recorded, at a day) -> `Network` (one sparse matrix of a projection).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np
from scipy.sparse import coo_array, csr_array

from netmap.errors import NetmapError
from netmap.landscape import Landscape
from netmap.locale import translator
from netmap.network.arrays import CONFIRMED, ONE_SIDED, STATUSES, UNANSWERED, Arrays, Floats, arrays, from_rows
from netmap.network.comembership import shared_forums
from netmap.network.day import FRESH, STALE, UNDATED, Bools, Ints

if TYPE_CHECKING:
    import networkx as nx

    Matrix = csr_array[Any, tuple[int, int]]

__all__ = [
    "TIES", "Arrays", "Network", "Ties", "Weight", "arrays", "from_rows", "network", "ones", "seats", "ties_words",
    "to_igraph", "to_networkx",
]  # fmt: skip

Ties = Literal["working", "cooperation", "forum", "all"]
Weight = Literal["intensity"]

TIES: Final[tuple[Ties, ...]] = ("working", "cooperation", "forum", "all")


@dataclass(frozen=True, eq=False)
class Network:
    """Hold one projection of the landscape: actors by position, and who is tied to whom.

    `adjacency` (n x n, CSR, sorted, no diagonal, symmetric unless directed) holds what the measures use: 1 everywhere, or
    the summed intensity where `weight` is "intensity"; `strength` has the same cells and always the summed weights.
    `ranked` is False for actors that are one person and belong to nothing their ties could roll up into. A tied pair is as
    fresh as the freshest of its ties; `stale` and `undated` count pairs (arcs where directed), as `pairs` does.
    `one_sided`, `confirmed` and `unanswered` count cooperations (see `netmap.reports`), as `cooperations` does.
    """

    ids: tuple[str, ...]
    names: tuple[str, ...]
    sectors: tuple[str, ...]
    types: tuple[str, ...]
    ranked: Bools
    adjacency: Matrix
    strength: Matrix
    ties: Ties
    directed: bool
    weight: Weight | None
    day: dt.date
    cooperations: int
    forums: int
    pairs: int
    stale: int
    undated: int
    one_sided: int
    confirmed: int
    unanswered: int
    unknown_intensities: int
    dropped_self_loops: int

    def __len__(self) -> int:
        return len(self.ids)

    def arcs(self) -> tuple[Ints, Ints, Floats]:
        """Return sources, targets and weights: each pair once (source < target) where undirected, each arc otherwise."""
        table = self.adjacency.tocoo()
        rows, columns = table.row.astype(np.int64), table.col.astype(np.int64)
        kept = np.ones(len(rows), dtype=np.bool_) if self.directed else rows < columns
        return rows[kept], columns[kept], np.asarray(table.data, dtype=np.float64)[kept]


def network(
    data: Landscape | Arrays,
    *,
    ties: Ties = "working",
    directed: bool = False,
    weight: Weight | None = None,
    fresh: bool = False,
    at: dt.date | None = None,
    without: Collection[str] = (),
    lang: str = "de",
) -> Network:
    """Return the network of the existing ties of one projection.

    `ties` is "working" (cooperations of working kinds, and shared standing forums and agreements), "cooperation" (all
    kinds but conflict), "forum", or "all". Sharing a forum of k counting members weighs 1/(k-1). With `directed` a tie of an
    undirected kind is two arcs. With `weight` "intensity" parallel ties add up, an unknown intensity counts 1. `fresh`
    leaves out stale and undated ties. Actors that are one person roll up into what they are part of; ties of an actor
    with itself are dropped and counted. `without` takes actors out before anything is measured. `at` belongs to a
    landscape only (arrays stand on their own day): pass the whole landscape, not one already cut to the day.
    Unknown names of `ties` or `weight`, and unknown actors in `without`, raise NetmapError, said in `lang`.

    >>> from netmap.model import Actor, Cooperation, Settings
    >>> pair = Cooperation(id="a--b", source="a", target="b")
    >>> net = network(Landscape(Settings(id="c", name="C"), [Actor(id="a", name="A"), Actor(id="b", name="B"), pair]))
    >>> net.ids, net.adjacency.toarray().tolist()
    (('a', 'b'), [[0.0, 1.0], [1.0, 0.0]])
    """
    _ = translator(lang)
    if ties not in TIES:
        known = ", ".join(f"{one} ({ties_words(one, lang=lang)})" for one in TIES)
        raise NetmapError(_("There are no ties “{given}”. Possible are: {known}.").format(given=ties, known=known))
    if weight not in {None, "intensity"}:
        raise NetmapError(_("Ties can be weighed by intensity only, not by “{given}”.").format(given=weight))
    columns = arrays(data, at=at, offers=False) if isinstance(data, Landscape) else data
    seat, kept, ranked = _seats(columns, without, lang)
    found = _collect(columns, seat, ties=ties, directed=directed, fresh=fresh)
    strength, level = _matrices(found, len(kept))
    adjacency = strength if weight else ones(strength)
    half = 1 if directed else 2
    return Network(
        ids=tuple(map(columns.actor_ids.__getitem__, kept)),
        names=tuple(map(columns.names.__getitem__, kept)),
        sectors=tuple(map(columns.sectors.__getitem__, kept)),
        types=tuple(map(columns.types.__getitem__, kept)),
        ranked=ranked,
        adjacency=adjacency,
        strength=strength,
        ties=ties,
        directed=directed,
        weight=weight,
        day=columns.day,
        cooperations=found.cooperations,
        forums=found.forums,
        pairs=strength.nnz // half,
        stale=int((level == STALE).sum()) // half,
        undated=int((level == UNDATED).sum()) // half,
        one_sided=found.one_sided,
        confirmed=found.confirmed,
        unanswered=found.unanswered,
        unknown_intensities=found.unknown_intensities,
        dropped_self_loops=found.loops,
    )


def seats(columns: Arrays) -> Ints:
    """Return for each actor its place in the networks of these columns; one person has that of its office."""
    return _seats(columns, (), "en")[0]


def _seats(columns: Arrays, without: Collection[str], lang: str) -> tuple[Ints, list[int], Bools]:
    """Return for each actor its place in the network (-1: left out), the actors that have one, and who may be ranked."""
    gone = set(without)
    if unknown := gone - set(columns.actor_ids):
        text = translator(lang)("There is no actor with this id, or not on that day: {ids}")
        raise NetmapError(text.format(ids=", ".join(sorted(unknown))))
    place = np.arange(len(columns.actor_ids), dtype=np.int64)
    for start in np.flatnonzero(columns.one_person).tolist():
        place[start] = _office(columns, start)
    stays = np.array([columns.actor_ids[i] not in gone for i in range(len(place))], dtype=np.bool_)
    # an actor has a seat of its own where its ties stay with it; one whose office was taken out goes with the office
    own = (place == np.arange(len(place))) & stays
    seats = np.cumsum(own) - 1
    seat = np.where(own[place] & stays, seats[place], -1) if len(place) else place
    kept = np.flatnonzero(own)
    return seat.astype(np.int64), kept.tolist(), ~columns.one_person[kept]


def _office(columns: Arrays, start: int) -> int:
    """Return the first actor above `start` that is not one person; `start` itself where there is none."""
    passed = {start}
    above = int(columns.part_of[start])
    while above >= 0 and above not in passed:
        if not columns.one_person[above]:
            return above
        passed.add(above)
        above = int(columns.part_of[above])
    return start


@dataclass(frozen=True)
class _Found:
    source: Ints
    target: Ints
    weight: Floats
    level: Ints
    cooperations: int
    forums: int
    one_sided: int
    confirmed: int
    unanswered: int
    unknown_intensities: int
    loops: int


def _collect(columns: Arrays, seat: Ints, *, ties: Ties, directed: bool, fresh: bool) -> _Found:
    used = columns.status == STATUSES.index("existing")
    if ties == "working":
        used &= columns.working
    if ties == "forum":
        used[:] = False
    if fresh:
        used &= columns.freshness == FRESH
    source, target = seat[columns.source], seat[columns.target]
    used &= (source >= 0) & (target >= 0)
    loops = used & (source == target)
    used &= source != target
    source, target, known, level = source[used], target[used], columns.intensity[used], columns.freshness[used]
    back = ~columns.directed[used] if directed else np.ones(len(source), dtype=np.bool_)
    weight = np.maximum(known, 1).astype(np.float64)
    f_source, f_target, f_weight, f_level, forums = shared_forums(columns, seat, fresh=fresh, wanted=ties != "cooperation")
    return _Found(
        source=np.concatenate([source, target[back], f_source]),
        target=np.concatenate([target, source[back], f_target]),
        weight=np.concatenate([weight, weight[back], f_weight]),
        level=np.concatenate([level, level[back], f_level]),
        cooperations=int(used.sum()),
        forums=forums,
        one_sided=int((columns.confirmation[used] == ONE_SIDED).sum()),
        confirmed=int((columns.confirmation[used] == CONFIRMED).sum()),
        unanswered=int((columns.confirmation[used] == UNANSWERED).sum()),
        unknown_intensities=int((known == 0).sum()),
        loops=int(loops.sum()),
    )


def _matrices(found: _Found, n: int) -> tuple[Matrix, Ints]:
    """Return the summed weights as a sparse matrix, and the freshness of each of its cells in the order of its data."""
    order = np.argsort((found.source * n + found.target) * (FRESH + 1) + found.level, kind="stable")
    source, target, level = found.source[order], found.target[order], found.level[order]
    last = np.ones(len(source), dtype=np.bool_)
    last[:-1] = (source[1:] != source[:-1]) | (target[1:] != target[:-1])
    strength: Matrix = coo_array((found.weight, (found.source, found.target)), shape=(n, n)).tocsr()
    strength.sum_duplicates()
    strength.sort_indices()
    return strength, level[last]


def ones(matrix: Matrix) -> Matrix:
    """Return a matrix with 1 in every cell that holds something."""
    return csr_array((np.ones(matrix.nnz), matrix.indices, matrix.indptr), shape=matrix.shape)


def to_networkx(
    data: Landscape | Arrays,
    *,
    ties: Ties = "working",
    directed: bool = False,
    weight: Weight | None = None,
    fresh: bool = False,
    at: dt.date | None = None,
) -> nx.Graph[str] | nx.DiGraph[str]:
    """Return the same network as a networkx graph, for further work: nodes are ids, `weight` stands on each edge.

    >>> from netmap.model import Actor, Settings
    >>> sorted(to_networkx(Landscape(Settings(id="c", name="C"), [Actor(id="a", name="A")])).nodes(data="name"))
    [('a', 'A')]
    """
    import networkx as nx

    net = network(data, ties=ties, directed=directed, weight=weight, fresh=fresh, at=at)
    graph: nx.Graph[str] = nx.DiGraph() if directed else nx.Graph()
    for one, name, sector, kind in zip(net.ids, net.names, net.sectors, net.types, strict=True):
        graph.add_node(one, name=name, sector=sector, type=kind)
    sources, targets, weights = net.arcs()
    for a, b, w in zip(sources.tolist(), targets.tolist(), weights.tolist(), strict=True):
        graph.add_edge(net.ids[a], net.ids[b], weight=w)
    return graph


def to_igraph(net: Network) -> Any:
    """Return the network as an igraph graph; vertices by position, edge attribute `weight` where weighted."""
    import igraph

    sources, targets, weights = net.arcs()
    graph = igraph.Graph(n=len(net), edges=np.column_stack([sources, targets]), directed=net.directed)
    if net.weight:
        graph.es["weight"] = weights
    return graph


def ties_words(ties: Ties, *, lang: str = "de") -> str:
    """Say in words which ties a projection uses.

    >>> ties_words("forum", lang="en")
    'shared bodies'
    """
    _ = translator(lang)
    return {
        "working": _("working cooperations and shared bodies"),
        "cooperation": _("all cooperations"),
        "forum": _("shared bodies"),
        "all": _("all cooperations and shared bodies"),
    }[ties]
