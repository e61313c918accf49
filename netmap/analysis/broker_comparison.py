"""Two networks side by side: all actors, and without some, above all without the hub that the mapper herself is."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from netmap.locale import alphabetical
from netmap.network.arrays import Arrays, Bools, Floats, Ints
from netmap.network.graph import Network
from netmap.network.removal import Removal
from netmap.network.stability import SAME, ranks

Band = Literal["top", "middle", "others"]
TOP_SHARE: Final = 0.1
MIDDLE_SHARE: Final = 0.3
FIRST: Final = 10
"""So many ranks are looked at side by side, beside all at the top."""


@dataclass(frozen=True)
class Standing:
    """Hold how the actors stand in one network, by id; `untied` are those without a tie in it."""

    without: tuple[str, ...]
    rank: dict[str, int]
    betweenness: dict[str, float]
    band: dict[str, Band]
    cutpoints: frozenset[str]
    untied: frozenset[str]
    components: int


@dataclass(frozen=True)
class Side:
    """Hold how one actor stands with all others and without some; None where it is not there."""

    actor: str
    name: str
    rank_with_all: int | None
    rank_without: int | None
    band_with_all: Band | None
    band_without: Band | None


@dataclass(frozen=True)
class Comparison:
    """Hold what changes when the actors `without` are left out; all but `first` are names in alphabetical order.

    `first` are those at the top, or among the first ten, on either side, also those left out, in the order of the ranks with
    all. `components` count the parts that hold two actors or more. Those left out are no change of their own: they are named
    in `without` only.
    """

    without: tuple[str, ...]
    first: tuple[Side, ...]
    joins_top: tuple[str, ...]
    leaves_top: tuple[str, ...]
    new_cutpoints: tuple[str, ...]
    lost_cutpoints: tuple[str, ...]
    untied: tuple[str, ...]
    components_with_all: int
    components_without: int


def bands(by_paths: Ints, values: Floats, ranked: Bools) -> list[Band]:
    """Return the band of each rank: a tenth is at the top, the next fifth in the middle; who is on no path is neither."""
    of = int(ranked.sum())
    return [_band(rank, of, value) for rank, value in zip(by_paths.tolist(), values.tolist(), strict=True)]


def _band(rank: int, of: int, value: float) -> Band:
    if not rank or value < SAME or rank > math.ceil(of * MIDDLE_SHARE):
        return "others"
    return "top" if rank <= math.ceil(of * TOP_SHARE) else "middle"


def standing(net: Network, values: Floats, gone: Removal, without: Collection[str]) -> Standing:
    """Return how the ranked actors of a network stand in it, given their betweenness and what their removal does."""
    by_paths = ranks(values, net.ranked)
    order = bands(by_paths, values, net.ranked)
    who = np.flatnonzero(net.ranked).tolist()
    sizes = gone.component_sizes[gone.component]
    return Standing(
        without=tuple(sorted(without)),
        rank={net.ids[i]: int(by_paths[i]) for i in who},
        betweenness={net.ids[i]: max(0.0, float(values[i])) for i in who},
        band={net.ids[i]: order[i] for i in who},
        cutpoints=frozenset(net.ids[i] for i in who if gone.cutpoint[i]),
        untied=frozenset(net.ids[i] for i in who if sizes[i] == 1),
        components=int((gone.component_sizes > 1).sum()),
    )


def compared(one: Standing, other: Standing, columns: Arrays) -> Comparison:
    """Return what changes from the network of all to the one without some; which of the two is which, they say.

    `columns` name all actors of the day, also offices of one person, which are in neither network.
    """
    whole, part = (other, one) if one.without else (one, other)
    names = dict(zip(columns.actor_ids, columns.names, strict=True))

    def said(ids: Collection[str]) -> tuple[str, ...]:
        return tuple(sorted((names.get(one, one) for one in ids), key=alphabetical))

    stay = part.rank.keys()
    top_before, top_after = ({one for one, band in each.band.items() if band == "top"} for each in (whole, part))
    return Comparison(
        without=said(set(part.without)),
        first=_first(whole, part, names),
        joins_top=said(top_after - top_before),
        leaves_top=said((top_before - top_after) & stay),
        new_cutpoints=said(part.cutpoints - whole.cutpoints),
        lost_cutpoints=said((whole.cutpoints - part.cutpoints) & stay),
        untied=said(part.untied - whole.untied),
        components_with_all=whole.components,
        components_without=part.components,
    )


def _first(whole: Standing, part: Standing, names: Mapping[str, str]) -> tuple[Side, ...]:
    sides = [
        Side(
            actor=one,
            name=names.get(one, one),
            rank_with_all=whole.rank.get(one),
            rank_without=part.rank.get(one),
            band_with_all=whole.band.get(one),
            band_without=part.band.get(one),
        )
        for one in {**whole.rank, **part.rank}
        if any(side.band.get(one) == "top" or side.rank.get(one, FIRST + 1) <= FIRST for side in (whole, part))
    ]
    behind = len(whole.rank) + 1  # who is there without the others only, since its ties were theirs
    return tuple(sorted(sides, key=lambda side: (side.rank_with_all or behind, alphabetical(side.name), side.actor)))
