"""What stands in the fields of the cube: offers and active actors laid out over areas, groups and places in one pass."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from netmap.analysis.cube import Frame
from netmap.analysis.offer_filter import UNKNOWN, YES, OfferFilter
from netmap.analysis.rows import ALL_GROUPS, GROUP_UNKNOWN
from netmap.network.day import Bools, Ints
from netmap.network.supply import Offers, Pairs, Reach

CITY, EVERYWHERE, FIRST = 0, 1, 2
"""Places: the city, all of its districts at once, and the first of the districts themselves."""
NOBODY: Final = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, eq=False)
class Axes:
    """Hold the positions of areas ("" for all), rows (groups, and the margins over them) and places."""

    areas: dict[str, int]
    rows: dict[str, int]
    places: dict[str | None, int]

    @property
    def size(self) -> int:
        """Return how many fields there are."""
        return len(self.areas) * len(self.rows) * (len(self.places) + 1)

    def key(self, area: str, group: str, place: int) -> int:
        """Return the number of a field."""
        return (self.areas[area] * len(self.rows) + self.rows[group]) * (len(self.places) + 1) + place


@dataclass(frozen=True, eq=False)
class Slots:
    """Hold, for each field by its number, the positions of what stands there, in their order."""

    axes: Axes
    starts: list[int]
    found: Ints

    def at(self, area: str, group: str, *places: int) -> Ints:
        """Return what stands in one field, or in several places of one, which share nothing."""
        if not len(self.found):
            return NOBODY
        parts = []
        for place in places:
            key = self.axes.key(area, group, place)
            if (start := self.starts[key]) < (end := self.starts[key + 1]):
                parts.append(self.found[start:end])
        if len(parts) < 2:
            return parts[0] if parts else NOBODY
        both = np.concatenate(parts)
        both.sort()
        return both


@dataclass(frozen=True, eq=False)
class Sheet:
    """Hold the contents of all fields: offers, those that may be asked for, those of other days, and active actors.

    `named` are the offers that name the very group (or stand in a margin); the others are for all newcomers.
    """

    offers: Slots
    named: Slots
    unsettled: Slots
    other_days: Slots
    actors: Slots
    unplaced: Bools


def axes_of(frame: Frame) -> Axes:
    """Return the positions of everything that the cube tells apart."""
    return Axes(
        areas={key: place for place, key in enumerate([*frame.areas, ""])},
        rows={key: place for place, key in enumerate([*frame.groups, GROUP_UNKNOWN, ALL_GROUPS])},
        places={None: CITY, **{key: place for place, key in enumerate(frame.districts, FIRST)}},
    )


def filled(frame: Frame, wanted: OfferFilter, *, margins: bool = True) -> Sheet:
    """Lay offers and active actors out over the fields, and over the margins, which are as much again, where asked for."""
    axes, offers = axes_of(frame), frame.supply.offers
    admitted = wanted.admits(offers)
    rows, named = _rows(frame, axes, offers.group, offers.everyone, margins=margins)
    places = _places(offers)
    area = _areas(frame, axes)[offers.area]
    known = area >= 0

    def laid(which: Bools, of_rows: Pairs = rows) -> Slots:
        return _slots(axes, _of_areas(area, which & known, axes, margins=margins), of_rows, places)

    return Sheet(
        offers=laid(offers.held & (admitted == YES)),
        named=laid(offers.held & (admitted == YES), Pairs(rows.of[named], rows.to[named])),
        unsettled=laid(offers.held & (admitted == UNKNOWN)),
        other_days=laid(~offers.held & (admitted == YES)),
        actors=_actors(frame, axes, margins=margins),
        unplaced=~offers.citywide & (np.bincount(offers.district.of, minlength=len(offers.ids)) == 0),
    )


def _actors(frame: Frame, axes: Axes, *, margins: bool) -> Slots:
    """Lay out the actors; who keeps the list is in every field, and serves in none."""
    reach, ids = frame.supply.reach, frame.columns.actor_ids
    office = frame.supply.frame.settings.coordinating_office
    serves = np.fromiter((one != office for one in ids), dtype=np.bool_, count=len(ids))
    area = _areas(frame, axes)[reach.area.to]
    kept = (area >= 0) & serves[reach.area.of]
    of, to = reach.area.of[kept], area[kept]
    if margins:
        anywhere = np.unique(of)
        of = np.concatenate([of, anywhere])
        to = np.concatenate([to, np.full(len(anywhere), axes.areas[""], dtype=np.int64)])
    rows, _named = _rows(frame, axes, reach.group, reach.everyone, margins=margins)
    return _slots(axes, _sorted(of, to), rows, _places(reach))


def _areas(frame: Frame, axes: Axes) -> Ints:
    """Return for each area of the vocabulary its place in the cube, and -1 for the others and for none."""
    keys = frame.supply.frame.vocabulary["areas"]
    return np.array([*(axes.areas.get(key, -1) for key in keys), -1], dtype=np.int64)


def _of_areas(area: Ints, which: Bools, axes: Axes, *, margins: bool) -> Pairs:
    """Return each offer with its area, and with `margins` once more for the one over all areas."""
    of = np.flatnonzero(which)
    if not margins:
        return Pairs(of, area[of])
    return Pairs(np.repeat(of, 2), np.column_stack([area[of], np.full(len(of), axes.areas[""])]).ravel())


def _rows(frame: Frame, axes: Axes, group: Pairs, everyone: Bools, *, margins: bool) -> tuple[Pairs, Bools]:
    """Return the rows in which each thing counts, with `margins` that over all groups, too, and whether it names the row.

    What is for all newcomers counts in every group; what names no group of the dimension only in the row of unknown group.
    """
    words = frame.supply.frame.vocabulary["target_groups"]
    where = np.array([axes.rows.get(key, -1) if key in frame.groups else -1 for key in words], dtype=np.int64)
    row = where[group.to]
    named = Pairs(group.of[row >= 0], row[row >= 0])
    count, groups = len(everyone), len(frame.groups)
    says = np.zeros((count, len(axes.rows)), dtype=np.bool_)
    says[named.of, named.to] = True
    says[:, axes.rows[GROUP_UNKNOWN]] = ~everyone & ~says.any(axis=1)
    says[:, axes.rows[ALL_GROUPS]] = margins
    stands = says.copy()
    stands[everyone, :groups] = True
    of, to = np.nonzero(stands)
    return Pairs(of, to), says[of, to]


def _places(things: Offers | Reach) -> Pairs:
    """Return where each thing stands: always in the city, and in all districts or in those it names."""
    count = len(things.citywide)
    listed = ~things.citywide[things.district.of]
    everywhere = np.flatnonzero(things.citywide)
    of = np.concatenate([np.arange(count), everywhere, things.district.of[listed]])
    places = [np.full(count, CITY), np.full(len(everywhere), EVERYWHERE), things.district.to[listed] + FIRST]
    return _sorted(of, np.concatenate(places))


def _sorted(of: Ints, to: Ints) -> Pairs:
    order = np.argsort(of, kind="stable")
    return Pairs(of[order].astype(np.int64), to[order].astype(np.int64))


def _slots(axes: Axes, areas: Pairs, rows: Pairs, places: Pairs) -> Slots:
    """Put each thing into every field of its areas, rows and places."""
    count = 1 + max((int(one.of[-1]) for one in (areas, rows, places) if len(one.of)), default=-1)
    of, first = _joined(areas.of, np.arange(len(areas.of)), rows, count)
    row = rows.to[first[1]]
    area = areas.to[first[0]]
    of, second = _joined(of, np.arange(len(of)), places, count)
    key = (area[second[0]] * len(axes.rows) + row[second[0]]) * (len(axes.places) + 1) + places.to[second[1]]
    order = np.argsort(key, kind="stable")  # what stands in a field stays in its order
    starts = np.concatenate([[0], np.cumsum(np.bincount(key, minlength=axes.size))]).astype(np.int64)
    return Slots(axes, starts.tolist(), of[order])


def _joined(of: Ints, which: Ints, other: Pairs, count: int) -> tuple[Ints, tuple[Ints, Ints]]:
    """Return every pair of an entry and one of `other` for the same thing: the thing, and the positions of both."""
    starts = other.starts(count)
    many = starts[of + 1] - starts[of]
    left = np.repeat(which, many)
    offset = np.arange(len(left)) - np.repeat(np.cumsum(many) - many, many)
    return of[left], (left, np.repeat(starts[of], many) + offset)
