"""How the recorded network hangs together: distances, clustering, who keeps to its own, and which parts it falls into."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from netmap.locale import alphabetical
from netmap.network import mixing as mixed
from netmap.network.cohesion import (
    betweenness_centralisation,
    clustering,
    degree_centralisation,
    distances,
    undirected,
)
from netmap.network.communities import Communities, communities
from netmap.network.graph import Network
from netmap.network.measures import PIVOTS, betweenness

Progress = Callable[[float], None]


@dataclass(frozen=True)
class ActorEiRow:
    """Hold how far one actor's ties go to other groups: partners of another group, of its own, and the E-I index."""

    actor: str
    name: str
    group: str
    external: int
    internal: int
    ei_index: float | None


@dataclass(frozen=True)
class MixingRow:
    """Hold how many of the possible pairs of two groups (or within one) are tied; `density` is None for no possible pair."""

    group: str
    other: str
    tied: int
    possible: int
    density: float | None


@dataclass(frozen=True)
class CommunityRow:
    """Hold one part of the network that is more closely tied within: its actors in alphabetical order, by id and name.

    `held` is the share of its pairs that stayed together in the other runs. `groups` counts its actors by group.
    """

    number: int
    size: int
    held: float
    groups: tuple[tuple[str, int], ...]
    actors: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True)
class Cohesion:
    """Hold what `cohesion` finds; None where a figure is not defined.

    Distances are in steps within the largest connected part, from `distance_pivots` starting points where that is not None:
    then with `distance_error`, and the diameter is a lower bound. `clustering` is the mean over actors, `transitivity` the
    share of all pairs with a common partner that are tied. Centralisations are Freeman's, from 0 to 1, that of betweenness
    estimated where `betweenness_pivots` says from how many starting points. The E-I rows go by the grouping `by`.
    `communities` are by size, without actors that have no tie.
    """

    by: str
    average_distance: float | None
    distance_error: float | None
    distance_pivots: int | None
    diameter: int | None
    clustering: float | None
    transitivity: float | None
    degree_centralisation: float | None
    betweenness_centralisation: float | None
    betweenness_pivots: int | None
    ei_groups: tuple[mixed.GroupEi, ...]
    ei_actors: tuple[ActorEiRow, ...]
    mixing: tuple[MixingRow, ...]
    modularity: float | None
    stability: float | None
    community_runs: int
    communities: tuple[CommunityRow, ...]
    forums: int


def cohesion(
    net: Network, *, groups: Sequence[str] | None = None, by: str = "sector", progress: Progress | None = None
) -> Cohesion:
    """Return how a network hangs together; `groups` has one for each of its actors, `by` says what they go by.

    Without `groups` these are the sectors. Directions are ignored. `progress` is told the share of work done.

    >>> from netmap.landscape import Landscape
    >>> from netmap.model import Actor, Cooperation, Settings
    >>> from netmap.network.graph import network
    >>> records = [Actor(id=x, name=x) for x in "abc"] + [Cooperation(id=x, source=x[0], target=x[1]) for x in ("ab", "bc")]
    >>> found = cohesion(network(Landscape(Settings(id="c", name="C"), records)))
    >>> found.diameter, found.transitivity, found.degree_centralisation
    (2, 0.0, 1.0)
    """
    given = net.sectors if groups is None else tuple(groups)
    tell = progress or _nobody
    far, (near, closed) = distances(net), clustering(net)
    tell(0.4)
    spread = betweenness(undirected(net))
    tell(0.7)
    parts = communities(net)
    tell(0.9)
    return Cohesion(
        by=by,
        average_distance=far.mean,
        distance_error=far.error,
        distance_pivots=far.pivots,
        diameter=far.diameter,
        clustering=near,
        transitivity=closed,
        degree_centralisation=degree_centralisation(net),
        betweenness_centralisation=betweenness_centralisation(net, spread.values),
        betweenness_pivots=None if spread.standard_errors is None else PIVOTS,
        ei_groups=tuple(mixed.ei_groups(net, given)),
        ei_actors=tuple(_ei_actors(net, given)),
        mixing=tuple(_mixing(net, given)),
        modularity=parts.modularity,
        stability=parts.stability,
        community_runs=parts.runs,
        communities=tuple(_communities(net, given, parts)),
        forums=net.forums,
    )


def _nobody(_share: float) -> None: ...


def _ei_actors(net: Network, groups: Sequence[str]) -> list[ActorEiRow]:
    """Return the actors that have ties between known groups, those with the most across first."""
    external, internal = mixed.ei_ends(net, groups)
    rows = [
        ActorEiRow(net.ids[i], net.names[i], groups[i], int(external[i]), int(internal[i]), _index(external[i], internal[i]))
        for i in (external + internal).nonzero()[0].tolist()
        if net.ranked[i]
    ]
    return sorted(rows, key=lambda row: (-(row.ei_index or 0), -row.external, alphabetical(row.name), row.actor))


def _index(external: Any, internal: Any) -> float | None:
    return mixed.ei(int(external), int(internal))


def _mixing(net: Network, groups: Sequence[str]) -> list[MixingRow]:
    found = mixed.mixing(net, groups)
    k = len(found.names)
    places = [(i, j, int(found.tied[i, j]), int(found.possible[i, j])) for i in range(k) for j in range(i, k)]
    return [
        MixingRow(found.names[i], found.names[j], tied, possible, tied / possible if possible else None)
        for i, j, tied, possible in places
    ]


def _communities(net: Network, groups: Sequence[str], parts: Communities) -> list[CommunityRow]:
    inside: list[list[int]] = [[] for _size in parts.sizes]
    for seat, number in enumerate(parts.member.tolist()):
        if number >= 0:
            inside[number].append(seat)
    rows = []
    for number, seats in enumerate(inside):
        seats.sort(key=lambda seat: (alphabetical(net.names[seat]), net.ids[seat]))
        counts = Counter(groups[seat] for seat in seats)
        rows.append(
            CommunityRow(
                number=number + 1,
                size=len(seats),
                held=float(parts.held[number]),
                groups=tuple(sorted(counts.items(), key=lambda one: (-one[1], one[0]))),
                actors=tuple(net.ids[seat] for seat in seats),
                names=tuple(net.names[seat] for seat in seats),
            )
        )
    return rows


def nameless(found: Cohesion) -> Cohesion:
    """Return the figures without single actors, for editions that neither measure nor sort organisations by name."""
    parts = tuple(replace(one, actors=(), names=()) for one in found.communities)
    return replace(found, ei_actors=(), communities=parts)
