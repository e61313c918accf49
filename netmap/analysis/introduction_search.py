"""The search for pairs that may be introduced: of each occasion the best, in turn, and nobody too often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest
from typing import Final

import numpy as np

from netmap.analysis.introduction_occasions import CONFIRMED, Occasion
from netmap.analysis.introduction_pairs import Known, Seats
from netmap.locale import alphabetical
from netmap.network.arrays import Ints
from netmap.network.graph import Network

MOST_PER_ACTOR: Final = 2
"""In so many introductions one actor is named at most, so that the list is not about one hub."""


def introduction_id(first: str, second: str) -> str:
    """Return the id of the introduction of two actors, whichever is named first.

    >>> introduction_id("vhs", "amt")
    'introduction/amt/vhs'
    """
    return f"introduction/{min(first, second)}/{max(first, second)}"


def in_turn(occasions: Sequence[Occasion]) -> list[Occasion]:
    """Return occasions in the order of their turn: what somebody confirmed by weight, then of each kind one in turn.

    >>> named = [("gap", "a", 30.0), ("transition", "b", 45.0), ("transition", "c", 45.0), ("gap", "d", 150.0)]
    >>> [one.id for one in in_turn([Occasion(kind, key, "", "", weight, "", ()) for kind, key, weight in named])]
    ['d', 'b', 'a', 'c']
    """
    by_weight = sorted(occasions, key=lambda one: -one.weight)
    sure = [one for one in by_weight if one.weight >= CONFIRMED]
    queues: dict[str, list[Occasion]] = {}
    for one in by_weight[len(sure) :]:
        queues.setdefault(one.kind, []).append(one)
    turns = zip_longest(*queues.values())
    return [*sure, *(one for turn in turns for one in turn if one is not None)]


def ranks_of(net: Network) -> Ints:
    """Return each actor's place in the alphabet, so that the order of records and ids makes no difference."""
    keys = [(alphabetical(name), one) for name, one in zip(net.names, net.ids, strict=True)]
    ranks = np.empty(len(keys), dtype=np.int64)
    ranks[sorted(range(len(keys)), key=keys.__getitem__)] = np.arange(len(keys))
    return ranks


Pair = tuple[Occasion, int, int, int]


@dataclass(frozen=True, eq=False)
class Search:
    """Hold what the search looks things up in: the network, seats and carriers, who knows whom, which ids are closed."""

    net: Network
    seats: Seats
    barred: Known
    closed: Collection[str]

    ranks: Ints

    def choose(self, given: Sequence[Occasion], limit: int) -> list[Pair]:
        """Take a pair of each occasion in turn, then a second one of each, until there are enough or no more."""
        waiting = [(one, self.pairs(one)) for one in given]
        chosen: list[Pair] = []
        named: Counter[int] = Counter()
        taken: set[tuple[int, int]] = set()
        while waiting and len(chosen) < limit:
            left = []
            for one, pairs in waiting:
                if len(chosen) >= limit:
                    break
                found = next((pair for pair in pairs if self._free(pair, taken, named)), None)
                if found is not None:
                    first, second, shared = found
                    chosen.append((one, first, second, shared))
                    taken.add((first, second))
                    named.update((first, second))
                    left.append((one, pairs))
            waiting = left
        # in the first rounds stand the best of each, but people read by urgency
        order = {id(one): at for at, one in enumerate(given)}
        return sorted(chosen, key=lambda pair: order[id(pair[0])])

    def _free(self, pair: tuple[int, int, int], taken: Collection[tuple[int, int]], named: Counter[int]) -> bool:
        return pair[:2] not in taken and max(named[pair[0]], named[pair[1]]) < MOST_PER_ACTOR

    def pairs(self, one: Occasion) -> Iterator[tuple[int, int, int]]:
        """Yield an occasion's pairs that may be proposed, those with most shared partners first, then by name."""
        sides = [(self._seated(first), self._seated(second)) for first, second in one.sides]
        sides = [(first, second) for first, second in sides if len(first) and len(second)]
        seen: set[tuple[int, int]] = set()
        shared = (found for first, second in sides for found in self._with_shared(first, second))
        order = sorted(shared, key=lambda found: (-found[2], self._ranked(found[0], found[1])))
        unshared = ((a, b, 0) for first, second in sides for a, b in self._all(first, second))
        for a, b, count in chain(order, unshared):
            pair = (a, b) if self.ranks[a] < self.ranks[b] else (b, a)
            if pair not in seen and self._may(*pair):
                seen.add(pair)
                yield (*pair, count)

    def _ranked(self, first: int, second: int) -> tuple[int, int]:
        low, high = sorted((int(self.ranks[first]), int(self.ranks[second])))
        return low, high

    def _seated(self, ids: Sequence[str]) -> Ints:
        """Return the seats of actors, each once, in the order of their names."""
        there = {self.seats.of[one] for one in ids if one in self.seats.of}
        return np.array(sorted(there, key=lambda seat: int(self.ranks[seat])), dtype=np.int64)

    def _with_shared(self, first: Ints, second: Ints) -> Iterator[tuple[int, int, int]]:
        table = (self.net.adjacency[first] @ self.net.adjacency[:, second]).tocoo()
        rows, columns, shared = first[table.row], second[table.col], table.data.astype(np.int64)
        yield from zip(rows.tolist(), columns.tolist(), shared.tolist(), strict=True)

    def _all(self, first: Ints, second: Ints) -> Iterator[tuple[int, int]]:
        tops = {self.seats.tops[one] for one in second.tolist()}
        for a in first.tolist():
            if any(self.seats.tops[a].isdisjoint(one) for one in tops):  # else all of the others are of its carrier
                for b in second.tolist():
                    yield a, b

    def _may(self, first: int, second: int) -> bool:
        return (
            first != second
            and not self.barred.tied(first, second)
            and self.seats.tops[first].isdisjoint(self.seats.tops[second])
            and introduction_id(self.net.ids[first], self.net.ids[second]) not in self.closed
        )
