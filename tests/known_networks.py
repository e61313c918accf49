"""Networks of the literature, and random ones, as netmap and as networkx have them."""

from __future__ import annotations

import random

import networkx as nx
from cities import city

from netmap.landscape import Landscape
from netmap.model import Actor, Cooperation, Record
from netmap.network.graph import Network, network


def landscape_of(graph: nx.Graph) -> Landscape:
    """Return a landscape whose actors are the graph's nodes, in their order, and whose ties are its edges."""
    seats = {node: f"n{seat:04}" for seat, node in enumerate(graph)}
    kind = "referral" if graph.is_directed() else "joint_offer"
    records: list[Record] = [Actor(id=seat, name=str(node)) for node, seat in seats.items()]
    for number, (a, b, data) in enumerate(graph.edges(data=True)):
        ends = {"source": seats[a], "target": seats[b], "intensity": data.get("intensity")}
        records.append(Cooperation.model_validate({"id": f"t{number}", "kind": kind, **ends}))
    return city(*records)


def network_of(graph: nx.Graph, *, weighted: bool = False) -> Network:
    return network(landscape_of(graph), directed=graph.is_directed(), weight="intensity" if weighted else None)


def recorded_network_of(graph: nx.Graph, seed: int) -> Network:
    """Return the network of a graph as people record it: some ties twice, some of an actor with itself; not weighted."""
    rng = random.Random(seed)  # noqa: S311
    landscape = landscape_of(graph)
    twice = [one for one in landscape.cooperations.values() if rng.random() < 0.3]
    again: list[Record] = [one.model_copy(update={"id": f"{one.id}-again", "intensity": None}) for one in twice]
    alone = [one for one in landscape.actors if rng.random() < 0.2]
    again += [Cooperation(id=f"{one}-alone", source=one, target=one) for one in alone]
    return network(landscape.replace(again), directed=graph.is_directed())


def random_graph(seed: int) -> nx.Graph:
    """Return a small random graph, often in pieces or with isolates; odd seeds are directed, edges have intensities."""
    rng = random.Random(seed)  # noqa: S311
    graph = nx.gnp_random_graph(rng.randint(1, 14), rng.random() * 0.4, seed=seed, directed=seed % 2 == 1)
    for *_, data in graph.edges(data=True):
        data["intensity"] = rng.randint(1, 4)
    return graph


def undirected(graph: nx.Graph) -> nx.Graph:
    return graph.to_undirected() if graph.is_directed() else graph
