"""The kernels of igraph and scipy that the brokers rest on, with nothing around them: `bare_kernels.py EDGES.npy ACTORS`.

Nothing is named, sorted or put into rows. It is a script of its own, so that a whole process of it can be measured.
"""

from __future__ import annotations

import sys
from typing import Any

import numpy as np


def every(edges: Any, actors: int) -> None:
    """Measure paths, PageRank, structural holes, roles and cutpoints of an undirected network, each by its kernel."""
    import igraph
    from scipy.sparse import csr_array, diags_array

    graph = igraph.Graph(n=actors, edges=edges)
    pivots = {} if actors <= 5000 else {"sources": list(range(256))}
    graph.betweenness(**pivots)
    if actors <= 20_000:
        graph.harmonic_centrality()
    graph.constraint()
    graph.articulation_points()
    graph.connected_components()
    ends = np.concatenate([edges, edges[:, ::-1]])
    ties = csr_array((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), shape=(actors, actors))
    degrees = np.maximum(np.diff(ties.indptr), 1)
    values, passing = np.full(actors, 1 / actors), diags_array(0.85 / degrees) @ ties
    for _ in range(60):  # PageRank
        values = passing.T @ values + 0.15 / actors
    ((ties @ ties).multiply(ties)).sum(axis=1)  # ties among partners: effective size
    sector = np.arange(actors) % 10 == 0
    for part in (diags_array(sector.astype(float)) @ ties, diags_array((~sector).astype(float)) @ ties):
        ((part.T @ ties).multiply(ties)).sum(axis=1)  # paths that a third tie closes, by group: roles


if __name__ == "__main__":
    sys.modules["matplotlib"] = None  # type: ignore[assignment] # igraph looks for it to draw: as quick as we import it
    every(np.load(sys.argv[1]), int(sys.argv[2]))
