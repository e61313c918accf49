"""What is offered, to whom and where, as columns: what the coverage cube is counted from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from netmap.landscape import Landscape
from netmap.model import District, GapNote, Inventory, Need, Survey, Term
from netmap.network.day import NEVER, Bools, Day, Ints, bools, ints, last
from netmap.values import CEFR
from netmap.vocabulary import Vocabulary

ALL: Final = "all"
BASES: Final = ("unknown", "stock", "per_year")
FRAME: Final = (Term, District, Need, Inventory, GapNote, Survey)
"""The kinds of which there are few, and which stay records."""

OfferRow = tuple[
    str, str, str, Sequence[str], bool | int, Sequence[str], Sequence[str], Sequence[str], str, str,
    bool | None, bool | None, bool | None, int | None, str, str | None, str | None, str | None,
]  # fmt: skip
ReachRow = tuple[str, Sequence[str], Sequence[str], bool | int, Sequence[str], str | None]


@dataclass(frozen=True, eq=False)
class Pairs:
    """Hold what belongs to what: `of` the position of the one, `to` that of the other, in the order of the former."""

    of: Ints
    to: Ints

    def starts(self, count: int) -> Ints:
        """Return where in `to` those of each of `count` begin, and at last where they end."""
        return np.concatenate([[0], np.cumsum(np.bincount(self.of, minlength=count))]).astype(np.int64)


@dataclass(frozen=True, eq=False)
class Offers:
    """Hold the offers of every day as columns, in the order of their ids; `held` are those that exist on the day.

    `area`, `group` and `district` are positions in the vocabularies and in `Supply.districts` (-1, or none: not known);
    `provider` are positions of actors. `citywide` is also what lists all districts; `everyone` names the group `all`.
    `cefr_from` and `cefr_to` count from 1 (0: not known). `free`, `childcare` and `accessible` are 1, -1 or 0 (not known).
    `capacity` is -1 where not known, `basis` a position in BASES. `seen` is the newest evidence by the day as written,
    `seen_on` the ordinal of its last day and `seen_in` its year (NEVER: none).
    """

    ids: tuple[str, ...]
    held: Bools
    area: Ints
    formats: tuple[str, ...]
    group: Pairs
    everyone: Bools
    citywide: Bools
    district: Pairs
    provider: Pairs
    languages: tuple[tuple[str, ...], ...]
    cefr_from: Ints
    cefr_to: Ints
    free: Ints
    childcare: Ints
    accessible: Ints
    capacity: Ints
    basis: Ints
    freshness: Ints
    seen: tuple[str, ...]
    seen_on: Ints
    seen_in: Ints


@dataclass(frozen=True, eq=False)
class Reach:
    """Hold where the actors of the day are active, by position: areas, target groups, districts, and when it was seen."""

    area: Pairs
    group: Pairs
    everyone: Bools
    citywide: Bools
    district: Pairs
    freshness: Ints
    seen: tuple[str, ...]
    seen_on: Ints
    seen_in: Ints


@dataclass(frozen=True, eq=False)
class Supply:
    """Hold offers and the reach of actors as columns, and, as records, the few things that they are measured by.

    `frame` is the landscape of every day with nothing but `FRAME`, and the name of its coordinating office;
    `districts` are the ids of those that exist on the day, in the order of their codes.
    """

    frame: Landscape
    districts: tuple[str, ...]
    offers: Offers
    reach: Reach


def frame_of(landscape: Landscape) -> Landscape:
    """Return the settings and the few records of `FRAME`."""
    return Landscape(landscape.settings, (one for kind in FRAME for one in landscape.table(kind).values()))


def reach_row(told: Mapping[str, Any], seen: str) -> ReachRow:
    """Return the columns of an actor that say where it is active."""
    citywide = told["citywide"]
    return told["id"], told["areas"], told["target_groups"], citywide, told["districts"], seen


def offer_row(told: Mapping[str, Any], seen: str) -> OfferRow:
    """Return the columns of an offer; `seen` are the dates of its evidence, joined by commas."""
    return (
        told["id"], told["area"], told["format"], told["target_groups"], told["citywide"], told["districts"],
        told["providers"], told["languages"], told["cefr_from"], told["cefr_to"], told["free_of_charge"],
        told["childcare"], told["accessible"], told["capacity"], told["capacity_basis"], seen, told["since"], told["until"],
    )  # fmt: skip


def supply(
    offers: Iterable[OfferRow], reach: Iterable[ReachRow], where: Mapping[str, int], frame: Landscape, day: Day
) -> Supply:
    """Build the columns from rows; `where` has the positions of the actors that exist on the day."""
    existing = [one for one in frame.districts.values() if day.holds(one.since, one.until)]
    districts = tuple(one.id for one in sorted(existing, key=lambda one: (one.code, one.name, one.id)))
    keys = _Keys(frame.vocabulary, districts)
    rows = sorted(offers, key=lambda row: row[0])
    active = sorted((row for row in reach if row[0] in where), key=lambda row: row[0])
    return Supply(frame, districts, _offers(rows, where, keys, day), _reach(active, keys, day))


class _Keys:
    """Hold the positions of areas, groups and districts."""

    def __init__(self, words: Vocabulary, districts: Sequence[str]) -> None:
        self.areas = {key: place for place, key in enumerate(words["areas"])}
        self.groups = {key: place for place, key in enumerate(words["target_groups"])}
        self.districts = {key: place for place, key in enumerate(districts)}

    def everywhere(self, citywide: bool | int, districts: Sequence[str]) -> bool:
        """Tell whether something is in all districts; listing all of them is the same as saying so."""
        return bool(citywide) or bool(self.districts and len(districts) >= len(self.districts)
                                      and self.districts.keys() <= set(districts))  # fmt: skip


def _pairs(lists: Iterable[Sequence[str]], places: Mapping[str, int]) -> Pairs:
    """Return who names what, each once, leaving out what has no place."""
    of: list[int] = []
    to: list[int] = []
    for number, names in enumerate(lists):
        for place in dict.fromkeys(places[one] for one in names if one in places):
            of.append(number)
            to.append(place)
    return Pairs(ints(of), ints(to))


def _offers(rows: Sequence[OfferRow], where: Mapping[str, int], keys: _Keys, day: Day) -> Offers:
    seen = tuple(day.newest(row[15]) for row in rows)
    levels = {"": 0, **{level: place for place, level in enumerate(CEFR, 1)}}
    signs = {None: 0, False: -1, True: 1}
    return Offers(
        ids=tuple(row[0] for row in rows),
        # an offer that loses its last provider is gone with it
        held=bools(day.holds(row[16], row[17]) and (not row[6] or any(one in where for one in row[6])) for row in rows),
        area=ints(keys.areas.get(row[1], -1) for row in rows),
        formats=tuple(row[2] for row in rows),
        group=_pairs((row[3] for row in rows), keys.groups),
        everyone=bools(ALL in row[3] for row in rows),
        citywide=bools(keys.everywhere(row[4], row[5]) for row in rows),
        district=_pairs((row[5] for row in rows), keys.districts),
        provider=_pairs((row[6] for row in rows), where),
        languages=tuple(tuple(row[7]) for row in rows),
        cefr_from=ints(levels[row[8]] for row in rows),
        cefr_to=ints(levels[row[9]] for row in rows),
        free=ints(signs[row[10]] for row in rows),
        childcare=ints(signs[row[11]] for row in rows),
        accessible=ints(signs[row[12]] for row in rows),
        capacity=ints(-1 if row[13] is None else row[13] for row in rows),
        basis=ints(BASES.index(row[14]) for row in rows),
        freshness=ints(day.freshness(one) for one in seen),
        seen=seen,
        seen_on=ints(last(one) if one else NEVER for one in seen),
        seen_in=ints(int(one[:4]) if one else NEVER for one in seen),
    )


def _reach(rows: Sequence[ReachRow], keys: _Keys, day: Day) -> Reach:
    seen = tuple(day.newest(row[5]) for row in rows)
    return Reach(
        area=_pairs((row[1] for row in rows), keys.areas),
        group=_pairs((row[2] for row in rows), keys.groups),
        everyone=bools(ALL in row[2] for row in rows),
        citywide=bools(keys.everywhere(row[3], row[4]) for row in rows),
        district=_pairs((row[4] for row in rows), keys.districts),
        freshness=ints(day.freshness(one) for one in seen),
        seen=seen,
        seen_on=ints(last(one) if one else NEVER for one in seen),
        seen_in=ints(int(one[:4]) if one else NEVER for one in seen),
    )
