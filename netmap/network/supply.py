"""What is offered, to whom and where, as columns: what the coverage cube is counted from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from typing import Any, Final

import numpy as np

from netmap.landscape import Landscape
from netmap.model import District, GapNote, Inventory, Need, Survey, Term
from netmap.network.day import NEVER, Bools, Day, Ints, bools, each, ints, last
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


def _pairs(lists: Sequence[Sequence[str]], places: Mapping[str, int]) -> Pairs:
    """Return who names what, each once, leaving out what has no place."""
    of = np.repeat(np.arange(len(lists), dtype=np.int64), ints(map(len, lists)))
    to = ints(map(places.get, chain.from_iterable(lists), repeat(-1)))
    of, to = of[to >= 0], to[to >= 0]
    named = of * len(places) + to
    order = np.argsort(named, kind="stable")  # of the same ones the first comes first
    again = np.zeros(len(named), dtype=np.bool_)
    again[order[1:]] = named[order[1:]] == named[order[:-1]]
    return Pairs(of[~again], to[~again])


def _offers(rows: Sequence[OfferRow], where: Mapping[str, int], keys: _Keys, day: Day) -> Offers:
    (
        ids, areas, formats, groups, citywide, districts, providers, languages, cefr_from, cefr_to,
        free, childcare, accessible, capacity, basis, seen, since, until,
    ) = zip(*rows, strict=True) if rows else repeat((), 18)  # fmt: skip
    levels = {"": 0, **{level: place for place, level in enumerate(CEFR, 1)}}
    signs = {None: 0, False: -1, True: 1}
    provider = _pairs(providers, where)
    # an offer that loses its last provider is gone with it
    provided = (np.bincount(provider.of, minlength=len(rows)) > 0) | bools(not some for some in providers)
    return Offers(
        ids=ids,
        held=bools(map(day.holds, since, until)) & provided,
        area=ints(each(lambda area: keys.areas.get(area, -1), areas)),
        formats=formats,
        group=_pairs(groups, keys.groups),
        everyone=bools(ALL in some for some in groups),
        citywide=bools(map(keys.everywhere, citywide, districts)),
        district=_pairs(districts, keys.districts),
        provider=provider,
        languages=tuple(map(tuple, languages)),
        cefr_from=ints(map(levels.__getitem__, cefr_from)),
        cefr_to=ints(map(levels.__getitem__, cefr_to)),
        free=ints(map(signs.__getitem__, free)),
        childcare=ints(map(signs.__getitem__, childcare)),
        accessible=ints(map(signs.__getitem__, accessible)),
        capacity=ints(-1 if places is None else places for places in capacity),
        basis=ints(each(BASES.index, basis)),
        **_witness(seen, day),
    )


def _reach(rows: Sequence[ReachRow], keys: _Keys, day: Day) -> Reach:
    _ids, areas, groups, citywide, districts, seen = zip(*rows, strict=True) if rows else repeat((), 6)
    return Reach(
        area=_pairs(areas, keys.areas),
        group=_pairs(groups, keys.groups),
        everyone=bools(ALL in some for some in groups),
        citywide=bools(map(keys.everywhere, citywide, districts)),
        district=_pairs(districts, keys.districts),
        **_witness(seen, day),
    )


def _witness(dates: Sequence[str], day: Day) -> dict[str, Any]:
    """Return the columns of the newest evidence by the day."""
    seen = tuple(each(day.newest, dates))
    return {
        "freshness": ints(each(day.freshness, seen)),
        "seen": seen,
        "seen_on": ints(each(lambda date: last(date) if date else NEVER, seen)),
        "seen_in": ints(each(lambda date: int(date[:4]) if date else NEVER, seen)),
    }
