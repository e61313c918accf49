"""The cells of the coverage cube: what stands in a field, what may belong there, and the state that this is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from netmap.analysis.cube import Frame, OfferFilter, inventory_of, near_formats, need_of
from netmap.analysis.rows import ALL_GROUPS, GROUP_UNKNOWN, CoverageCell, CoverageState
from netmap.analysis.sheet import CITY, EVERYWHERE, NOBODY, Sheet, filled
from netmap.model import Inventory, Need
from netmap.network.day import FRESH, NEVER, STALE, Ints
from netmap.network.supply import BASES, Offers, Reach

Ids = NDArray[np.object_]


@dataclass(frozen=True, eq=False)
class _Perhaps:
    """Hold what may belong to a cell: how many name no district, how many no group, and positions and ids of both."""

    unplaced: int
    ungrouped: int
    found: Ints
    ids: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class CellMaker:
    """Make the cells of one cube, from its frame and what stands in its fields.

    `providers` are those of each offer by position; `ties` says where those that each seat is tied to begin, and which they
    are. `offers` counts what is asked for, `area_unknown` what of it names no area. `kept` holds what the districts of a
    field share.
    """

    frame: Frame
    sheet: Sheet
    offer_ids: Ids
    actor_ids: Ids
    providers: tuple[tuple[int, ...], ...]
    seats: list[int]
    ties: tuple[list[int], list[int]]
    offers: int
    area_unknown: int
    kept: dict[tuple[str, str, bool], _Perhaps]

    def cell(self, area: str, group: str, district: str | None) -> CoverageCell:
        """Return one cell."""
        frame, columns = self.frame, self.frame.supply.offers
        formats = near_formats(frame, area, group) if district and group not in {ALL_GROUPS, GROUP_UNKNOWN} else ()
        places = (CITY,) if district is None else (EVERYWHERE, self.sheet.offers.axes.places[district])
        standing = self.sheet.offers.at(area, group, *places)
        offers = self._of(formats, standing)
        unsettled = len(self.sheet.unsettled.at(area, group, *places)) + self._without_format(formats, standing)
        actors = self.sheet.actors.at(area, group, *places)
        inventory, need = inventory_of(frame, area, group, district), need_of(frame, area, group, district)
        providers = set().union(*map(self.providers.__getitem__, offers.tolist()))
        capacity = None if formats else _places_for(columns, offers, need)
        perhaps = self._perhaps(formats, area, group, district)
        return CoverageCell(
            id="/".join(("coverage", area or "all-areas", group or "all-groups", *([district] if district else []))),
            area=area,
            dimension=frame.dimension,
            group=group,
            district=district,
            formats=formats,
            state=self._state(offers, actors, inventory, unsettled, providers, need, capacity),
            offers=_named(self.offer_ids, offers),
            fresh_offers=int((columns.freshness[offers] == FRESH).sum()) if len(offers) else 0,
            unspecific=bool(len(offers)) and not len(self._of(formats, self.sheet.named.at(area, group, *places))),
            unplaced=perhaps.unplaced,
            ungrouped=perhaps.ungrouped,
            may_belong=perhaps.ids,
            unsettled=unsettled,
            other_days=_named(self.offer_ids, self._of(formats, self.sheet.other_days.at(area, group, *places))),
            providers=_named(self.actor_ids, sorted(providers)),
            active_actors=_named(self.actor_ids, actors),
            persons=need.persons if need else None,
            persons_year=need.year if need else None,
            persons_estimate=need.estimate if need else False,
            places=capacity,
            persons_per_place=need.persons / capacity if need and capacity else None,
            inventory=inventory.id if inventory else None,
            inventory_date=inventory.date if inventory else None,
            asked=inventory.state if inventory else "",
            reason=inventory.reason if inventory and inventory.state == "not_needed" else "",
            **_witnessed(*((columns, offers) if len(offers) else (frame.supply.reach, actors))),
        )

    def unplaced_providers(self) -> dict[str, tuple[str, ...]]:
        """Return the offers of the day that name no district, each with its providers."""
        columns = self.frame.supply.offers
        which = np.flatnonzero(self.sheet.unplaced & columns.held)
        return {columns.ids[one]: _named(self.actor_ids, sorted(self.providers[one])) for one in which.tolist()}

    def _of(self, formats: tuple[str, ...], offers: Ints) -> Ints:
        """Return the offers of some formats; of all, where none are given."""
        if not formats or not len(offers):
            return offers
        known = self.frame.supply.offers.formats
        return np.array([one for one in offers.tolist() if known[one] in formats], dtype=np.int64)

    def _without_format(self, formats: tuple[str, ...], offers: Ints) -> int:
        known = self.frame.supply.offers.formats
        return sum(not known[one] for one in offers.tolist()) if formats else 0

    def _unplaced(self, formats: tuple[str, ...], area: str, group: str) -> Ints:
        offers = self.sheet.offers.at(area, group, CITY)
        return self._of(formats, offers[self.sheet.unplaced[offers]])

    def _perhaps(self, formats: tuple[str, ...], area: str, group: str, district: str | None) -> _Perhaps:
        """Return what may belong to a cell: offers of unknown group, in a district also those of unknown district.

        The districts of a field share all of it but what stands in the one district and names no group.
        """
        key = area, group, district is None
        if key not in self.kept:
            self.kept[key] = self._shared(formats, area, group, near=district is not None)
        shared = self.kept[key]
        if district is None or group in {ALL_GROUPS, GROUP_UNKNOWN}:
            return shared
        place = self.sheet.offers.axes.places[district]
        own = self._of(formats, self.sheet.offers.at(area, GROUP_UNKNOWN, place))
        if not len(own):
            return shared
        both = np.concatenate([shared.found, own])
        both.sort()
        return _Perhaps(shared.unplaced, shared.ungrouped + len(own), both, _named(self.offer_ids, both))

    def _shared(self, formats: tuple[str, ...], area: str, group: str, *, near: bool) -> _Perhaps:
        unplaced, ungrouped = self._unplaced(formats, area, group), NOBODY
        if group not in {ALL_GROUPS, GROUP_UNKNOWN}:
            ungrouped = self._of(formats, self.sheet.offers.at(area, GROUP_UNKNOWN, EVERYWHERE if near else CITY))
            if near:
                ungrouped = np.concatenate([ungrouped, self._unplaced(formats, area, GROUP_UNKNOWN)])
        found = np.sort(np.concatenate([ungrouped, unplaced])) if near else ungrouped
        return _Perhaps(len(unplaced), len(ungrouped), found, _named(self.offer_ids, found))

    def _state(
        self,
        offers: Ints,
        actors: Ints,
        inventory: Inventory | None,
        unsettled: int,
        providers: set[int],
        need: Need | None,
        places: int | None,
    ) -> CoverageState:
        """Return the first state that holds, in the order of `STATES`."""
        frame, asked = self.frame, inventory.state if inventory else ""
        if asked == "not_needed":
            return "not_needed"
        if not len(offers):
            if len(actors):
                return "active_only"
            # an offer of which a filter's property is unknown may be just what is asked for
            return "uncovered" if asked == "complete" and not unsettled else "not_recorded"
        if (frame.supply.offers.freshness[offers] == STALE).all():
            return "stale_only"
        if len(providers) == 1 and all(self.providers[one] for one in offers.tolist()):
            return "single_provider"
        if need and places is not None and need.persons > frame.thin_from * places:
            return "thin"
        return "coordinate" if len(providers) >= frame.crowd and not self._tied(providers) else "covered"

    def _tied(self, providers: set[int]) -> bool:
        """Tell whether any two of the providers are tied; an office of one person has the ties of what it is part of."""
        seats = {self.seats[one] for one in providers} - {-1}
        if len(seats) < len(providers):  # two of them are one in the network
            return True
        starts, ends = self.ties
        return not all(seats.isdisjoint(ends[starts[one] : starts[one + 1]]) for one in seats)


def cell_maker(frame: Frame, wanted: OfferFilter, *, margins: bool = True) -> CellMaker:
    """Lay out what there is, once, and return what makes cells of it; `margins` over areas and groups only if asked for."""
    columns = frame.supply.offers
    ties = frame.ties.adjacency
    asked_for = columns.held & (wanted.admits(columns) > 0)
    return CellMaker(
        frame=frame,
        sheet=filled(frame, wanted, margins=margins),
        offer_ids=np.array(columns.ids, dtype=object),
        actor_ids=np.array(frame.columns.actor_ids, dtype=object),
        providers=_parts(columns.provider.starts(len(columns.ids)), columns.provider.to),
        seats=frame.seats.tolist(),
        ties=(ties.indptr.tolist(), ties.indices.tolist()),
        offers=int(asked_for.sum()),
        area_unknown=int((asked_for & (columns.area < 0)).sum()),
        kept={},
    )


def _parts(starts: Ints, found: Ints) -> tuple[tuple[int, ...], ...]:
    """Return what lies between one start and the next."""
    values = found.tolist()
    return tuple(tuple(values[a:b]) for a, b in pairwise(starts.tolist()))


def _named(ids: Ids, which: Ints | Sequence[int]) -> tuple[str, ...]:
    return tuple(ids[which].tolist()) if len(which) else ()


def _witnessed(things: Offers | Reach, which: Ints) -> dict[str, Any]:
    """Return the years of the evidence of some things, and the newest date of it as written."""
    days = things.seen_on[which]
    if not days.any():
        return {"evidence_years": (), "last_seen": None}
    newest = int(which[int(days.argmax())])
    years = set(things.seen_in[which].tolist()) - {NEVER}
    return {"evidence_years": tuple(sorted(years)), "last_seen": things.seen[newest]}


def _places_for(columns: Offers, offers: Ints, need: Need | None) -> int | None:
    """Return the places for a need; None unless every offer says how many, on the need's basis (stock, or per year)."""
    if need is None or need.basis == "unknown" or not len(offers):
        return None
    known = (columns.capacity[offers] >= 0) & (columns.basis[offers] == BASES.index(need.basis))
    return int(columns.capacity[offers].sum()) if known.all() else None
