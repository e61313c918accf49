"""How long the measures of positions take, against networkx and against the bare kernels of igraph and scipy."""

from __future__ import annotations

import json
import math
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from itertools import permutations
from pathlib import Path
from statistics import median
from typing import Any

import networkx as nx
import numpy as np

from benchmarks import bare_kernels
from benchmarks.report import Row, processor_seconds, seconds
from benchmarks.synthetic import synthetic_arrays, synthetic_landscape
from netmap.analysis.brokers import brokers
from netmap.changes import diff
from netmap.network import measures
from netmap.network.graph import Network, network
from netmap.network.removal import removal
from netmap.network.roles import brokerage
from netmap.store.sqlite import SQLiteStore

SAMPLE = 200
REMOVED, TURNS = 5, 3
"""networkx measures so many of the actors, or removals; its time is scaled to all of them."""


def run(quick: bool) -> Iterator[Row]:
    """Measure networks of 2,000, 20,000 and 200,000 actors with three times as many ties; `quick` leaves the longest out."""
    yield _betweenness(network(synthetic_arrays(2_000), ties="all"))
    net = network(synthetic_arrays(20_000), ties="all")
    yield _removal(net)
    yield from _roles_and_holes(net)
    yield _command(2_000, rounds=3 if quick else 7)
    if not quick:
        yield _all_measures(20_000)
        yield _large(200_000)


def _graph(net: Network) -> Any:
    """Return the same network in networkx, nodes by position."""
    graph: Any = nx.Graph()
    graph.add_nodes_from(range(len(net)))
    sources, targets, _weights = net.arcs()
    graph.add_edges_from(zip(sources.tolist(), targets.tolist(), strict=True))
    return graph


def _against_networkx(
    name: str,
    net: Network,
    ours: Callable[[], object],
    theirs: Callable[[], object],
    bound: float,
    said: str,
    scale: float = 1,
) -> Row:
    """Take the median of the ratios of turns: what else the machine does then slows both."""
    ours()
    pairs = [(seconds(ours, 1), seconds(theirs, 1) * scale) for _turn in range(TURNS)]
    mine, slow = (median(column) for column in zip(*pairs, strict=True))
    ratio = median(other / one for one, other in pairs)
    said = f"{mine:.3f} s, {said} {slow:.1f} s"
    return Row(f"brokers: networkx / {name}, {len(net):,} actors, {net.pairs:,} ties", ratio, bound, ">=", said)


def _betweenness(net: Network) -> Row:
    graph, name = _graph(net), "exact betweenness"
    theirs = partial(nx.betweenness_centrality, graph)
    return _against_networkx(name, net, lambda: measures.betweenness(net), theirs, 25, "networkx")


def _removal(net: Network) -> Row:
    graph = _graph(net)
    chosen = random.Random(1).sample(range(len(net)), REMOVED)

    def without() -> None:
        for one in chosen:
            edges = list(graph.edges(one))
            graph.remove_node(one)
            sizes = [len(part) for part in nx.connected_components(graph)]
            sum(size * (size - 1) for size in sizes)
            graph.add_node(one)
            graph.add_edges_from(edges)

    said = f"networkx, {REMOVED} removals scaled to all,"
    return _against_networkx("every removal", net, lambda: removal(net), without, 1000, said, len(net) / REMOVED)


def _roles(graph: Any, groups: dict[int, str]) -> dict[int, list[int]]:
    """Count the roles with networkx, which has no measure for them: over all pairs of partners."""
    found = {}
    for b in graph:
        counts, near, own = [0] * 5, list(graph[b]), groups[b]
        for a, c in permutations(near, 2):
            if not graph.has_edge(a, c):
                if groups[a] == groups[c]:
                    counts[0 if groups[a] == own else 1] += 1
                elif groups[a] == own:
                    counts[2] += 1
                else:
                    counts[3 if groups[c] == own else 4] += 1
        found[b] = counts
    return found


def _effective_size(graph: Any) -> dict[int, float]:
    """Follow Borgatti's formula with networkx, whose own way copies the graph for every actor (or needs 6 GB)."""
    near = {one: graph.subgraph(graph[one]) for one in graph if graph[one]}
    return {one: len(part) - 2 * part.size() / len(part) for one, part in near.items()}


