"""The cells of the coverage cube: what stands in a field, what may belong there, and the state that this is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from netmap.analysis.cube import Frame, OfferFilter, inventory_of, near_formats, need_of
from netmap.analysis.rows import ALL_GROUPS, GROUP_UNKNOWN, CoverageCell, CoverageState
from netmap.analysis.sheet import CITY, EVERYWHERE, NOBODY, Sheet, filled
from netmap.model import Inventory, Need
from netmap.network.day import FRESH, NEVER, STALE, Ints
from netmap.network.supply import BASES, Offers, Reach


@dataclass(frozen=True, eq=False)
class CellMaker:
    """Make the cells of one cube, from its frame and what stands in its fields.

    `providers` are those of each offer by position. `offers` counts what is asked for, `area_unknown` what of it names no
    area.
    """

    frame: Frame
    sheet: Sheet
    providers: tuple[tuple[int, ...], ...]
    offers: int
    area_unknown: int

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
        providers = {one for offer in offers.tolist() for one in self.providers[offer]}
        capacity = None if formats else _places_for(columns, offers, need)
        unplaced = self._unplaced(formats, area, group)
        ungrouped = self._ungrouped(formats, area, group, places)
        return CoverageCell(
            id="/".join(("coverage", area or "all-areas", group or "all-groups", *([district] if district else []))),
            area=area,
            dimension=frame.dimension,
            group=group,
            district=district,
            formats=formats,
            state=self._state(offers, actors, inventory, unsettled, providers, need, capacity),
            offers=_named(columns.ids, offers),
            fresh_offers=int((columns.freshness[offers] == FRESH).sum()) if len(offers) else 0,
            unspecific=bool(len(offers)) and not len(self._of(formats, self.sheet.named.at(area, group, *places))),
            unplaced=len(unplaced),
            ungrouped=len(ungrouped),
            may_belong=_named(columns.ids, np.union1d(ungrouped, unplaced) if district else ungrouped),
            unsettled=unsettled,
            other_days=_named(columns.ids, self._of(formats, self.sheet.other_days.at(area, group, *places))),
            providers=_named(frame.columns.actor_ids, sorted(providers)),
            active_actors=_named(frame.columns.actor_ids, actors),
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
        columns, ids = self.frame.supply.offers, self.frame.columns.actor_ids
        which = np.flatnonzero(self.sheet.unplaced & columns.held)
        return {columns.ids[one]: _named(ids, sorted(self.providers[one])) for one in which.tolist()}

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

    def _ungrouped(self, formats: tuple[str, ...], area: str, group: str, places: tuple[int, ...]) -> Ints:
        """Return the offers of unknown group that may belong to a cell: in a district also those of unknown district."""
        if group in {ALL_GROUPS, GROUP_UNKNOWN}:
            return NOBODY
        found = self._of(formats, self.sheet.offers.at(area, GROUP_UNKNOWN, *places))
        return found if CITY in places else np.union1d(found, self._unplaced(formats, area, GROUP_UNKNOWN))

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
        table = self.frame.ties.adjacency
        seats = {int(self.frame.seats[one]) for one in providers} - {-1}
        if len(seats) < len(providers):  # two of them are one in the network
            return True
        marked = np.zeros(table.shape[0], dtype=np.bool_)
        marked[[*seats]] = True
        return any(marked[table.indices[table.indptr[one] : table.indptr[one + 1]]].any() for one in seats)


def cell_maker(frame: Frame, wanted: OfferFilter) -> CellMaker:
    """Lay out what there is, once, and return what makes cells of it."""
    columns = frame.supply.offers
    starts, found = columns.provider.starts(len(columns.ids)).tolist(), columns.provider.to.tolist()
    asked_for = columns.held & (wanted.admits(columns) > 0)
    return CellMaker(
        frame=frame,
        sheet=filled(frame, wanted),
        providers=tuple(tuple(found[a:b]) for a, b in pairwise(starts)),
        offers=int(asked_for.sum()),
        area_unknown=int((asked_for & (columns.area < 0)).sum()),
    )


def _named(ids: Sequence[str], which: Ints | Sequence[int]) -> tuple[str, ...]:
    return tuple([ids[one] for one in (which.tolist() if isinstance(which, np.ndarray) else which)])


def _witnessed(things: Offers | Reach, which: Ints) -> dict[str, Any]:
    """Return the years of the evidence of some things, and the newest date of it as written."""
    days = things.seen_on[which]
    if not days.any():
        return {"evidence_years": (), "last_seen": None}
    newest = int(which[int(days.argmax())])
    years = {int(things.seen[one][:4]) for one in which[days != NEVER].tolist()}
    return {"evidence_years": tuple(sorted(years)), "last_seen": things.seen[newest]}


def _places_for(columns: Offers, offers: Ints, need: Need | None) -> int | None:
    """Return the places for a need; None unless every offer says how many, on the need's basis (stock, or per year)."""
    if need is None or need.basis == "unknown" or not len(offers):
        return None
    known = (columns.capacity[offers] >= 0) & (columns.basis[offers] == BASES.index(need.basis))
    return int(columns.capacity[offers].sum()) if known.all() else None