def _roles_and_holes(net: Network) -> Iterator[Row]:
    graph, groups = _graph(net), dict(enumerate(net.sectors))
    chosen = random.Random(1).sample(range(len(net)), min(SAMPLE, len(net)))
    roles, sizes = partial(_roles, graph, groups), partial(_effective_size, graph)
    yield _against_networkx("roles", net, lambda: brokerage(net, net.sectors), roles, 6, "loops over networkx")
    some, scale = partial(nx.constraint, graph, nodes=chosen), len(net) / len(chosen)
    said = f"networkx, {len(chosen)} actors scaled to all,"
    yield _against_networkx("constraint", net, lambda: measures.constraint(net), some, 6, said, scale)
    yield _against_networkx("effective size", net, lambda: measures.effective_size(net), sizes, 6, "networkx's subgraphs")


def _command(actors: int, *, rounds: int) -> Row:
    """Measure whole processes: `netmap brokers` from the store to JSON, and a script of the kernels alone."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        landscape = synthetic_landscape(actors, 3 * actors, 0)
        with SQLiteStore(folder / "city.db") as store:
            store.apply(diff(None, landscape), author="bench")
        net = network(landscape, ties="all")
        np.save(folder / "edges.npy", np.column_stack(net.arcs()[:2]))
        start = "import sys; sys.argv[0] = 'netmap'; from netmap.cli import app; app()"
        asked = ["--store", str(folder / "city.db"), "brokers", "--ties", "all", "--no-intervals", "--format", "json"]
        ours = [sys.executable, "-c", start, *asked]
        theirs = [sys.executable, bare_kernels.__file__, str(folder / "edges.npy"), str(actors)]
        pairs = [(_process(ours, folder), _process(theirs, folder)) for _turn in range(rounds + 1)]
        empty = median(_process([sys.executable, "-c", "pass"], folder) for _turn in range(rounds))
    ratio = median(mine / bare for mine, bare in pairs[1:])
    mine, bare = (median(column) for column in zip(*pairs[1:], strict=True))
    said = f"{mine:.2f} s, a process with igraph and scipy that runs the kernels {bare:.2f} s (an empty one {empty:.2f} s)"
    return Row(f"netmap brokers of {actors:,}, JSON / bare kernels", ratio, 3.0, "<=", said)


def _process(command: list[str], folder: Path) -> float:
    return seconds(lambda: subprocess.run(command, check=True, capture_output=True, cwd=folder), 1)


def _all_measures(actors: int) -> Row:
    columns = synthetic_arrays(actors)
    net = network(columns, ties="all")
    edges = np.column_stack(net.arcs()[:2])
    # neither waits for anything, and each is one thread: their time is that of the processor, also where others want it
    pairs = [
        (
            processor_seconds(lambda: brokers(columns, ties="all")),
            processor_seconds(lambda: bare_kernels.every(edges, actors)),
        )
        for _turn in range(TURNS)
    ]
    mine, bare = (median(column) for column in zip(*pairs, strict=True))
    said = f"{mine:.1f} s of the processor with all rows, bare kernels {bare:.1f} s"
    size = f"{actors:,} actors, {net.pairs:,} ties"
    return Row(f"brokers: all measures / bare kernels, {size}", median(m / b for m, b in pairs), 1.3, "<=", said)


def _large(actors: int) -> Row:
    """Report what a network far beyond any city takes, in a process of its own for the sake of its memory; no bound."""
    script = (
        "import json, resource, sys, time\n"
        "from benchmarks.synthetic import synthetic_arrays\n"
        "from netmap.analysis.brokers import brokers\n"
        f"columns = synthetic_arrays({actors})\n"
        "before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()\n"
        "found = brokers(columns, ties='all')\n"
        "peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "json.dump([time.perf_counter() - start, before, peak, found.tied_pairs], sys.stdout)\n"
    )
    root = Path(__file__).resolve().parent.parent
    told = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True, cwd=root).stdout
    took, before, peak, ties = json.loads(told)
    said = f"seconds, no bound; peak memory {peak / 1024:.0f} MB, {before / 1024:.0f} MB of it the columns"
    return Row(f"brokers: all measures by pivots, {actors:,} actors, {ties:,} ties", took, math.inf, "<=", said)
